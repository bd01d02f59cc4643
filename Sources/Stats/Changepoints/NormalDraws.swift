internal import RealModule

/// Standard normal draws by the polar method, two at a time.
///
/// Source: Marsaglia & Bray (1964).
struct NormalDraws<Source: RandomNumberGenerator> {
    private var source: Source
    private var spare: Double?

    init(_ source: Source) {
        self.source = source
    }

    mutating func next() -> Double {
        if let kept = spare {
            spare = nil
            return kept
        }
        while true {
            let u = 2 * source.uniform() - 1
            let v = 2 * source.uniform() - 1
            let radius = u * u + v * v
            if radius > 0, radius < 1 {
                let factor = (-2 * .log(radius) / radius).squareRoot()
                spare = v * factor
                return u * factor
            }
        }
    }
}
