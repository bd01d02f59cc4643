import Experiment
@testable import ExperimentDiary
@testable import ExperimentTrial
@testable import ExperimentAnalysis
@testable import ExperimentReport
import Foundation
@testable import Stats
import Testing

@Suite("Every reader")
struct ReaderLawTests {
    @Test(
        "a file says what its example says, whatever format is named", arguments: ReaderExample.all)
    func values(_ example: ReaderExample) throws {
        let run = try ReaderRun(example.bytes, file: example.file)
        #expect(run.values == example.values)
        #expect(run.notes == example.notes)
        let named = try ReaderRun(example.bytes, file: example.file, format: example.format)
        #expect(named == run)
    }

    @Test("the pieces in which a file arrives change nothing", arguments: ReaderExample.all)
    func pieces(_ example: ReaderExample) throws {
        let whole = try ReaderRun(example.bytes, file: example.file)
        for length in [1, 7, 64] {
            let run = try ReaderRun(
                example.bytes, file: example.file, format: example.format, pieces: length)
            #expect(run == whole)
        }
    }

    @Test("a file twice in a row is the same values", arguments: ReaderExample.all)
    func deterministic(_ example: ReaderExample) throws {
        let first = try ReaderRun(example.bytes, file: example.file)
        #expect(try ReaderRun(example.bytes, file: example.file) == first)
    }

    @Test(
        "what a reader says, written as a long table, is read back the same",
        arguments: ReaderExample.all)
    func roundTrip(_ example: ReaderExample) throws {
        let first = try ReaderRun(example.bytes, file: example.file, format: example.format)
        let table = ([["date", "series", "value"]] + first.rows).map { CSVText.line($0) }.joined()
        let again = try ReaderRun(Array(table.utf8), file: "table.csv", format: "csv")
        #expect(again.rows == first.rows)
    }

    @Test("line ends of another system change nothing", arguments: ReaderExample.all)
    func lineEnds(_ example: ReaderExample) throws {
        // Inside quotes a line end is part of the text: the examples with such cells are left alone.
        guard !["google-forms.csv", "excel.csv", "fitbit.csv"].contains(example.file) else {
            return
        }
        let text = String(decoding: example.bytes, as: UTF8.self)
        let windows = text.split(separator: "\n", omittingEmptySubsequences: false)
            .joined(separator: "\r\n")
        let run = try ReaderRun(Array(windows.utf8), file: example.file, format: example.format)
        #expect(run.values == example.values)
    }

    @Test(
        "a file cut anywhere is read in part or refused with a sentence",
        arguments: ReaderExample.all)
    func truncated(_ example: ReaderExample) {
        let bytes = example.bytes
        for length in stride(from: 0, to: bytes.count, by: max(1, bytes.count / 97)) {
            do throws(ImportError) {
                let run = try ReaderRun(
                    Array(bytes.prefix(length)), file: example.file, format: example.format)
                #expect(run.values.count <= example.values.count + 8)
            } catch {
                #expect(!error.description.isEmpty)
            }
        }
    }

    // MARK: Days, nights, units, rows

    @Test("every value has a day that its file knows", arguments: ReaderExample.all)
    func days(_ example: ReaderExample) throws {
        let days = try values(of: example).map(\.moment.day)
        // All examples were written in the first months of one year.
        let year = try #require(CalendarDay(iso: "2026-01-01"))
        #expect(!days.isEmpty && days.allSatisfy { (0..<120).contains(year.distance(to: $0)) })
    }

    @Test(
        "a night has one length, no time of its own, and fits into its day",
        arguments: ReaderExample.all)
    func nights(_ example: ReaderExample) throws {
        let nights = try values(of: example).filter { $0.series == "sleep.hours" }
        #expect(nights.allSatisfy { $0.moment.second == nil })
        #expect(Set(nights.map(\.moment.day)).count == nights.count)
        for night in nights {
            guard case .number(let hours) = night.content else { continue }
            #expect((0...24).contains(hours))
        }
    }

    @Test(
        "a name that ends with a unit holds what a person can have of it",
        arguments: ReaderExample.all)
    func units(_ example: ReaderExample) throws {
        let ranges: [(end: String, range: ClosedRange<Double>)] = [
            (".hours", 0...24), (".minutes", 0...1440), (".kg", 0...300), (".km", 0...200),
            (".kcal", 0...20_000), (".percent", 0...100), (".mmol-l", 1...40), (".ms", 0...500),
        ]
        for value in try values(of: example) {
            guard case .number(let number) = value.content,
                let (end, range) = ranges.first(where: { value.series.hasSuffix($0.end) })
            else { continue }
            #expect(range.contains(number), "\(value.series) \(number) \(end)")
        }
    }

    @Test(
        "no row is passed over in silence: without it, the values or what is told are others",
        arguments: ReaderExample.all.filter {
            $0.file.hasSuffix(".csv") && !["google-forms.csv", "excel.csv"].contains($0.file)
        })
    func everyRow(_ example: ReaderExample) throws {
        let whole = try ReaderRun(example.bytes, file: example.file, format: example.format)
        let lines = String(decoding: example.bytes, as: UTF8.self)
            .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        for place in lines.indices.dropFirst() where !lines[place].isEmpty {
            var fewer = lines
            fewer.remove(at: place)
            let bytes = Array(fewer.joined(separator: "\n").utf8)
            let run = try? ReaderRun(bytes, file: example.file, format: example.format)
            #expect(run != whole, "line \(place + 1) of \(example.file): \(lines[place])")
        }
    }

    private func values(of example: ReaderExample) throws -> [ImportedValue] {
        var values: [ImportedValue] = []
        var reader = try ImportFormat.reader(
            named: example.format, for: ExportHead(example.bytes, file: example.file),
            context: ReaderRun.context(example.file))
        try reader.read(example.bytes) { values.append($0) }
        _ = try reader.finish { values.append($0) }
        return values
    }

    @Test("an empty file is refused", arguments: ImportFormat.all.map(\.id))
    func empty(_ format: String) {
        #expect(throws: ImportError.self) { try ReaderRun([], file: "empty", format: format) }
    }

    @Test("every format has an example")
    func complete() {
        #expect(
            Set(ImportFormat.all.map(\.id)).subtracting(ReaderExample.all.map(\.format)).isEmpty)
    }
}
