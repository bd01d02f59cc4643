/// A whole number, zero or more, of any size: the size of a reference set.
///
/// The schedules of half a year of daily alternation number about 10^50, and an exact draw needs
/// their exact number, so neither `Int` nor `Double` will do. Only what counting needs is here:
/// sums, products, differences, comparison and decimal digits.
public struct ArrangementCount: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// Digits to base 2^64, least significant first, without leading zeros; empty for zero.
    private(set) var digits: [UInt64]

    init(digits: [UInt64]) {
        self.digits = digits
        trim()
    }

    /// - Precondition: `value >= 0`.
    public init(_ value: Int) {
        precondition(value >= 0, "a count is not negative")
        digits = value == 0 ? [] : [UInt64(value)]
    }

    /// The number as an `Int`, or nil when it does not fit.
    public var asInt: Int? {
        switch digits.count {
        case 0: 0
        case 1: Int(exactly: digits[0])
        default: nil
        }
    }

    /// The nearest floating-point number, give or take a few units in the last place; infinite
    /// from about 10^308.
    var approximation: Double {
        digits.reversed().reduce(0) { $0 * 0x1p64 + Double($1) }
    }

    /// n (n - 1) … (n - k + 1): ordered selections of `k` things out of `n`.
    static func orderedSelections(of k: Int, from n: Int) -> ArrangementCount {
        (0..<k).reduce(ArrangementCount(1)) { $0 * ArrangementCount(max(0, n - $1)) }
    }

    /// n! / (k! (n - k)!): selections of `k` things out of `n`; zero when k > n.
    static func selections(of k: Int, from n: Int) -> ArrangementCount {
        guard k <= n else { return ArrangementCount(0) }
        return (0..<k).reduce(ArrangementCount(1)) { partial, step in
            (partial * ArrangementCount(n - step)).quotient(by: UInt64(step + 1)).quotient
        }
    }

    public static func < (a: ArrangementCount, b: ArrangementCount) -> Bool {
        guard a.digits.count == b.digits.count else { return a.digits.count < b.digits.count }
        for index in a.digits.indices.reversed() where a.digits[index] != b.digits[index] {
            return a.digits[index] < b.digits[index]
        }
        return false
    }

    public static func + (a: ArrangementCount, b: ArrangementCount) -> ArrangementCount {
        if a.digits.isEmpty { return b }
        if b.digits.isEmpty { return a }
        var sum = a.digits.count >= b.digits.count ? a.digits : b.digits
        let addend = a.digits.count >= b.digits.count ? b.digits : a.digits
        var carry: UInt64 = 0
        for index in sum.indices {
            let (partial, first) = sum[index].addingReportingOverflow(
                index < addend.count ? addend[index] : 0)
            let (total, second) = partial.addingReportingOverflow(carry)
            sum[index] = total
            carry = first || second ? 1 : 0
        }
        if carry > 0 { sum.append(carry) }
        return ArrangementCount(digits: sum)
    }

    /// - Precondition: `a >= b`.
    static func - (a: ArrangementCount, b: ArrangementCount) -> ArrangementCount {
        precondition(a >= b, "a count is not negative")
        var difference = a.digits
        var borrow: UInt64 = 0
        for index in difference.indices {
            let (partial, first) = difference[index].subtractingReportingOverflow(
                index < b.digits.count ? b.digits[index] : 0)
            let (total, second) = partial.subtractingReportingOverflow(borrow)
            difference[index] = total
            borrow = first || second ? 1 : 0
        }
        return ArrangementCount(digits: difference)
    }

    public static func * (a: ArrangementCount, b: ArrangementCount) -> ArrangementCount {
        var product = [UInt64](repeating: 0, count: a.digits.count + b.digits.count)
        for (i, digit) in a.digits.enumerated() {
            var carry: UInt64 = 0
            for (j, other) in b.digits.enumerated() {
                let full = digit.multipliedFullWidth(by: other)
                let (low, first) = full.low.addingReportingOverflow(product[i + j])
                let (sum, second) = low.addingReportingOverflow(carry)
                product[i + j] = sum
                carry = full.high + (first ? 1 : 0) + (second ? 1 : 0)
            }
            product[i + b.digits.count] = carry
        }
        return ArrangementCount(digits: product)
    }

    /// Decimal digits.
    public var description: String {
        guard !digits.isEmpty else { return "0" }
        var groups: [UInt64] = []
        var rest = self
        while !rest.digits.isEmpty {
            let (quotient, remainder) = rest.quotient(by: 1_000_000_000_000_000_000)
            groups.append(remainder)
            rest = quotient
        }
        return groups.reversed().enumerated().map { place, group in
            let text = String(group)
            return place == 0 ? text : String(repeating: "0", count: 18 - text.count) + text
        }.joined()
    }

    /// - Precondition: `divisor > 0`.
    private func quotient(by divisor: UInt64) -> (quotient: ArrangementCount, remainder: UInt64) {
        var result = digits
        var remainder: UInt64 = 0
        for index in result.indices.reversed() {
            (result[index], remainder) = divisor.dividingFullWidth((remainder, result[index]))
        }
        return (ArrangementCount(digits: result), remainder)
    }

    private mutating func trim() {
        while digits.last == 0 { digits.removeLast() }
    }
}

extension ArrangementCount {
    /// The next digit, to base 2^64, of the proper fraction `self / whole`, and what remains of it:
    /// `self * 2^64 = digit * whole + remainder`.
    ///
    /// One step of long division with the leading digit of the divisor normalised, so that the
    /// estimate of the quotient is at most two too large (Knuth, volume 2, 4.3.1, theorem B).
    /// - Precondition: `self < whole`.
    func nextDigit(over whole: ArrangementCount) -> (digit: UInt64, remainder: ArrangementCount) {
        precondition(self < whole, "a proper fraction is below one")
        if whole.digits.count == 1 {
            let step = whole.digits[0].dividingFullWidth((digit(0), 0))
            return (step.quotient, ArrangementCount(digits: [step.remainder]))
        }
        let places = whole.digits.count
        let shift = whole.digits[places - 1].leadingZeroBitCount
        let divisor = whole.shiftedLeft(by: shift)
        let dividend = ArrangementCount(digits: [0] + digits).shiftedLeft(by: shift)
        let high = dividend.digit(places)
        let lead = divisor.digits[places - 1]
        var estimate =
            high >= lead
            ? UInt64.max : lead.dividingFullWidth((high, dividend.digit(places - 1))).quotient
        var product = divisor * ArrangementCount(digits: [estimate])
        while product > dividend {
            estimate -= 1
            product = product - divisor
        }
        return (estimate, (dividend - product).shiftedRight(by: shift))
    }

    private func digit(_ place: Int) -> UInt64 { place < digits.count ? digits[place] : 0 }

    /// - Precondition: `0 <= bits < 64`.
    private func shiftedLeft(by bits: Int) -> ArrangementCount {
        guard bits > 0 else { return self }
        var result: [UInt64] = []
        var carry: UInt64 = 0
        for digit in digits {
            result.append(digit << UInt64(bits) | carry)
            carry = digit >> UInt64(64 - bits)
        }
        return ArrangementCount(digits: result + [carry])
    }

    /// - Precondition: `0 <= bits < 64`.
    private func shiftedRight(by bits: Int) -> ArrangementCount {
        guard bits > 0 else { return self }
        return ArrangementCount(
            digits: digits.indices.map {
                digits[$0] >> UInt64(bits) | digit($0 + 1) << UInt64(64 - bits)
            })
    }
}
