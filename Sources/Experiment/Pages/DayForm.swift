import ExperimentText

/// What the form of a day brought: answers, events and a note, by the names of their fields.
package struct DayForm: Sendable {
    /// Answers by series.
    var values: [String: String] = [:]
    /// Answers that were typed beside the buttons.
    var exact: [String: String] = [:]
    var marks: [String] = []
    var words: [String: String] = [:]
    package private(set) var note = ""
    /// Why an old value is wrong.
    package private(set) var why = ""
    /// Whether it was refused for what is there already.
    package var contradicts = false

    static let value = "v."
    static let exact = "x."
    static let mark = "m."
    static let words = "t."

    package init() {}

    /// - Parameter fields: names and values as they were sent, the empty ones left out.
    package init(_ fields: [(name: String, value: String)]) {
        for (name, text) in fields {
            let rest = String(name.dropFirst(2))
            switch name.prefix(2) {
            case Self.value[...]: values[rest] = text
            case Self.exact[...]: exact[rest] = text
            case Self.mark[...]: marks.append(rest)
            case Self.words[...]: words[rest] = text
            default:
                if name == "note" { note = text }
                if name == "why" { why = text }
            }
        }
    }

    func value(of series: String) -> String { exact[series] ?? values[series] ?? "" }

    /// What `n1 log` would be told: `name=value`, in a fixed order.
    package var assignments: [String] {
        let answers = Set(values.keys).union(exact.keys).sorted()
        let events = Set(marks).union(words.keys).sorted()
        return answers.map { "\($0)=\(value(of: $0))" }
            + events.map { "\($0)=\(words[$0] ?? "yes")" }
    }

    package var isEmpty: Bool { assignments.isEmpty && note.isEmpty }
}
