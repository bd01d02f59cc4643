internal import RealModule

/// The log-likelihood of mean and spread on a fixed grid, summed over units: what many machines can each make
/// of their own units and add up, to the same last digit in any order.
///
/// Each unit's value is rounded to a multiple of 2^-40 and added as whole numbers, so that the sum does not
/// depend on the order. Between the nodes the surface is followed by polynomials of degree seven, which needs
/// standard errors of at least a fifth of the scale; smaller ones are told (`narrowest`).
package struct LikelihoodTable: Sendable, Equatable {
    /// The unit of the grid: the smallest worthwhile change, or another size of an effect.
    package let scale: Double
    package private(set) var count = 0
    /// Sums over units, one a cell, mu by mu within tau.
    private(set) var cells: [ExactSum]
    /// Of inverse variances, and with them of effects and their squares.
    private(set) var moments = [ExactSum](repeating: ExactSum(), count: 4)
    /// The smallest standard error seen.
    package private(set) var narrowest = Double.infinity

    /// mu runs over `reach` scales to each side, in steps of `step` scales.
    package static let reach = 8.0
    package static let step = 0.125
    static let means = Int(2 * reach / step) + 1
    /// tau = scale/2 sinh(u), u in equal steps from 0.
    static let spreads = 28
    static let spreadStep = 0.125

    /// - Parameter scale: positive.
    package init(scale: Double) {
        precondition(scale > 0 && scale.isFinite, "the scale of a table is positive")
        self.scale = scale
        cells = [ExactSum](repeating: ExactSum(), count: Self.means * Self.spreads)
    }

    static func spread(_ place: Int) -> Double { 0.5 * Double.sinh(Double(place) * spreadStep) }

    /// Adds one unit.
    package mutating func add(_ unit: NormalMixture) {
        count += 1
        let mean = unit.mean
        let variance = unit.variance
        narrowest = min(narrowest, variance.squareRoot())
        let weight = scale * scale / variance
        for (place, value) in [1, mean / scale, (mean / scale) * (mean / scale)].enumerated() {
            moments[place].add(weight * value)
        }
        moments[3].add(weight * weight)
        let inScales = unit.scaled(by: 1 / scale)
        var heights = [Double](repeating: 0, count: Self.means)
        for place in 0..<Self.spreads {
            NormalRow.fill(&heights, inScales, tau: Self.spread(place))
            cells.withUnsafeMutableBufferPointer { cells in
                let row = cells[(place * Self.means)..<((place + 1) * Self.means)]
                for (cell, height) in zip(row.indices, heights) {
                    cells[cell].add(Double.log(max(height, UnitLikelihoods.smallest)))
                }
            }
        }
    }

    /// Adds the units of another table.
    /// - Precondition: the scales are equal.
    package mutating func add(_ other: LikelihoodTable) {
        precondition(scale == other.scale, "tables are added on one scale")
        count += other.count
        narrowest = min(narrowest, other.narrowest)
        for place in cells.indices { cells[place].add(other.cells[place]) }
        for place in moments.indices { moments[place].add(other.moments[place]) }
    }

    // MARK: As whole numbers

    /// Everything but scale, count and narrowest: whole parts, then fractions.
    package var integers: [Int] { (cells + moments).flatMap { [$0.whole, $0.fraction] } }

    /// - Returns: nil where the numbers are not as many as a table has.
    package init?(scale: Double, count: Int, narrowest: Double, integers: [Int]) {
        guard scale > 0, scale.isFinite, count >= 0 else { return nil }
        self.init(scale: scale)
        guard integers.count == 2 * (cells.count + moments.count) else { return nil }
        self.count = count
        self.narrowest = narrowest
        for place in cells.indices {
            cells[place] = ExactSum(whole: integers[2 * place], fraction: integers[2 * place + 1])
        }
        for place in moments.indices {
            let at = 2 * (cells.count + place)
            moments[place] = ExactSum(whole: integers[at], fraction: integers[at + 1])
        }
    }

    // MARK: The classic answer

    /// DerSimonian and Laird's tau^2 and Q, from the moments alone.
    package var moments2: (q: Double, spreadVariance: Double) {
        let (w, wy, wyy, ww) = (
            moments[0].value, moments[1].value, moments[2].value, moments[3].value
        )
        let q = wyy - wy * wy / w
        let freed = w - ww / w
        return (q, max(0, (q - Double(count - 1)) / freed) * scale * scale)
    }
}

extension LikelihoodTable: PooledLikelihood {
    package var typicalError: Double {
        scale * (Double(max(count, 1)) / moments[0].value).squareRoot()
    }

    /// Where the table's row is highest, refined by the parabola through its neighbours.
    package func guess(tau: Double) -> (centre: Double, spread: Double) {
        let values = row(tau: tau)
        let top = values.indices.max { values[$0] < values[$1] } ?? 0
        let place = min(max(top, 1), values.count - 2)
        let bend = values[place - 1] - 2 * values[place] + values[place + 1]
        guard bend < 0 else { return (scale * Self.mean(top), scale) }
        let shift = 0.5 * (values[place - 1] - values[place + 1]) / bend
        return (
            scale * (Self.mean(place) + min(max(shift, -1), 1) * Self.step),
            scale * Self.step / (-bend).squareRoot()
        )
    }

