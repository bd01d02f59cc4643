import ExperimentText

/// Fitbit's export from its web site: several tables in one file, each under a line with its name.
///
/// Numbers are grouped and in quotes (`"1,234"`), times have no zone, and a night is dated by the
/// morning on which it ended.
struct FitbitTableReader: WholeFileImporter {
    package static let format = ImportFormat(
        "fitbit-csv", name: "Fitbit (table)",
        looks: "a line \"Body\", \"Foods\", \"Activities\" or \"Sleep\" above each table",
        isMeasured: true)

    package let context: ImportContext
    package var bytes: [UInt8] = []

    package init(_ context: ImportContext) { self.context = context }

    static func recognises(_ head: ExportHead) -> Bool {
        let first = head.text.prefix { !$0.isNewline }
        return sections.contains(trimmingSpaces(first.filter { $0 != "," && $0 != "\"" }))
    }

    private static let sections = ["Body", "Foods", "Activities", "Sleep"]

    private static let measures = [
        MeasureColumn("Weight", "weight"), MeasureColumn("BMI", "bmi"),
        MeasureColumn("Fat", "body-fat.percent"), MeasureColumn("Calories In", "energy.kcal"),
        MeasureColumn("Calories Burned", "energy.burned.kcal"), MeasureColumn("Steps", "steps"),
        MeasureColumn("Distance", "distance"), MeasureColumn("Floors", "floors"),
        MeasureColumn("Minutes Asleep", "sleep.hours", times: 1.0 / 60),
        MeasureColumn("Minutes Awake", "sleep.awake.minutes"),
        MeasureColumn("Number of Awakenings", "sleep.awakenings"),
        MeasureColumn("Time in Bed", "sleep.in-bed.hours", times: 1.0 / 60),
        MeasureColumn("Minutes REM Sleep", "sleep.rem.minutes"),
        MeasureColumn("Minutes Light Sleep", "sleep.light.minutes"),
        MeasureColumn("Minutes Deep Sleep", "sleep.deep.minutes"),
    ]

    package func values(
        _ bytes: [UInt8], emit: (ImportedValue) -> Void
    ) throws(ImportError) -> [ImportNote] {
        let text = try ExportText(bytes, file: context.file)
        let sections = sections(of: text.bytes)
        guard !sections.isEmpty else {
            throw ImportError(
                .reader(
                    .wrongFormat(
                        file: context.file, format: Self.format.name, expected: Self.format.looks)))
        }
        var notes: [ImportNote] = []
        for section in sections {
            notes += try values(of: section, in: text, emit)
        }
        return notes
    }

    private struct Section {
        let name: String
        let range: Range<Int>
        let firstLine: Int
    }

    /// The parts between a line with a name and the next blank line.
    private func sections(of bytes: [UInt8]) -> [Section] {
        var sections: [Section] = []
        var name: String?
        var start = 0
        var firstLine = 1
        var line = 0
        var place = 0
        func close(at end: Int) {
            if let name, start < end {
                sections.append(Section(name: name, range: start..<end, firstLine: firstLine))
            }
        }
        while place < bytes.count {
            line += 1
            let end = bytes[place...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
            let content = trimmingSpaces(String(decoding: bytes[place..<end], as: UTF8.self))
            if Self.sections.contains(content) || content.hasPrefix("Food Log") {
                close(at: place)
                name = Self.sections.contains(content) ? content : nil
                start = min(end + 1, bytes.count)
                firstLine = line + 1
            } else if content.isEmpty {
                close(at: place)
                name = nil
            }
            place = end + 1
        }
        close(at: bytes.count)
        return sections
    }

    private func values(
        of section: Section, in text: ExportText, _ emit: (ImportedValue) -> Void
    ) throws(ImportError) -> [ImportNote] {
        let isSleep = section.name == "Sleep"
        let table = try DatedTable(
            text, context, day: isSleep ? ["End Time"] : ["Date"], range: section.range,
            firstLine: section.firstLine)
        var nights: [CalendarDay: Int] = [:]
        try table.rows { row, moment in
            // A second sleep of one day is a nap; nights and naps are not added up.
            if isSleep {
                nights[moment.day, default: 0] += 1
                guard nights[moment.day] == 1 else { return }
            }
            table.emit(row, on: Moment(moment.day), known: Self.measures, emit: emit)
        }
        let naps = nights.values.reduce(0) { $0 + $1 - 1 }
        return table.notes
            + (naps > 0
                ? [
                    .leftOut(
                        count: naps, why: "a second sleep of a day, taken as a nap",
                        firstLine: section.firstLine)
                ] : [])
    }
}
