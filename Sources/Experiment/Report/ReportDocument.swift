import ExperimentAnalysis
import ExperimentConclusions
import ExperimentDiary
import ExperimentPlanning
import ExperimentText
import ExperimentTrial

/// A report as parts and blocks of plain text, in the order of reading: what every form shows. A
/// renderer decides how a block looks, never what it says.
package struct ReportDocument: Sendable {
    package let title: String
    package let question: String
    /// Where the data come from, such as simulated; shown before anything else.
    package let source: String?
    package let parts: [Part]
    let footer: [String]

    package struct Part: Sendable {
        package let id: ID
        package let blocks: [Block]

        package var heading: String { id.heading }

        package enum ID: String, Sendable, CaseIterable {
            case answer, picture, sureness, numbers, when, foods, explanations, next, details
            case method, appendix, letter, checklist, standing

            package var heading: String {
                switch self {
                case .answer: "The answer"
                case .picture: "The picture"
                case .sureness: "How sure"
                case .numbers: "Four numbers"
                case .foods: "Foods that came back"
                case .when: "When"
                case .explanations: "What else could explain it"
                case .next: "What next"
                case .details: "Details"
                case .method: "How this was done"
                case .appendix: "Appendix"
                case .letter: "Letter to the clinician"
                case .checklist: "Reporting checklist"
                case .standing: "Where the trial stands"
                }
            }
        }
    }

    package enum Block: Sendable {
        /// The verdict in at most five words.
        case badge(VerdictBadge)
        /// The verdict in one sentence, with its numbers.
        case lead(String)
        case paragraph(String)
        case heading(String)
        case list([String])
        /// Points with a topic in front.
        case points([Point])
        case numbers(Numbers)
        case table(Table)
        case figure(Figure)
    }

    package struct Point: Sendable {
        let topic: String
        package let text: String

        package var sentence: String { "\(topic). \(text)" }
    }

    /// The few numbers that carry the answer, each with what it is and what belongs to it.
    package struct Numbers: Sendable {
        let caption: String
        package let numbers: [Number]

        package struct Number: Sendable {
            package let label: String
            package let value: String
            package let note: String
        }

        package var table: Table {
            Table(
                caption: caption, header: ["", "Number", ""],
                rows: numbers.map { [$0.label, $0.value, $0.note] })
        }
    }

    package struct Table: Sendable {
        let caption: String?
        /// The first column holds names, the others numbers.
        let header: [String]
        package let rows: [[String]]
        var isText = false

        package init(caption: String?, header: [String], rows: [[String]], isText: Bool = false) {
            self.caption = caption
            self.header = header
            self.rows = rows
            self.isText = isText
        }
    }

    /// A picture of the report. Forms without pictures leave it out: its numbers stand in a table.
    package enum Figure: Sendable {
        case series
        /// How the effect builds up.
        case onset
        /// The switch moved to earlier days.
        case placebo
        /// Of one of the report's findings.
        case size(Int)
        case distribution
        case calendar
        case sensitivity
        case others
        case smallMultiples
    }
}

/// What a report is made for.
package enum ReportForm: String, Sendable, CaseIterable {
    /// For the person: all parts.
    case summary
    /// One page for a clinician.
    case letter
    /// The same with the days that the person remarked on.
    case letterWithNotes
    /// The items of CENT 2015 and SPENT 2019, filled in where the records say it.
    case cent
}

extension ReportDocument {
    package init(_ report: Report, _ form: ReportForm = .summary) {
        switch form {
        case .summary: self.init(summary: report)
        case .letter: self.init(letter: report)
        case .letterWithNotes:
            let letter = ReportDocument(letter: report)
            self.init(
                report, title: letter.title,
                parts: letter.parts.map { part in
                    Part(
                        id: part.id,
                        blocks: part.blocks + Remarks.blocks(report.primary.data.record))
                }, footer: letter.footer)
        case .cent: self.init(checklist: report)
        }
    }

    package init(
        _ report: Report, title: String, parts: [Part], footer: [String]
    ) {
        self.init(report.plan, title: title, parts: parts, footer: footer)
    }

    init(_ plan: TrialPlan, title: String, parts: [Part], footer: [String]) {
        self.title = title
        question = plan.question
        source = plan.source
        self.parts = parts
        self.footer = footer
    }

