import ExperimentTrial
import Stats

extension EffectEstimate {
    /// A mean of counts as a multiple of another: what the difference d of the two says about m1 / m0, with
    /// the uncertainty of both.
    ///
    /// The variance of d is that of the plan's engine, memory and noise included. It is shared out between
    /// the two means as their days would share it, v0 : v1 = s0^2 / n0 : s1^2 / n1, and Fieller's
    /// argument gives
    ///
    ///     P(m1 / m0 < r) = P(d < E d + (r m0 - m1) sqrt((v0 + v1) / (v1 + r^2 v0))),   m1 = m0 + E d,
    ///
    /// which at r = 1 is P(d < 0): the interval of the ratio holds 1 exactly where that of d holds 0.
    /// The level of the engine itself is not used: it has no meaning where errors hardly forget.
    ///
    /// Source: Fieller (1954), Journal of the Royal Statistical Society B 16, 175-185; coverage:
    /// docs/calibration-counts.md.
    package struct Ratio: Sendable, Equatable {
        package let estimate: Double
        package let interval: Interval
        /// Mean of the analysed reference days.
        package let referenceMean: Double

        /// - `contrast`: the difference d.
        /// - `tested`: the analysed days under the condition.
        /// - `reference`: those under its reference.
        ///
        /// Returns nil where the reference may as well have none, so that no ratio is too large.
        init?(
            _ contrast: ContrastEstimate, of tested: ScoreSummary?, to reference: ScoreSummary?,
            level: Double
        ) {
            guard let tested, let reference, reference.mean > 0,
                let ofReference = reference.varianceOfMean, let ofTested = tested.varianceOfMean,
                ofReference + ofTested > 0
            else { return nil }
            // A condition without any spread keeps a trace of one, so that no ratio divides by none.
            let least = 1e-9 * (ofReference + ofTested)
            let (v0, v1) = (max(ofReference, least), max(ofTested, least))
            let (m0, m1) = (reference.mean, max(0, reference.mean + contrast.estimate))
            let center = contrast.estimate
            func chance(below r: Double) -> Double {
                let stretch = ((v0 + v1) / (v1 + r * r * v0)).squareRoot()
                return contrast.probability(below: center + (r * m0 - m1) * stretch)
            }
            let tail = 0.5 * (1 - level)
            guard let upper = Self.ratio(at: 1 - tail, from: m1 / m0, chance) else { return nil }
            estimate = m1 / m0
            interval = Interval(
                lower: Self.ratio(at: tail, from: m1 / m0, chance) ?? 0, upper: upper, level: level)
            referenceMean = m0
        }

        /// The ratio, none below 0, where an increasing chance reaches p; nil where it never does.
        private static func ratio(
            at p: Double, from start: Double, _ chance: (Double) -> Double
        ) -> Double? {
            var high = max(1, 2 * start)
            while chance(high) < p {
                guard high < mostTimes else { return nil }
                high *= 2
            }
            var low = 0.0
            guard chance(low) < p else { return 0 }
            while high - low > 1e-13 * high {
                let middle = 0.5 * (low + high)
                guard middle > low, middle < high else { break }
                if chance(middle) < p { low = middle } else { high = middle }
            }
            return 0.5 * (low + high)
        }

        /// A ratio beyond this is as good as none.
        private static let mostTimes = 1000.0
    }
}

extension ScoreSummary {
    /// s^2 / n, as of independent days; nil for a single day.
    fileprivate var varianceOfMean: Double? {
        standardDeviation.map { $0 * $0 / Double(n) }
    }
}
