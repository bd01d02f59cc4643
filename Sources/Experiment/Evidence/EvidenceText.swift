internal import Stats

/// The evidence of a trial in plain words, for a terminal or a pipe.
public enum EvidenceText {
    /// `showsInterval` adds the interval by inversion of the randomisation test.
    public static func text(
        _ evidence: TrialEvidence, style: TerminalStyle, showsInterval: Bool = false
    ) -> String {
        let head =
            style.wrapped(evidence.plan.title).map(style.bold)
            + (evidence.plan.source.map { style.wrapped($0).map(style.dim) } ?? [])
        let parts = sections(evidence, showsInterval: showsInterval).map { section in
            [style.bold(section.heading)]
                + section.paragraphs.flatMap { style.wrapped($0) }
                + (section.table.map { TerminalRenderer.table($0, style) } ?? [])
                + section.closing.flatMap { style.wrapped($0) }
        }
        let footer = style.wrapped(EvidenceWording.footer).map(style.dim)
        return ([head] + parts + [footer]).map { $0.joined(separator: "\n") + "\n" }
            .joined(separator: "\n")
    }

    struct Section {
        var heading: String
        var paragraphs: [String] = []
        var table: ReportDocument.Table?
        var closing: [String] = []

        func naming(_ comparison: ComparisonEvidence, among count: Int) -> Section {
            var named = self
            named.heading = EvidenceWording.heading(
                heading, of: comparison.effect.condition, among: count)
            return named
        }
    }

    static func sections(_ evidence: TrialEvidence, showsInterval: Bool) -> [Section] {
        let unit = evidence.plan.primaryOutcome.instrument.unit
        let heading = EvidenceWording.heading
        let count = evidence.comparisons.count
        let compared = evidence.comparisons.flatMap { found in
            comparison(found, unit, showsInterval).map { $0.naming(found, among: count) }
        }
        var rest = [
            Section(
                heading: heading.start,
                paragraphs: EvidenceWording.startingPoint(
                    evidence.startingPoint, evidence.placebo,
                    startedBecauseBad: evidence.plan.startedBecauseBad, unit: unit)),
            Section(
                heading: heading.adherence,
                paragraphs: [EvidenceWording.adherence(evidence.adherence)],
                table: effects(
                    evidence.adherence.analyses.map {
                        (EvidenceWording.name($0.kind), $0.effects)
                    }, unit)),
        ]
        if let rescue = evidence.rescue {
            rest.append(
                Section(
                    heading: heading.rescue, paragraphs: EvidenceWording.rescue(rescue),
                    table: effects(
                        [
                            ("rescue ignored", rescue.ignoring),
                            ("rescue day counts as the worse of two days", rescue.composite),
                        ], unit)))
        }
        if let health = evidence.health {
            rest.append(
                Section(
                    heading: heading.health, paragraphs: EvidenceWording.health(health),
                    table: effects([("without these days", health.without)], unit)))
        }
        rest.append(
            Section(
                heading: heading.progress, paragraphs: EvidenceWording.progress(evidence.progress)))
        if let challenges = evidence.challenges {
            rest.append(
                Section(
                    heading: heading.challenges,
                    paragraphs: EvidenceWording.challenges(challenges)))
        }
        return compared + rest
            + evidence.comparisons.map { next($0, unit).naming($0, among: count) }
    }

    private static func comparison(
        _ comparison: ComparisonEvidence, _ unit: String, _ showsInterval: Bool
    ) -> [Section] {
        let heading = EvidenceWording.heading
        var sections = [
            Section(
                heading: heading.randomization,
                paragraphs: EvidenceWording.randomization(
                    comparison.randomization, unit: unit, showsInterval: showsInterval))
        ]
        if let sizes = comparison.effectSizes {
            sections.append(
                Section(
                    heading: heading.sizes, paragraphs: EvidenceWording.effectSizes(sizes),
                    table: table(sizes), closing: [EvidenceWording.standardized(sizes)]))
        }
        if let family = comparison.family {
            sections.append(
                Section(heading: heading.family, paragraphs: EvidenceWording.family(family)))
        }
        return sections
    }

    private static func next(_ comparison: ComparisonEvidence, _ unit: String) -> Section {
        Section(
            heading: EvidenceWording.heading.next,
            paragraphs: EvidenceWording.followUps(comparison.followUps, unit: unit))
    }

    private static func table(_ sizes: EffectSizeTable) -> ReportDocument.Table {
        ReportDocument.Table(
            caption: nil, header: ["Measure and formula", "Value"],
            rows: sizes.rows.map { row in
                let value =
                    switch row.value {
                    case .success(let value): Rounding.fixed(value, decimals: 3)
                    case .failure: "none"
                    }
                return ["\(row.measure.rawValue): \(row.measure.formula)", value]
            })
    }

    private static func effects(
        _ rows: [(String, Result<[EffectEstimate], AnalysisError>)], _ unit: String
    ) -> ReportDocument.Table {
        ReportDocument.Table(
            caption: nil, header: ["Days counted", "Difference"],
            rows: rows.map { name, result in
                switch result {
                case .success(let effects):
                    [
                        name,
                        effects.map { EvidenceWording.effect($0, unit: unit) }.joined(
                            separator: "; "),
                    ]
                case .failure: [name, "cannot be estimated"]
                }
            })
    }
}
