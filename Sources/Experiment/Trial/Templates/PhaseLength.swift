import ExperimentDiary
import ExperimentText

/// Days of a phase: the usual length, the lengths that make sense, and complaints that need another.
package struct PhaseLength: Sendable, Hashable {
    package let usual: Int
    package let range: ClosedRange<Int>
    /// In the order of the notes; the first that matches holds.
    package let exceptions: [Exception]

    /// The usual length for one complaint.
    package struct Exception: Sendable, Hashable {
        package let complaint: Complaint
        package let days: Int
    }

    package init(
        _ usual: Int, _ range: ClosedRange<Int>? = nil, _ exceptions: [(Complaint, Int)] = []
    ) {
        self.usual = usual
        self.range = range ?? usual...usual
        self.exceptions = exceptions.map { Exception(complaint: $0, days: $1) }
    }

    package func days(for complaint: Complaint?) -> Int {
        exceptions.first { $0.complaint == complaint }?.days ?? usual
    }

    /// The longer of two, complaint by complaint: what two changes at once need.
    package func longer(than other: PhaseLength) -> PhaseLength {
        let complaints = (exceptions + other.exceptions).map(\.complaint)
        return PhaseLength(
            max(usual, other.usual),
            max(
                range.lowerBound, other.range.lowerBound)...max(
                    range.upperBound, other.range.upperBound),
            complaints.map { ($0, max(days(for: $0), other.days(for: $0))) })
    }
}
