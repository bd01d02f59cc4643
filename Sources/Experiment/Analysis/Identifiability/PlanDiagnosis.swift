import ExperimentDiary
import ExperimentText
import ExperimentTrial
import Stats

/// Whether a plan can tell what it asks, before day one: the very columns and days that the fit will have,
/// filled as if nothing were ever missing, through the very rank check of the fit.
package struct PlanDiagnosis: Sendable, Equatable {
    /// The hardest first.
    package let findings: [Finding]
    /// Columns of the fit, in its order.
    package let columns: [String]
    /// Days that the analysis of the primary outcome keeps.
    package let analysedDays: Int
    /// Largest over smallest pivot of the columns at unit length: 1 where none resembles another, infinite
    /// where one equals others.
    package let conditionNumber: Double

    /// What stands in the way.
    package enum Finding: Sendable, Equatable {
        /// A column equals a combination of others on every analysed day.
        case cannotBeTold(column: String, from: [String], formula: String, days: Int)
        /// Others explain this share of a column's variance, 0 to 1.
        case hardToTell(column: String, from: [String], share: Double)
        /// A food of the condition belongs to a group that it leaves out.
        case contradicts(condition: String, food: String, group: FoodGroup)
        /// Something else changes within the days in which it could pass for the switch.
        case startsTogether(change: String, phase: String, daysApart: Int)
        /// Several changes are one: nothing can be learned about any of them alone.
        case bundle(parts: [String])
        /// The condition and its reference follow each other only once.
        case oneSwitch(condition: String, trendShare: Double, secondLook: SecondLook?)
        /// The analysis keeps fewer scores of a phase than two.
        case littleOfPhase(phase: String, scores: Int)
        /// The analysis keeps so few scores that it cannot run, or tells next to nothing.
        case fewScores(outcome: String, everyDays: Int, scores: Int, needed: Int)

        /// What else a plan with a single switch has to tell the effect from a trend.
        package enum SecondLook: Sendable, Equatable {
            /// Foods are tried again.
            case challenges
            /// Other outcomes are treated from other days on.
            case otherStarts
            /// None can be had: going back would give a food back that must not be eaten at home.
            case forbidden
        }

        package var isContradiction: Bool {
            if case .contradicts = self { true } else { false }
        }

        /// Whether no analysis could answer, however long the diary.
        package var isFatal: Bool {
            switch self {
            case .cannotBeTold, .contradicts: true
            case .fewScores(_, _, let scores, let needed): scores < needed
            case .hardToTell, .startsTogether, .bundle, .oneSwitch, .littleOfPhase: false
            }
        }
    }

    /// True when something makes the question unanswerable.
    package var isFatal: Bool { findings.contains(where: \.isFatal) }

    package init(_ plan: TrialPlan) {
        let rows = DiagnosisRows(plan)
        columns = rows.design?.names ?? []
        analysedDays = rows.design?.rows ?? 0
        conditionNumber =
            rows.design.flatMap { try? PivotedQR($0.matrix).conditionEstimate } ?? .infinity
        let parts = plan.template?.components ?? []
        findings =
            Self.contradictions(plan) + rows.aliases + rows.nearAliases
            + (parts.isEmpty ? [] : [.bundle(parts: parts)]) + Self.together(plan) + rows.oneSwitch
            + rows.littleOfPhases + rows.fewScores
    }

    /// Kefir in a dairy-free arm.
    private static func contradictions(_ plan: TrialPlan) -> [Finding] {
        plan.conditions.flatMap { condition in
            condition.bringsIn.compactMap { food in
                FoodGroup.groups(in: food).first(where: condition.leavesOut.contains)
                    .map { .contradicts(condition: condition.name, food: food, group: $0) }
            }
        }
    }

    /// Changes that begin or end near the first day of a phase under another condition.
    private static func together(_ plan: TrialPlan) -> [Finding] {
        plan.alsoChanging.compactMap { change in
            let edges = [change.first] + (change.last.map { [$0.advanced(by: 1)] } ?? [])
            let near = plan.schedule.switches.flatMap { phase in
                edges.map { (phase: phase, apart: abs(phase.first.distance(to: $0))) }
            }.min { $0.apart < $1.apart }
            guard let near, near.apart < PlannedChange.leastDaysApart else { return nil }
            return .startsTogether(
                change: change.name, phase: near.phase.name, daysApart: near.apart)
        }
    }
}

