/// A linear statistic over the arrangements of a reference set, for the scores that were found and
/// for scores that are nothing but a unit effect of the arrangement that was followed.
///
/// The second column answers two questions at no further cost: which arrangements could never be
/// told from the one followed (the smallest p), and how the statistic moves when an effect is
/// taken out of the scores (the interval).
struct ReferenceDistribution: Sendable {
    struct Values: Sendable {
        let scores: Double
        let unitEffect: Double
    }

    /// Under the arrangement that was followed.
    let observed: Values
    /// Under the arrangements of the set, all of them or those drawn; nil where the statistic does
    /// not exist. Such an arrangement counts as extreme, which can only raise p.
    let others: [Values?]
    let isExact: Bool

    /// Two values closer than this are one value that rounding has split.
    private var slack: Double { 1e-10 * observed.unitEffect.magnitude }

    /// The arrangement that was followed is one of the set when all are listed, and is counted
    /// beside those drawn when they are drawn (so that p is never zero).
    private func proportion(_ isExtreme: (Values) -> Bool) -> RandomizationProportion {
        let extreme = others.count { $0.map(isExtreme) ?? true }
        return isExact
            ? RandomizationProportion(extreme: extreme, total: others.count)
            : RandomizationProportion(extreme: extreme + 1, total: others.count + 1)
    }

    func pValue(_ alternative: RandomizationTest.Alternative) -> RandomizationProportion {
        let found = observed.scores
        return proportion { other in
            switch alternative {
            case .twoSided: other.scores.magnitude >= found.magnitude - slack
            case .decrease: other.scores <= found + slack
            case .increase: other.scores >= found - slack
            }
        }
    }

    /// p when the scores follow the schedule without any noise.
    func smallestP(_ alternative: RandomizationTest.Alternative) -> RandomizationProportion {
        let found = observed.unitEffect
        return proportion { other in
            alternative == .twoSided
                ? other.unitEffect.magnitude >= found.magnitude - slack
                : other.unitEffect >= found - slack
        }
    }
}

extension ReferenceDistribution {
    /// The effect by which the statistic of the scores vanishes under the observed arrangement.
    var estimate: Double { observed.scores / observed.unitEffect }

    /// Effects that the two-sided test does not reject, once each is taken out of the scores; nil
    /// for an end that no effect reaches.
    ///
    /// With effect `estimate + s` removed, the observed statistic is `-s B` and another one is
    /// `C - s b`; where `|C - s b| >= |s B|` it is extreme. Each arrangement thus stops (or starts)
    /// being extreme at roots that are known in closed form, and p steps there and nowhere else.
    func interval(alpha: Double) -> (lower: Double?, upper: Double?) {
        let reach = limit(alpha: alpha, sign: 1)
        let depth = limit(alpha: alpha, sign: -1)
        return (depth.map { estimate - $0 }, reach.map { estimate + $0 })
    }

    /// The largest `s` in the direction of `sign` at which p exceeds alpha; nil without one.
    private func limit(alpha: Double, sign: Double) -> Double? {
        let spans = others.map { $0.map { extremeSpan(of: $0, sign: sign) } ?? .always }
        let total = others.count + (isExact ? 0 : 1)
        let needed = Int((alpha * Double(total)).rounded(.down)) + 1
        let own = isExact ? 0 : 1
        let restarts = spans.compactMap(\.from).sorted()
        let ends = spans.map(\.upTo).sorted(by: >)
        let atInfinity = own + restarts.count + ends.prefix { $0 == .infinity }.count
        guard atInfinity < needed else { return nil }
        for (index, end) in ends.enumerated() where end.isFinite {
            let last = ends[index...].prefix { $0 == end }.count + index
            let restarted = restarts.prefix { $0 <= end }.count
            if own + last + restarted >= needed { return max(0, end) }
        }
        return 0
    }

    /// Where an arrangement is extreme: for `s <= upTo`, and again for `s >= from`.
    private struct Span {
        var upTo: Double
        var from: Double?
        static let always = Span(upTo: .infinity, from: nil)
    }

    private func extremeSpan(of other: Values, sign: Double) -> Span {
        let unit = observed.unitEffect.magnitude
        let offset = sign * (other.scores - estimate * other.unitEffect)
        var span = Span(upTo: -.infinity, from: nil)
        for (slope, start) in [
            (unit + other.unitEffect, offset), (unit - other.unitEffect, -offset),
        ] {
            // Extreme where `slope * s <= start`.
            if slope.magnitude <= slack {
                if start >= -slack { return .always }
            } else if slope > 0 {
                span.upTo = max(span.upTo, start / slope)
            } else {
                span.from = min(span.from ?? .infinity, max(0, start / slope))
            }
        }
        if let from = span.from, from <= span.upTo { return .always }
        return span
    }
}
