import ExperimentAnalysis
import ExperimentConclusions
import ExperimentDiary
import ExperimentText
import ExperimentTrial
import Stats

/// A plan tried out before day one: its own analysis, run on simulated diaries of a person whose truth is
/// known, with no effect and with the one in question.
///
/// Source of the idea: Blair, Cooper, Coppock & Humphreys (2019), "Declaring and diagnosing research
/// designs".
package struct DesignDiagnosis: Sendable {
    package let study: DiagnosisStudy
    /// Simulated trials for each truth.
    package let trials: Int
    package let seed: UInt64
    /// One a tested condition, in the order of the plan.
    package let comparisons: [ComparisonDiagnosis]
}

/// One condition against its reference.
package struct ComparisonDiagnosis: Sendable {
    package let condition: Condition
    package let reference: Condition
    package let withoutEffect: Diagnosands
    package let withEffect: Diagnosands
    /// The plain t-test on the same diaries.
    package let naiveWithoutEffect: Diagnosands
    package let naiveWithEffect: Diagnosands
    /// Nil for counts, whose analysis is not on the scale of the formula.
    package let closedForm: PlannedPower?
}

/// A plan, one of its outcomes and a person to try them on.
package struct DiagnosisStudy: Sendable {
    /// With the schedule of this outcome as its only one.
    package let plan: TrialPlan
    package let outcome: PlannedOutcome
    package let specification: Specification
    package let world: AssumedWorld
    package let source: PatternSource
    let scale: ShownScale

    /// Trials that share one pattern of missing days, slips and covariates, for which `ar1` is prepared
    /// once; engines that prepare nothing take fewer, so that progress and Ctrl-C come in time. A pattern
    /// shifts power by a few points and twenty trials scatter by eleven, so that the standard errors,
    /// which take all trials as independent, are too small by 2 % or so.
    package var trialsAPattern: Int { specification.method == .ar1 ? 20 : 4 }
    /// Five years.
    package static let mostDays = 1_830
    package static let replicates = 100...1_000_000

    /// - Parameters:
    ///   - plan: what is tried out.
    ///   - outcome: nil is the plan's primary one.
    ///   - world: the person on whom it is tried.
    /// - Throws: `DiagnosisError` when even a complete diary could not be analysed as planned.
    package init(
        _ plan: TrialPlan, outcome: PlannedOutcome? = nil, world: AssumedWorld
    ) throws(DiagnosisError) {
        let outcome = outcome ?? plan.primaryOutcome
        let plan = plan.alone(with: outcome)
        self.plan = plan
        self.outcome = outcome
        self.world = world
        specification = plan.specification(for: outcome)
        scale = ShownScale(outcome.instrument)
        source = PatternSource(
            plan: plan, outcome: outcome, specification: specification, world: world,
            effects: [0, world.effect.value])
        let days = Array(plan.schedule.days).count
        guard days <= Self.mostDays else {
            throw .tooLong(days: days, maximum: Self.mostDays)
        }
        try checkComplete()
    }

    private func checkComplete() throws(DiagnosisError) {
        let pattern: TrialPattern
        do {
            pattern = try source.pattern(nil, seed: 0)
        } catch {
            throw .refused(outcome: outcome.name, error)
        }
        for comparison in pattern.comparisons {
            for condition in [comparison.condition, comparison.reference]
            where !pattern.data.analysed.contains(where: { $0.phase?.condition == condition.id }) {
                throw .noTestedDays(condition: condition.name)
            }
        }
        do {
            _ = try PreparedAnalysis(pattern)
        } catch {
            throw .refused(outcome: outcome.name, error)
        }
    }

    /// Runs the simulation on all cores; the same answer on any number of them.
    /// - Parameters:
    ///   - simulation: trials for each truth, and the seed. Trial k draws its noise from stream k.
    ///   - progress: told how many trials are done, numbers that only rise.
    /// - Returns: a diagnosis of every comparison of the plan.
    /// - Throws: `DiagnosisError`; `CancellationError` soon after the task is cancelled.
    package func diagnose(
        _ simulation: MonteCarlo, progress: (@Sendable (_ done: Int) -> Void)? = nil
    ) async throws -> DesignDiagnosis {
        try Self.check(replicates: simulation.replicates)
        let fixed = try fixedAnalysis(simulation)
        let size = trialsAPattern
        let blocks = MonteCarlo(
            replicates: (simulation.replicates + size - 1) / size, seed: simulation.seed)
        let results = try await blocks.run(
            batch: 1,
            progress: progress.map { told in
                { @Sendable done in told(min(done * size, simulation.replicates)) }
            }
        ) { number, _ in block(number, simulation, fixed) }
        return try diagnosis(results, simulation)
    }

    /// As `diagnose`, one block after the other on this core.
    func diagnoseSerially(_ simulation: MonteCarlo) throws -> DesignDiagnosis {
        try Self.check(replicates: simulation.replicates)
        let fixed = try fixedAnalysis(simulation)
        let size = trialsAPattern
        let results = (0..<(simulation.replicates + size - 1) / size).map {
            block($0, simulation, fixed)
        }
        return try diagnosis(results, simulation)
    }

    /// Whether so many trials can be simulated.
    /// - Throws: `DiagnosisError.tooFewTrials`.
    package static func check(replicates found: Int) throws(DiagnosisError) {
        guard replicates.contains(found) else {
            throw .tooFewTrials(
                found: found, minimum: replicates.lowerBound, maximum: replicates.upperBound)
        }
    }

    /// Widths of the intervals of one comparison in a few made-up trials without an effect.
    ///
    /// - `place`: of the comparison in the plan.
    func widths(of place: Int, trials: Int, seed: UInt64) -> [Double] {
        let simulation = MonteCarlo(replicates: trials, seed: seed)
        let fixed = try? fixedAnalysis(simulation)
        return stride(from: 0, to: trials, by: trialsAPattern).flatMap { first in
            let numbers = first..<min(first + trialsAPattern, trials)
            guard let analysis = fixed ?? (try? prepared(first / trialsAPattern, simulation))
            else { return [Double]() }
            return analysis.claims(series(numbers, analysis.pattern, seed: seed)[0])[place]
                .compactMap { $0?.interval.width }
        }
    }

    // MARK: Trials

    private typealias BlockResult = Result<DiagnosisBlock, RegressionError>

    private func fixedAnalysis(
        _ simulation: MonteCarlo
    ) throws(RegressionError) -> PreparedAnalysis? {
        source.isFixed ? try prepared(0, simulation) : nil
    }

    /// The trials that share pattern `number`.
    private func block(
        _ number: Int, _ simulation: MonteCarlo, _ fixed: PreparedAnalysis?
    ) -> BlockResult {
        let first = number * trialsAPattern
        let trials = first..<min(first + trialsAPattern, simulation.replicates)
        do throws(RegressionError) {
            let analysis: PreparedAnalysis
            if let fixed { analysis = fixed } else { analysis = try prepared(number, simulation) }
            return .success(
                DiagnosisBlock(
                    analysis, series: series(trials, analysis.pattern, seed: simulation.seed)))
        } catch {
            return .failure(error)
        }
    }

    private func prepared(
        _ number: Int, _ simulation: MonteCarlo
    ) throws(RegressionError) -> PreparedAnalysis {
        try PreparedAnalysis(source.pattern(number, seed: simulation.seed))
    }

    /// Scores on the pattern's days, one list of trials for each true effect, with the same noise.
    private func series(
        _ trials: Range<Int>, _ pattern: TrialPattern, seed: UInt64
    ) -> [[[Double]]] {
        let errors = SimulatedErrors(rho: world.rho.value)
        let noises = trials.map { trial in
            var generator = SeededGenerator(seed: seed, stream: UInt64(trial))
            return errors.draw(at: pattern.scoredDays, using: &generator)
        }
        let sd = world.sd.value
        return pattern.means.map { means in
            noises.map { noise in zip(means, noise).map { scale.shown($0 + sd * $1) } }
        }
    }

    // MARK: Summary

    private func diagnosis(
        _ results: [BlockResult], _ simulation: MonteCarlo
    ) throws -> DesignDiagnosis {
        let blocks = results.compactMap { try? $0.get() }
        guard !blocks.isEmpty else {
            guard case .failure(let error)? = results.first else { throw CancellationError() }
            throw DiagnosisError.everyTrialRefused(
                trials: simulation.replicates, outcome: outcome.name, error)
        }
        let lost = simulation.replicates - blocks.reduce(0) { $0 + $1.trials }
        let patterns = closedFormPatterns(seed: simulation.seed)
        return DesignDiagnosis(
            study: self, trials: simulation.replicates, seed: simulation.seed,
            comparisons: plan.comparisons.enumerated().map { place, pair in
                comparison(place, pair, blocks, lost: lost, patterns)
            })
    }

    private func comparison(
        _ place: Int, _ pair: (condition: Condition, reference: Condition),
        _ blocks: [DiagnosisBlock], lost: Int, _ patterns: [TrialPattern]
    ) -> ComparisonDiagnosis {
        let truths = [0, truth(pair.condition)]
        func diagnosands(
            _ effect: Int, _ claims: KeyPath<DiagnosisBlock, [[[TrialClaim?]]]>
        ) -> Diagnosands {
            Diagnosands(
                blocks.flatMap { $0[keyPath: claims][effect][place] }
                    + [TrialClaim?](repeating: nil, count: lost), truth: truths[effect])
        }
        return ComparisonDiagnosis(
            condition: pair.condition, reference: pair.reference,
            withoutEffect: diagnosands(0, \.declared), withEffect: diagnosands(1, \.declared),
            naiveWithoutEffect: diagnosands(0, \.naive), naiveWithEffect: diagnosands(1, \.naive),
            closedForm: outcome.instrument.isCount
                ? nil
                : PlannedPower(
                    patterns, comparison: place, effect: truths[1], sd: world.sd.value,
                    rho: world.rho.value, level: plan.analysis.level))
    }

    /// The true difference after the longest stretch of the condition that the plan has, as the
    /// instrument shows it: rounding and the ends of the scale are part of it.
    package func truth(_ condition: Condition) -> Double {
        let depth = plan.depth(of: condition)
        let effect = world.effect.value
        let reference = condition.reference.flatMap(plan.condition)
        func shown(_ id: Condition?, _ depth: Double) -> Double {
            let level = id.map { reach($0) } ?? 1
            return scale.expected(
                mean: world.baseline.value + depth * effect * level, sd: world.sd.value)
        }
        return shown(condition, depth) - shown(reference, depth - 1)
    }

    /// The share of the effect that is there at the end of the longest stretch.
    private func reach(_ condition: Condition) -> Double {
        let person = source.person(1)
        var longest = 0
        var run = 0
        for day in plan.schedule.days {
            run = plan.schedule.phase(on: day)?.condition == condition.id ? run + 1 : 0
            longest = max(longest, run)
        }
        let steady = [String?](repeating: condition.id, count: max(longest, 1))
        return person.levels(of: condition.id, steady).last ?? 1
    }
}

/// What the analyses said of the trials of one pattern: by true effect, comparison and trial.
private struct DiagnosisBlock: Sendable {
    let trials: Int
    let declared: [[[TrialClaim?]]]
    let naive: [[[TrialClaim?]]]

    init(_ analysis: PreparedAnalysis, series: [[[Double]]]) {
        trials = series.first?.count ?? 0
        declared = series.map { analysis.claims($0) }
        naive = series.map { trials in
            analysis.pattern.comparisons.map { comparison in
                trials.map { comparison.naive.claim($0) }
            }
        }
    }
}
