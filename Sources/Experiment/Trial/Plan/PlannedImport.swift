import ExperimentDiary
import ExperimentText

/// How one export format feeds the plan's series, as `imports` in the plan says.
package struct PlannedImport: Sendable, Equatable {
    /// Nil for every format.
    package let format: String?
    package let series: [Series]

    package struct Series: Sendable, Equatable {
        /// A series, a mark or `condition` of the plan.
        package let target: String
        /// The export's name of it.
        package let source: String
        /// The plan's value is the export's times this.
        package let factor: Double
        /// The unit that the plan wants it in; nil takes the numbers as they are.
        package let unit: String?
        /// Words of the export and their numbers.
        package let words: [Word]

        package var numbers: [(word: String, number: Double)] { words.map { ($0.word, $0.number) } }
    }

    package struct Word: Sendable, Equatable {
        /// In lower case.
        package let word: String
        package let number: Double
    }
}

extension PlannedImport {
    /// Reads one entry of the list, such as
    /// `{format: daylio, series: {mood: {from: mood, times: 2, words: {rad: 5}}}}`.
    package init?(_ node: PlanNode, _ reader: inout PlanReader) {
        guard let map = reader.mapping(node, keys: ["format", "series"]) else { return nil }
        format =
            reader.choice(map["format"], among: ImportFormat.all.map(\.id))?.value
        series = (map["series"].map { reader.entries($0) } ?? []).compactMap { entry in
            Series(entry.name.value, entry.node, &reader)
        }
    }
}

extension PlannedImport.Series {
    fileprivate init?(_ target: String, _ node: PlanNode, _ reader: inout PlanReader) {
        self.target = target
        guard node.isMapping else {
            guard let source = reader.text(node) else { return nil }
            self.source = source.value
            factor = 1
            unit = nil
            words = []
            return
        }
        guard let map = reader.mapping(node, keys: ["from", "times", "unit", "words"]) else {
            return nil
        }
        source = reader.text(map["from"])?.value ?? target
        factor = reader.number(map["times"])?.value ?? 1
        unit = Self.unit(map["unit"], &reader)
        words = (map["words"].map { reader.entries($0) } ?? []).compactMap { entry in
            reader.number(entry.node).map {
                PlannedImport.Word(word: entry.name.value.lowercased(), number: $0.value)
            }
        }
    }

    private static func unit(_ node: PlanNode?, _ reader: inout PlanReader) -> String? {
        guard let found = reader.text(node) else { return nil }
        guard MeasureUnit.isKnown(found.value) else {
            reader.report(
                .notAmong(
                    key: node?.key ?? "unit", found: found.value, allowed: MeasureUnit.examples),
                line: found.line)
            return nil
        }
        return found.value
    }
}
