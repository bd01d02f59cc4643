import ExperimentDiary
import ExperimentText

/// One file on its way into a diary: pieces of bytes in, facts for the plan out.
package struct ImportRun {
    package let format: ImportFormat
    private var reader: any DiaryImporter
    private var gatherer: FactGatherer
    private let plan: TrialPlan?

    /// - `head`: the beginning of the file, which is to be read again.
    /// - `named`: the format, when the user said it.
    /// - `plan`: nil before there is one; all days by today and any numbers then come in.
    /// - `today`: rows of later days are left out, as a log has nothing to say about them.
    ///
    /// Throws `ImportError` when the format is unknown or a map names nothing of the plan.
    package init(
        _ head: ExportHead, format named: String?, maps: [String], context: ImportContext,
        plan: TrialPlan?, today: CalendarDay
    ) throws(ImportError) {
        let reader = try ImportFormat.reader(named: named, for: head, context: context)
        self.reader = reader
        self.plan = plan
        format = type(of: reader).format
        gatherer = FactGatherer(
            mapping: try .of(plan, format: format.id, maps: maps), file: context.file,
            days: plan?.schedule.days ?? CalendarDay.all, today: today,
            dayStart: plan?.diary.day.startsAt ?? DiaryMapping.DayColumn.defaultStart,
            isRounding: format.isMeasured)
    }

    /// The largest file that may come out of an archive for a reader that needs the whole of it.
    package static let mostBytesAtOnce = 1 << 29

    /// Takes the next piece of the file.
    package mutating func read(_ piece: [UInt8]) throws(ImportError) {
        try reader.read(piece) { gatherer.take($0) }
    }

    /// - Throws: `ImportError` when the reader would have to hold more than `mostBytesAtOnce`.
    package func requireRoom(for entry: ZipEntry, of archive: String) throws(ImportError) {
        guard reader is any WholeFileImporter, entry.size > Self.mostBytesAtOnce else { return }
        throw ImportError(
            .zip(
                .tooLarge(
                    file: archive, entry: entry.name, size: entry.size,
                    most: Self.mostBytesAtOnce)))
    }

    /// - Throws: `ImportError` with every problem of the file.
    package mutating func finish() throws(ImportError) -> ImportedFacts {
        let notes = try reader.finish { gatherer.take($0) }
        let found = try gatherer.facts(notes: notes)
        guard let plan, format == PageDiaryReader.format else { return found }
        return ImportedFacts(
            facts: found.facts + ItemTotals.of(found.facts, plan: plan), notes: found.notes,
            notAsked: found.notAsked)
    }
}

/// Turns the values of an export into facts for a plan, one by one.
private struct FactGatherer {
    let mapping: ImportMapping
    let file: String
    let days: ClosedRange<CalendarDay>
    let today: CalendarDay
    let dayStart: Int
    let isRounding: Bool
    private var facts: [ImportedFact] = []
    private var problems: [ImportProblem] = []
    /// Series of the export that the plan does not ask for, and their values.
    private var notAsked: [String: Int] = [:]
    private var outside: LeftOut
    private var toCome: LeftOut
    /// Words that were taken as no value.
    private var nothing: [Nothing: (count: Int, first: Int)] = [:]
    private var units = WrittenUnits()
    /// The rules of the series met so far, so that their names are compared once.
    private var rules: [String: [SeriesRule]] = [:]
    /// The last few of them, which are found without a hash.
    private var recent: [(series: String, rules: [SeriesRule])] = []

    private struct Nothing: Hashable {
        let word: String
        let series: String
    }

    private static let mostRecent = 8
    /// Beyond these the file as a whole is wrong.
    private static let mostProblems = 1000

    init(
        mapping: ImportMapping, file: String, days: ClosedRange<CalendarDay>, today: CalendarDay,
        dayStart: Int, isRounding: Bool
    ) {
        self.mapping = mapping
        self.file = file
        self.days = days
        self.today = today
        self.dayStart = dayStart
        self.isRounding = isRounding
        outside = LeftOut("outside the plan's days, \(days.lowerBound) to \(days.upperBound)")
        toCome = LeftOut("of days that have not come yet; today is \(today)")
    }