extension Schedule {
    /// Phases that follow another condition, foods that are tried again aside.
    package var switches: [Phase] {
        zip(phases, phases.dropFirst()).compactMap { before, phase in
            before.condition != phase.condition && !phase.part.isReintroduction ? phase : nil
        }
    }
}

/// The rows of the primary outcome's fit on a diary without a gap.
private struct DiagnosisRows {
    let plan: TrialPlan
    let days: [TrialDay]
    let design: DesignMatrix?

    init(_ plan: TrialPlan) {
        self.plan = plan
        let diary = try? Diary(
            DiaryRecord(entries: Self.entries(plan), notes: []), severalADay: plan.combinedSeries)
        let data = diary.flatMap { try? TrialData(plan, outcome: plan.primaryOutcome, diary: $0) }
        let days = data?.analysed ?? []
        self.days = days
        design = data.flatMap { try? TrialDesignMatrix($0).declared }
            .flatMap { Self.adding(plan.alsoChanging, to: $0, days: days) }
    }

    /// An entry for every day that a score is due. Covariates get draws that resemble nothing, so that
    /// only what is known beforehand can equal anything.
    private static func entries(_ plan: TrialPlan) -> [DiaryEntry] {
        var generator = SeededGenerator(seed: plan.seed, stream: 0x4449_4147)
        let lead = plan.covariates.map { $0.lagInDays + ($0.lags?.days ?? 0) }.max() ?? 0
        let first = plan.schedule.days.lowerBound
        return (first.advanced(by: -lead)...plan.schedule.days.upperBound).map { day in
            let isDue =
                day >= first && first.distance(to: day) % plan.primaryOutcome.daysBetween == 0
            let scores = isDue ? plan.primaryOutcome.series : []
            let readings =
                scores.map {
                    Reading(series: $0.id, rater: nil, value: $0.allowed?.bounds.lowerBound ?? 0)
                }
                + plan.covariates.map {
                    Reading(series: $0.id, rater: nil, value: generator.uniform())
                }
            return DiaryEntry(
                day: day, second: nil, readings: readings, condition: nil,
                marks: plan.analysis.cycle?.expectedMarks(onStudyDay: first.distance(to: day))
                    ?? [],
                source: SourceLine(file: "plan", line: 1))
        }
    }

    /// Columns of what else changes, where it changes on the analysed days.
    private static func adding(
        _ changes: [ExpectedChange], to design: DesignMatrix, days: [TrialDay]
    ) -> DesignMatrix? {
        var columns = design.names.enumerated().map { place, name in
            (name: name, values: Array(design.matrix.column(place)))
        }
        for change in changes {
            let values = days.map { change.holds(on: $0.day) ? 1.0 : 0 }
            guard Set(values).count > 1 else { continue }
            let isTaken = columns.contains { $0.name == change.name }
            columns.append((isTaken ? change.name + " (also changing)" : change.name, values))
        }
        return try? DesignMatrix(columns: columns, times: design.times)
    }

    var aliases: [PlanDiagnosis.Finding] {
        (design?.aliases ?? []).map { alias in
            .cannotBeTold(
                column: alias.column,
                from: alias.combination.map(\.column).filter { $0 != TrialDesignMatrix.intercept },
                formula: Self.words(alias.combination), days: alias.rows)
        }
    }

    /// `1 - "bundle"`.
    private static func words(_ terms: [Alias.Term]) -> String {
        terms.enumerated().map { place, term in
            let size = PlainNumber.text(term.multiple.magnitude, decimals: 6)
            let name = "\"\(term.column)\""
            let text =
                term.column == TrialDesignMatrix.intercept
                ? size : (size == "1" ? name : "\(size) x \(name)")
            if place == 0 { return term.multiple < 0 ? "-" + text : text }
            return (term.multiple < 0 ? "- " : "+ ") + text
        }.joined(separator: " ")
    }

