internal import RealModule

/// The normal distribution with mean mu and standard deviation sigma.
public struct Normal: Distribution, Equatable {
    public let mean: Double
    public let standardDeviation: Double

    /// Mean 0, standard deviation 1.
    public static let standard = Normal(mean: 0, standardDeviation: 1)

    /// - Precondition: `standardDeviation > 0`.
    public init(mean: Double, standardDeviation: Double) {
        precondition(standardDeviation > 0, "a normal distribution needs a positive spread")
        self.mean = mean
        self.standardDeviation = standardDeviation
    }

    public var variance: Double { standardDeviation * standardDeviation }

    public func density(at x: Double) -> Double {
        let z = (x - mean) / standardDeviation
        return Double.exp(-0.5 * z * z) / (standardDeviation * (2 * Double.pi).squareRoot())
    }

    public func probability(below x: Double) -> Double {
        0.5 * Double.erfc((mean - x) / (standardDeviation * 2.0.squareRoot()))
    }

    public func probability(above x: Double) -> Double {
        0.5 * Double.erfc((x - mean) / (standardDeviation * 2.0.squareRoot()))
    }

    public func quantile(_ p: Double) -> Double {
        mean + standardDeviation * Self.standardQuantile(p)
    }

    /// A start good to 4.5e-4 (Abramowitz & Stegun 26.2.23), then Newton steps on the smaller
    /// tail, which keep full precision down to the smallest p.
    private static func standardQuantile(_ p: Double) -> Double {
        precondition(p >= 0 && p <= 1, "a quantile needs a probability from 0 to 1")
        if p == 0.5 { return 0 }
        if p > 0.5 { return -lowerQuantile(1 - p) }
        return lowerQuantile(p)
    }

    private static func lowerQuantile(_ p: Double) -> Double {
        if p == 0 { return -.infinity }
        let t = (-2 * Double.log(p)).squareRoot()
        var z =
            -(t - (2.515517 + t * (0.802853 + t * 0.010328))
                / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308))))
        for _ in 0..<4 {
            // Newton on ln P, whose second derivative is small in the tail.
            let tail = standard.probability(below: z)
            let step = tail / standard.density(at: z) * Double.log(tail / p)
            z -= step
            if step.magnitude <= 1e-16 * z.magnitude { break }
        }
        return z
    }
}
