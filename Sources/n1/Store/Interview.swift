import Experiment

/// Asks on the terminal for what the plan wants to know of a day.
struct Interview {
    private let plan: TrialPlan
    private let day: CalendarDay
    private let recorded: [RecordedFact]

    init(_ plan: TrialPlan, day: CalendarDay, store: TrialPlace) throws {
        self.plan = plan
        self.day = day
        recorded = try store.facts()
    }

    /// `name=value` for every question that was answered; Return leaves one out, and the end of the
    /// input
    /// (Ctrl-D) all that are left.
    func answers() throws -> [String] {
        Terminal.writeFitted("\(day). Return skips a question; Ctrl-D ends them.\n")
        var typed: [String] = []
        for group in due {
            if group.isQuestionnaire {
                let count = Phrase.count(group.questions.count, "question")
                Terminal.writeFitted("\(group.title): \(count), one number each.\n")
            }
            for question in group.questions {
                let name = group.isQuestionnaire ? question.title : question.series.name
                switch answer(question.series, name, hint: question.spokenHint) {
                case .said(let assignment): typed.append(assignment)
                case .skipped: continue
                case .ended: return typed
                }
            }
        }
        if case .said(let event) = event() { typed.append(event) }
        return typed
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
        while let typed = Terminal.asked(question + ": ") {
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

    private func event() -> Reply {
        let names = DayMark.allCases.map(\.rawValue).joined(separator: ", ")
        while let typed = Terminal.asked("Anything else (\(names)): ") {
            if typed.isEmpty { return .skipped }
            if let mark = DayMark(rawValue: typed.lowercased()) {
                return .said("\(mark.rawValue)=yes")
            }
            Terminal.writeFitted("  found \"\(typed)\"; expected one of \(names).\n")
        }
        return .ended
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
