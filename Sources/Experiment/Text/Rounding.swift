import RealModule

/// How the numbers of one outcome are written: no more digits than the instrument and the noise
/// carry, the same number of them in every sentence.
package struct Rounding: Sendable, Equatable {
    package let decimals: Int
    /// Of the smallest worthwhile change and the scale's ends, which are not estimates.
    private static let exact = 4

    package init(decimals: Int) { self.decimals = decimals }

    /// 0 from ten on, 1 from a tenth on, one more for each smaller power of ten.
    package static func decimals(carriedBy error: Double) -> Int {
        guard error > 0, error.isFinite else { return 1 }
        let exponent = Int(Double.log10(error).rounded(.down))
        return exponent >= 1 ? 0 : min(max(1, -exponent), exact)
    }

    package static func decimals(of step: Double) -> Int {
        var decimals = 0
        var scaled = step
        while scaled != scaled.rounded(), decimals < exact {
            scaled *= 10
            decimals += 1
        }
        return decimals
    }

    /// With all its decimals and a true minus sign: `1.0`, `−0.3`.
    package func text(_ value: Double) -> String { Self.fixed(value, decimals: decimals) }

    /// Without the sign.
    package func size(_ value: Double) -> String { text(value.magnitude) }

    /// A number that is not an estimate, as it was given.
    package static func given(_ value: Double) -> String {
        PlainNumber.text(value, decimals: exact)
    }

    /// Of a share: `37`, never a sign.
    package static func percent(_ share: Double) -> String {
        fixed((100 * share).magnitude, decimals: 0)
    }

    package static func fixed(_ value: Double, decimals: Int) -> String {
        let plain = PlainNumber.fixed(value, decimals: decimals)
        return plain.hasPrefix("-") ? "−" + plain.dropFirst() : plain
    }
}
