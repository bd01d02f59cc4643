import ArgumentParser
import Experiment

/// Asks on the terminal for what a request does not say yet.
struct PlanInterview {
    let today: CalendarDay
    let tape: AnswerTape

    /// Asks until everything is said; `back` begins anew with all answers but the last.
    /// - Throws: `UsageError` when the input ends before.
    func completing(_ given: PlanRequest) throws -> PlanRequest {
        Terminal.writeFitted(Self.welcome)
        if tape.isBegun, try !goesOn() { tape.clear() }
        while true {
            do {
                tape.rewind()
                return try asking(given)
            } catch is OneBack { tape.dropLast() }
        }
    }

    private static let welcome =
        "A plan for a trial on yourself. This is no medical advice.\n? explains a question, back returns "
        + "to the one before. What you answered is kept if you leave.\n"

    private func goesOn() throws -> Bool {
        let question =
            "You began this plan and gave \(Phrase.count(tape.count, "answer")). Go on from there? "
            + "(yes or no; Return for yes) "
        while let typed = Terminal.asked(question, kept: .answers) {
            if typed.isEmpty || ["y", "yes"].contains(typed.lowercased()) { return true }
            if ["n", "no"].contains(typed.lowercased()) { return false }
        }
        throw UsageError("the answers ended early. Run n1 plan again to go on.")
    }

    private func asking(_ given: PlanRequest) throws -> PlanRequest {
        var request = given
        if request.template == nil { request.template = try template() }
        let template = try Template.chosen(request.template ?? "", withFoodsFreeOf: request.freeOf)
        if request.complaint == nil { request.complaint = try complaint() }
        request.answers = try safety(template, request)
        if request.start == nil { request.start = try start() }
        if request.worthwhile == nil { request.worthwhile = try worthwhile(request) }
        if request.startedBecauseBad == nil {
            request.startedBecauseBad = try yesNo(
                "Do you start because it is bad right now?", help: Self.badNow)
        }
        if request.startedBecauseBad == true { say(Self.badNow) }
        if request.asksAboutMonth(template) { try month(&request) }
        if request.alsoChanging.isEmpty { request.alsoChanging = try changes() }
        request = try agreeing(request, template)
        if request.design == nil { request.design = try design(request) }
        return request
    }

    /// Nothing is asked that the answer does not change, and Return leaves it open.
    private func month(_ request: inout PlanRequest) throws {
        let question =
            "Some people's skin follows a rhythm of about a month, for instance with a menstrual cycle. "
            + "Does yours? (yes, no, or Return to leave it open)"
        request.followsMonth = try answered(question, help: Self.aboutMonth, emptyMeans: .some(nil))
        { typed -> Bool?? in
            try yesOrNo(typed)
        }
        guard request.followsMonth == true else { return }
        let days = "About how many days from one to the next? (Return for 28)"
        request.cycleDays = try answered(
            days, help: Self.aboutMonth, emptyMeans: PlanRequest.usualCycle
        ) { typed in
            guard let days = Int(typed), PlanRequest.cycleLengths.contains(days) else {
                throw UsageError(
                    "found \"\(typed)\"; expected a whole number from "
                        + "\(PlanRequest.cycleLengths.lowerBound) to "
                        + "\(PlanRequest.cycleLengths.upperBound).")
            }
            return days
        }
        say(Self.monthly)
    }

    private static let aboutMonth =
        "Phases of about two weeks can keep time with a rhythm of about four, and then the two look alike. "
        + "The answer lengthens the baseline and adds the rhythm to the analysis; nothing else uses it."

    private static let monthly =
        "  Then the baseline lasts four weeks or more, and the analysis takes the rhythm into account. Should "
        + "you like to mark the first day of each one, write it beside the score (n1 log period).\n"

    private static let badNow =
        "  What is bad now tends to get better by itself, which looks like an effect. A baseline of three "
        + "weeks or more (--set baseline=21), or a start once things are as usual, guards against it.\n"

