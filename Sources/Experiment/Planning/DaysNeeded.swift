import ExperimentAnalysis
import ExperimentConclusions
import ExperimentDiary
import ExperimentText
import ExperimentTrial
import Stats

/// How long a trial of this shape would have to be.
package struct DaysNeeded: Sendable, Equatable {
    /// Days of the shortest schedule, every phase stretched alike, whose formula gives 80 % power; nil
    /// when even `longest` days do not.
    package let days: Int?
    /// Power of that schedule, or of the longest one.
    package let power: Double
    /// Where the search ends.
    package let longest: Int
}

extension DiagnosisStudy {
    /// A year: a longer trial of one person is another life.
    static let longestSearch = 365

    /// The schedule stretched or shortened until the first comparison reaches 80 % power by the formula;
    /// onset lag and wash-out stay as they are.
    /// - Returns: nil for counts, and when no length of this shape can be analysed.
    /// - Complexity: about twelve formulas, each O(n^3).
    package func daysNeeded(seed: UInt64) -> DaysNeeded? {
        let planned = Array(plan.schedule.days).count
        let longest = max(Self.longestSearch, planned)
        guard !outcome.instrument.isCount else { return nil }
        let widening = self.widening(seed: seed)
        func power(at days: Int) -> Double? {
            self.power(stretchedTo: days, widening: widening, seed: seed)
        }
        guard let now = power(at: planned) else { return nil }
        var low = 1
        var high = planned
        var powerAtHigh = now
        while powerAtHigh < PlannedPower.target {
            guard high < longest else {
                return DaysNeeded(days: nil, power: powerAtHigh, longest: longest)
            }
            low = high
            high = min(2 * high, longest)
            powerAtHigh = power(at: high) ?? 0
        }
        while high - low > max(1, high / 100) {
            let middle = (low + high) / 2
            if let found = power(at: middle), found >= PlannedPower.target {
                (high, powerAtHigh) = (middle, found)
            } else {
                low = middle
            }
        }
        return DaysNeeded(
            days: plan.schedule.stretched(to: high).length, power: powerAtHigh, longest: longest)
    }

    /// How much wider than the formula says the intervals of the plan's own analysis are; 1 for `ar1`,
    /// whose formula it is.
    private func widening(seed: UInt64) -> Double {
        guard specification.method != .ar1, let condition = plan.testedConditions.first,
            let own = expectedStandardError(of: 0),
            let formula = PlannedPower(
                closedFormPatterns(seed: seed), comparison: 0, effect: truth(condition),
                sd: world.sd.value, rho: world.rho.value, level: plan.analysis.level)
        else { return 1 }
        return max(1, own / (world.sd.value * formula.unitVariance.squareRoot()))
    }

    private func power(stretchedTo days: Int, widening: Double, seed: UInt64) -> Double? {
        let longer = plan.imagined(on: plan.schedule.stretched(to: days))
        guard let study = try? DiagnosisStudy(longer, outcome: outcome, world: world),
            let condition = longer.testedConditions.first
        else { return nil }
        return PlannedPower.power(
            study.closedFormPatterns(seed: seed), comparison: 0, effect: study.truth(condition),
            sd: widening * world.sd.value, rho: world.rho.value, level: plan.analysis.level)
    }
}

extension Schedule {
    /// Days from the first to the last.
    package var length: Int { days.lowerBound.distance(to: days.upperBound) + 1 }

    /// Every phase longer or shorter in proportion, at least a day, one after the other.
    func stretched(to days: Int) -> Schedule {
        let factor = Double(days) / Double(max(1, length))
        var stretched: [Phase] = []
        for phase in phases {
            let first = stretched.last?.last.advanced(by: 1) ?? phase.first
            stretched.append(
                Phase(
                    name: phase.name, condition: phase.condition, first: first,
                    lengthInDays: max(1, Int((Double(phase.lengthInDays) * factor).rounded())),
                    part: phase.part, food: phase.food, portion: phase.portion))
        }
        return Schedule(phases: stretched)
    }
}
