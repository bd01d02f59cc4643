import ExperimentDiary
import ExperimentText

/// The diary part of a plan file: which columns hold what, and how words are to be read.
package struct DraftDiary: Sendable {
    package var line = 1
    package var file: Located<String>?
    package var layout: DiaryMapping.Layout = .wide
    var dayColumn: Located<String>?
    var dayNotation: DiaryMapping.DayNotation = .written(.isoDay)
    package var studyDay: String?
    package var written: String?
    var dayStart = DiaryMapping.DayColumn.defaultStart
    package var columns: [DraftColumn] = []
    package var condition: DraftConditionColumn?
    package var marks: [DiaryMapping.MarkColumn] = []
    package var words = Vocabulary.standard
    var leavesOutDaysOutsidePlan = false
    package var only: [RowChoice] = []
    package var showsYesterday = false

    package init() {}

    package init(_ node: PlanNode, _ reader: inout PlanReader) {
        let keys = [
            "file", "layout", "day", "series", "value", "rater", "columns", "condition", "marks",
            "words", "outside-plan", "only", "show-yesterday",
        ]
        guard let map = reader.mapping(node, keys: keys) else { return }
        line = map.line
        file = reader.text(map["file"])
        layout = Self.layout(map, &reader)
        readDay(map["day"], &reader)
        columns = map["columns"].map { reader.entries($0) }?.map { DraftColumn($0, &reader) } ?? []
        condition = map["condition"].flatMap { DraftConditionColumn($0, &reader) }
        marks = map["marks"].map { Self.marks($0, &reader) } ?? []
        words = map["words"].map { Self.words($0, &reader) } ?? .standard
        leavesOutDaysOutsidePlan =
            reader.choice(map["outside-plan"], among: ["refuse", "leave-out"])?.value == "leave-out"
        only = (map["only"].map { reader.entries($0) } ?? []).compactMap { entry in
            reader.text(entry.node).map { RowChoice(column: entry.name.value, value: $0.value) }
        }
        showsYesterday = reader.flag(map["show-yesterday"])?.value ?? false
    }

    private static func layout(
        _ map: PlanMapping, _ reader: inout PlanReader
    ) -> DiaryMapping.Layout {
        let kind = reader.choice(map["layout"], among: ["wide", "long"])
        guard kind?.value == "long" else { return .wide }
        return .long(
            series: reader.text(map["series"])?.value ?? "series",
            value: reader.text(map["value"])?.value ?? "value",
            rater: reader.text(map["rater"])?.value)
    }

    private mutating func readDay(_ node: PlanNode?, _ reader: inout PlanReader) {
        guard let node else { return }
        let keys = ["column", "format", "counts-from", "starts", "study-day", "written"]
        guard let map = reader.mapping(node, keys: keys) else { return }
        dayColumn = reader.text(map["column"])
        studyDay = reader.text(map["study-day"])?.value
        written = reader.text(map["written"])?.value
        if let start = reader.timeOfDay(map["starts"]) { dayStart = start.value }
        if let first = reader.day(map["counts-from"]) {
            dayNotation = .studyDay(from: first.value)
        } else if let format = map["format"], let pattern = reader.text(format) {
            if let format = TimeFormat(pattern: pattern.value) {
                dayNotation = .written(format)
            } else {
                reader.report(
                    .notAFormat(key: format.key, found: pattern.value), line: pattern.line)
            }
        }
    }

    private static func marks(
        _ node: PlanNode, _ reader: inout PlanReader
    ) -> [DiaryMapping.MarkColumn] {
        guard let map = reader.mapping(node, keys: DayMark.allCases.map(\.rawValue)) else {
            return []
        }
        return DayMark.allCases.compactMap { mark in
            reader.text(map[mark.rawValue]).map {
                DiaryMapping.MarkColumn(mark: mark, column: $0.value)
            }
        }
    }

    private static func words(_ node: PlanNode, _ reader: inout PlanReader) -> Vocabulary {
        let standard = Vocabulary.standard
        guard let map = reader.mapping(node, keys: ["yes", "no", "missing"]) else {
            return standard
        }
        func given(_ name: String, otherwise words: [String]) -> [String] {
            let found = reader.texts(map[name]).map(\.value)
            return found.isEmpty ? words : found
        }
        return Vocabulary(
            yes: given("yes", otherwise: standard.yes), no: given("no", otherwise: standard.no),
            missing: given("missing", otherwise: standard.missing))
    }
}

/// The columns of one outcome or covariate: names of its own, or one for each item.
package struct DraftColumn: Sendable {
    package let series: Located<String>
    package let columns: [Located<String>]
    package let items: [(item: Located<String>, column: Located<String>)]

    package init(_ entry: (name: Located<String>, node: PlanNode), _ reader: inout PlanReader) {
        series = entry.name
        if entry.node.isMapping {
            columns = []
            items = reader.entries(entry.node).compactMap { item in
                reader.text(item.node).map { (item.name, $0) }
            }
        } else {
            columns = reader.texts(entry.node)
            items = []
        }
    }
}

/// The column that says under which condition a row was written.
package struct DraftConditionColumn: Sendable {
    package let key: String
    package let column: Located<String>?
    package let meanings: [(word: String, condition: Located<String>)]
    /// Conditions for the plan's own words for yes and no.
    package let yes: Located<String>?
    package let no: Located<String>?

    package init?(_ node: PlanNode, _ reader: inout PlanReader) {
        guard let map = reader.mapping(node, keys: ["column", "words", "yes", "no"]) else {
            return nil
        }
        key = node.key
        column = reader.text(map["column"])
        meanings =
            map["words"].map { reader.entries($0) }?.compactMap { entry in
                reader.text(entry.node).map { (entry.name.value, $0) }
            } ?? []
        yes = reader.text(map["yes"])
        no = reader.text(map["no"])
    }
}
