import ArgumentParser
import Experiment
import Web

/// The making of a plan.
extension TrialSite {
    /// Wide enough for the tables of a plan on a page.
    private static let style = TerminalStyle(width: 64, hasColor: false, isASCII: false)

    /// The plan that is there.
    func written(_ plan: TrialPlan, _ frame: PageFrame) throws -> HTTPResponse {
        let seal = try SealStore(place: place).check()
        let page = PlanPage(
            frame,
            .written(
                plan: PlanText(plan).text(Self.style), seal: seal?.sentence,
                canSeal: try seal == nil && folder.firstTestedScore(plan) == nil))
        return html(200, page.html)
    }

    /// The next step to a plan, by what was said so far.
    func plan(_ fields: FormFields, _ frame: PageFrame) throws -> HTTPResponse {
        let said = fields.pairs.filter {
            $0.name != "key" && $0.name != "write" && !$0.value.isEmpty
        }
        do {
            return try step(fields, said, frame)
        } catch let error as any CommandFailure {
            let lines = "\(error)".split(separator: "\n").map(String.init)
            return html(
                422,
                PlanPage(
                    frame, .wish(today: try Clock().now.day), said: said,
                    messages: [.problem(lines)]
                ).html)
        }
    }

    private func step(
        _ fields: FormFields, _ said: [(String, String)], _ frame: PageFrame
    ) throws -> HTTPResponse {
        let today = try Clock().now.day
        var request = try PlanCommand.parse(arguments(fields)).request()
        guard let name = request.template, request.start != nil else {
            return html(200, PlanPage(frame, .wish(today: today), said: said).html)
        }
        if request.startedBecauseBad == nil { request.startedBecauseBad = false }
        let template = try Template.chosen(name)
        let subject = SafetySubject(
            template, for: request.complaint,
            activeDays: template.active.days(for: request.complaint))
        let review = SafetyReview(of: subject, answers: request.answers)
        guard review.certainBlocks.isEmpty else {
            return html(
                200, PlanPage(frame, .refused(review.certainBlocks.map(\.message))).html)
        }
        let open = subject.questions(after: request.answers).filter {
            request.answers[$0.id] == nil
        }
        guard open.isEmpty else {
            return html(200, PlanPage(frame, .safety(open), said: said).html)
        }
        if review.blocks.isEmpty, review.needsClinician, !request.isAgreedWithClinician {
            let reasons = review.decisions.filter { $0.action != .block }.map(\.message)
            return html(200, PlanPage(frame, .clinician(reasons), said: said).html)
        }
        return try choose(request, fields, said, frame, today)
    }

    private func choose(
        _ request: PlanRequest, _ fields: FormFields, _ said: [(String, String)],
        _ frame: PageFrame, _ today: CalendarDay
    ) throws -> HTTPResponse {
        var generator = SystemRandomNumberGenerator()
        let seed =
            fields["seed"].flatMap { UInt64($0) }
            ?? UInt64.random(in: 1...999_999, using: &generator)
        guard request.design != nil else {
            let offers = DesignOffer.offers(request, today: today, seed: seed)
            let page = PlanPage(
                frame, .design(offers, suggested: DesignOffer.suggestion(among: offers)),
                said: said + [("seed", "\(seed)")])
            return html(200, page.html)
        }
        let proposal = try PlanProposal(request, today: today, seed: seed)
        let (text, plan) = try PlanWriter(proposal).written()
        guard fields["write"] == "yes" else {
            let page = PlanPage(
                frame,
                .preview(
                    plan: PlanText(plan).text(Self.style),
                    diagnosis: PlanDiagnosisText(plan).text(Self.style)), said: said)
            return html(200, page.html)
        }
        let target = PlanTarget(path: place.path)
        try target.checkVacant()
        try target.write(text)
        return .seeOther("plan")
    }

    /// What `n1 plan` would be told.
    private func arguments(_ fields: FormFields) -> [String] {
        let options = [
            ("template", "--template"), ("complaint", "--condition"), ("start", "--start"),
            ("worthwhile", "--worthwhile"), ("design", "--design"), ("seed", "--seed"),
        ].compactMap { name, option in fields[name].map { "\(option)=\($0)" } }
        let bad = fields["bad"].map {
            [$0 == "yes" ? "--started-because-bad" : "--no-started-because-bad"]
        }
        return options + (bad ?? []) + (fields["agreed"] == "yes" ? ["--clinician-agreed"] : [])
            + fields.all("a.").map { "--answer=\($0.name)=\($0.value)" }
    }
}
