import ExperimentAnalysis
import ExperimentConclusions
import ExperimentDiary
import ExperimentPlanning
import ExperimentText
import ExperimentTrial
import Stats

/// One part of the evidence in words: a heading, what it says, and its numbers. The terminal text of
/// `n1 evidence` and the details of a report are made of the same sections.
struct EvidenceSection {
    package let kind: Kind
    package var heading: String
    var paragraphs: [String] = []
    package var table: ReportDocument.Table?
    package var closing: [String] = []

    package enum Kind: CaseIterable {
        case draw, sizes, family, start, adherence, rescue, health, progress, challenges, next
    }

    /// Every part but the next steps, those of each condition first.
    package static func all(of evidence: TrialEvidence, showsInterval: Bool = false)
        -> [EvidenceSection]
    {
        let count = evidence.comparisons.count
        let compared = evidence.comparisons.flatMap { found in
            comparison(found, showsInterval).map { $0.naming(found, among: count) }
        }
        let days: [EvidenceSection?] = [
            start(evidence), adherence(evidence), rescue(evidence), health(evidence),
            progress(evidence), challenges(evidence),
        ]
        return compared + days.compactMap(\.self)
    }

    static func nextSteps(of evidence: TrialEvidence) -> [EvidenceSection] {
        evidence.comparisons.map { found in
            EvidenceSection(
                kind: .next, heading: EvidenceWording.heading.next,
                paragraphs: found.nextSteps.isEmpty
                    ? [EvidenceWording.noNextStep]
                    : found.nextSteps.map { Wording.nextStep($0, of: found.comparison) }
            ).naming(found, among: evidence.comparisons.count)
        }
    }

    private func naming(_ found: ComparisonEvidence, among count: Int) -> EvidenceSection {
        var named = self
        named.heading = EvidenceWording.heading(heading, of: found.effect.condition, among: count)
        return named
    }
}

// MARK: The parts of one condition

extension EvidenceSection {
    private static func comparison(
        _ comparison: ComparisonEvidence, _ showsInterval: Bool
    ) -> [EvidenceSection] {
        let heading = EvidenceWording.heading
        var sections = [
            EvidenceSection(
                kind: .draw, heading: heading.randomization,
                paragraphs: EvidenceWording.randomization(
                    comparison.randomization, comparison.comparison.words,
                    showsInterval: showsInterval))
        ]
        if let sizes = comparison.effectSizes {
            sections.append(
                EvidenceSection(
                    kind: .sizes, heading: heading.sizes,
                    paragraphs: [EvidenceWording.standardized(sizes)]
                        + EvidenceWording.effectSizes(sizes),
                    table: table(sizes)))
        }
        if let family = comparison.family {
            sections.append(
                EvidenceSection(
                    kind: .family, heading: heading.family,
                    paragraphs: [EvidenceWording.discordance(family)], table: table(family),
                    closing: [EvidenceWording.familyUnit, EvidenceWording.familyRule]))
        }
        return sections
    }

    private static func table(_ sizes: EffectSizeTable) -> ReportDocument.Table {
        ReportDocument.Table(
            caption: nil, header: ["Measure and formula", "Value"],
            rows: sizes.rows.map { row in
                let value =
                    switch row.value {
                    case .success(let value): Rounding.fixed(value, decimals: 2)
                    case .failure: "none"
                    }
                return ["\(row.measure.rawValue): \(row.measure.formula)", value]
            })
    }

    private static func table(_ family: OutcomeFamily) -> ReportDocument.Table {
        ReportDocument.Table(
            caption: nil, header: ["Outcome", "In day-to-day swings", "p", "Clear"],
            rows: ([family.primary] + family.others).enumerated().map { place, member in
                [
                    Phrase.plain(member.outcome.name)
                        + (place == 0 ? EvidenceWording.mainOutcome : ""),
                    EvidenceWording.swings(member), EvidenceWording.p(member.p),
                    EvidenceWording.isClear(member),
                ]
            })
    }
}

// MARK: The parts of the trial

extension EvidenceSection {
    private static func start(_ evidence: TrialEvidence) -> EvidenceSection {
        EvidenceSection(
            kind: .start, heading: EvidenceWording.heading.start,
            paragraphs: EvidenceWording.startingPoint(
                evidence.startingPoint, evidence.placebo,
                startedBecauseBad: evidence.plan.startedBecauseBad, evidence.words))
    }

    private static func adherence(_ evidence: TrialEvidence) -> EvidenceSection {
        let found = evidence.adherence
        return EvidenceSection(
            kind: .adherence, heading: EvidenceWording.heading.adherence,
            paragraphs: EvidenceWording.adherence(found),
            table: found.analyses.isEmpty
                ? nil
                : effects(
                    found.analyses.map {
                        (EvidenceWording.name($0.kind, primary: found.primary), $0.effects)
                    }, evidence.words, also: followed(found, evidence.words)),
            closing: found.analyses.isEmpty
                ? []
                : EvidenceWording.instrument(found, evidence.words)
                    + [EvidenceWording.adherenceRule])
    }

    /// The row of the days that followed the draw.
    private static func followed(_ found: Adherence, _ words: ScoreWords) -> [[String]] {
        guard let effect = try? found.instrument?.effect.get() else { return [] }
        return [[EvidenceWording.followedDays, EvidenceWording.followed(effect, words)]]
    }

    private static func rescue(_ evidence: TrialEvidence) -> EvidenceSection? {
        evidence.rescue.map { rescue in
            EvidenceSection(
                kind: .rescue, heading: EvidenceWording.heading.rescue,
                paragraphs: EvidenceWording.rescue(rescue),
                table: effects(
                    [
                        ("rescue ignored", rescue.ignoring),
                        ("rescue day counts as the worse of two days", rescue.composite),
                    ], evidence.words))
        }
    }

    private static func health(_ evidence: TrialEvidence) -> EvidenceSection? {
        evidence.health.map { health in
            EvidenceSection(
                kind: .health, heading: EvidenceWording.heading.health,
                paragraphs: EvidenceWording.health(health),
                table: effects([("with these days", health.with)], evidence.words))
        }
    }

    private static func progress(_ evidence: TrialEvidence) -> EvidenceSection {
        EvidenceSection(
            kind: .progress, heading: EvidenceWording.heading.progress,
            paragraphs: EvidenceWording.progress(evidence.progress))
    }

    private static func challenges(_ evidence: TrialEvidence) -> EvidenceSection? {
        evidence.challenges.map { challenges in
            EvidenceSection(
                kind: .challenges, heading: EvidenceWording.heading.challenges,
                paragraphs: challenges.foods.map { EvidenceWording.food($0, evidence.words) }
                    + EvidenceWording.immediate(challenges),
                table: EvidenceWording.challengeTable(challenges, evidence.words),
                closing: EvidenceWording.challengeRule(challenges, evidence.words))
        }
    }

    private static func effects(
        _ rows: [(String, Result<[EffectEstimate], AnalysisError>)], _ words: ScoreWords,
        also others: [[String]] = []
    ) -> ReportDocument.Table {
        ReportDocument.Table(
            caption: nil, header: ["Days counted", "Difference"],
            rows: rows.map { name, result in
                switch result {
                case .success(let effects):
                    [
                        name,
                        effects.map { words.effect($0) }.joined(
                            separator: "; "),
                    ]
                case .failure: [name, "cannot be estimated"]
                }
            } + others)
    }
}
