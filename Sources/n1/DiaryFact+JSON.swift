import Experiment

extension DiaryFact {
    /// What was recorded, without the members that it does not have.
    var json: JSON {
        let members: [(String, JSON)] =
            switch content {
            case .reading(let series, let rater, let value):
                [
                    ("kind", "reading"), ("name", .string(series)), ("value", JSON(value)),
                    ("rater", JSON(rater)),
                ]
            case .condition(let id): [("kind", "condition"), ("name", .string(id))]
            case .mark(let mark, let lastDay, let about):
                [
                    ("kind", "event"), ("name", .string(mark.rawValue)),
                    ("lastDate", JSON(lastDay?.description)), ("text", JSON(about)),
                ]
            case .note(let text): [("kind", "note"), ("text", .string(text))]
            }
        return .object(
            ([("date", .string(day.description))] + members).filter { $0.1 != .null }
                .map { JSON.Member($0.0, $0.1) })
    }
}
