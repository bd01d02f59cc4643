public import Testing

/// Why two numbers may differ, and by how much. A bare epsilon says neither.
public enum Tolerance: Sendable {
    /// Integers, dates, counts, ratios of integers, rendered text.
    case exact
    /// The printed oracle carries this many decimal places: half a unit of the last one.
    case published(decimals: Int)
    /// The oracle carries this many significant digits: half a unit of the last one.
    case significant(digits: Int)
    /// Rounding of about `operations` steps on a problem of this condition: 16 * k * n * ulp, relative.
    case roundoff(condition: Double = 1, operations: Int = 1)
    /// An optimum or a quadrature, relative; the call says why in a comment.
    case iterative(Double)
    /// A difference that is meaningful on the absolute scale, such as a probability.
    case absolute(Double)
    /// A simulated value: five standard errors.
    case monteCarlo(standardError: Double)

    public func bound(around expected: Double) -> Double {
        switch self {
        case .exact: 0
        case .published(let decimals): 0.5 * power(10, -decimals) * (1 + 1e-9)
        case .significant(let digits):
            0.5 * power(10, exponent(of: expected) + 1 - digits) * (1 + 1e-9)
        case .roundoff(let condition, let operations):
            16 * condition * Double(operations) * max(expected.magnitude, .leastNormalMagnitude).ulp
        case .iterative(let relative): relative * max(expected.magnitude, 1e-300)
        case .absolute(let difference): difference
        case .monteCarlo(let standardError): 5 * standardError
        }
    }
}

/// Expects `found` within `tolerance` of `expected`; a failure prints expected, found, error and bound.
public func expectClose(
    _ found: Double, _ expected: Double, _ tolerance: Tolerance, _ what: String = "",
    sourceLocation: Testing.SourceLocation = #_sourceLocation
) {
    let bound = tolerance.bound(around: expected)
    let error = (found - expected).magnitude
    #expect(
        error <= bound,
        "\(what) expected \(expected), found \(found), error \(error), bound \(bound)",
        sourceLocation: sourceLocation)
}

/// Elementwise `expectClose`, after the lengths agree.
public func expectClose(
    _ found: [Double], _ expected: [Double], _ tolerance: Tolerance, _ what: String = "",
    sourceLocation: Testing.SourceLocation = #_sourceLocation
) {
    #expect(found.count == expected.count, "\(what) lengths differ", sourceLocation: sourceLocation)
    for (index, pair) in zip(found, expected).enumerated() {
        expectClose(
            pair.0, pair.1, tolerance, "\(what)[\(index)]", sourceLocation: sourceLocation)
    }
}

private func power(_ base: Double, _ exponent: Int) -> Double {
    var result = 1.0
    for _ in 0..<exponent.magnitude { result *= base }
    return exponent < 0 ? 1 / result : result
}

private func exponent(of value: Double) -> Int {
    var magnitude = value.magnitude
    guard magnitude > 0, magnitude.isFinite else { return 0 }
    var exponent = 0
    while magnitude >= 10 { magnitude /= 10; exponent += 1 }
    while magnitude < 1 { magnitude *= 10; exponent -= 1 }
    return exponent
}
