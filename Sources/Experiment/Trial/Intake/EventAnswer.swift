import ExperimentDiary
import ExperimentText

/// What a person answered when asked what else there was that day: the name of an event, with words or
/// without, several names, or words alone.
package enum EventAnswer: Sendable, Equatable {
    case event(DayMark, about: String?)
    case remark(String)

    /// In the order in which they were said. Words alone are a reaction where a stop rule knows them as
    /// one, and a remark otherwise: nothing that was said is refused.
    package static func parts(of text: String) -> [EventAnswer] {
        let text = trimmingSpaces(text)
        guard !text.isEmpty else { return [] }
        let names = text.split { ",;/+&".contains($0) }.map { named(trimmingSpaces(String($0))) }
        if names.count > 1, names.allSatisfy({ $0 != nil }) {
            return names.compactMap(\.self).map { .event($0, about: nil) }
        }
        let first = text.prefix { !" :=-,".contains($0) }
        guard let mark = named(String(first)) else { return [unnamed(text)] }
        let rest = text.dropFirst(first.count).drop { " :=-,".contains($0) }
        let about = ["", "yes", "y"].contains(rest.lowercased()) ? nil : String(rest)
        return [.event(mark, about: about)]
    }

    /// As `n1 log` takes it; nil for a remark.
    package var assignment: String? {
        guard case .event(let mark, let about) = self else { return nil }
        return "\(mark.rawValue)=\(about ?? "yes")"
    }

    private static func named(_ word: String) -> DayMark? {
        let word = word.lowercased()
        return DayMark.allCases.first { $0.rawValue == word || $0.rawValue + "s" == word }
            ?? (word.count < 5
                ? nil
                : NearestName.of(word, among: DayMark.allCases.map(\.rawValue)).flatMap(
                    DayMark.init))
    }

    private static func unnamed(_ text: String) -> EventAnswer {
        let isReaction = StopEvent.heard(in: text, with: .reaction).contains {
            switch $0 {
            case .reaction, .emergency: true
            default: false
            }
        }
        return isReaction ? .event(.reaction, about: text) : .remark(text)
    }
}
