internal import RealModule

/// What is believed about transients, spells and the noise before the series is seen.
///
/// A set of J transients has weight (lambda / C)^J, lambda being those expected in the series and C
/// the number in the library; their heights are N(0, (3 s)^2). The noise variance carries two
/// pseudo-observations at 5 % of the SD of the series: without that floor, flares on exact zeros drive
/// s to 0 and any misfit of a shape becomes infinite evidence for a change.
struct TransientPrior: Sendable {
    /// Transients expected in a day: one in four weeks.
    static let daily = 1.0 / 28
    /// 1 / KF^2, KF = 3 noise SDs.
    static let ridge = 1.0 / 9
    static let logHeight = Double.log(3)
    /// Pseudo-observations behind the floor of the noise, and their SD as a share of that of the series.
    static let floorWeight = 2
    static let floorShare = 0.05
    /// Share of the prior of two changes that is a spell, up and back by the same size.
    static let spellShare = 0.5

    /// Log prior weight of one more transient, (lambda / C).
    let logTransient: Double
    /// Prior weight of one change on each date, and of each pair of dates.
    let single: Double
    let pair: Double
    /// n - p + the pseudo-observations.
    let freedom: Int
    /// The longest set of transients.
    let most: Int

    init(_ design: TransientDesign) {
        let n = Double(design.count)
        let expected = Double.log(2)
        logTransient = .log(Self.daily * n / Double(design.library.count))
        let pairs = design.base.placements(of: 2)
        single = expected / design.base.placements(of: 1)
        pair = pairs > 0 ? expected * expected / 2 / pairs : 0
        freedom = design.base.degreesOfFreedom + Self.floorWeight
        most = max(4, design.count / 10)
    }
}

/// One series as the layer sees it: centred, with the limits of its scale.
struct ScaledSeries {
    /// y less its mean.
    let values: [Double]
    let mean: Double
    /// Population SD.
    let sd: Double
    /// Limits of the levels, centred.
    let lower: Double
    let upper: Double
    /// The smallest lasting change that counts: one step of the scale, or 0.
    let unit: Double

    init(_ y: [Double], unit: Double) {
        let centre = ChangepointPosterior.mean(of: y)
        let centred = y.map { $0 - centre }
        values = centred
        mean = centre
        sd = (centred.reduce(0) { $0 + $1 * $1 } / Double(y.count)).squareRoot()
        // A level that rounding puts past the lowest value is on the scale.
        let slack = 1e-12 * sd
        lower = (centred.min() ?? 0) - slack
        upper = (centred.max() ?? 0) + slack
        self.unit = unit
    }

    /// What the floor of the noise adds to every residual.
    var floor: Double {
        let share = TransientPrior.floorShare * sd
        return Double(TransientPrior.floorWeight) * share * share
    }

    /// Whether one of three levels is none that occurs.
    @inline(__always)
    func excludes(
        _ a: SIMD4<Double>, _ b: SIMD4<Double>, _ c: SIMD4<Double>
    ) -> SIMDMask<SIMD4<Double>.MaskStorage> {
        (a .< lower) .| (b .< lower) .| (c .< lower)
            .| (a .> upper) .| (b .> upper) .| (c .> upper)
    }

    /// One step of the scale: the smallest difference between two values that occur, six decimals being
    /// looked at; 0 when there is one value only.
    static func step(of y: [Double]) -> Double {
        let steps = Set(y.map { ($0 * 1e6).rounded() }).sorted()
        return (zip(steps, steps.dropFirst()).map { $1 - $0 }.min() ?? 0) / 1e6
    }
}
