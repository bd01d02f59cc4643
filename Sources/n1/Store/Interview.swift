import Experiment

/// Asks on the terminal for what the plan wants to know of a day.
struct Interview {
    private let plan: TrialPlan
    private let day: CalendarDay
    private let recorded: [RecordedFact]
    /// What is there when the person leaves in the middle.
    private let kept: Interruption.Kept

    init(
        _ plan: TrialPlan, day: CalendarDay, store: TrialPlace,
        kept: Interruption.Kept = .nothing
    ) throws {
        self.plan = plan
        self.kept = kept
        self.day = day
        recorded = try store.facts()
    }

    /// What was answered to all questions.
    struct Answers {
        /// As `name=value`.
        var values: [String] = []
        var remarks: [String] = []

        /// All remarks as one; nil where there is none.
        var note: String? { remarks.isEmpty ? nil : remarks.joined(separator: "; ") }
        var isEmpty: Bool { values.isEmpty && remarks.isEmpty }
    }

    /// Return leaves a question out, and the end of the input (Ctrl-D) all that are left.
    func answers() throws -> Answers {
        Terminal.writeFitted("\(day). Return skips a question; Ctrl-D ends them.\n")
        var answers = Answers()
        for group in due {
            if group.isQuestionnaire {
                let count = Phrase.count(group.questions.count, "question")
                Terminal.writeFitted("\(group.title): \(count), one number each.\n")
            }
            for question in group.questions {
                let name = group.isQuestionnaire ? question.title : question.series.name
                switch answer(question.series, name, hint: question.spokenHint) {
                case .said(let assignment): answers.values.append(assignment)
                case .skipped: continue
                case .ended: return answers
                }
            }
        }
        askForEvents(&answers)
        return answers
    }

    /// What became of a question.
    private enum Reply {
        case said(String), skipped, ended
    }

    /// What is due and not written down yet; what may be measured more than once a day, again.
    private var due: [QuestionGroup] {
        let standing = DayStanding(plan, on: day, recorded)
        let again = plan.dueSeries(on: day).filter {
            $0.combining != nil && standing.hasValue(of: $0.id)
        }
        return standing.open + again.map(plan.questions)
    }

    private func answer(_ series: PlannedSeries, _ name: String, hint: String) -> Reply {
        let hints = [hint.isEmpty ? nil : hint, series.allowed?.description, yesterday(series)]
            .compactMap(\.self)
        var question = name + (hints.isEmpty ? "" : " (\(hints.joined(separator: "; ")))")
        while let typed = Terminal.asked(question + ": ", kept: kept) {
            if typed.isEmpty { return .skipped }
            let assignment = "\(series.id)=\(typed)"
            do throws(LogError) {
                _ = try LogRequest([assignment], day: day, plan: plan)
                return .said(assignment)
            } catch {
                Terminal.writeFitted("  \(error)\n")
                question = name
            }
        }
        return .ended
    }

    /// Until Return: an event by its name, with what it was, or anything in words.
    private func askForEvents(_ answers: inout Answers) {
        let names = DayMark.allCases.map(\.rawValue).joined(separator: ", ")
        var question = "Anything else (\(names), or in your words): "
        while let typed = Terminal.asked(question, kept: kept), !typed.isEmpty {
            if (try? LogRequest([typed], day: day, plan: plan)) != nil {
                answers.values.append(typed)
            } else {
                for part in EventAnswer.parts(of: typed) { take(part, &answers) }
            }
            question = "Anything else: "
        }
    }

    private func take(_ part: EventAnswer, _ answers: inout Answers) {
        switch part {
        case .remark(let words): answers.remarks.append(words)
        case .event(let mark, nil) where mark != .period:
            let words =
                Terminal.asked(
                    "  \(mark.rawValue): what was it? Return for no words: ", kept: kept) ?? ""
            let named = EventAnswer.event(mark, about: words.isEmpty ? nil : words)
            answers.values += [named.assignment].compactMap(\.self)
        case .event: answers.values += [part.assignment].compactMap(\.self)
        }
    }

    /// Yesterday's value can pull today's towards it, so it is shown only where the plan says so.
    private func yesterday(_ series: PlannedSeries) -> String? {
        guard plan.diary.showsYesterday,
            let last = readings(of: series).last(where: { $0.day == day.advanced(by: -1) })
        else { return nil }
        return "yesterday \(last.value)"
    }

    private func readings(of series: PlannedSeries) -> [(day: CalendarDay, value: Double)] {
        recorded.compactMap { recorded in
            guard case .reading(series.id, _, let value) = recorded.fact.content else { return nil }
            return (recorded.fact.day, value)
        }
    }
}
