import ExperimentText

/// WHOOP: `physiological_cycles.csv`, `sleeps.csv`, `workouts.csv` and `journal_entries.csv`.
///
/// A cycle runs from one falling asleep to the next; everything in it belongs to the day of waking.
/// Where the table has no time of waking, a cycle that begins after noon belongs to the next day; a sleep
/// that ends in the evening is the beginning of the next night. Naps
/// are left out; times are those of the wall clock. An answer of the journal is 1 or 0 under
/// `journal.QUESTION`.
struct WhoopReader: WholeFileImporter {
    package static let format = ImportFormat(
        "whoop", name: "WHOOP", looks: "a table with \"Cycle start time\"", isMeasured: true,
        isInParts: true)

    package let context: ImportContext
    package var bytes: [UInt8] = []

    package init(_ context: ImportContext) { self.context = context }

    static func recognises(_ head: ExportHead) -> Bool {
        head.hasColumns("Cycle start time")
    }

    private static let measures = [
        MeasureColumn("Recovery score %", "recovery.percent"),
        MeasureColumn("Resting heart rate (bpm)", "heart-rate.resting"),
        MeasureColumn("Heart rate variability (ms)", "hrv.ms"),
        MeasureColumn("Skin temp (celsius)", "temperature.skin"),
        MeasureColumn("Blood oxygen %", "oxygen.percent"), MeasureColumn("Day Strain", "strain"),
        MeasureColumn("Energy burned (cal)", "energy.burned.kcal"),
        MeasureColumn("Sleep performance %", "sleep.score"),
        MeasureColumn("Respiratory rate (rpm)", "respiratory-rate"),
        MeasureColumn("Asleep duration (min)", "sleep.hours", times: 1.0 / 60),
        MeasureColumn("In bed duration (min)", "sleep.in-bed.hours", times: 1.0 / 60),
        MeasureColumn("Light sleep duration (min)", "sleep.light.minutes"),
        MeasureColumn("Deep (SWS) duration (min)", "sleep.deep.minutes"),
        MeasureColumn("REM duration (min)", "sleep.rem.minutes"),
        MeasureColumn("Awake duration (min)", "sleep.awake.minutes"),
        MeasureColumn("Sleep efficiency %", "sleep.efficiency"),
    ]

    package func values(
        _ bytes: [UInt8], emit: (ImportedValue) -> Void
    ) throws(ImportError) -> [ImportNote] {
        let text = try ExportText(bytes, file: context.file)
        let table = try ExportTable(text, file: context.file)
        if table.column("Question text") != nil { return try journal(text, emit) }
        if table.column("Workout start time") != nil { return try workouts(text, emit) }
        return try nights(text, emit)
    }

    private func nights(
        _ text: ExportText, _ emit: (ImportedValue) -> Void
    ) throws(ImportError) -> [ImportNote] {
        let table = try DatedTable(text, context, day: ["Wake onset", "Cycle start time"])
        let isCycle = table.table.column("Wake onset") == nil
        let nap = table.table.column("Nap")
        var naps = LeftOut("naps, not nights")
        try table.rows { row, moment in
            guard row[nap]?.lowercased() != "true" else { return naps.add(row.line) }
            let day = isCycle ? moment.dayOfWaking : moment.dayOfNight
            table.emit(row, on: Moment(day), known: Self.measures, emit: emit)
        }
        return table.notes + naps.notes
    }

    private func workouts(
        _ text: ExportText, _ emit: (ImportedValue) -> Void
    ) throws(ImportError) -> [ImportNote] {
        let table = try DatedTable(text, context, day: ["Workout start time"])
        let minutes = table.table.column("Duration (min)")
        let burned = table.table.column("Energy burned (cal)")
        var totals = DailyTotals()
        try table.rows { row, moment in
            let parts = [("exercise.minutes", minutes), ("exercise.kcal", burned)]
            for (series, place) in parts {
                guard let number = table.number(row, place) else { continue }
                totals.add(number, to: series, on: moment.day, line: row.line)
            }
        }
        totals.emitSums(emit)
        return table.notes
    }

    private func journal(
        _ text: ExportText, _ emit: (ImportedValue) -> Void
    ) throws(ImportError) -> [ImportNote] {
        let table = try DatedTable(text, context, day: ["Cycle start time"])
        let question = table.table.column("Question text")
        let answer = table.table.column("Answered yes")
        let remark = table.table.column("Notes")
        try table.rows { row, moment in
            let day = Moment(moment.dayOfWaking)
            if let question = row[question], let answer = row[answer]?.lowercased(),
                let truth = Vocabulary.standard.truth(answer)
            {
                let series = "journal.\(collapsingSpaces(question))"
                emit(ImportedValue(series, day, truth ? 1 : 0, line: row.line))
            }
            if let text = row[remark] {
                emit(ImportedValue("note", day, word: text, line: row.line))
            }
        }
        return table.notes
    }
}

extension Moment {
    /// The day on which a night that begins at this moment ends.
    fileprivate var dayOfWaking: CalendarDay {
        (second ?? 0) < 12 * 3600 ? day : day.advanced(by: 1)
    }
}
