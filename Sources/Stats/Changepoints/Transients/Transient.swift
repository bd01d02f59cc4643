internal import RealModule

/// Something that comes and goes: a flare that fades, or a stretch of days on another level.
public struct Transient: Sendable, Hashable {
    public enum Shape: Sendable, Hashable {
        /// Full height on its first day, half of it after `halfLife` days; 0 is one day only.
        case decay(halfLife: Double)
        /// The same height on each of `days` days.
        case box(days: Int)
    }

    public let shape: Shape
    /// Index of its first observation.
    public let index: Int
    /// Time of that observation.
    public let time: Int

    /// Its course with height 1, one value an observation.
    func course(times: [Int]) -> [Double] {
        times.indices.map { i in
            guard i >= index else { return 0 }
            let days = times[i] - time
            return switch shape {
            case .decay(let halfLife):
                halfLife == 0 ? (i == index ? 1 : 0) : .exp2(-Double(days) / halfLife)
            case .box(let length): days < length ? 1 : 0
            }
        }
    }
}
