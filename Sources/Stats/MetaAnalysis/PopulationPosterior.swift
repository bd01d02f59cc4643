internal import RealModule

/// What is known of a population of units: their mean mu and the spread tau of their effects.
///
/// The whole is a mixture: at each node a value of tau, a normal distribution of mu, and a weight. Nodes of mu
/// stand for a curve, so each carries a normal as wide as their spacing, and is drawn in towards the mean by
/// as much: means and variances are kept, and a normal curve is reproduced to nine digits.
package struct PopulationPosterior: Sendable {
    package struct Node: Sendable, Equatable {
        package let tau: Double
        package let mean: Double
        package let variance: Double
        package let weight: Double

        package init(tau: Double, mean: Double, variance: Double, weight: Double) {
            self.tau = tau
            self.mean = mean
            self.variance = variance
            self.weight = weight
        }
    }

    /// Weights sum to 1.
    package let nodes: [Node]
    /// One node a tau: enough for everything that is told of single units.
    package let outline: [Node]
    package let shape: PopulationShape
    /// Of tau: increasing, with the probability of each.
    private let spreads: [(tau: Double, share: Double)]

    package init(_ surface: PopulationSurface, prior: SpreadPrior) {
        let heights = surface.slices.map {
            $0.logMarginal + $0.logStep + prior.logDensity($0.tau)
        }
        let top = heights.max() ?? 0
        let shares = heights.map { Double.exp($0 - top) }
        let total = shares.reduce(0, +)
        spreads = zip(surface.slices, shares).map { ($0.tau, $1 / total) }
        nodes = zip(surface.slices, shares).filter { $0.1 > 1e-12 * total }.flatMap {
            slice, share in
            Self.nodes(slice, share / total)
        }
        outline = Self.thinned(
            zip(surface.slices, shares).map { slice, share in
                Node(
                    tau: slice.tau, mean: slice.mean, variance: slice.variance,
                    weight: share / total)
            })
        shape = surface.shape
    }

    /// From nodes that were kept.
    /// - Parameters:
    ///   - outline: not empty, tau increasing.
    ///   - shape: of the units' effects about their mean.
    package init(outline: [Node], shape: PopulationShape = .normal) {
        let total = outline.reduce(0) { $0 + $1.weight }
        self.outline = outline.map {
            Node(tau: $0.tau, mean: $0.mean, variance: $0.variance, weight: $0.weight / total)
        }
        nodes = self.outline
        self.shape = shape
        spreads = self.outline.map { ($0.tau, $0.weight) }
    }

    private static func nodes(_ slice: PopulationSurface.Slice, _ share: Double) -> [Node] {
        let own = min(slice.spacing * slice.spacing, slice.variance)
        let shrink = (1 - own / slice.variance).squareRoot()
        return slice.nodes.map { node in
            Node(
                tau: slice.tau, mean: slice.mean + shrink * (node.mu - slice.mean), variance: own,
                weight: share * node.share)
        }
    }

    /// Every fourth node: the trapezoid rule with a step of four times the size still holds. Where the first
    /// node has half a step, it stays the first.
    private static func thinned(_ nodes: [Node]) -> [Node] {
        let kept = stride(from: 0, to: nodes.count, by: nodes.count > 80 ? 4 : 2).map { nodes[$0] }
        let total = kept.reduce(0) { $0 + $1.weight }
        return kept.filter { $0.weight > 1e-9 * total }.map {
            Node(tau: $0.tau, mean: $0.mean, variance: $0.variance, weight: $0.weight / total)
        }
    }

    // MARK: The mean, and the next unit

    /// Of mu.
    package var mean: NormalMixture {
        NormalMixture(
            nodes.map { .init(weight: $0.weight, mean: $0.mean, variance: $0.variance) })
    }

    /// Of the effect of a unit that is not among them.
    package var next: NormalMixture {
        let parts = shape.parts
        return NormalMixture(
            nodes.flatMap { node in
                parts.map { part in
                    .init(
                        weight: node.weight * part.weight, mean: node.mean,
                        variance: node.variance + part.factor * node.tau * node.tau)
                }
            })
    }

    // MARK: The spread

    /// tau times its density is odd where the density is even, so that the trapezoid rule lacks Euler and
    /// Maclaurin's first term at 0.
    package var spreadMean: Double {
        let sum = spreads.reduce(0) { $0 + $1.tau * $1.share }
        guard spreads.count > 1, spreads[0].tau == 0 else { return sum }
        return sum + spreads[1].tau * spreads[0].share / 6
    }

    /// P(tau > x).
    package func probability(spreadAbove x: Double) -> Double {
        let table = cumulative
        guard x > table.taus[0] else { return 1 }
        guard let place = table.taus.lastIndex(where: { $0 <= x }), place + 1 < table.taus.count
        else { return 0 }
        let share = (x - table.taus[place]) / (table.taus[place + 1] - table.taus[place])
        return 1 - (table.below[place] + share * (table.below[place + 1] - table.below[place]))
    }

    /// The tau below which it lies with probability p.
    package func spreadQuantile(_ p: Double) -> Double {
        let table = cumulative
        guard let upper = table.below.firstIndex(where: { $0 >= p }) else {
            return table.taus[table.taus.count - 1]
        }
        guard upper > 0 else { return table.taus[0] }
        let rise = table.below[upper] - table.below[upper - 1]
        let share = rise > 0 ? (p - table.below[upper - 1]) / rise : 0
        return table.taus[upper - 1] + share * (table.taus[upper] - table.taus[upper - 1])
    }

    /// P(tau <= x) between the nodes, ten steps each, by the cubic through four neighbours.
    private var cumulative: (taus: [Double], below: [Double]) {
        SpreadCurve(spreads).cumulative
    }

    // MARK: The share of units beyond a value

    /// P(share of the population with an effect above `value` <= `share`).
    package func probability(ofShareBelow share: Double, beyond value: Double) -> Double {
        guard share > 0 else { return 0 }
        guard share < 1 else { return 1 }
        let far = Self.quantile(1 - share, shape.parts)
        return nodes.reduce(0) { sum, node in
            // The share rises with mu and is reached where it equals this one.
            let edge = value - node.tau * far
            let component = NormalMixture.Component(
                weight: 1, mean: node.mean, variance: node.variance)
            return sum + node.weight * component.probability(below: edge)
        }
    }

    /// The share of the population with an effect above `value`: its posterior mean and interval.
    package func share(beyond value: Double, level: Double) -> (mean: Double, interval: Interval) {
        let tail = 0.5 * (1 - level)
        func end(_ p: Double) -> Double {
            RootFinder.bracketed(from: 0, to: 1) {
                probability(ofShareBelow: $0, beyond: value) - p
            }
        }
        return (
            next.probability(above: value),
            Interval(lower: end(tail), upper: end(1 - tail), level: level)
        )
    }

    private static func quantile(
        _ p: Double, _ parts: [(weight: Double, factor: Double)]
    ) -> Double {
        guard parts.count > 1 else { return Normal.standard.quantile(p) }
        return NormalMixture(
            parts.map { .init(weight: $0.weight, mean: 0, variance: $0.factor) }
        ).quantile(p)
    }
}

