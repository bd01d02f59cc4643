/// A choice among options with whole-number weights, made with exactly those probabilities.
///
/// A uniform real U in [0, 1) is drawn one digit to base 2^64 at a time and compared with the
/// cumulated shares of the options. The first digit nearly always settles it; when it equals the
/// first digit of a share, further digits of both are compared, without end and without rounding.
struct ExactChoice: Sendable {
    /// Weights of the options up to and with each one.
    private let cumulated: [ArrangementCount]
    /// First digit of each option's cumulated share; the largest digit where the share is one.
    private let firstDigits: [UInt64]

    /// - Precondition: some weight is positive.
    init(weights: [ArrangementCount]) {
        var sum = ArrangementCount(0)
        let cumulated = weights.map { weight -> ArrangementCount in
            sum = sum + weight
            return sum
        }
        let total = sum
        precondition(total > ArrangementCount(0), "one option has to be possible")
        self.cumulated = cumulated
        firstDigits = cumulated.map { $0 == total ? .max : $0.nextDigit(over: total).digit }
    }

    func draw(using generator: inout some RandomNumberGenerator) -> Int {
        let digit = generator.next()
        for (option, threshold) in firstDigits.enumerated() {
            if digit < threshold { return option }
            if digit == threshold { return settle(digit, using: &generator) }
        }
        preconditionFailure("the last threshold is the largest digit")
    }

    /// The first option whose cumulated share exceeds U, U's first digit being given.
    func settle(
        _ first: UInt64, using generator: inout some RandomNumberGenerator
    ) -> Int {
        let total = cumulated[cumulated.count - 1]
        var shares = cumulated
        var digit = first
        // Options before `low` have shares at or below U; those at or after `high` are above it.
        var low = 0
        var high = cumulated.firstIndex(of: total) ?? cumulated.count - 1
        while low < high {
            for option in low..<high {
                let step = shares[option].nextDigit(over: total)
                shares[option] = step.remainder
                // A share whose digits have ended is at or below any U that has come this far.
                if step.digit < digit
                    || (step.digit == digit && step.remainder == ArrangementCount(0))
                {
                    low = option + 1
                } else if step.digit > digit {
                    high = option
                    break
                }
            }
            if low < high { digit = generator.next() }
        }
        return low
    }
}
