import ExperimentDiary
import ExperimentTrial
import Foundation

/// One door through which a foreign file comes in, open to libFuzzer (`scripts/fuzz.sh`).
enum FuzzTarget {
    case plan, table, archive, study, seal, key
    /// An export whose format is told by its content.
    case export
    /// An export of one format.
    case reader(String)

    init(named name: String) {
        let others: [String: FuzzTarget] = [
            "plan": .plan, "table": .table, "archive": .archive, "study": .study, "seal": .seal,
            "key": .key, "export": .export,
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
}