/// The density of tau between its nodes.
private struct SpreadCurve {
    private let taus: [Double]
    private let shares: [Double]

    init(_ spreads: [(tau: Double, share: Double)]) {
        taus = spreads.map(\.tau)
        shares = spreads.map(\.share)
    }

    /// The shares as mass of cells around the nodes, the first one half a cell where it stands at 0.
    var cumulative: (taus: [Double], below: [Double]) {
        guard taus.count > 2 else { return (taus, taus.indices.map { Double($0 + 1) }) }
        // Shares are density times step; between the nodes, which are even in the grid's own measure, the
        // density is followed by cubics.
        let startsAtZero = taus[0] == 0
        let heights = [startsAtZero ? 2 * shares[0] : shares[0]] + shares.dropFirst()
        func height(_ place: Int) -> Double {
            if place < 0 { return startsAtZero ? heights[-place] : 0 }
            return place < heights.count ? heights[place] : 0
        }
        func tau(_ place: Int) -> Double {
            if place < 0 { return startsAtZero ? -taus[-place] : 2 * taus[0] - taus[-place] }
            return place < taus.count
                ? taus[place] : 2 * taus[taus.count - 1] - taus[2 * taus.count - 2 - place]
        }
        var result: (taus: [Double], below: [Double]) = ([taus[0]], [0])
        var sum = 0.0
        let steps = 10
        for place in 0..<taus.count - 1 {
            let h = (-1...2).map { height(place + $0) }
            let t = (-1...2).map { tau(place + $0) }
            for step in 0..<steps {
                let (from, to) = (Double(step) / 10, Double(step + 1) / 10)
                // Simpson's rule on the cubic is exact.
                sum +=
                    (Self.cubic(h, from) + 4 * Self.cubic(h, 0.5 * (from + to)) + Self.cubic(h, to))
                    / 60
                result.taus.append(Self.cubic(t, to))
                result.below.append(sum)
            }
        }
        let total = sum
        result.below = result.below.map { $0 / total }
        return result
    }

