import ExperimentAnalysis
import ExperimentConclusions
import ExperimentDiary
import ExperimentText
import ExperimentTrial
import Stats

/// What a group of simulated trials shares: which days have an entry, which are slips, the covariates; and
/// with them the rows that the declared analysis keeps and the expected scores under each true effect.
package struct TrialPattern: Sendable {
    package let data: TrialData
    package let columns: TrialDesignMatrix
    package var design: DesignMatrix { columns.design }
    /// Study days with a score, increasing.
    package let scoredDays: [Int]
    /// For each row of the design its place in `scoredDays`.
    package let rows: [Int]
    /// Expected score on each scored day, one list for each true effect.
    package let means: [[Double]]
    package let comparisons: [Comparison]

    /// One tested condition and its reference.
    package struct Comparison: Sendable {
        package let condition: Condition
        package let reference: Condition
        /// Rows of the design spent under the reference.
        let referenceRows: [Int]
        let naive: NaiveComparison

        package init(
            condition: Condition, reference: Condition, referenceRows: [Int], naive: NaiveComparison
        ) {
            self.condition = condition
            self.reference = reference
            self.referenceRows = referenceRows
            self.naive = naive
        }
    }
}

/// Draws the patterns of a plan. Pattern b comes from a stream of its own, whatever core draws it.
package struct PatternSource: Sendable {
    package let plan: TrialPlan
    package let outcome: PlannedOutcome
    package let specification: Specification
    package let world: AssumedWorld
    /// True effects to try, in points.
    package let effects: [Double]

    /// Whether all patterns are the same one.
    package var isFixed: Bool {
        world.missing.value == 0 && world.slips.value == 0 && plan.covariates.isEmpty
            && plan.analysis.cycle == nil
    }

    /// One pattern.
    /// - Parameters:
    ///   - number: of the pattern, from 0; nil is a diary without gaps and slips.
    ///   - seed: of the simulation.
    /// - Returns: the same pattern for the same number and seed.
    /// - Throws: `RegressionError` when the design cannot be made.
    package func pattern(_ number: Int?, seed: UInt64) throws(RegressionError) -> TrialPattern {
        let days = drawnDays(number, seed: seed)
        let data = TrialData(
            TrialRecord(plan, diary: Self.diary(days)), outcome: outcome, series: series(days),
            specification: specification)
        let scored = days.indices.filter { days[$0].hasScore }
        var places = [Int](repeating: 0, count: days.count)
        for (place, day) in scored.enumerated() { places[day] = place }
        let lived = days.map(\.lived)
        return TrialPattern(
            data: data, columns: try TrialDesignMatrix(data), scoredDays: scored,
            rows: data.analysed.map { places[$0.studyDay] },
            means: effects.map { effect in
                let expected = person(effect).expected(under: lived)
                return scored.map { expected[$0] }
            },
            comparisons: plan.comparisons.map { comparison($0, $1, data, scored) })
    }

    /// The truth that the pattern's scores are drawn from.
    package func person(_ effect: Double) -> SimulatedOutcome {
        SimulatedOutcome(
            series: outcome.id, baseline: world.baseline.value,
            effects: plan.testedConditions.map {
                SimulatedOutcome.Effect(condition: $0.id, points: effect * plan.depth(of: $0))
            },
            sd: world.sd.value, rho: world.rho.value, onsetHalfTime: world.onsetHalfTime.value,
            washoutHalfTime: world.washoutHalfTime.value)
    }

    private func comparison(
        _ condition: Condition, _ reference: Condition, _ data: TrialData, _ scored: [Int]
    ) -> TrialPattern.Comparison {
        let analysed = data.analysed
        func places(_ id: String) -> [Int] {
            scored.indices.filter { data.days[scored[$0]].phase?.condition == id }
        }
        return TrialPattern.Comparison(
            condition: condition, reference: reference,
            referenceRows: analysed.indices.filter {
                analysed[$0].phase?.condition == reference.id
            },
            naive: NaiveComparison(
                tested: places(condition.id), reference: places(reference.id),
                level: plan.analysis.level))
    }

    // MARK: Days

    private struct DrawnDay {
        let day: CalendarDay
        /// The condition that was lived; nil between phases.
        let lived: String?
        let hasEntry: Bool
        let hasScore: Bool
        let marks: [DayMark]
        let readings: [Reading]
        /// The condition as the diary says it; nil where the plan's diary does not.
        let logged: String?
    }

    private func drawnDays(_ number: Int?, seed: UInt64) -> [DrawnDay] {
        // Replicates draw from streams that count from 0.
        var generator = SeededGenerator(
            seed: seed, stream: 0x5041_5454_0000_0000 | UInt64(number ?? 0))
        let calendar = Array(plan.schedule.days)
        let times = Array(calendar.indices)
        let covariates = plan.covariates.map { _ in
            SimulatedErrors(rho: world.rho.value).draw(at: times, using: &generator)
        }
        let isWhole = number == nil
        return calendar.enumerated().map { index, day in
            let assigned = plan.schedule.phase(on: day)?.condition
            let reference = assigned.flatMap(plan.condition)?.reference
            let isMissing = generator.uniform() < world.missing.value && !isWhole
            let isSlip =
                generator.uniform() < world.slips.value && !isWhole && reference != nil
            let lived = isSlip ? reference : assigned
            return DrawnDay(
                day: day, lived: lived, hasEntry: !isMissing,
                hasScore: !isMissing && isDue(index),
                marks: (isSlip ? [.slip] : [])
                    + (plan.analysis.cycle?.expectedMarks(onStudyDay: index) ?? []),
                readings: zip(plan.covariates, covariates).map {
                    Reading(series: $0.id, rater: nil, value: $1[index])
                } + plan.fullAmounts(under: lived),
                logged: plan.diary.condition == nil ? nil : lived)
        }
    }

    private func isDue(_ index: Int) -> Bool {
        let every = max(1, outcome.daysBetween)
        return index % every == every - 1
    }

    private func series(_ days: [DrawnDay]) -> OutcomeSeries {
        // The values come with the replicates; here only their days matter.
        let score = DayScore(value: world.baseline.value, measurements: 1, sources: [])
        return OutcomeSeries(
            outcome: outcome.id, scores: days.map { $0.hasScore ? score : nil },
            first: plan.schedule.days.lowerBound)
    }

    private static func diary(_ days: [DrawnDay]) -> Diary {
        let entries = days.enumerated().filter(\.element.hasEntry).map { index, day in
            DiaryEntry(
                day: day.day, second: nil, readings: day.readings, condition: day.logged,
                marks: day.marks, source: SourceLine(file: "simulated", line: index + 1))
        }
        guard
            let diary = try? Diary(DiaryRecord(entries: entries, notes: []), severalADay: [])
        else { preconditionFailure("one entry a day contradicts no other") }
        return diary
    }
}

extension TrialPlan {
    /// Comparisons between a condition and the untested reference at the end of its chain: 1 for one
    /// that is compared with it directly.
    func depth(of condition: Condition) -> Double {
        var depth = 0
        var next: Condition? = condition
        while let here = next, let reference = here.reference, depth < conditions.count {
            depth += 1
            next = self.condition(reference)
        }
        return Double(depth)
    }
}