    /// The designs that fit, side by side; Return takes the one with the best chance. Nil where there is
    /// nothing to choose.
    private func design(_ request: PlanRequest) throws -> DesignKind? {
        let offers = DesignOffer.offers(request, today: today, seed: request.seed ?? 1)
        guard offers.count > 1, let best = DesignOffer.suggestion(among: offers) else { return nil }
        say("These designs fit:\n")
        for (place, offer) in offers.enumerated() { say("  \(place + 1). \(offer.sentence)\n") }
        let place = offers.firstIndex { $0.kind == best.kind } ?? 0
        return try answered(
            "Which one? (1 to \(offers.count); Return for \(place + 1), \(best.kind.rawValue))",
            help: Help.design, emptyMeans: best.kind
        ) { typed in
            if let kind = offers.map(\.kind).first(where: { $0.rawValue == typed.lowercased() }) {
                return kind
            }
            guard let number = Int(typed), offers.indices.contains(number - 1) else {
                throw UsageError("found \"\(typed)\"; expected a number from 1 to \(offers.count).")
            }
            return offers[number - 1].kind
        }
    }

    private func template() throws -> String {
        try answered(
            "What do you want to try? (as dairy-free; ? lists all)",
            help: TemplateText.list(Terminal.style)
        ) { typed in
            do { return try Template.chosen(typed).id } catch {
                guard case .unknown(_, let nearest?) = error as? TemplateError else { throw error }
                throw Suggestion(description: "\(error) Type yes for it.", name: nearest)
            }
        }
    }

    private func complaint() throws -> Complaint {
        let names = Complaint.allCases.map(\.rawValue).joined(separator: ", ")
        return try answered("What should get better? (\(names))", help: Help.complaint) { typed in
            let known = Complaint.allCases.map(\.rawValue)
            if let complaint = Complaint(rawValue: typed.lowercased()) { return complaint }
            let error = UsageError("found \"\(typed)\"; expected one of \(names).")
            guard let near = NearestName.of(typed, among: known) else { throw error }
            throw Suggestion(
                description: "\(error) Did you mean \(near)? Type yes for it.", name: near)
        }
    }

    private func start() throws -> CalendarDay {
        let tomorrow = today.advanced(by: 1)
        let question =
            "On which day does the baseline start? (the days of usual life before the change; "
            + "Return for \(tomorrow))"
        return try answered(question, help: Help.start, emptyMeans: tomorrow) { typed in
            let day = try self.day(typed)
            guard day >= today else {
                throw PlanRefusal.startInPast(start: day, today: today)
            }
            return day
        }
    }

    /// Return keeps the published value, where there is one.
    private func worthwhile(_ request: PlanRequest) throws -> Double? {
        let primary =
            try request.outcomes.first.map { try Instrument.named($0) }
            ?? request.complaint?.primaryInstrument ?? .skinNRS
        let usual = primary.smallestWorthwhileChange.value
        let hint = usual.map { "; Return for \(shown($0))" } ?? ""
        let question =
            "From which change of \"\(primary.summary)\" on would it be worth it? "
            + "(\(primary.unit)\(hint))"
        return try answered(question, help: Help.worthwhile, emptyMeans: usual) { typed in
            let width = primary.range.upperBound - primary.range.lowerBound
            guard let value = SpokenNumber.number(typed), value > 0, value <= width else {
                throw UsageError(
                    "found \"\(typed)\"; expected a number above 0 and at most \(shown(width)), "
                        + "with a "
                        + "decimal point.")
            }
            return value
        }
    }

    /// Without the ".0" of a whole number.
    private func shown(_ number: Double) -> String {
        Int(exactly: number).map(String.init) ?? String(number)
    }

