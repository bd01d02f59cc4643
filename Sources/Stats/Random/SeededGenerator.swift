/// A pseudo-random generator whose sequences are fixed for ever: xoshiro256**, started by
/// SplitMix64 from a seed and a stream number.
///
/// Replicate `k` of a simulation draws from stream `k`, so its numbers do not depend on which
/// core ran it, or when. Draws that the project pins (uniform integers, uniform and normal
/// reals, shuffles) are defined here rather than taken from the standard library, whose
/// algorithms may change between releases.
///
/// Source: Blackman & Vigna (2021), "Scrambled linear pseudorandom number generators".
public struct SeededGenerator: RandomNumberGenerator, Sendable, Equatable {
    private var state: (UInt64, UInt64, UInt64, UInt64)

    /// - Parameters:
    ///   - seed: any number; the same seed gives the same sequence on every machine.
    ///   - stream: number of an independent sequence under that seed.
    public init(seed: UInt64, stream: UInt64 = 0) {
        var mixer = SplitMix64(state: seed)
        mixer.state = mixer.next() ^ (stream &* 0xD1B5_4A32_D192_ED03)
        state = (mixer.next(), mixer.next(), mixer.next(), mixer.next())
    }

    public mutating func next() -> UInt64 {
        let result = rotateLeft(state.1 &* 5, by: 7) &* 9
        let shifted = state.1 << 17
        state.2 ^= state.0
        state.3 ^= state.1
        state.1 ^= state.2
        state.0 ^= state.3
        state.2 ^= shifted
        state.3 = rotateLeft(state.3, by: 45)
        return result
    }

    public static func == (a: SeededGenerator, b: SeededGenerator) -> Bool { a.state == b.state }
}

extension RandomNumberGenerator {
    /// A real number in [0, 1), a multiple of 2^-53.
    public mutating func uniform() -> Double {
        Double(next() >> 11) * 0x1p-53
    }

    /// An integer in 0..<bound, each equally likely (rejection, no modulo bias).
    /// - Precondition: `bound > 0`.
    public mutating func uniform(below bound: Int) -> Int {
        precondition(bound > 0, "a uniform integer needs a positive bound")
        let range = UInt64(bound)
        let limit = UInt64.max - (UInt64.max % range + 1) % range
        var draw = next()
        while draw > limit { draw = next() }
        return Int(draw % range)
    }

    /// The elements in a uniformly random order (Fisher-Yates from the last place down).
    mutating func shuffled<Element>(_ elements: [Element]) -> [Element] {
        var result = elements
        for last in stride(from: result.count - 1, to: 0, by: -1) {
            result.swapAt(last, uniform(below: last + 1))
        }
        return result
    }
}

private struct SplitMix64 {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}

private func rotateLeft(_ value: UInt64, by bits: UInt64) -> UInt64 {
    (value << bits) | (value >> (64 - bits))
}
