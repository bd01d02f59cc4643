@testable import Experiment
import Foundation
import Stats
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

@Suite("Mutated files")
struct MutationTests {
    /// Minutes of the long run, by `N1_FUZZ_MINUTES`; the short one takes a fixed number of rounds.
    private static let minutes = Double(
        ProcessInfo.processInfo.environment["N1_FUZZ_MINUTES"] ?? "")

    @Test("no mutation of an example crashes or hangs its reader", arguments: ReaderExample.all)
    func mutations(_ example: ReaderExample) {
        let share = Double(ReaderExample.all.count + 1)
        run(example.bytes, minutes: Self.minutes.map { $0 / share }) { bytes in
            _ = try? ReaderRun(bytes, file: example.file, format: example.format, pieces: 512)
            _ = try? ReaderRun(bytes, file: example.file)
        }
    }

    @Test("no mutation of a plan crashes or hangs the plan decoder")
    func plans() {
        let share = Double(ReaderExample.all.count + 1)
        run(Array(MutationTests.plan.utf8), minutes: Self.minutes.map { $0 / share }) { bytes in
            let text = String(decoding: bytes, as: UTF8.self)
            _ = try? DraftPlan(yaml: text, file: "plan.yaml").validated()
        }
    }

    private func run(_ seed: [UInt8], minutes: Double?, _ body: ([UInt8]) -> Void) {
        let clock = ContinuousClock()
        let end = minutes.map { clock.now + .seconds($0 * 60) }
        var round: UInt64 = 0
        while end.map({ clock.now < $0 }) ?? (round < 60) {
            var mutator = Mutator(seed: 20_260_304, round: round)
            body(mutator.mutated(seed))
            round += 1
        }
        #expect(round > 0)
    }

    static let plan = """
        title: Six weeks without dairy
        seed: 7
        outcomes:
          - {id: itch, scale: {from: 0, to: 10, better: lower}, worthwhile: 1}
        covariates:
          - {id: sleep, lag: 1}
        conditions:
          - {id: dairy, name: usual}
          - {id: free, name: "dairy-free", against: dairy}
        schedule:
          start: 2026-03-01
          phases:
            - {condition: dairy, days: 14}
            - {condition: free, days: 42}
        diary:
          day: {column: Datum, format: DD.MM.YYYY, starts: "04:00"}
          columns: {itch: Juckreiz}
          condition: {column: diet, words: {milk: dairy, none: free}}
        imports:
          - {format: daylio, series: {itch: {from: mood, times: 2, words: {so-so: 2.5}}}}
        analysis: {onset-lag: 7, washout: 7}
        """
}

/// Damages bytes the way that disks, editors and attackers do.
private struct Mutator {
    private var generator: SeededGenerator

    init(seed: UInt64, round: UInt64) { generator = SeededGenerator(seed: seed, stream: round) }

    private static let pieces: [[UInt8]] =
        [
            "\"", "\u{0}", "\r", "\n\n", ",,,,", ";", "<!ENTITY x \"y\">", "<", "&", "]]>", "{",
            "[[[[[[",
            "9999999999999999999", "-1e308", "1e-999", "\u{FEFF}", "0000-00-00", "31/02/2026",
            "NaN",
            "\\u", "\\ud800", "=\"", "T", "+99:99", ": &a [*a]",
        ].map { Array($0.utf8) } + [[0xFF, 0xFE], [0xC3], [0x81]]

    mutating func mutated(_ bytes: [UInt8]) -> [UInt8] {
        var bytes = bytes
        for _ in 0...generator.uniform(below: 6) {
            guard !bytes.isEmpty else { return bytes }
            let place = generator.uniform(below: bytes.count)
            let length = min(generator.uniform(below: 40) + 1, bytes.count - place)
            switch generator.uniform(below: 6) {
            case 0: bytes[place] = UInt8(truncatingIfNeeded: generator.next())
            case 1: bytes.removeSubrange(place..<place + length)
            case 2: bytes.insert(contentsOf: bytes[place..<place + length], at: place)
            case 3:
                let piece = Self.pieces[generator.uniform(below: Self.pieces.count)]
                bytes.insert(contentsOf: piece, at: place)
            case 4: bytes.removeLast(bytes.count - place)
            default: bytes.swapAt(place, generator.uniform(below: bytes.count))
            }
        }
        return bytes
    }
}
