/// One quadratic a mu^2 + b mu + c on the levels up to `end`; where it starts, the piece before
/// it ends.
struct Piece {
    var a: Double
    var b: Double
    var c: Double
    var end: Double
    /// The history that leads here: a start of a segment, or a node of a `ChangeHistory`.
    var node: Int32

    @inline(__always)
    func value(at mu: Double) -> Double { (a * mu + b) * mu + c }

    /// The level from which this piece is lower than one to its left; not finite where it nowhere
    /// starts to be.
    @inline(__always)
    func overtakes(_ other: Piece) -> Double {
        let a = other.a - a
        let b = other.b - b
        let c = other.c - c
        let discriminant = b * b - 4 * a * c
        // The root of a negative number is NaN and stays so; a double root is no crossing.
        let s = discriminant > 0 ? discriminant.squareRoot() : .nan
        return b >= 0 ? -2 * c / (b + s) : (s - b) / (2 * a)
    }
}

/// A lower envelope: pieces from left to right over one closed range of levels, in a buffer that
/// only grows. The inner loops of the functional searches read and write it without checks.
struct QuadraticEnvelope: ~Copyable {
    private(set) var pieces: UnsafeMutablePointer<Piece>
    private(set) var count = 0
    private var capacity = 64

    init() {
        pieces = .allocate(capacity: 64)
    }

    deinit {
        pieces.deallocate()
    }

    @inline(__always)
    mutating func removeAll() { count = 0 }

    /// Keeps the first `size` pieces.
    @inline(__always)
    mutating func truncate(to size: Int) { count = size }

    @inline(__always)
    mutating func append(_ piece: Piece) {
        if count == capacity { grow() }
        (pieces + count).initialize(to: piece)
        count += 1
    }

    private mutating func grow() {
        let wider = UnsafeMutablePointer<Piece>.allocate(capacity: 2 * capacity)
        wider.moveInitialize(from: pieces, count: count)
        pieces.deallocate()
        pieces = wider
        capacity *= 2
    }
}

/// The root of a x^2 + b x + c at which the quadratic rises (`sign` = 1) or falls (-1), without
/// cancellation; also where a = 0. Callers know that the root exists.
@inline(__always)
func root(_ a: Double, _ b: Double, _ c: Double, sign: Double) -> Double {
    let discriminant = b * b - 4 * a * c
    let s = sign * (discriminant > 0 ? discriminant.squareRoot() : 0)
    return (b >= 0) == (s >= 0) ? -2 * c / (b + s) : (s - b) / (2 * a)
}