    private func changes() throws -> [ExpectedChange] {
        var found: [ExpectedChange] = []
        while try yesNo(
            found.isEmpty
                ? "Will anything else change meanwhile (exams, a move, a trip, a new cream)?"
                : "Anything more?",
            help: "What changes together cannot be told apart, so the report has to know of it.")
        {
            let name = try answered("What?", help: Help.change) { $0 }
            let first = try answered("From which day on?", help: Help.day, day)
            // Nil is an answer here: it stays.
            let last: CalendarDay? = try answered(
                "Until which day? (Return if it stays)", help: Help.day, emptyMeans: .some(nil)
            ) { typed -> CalendarDay?? in
                let last = try day(typed)
                guard last >= first else {
                    throw UsageError("found \(last); expected \(first), its first day, or later.")
                }
                return last
            }
            found.append(ExpectedChange(name: name, first: first, last: last))
        }
        return found
    }

    private func day(_ text: String) throws -> CalendarDay {
        guard let day = SpokenDay.day(text, today: today) else {
            throw UsageError("found \"\(text)\"; expected a day like 2026-12-01.")
        }
        return day
    }

    // MARK: Safety

    /// Every question that matters, follow-ups as the answers call for them.
    private func safety(_ template: Template, _ request: PlanRequest) throws -> SafetyAnswers {
        let subject = SafetySubject(
            template, for: request.complaint,
            activeDays: template.active.days(for: request.complaint))
        var answers = request.answers
        while let question = subject.questions(after: answers).first(where: {
            answers[$0.id] == nil
        }) {
            let answer =
                question.id == "bmi"
                ? try bodyMassIndex(question)
                : try answered(question.text, help: question.help) { try question.answer($0) }
            answers = try answers.replacing([(question.id, "\(answer)")])
            // What forbids the plan already is said before more is asked.
            let blocks = SafetyReview(of: subject, answers: answers).certainBlocks
            guard blocks.isEmpty else { throw try refused(PlanRefusal.blocked(blocks)) }
        }
        return answers
    }

    /// Says why there is no plan, and ends with code 1 unless the person goes back to the answer.
    private func refused(_ refusal: PlanRefusal) throws -> ExitCode {
        Terminal.writeMessage("n1: \(refusal)")
        let typed = Terminal.asked("If that answer was a slip, type back; Return ends here. ")
        if typed?.lowercased() == "back" { throw OneBack() }
        tape.clear()
        return ExitCode(1)
    }

    /// Of weight and height, which people know; the index itself is taken, too.
    private func bodyMassIndex(_ question: SafetyQuestion) throws -> SafetyAnswer {
        let weight = try answered(
            "How much do you weigh? (as 72 kg or 158 lb)", help: Help.weight
        ) { typed in
            guard let weight = BodySize.kilograms(typed) else {
                throw UsageError(
                    "found \"\(typed)\"; expected a weight from 20 to 400 kg. Write it like 72 kg or "
                        + "158 lb.")
            }
            return weight
        }
        let height = try answered(
            "How tall are you? (as 178 cm, 1.78 m or 5'10)", help: Help.height
        ) { typed in
            guard let height = BodySize.metres(typed) else {
                throw UsageError(
                    "found \"\(typed)\"; expected a height from 0.9 to 2.5 m. Write it like 178 cm or "
                        + "5'10.")
            }
            guard (8...100).contains(BodySize.index(kilograms: weight, metres: height)) else {
                throw UsageError(
                    "found \"\(typed)\" beside \(PlainNumber.text(weight, decimals: 1)) kg; expected a "
                        + "height that goes with that weight. Type back to change the weight.")
            }
            return height
        }
        let index = BodySize.index(kilograms: weight, metres: height)
        say("  A body mass index of \(PlainNumber.text(index, decimals: 1)).\n")
        return try question.answer(PlainNumber.text(index, decimals: 1))
    }

