/// What is to be done with a new fact, given what the diary already says of its day.
public enum Settlement: Sendable, Equatable {
    case new
    /// The diary says it already, or said it once and was corrected.
    case alreadyThere
    /// It takes the place of this fact.
    case replaces(RecordedFact)
    /// The diary says something else, which stays.
    case conflicts(RecordedFact)
}

/// The facts of one day, and the rule by which new ones are settled against them.
///
/// - One value a day: a differing value contradicts the current one. An import replaces what the
///   same format brought before (a day that was not over, a corrected export); it never replaces
///   what was typed in or came from another format.
/// - Several values a day (the plan combines them): only an exact repetition, time included, is
///   there already.
/// - Events and remarks never contradict each other.
public struct DayLedger: Sendable {
    private var known: Set<DiaryFact> = []
    private var current: [Subject: RecordedFact] = [:]
    private let combined: Set<String>

    /// What at most one current fact of a day may be about.
    private enum Subject: Hashable {
        case reading(series: String, rater: String?)
        case condition(second: Int?)
    }

    /// - Parameters:
    ///   - recorded: all facts of one day, in the order in which they were written.
    ///   - combined: ids of series that may be measured more than once a day.
    public init(_ recorded: [RecordedFact], combined: Set<String>) {
        self.combined = combined
        for fact in recorded { add(fact) }
    }

    /// - Parameter correcting: whether the writer means to correct what is there.
    public func settlement(
        of fact: DiaryFact, from origin: FactOrigin, correcting: Bool = false
    ) -> Settlement {
        if let subject = subject(of: fact), let present = current[subject] {
            if identity(of: present.fact) == identity(of: fact) { return .alreadyThere }
            if correcting { return .replaces(present) }
            if origin != .typed, known.contains(identity(of: fact)) { return .alreadyThere }
            let isOwn = origin != .typed && present.origin == origin
            return isOwn ? .replaces(present) : .conflicts(present)
        }
        let repeats = origin != .typed || subject(of: fact) == nil
        return repeats && known.contains(identity(of: fact)) ? .alreadyThere : .new
    }

    public mutating func add(_ recorded: RecordedFact) {
        known.insert(identity(of: recorded.fact))
        if recorded.isCurrent, let subject = subject(of: recorded.fact) {
            current[subject] = recorded
        }
    }

    private func subject(of fact: DiaryFact) -> Subject? {
        switch fact.content {
        case .reading(let series, let rater, _):
            combined.contains(series) ? nil : .reading(series: series, rater: rater)
        case .condition: .condition(second: fact.second)
        case .mark, .note: nil
        }
    }

    /// The fact, without its time where a day has one value.
    private func identity(of fact: DiaryFact) -> DiaryFact {
        guard case .reading(let series, _, _) = fact.content, !combined.contains(series) else {
            return fact
        }
        return DiaryFact(day: fact.day, fact.content)
    }
}
