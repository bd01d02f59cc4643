internal import RealModule

/// Buffers of a scan over four series.
struct ScanWork {
    var whitened: [SIMD4<Double>]
    /// How much a change at each date lowers the residual sum of squares.
    var drops: [SIMD4<Double>]
    var residual = SIMD4<Double>.zero

    init(count: Int) {
        whitened = Array(repeating: .zero, count: count)
        drops = whitened
    }
}

/// Covariates whitened at one autocorrelation, with what every series needs of them.
struct WhitenedDesign: Sendable {
    let rho: Double
    let dates: ClosedRange<Int>
    private let count: Int
    private let terms: Int
    /// r_i, and 1 / sqrt(1 - r_i^2)
    private let correlations: [Double]
    private let scales: [Double]
    /// Orthonormal basis of the whitened covariates, row by row.
    private let basis: [Double]
    /// 1 / (s's - |Q's|^2) of the whitened step s at each date; 0 where the covariates span it.
    private let inverses: [Double]
    private let halfLogDeterminant: Double
    private let logTriangle: Double

    init(rho: Double, times: [Int], covariates: Matrix, minimumSegment: Int) {
        let noise = ThroughNoise(rho: rho, times: times, count: times.count)
        let n = times.count
        let p = covariates.columns
        self.rho = rho
        dates = minimumSegment...n - minimumSegment
        count = n
        terms = p
        correlations = noise.correlations
        scales = noise.correlations.map { 1 / (1 - $0 * $0).squareRoot() }
        halfLogDeterminant = noise.halfLogDeterminant
        let basis = WhitenedBasis(covariates, correlations: correlations, scales: scales)
        self.basis = basis.rows
        logTriangle = basis.logTriangle
        inverses = Self.inverses(basis.rows, terms: p, correlations, scales)
    }

    private static func inverses(
        _ basis: [Double], terms p: Int, _ correlations: [Double], _ scales: [Double]
    ) -> [Double] {
        let n = scales.count
        var inverses = [Double](repeating: 0, count: n)
        var squares = 0.0
        var projections = [Double](repeating: 0, count: p)
        for t in stride(from: n - 1, to: 0, by: -1) {
            var rest = squares + scales[t] * scales[t]
            for j in 0..<p {
                let projection = projections[j] + scales[t] * basis[t * p + j]
                rest -= projection * projection
            }
            if rest > 1e-8 { inverses[t] = 1 / rest }
            let tail = scales[t] * (1 - correlations[t])
            squares += tail * tail
            for j in 0..<p { projections[j] += tail * basis[t * p + j] }
        }
        return inverses
    }

    func logLikelihood(residual: Double) -> Double {
        halfLogDeterminant - 0.5 * Double(count) * .log(residual / Double(count))
    }

    func restrictedLogLikelihood(residual: Double) -> Double {
        halfLogDeterminant - logTriangle - 0.5 * Double(count - terms) * .log(residual)
    }

    /// Whitens four series, takes the covariates out, and leaves residual sums and their drops.
    func scan(_ series: [SIMD4<Double>], _ work: inout ScanWork) {
        series.withUnsafeBufferPointer { y in
            work.whitened.withUnsafeMutableBufferPointer { z in
                work.drops.withUnsafeMutableBufferPointer { drops in
                    basis.withUnsafeBufferPointer { basis in
                        work.residual =
                            terms == 1
                            ? scanConstant(y, z, drops, basis) : scan(y, z, drops, basis)
                    }
                }
            }
        }
    }

    /// The whitened constant is the only covariate: its column stays in registers.
    private func scanConstant(
        _ y: UnsafeBufferPointer<SIMD4<Double>>, _ z: UnsafeMutableBufferPointer<SIMD4<Double>>,
        _ drops: UnsafeMutableBufferPointer<SIMD4<Double>>, _ basis: UnsafeBufferPointer<Double>
    ) -> SIMD4<Double> {
        var squares = SIMD4<Double>.zero
        var projection = squares
        var previous = squares
        for i in 0..<count {
            let value = scales[i] * (y[i] - correlations[i] * previous)
            previous = y[i]
            z[i] = value
            squares += value * value
            projection += basis[i] * value
        }
        var tail = SIMD4<Double>.zero
        for t in stride(from: count - 1, to: 0, by: -1) {
            let weighted = scales[t] * (z[t] - basis[t] * projection)
            let product = tail + weighted
            drops[t] = product * product * inverses[t]
            tail += (1 - correlations[t]) * weighted
        }
        return squares - projection * projection
    }

    private func scan(
        _ y: UnsafeBufferPointer<SIMD4<Double>>, _ z: UnsafeMutableBufferPointer<SIMD4<Double>>,
        _ drops: UnsafeMutableBufferPointer<SIMD4<Double>>, _ basis: UnsafeBufferPointer<Double>
    ) -> SIMD4<Double> {
        let p = terms
        return withUnsafeTemporaryAllocation(of: SIMD4<Double>.self, capacity: p) { projections in
            projections.initialize(repeating: .zero)
            var previous = SIMD4<Double>.zero
            for i in 0..<count {
                z[i] = scales[i] * (y[i] - correlations[i] * previous)
                previous = y[i]
                for j in 0..<p { projections[j] += basis[i * p + j] * z[i] }
            }
            var squares = SIMD4<Double>.zero
            for i in 0..<count {
                for j in 0..<p { z[i] -= basis[i * p + j] * projections[j] }
                squares += z[i] * z[i]
            }
            var tail = SIMD4<Double>.zero
            for t in stride(from: count - 1, to: 0, by: -1) {
                let weighted = scales[t] * z[t]
                let product = tail + weighted
                drops[t] = product * product * inverses[t]
                tail += (1 - correlations[t]) * weighted
            }
            return squares
        }
    }
}

/// Thin Q of whitened covariates, by LAPACK.
private struct WhitenedBasis {
    /// n x p, row by row.
    let rows: [Double]
    /// sum of log |R_jj|
    let logTriangle: Double

    init(_ covariates: Matrix, correlations: [Double], scales: [Double]) {
        let n = covariates.rows
        let p = covariates.columns
        var factor = [Double](repeating: 0, count: n * p)
        for j in 0..<p {
            for i in 0..<n {
                let before = i > 0 ? correlations[i] * covariates[i - 1, j] : 0
                factor[i + j * n] = scales[i] * (covariates[i, j] - before)
            }
        }
        var tau = [Double](repeating: 0, count: p)
        var work = [Double](repeating: 0, count: 32 * p)
        LAPACK.geqrf(
            rows: n, columns: p, &factor, lda: n, tau: &tau, work: &work, workLength: work.count)
        var basis = [Double](repeating: 0, count: n * p)
        for j in 0..<p { basis[j + j * n] = 1 }
        LAPACK.ormqr(
            .no, rows: n, columns: p, reflectors: p, factor, lda: n, tau: tau, &basis, ldc: n,
            work: &work, workLength: work.count)
        rows = (0..<n).flatMap { i in (0..<p).map { basis[i + $0 * n] } }
        logTriangle = (0..<p).reduce(0) { $0 + .log(factor[$1 + $1 * n].magnitude) }
    }
}
