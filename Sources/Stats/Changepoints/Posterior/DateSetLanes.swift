/// Up to four consecutive dates.
struct LaneBlock {
    let start: Int
    private let width: Int

    /// The dates from `first` through `last`, four at a time.
    static func blocks(_ first: Int, _ last: Int) -> some Sequence<LaneBlock> {
        stride(from: first, through: last, by: 4).lazy.map {
            LaneBlock(start: $0, width: last - $0 + 1)
        }
    }

    func masked(_ values: SIMD4<Double>, else other: Double) -> SIMD4<Double> {
        guard width < 4 else { return values }
        var result = values
        for lane in width..<4 { result[lane] = other }
        return result
    }
}

/// Q^-1, mu and rs of two dates, in four lanes.
struct PairSolution {
    typealias Lanes = SIMD4<Double>
    let c00: Lanes
    let c01: Lanes
    let c11: Lanes
    let inverseDeterminant: Lanes
    let mean0: Lanes
    let mean1: Lanes
    let g0: Lanes
    let g1: Lanes
    let residual: Lanes

    @inline(__always)
    init(q00: Lanes, q01: Lanes, q11: Lanes, g0: Lanes, g1: Lanes, residual: Double) {
        inverseDeterminant = 1 / (q00 * q11 - q01 * q01)
        c00 = q11 * inverseDeterminant
        c11 = q00 * inverseDeterminant
        c01 = -q01 * inverseDeterminant
        mean0 = c00 * g0 + c01 * g1
        mean1 = c01 * g0 + c11 * g1
        self.g0 = g0
        self.g1 = g1
        self.residual = residual - g0 * mean0 - g1 * mean1
    }

    /// E[x0^2 x1^2] for means mu sqrt(dof/rs).
    @inline(__always)
    func moment(_ freedom: Double) -> Lanes {
        momentOfTwo(c00, c01, c11, mean0, mean1, freedom / residual)
    }
}

/// Q^-1, mu and rs of three dates in four lanes, by bordering the solution of two.
struct TripleSolution {
    typealias Lanes = SIMD4<Double>
    let c00: Lanes
    let c01: Lanes
    let c11: Lanes
    let c02: Lanes
    let c12: Lanes
    let c22: Lanes
    let mean0: Lanes
    let mean1: Lanes
    let mean2: Lanes
    let residual: Lanes

    init(_ pair: PairSolution, q02: Lanes, q12: Lanes, q22: Lanes, g2: Lanes) {
        let v0 = pair.c00 * q02 + pair.c01 * q12
        let v1 = pair.c01 * q02 + pair.c11 * q12
        c22 = 1 / (q22 - q02 * v0 - q12 * v1)
        c02 = -v0 * c22
        c12 = -v1 * c22
        c00 = pair.c00 - v0 * c02
        c01 = pair.c01 - v0 * c12
        c11 = pair.c11 - v1 * c12
        let rest = g2 - v0 * pair.g0 - v1 * pair.g1
        mean2 = rest * c22
        mean0 = pair.mean0 - v0 * mean2
        mean1 = pair.mean1 - v1 * mean2
        residual = pair.residual - rest * mean2
    }

    /// E[x0^2 x1^2 x2^2] for means mu sqrt(dof/rs).
    func moment(_ freedom: Double) -> Lanes {
        let s = freedom / residual
        let square0 = s * mean0 * mean0 + c00
        let square1 = s * mean1 * mean1 + c11
        let two = momentOfTwo(c00, c01, c11, mean0, mean1, s)
        let x0y2 = mean0 * square1 + 2 * c01 * mean1
        let x2y0 = mean1 * square0 + 2 * c01 * mean0
        let cross = s * mean0 * mean1 + c01
        let first = (s * mean2 * mean2 + c22) * two
        let second = 4 * s * mean2 * (c02 * x0y2 + c12 * x2y0)
        let outer0: Lanes = c02 * c02 * square1
        let outer1: Lanes = c12 * c12 * square0
        let both: Lanes = 4 * c02 * c12 * cross
        return first + second + 2 * (outer0 + outer1 + both)
    }
}

/// E[x^2 y^2] for a normal pair with means a sqrt(s), b sqrt(s).
@inline(__always)
private func momentOfTwo(
    _ c00: SIMD4<Double>, _ c01: SIMD4<Double>, _ c11: SIMD4<Double>, _ a: SIMD4<Double>,
    _ b: SIMD4<Double>, _ s: SIMD4<Double>
) -> SIMD4<Double> {
    let a2 = s * a * a
    let b2 = s * b * b
    let spread: SIMD4<Double> = c00 * c11 + 2 * c01 * c01
    let single: SIMD4<Double> = a2 * c11 + b2 * c00
    let cross: SIMD4<Double> = 4 * s * a * b * c01
    return spread + single + cross + a2 * b2
}

/// x^(freedom/2) root^(1/2) in every lane, by repeated squaring and one square root.
@inline(__always)
func halfPower(
    _ x: SIMD4<Double>, _ freedom: Int, root: SIMD4<Double> = SIMD4(repeating: 1)
) -> SIMD4<Double> {
    var exponent = freedom >> 1
    var result = (freedom & 1 == 1 ? x * root : root).squareRoot()
    var square = x
    while exponent > 0 {
        if exponent & 1 == 1 { result *= square }
        exponent >>= 1
        if exponent > 0 { square *= square }
    }
    return result
}

/// Four values from `place` on. Every buffer that is read this way carries four places of slack.
@inline(__always)
func lanes(_ buffer: UnsafeBufferPointer<Double>, _ place: Int) -> SIMD4<Double> {
    UnsafeRawBufferPointer(buffer).loadUnaligned(
        fromByteOffset: place * MemoryLayout<Double>.stride, as: SIMD4<Double>.self)
}

/// Adds four values from `place` on to a table with slack.
@inline(__always)
func add(
    _ weight: SIMD4<Double>, to table: UnsafeMutableBufferPointer<Double>, at place: Int
) {
    let bytes = UnsafeMutableRawBufferPointer(table)
    let offset = place * MemoryLayout<Double>.stride
    let sum = bytes.loadUnaligned(fromByteOffset: offset, as: SIMD4<Double>.self) + weight
    bytes.storeBytes(of: sum, toByteOffset: offset, as: SIMD4<Double>.self)
}
