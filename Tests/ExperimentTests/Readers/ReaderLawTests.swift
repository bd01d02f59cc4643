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
