/// Residual sum of squares of a regression with coefficients of its own for each segment.
///
/// All n^2/2 segments are fitted by appending rows to a triangular factor, four starts at a time,
/// with Gentleman's Givens rotations that need no square root. They are written out here because a
/// BLAS call for each rotation of two or three numbers would cost ten times the rotation; the
/// arithmetic is that of QR, never of normal equations.
///
/// Sources: Bai & Perron (2003); Gentleman (1973).
public struct RegressionCost: SegmentCost {
    /// The table of a longer series would take more than 64 MB.
    public static let longest = 4000

    public let count: Int
    /// Coefficients of each segment.
    public let terms: Int
    public var shortestSegment: Int { terms + 2 }
    /// RSS of start ..< end at starts[start] + end.
    private let table: [Double]

    /// `covariates`: n x q without a constant, or nil for a level alone.
    /// - Throws: `ChangepointError` for a series or covariates that cannot be used.
    /// - Complexity: O(n^2 p^2 / 2) time, O(n^2 / 2) memory.
    public init(_ y: [Double], covariates: Matrix? = nil) throws(ChangepointError) {
        guard y.count <= Self.longest else {
            throw .seriesTooLong(found: y.count, limit: Self.longest, advice: .shorterTable)
        }
        let values = try CentredSeries(y).values
        let design = try CentredCovariates(covariates, count: y.count).matrix
        count = y.count
        terms = design.columns
        table = Self.table(values, design)
    }

    public func cost(_ start: Int, _ end: Int) -> Double { table[place(start) + end - start - 1] }

    public func costs(from start: Int, into buffer: UnsafeMutableBufferPointer<Double>) {
        table.withUnsafeBufferPointer { table in
            let row = place(start)
            for offset in 0..<count - start { buffer[offset] = table[row + offset] }
        }
    }

    private func place(_ start: Int) -> Int { Self.place(start, count) }

    private static func place(_ start: Int, _ count: Int) -> Int {
        start * count - start * (start - 1) / 2
    }

    private static func table(_ y: [Double], _ design: Matrix) -> [Double] {
        let n = y.count
        let p = design.columns
        let rows = design.transposed.elements
        let size = n * (n + 1) / 2
        return [Double](unsafeUninitializedCapacity: size) { table, count in
            count = size
            var factor = RowFactor(terms: p)
            for first in stride(from: 0, to: n, by: 4) {
                factor.clear()
                let starts = SIMD4<Double>(0, 1, 2, 3) + Double(first)
                let places = (0..<4).map { place(first + $0, n) - first - $0 }
                for t in first..<n {
                    let weight = SIMD4<Double>(repeating: 0)
                        .replacing(with: 1, where: starts .<= SIMD4(repeating: Double(t)))
                    for j in 0..<p { factor.row[j] = SIMD4(repeating: rows[t * p + j]) }
                    let residual = factor.append(SIMD4(repeating: y[t]), weight: weight)
                    for lane in 0..<min(4, t - first + 1) {
                        table.initializeElement(at: places[lane] + t, to: residual[lane])
                    }
                }
            }
        }
    }
}

extension SegmentCost where Self == RegressionCost {
    /// A regression for each segment.
    public static func regression(
        _ y: [Double], covariates: Matrix? = nil
    ) throws(ChangepointError) -> RegressionCost {
        try RegressionCost(y, covariates: covariates)
    }
}

/// Unit triangular factors with row weights, in four lanes, that take one row after another.
struct RowFactor: ~Copyable {
    private let terms: Int
    /// Squared diagonal, unit upper triangle row by row, rotated responses.
    private let diagonal: UnsafeMutablePointer<SIMD4<Double>>
    private let triangle: UnsafeMutablePointer<SIMD4<Double>>
    private let responses: UnsafeMutablePointer<SIMD4<Double>>
    /// The row that `append` takes next, one place a term; it is used up.
    let row: UnsafeMutablePointer<SIMD4<Double>>
    private(set) var residual = SIMD4<Double>.zero

    init(terms p: Int) {
        terms = p
        diagonal = .allocate(capacity: p)
        triangle = .allocate(capacity: p * p)
        responses = .allocate(capacity: p)
        row = .allocate(capacity: p)
        clear()
    }

    deinit {
        diagonal.deallocate()
        triangle.deallocate()
        responses.deallocate()
        row.deallocate()
    }

    mutating func clear() {
        diagonal.initialize(repeating: .zero, count: terms)
        triangle.initialize(repeating: .zero, count: terms * terms)
        responses.initialize(repeating: .zero, count: terms)
        row.initialize(repeating: .zero, count: terms)
        residual = .zero
    }

    /// Rotates `row` in and returns the residual sums of squares; lanes of weight 0 ignore it.
    @inline(__always)
    @discardableResult
    mutating func append(_ y: SIMD4<Double>, weight: SIMD4<Double>) -> SIMD4<Double> {
        var weight = weight
        var y = y
        for i in 0..<terms {
            let value = row[i]
            let scaled = weight * value
            let sum = diagonal[i] + scaled * value
            let inverse = (1 / sum).replacing(with: 0, where: sum .== .zero)
            let cosine = diagonal[i] * inverse
            let sine = scaled * inverse
            diagonal[i] = sum
            weight *= cosine.replacing(with: 1, where: sum .== .zero)
            for k in (i + 1)..<terms {
                let other = row[k]
                row[k] = other - value * triangle[i * terms + k]
                triangle[i * terms + k] = cosine * triangle[i * terms + k] + sine * other
            }
            let response = y
            y -= value * responses[i]
            responses[i] = cosine * responses[i] + sine * response
        }
        residual += weight * y * y
        return residual
    }
}
