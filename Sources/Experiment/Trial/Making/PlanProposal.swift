import ExperimentDiary
import ExperimentText

/// A request made whole: template, complaint, lengths, design and safety settled; ready to be
/// written.
package struct PlanProposal: Sendable {
    package let request: PlanRequest
    package let template: Template
    package let review: SafetyReview
    package let settings: DesignSettings
    package let reintroduction: Reintroduction?
    package let outcomes: [ProposedOutcome]
    package let start: CalendarDay
    package let today: CalendarDay
    package let seed: UInt64

    /// An instrument with the days between its records.
    package struct ProposedOutcome: Sendable {
        package let instrument: Instrument
        package let daysBetween: Int
        /// The place of the body that it is asked about; nil for all of it.
        package var site: String?

        /// `psa-redness`, or `psa-redness-left-cheek` where sites are told apart.
        package var id: String { site.map { "\(instrument.id)-\($0)" } ?? instrument.id }
    }

    /// The food is left out already: the plan begins with the days as they are and brings it back.
    package var startsWithout: Bool { Self.startsWithout(template, request) }

    static func startsWithout(_ template: Template, _ request: PlanRequest) -> Bool {
        let avoids = SafetySubject(template, for: request.complaint, activeDays: 0)
            .avoids(request.answers)
        return avoids && !template.isBundle && foodsAtOnce(template) == 1
    }

    /// Outcomes that are scheduled side by side.
    package var seriesCount: Int { settings.kind == .multipleBaseline ? outcomes.count : 1 }
    /// Usual life and what is compared with it.
    var conditionCount: Int { 1 + max(1, request.doses.count) }

    package var complaint: Complaint? { request.complaint }
    /// The onset lag of the analysis; none where conditions change from day to day.
    package var lagInDays: Int {
        settings.kind == .dailyAlternation || startsWithout ? 0 : template.lag.days(for: complaint)
    }
    /// Where the food is left out already, what coming back does builds up as what leaving out does.
    package var washoutInDays: Int {
        guard settings.kind != .dailyAlternation else { return 0 }
        let washout = template.washout.days(for: complaint)
        return startsWithout ? max(washout, template.lag.days(for: complaint)) : washout
    }

    /// - `today`: a plan starts on this day or later.
    /// - `seed`: taken when the request has none.
    ///
    /// Throws `PlanRefusal`, the first reason not to write a plan: what is missing, what safety
    /// forbids, what cannot work.
    package init(
        _ request: PlanRequest, today: CalendarDay, seed: UInt64
    ) throws(PlanRefusal) {
        self.request = request
        self.today = today
        self.seed = request.seed ?? seed
        template = try Self.template(request)
        guard let start = request.start else { throw .noStart }
        guard start >= today else { throw .startInPast(start: start, today: today) }
        self.start = start
        try Self.wordsHold(template, request)
        let lengths = PlanLengths(request, template)
        try Self.lengthsHold(lengths, template, request)
        review = try Self.review(
            template, request, activeDays: lengths.longestRestriction(request.design))
        let kind = try Self.kind(template, request, review)
        try Self.conditionsHold(kind, template, request)
        let reintroduction =
            kind == .reintroduction
            ? try Self.reintroduction(template, request, after: lengths.active) : nil
        self.reintroduction = reintroduction
        let settings = lengths.settings(kind).keepingAway(
            by: Self.rule(kind, template, request),
            conditions: 1 + max(1, request.doses.count))
        self.settings = settings
        outcomes = try Self.outcomes(
            request, kind: kind, shortestPhase: lengths.shortestPhase(settings))
        if kind == .multipleBaseline, !(2...12).contains(outcomes.count) {
            throw .tooFewSeries(found: outcomes.count)
        }
        do {
            _ = try settings.design(
                conditions: 1 + max(1, request.doses.count), series: outcomes.count,
                reintroduction: reintroduction)
        } catch { throw .design(error) }
        let kept = lengths.shortestPhase(settings)
        if let long = outcomes.first(where: { $0.instrument.recall.lengthInDays > kept }) {
            throw .shorterThanRecall(
                instrument: long.id, kept: kept, lag: lengths.lag,
                recall: long.instrument.recall.lengthInDays)
        }
        if let first = outcomes.first?.instrument, request.worthwhile == nil,
            first.smallestWorthwhileChange.value == nil
        {
            throw .noWorthwhile(instrument: first.id)
        }
    }

    /// Keeps away from rhythms on the days that the analysis will keep.
    private static func rule(
        _ kind: DesignKind, _ template: Template, _ request: PlanRequest
    ) -> RhythmRule {
        guard kind != .dailyAlternation else { return RhythmRule() }
        return RhythmRule(
            onsetLagInDays: template.lag.days(for: request.complaint),
            washoutInDays: template.washout.days(for: request.complaint))
    }

    private static func template(_ request: PlanRequest) throws(PlanRefusal) -> Template {
        guard let name = request.template else { throw .noTemplate }
        do {
            let template = try Template.chosen(name, withFoodsFreeOf: request.freeOf)
            for food in request.bringsIn { try template.checkConflict(consuming: food) }
            return template
        } catch { throw .template(error) }
    }

    /// Words of the person's own: what they ask that no plan may.
    private static func wordsHold(
        _ template: Template, _ request: PlanRequest
    ) throws(PlanRefusal) {
        let unit = template.doseUnit ?? ""
        let doses = request.doses.map { "\(template.name) \(PlainNumber.text($0)) \(unit)" }
        let change =
            UnplannableChange.asked(by: request.bringsIn + doses)
            ?? words(template, request).unplannable
        // Its way back is for the gates.
        let isOfTemplate = change == .alcohol && template.removes.contains(.alcohol)
        guard let change, !isOfTemplate, !(change.mayBeLed && request.isAgreedWithClinician) else {
            return
        }
        throw .blocked([change.decision])
    }

    private static func words(_ template: Template, _ request: PlanRequest) -> PlanWords {
        PlanWords([request.title, request.question], names: template.names)
    }

    /// What safety is asked about: the template, and foods that words of the person's own bring in.
    private static func subject(
        _ template: Template, _ request: PlanRequest, activeDays: Int
    ) -> SafetySubject {
        let added = template.foodsAdded(by: words(template, request))
        let whole = template.leavingOut(template.removes, bringingIn: template.adds + added)
        return SafetySubject(whole, for: request.complaint, activeDays: activeDays)
    }

    private static func lengthsHold(
        _ lengths: PlanLengths, _ template: Template, _ request: PlanRequest
    ) throws(PlanRefusal) {
        guard request.design != .dailyAlternation else { return }
        let isOnePhase = request.design.map { !$0.hasManyPeriods } ?? true
        do {
            try template.check(
                activeDays: isOnePhase ? lengths.active : lengths.shortestTested(request.design),
                for: request.complaint, agreedWithClinician: request.isAgreedWithClinician)
        } catch { throw .template(error) }
    }

    /// Doses and sites belong to one kind of design each.
    private static func conditionsHold(
        _ kind: DesignKind, _ template: Template, _ request: PlanRequest
    ) throws(PlanRefusal) {
        let doses = request.doses
        if kind == .permutedBlocks || !doses.isEmpty {
            guard let unit = template.doseUnit, template.removes.isEmpty, !template.isBundle else {
                throw .dosesOfNothing(template: template.id)
            }
            guard kind == .permutedBlocks else { throw .dosesWithout(design: kind) }
            guard !doses.isEmpty else { throw .noDoses(template: template.id, unit: unit) }
            guard (2...11).contains(doses.count), Set(doses).count == doses.count,
                doses.allSatisfy({ $0 > 0 && $0.isFinite })
            else { throw .doses(found: doses) }
        }
        guard !request.sites.isEmpty else { return }
        guard kind == .multipleBaseline else { throw .sitesWithout(design: kind) }
        let areNames = request.sites.allSatisfy { site in
            !site.isEmpty && site.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" }
        }
        guard areNames, Set(request.sites).count == request.sites.count else {
            throw .sites(found: request.sites)
        }
    }

    /// Whether the foods that the plan leaves out may be eaten at home.
    var food: FoodAnswer {
        let days = PlanLengths(request, template).longestRestriction(request.design)
        return FoodAnswer(review, for: Self.subject(template, request, activeDays: days))
    }

    private static func review(
        _ template: Template, _ request: PlanRequest, activeDays: Int
    ) throws(PlanRefusal) -> SafetyReview {
        let subject = subject(template, request, activeDays: activeDays)
        let review = SafetyReview(of: subject, answers: request.answers)
        // What blocks already is said before more is asked.
        guard review.certainBlocks.isEmpty else { throw .blocked(review.certainBlocks) }
        guard review.unanswered.isEmpty else { throw .unanswered(review.unanswered) }
        guard review.blocks.isEmpty else { throw .blocked(review.blocks) }
        guard request.isAgreedWithClinician || !review.needsClinician else {
            throw .needsClinician(review.decisions(.clinician))
        }
        return review
    }

    private static func kind(
        _ template: Template, _ request: PlanRequest, _ review: SafetyReview
    ) throws(PlanRefusal) -> DesignKind {
        let kind = request.design ?? usualKind(template, request, review)
        let isOverridden = request.despite != nil
        guard request.despite?.contains(where: { !$0.isWhitespace }) ?? true else {
            throw .noReason
        }
        if startsWithout(template, request) {
            guard review.challengeBlocks.isEmpty else {
                throw .nothingDiffers(review.challengeBlocks)
            }
            guard request.design ?? .beforeAfter == .beforeAfter else {
                throw .leftOutAlready(template: template.id, design: kind)
            }
            return .beforeAfter
        }
        // No reason stands above this: a food that must not be eaten at home is in no design that
        // goes back.
        if kind.goesBack, !review.challengeBlocks.isEmpty {
            throw .challengeBlocked(review.challengeBlocks)
        }
        // Foods that come back together tell nothing of each, and a reaction nothing of its cause.
        if kind.goesBack, kind != .reintroduction, foodsAtOnce(template) > 1 {
            throw .severalAtOnce(template: template.id, design: kind)
        }
        // What answers over months cannot go back for any reason.
        let isSlow = request.complaint?.allowsReversal == false
        if kind.goesBack, isSlow || !isOverridden,
            let reason = oneWayReason(template, request.complaint)
        {
            throw .irreversible(template: template.id, design: kind, reason: reason)
        }
        if kind.mayStartTested, !template.mayComeFirst, !isOverridden {
            throw .mayNotComeFirst(template: template.id, design: kind)
        }
        let lag = template.lag.days(for: request.complaint)
        if kind == .dailyAlternation, lag > 1, !isOverridden {
            throw .tooSlow(
                template: template.id, design: kind, lag: lag,
                fast: Template.catalogue.filter { $0.lag.days(for: request.complaint) <= 1 }
                    .map(\.id))
        }
        // No reason makes a mouth of its own for each site.
        if kind == .multipleBaseline, template.isOfWholeBody {
            throw .isOfWholeBody(template: template.id)
        }
        if kind == .multipleBaseline, !template.startsInOnePlace, !isOverridden {
            throw .actsEverywhere(
                template: template.id,
                local: Template.catalogue.filter(\.startsInOnePlace).map(\.id))
        }
        if kind == .reintroduction {
            guard template.ladder != nil else { throw .noFoodComesBack(template: template.id) }
        }
        return kind
    }

    /// By how the template goes back; a challenge that safety forbids leaves before and after.
    private static func usualKind(
        _ template: Template, _ request: PlanRequest, _ review: SafetyReview
    ) -> DesignKind {
        if !request.sites.isEmpty { return .multipleBaseline }
        if !request.doses.isEmpty { return .permutedBlocks }
        if oneWayReason(template, request.complaint) != nil || !review.challengeBlocks.isEmpty {
            return .beforeAfter
        }
        guard template.ladder == nil else { return .reintroduction }
        return foodsAtOnce(template) > 1 ? .beforeAfter : .withdrawal
    }

    private static func foodsAtOnce(_ template: Template) -> Int {
        template.removes.count(where: \.isStaple)
    }

    private static func oneWayReason(_ template: Template, _ complaint: Complaint?) -> String? {
        if case .impossible(let reason) = template.reversal { return reason }
        if template.isIrreversible { return "what it does stays" }
        if complaint?.allowsReversal == false {
            return "\(complaint?.rawValue ?? "it") answers over months"
        }
        return nil
    }

    private static func outcomes(
        _ request: PlanRequest, kind: DesignKind, shortestPhase: Int
    ) throws(PlanRefusal) -> [ProposedOutcome] {
        guard request.sites.isEmpty else {
            let primary: Instrument
            do {
                primary =
                    try request.outcomes.first.map { try Instrument.named($0) }
                    ?? request.complaint?.primaryInstrument ?? .skinNRS
            } catch let error as InstrumentError {
                throw .instrument(error)
            } catch { throw .tooFewSeries(found: 0) }
            return request.sites.map { site in
                var outcome = proposed(primary, request.complaint)
                outcome.site = site
                return outcome
            }
        }
        guard request.outcomes.isEmpty else {
            var chosen: [ProposedOutcome] = []
            for name in request.outcomes {
                do { chosen.append(proposed(try Instrument.named(name), request.complaint)) } catch
                {
                    throw .instrument(error)
                }
            }
            return chosen
        }
        let primary = request.complaint?.primaryInstrument ?? .skinNRS
        let others = (request.complaint?.secondaryInstruments ?? []).filter {
            $0.rater != .clinician && $0.recall.lengthInDays <= shortestPhase
                && kind != .multipleBaseline
        }
        return ([primary] + others).map { proposed($0, request.complaint) }
    }

    private static func proposed(
        _ instrument: Instrument, _ complaint: Complaint?
    ) -> ProposedOutcome {
        let isPrimary = complaint?.primaryInstrument.id == instrument.id
        return ProposedOutcome(
            instrument: instrument,
            daysBetween: isPrimary
                ? complaint?.primaryDaysBetween ?? 1 : max(1, instrument.minimumDaysBetween))
    }

    /// The way back, no longer than a food may stay out.
    private static func reintroduction(
        _ template: Template, _ request: PlanRequest, after active: Int
    ) throws(PlanRefusal) -> Reintroduction {
        let usual = try reintroduction(template, request)
        guard
            let limit = template.longestUntilBack(
                for: request.complaint, isAgreed: request.isAgreedWithClinician)
        else { return usual }
        let fitted = request.repeats == nil ? usual.fitted(after: active, within: limit) : usual
        let days = fitted.daysAvoided(after: active)
        guard days <= limit else {
            throw .template(.wayBackTooLong(template: template.id, found: days, limit: limit))
        }
        return fitted
    }

    /// The template's ladder as a plan has it: three challenges of each food unless asked otherwise, and
    /// days to settle as long as an exposure can act, four at least.
    private static func reintroduction(
        _ template: Template, _ request: PlanRequest
    ) throws(PlanRefusal) -> Reintroduction {
        guard let ladder = template.ladder else { throw .noFoodComesBack(template: template.id) }
        let eaten = ladder.steps.filter { $0 > 0 }
        let isLadder = Set(eaten).count > 1
        // Clear days of the ladder itself count once: they are the days of watching.
        let washout = template.washout.days(for: request.complaint)
        let settle =
            ladder.clearDays >= washout
            ? 0 : min(washout, max(4, (request.complaint?.exposureLagDays?.upperBound ?? 13) + 1))
        let sustained = ladder.sustained
        let isEatenDaily = sustained.map { $0.exposures == $0.days } ?? false
        return Reintroduction(
            foods: ladder.foods, portion: ladder.portion, doses: isLadder ? eaten : [1],
            daysAtDose: isLadder ? eaten.map { _ in 1 } : [1],
            observationDays: max(ladder.clearDays, ladder.observationDays), washoutDays: settle,
            repeats: request.repeats ?? (ladder.foods.count > 1 || isEatenDaily ? 1 : 3),
            isInRounds: false,
            sustainedDays: sustained?.days ?? 0, sustainedExposures: sustained?.exposures ?? 0)
    }
}

extension Template {
    /// The ladder by which a food is tried again; nil where the change is simply taken back.
    var ladder: ChallengeLadder? {
        guard case .challenge(let ladder) = reversal else { return nil }
        return ladder
    }
}