    /// Tested conditions of which the other columns explain four fifths or more.
    var nearAliases: [PlanDiagnosis.Finding] {
        guard let design, design.aliases.isEmpty else { return [] }
        return plan.testedConditions.compactMap { condition in
            guard let place = design.names.firstIndex(of: condition.id) else { return nil }
            let others = design.names.indices.filter { $0 != place }
            let share = explained(place, by: others)
            guard share >= 0.8 else { return nil }
            let alike = others.filter { $0 != 0 && explained(place, by: [0, $0]) >= 0.3 }
            return .hardToTell(
                column: condition.id, from: alike.map { design.names[$0] }, share: share)
        }
    }

    /// The share of a column's variance that others explain; the intercept is among them.
    private func explained(_ place: Int, by others: [Int]) -> Double {
        guard let design else { return 0 }
        return Self.explained(
            Array(design.matrix.column(place)), by: design.matrix.selecting(columns: others))
    }

    private static func explained(_ column: [Double], by others: Matrix) -> Double {
        let mean = column.reduce(0, +) / Double(max(column.count, 1))
        let total = column.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        guard total > 0, let factor = try? QRFactorization(others),
            let residuals = try? factor.residuals(column)
        else { return 0 }
        return 1 - residuals.reduce(0) { $0 + $1 * $1 } / total
    }

    /// With one switch a straight trend over the same days looks much like the effect.
    var oneSwitch: [PlanDiagnosis.Finding] {
        guard let design else { return [] }
        return plan.testedConditions.compactMap { condition in
            guard let reference = plan.conditions.first(where: { $0.id == condition.reference }),
                plan.schedule.phases.filter({ !$0.part.isReintroduction }).isOneSwitch(
                    condition.id, reference.id),
                let place = design.names.firstIndex(of: condition.id)
            else { return nil }
            let trend = Matrix(columns: [
                days.map { _ in 1 }, days.map { Double($0.studyDay) / Double(max(1, days.count)) },
            ])
            return .oneSwitch(
                condition: condition.name,
                trendShare: Self.explained(Array(design.matrix.column(place)), by: trend),
                secondLook: secondLook(reference))
        }
    }

    private func secondLook(_ reference: Condition) -> PlanDiagnosis.Finding.SecondLook? {
        if !plan.mayReturn(to: reference).isForHome { return .forbidden }
        return plan.reintroduction != nil ? .challenges : plan.isStaggered ? .otherStarts : nil
    }

    /// Twice what the fit refuses to do without, whatever is missing later.
    var fewScores: [PlanDiagnosis.Finding] {
        guard let design, design.aliases.isEmpty else { return [] }
        let (outcome, needed) = (plan.primaryOutcome, design.columns + 5)
        return design.rows < 2 * needed
            ? [
                .fewScores(
                    outcome: outcome.id, everyDays: outcome.daysBetween, scores: design.rows,
                    needed: needed)
            ] : []
    }

    var littleOfPhases: [PlanDiagnosis.Finding] {
        plan.schedule.phases.filter { !$0.part.isReintroduction }.compactMap { phase in
            let kept = days.count { phase.days.contains($0.day) }
            return kept < 2 && phase.lengthInDays > 1
                ? .littleOfPhase(phase: phase.name, scores: kept) : nil
        }
    }
}

extension Array where Element == Phase {
    fileprivate func isOneSwitch(_ one: String, _ other: String) -> Bool {
        let sequence = map(\.condition).filter { $0 == one || $0 == other }
        return zip(sequence, sequence.dropFirst()).count { $0 != $1 } == 1
    }
}

