/// Days of a phase: the usual length, the lengths that make sense, and complaints that need another.
public struct PhaseLength: Sendable, Hashable {
    public let usual: Int
    public let range: ClosedRange<Int>
    /// In the order of the notes; the first that matches holds.
    public let exceptions: [Exception]

    /// The usual length for one complaint.
    public struct Exception: Sendable, Hashable {
        public let complaint: Complaint
        public let days: Int
    }

    init(_ usual: Int, _ range: ClosedRange<Int>? = nil, _ exceptions: [(Complaint, Int)] = []) {
        self.usual = usual
        self.range = range ?? usual...usual
        self.exceptions = exceptions.map { Exception(complaint: $0, days: $1) }
    }

    public func days(for complaint: Complaint?) -> Int {
        exceptions.first { $0.complaint == complaint }?.days ?? usual
    }

    /// The longer of two, complaint by complaint: what two changes at once need.
    func longer(than other: PhaseLength) -> PhaseLength {
        let complaints = (exceptions + other.exceptions).map(\.complaint)
        return PhaseLength(
            max(usual, other.usual),
            max(
                range.lowerBound, other.range.lowerBound)...max(
                    range.upperBound, other.range.upperBound),
            complaints.map { ($0, max(days(for: $0), other.days(for: $0))) })
    }
}