    private init(summary report: Report) {
        title = report.plan.title
        question = report.plan.question
        source = report.plan.source
        footer = Wording.footer(report)
        let parts = [
            Part(
                id: .answer,
                blocks: SafetyWording.first(report) + FoodsBack.lead(report) + Self.answer(report)),
            Part(id: .picture, blocks: [.figure(.series)]),
            Part(id: .sureness, blocks: Self.sureness(report)),
            Part(id: .numbers, blocks: Self.numbers(report)),
            Part(id: .when, blocks: Self.when(report)),
            Part(id: .foods, blocks: Self.foods(report)),
            Part(id: .explanations, blocks: Self.explanations(report)),
            Part(id: .next, blocks: SafetyWording.next(report, Self.nextSteps(report))),
            Part(id: .details, blocks: Self.details(report)),
            Part(id: .method, blocks: Self.method(report)),
            Part(id: .appendix, blocks: Self.evidence(report, [.sizes])),
        ]
        self.parts = parts.filter { !$0.blocks.isEmpty }
    }

    private static func answer(_ report: Report) -> [Block] {
        early(report)
            + report.findings.flatMap { finding -> [Block] in
                guard finding.comparison?.verdict != .notYet || !isStopped(report) else {
                    return [.badge(.stopped), .lead(Wording.stoppedEarly)]
                }
                return [.badge(VerdictBadge(finding)), .lead(Wording.headline(finding))]
            }
    }

    private static func isStopped(_ report: Report) -> Bool {
        SafetyStory(report.primary.data.record).closing != nil
    }

    /// That the trial still runs, and why it answers all the same.
    private static func early(_ report: Report) -> [Block] {
        guard let why = Wording.early(report) else { return [] }
        return [.badge(isStopped(report) ? .stopped : .stillRunning), .paragraph(why)]
    }

    /// How sure each answer is, and what it rests on; nothing while the trial runs.
    private static func sureness(_ report: Report) -> [Block] {
        report.findings.flatMap { finding -> [Block] in
            guard let comparison = finding.comparison else {
                return [.paragraph(Wording.sureness(finding))]
            }
            guard comparison.verdict != .notYet else { return [] }
            let grade = Wording.showsGrade(comparison) ? Wording.grade(comparison.evidence) : nil
            let sites = report.sites.map { Wording.sites($0, rounding: comparison.rounding) } ?? []
            let hope = Wording.hope(comparison, in: report.plan)
            return
                ([hope, Wording.sureness(finding), grade, Wording.rule(comparison)] + sites)
                .compactMap(\.self).map { .paragraph($0) }
        }
    }

    private static func numbers(_ report: Report) -> [Block] {
        report.findings.enumerated().flatMap { place, finding -> [Block] in
            guard let comparison = finding.comparison else { return [] }
            let note = Wording.whyNotSubtracted(comparison).map { Block.paragraph($0) }
            return [
                .numbers(Wording.fourNumbers(comparison)), .figure(.size(place)),
            ] + [note].compactMap(\.self) + beyondScale(comparison)
        }
    }

    /// Beside the numbers, where the words above stop at the end of the scale.
    private static func beyondScale(_ comparison: Comparison) -> [Block] {
        comparison.caveats.filter(\.isAboutScale).compactMap(Wording.caveat).map { .paragraph($0) }
    }

    private static func when(_ report: Report) -> [Block] {
        let isSideSure = report.headline.comparison?.chances.isSideSure ?? false
        let change =
            report.change.map { Wording.change($0, besideSureSide: isSideSure) } ?? report
            .changeRefusal.map { [Wording.noChange($0)] }
            ?? []
        let onset = report.onset.map { [Wording.onset($0)] } ?? []
        let lag =
            report.lag.map { lag in
                [[lag, report.lagAgreement?.sentence].compactMap(\.self).joined(separator: " ")]
            } ?? []
        return (change + lag + onset).map { .paragraph($0) }
            + (report.onset == nil ? [] : [.figure(.onset)])
    }

    /// A sentence a food, and immediate reactions apart.
    private static func foods(_ report: Report) -> [Block] {
        guard let evidence = report.evidence, let found = evidence.challenges else { return [] }
        let points = found.foods.map {
            Point(
                topic: Phrase.isolated(Phrase.capitalised(Phrase.shortened($0.food))),
                text: EvidenceWording.story($0, evidence.words))
        }
        return EvidenceWording.immediate(found).map { .paragraph($0) } + [.points(points)]
    }