    mutating func take(_ value: ImportedValue) {
        let rules = rules(for: value.series)
        guard !rules.isEmpty else {
            notAsked[shortened(value.series), default: 0] += 1
            return
        }
        // A device reads at one o'clock what belongs to that day; a person who logs then means the evening.
        let isOfDevice =
            (isRounding || value.keepsDay) && dayStart == DiaryMapping.DayColumn.defaultStart
        let day = value.moment.diaryDay(startingAt: isOfDevice ? 0 : dayStart)
        guard days.contains(day) else { return outside.add(value.line) }
        guard day <= today else { return toCome.add(value.line) }
        let source = SourceLine(file: file, line: value.line)
        for rule in rules {
            guard !mapping.isNothing(value, by: rule) else {
                let key = Nothing(word: shortened(value.text), series: shortened(value.series))
                nothing[key, default: (0, value.line)].count += 1
                continue
            }
            do throws(ImportProblem) {
                let told = rule.takesAnyUnit ? try units.settled(value, source) : value
                let fact = try mapping.fact(
                    told, by: rule, on: day, rounding: isRounding, source: source)
                if let fact { facts.append(ImportedFact(fact: fact, line: value.line)) }
            } catch {
                if problems.count < Self.mostProblems { problems.append(error) }
            }
        }
    }

    private mutating func rules(for series: String) -> [SeriesRule] {
        if let place = recent.firstIndex(where: { $0.series == series }) {
            return recent[place].rules
        }
        let found = rules[series] ?? mapping.rules(for: series)
        // A file of ever new names must not fill the memory.
        if rules.count < 10_000 { rules[series] = found }
        if recent.count == Self.mostRecent { recent.removeFirst() }
        recent.append((series, found))
        return found
    }

    /// - Throws: `ImportError` with every problem, or when nothing is for the plan.
    func facts(notes: [ImportNote]) throws(ImportError) -> ImportedFacts {
        guard problems.isEmpty else { throw ImportError(problems) }
        // Sorted, because a dictionary has no order of its own.
        let others = notAsked.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        // A reader that left everything out has said why.
        let isExplained =
            !leftOut.isEmpty || !nothing.isEmpty || others.isEmpty && !notes.isEmpty
        guard !facts.isEmpty || isExplained else {
            throw ImportError(
                .reader(
                    .nothingAskedFor(
                        file: file, found: others.map(\.key), wanted: mapping.wanted)))
        }
        return ImportedFacts(
            facts: facts, notes: notes + units.notes + leftOut + nothingNotes,
            notAsked: others.map { ($0.key, $0.value) })
    }

    private var nothingNotes: [ImportNote] {
        nothing.sorted { ($0.value.first, $0.key.series) < ($1.value.first, $1.key.series) }.map {
            .takenAsNothing(
                $0.key.word, series: $0.key.series, count: $0.value.count,
                firstLine: $0.value.first)
        }
    }

    private var leftOut: [ImportNote] { outside.notes + toCome.notes }
}

/// A fact and the line of the file that says it.
package struct ImportedFact: Sendable, Equatable {
    package let fact: DiaryFact
    package let line: Int
}

extension ImportedFacts {
    /// Series that have more than one value on some day, for a diary before its plan.
    package var severalADay: [String] {
        var days: [String: Set<CalendarDay>] = [:]
        var several: Set<String> = []
        for imported in facts {
            guard case .reading(let series, _, _) = imported.fact.content else { continue }
            if !days[series, default: []].insert(imported.fact.day).inserted {
                several.insert(series)
            }
        }
        return several.sorted()
    }
}

/// What a file says to a plan.
package struct ImportedFacts: Sendable {
    /// In the order of the file.
    package let facts: [ImportedFact]
    package let notes: [ImportNote]
    /// Series that the plan does not ask for, with their numbers of values, the most first.
    package let notAsked: [(series: String, count: Int)]
}
