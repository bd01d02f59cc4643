internal import RealModule

/// `MeanCost` of the normal scores of the ranks: order only, so no outlier weighs more than its
/// rank, and any increasing change of scale leaves every cost as it was.
///
/// score = Phi^-1((rank - 3/8) / (n + 1/4)), tied values sharing their mean rank (Blom 1958).
public struct RankCost: SegmentCost {
    private let scores: MeanCost
    public var count: Int { scores.count }
    public var shortestSegment: Int { 1 }

    /// - Throws: `ChangepointError` for fewer than 14 values, or values not finite or all equal.
    public init(_ y: [Double]) throws(ChangepointError) {
        _ = try CentredSeries(y)
        scores = MeanCost(centred: NormalScores(y).values)
    }

    public func cost(_ start: Int, _ end: Int) -> Double { scores.cost(start, end) }
}

extension SegmentCost where Self == RankCost {
    /// A typical rank for each segment.
    public static func ranks(_ y: [Double]) throws(ChangepointError) -> RankCost { try RankCost(y) }
}

/// Normal scores of the ranks, in the order of the values; ties share a mean rank.
struct NormalScores {
    let values: [Double]

    init(_ y: [Double]) {
        let order = y.indices.sorted { y[$0] != y[$1] ? y[$0] < y[$1] : $0 < $1 }
        var scores = [Double](repeating: 0, count: y.count)
        var first = 0
        while first < order.count {
            var last = first
            while last + 1 < order.count, y[order[last + 1]] == y[order[first]] { last += 1 }
            let rank = Double(first + last) / 2 + 1
            let score = Self.quantile((rank - 0.375) / (Double(y.count) + 0.25))
            for place in first...last { scores[order[place]] = score }
            first = last + 1
        }
        values = scores
    }

    /// Phi^-1, by Newton's method from Hastings's approximation.
    static func quantile(_ probability: Double) -> Double {
        let tail = min(probability, 1 - probability)
        let t = (-2 * Double.log(tail)).squareRoot()
        let numerator = 2.515517 + t * (0.802853 + t * 0.010328)
        let denominator = 1 + t * (1.432788 + t * (0.189269 + t * 0.001308))
        var x = numerator / denominator - t
        for _ in 0..<4 {
            let below = 0.5 * Double.erfc(-x / 2.0.squareRoot())
            x -= (below - tail) * (2 * Double.pi).squareRoot() * .exp(0.5 * x * x)
        }
        return probability < 0.5 ? x : -x
    }
}