    /// The evidence beside the plan's own analysis: what it says, then its numbers.
    private static func evidence(
        _ report: Report, _ kinds: [EvidenceSection.Kind]
    ) -> [Block] {
        guard let evidence = report.evidence else { return [] }
        let sections = EvidenceSection.all(of: evidence)
        return kinds.flatMap { kind in
            sections.filter { $0.kind == kind }.flatMap { section -> [Block] in
                let isTold = kind == .challenges
                return [.heading(section.heading)]
                    + (isTold ? [] : section.paragraphs.map { .paragraph($0) })
                    + (section.table.map { [.table($0)] } ?? [])
                    + section.closing.map { .paragraph($0) }
                    + (kind == .start && evidence.placebo != nil ? [.figure(.placebo)] : [])
            }
        }
    }

    /// What the other outcomes say, each by itself and together with the main one.
    private static func otherOutcomes(_ report: Report) -> [Block] {
        guard !report.others.isEmpty else { return [] }
        // A contradiction around the main answer stands among what else could explain it.
        let told = report.explanations.compactMap { explanation in
            if case .discordance(let family) = explanation { family } else { nil }
        }.map(EvidenceWording.discordance)
        let stories = report.families.map(EvidenceWording.discordance).firstOccurrences
            .filter { !told.contains($0) }
        let together =
            [Wording.family(report)].compactMap(\.self) + stories
            + (report.families.isEmpty ? [] : [EvidenceWording.familyUnit])
        return [.heading("Other outcomes"), .table(Wording.others(report))]
            + together.map { .paragraph($0) } + [.figure(.others), .figure(.smallMultiples)]
    }

    private static func explanations(_ report: Report) -> [Block] {
        guard let comparison = report.headline.comparison, !report.explanations.isEmpty else {
            return []
        }
        return [.points(report.explanations.map { Wording.explanation($0, of: comparison) })]
    }

    private static func nextSteps(_ report: Report) -> [Block] {
        guard let comparison = report.headline.comparison, !report.nextSteps.isEmpty else {
            return []
        }
        return [.list(report.nextSteps.map { Wording.nextStep($0, of: comparison) })]
    }

    private static func details(_ report: Report) -> [Block] {
        guard let comparison = report.headline.comparison else { return [] }
        let rounding = comparison.rounding
        var blocks: [Block] = [
            .heading("Phase by phase"), .table(Wording.phases(report.primary, rounding)),
            .figure(.distribution), .heading("The smallest change that can be told"),
        ]
        blocks += Wording.detectable(report.detectable, comparison).map { .paragraph($0) }
        if let curve = report.sensitivity {
            blocks += [.heading("Would another analysis say the same?")]
            blocks += Wording.beside(comparison).compactMap(\.self).map { .paragraph($0) }
            blocks += [
                .paragraph(Wording.sensitivity(curve, comparison)), .figure(.sensitivity),
                .table(Wording.sensitivityTable(curve, comparison)),
            ]
        }
        blocks += evidence(report, [.challenges, .draw, .start, .adherence, .rescue, .health])
        blocks += otherOutcomes(report)
        blocks += [.heading("The days behind it"), .paragraph(Wording.grounds(comparison.grounds))]
        if let progress = report.evidence?.progress, !progress.isComplete {
            blocks += EvidenceWording.progress(progress).map { .paragraph($0) }
        }
        blocks.append(.figure(.calendar))
        blocks += list(comparison.grounds.excluded.map(Wording.excluded))
        blocks += Remarks.blocks(report.primary.data.record)
        let notes = report.notes.map(Wording.note)
        if !notes.isEmpty { blocks += [.heading("What reading the diary settled"), .list(notes)] }
        return blocks
    }

    private static func list(_ items: [String]) -> [Block] { items.isEmpty ? [] : [.list(items)] }

    private static func method(_ report: Report) -> [Block] {
        let caveats =
            (report.headline.comparison?.caveats ?? []).filter { !$0.isAboutScale }
            .compactMap(Wording.caveat)
        return Wording.method(report).map { .paragraph($0) } + list(caveats) + [
            .table(
                Table(
                    caption: "To make this report again", header: ["What", "Value"],
                    rows: Wording.provenance(report).map { [$0.label, $0.value] }, isText: true))
        ]
    }
}
