/// A request made whole: template, complaint, lengths, design and safety settled; ready to be written.
public struct PlanProposal: Sendable {
    public let request: PlanRequest
    public let template: Template
    public let review: SafetyReview
    public let settings: DesignSettings
    public let reintroduction: Reintroduction?
    public let outcomes: [ProposedOutcome]
    public let start: CalendarDay
    public let today: CalendarDay
    public let seed: UInt64

    /// An instrument with the days between its records.
    public struct ProposedOutcome: Sendable {
        public let instrument: Instrument
        public let daysBetween: Int
    }

    public var complaint: Complaint? { request.complaint }
    /// The onset lag of the analysis; none where conditions change from day to day.
    var lagInDays: Int {
        settings.kind == .dailyAlternation ? 0 : template.lag.days(for: complaint)
    }
    var washoutInDays: Int {
        settings.kind == .dailyAlternation ? 0 : template.washout.days(for: complaint)
    }

    /// - Parameters:
    ///   - today: a plan starts on this day or later.
    ///   - seed: taken when the request has none.
    /// - Throws: `PlanRefusal`, the first reason not to write a plan: what is missing, what safety
    ///   forbids, what cannot work.
    public init(
        _ request: PlanRequest, today: CalendarDay, seed: UInt64
    ) throws(PlanRefusal) {
        self.request = request
        self.today = today
        self.seed = request.seed ?? seed
        template = try Self.template(request)
        guard let start = request.start else { throw .noStart }
        guard start >= today else { throw .startInPast(start: start, today: today) }
        self.start = start
        let lengths = Lengths(request, template)
        try Self.lengthsHold(lengths, template, request)
        review = try Self.review(
            template, request, activeDays: lengths.longestRestriction(request.design))
        let kind = try Self.kind(template, request, review)
        let reintroduction =
            kind == .reintroduction ? try Self.reintroduction(template, request) : nil
        self.reintroduction = reintroduction
        let settings = lengths.settings(kind)
        self.settings = settings
        do {
            _ = try settings.design(conditions: 2, reintroduction: reintroduction)
        } catch { throw .design(error) }
        outcomes = try Self.outcomes(request, shortestPhase: lengths.shortestPhase(settings))
        if let first = outcomes.first?.instrument, request.worthwhile == nil,
            first.smallestWorthwhileChange.value == nil
        {
            throw .noWorthwhile(instrument: first.id)
        }
    }

    private static func template(_ request: PlanRequest) throws(PlanRefusal) -> Template {
        guard let name = request.template else { throw .noTemplate }
        do {
            let template = try Template.chosen(name, withFoodsFreeOf: request.freeOf)
            for food in request.bringsIn { try template.checkConflict(consuming: food) }
            return template
        } catch { throw .template(error) }
    }

    private static func lengthsHold(
        _ lengths: Lengths, _ template: Template, _ request: PlanRequest
    ) throws(PlanRefusal) {
        guard request.design != .dailyAlternation, request.design != .blockPairs else { return }
        do {
            try template.check(
                activeDays: lengths.active, for: request.complaint,
                agreedWithClinician: request.isAgreedWithClinician)
        } catch { throw .template(error) }
    }

    private static func review(
        _ template: Template, _ request: PlanRequest, activeDays: Int
    ) throws(PlanRefusal) -> SafetyReview {
        let subject = SafetySubject(template, for: request.complaint, activeDays: activeDays)
        let review = SafetyReview(of: subject, answers: request.answers)
        // What blocks already is said before more is asked.
        let certain = review.blocks.filter {
            $0.gate != .g7 || request.answers["coeliac-tested"] != nil
        }
        guard certain.isEmpty else { throw .blocked(certain) }
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
        let kind = request.design ?? usualKind(template, request.complaint, review)
        if kind == .permutedBlocks { throw .oneConditionOnly }
        if kind.goesBack, let reason = oneWayReason(template, request.complaint) {
            throw .irreversible(template: template.id, design: kind, reason: reason)
        }
        if kind.mayStartTested, !template.mayComeFirst {
            throw .mayNotComeFirst(template: template.id, design: kind)
        }
        let lag = template.lag.days(for: request.complaint)
        if kind == .dailyAlternation, lag > 1 {
            throw .tooSlow(template: template.id, design: kind, lag: lag)
        }
        if kind == .reintroduction {
            guard template.ladder != nil else { throw .noFoodComesBack(template: template.id) }
            if !review.challengeBlocks.isEmpty { throw .challengeBlocked(review.challengeBlocks) }
        }
        return kind
    }