    private func agreeing(_ request: PlanRequest, _ template: Template) throws -> PlanRequest {
        var request = request
        let subject = SafetySubject(
            template, for: request.complaint,
            activeDays: template.active.days(for: request.complaint))
        let review = SafetyReview(of: subject, answers: request.answers)
        guard review.blocks.isEmpty, review.needsClinician, !request.isAgreedWithClinician else {
            return request
        }
        for decision in review.decisions where decision.action != .block {
            say("\(decision.message)\n")
        }
        request.isAgreedWithClinician = try yesNo(
            "Did a clinician or dietitian agree to this plan?",
            help:
                "Somebody who knows you and read the reasons above. After a no, your answers are kept and a "
                + "letter that asks is written.")
        return request
    }

    // MARK: Asking

    private func yesNo(_ question: String, help: String = Help.yesNo) throws -> Bool {
        try answered("\(question) (yes or no)", help: help, yesOrNo)
    }

    private func yesOrNo(_ typed: String) throws -> Bool {
        switch typed.lowercased() {
        case "y", "yes": return true
        case "n", "no": return false
        default: throw UsageError("found \"\(typed)\"; expected yes or no.")
        }
    }

    /// Said once, not again while earlier answers are read back.
    private func say(_ text: String) {
        if tape.isAtEnd { Terminal.writeFitted(text) }
    }

    /// Asks until `reading` understands; what it throws is shown, `?` explains, and nil asks again.
    private func answered<Answer>(
        _ question: String, help: String, emptyMeans: Answer? = nil,
        _ reading: (String) throws -> Answer?
    ) throws -> Answer {
        var suggested: String?
        while var typed = tape.next(question)
            ?? Terminal.asked(question + " ", kept: tape.isBegun ? .answers : .nothing)
        {
            if let suggested, ["y", "yes"].contains(typed.lowercased()) { typed = suggested }
            if typed.lowercased() == "back" { throw OneBack() }
            if typed == "?" {
                say(help + "\n")
                continue
            }
            if typed.isEmpty, emptyMeans == nil {
                say("  found nothing; expected an answer.\n")
                continue
            }
            do {
                if let answer = try typed.isEmpty ? emptyMeans : reading(typed) {
                    tape.keep(question, typed)
                    return answer
                }
            } catch {
                tape.cut()
                suggested = (error as? Suggestion)?.name
                say("  \((error as? SafetyError)?.belowQuestion ?? "\(error)")\n")
            }
        }
        throw UsageError(
            tape.isBegun
                ? "the answers ended early. They are kept: run n1 plan again to go on from there."
                : "nothing was answered, and nothing was written. Run n1 plan to begin.")
    }

    /// The person wants the question before.
    private struct OneBack: Error {}

    /// What was typed is no name, but close to one; "yes" takes that.
    private struct Suggestion: Error, CustomStringConvertible {
        let description: String
        let name: String
    }
}

/// What the questions are for.
private enum Help {
    static let weight =
        "A low weight leaves no reserve for a diet: weight and height together show it. Write kilograms, "
        + "pounds or stones, as 72 kg, 158 lb or 11 st 4."
    static let height =
        "Weight and height together make the body mass index; with a low one no food is left out here. "
        + "Write centimetres, metres or feet, as 178 cm, 1.78 m or 5'10."
    static let yesNo = "Answer yes or no; y and n will do."
    static let complaint =
        "What you want to be better at the end. It decides which questionnaire is asked and how long a "
        + "change needs."
    static let start =
        "The first day on which you write scores down. You live as usual until the baseline is over; "
        + "without those days there is nothing to compare with. Write a day like 2026-12-01, or tomorrow."
    static let worthwhile =
        "The smallest difference for which you would keep the change up. Smaller ones are called no "
        + "worthwhile difference. Return takes the published value."
    static let change =
        "Something that may move the scores beside the plan, such as exams or a new cream. The report "
        + "names it among what else could explain a difference."
    static let day = "Write a day like 2026-12-01."
    static let design =
        "The order of days with and without the change. A longer or repeated one tells smaller effects, "
        + "and going back shows that it was not time alone."
}
