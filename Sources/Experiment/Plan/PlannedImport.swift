/// How one export format feeds the plan's series, as `imports` in the plan says.
public struct PlannedImport: Sendable, Equatable {
    /// Nil for every format.
    public let format: String?
    public let series: [Series]

    public struct Series: Sendable, Equatable {
        /// A series, a mark or `condition` of the plan.
        public let target: String
        /// The export's name of it.
        public let source: String
        /// The plan's value is the export's times this.
        public let factor: Double
        /// Words of the export and their numbers.
        public let words: [Word]

        var numbers: [(word: String, number: Double)] { words.map { ($0.word, $0.number) } }
    }

    public struct Word: Sendable, Equatable {
        /// In lower case.
        public let word: String
        public let number: Double
    }
}

extension PlannedImport {
    /// Reads one entry of the list, such as
    /// `{format: daylio, series: {mood: {from: mood, times: 2, words: {rad: 5}}}}`.
    init?(_ node: PlanNode, _ reader: inout PlanReader) {
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
            words = []
            return
        }
        guard let map = reader.mapping(node, keys: ["from", "times", "words"]) else { return nil }
        source = reader.text(map["from"])?.value ?? target
        factor = reader.number(map["times"])?.value ?? 1
        words = (map["words"].map { reader.entries($0) } ?? []).compactMap { entry in
            reader.number(entry.node).map {
                PlannedImport.Word(word: entry.name.value.lowercased(), number: $0.value)
            }
        }
    }
}