extension PlanDiagnosis.Finding: CustomStringConvertible {
    package var description: String {
        switch self {
        case .cannotBeTold(let column, let others, let formula, let days):
            others.isEmpty
                ? "\"\(column)\" is the same on all \(days) analysed days, so nothing can be learned about "
                    + "it. Change the schedule."
                : "\"\(column)\" cannot be told from \(quoted(others)): on all \(days) analysed days "
                    + "\"\(column)\" = \(formula). Only what they do together can be measured. Move one of "
                    + "them by \(PlannedChange.leastDaysApart) days or more, or add a phase without it."
        case .hardToTell(let column, let others, let share):
            "\"\(column)\" is hard to tell from \(others.isEmpty ? "the other columns" : quoted(others)): "
                + "they explain \(percent(share)) % of it. The interval will be wide; more switches would "
                + "narrow it, where the plan may have them."
        case .contradicts(let condition, let food, let group):
            "\"\(condition)\" leaves out \(group.name), and \"\(food)\" brings it in. Pick a food without "
                + "\(group.name), or plan two trials."
        case .startsTogether(let change, let phase, let apart):
            "\"\(change)\" changes \(apart == 0 ? "on the day" : "within \(apart) \(apart == 1 ? "day" : "days")") "
                + "\(apart == 0 ? "on which" : "of the day on which") \"\(phase)\" starts. Whatever is seen then "
                + "may be due to either. Start \(PlannedChange.leastDaysApart) days before or after it."
        case .bundle(let parts):
            "\(PlainNumber.list(parts)) start on one day: the trial tells what they do together, and nothing "
                + "about any one of them."
        case .oneSwitch(let condition, let share, let secondLook):
            "\"\(condition)\" starts once\(secondLook == .challenges ? "" : " and is not taken back"): a straight trend "
                + "explains \(percent(share)) % of the switch, so a season, less stress or a bad spell that "
                + "ends would look much the same. "
                + (secondLook?.sentence ?? "Going back once would tell them apart.")
        case .fewScores(let outcome, let every, let scores, let needed):
            "the analysis keeps \(scores == 1 ? "1 score" : "\(scores) scores") of \"\(outcome)\", which is "
                + "recorded \(every == 1 ? "daily" : "every \(every) days"); it needs \(needed), and twice as "
                + "many to tell more than a large difference. Choose an outcome for every day, or lengthen "
                + "the phases."
        case .littleOfPhase(let phase, let scores):
            "of \"\(phase)\" the analysis keeps \(scores == 0 ? "no score" : "one score") once lag and wash-out are "
                + "left out. Lengthen the phase."
        }
    }

    private func quoted(_ names: [String]) -> String {
        PlainNumber.list(names.map { "\"\($0)\"" })
    }

    private func percent(_ share: Double) -> String { PlainNumber.text(share * 100, decimals: 0) }
}

extension PlanDiagnosis.Finding.SecondLook {
    fileprivate var sentence: String {
        switch self {
        case .challenges: "The challenges are the second look."
        case .otherStarts: "The outcomes that start on other days are the second look."
        case .forbidden:
            "The food does not come back at home, so nothing in this plan can tell them apart."
        }
    }
}

/// The diagnosis of a plan in plain words.
package struct PlanDiagnosisText: Sendable {
    private let diagnosis: PlanDiagnosis
    private let plan: TrialPlan

    package init(_ plan: TrialPlan) {
        self.plan = plan
        diagnosis = PlanDiagnosis(plan)
    }

    /// - `namesColumns`: whether the columns of the fit are told, which not everybody can read.
    package func text(_ style: TerminalStyle, namesColumns: Bool = true) -> String {
        var page = TextPage(style)
        page.title("Can it be told apart?")
        if diagnosis.findings.isEmpty {
            page.paragraph(
                "Yes, as far as the plan itself goes: nothing else in it comes and goes with what is "
                    + "tried.")
        }
        page.points(diagnosis.findings.map { ($0.isFatal ? "No: " : "") + $0.description })
        guard namesColumns else { return page.text }
        page.paragraph(
            "Columns of the fit: \(diagnosis.columns.joined(separator: ", ")). Days that it keeps: "
                + "\(diagnosis.analysedDays) of \(plan.schedule.days.count). Condition number: \(number)."
        )
        return page.text
    }

    private var number: String {
        diagnosis.conditionNumber < 1e10
            ? PlainNumber.text(diagnosis.conditionNumber, decimals: 1)
            : "\(diagnosis.conditionNumber.isFinite ? "above 1e10" : "infinite")"
    }
}
