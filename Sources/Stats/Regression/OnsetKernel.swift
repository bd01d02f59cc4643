internal import RealModule

/// A curve by which an effect follows its exposure: nothing for the dead time, then an
/// exponential approach with one time constant while the exposure is there and another while it
/// is not.
public struct OnsetKernel: Sendable, Equatable {
    /// Time constant of the approach, in steps; 0 is a jump.
    public let onset: Double
    /// Time constant of the way back, in steps; 0 is a jump.
    let washOut: Double
    /// Steps before anything moves.
    let deadTime: Int

    public init(onset: Double, washOut: Double, deadTime: Int) {
        self.onset = onset
        self.washOut = washOut
        self.deadTime = deadTime
    }

    /// The share of the effect that is there at each time of an exposure without gaps:
    /// z moves by a (x_(t-d) - z), a = 1 - exp(-1/tau) with tau for the way up or the way down.
    public func response(to exposure: [Double]) -> [Double] {
        let up = Self.share(onset)
        let down = Self.share(washOut)
        var level = 0.0
        return exposure.indices.map { time in
            let target = time >= deadTime ? exposure[time - deadTime] : 0
            level += (target > level ? up : down) * (target - level)
            return level
        }
    }

    /// The share of the effect that steady exposure reaches in `days` steps.
    public func reach(after days: Int) -> Double {
        if days <= deadTime { return 0 }
        return onset == 0 ? 1 : -Double.expMinusOne(-Double(days - deadTime) / onset)
    }

    /// Steps until half of the effect is there.
    public var halfTime: Double { Double(deadTime) + onset * Double.log(2) }

    /// Steps until nine tenths are there.
    public var ninetyPercentTime: Double { Double(deadTime) + onset * Double.log(10) }

    /// Steps until half has gone after the exposure ended.
    public var washOutHalfTime: Double { Double(deadTime) + washOut * Double.log(2) }

    private static func share(_ timeConstant: Double) -> Double {
        timeConstant == 0 ? 1 : -Double.expMinusOne(-1 / timeConstant)
    }
}

/// The family of curves that `onset` averages over, each with the same prior weight.
public struct OnsetGrid: Sendable, Equatable {
    /// Time constants, in steps.
    public let timeConstants: [Double]
    /// Dead times, in steps.
    public let deadTimes: [Int]

    public init(timeConstants: [Double], deadTimes: [Int]) {
        self.timeConstants = timeConstants
        self.deadTimes = deadTimes
    }

    /// Version 1 of the convention: tau 0 to 28 steps, dead time 0, 3 or 7.
    public static let standard = OnsetGrid(
        timeConstants: [0, 2, 4, 7, 10, 14, 21, 28], deadTimes: [0, 3, 7])

    /// For an effect declared fast before the data were seen: tau up to 2 steps, no dead time.
    public static let fast = OnsetGrid(timeConstants: [0, 2], deadTimes: [0])

    /// A curve that reaches less than this by the day of interest says nothing about it.
    static let smallestReach = 0.25

    /// The curves that matter for the effect after `days` steps.
    /// - Parameters:
    ///   - days: D, in steps.
    ///   - separateWashOut: whether the exposure was ever withdrawn; if not, the way back is never
    ///     seen and shares the time constant of the way there.
    /// - Returns: the curves, in the order of onset, dead time and wash-out.
    public func kernels(reaching days: Int, separateWashOut: Bool) -> [OnsetKernel] {
        var result: [OnsetKernel] = []
        for onset in timeConstants {
            for deadTime in deadTimes {
                for washOut in separateWashOut ? timeConstants : [onset] {
                    let kernel = OnsetKernel(onset: onset, washOut: washOut, deadTime: deadTime)
                    if kernel.reach(after: days) >= Self.smallestReach { result.append(kernel) }
                }
            }
        }
        return result
    }
}
