import ExperimentText

/// What is to be done with a new fact, given what the diary already says of its day.
package enum Settlement: Sendable, Equatable {
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
///   there already. Each row of a table is a value of its own, so that a value which comes three times
///   is there already only where it is there three times.
/// - Events and remarks never contradict each other. Whoever corrects one takes the place of the last
///   that still counts: of an event of its kind, of a reading of its series.
/// - What was taken back or corrected no longer counts: typed again, it is new. An import does not bring
///   it back.
package struct DayLedger: Sendable {
    /// How often each is there.
    private var known: [Identity: Int] = [:]
    /// Those of them that still count.
    private var standing: Set<Identity> = []
    /// How often the rows of the table that is being imported have said each.
    private var met: [Identity: Int] = [:]
    private var current: [Subject: RecordedFact] = [:]
    /// The last one that still counts of what a day may have several of.
    private var latest: [Kind: RecordedFact] = [:]
    /// Series and raters met so far; their places stand for them, because a wearable has a thousand
    /// readings a day.
    private var names: [Name] = []
    /// A handful, so that comparing them is quicker than hashing.
    private let combined: [String]
    /// Whether the diary said nothing of the day; a row of a table then says something new, and none of
    /// them has to be remembered.
    private let isFresh: Bool

    /// What at most one current fact of a day may be about.
    private enum Subject: Hashable {
        case reading(series: String, rater: String?)
        case condition(second: Int?)
    }

    /// What a correction takes for the same thing, where a day may have several.
    private enum Kind: Hashable {
        case reading(series: String, rater: String?)
        case mark(DayMark)
        case note
    }

    private struct Name: Equatable {
        let series: String
        let rater: String?
    }

    /// What a fact says, without its time where a day has one value.
    private enum Identity: Hashable {
        case reading(name: Int, second: Int?, value: Double)
        case other(DiaryFact)
    }

    /// - Parameters:
    ///   - recorded: all facts of one day, in the order in which they were written.
    ///   - combined: ids of series that may be measured more than once a day.
    package init(_ recorded: [RecordedFact], combined: Set<String>) {
        self.combined = combined.sorted()
        isFresh = recorded.isEmpty
        for fact in recorded { add(fact) }
    }

    /// - `correcting`: whether the writer means to correct what is there.
    package func settlement(
        of fact: DiaryFact, from origin: FactOrigin, correcting: Bool = false
    ) -> Settlement {
        if let subject = subject(of: fact), let present = current[subject] {
            if present.fact.content == fact.content { return .alreadyThere }
            if correcting { return .replaces(present) }
            if origin != .typed, isKnown(fact) { return .alreadyThere }
            let isOwn = origin != .typed && present.origin == origin
            return isOwn ? .replaces(present) : .conflicts(present)
        }
        guard origin == .typed else { return isKnown(fact) ? .alreadyThere : .new }
        guard subject(of: fact) == nil else { return .new }
        if isStanding(fact) { return .alreadyThere }
        let present = correcting ? kind(of: fact).flatMap { latest[$0] } : nil
        return present.map(Settlement.replaces) ?? .new
    }

    /// The same for a row of a table, which was told apart from the other rows of its file.
    package mutating func settlement(ofRow fact: DiaryFact, from origin: FactOrigin) -> Settlement {
        guard case .reading(let series, let rater, _) = fact.content, combined.contains(series)
        else { return settlement(of: fact, from: origin) }
        guard !isFresh else { return .new }
        register(Name(series: series, rater: rater))
        guard let identity = identity(of: fact) else { return .new }
        met[identity, default: 0] += 1
        return met[identity, default: 0] > known[identity, default: 0] ? .new : .alreadyThere
    }

    /// Adds the fact of a row that was settled as one.
    package mutating func add(row recorded: RecordedFact) {
        if isFresh, case .reading(let series, _, _) = recorded.fact.content,
            combined.contains(series)
        {
            return
        }
        add(recorded)
    }

    private mutating func register(_ name: Name) {
        if !names.contains(name) { names.append(name) }
    }

    package mutating func add(_ recorded: RecordedFact) {
        if case .reading(let series, let rater, _) = recorded.fact.content {
            register(Name(series: series, rater: rater))
        }
        let identity = identity(of: recorded.fact)
        if let identity { known[identity, default: 0] += 1 }
        guard recorded.isCurrent else { return }
        if let identity { standing.insert(identity) }
        if let subject = subject(of: recorded.fact) {
            current[subject] = recorded
        } else if let kind = kind(of: recorded.fact) {
            latest[kind] = recorded
        }
    }

    private func isStanding(_ fact: DiaryFact) -> Bool {
        identity(of: fact).map(standing.contains) ?? false
    }

    private func kind(of fact: DiaryFact) -> Kind? {
        switch fact.content {
        case .reading(let series, let rater, _): .reading(series: series, rater: rater)
        case .mark(let mark, _, _): .mark(mark)
        case .note: .note
        case .condition: nil
        }
    }

    private func isKnown(_ fact: DiaryFact) -> Bool {
        identity(of: fact).map { known[$0] != nil } ?? false
    }

    private func subject(of fact: DiaryFact) -> Subject? {
        switch fact.content {
        case .reading(let series, let rater, _):
            combined.contains(series) ? nil : .reading(series: series, rater: rater)
        case .condition: .condition(second: fact.second)
        case .mark, .note: nil
        }
    }

    /// Nil for a reading of a series that the day does not know.
    private func identity(of fact: DiaryFact) -> Identity? {
        guard case .reading(let series, let rater, let value) = fact.content else {
            return .other(fact)
        }
        let place = names.firstIndex { $0.series == series && $0.rater == rater }
        return place.map {
            .reading(
                name: $0, second: combined.contains(series) ? fact.second : nil, value: value)
        }
    }
}