    package func logLikelihood(
        centre: Double, step: Double, reach: Int, tau: Double
    ) -> [Double] {
        let values = row(tau: tau)
        return (-reach...reach).map { number in
            let mean = centre + Double(number) * step
            let place = mean / (scale * Self.step) + Self.reach / Self.step
            guard place >= 0, place <= Double(values.count - 1) else { return -1e300 }
            return Lagrange(at: place, count: values.count).value { values[$0] }
        }
    }

    /// Whether the middle of what is held likely lies well inside the table.
    package func holds(_ posterior: PopulationPosterior) -> Bool {
        let mean = posterior.mean
        let far = mean.mean.magnitude + 5 * mean.standardDeviation
        return far < scale * Self.reach
            && posterior.spreadQuantile(0.999) < scale * Self.spread(Self.spreads - 2)
    }

    private static func mean(_ place: Int) -> Double { Double(place) * step - reach }

    /// The log-likelihood over the nodes of mu at any tau; even in tau, which is what lies before the first.
    private func row(tau: Double) -> [Double] {
        let last = Double(Self.spreads - 1)
        let place = min(Double.asinh(2 * tau / scale) / Self.spreadStep, last)
        let lagrange = Lagrange(at: place, count: Self.spreads, isEven: true)
        return (0..<Self.means).map { column in
            lagrange.value { cells[$0 * Self.means + column].value }
        }
    }
}

/// Interpolation by the polynomial of degree seven through the eight nearest of equally spaced nodes.
private struct Lagrange {
    private let nodes: [(place: Int, weight: Double)]

    /// - `at`: in steps from the first node.
    /// - `count`: of nodes.
    /// - `isEven`: what lies before node 0 mirrors what lies after it.
    init(at place: Double, count: Int, isEven: Bool = false) {
        var first = Int(place.rounded(.down)) - 3
        first = min(first, count - 8)
        if !isEven { first = max(first, 0) }
        var nodes: [(Int, Double)] = []
        for j in first..<first + 8 {
            var weight = 1.0
            for k in first..<first + 8 where k != j {
                weight *= (place - Double(k)) / Double(j - k)
            }
            nodes.append((j < 0 ? -j : j, weight))
        }
        self.nodes = nodes.map { (place: $0.0, weight: $0.1) }
    }

    func value(_ node: (Int) -> Double) -> Double {
        nodes.reduce(0) { $0 + $1.weight * node($1.place) }
    }
}

/// A sum of doubles that does not depend on the order of its terms: each is rounded to a multiple of 2^-40,
/// and whole numbers are added.
struct ExactSum: Sendable, Equatable {
    private(set) var whole = 0
    /// In units of 2^-40, from 0 to 2^40 - 1.
    private(set) var fraction = 0

    private static let bits = 40
    private static let unit = 0x1p40
    private static let mask = (1 << bits) - 1

    init(whole: Int = 0, fraction: Int = 0) {
        self.whole = whole
        self.fraction = fraction
    }

    mutating func add(_ value: Double) {
        let scaled = value * Self.unit
        guard scaled.magnitude < Self.roundable else { return addLarge(value) }
        // Exact from here on: the sum has no room for anything below a unit.
        let units = Int((scaled + Self.rounding) - Self.rounding)
        whole &+= units >> Self.bits
        fraction += units & Self.mask
        carry()
    }

    private mutating func addLarge(_ value: Double) {
        let floor = value.rounded(.down)
        whole &+= Int(floor)
        fraction += Int(((value - floor) * Self.unit).rounded(.toNearestOrEven))
        carry()
    }

    /// Added and taken away again it rounds to a whole number, ties to even, without a call of the library.
    private static let rounding = 0x1.8p52
    private static let roundable = 0x1p51

    mutating func add(_ other: ExactSum) {
        whole &+= other.whole
        fraction += other.fraction
        carry()
    }

    private mutating func carry() {
        whole &+= fraction >> Self.bits
        fraction &= Self.mask
    }

    var value: Double { Double(whole) + Double(fraction) / Self.unit }
}

/// p(data | mu, tau) over the nodes of mu of a table, in scales.
enum NormalRow {
    static func fill(_ heights: inout [Double], _ unit: NormalMixture, tau: Double) {
        let step = LikelihoodTable.step
        heights.withUnsafeMutableBufferPointer { heights in
            heights.update(repeating: 0)
            for component in unit.components {
                let nearest = ((component.mean + LikelihoodTable.reach) / step).rounded()
                let place = Int(min(max(nearest, 0), Double(heights.count - 1)))
                NormalSteps(
                    weight: component.weight, variance: component.variance + tau * tau,
                    shift: Double(place) * step - LikelihoodTable.reach - component.mean, step: step
                ).add(to: heights, from: place)
            }
        }
    }
}
