internal import RealModule

/// Columns that describe the course of time, as plain named columns for a `DesignMatrix`.
public enum Terms {
    public typealias Column = (name: String, values: [Double])

    /// Ones.
    public static func intercept(_ times: [Int]) -> Column {
        (name: "(Intercept)", values: times.map { _ in 1 })
    }

    /// Time counted from the middle of the first and last, in steps, so that the intercept stays
    /// the level in the middle.
    public static func trend(_ times: [Int], name: String = "trend") -> Column {
        let middle = 0.5 * (Double(times.first ?? 0) + Double(times.last ?? 0))
        return (name: name, values: times.map { Double($0) - middle })
    }

    /// Indicators of the places of a cycle (weekdays: period 7), without the first and centred at
    /// 1/period, so that the intercept stays the mean over the cycle.
    /// - Parameters:
    ///   - times: of the rows.
    ///   - period: length of the cycle, at least 2.
    ///   - origin: a time at place 0.
    ///   - names: one a place; the first is the reference.
    /// - Returns: period - 1 columns.
    /// - Precondition: `period >= 2` and one name a place.
    public static func cycle(
        _ times: [Int], period: Int, origin: Int = 0, names: [String]
    ) -> [Column] {
        precondition(period >= 2 && names.count == period, "a cycle needs a name for each place")
        return (1..<period).map { place in
            let values = times.map { time in
                let phase = ((time - origin) % period + period) % period
                return (phase == place ? 1 : 0) - 1 / Double(period)
            }
            return (name: names[place], values: values)
        }
    }

    /// Sines and cosines of a cycle of any length: sin and cos of 2 pi k (t - origin) / period for
    /// k = 1...count.
    /// - Precondition: `period > 0` and `count >= 1`.
    public static func harmonics(
        _ times: [Int], period: Double, count: Int = 1, origin: Int = 0, name: String = "cycle"
    ) -> [Column] {
        precondition(period > 0 && count >= 1, "harmonics need a period and a count")
        return (1...count).flatMap { k in
            let angles = times.map { time in
                2 * Double.pi * Double(k) * Double(time - origin) / period
            }
            return [
                (name: "\(name) sin\(k)", values: angles.map { Double.sin($0) }),
                (name: "\(name) cos\(k)", values: angles.map { Double.cos($0) }),
            ]
        }
    }

    /// The value that a covariate had `lag` steps earlier.
    /// - Throws: `.exposurePathTooShort` unless the path covers every row minus the lag.
    public static func lagged(
        _ path: ExposurePath, by lag: Int, at times: [Int], name: String
    ) throws(RegressionError) -> Column {
        let earlier = times.map { $0 - lag }
        let (first, last) = (earlier.min() ?? path.start, earlier.max() ?? path.end)
        guard path.start <= first, path.end >= last else {
            throw .exposurePathTooShort(
                first: path.start, last: path.end, neededFirst: first, neededLast: last)
        }
        return (name: name, values: earlier.map { path.values[$0 - path.start] })
    }
}
