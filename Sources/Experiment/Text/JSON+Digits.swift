import RealModule

extension JSON {
    /// The same with every number in ten significant digits: what the arithmetic of a report supports,
    /// whichever kernels of the linear algebra a processor chooses. The last digits of a double differ
    /// between them.
    package var settled: JSON {
        switch self {
        case .number(let value): .number(Self.settled(value))
        case .array(let values): .array(values.map(\.settled))
        case .object(let members): .object(members.map { Member($0.key, $0.value.settled) })
        case .null, .bool, .integer, .string: self
        }
    }

    /// Ten significant digits.
    package static func settled(_ value: Double) -> Double {
        guard value != 0, value.isFinite else { return value }
        let exponent = Int(Double.log10(value.magnitude).rounded(.down))
        let shift = 9 - exponent
        // 10^22 is the largest power of ten that is a double.
        guard shift.magnitude <= 22 else {
            let power = Double.exp10(Double(shift))
            let digits = (value * power).rounded()
            return power.isFinite && power > 0 && digits.isFinite ? digits / power : value
        }
        let power = Double.pow(10, Int(shift.magnitude))
        return shift >= 0 ? (value * power).rounded() / power : (value / power).rounded() * power
    }
}
