import Experiment

/// Asks on the terminal for what a request does not say yet.
struct PlanInterview {
    let today: CalendarDay

    /// - Throws: `UsageError` when the input ends before everything is said.
    func completing(_ given: PlanRequest) throws -> PlanRequest {
        var request = given
        Terminal.write("A plan for a trial on yourself. This is no medical advice.\n")
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
        if request.startedBecauseBad == true { Terminal.writeFitted(Self.badNow) }
        if request.alsoChanging.isEmpty { request.alsoChanging = try changes() }
        request = try agreeing(request, template)
        if request.design == nil { request.design = try design(request) }
        return request
    }

    private static let badNow =
        "  What is bad now tends to get better by itself, which looks like an effect. A baseline of three "
        + "weeks or more (--set baseline=21), or a start once things are as usual, guards against it.\n"

    /// The designs that fit, side by side; Return takes the one with the best chance. Nil where there is
    /// nothing to choose.
    private func design(_ request: PlanRequest) throws -> DesignKind? {
        let offers = DesignOffer.offers(request, today: today, seed: request.seed ?? 1)
        guard offers.count > 1, let best = DesignOffer.suggestion(among: offers) else { return nil }
        Terminal.writeFitted("These designs fit:\n")
        for (place, offer) in offers.enumerated() {
            Terminal.writeFitted("  \(place + 1). \(offer.sentence)\n")
        }
        let place = offers.firstIndex { $0.kind == best.kind } ?? 0
        return try answered(
            "Which one? (1 to \(offers.count); Return for \(place + 1), \(best.kind.rawValue))",
            help:
                "The order in which usual life and the change follow each other. Going back, and chance in "
                + "the order, tell more; the suggested one has the best chance to give an answer.",
            emptyMeans: best.kind
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
        var suggested: String?
        return try answered(
            "What do you want to try? (as dairy-free; ? lists all)",
            help: TemplateText.list(Terminal.style)
        ) { typed in
            if let suggested, ["y", "yes"].contains(typed.lowercased()) { return suggested }
            do { return try Template.chosen(typed).id } catch {
                if case .unknown(_, let nearest) = error as? TemplateError { suggested = nearest }
                throw error
            }
        }
    }

    private func complaint() throws -> Complaint {
        let names = Complaint.allCases.map(\.rawValue).joined(separator: ", ")
        return try answered(
            "What should get better? (\(names))",
            help: "It decides what is measured, how often, and how long a change needs."
        ) { typed in
            let known = Complaint.allCases.map(\.rawValue)
            if let complaint = Complaint(rawValue: typed.lowercased()) { return complaint }
            if let near = NearestName.of(typed, among: known),
                let complaint = Complaint(rawValue: near),
                try yesNo("Did you mean \(near)?", help: "\"\(typed)\" is not in the list.")
            {
                return complaint
            }
            throw UsageError("found \"\(typed)\"; expected one of \(names).")
        }
    }

    private func start() throws -> CalendarDay {
        let tomorrow = today.advanced(by: 1)
        let question =
            "On which day does the baseline start? (the days of usual life before the change; "
            + "Return for \(tomorrow))"
        return try answered(
            question,
            help:
                "Write it like 2026-12-01, tomorrow or monday. A plan starts today or later, because it is "
                + "made before its first day.",
            emptyMeans: tomorrow
        ) { typed in
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
        return try answered(
            question,
            help:
                "The smallest change that would be worth the trouble to you; the answer is measured against "
                + "it. " + (usual.map { "Published: \(shown($0))." } ?? "None is published."),
            emptyMeans: usual
        ) { typed in
            let width = primary.range.upperBound - primary.range.lowerBound
            guard let value = Double(decimalPointed(typed)), value > 0, value <= width else {
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
            let name = try answered("What?", help: "A few words, as: exam term.") { $0 }
            let help = "Write it like 2026-12-01, tomorrow or monday."
            let first = try answered("From which day on?", help: help, day)
            let last = try answered(
                "Until which day? (Return if it stays)", help: help, emptyMeans: CalendarDay?.none
            ) {
                let last = try day($0)
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
            let answer = try answered(question.text, help: question.help) { try question.answer($0) }
            answers = try answers.replacing([(question.id, "\(answer)")])
            // What forbids the plan already is said before more is asked.
            let blocks = SafetyReview(of: subject, answers: answers).certainBlocks
            guard blocks.isEmpty else { throw PlanRefusal.blocked(blocks) }
        }
        return answers
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
            Terminal.write("\(decision.message)\n")
        }
        request.isAgreedWithClinician = try yesNo(
            "Did a clinician or dietitian agree to this plan?",
            help:
                "Somebody who knows you and read the reasons above. After a no, your answers are kept and a "
                + "letter that asks is written.")
        return request
    }

    // MARK: Asking

    private func yesNo(_ question: String, help: String) throws -> Bool {
        try answered("\(question) (yes or no)", help: help) { typed in
            switch typed.lowercased() {
            case "y", "yes": return true
            case "n", "no": return false
            default: throw UsageError("found \"\(typed)\"; expected yes or no.")
            }
        }
    }

    /// Asks until `reading` understands; what it throws is shown, `?` explains, and nil asks again.
    private func answered<Answer>(
        _ question: String, help: String, emptyMeans: Answer? = nil,
        _ reading: (String) throws -> Answer?
    ) throws -> Answer {
        while let typed = Terminal.asked(question + " ") {
            if typed.isEmpty {
                if let emptyMeans { return emptyMeans }
                Terminal.write("  found nothing; expected an answer. ? explains the question.\n")
                continue
            }
            if typed == "?" {
                // A list is laid out already.
                if help.hasSuffix("\n") {
                    Terminal.write(help)
                } else {
                    Terminal.writeFitted("  \(help)\n")
                }
                continue
            }
            do {
                if let answer = try reading(typed) { return answer }
            } catch { Terminal.writeFitted("  \(error)\n") }
        }
        throw UsageError("the answers ended early, and nothing was written. Run n1 plan again.")
    }
}
