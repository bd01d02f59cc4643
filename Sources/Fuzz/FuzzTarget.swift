import ExperimentDiary
import ExperimentText
import ExperimentTrial
import Foundation
@testable import n1

/// One door through which a foreign file comes in, open to libFuzzer (`scripts/fuzz.sh`).
enum FuzzTarget {
    case plan, table, archive, study, seal, key, number, database
    /// An export whose format is told by its content.
    case export
    /// An export of one format.
    case reader(String)

    init(named name: String) {
        let others: [String: FuzzTarget] = [
            "plan": .plan, "table": .table, "archive": .archive, "study": .study, "seal": .seal,
            "key": .key, "number": .number, "database": .database, "export": .export,
        ]
        self = others[name] ?? .reader(name)
    }

    func run(_ bytes: [UInt8]) {
        switch self {
        case .plan: _ = try? DraftPlan(yaml: text(bytes), file: "plan.yaml").validated()
        case .table: _ = try? CSVTable(bytes: bytes, file: "diary.csv")
        case .archive: archive(bytes)
        case .study: study(bytes)
        case .seal: _ = try? PlanSeal(yaml: text(bytes), file: "plan.seal")
        case .key: _ = try? BlindingKey(yaml: text(bytes), file: "key.yaml")
        case .number: number(bytes)
        case .database: database(bytes)
        case .export: try? read(bytes, format: nil)
        case .reader(let format): try? read(bytes, format: format)
        }
    }

    private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

    /// In pieces, so that what a reader keeps between them is met too.
    private func read(_ bytes: [UInt8], format: String?) throws {
        var reader = try ImportFormat.reader(
            named: format, for: ExportHead(bytes, file: "export"),
            context: ImportContext(
                file: "export", dateOrder: nil,
                zone: LocalZone(name: "Europe/Berlin") { _ in 3600 }, zoneNamed: { _ in nil }))
        for start in stride(from: 0, to: bytes.count, by: 512) {
            try reader.read(Array(bytes[start..<min(start + 512, bytes.count)])) { _ in }
        }
        _ = try reader.finish { _ in }
    }

    private func archive(_ bytes: [UInt8]) {
        guard let archive = try? ZipArchive(RandomAccessBytes(bytes), file: "a.zip") else { return }
        for entry in archive.entries.prefix(8) {
            guard var stream = try? ZipStream(entry, in: archive) else { continue }
            while let piece = try? stream.next(), !piece.isEmpty {}
        }
    }

    private func study(_ bytes: [UInt8]) {
        guard let study = try? StudyUStudy(bytes, file: "study.json") else { return }
        let plan = study.plan(
            from: CalendarDay(daysSinceEpoch: 20_500), letters: study.letters ?? "ABBA")
        _ = try? DraftPlan(yaml: plan, file: "plan.yaml").validated()
    }

    /// A number or a time as text, and as eight bytes, which may be any number there is.
    private func number(_ bytes: [UInt8]) {
        let text = text(bytes)
        if let value = decimalNumber(text) {
            // Both ways of reading a number say the same, and what is written reads back.
            precondition(value == Double(text), "two readings of one number")
            precondition(decimalNumber(PlainNumber.text(value)) == value, "a number written back")
        }
        _ = decimalNumber(decimalPointed(text))
        if let day = CalendarDay(iso: text) {
            precondition(CalendarDay(iso: "\(day)") == day, "a day written back")
        }
        for pattern in ["YYYY-MM-DDTHH:MM", "DD.MM.YYYY HH:MM:SS", "MM/DD/YYYY h:MM a"] {
            _ = TimeFormat(pattern: pattern)?.moment(text)
        }
        _ = TimeFormat(pattern: text)
        let bits = bytes.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        let value = Double(bitPattern: bits)
        let decimals = Int(bytes.last ?? 0) % 8
        _ = PlainNumber.text(value, decimals: decimals)
        _ = Rounding(decimals: decimals).text(value)
        _ = Rounding.decimals(carriedBy: value)
        _ = Rounding.decimals(of: value)
    }

    /// A diary that something else wrote: looked over, and read all the same.
    private func database(_ bytes: [UInt8]) {
        let path = NSTemporaryDirectory() + "n1-fuzz-\(getpid()).sqlite"
        guard FileManager.default.createFile(atPath: path, contents: Data(bytes)) else { return }
        defer {
            for ending in ["", "-wal", "-shm", "-journal"] { unlink(path + ending) }
        }
        try? DiaryStore.reading(path) { store in
            try? store.requireIntegrity()
            _ = try? store.currentFacts()
            _ = try? store.writing()
            _ = try? store.checksum()
        }
    }
}