    /// By how the template goes back; a challenge that safety forbids leaves before and after.
    private static func usualKind(
        _ template: Template, _ complaint: Complaint?, _ review: SafetyReview
    ) -> DesignKind {
        if oneWayReason(template, complaint) != nil || !review.challengeBlocks.isEmpty {
            return .beforeAfter
        }
        return template.ladder == nil ? .withdrawal : .reintroduction
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
        _ request: PlanRequest, shortestPhase: Int
    ) throws(PlanRefusal) -> [ProposedOutcome] {
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

    /// The template's ladder as a plan has it: three challenges of each food unless asked otherwise, and
    /// days to settle as long as an exposure can act, four at least.
    private static func reintroduction(
        _ template: Template, _ request: PlanRequest
    ) throws(PlanRefusal) -> Reintroduction {
        guard let ladder = template.ladder else { throw .noFoodComesBack(template: template.id) }
        let eaten = ladder.steps.filter { $0 > 0 }
        let isLadder = Set(eaten).count > 1
        let settle = min(
            template.washout.days(for: request.complaint),
            max(4, (request.complaint?.exposureLagDays?.upperBound ?? 13) + 1))
        let sustained = ladder.sustained
        return Reintroduction(
            foods: ladder.foods, portion: ladder.portion, doses: isLadder ? eaten : [1],
            daysAtDose: isLadder ? eaten.map { _ in 1 } : [1],
            observationDays: max(ladder.clearDays, ladder.observationDays), washoutDays: settle,
            repeats: request.repeats ?? (ladder.foods.count > 1 || ladder.steps.isEmpty ? 1 : 3),
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

/// The lengths of a proposal: what was asked for, else the template's own.
private struct Lengths {
    let request: PlanRequest
    let baseline: Int
    let active: Int
    let lag: Int
    let washout: Int
    let back: Int

    init(_ request: PlanRequest, _ template: Template) {
        self.request = request
        let complaint = request.complaint
        lag = template.lag.days(for: complaint)
        washout = template.washout.days(for: complaint)
        baseline = Self.given("baseline", request) ?? template.baseline.days(for: complaint)
        active = Self.given("treatment", request) ?? template.active.days(for: complaint)
        let usual = template.ladder == nil ? template.reversal.days : 14
        back = Self.given("withdrawal", request) ?? washout + max(usual, 14)
    }

    private static func given(_ key: String, _ request: PlanRequest) -> Int? {
        request.numbers.last { $0.key == key }?.value
    }

    /// Usual numbers for a kind of design, overwritten by those that were asked for.
    func settings(_ kind: DesignKind) -> DesignSettings {
        var settings = DesignSettings(kind)
        switch kind {
        case .beforeAfter:
            (settings.baselineDays, settings.treatmentDays) = (baseline, active)
        case .withdrawal:
            (settings.baselineDays, settings.treatmentDays) = (baseline, active)
            settings.withdrawalDays = back
        case .abab:
            (settings.baselineDays, settings.treatmentDays) = (baseline, active)
            (settings.withdrawalDays, settings.repeatedTreatmentDays) = (back, active)
        case .blockPairs:
            (settings.pairs, settings.periodDays) = (2, max(lag, washout) + 14)
        case .dailyAlternation:
            (settings.days, settings.longestRun) = (56, 2)
        case .randomStart:
            (settings.earliestDays, settings.latestDays) = (baseline, baseline + 14)
            settings.days = baseline + 14 + active
        case .randomChanges:
            settings.phases = 4
            settings.shortestPhaseDays = max(lag, washout) + 14
            // Four weeks to spare, so that there is something to draw.
            settings.days = max(2 * (baseline + active), 4 * (max(lag, washout) + 14) + 28)
        case .reintroduction:
            (settings.baselineDays, settings.treatmentDays) = (baseline, active)
        case .permutedBlocks: break
        }
        for (key, path) in DesignSettings.numbers {
            if let value = Self.given(key, request) { settings[keyPath: path] = value }
        }
        return settings
    }

    /// The most days in a row under the change that the design can bring, which safety asks about.
    func longestRestriction(_ kind: DesignKind?) -> Int {
        guard let kind else { return active }
        let settings = settings(kind)
        switch kind {
        case .blockPairs: return 2 * (settings.periodDays ?? active)
        case .randomStart: return max(active, (settings.days ?? 0) - (settings.earliestDays ?? 0))
        case .randomChanges:
            return (settings.days ?? 0) - 3 * (settings.shortestPhaseDays ?? 0)
        case .dailyAlternation: return settings.longestRun ?? 1
        case .beforeAfter, .withdrawal, .abab, .permutedBlocks, .reintroduction: return active
        }
    }

    /// The fewest days that the analysis keeps of any phase.
    func shortestPhase(_ settings: DesignSettings) -> Int {
        switch settings.kind {
        case .blockPairs: (settings.periodDays ?? 0) - lag
        case .dailyAlternation: 1
        case .randomChanges: (settings.shortestPhaseDays ?? 0) - lag
        default: min(baseline, active - lag)
        }
    }
}
