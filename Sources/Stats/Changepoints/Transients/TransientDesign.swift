/// When a series was observed, prepared for `TransientPosterior`: the transients that it could hold
/// and their products under each noise. Prepare once, then fit any number of series on it.
public struct TransientDesign: Sendable {
    /// The design of the posterior without transients.
    public let base: PosteriorDesign
    let library: TransientLibrary
    /// M f under each noise.
    let projections: [NoiseProjection]
    /// f_j'M f_j + 1/KF^2 under each noise, in the library's lanes; 1 in the unused ones.
    let pivots: [[TransientLibrary.Lanes]]
    /// Legendre polynomials 1, 2, 3 of time: what a drift or a season looks like.
    let courses: [[Double]]

    public var times: [Int] { base.times }
    public var count: Int { base.count }

    /// - Complexity: O(nodes n^2).
    public init(_ base: PosteriorDesign) {
        let gaps = ObservedSeries.gaps(of: base.times)
        let library = TransientLibrary(times: base.times)
        self.base = base
        self.library = library
        projections = base.noise.nodes.map {
            NoiseProjection(node: $0, gaps: gaps, covariates: base.covariates)
        }
        pivots = base.grams.map { gram in
            zip(library.squares(gram), library.present).map { square, present in
                square + TransientPrior.ridge * present + (1 - present)
            }
        }
        courses = Self.courses(base.times)
    }

    /// - Parameters:
    ///   - times: strictly increasing; a missing observation is absent.
    ///   - minimumSegment: fewest observations on a level.
    /// - Throws: `ChangepointError` as `PosteriorDesign` does.
    public init(times: [Int], minimumSegment: Int = 7) throws(ChangepointError) {
        self.init(try PosteriorDesign(times: times, minimumSegment: minimumSegment))
    }

    private static func courses(_ times: [Int]) -> [[Double]] {
        let span = Double(times[times.count - 1] - times[0])
        let places = times.map { 2 * Double($0 - times[0]) / span - 1 }
        return [
            places, places.map { 1.5 * $0 * $0 - 0.5 },
            places.map { 2.5 * $0 * $0 * $0 - 1.5 * $0 },
        ]
    }
}
