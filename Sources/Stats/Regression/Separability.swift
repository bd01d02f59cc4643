/// Whether two exposures can be told apart when neither's onset is known.
///
/// Two step columns that start a week apart look different, yet a slow effect of the first looks
/// like a quick effect of the second. What counts is the largest correlation of the two response
/// curves over the onset grid, both with the same curve, whitened at autocorrelation 0.5 and with
/// the other columns taken out.
public struct Separability: Sendable, Equatable {
    public enum Verdict: String, Sendable {
        /// Below 0.85: estimate both.
        case separable
        /// 0.85 to 0.95: both can be estimated, with wide intervals.
        case weak
        /// 0.95 and above: only the sum can be reported.
        case notSeparable
    }

    /// Largest absolute correlation, 0 to 1.
    public let correlation: Double
    /// The curve at which it occurs.
    let kernel: OnsetKernel

    public var verdict: Verdict { Self.verdict(correlation: correlation) }

    static func verdict(correlation: Double) -> Verdict {
        correlation >= 0.95 ? .notSeparable : (correlation >= 0.85 ? .weak : .separable)
    }

    /// - Parameters:
    ///   - first: exposure at every time; must cover the rows.
    ///   - second: the other exposure.
    ///   - others: the columns beside them (at least an intercept) on the observed rows.
    ///   - grid: the onset curves that are thought possible.
    ///   - rho: autocorrelation for whitening.
    /// - Throws: `.exposurePathTooShort`, `.rankDeficient`.
    /// - Complexity: O(curves n p).
    public init(
        _ first: ExposurePath, _ second: ExposurePath, beside others: DesignMatrix,
        grid: OnsetGrid = .standard, rho: Double = 0.5
    ) throws(RegressionError) {
        let errors = AR1Errors(rho: rho)
        var base = others.matrix
        _ = errors.whiten(&base, times: others.times)
        let factor: QRFactorization
        do { factor = try QRFactorization(base) } catch {
            throw .rankDeficient(aliases: others.aliases)
        }
        var best = (correlation: 0.0, kernel: OnsetKernel(onset: 0, washOut: 0, deadTime: 0))
        for tau in grid.timeConstants {
            for deadTime in grid.deadTimes {
                let kernel = OnsetKernel(onset: tau, washOut: tau, deadTime: deadTime)
                var curves = Matrix(columns: [
                    try first.response(kernel, at: others.times),
                    try second.response(kernel, at: others.times),
                ])
                _ = errors.whiten(&curves, times: others.times)
                let correlation = Self.correlation(curves, beside: factor)
                if correlation > best.correlation { best = (correlation, kernel) }
            }
        }
        correlation = min(1, best.correlation)
        kernel = best.kernel
    }

    /// 0 when one of the curves has nothing left beside the other columns.
    private static func correlation(_ curves: Matrix, beside factor: QRFactorization) -> Double {
        let columns = (0...1).map { Array(curves.column($0)) }
        guard let a = try? factor.residuals(columns[0]), let b = try? factor.residuals(columns[1])
        else { return 0 }
        let lengths = (dot(a, a) * dot(b, b)).squareRoot()
        let original = (dot(columns[0], columns[0]) * dot(columns[1], columns[1])).squareRoot()
        return lengths > 1e-20 * original ? (dot(a, b) / lengths).magnitude : 0
    }
}

extension ExposurePath {
    /// The curve of an onset kernel at the given times.
    /// - Throws: `.exposurePathTooShort`.
    func response(_ kernel: OnsetKernel, at times: [Int]) throws(RegressionError) -> [Double] {
        let (first, last) = (times.first ?? start, times.last ?? end)
        guard start <= first, end >= last else {
            throw .exposurePathTooShort(
                first: start, last: end, neededFirst: first, neededLast: last)
        }
        let curve = kernel.response(to: values)
        return times.map { curve[$0 - start] }
    }
}
