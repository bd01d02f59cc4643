import Experiment
@testable import ExperimentDiary
@testable import ExperimentTrial
@testable import ExperimentAnalysis
@testable import ExperimentConclusions
@testable import ExperimentPlanning
@testable import ExperimentReport
import Foundation
@testable import Stats
import Testing

/// Damaged files against everything that reads files. One after the other, so that the minutes of a
/// long run are those of a clock.
@Suite("Mutated files", .serialized)
struct MutationTests {
    /// Minutes of the long run, by `N1_FUZZ_MINUTES` (`make fuzz`); the short one takes a fixed number
    /// of rounds.
    private static let minutes = Double(
        ProcessInfo.processInfo.environment["N1_FUZZ_MINUTES"] ?? "")

    private static let archives = [
        "apple-health.zip", "streamed.zip", "zip64.zip", "stored.zip", "takeout.zip", "fitbit.zip",
    ]

    /// What the minutes are shared among: readers, archives, the plan and the study.
    private static let targets = ReaderExample.all.count + archives.count + 2

    /// An input that takes longer hangs.
    private static let longest = Duration.seconds(20)

    @Test("no mutation of an example crashes or hangs its reader", arguments: ReaderExample.all)
    func mutations(_ example: ReaderExample) {
        run(example.file, example.bytes) { bytes in
            _ = try? ReaderRun(bytes, file: example.file, format: example.format, pieces: 512)
            _ = try? ReaderRun(bytes, file: example.file)
        }
    }

    @Test(
        "no mutation of an archive crashes or hangs the zip reader, or the one of what is inside",
        arguments: archives)
    func zips(_ file: String) {
        run(file, ZipArchiveTests.bytes(of: file)) { bytes in
            guard let archive = try? ZipArchive(RandomAccessBytes(bytes), file: file) else {
                return
            }
            for entry in archive.entries.prefix(8) {
                _ = try? ZipArchiveTests.content(of: entry, in: archive)
            }
            guard let entry = try? archive.entry(named: nil, format: nil),
                let content = try? ZipArchiveTests.content(of: entry, in: archive)
            else { return }
            _ = try? ReaderRun(content, file: entry.lastName)
        }
    }

    @Test("no mutation of a plan crashes or hangs the plan decoder")
    func plans() {
        run("plan.yaml", Array(Self.plan.utf8)) { bytes in
            let text = String(decoding: bytes, as: UTF8.self)
            _ = try? DraftPlan(yaml: text, file: "plan.yaml").validated()
        }
    }

    @Test("no mutation of a study of StudyU crashes or hangs its reader or the plan made of it")
    func studies() {
        let file = "studyu-study.json"
        run(file, ReaderExample.bytes(of: file)) { bytes in
            guard let study = try? StudyUStudy(bytes, file: file) else { return }
            let plan = study.plan(
                from: CalendarDay(daysSinceEpoch: 20_500), letters: study.letters ?? "ABBA")
            _ = try? DraftPlan(yaml: plan, file: "plan.yaml").validated()
        }
    }

    private func run(_ name: String, _ seed: [UInt8], _ body: ([UInt8]) -> Void) {
        let clock = ContinuousClock()
        let share = Self.minutes.map { Duration.seconds($0 * 60 / Double(Self.targets)) }
        let start = clock.now
        var slowest = Duration.zero
        var round: UInt64 = 0
        while share.map({ clock.now - start < $0 }) ?? (round < 60) {
            var mutator = Mutator(seed: 20_260_304, round: round)
            let bytes = mutator.mutated(seed)
            slowest = max(slowest, clock.measure { body(bytes) })
            round += 1
        }
        #expect(round > 0 && !seed.isEmpty)
        #expect(slowest < Self.longest, "\(name)")
        guard Self.minutes != nil else { return }
        let peak = Self.peakMemory
        #expect(peak < 1 << 30, "\(name)")
        print("\(name): \(round) inputs, slowest \(slowest), peak memory \(peak >> 20) MB")
    }

    /// Bytes that this process has held at most.
    private static var peakMemory: Int {
        let status = FileManager.default.contents(atPath: "/proc/self/status") ?? Data()
        let line = String(decoding: status, as: UTF8.self).split(separator: "\n")
            .first { $0.hasPrefix("VmHWM:") }
        let kilobytes = line?.split(whereSeparator: \.isWhitespace).dropFirst().first
        return (kilobytes.flatMap { Int($0) } ?? 0) << 10
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
        ].map { Array($0.utf8) } + [
            [0xFF, 0xFE], [0xC3], [0x81], [0xFF, 0xFF, 0xFF, 0xFF], [0x50, 0x4B, 0x05, 0x06],
        ]

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