    /// The cubic through values at -1, 0, 1, 2.
    private static func cubic(_ y: [Double], _ x: Double) -> Double {
        let a = -x * (x - 1) * (x - 2) / 6
        let b = (x + 1) * (x - 1) * (x - 2) / 2
        let c = -(x + 1) * x * (x - 2) / 2
        let d = (x + 1) * x * (x - 1) / 6
        return a * y[0] + b * y[1] + c * y[2] + d * y[3]
    }
}

// MARK: Single units

extension PopulationPosterior {
    /// A unit's effect, after the others have had their say.
    package struct Shrunken: Sendable {
        package let effect: NormalMixture
        /// The share of the answer that comes from the others: s^2 / (s^2 + tau^2), averaged.
        package let borrowed: Double
    }

    /// - Parameter unit: one of those that the posterior was made of.
    /// - Returns: its own effect, given all of them.
    /// - Complexity: O(outline * components).
    package func unit(_ unit: NormalMixture) -> Shrunken { shrunken(unit, isMember: true) }

    /// A unit that the posterior was not made of: what it says itself counts for the mean and the spread too.
    /// The answer is that of `unit` in the posterior of all of them together.
    /// - Complexity: O(outline * components).
    package func newUnit(_ unit: NormalMixture) -> Shrunken { shrunken(unit, isMember: false) }

    private func shrunken(_ unit: NormalMixture, isMember: Bool) -> Shrunken {
        var parts: [NormalMixture.Component] = []
        var (borrowed, held) = (0.0, 0.0)
        for node in outline {
            let own = Self.parts(of: unit, at: node, shape, isMember: isMember)
            let total = own.parts.reduce(0) { $0 + $1.weight }
            guard total > 0 else { continue }
            // A member has had its say in the weights of the nodes.
            let weight = isMember ? node.weight / total : node.weight
            borrowed += weight * own.lent
            held += weight * total
            parts += own.parts.map {
                .init(weight: weight * $0.weight, mean: $0.mean, variance: $0.variance)
            }
        }
        guard held > 0 else { return Shrunken(effect: unit, borrowed: 0) }
        return Shrunken(
            effect: NormalMixture(parts.filter { $0.weight > 1e-12 * held }),
            borrowed: borrowed / held)
    }

    /// The unit's effect at one node, not yet scaled to 1, and the share of it that is lent, on the same scale.
    private static func parts(
        of unit: NormalMixture, at node: Node, _ shape: PopulationShape, isMember: Bool
    ) -> (parts: [NormalMixture.Component], lent: Double) {
        var own: [NormalMixture.Component] = []
        var lent = 0.0
        for part in shape.parts {
            let tau2 = part.factor * node.tau * node.tau
            let spread = isMember ? tau2 : tau2 + node.variance
            for component in unit.components {
                let all = component.variance + spread
                let shift = node.mean - component.mean
                let weight =
                    part.weight * component.weight * Double.exp(-0.5 * shift * shift / all)
                    / all.squareRoot()
                let rest = component.variance / all
                let ofMean = isMember ? rest * rest * node.variance : 0
                lent += weight * component.variance / (component.variance + tau2)
                own.append(
                    .init(
                        weight: weight, mean: component.mean + rest * shift,
                        variance: rest * spread + ofMean))
            }
        }
        return (own, lent)
    }
}
