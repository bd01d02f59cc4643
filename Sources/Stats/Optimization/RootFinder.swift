/// The zero of a monotone function by Newton steps inside a shrinking bracket.
enum RootFinder {
    /// The x in `lower...upper` where a decreasing function crosses zero, to the last digits that
    /// its values allow. A Newton step that leaves the bracket is replaced by its midpoint.
    /// - Precondition: the function is not negative at `lower` and not positive at `upper`.
    static func decreasing(
        from lower: Double, to upper: Double, start: Double? = nil,
        _ function: (Double) -> (value: Double, slope: Double)
    ) -> Double {
        var low = lower
        var high = upper
        var x = start ?? 0.5 * (low + high)
        for _ in 0..<200 {
            let (value, slope) = function(x)
            if value == 0 { return x }
            if value > 0 { low = x } else { high = x }
            var next = x - value / slope
            if !(next > low && next < high) { next = 0.5 * (low + high) }
            if next == x || next <= low || next >= high { return next }
            if (next - x).magnitude <= 2 * x.ulp { return next }
            x = next
        }
        return x
    }

    /// As `decreasing`, for an increasing function.
    static func increasing(
        from lower: Double, to upper: Double, start: Double? = nil,
        _ function: (Double) -> (value: Double, slope: Double)
    ) -> Double {
        decreasing(from: lower, to: upper, start: start) { x in
            let (value, slope) = function(x)
            return (-value, -slope)
        }
    }

    /// The zero of an increasing function without its slope: secants whose stale end is halved
    /// (the Illinois rule), with a bisection once one end has stayed three times.
    /// - Precondition: the function is not positive at `lower` and not negative at `upper`.
    static func bracketed(
        from lower: Double, to upper: Double, _ function: (Double) -> Double
    ) -> Double {
        var (low, high) = (lower, upper)
        var (atLow, atHigh) = (function(lower), function(upper))
        var side = 0
        for _ in 0..<200 {
            if atLow == 0 { return low }
            if atHigh == 0 { return high }
            let middle = 0.5 * (low + high)
            if middle <= low || middle >= high { return middle }
            var x = side.magnitude < 3 ? low - atLow * (high - low) / (atHigh - atLow) : middle
            if !(x > low && x < high) { x = middle }
            let value = function(x)
            if value < 0 {
                (low, atLow) = (x, value)
                side = side < 0 ? side - 1 : -1
                if side < -1 { atHigh *= 0.5 }
            } else {
                (high, atHigh) = (x, value)
                side = side > 0 ? side + 1 : 1
                if side > 1 { atLow *= 0.5 }
            }
            if high - low <= 4 * x.ulp { return x }
        }
        return 0.5 * (low + high)
    }
}
