import Experiment
@testable import ExperimentDiary
@testable import ExperimentTrial
@testable import ExperimentAnalysis
@testable import ExperimentPlanning
@testable import ExperimentReport
import Testing

/// The archives are made by Python's zipfile: Examples/zip/make-zips.py.
@Suite("Zip archives")
struct ZipArchiveTests {
    static func bytes(of name: String) -> [UInt8] { ReaderExample.bytes(of: "zip/\(name)") }

    static func archive(_ name: String) throws(ImportError) -> ZipArchive {
        try ZipArchive(RandomAccessBytes(bytes(of: name)), file: name)
    }

    static func content(
        of entry: ZipEntry, in archive: ZipArchive
    ) throws(ImportError) -> [UInt8] {
        var stream = try ZipStream(entry, in: archive)
        var content: [UInt8] = []
        while let piece = try stream.next() { content += piece }
        return content
    }

    private func refusal(_ bytes: [UInt8], _ file: String = "a.zip") -> String? {
        do throws(ImportError) {
            let archive = try ZipArchive(RandomAccessBytes(bytes), file: file)
            let entry = try archive.entry(named: nil, format: nil)
            _ = try Self.content(of: entry, in: archive)
            return nil
        } catch {
            return error.description
        }
    }

    // MARK: What is read

    @Test(
        "the file inside is read byte by byte as it was packed",
        arguments: [
            ("apple-health.zip", "apple_health_export/export.xml", "apple-health.xml"),
            ("streamed.zip", "daylio_export.csv", "daylio.csv"),
            ("zip64.zip", "fhir.json", "fhir.json"),
            ("stored.zip", "long.csv", "long.csv"),
            (
                "takeout.zip", "Takeout/Fit/Daily activity metrics/Daily activity metrics.csv",
                "google-fit.csv"
            ),
        ])
    func content(_ file: String, _ entry: String, _ example: String) throws {
        let archive = try Self.archive(file)
        let meant = try archive.entry(named: nil, format: nil)
        #expect(meant.name == entry)
        let content = try Self.content(of: meant, in: archive)
        #expect(content == ReaderExample.bytes(of: example))
        #expect(content.count == meant.size)
    }

    @Test("a long entry comes in bounded pieces, whose sum is the whole")
    func pieces() throws {
        let archive = try Self.archive("long.zip")
        var stream = try ZipStream(archive.entries[0], in: archive)
        var pieces: [[UInt8]] = []
        while let piece = try stream.next() { pieces.append(piece) }
        #expect(pieces.count > 4 && pieces.allSatisfy { !$0.isEmpty && $0.count <= 1 << 18 })
        let rows = (0..<300_000).map { "\($0 % 1000 * 7919 % 10_007)\n" }
        #expect(pieces.flatMap(\.self) == Array(rows.joined().utf8))
    }

    @Test("folders are no entries, and names cannot steer a terminal")
    func names() throws {
        let names = try Self.archive("apple-health.zip").entries.map(\.name)
        #expect(names.first == "apple_health_export/export_cda.xml")
        var bytes = Self.bytes(of: "stored.zip")
        let place = try #require(bytes.lastRange(of: Array("long.csv".utf8)))
        bytes[place] = 0x1B
        let archive = try ZipArchive(RandomAccessBytes(bytes), file: "a.zip")
        #expect(archive.entries.map(\.name) == ["\u{FFFD}ong.csv"])
    }

    @Test("an entry is named by its path, or by its last part where that leaves no doubt")
    func named() throws {
        let archive = try Self.archive("fitbit.zip")
        let path = "Takeout/Fitbit/Global Export Data/steps-2026-03-04.json"
        #expect(try archive.entry(named: path, format: nil).name == path)
        #expect(try archive.entry(named: "steps-2026-03-04.json", format: nil).name == path)
        #expect(
            throws: ImportError(
                .zip(
                    .noSuchEntry(
                        file: "fitbit.zip", found: "steps.json",
                        entries: archive.entries.map(\.name))))
        ) { try archive.entry(named: "steps.json", format: nil) }
    }

    @Test("the format that was said chooses among entries, and takes the only one as it is")
    func format() throws {
        let health = try Self.archive("apple-health.zip")
        #expect(
            try health.entry(named: nil, format: "csv").lastName == "ecg_2026-03-04.csv")
        #expect(
            try Self.archive("stored.zip").entry(named: nil, format: "oura").name == "long.csv")
    }

    @Test(
        "the files of one app are read together, and a database in an archive is that of the phone")
    func together() throws {
        let fitbit = try Self.archive("fitbit.zip").entries(named: nil, format: nil)
        #expect(fitbit.map(\.lastName) == ["sleep-2026-03-04.json", "steps-2026-03-04.json"])
        let phone = try Self.archive("health-connect.zip").entries(named: nil, format: nil)
        #expect(phone.map(\.lastName) == ["health_connect_export.db"])
    }

    // MARK: What is refused

    @Test(
        "what cannot be meant, read or trusted is refused with a sentence",
        arguments: [
            (
                "two-apps.zip",
                "two-apps.zip: found 2 files that could be meant, \"daylio_export.csv\" and "
                    + "\"oura.csv\"; expected one. Name it with --entry, such as --entry "
                    + "\"daylio_export.csv\"."
            ),
            (
                "bzip2.zip",
                "bzip2.zip, \"long.csv\": found an entry packed by bzip2; expected stored or deflated. "
                    + "Unzip it, and import the file itself."
            ),
            (
                "spreadsheet.zip",
                "spreadsheet.zip: found a spreadsheet or an office document; expected a table as text. "
                    + "Save it as CSV."
            ),
            (
                "pictures.zip",
                "pictures.zip: found \"holiday/beach.jpg\" and \"holiday/read me.md\"; expected a file "
                    + "that a reader knows. Name one with --entry and its --format, or check that this "
                    + "is the right archive."
            ),
            (
                "bomb.zip",
                "bomb.zip, \"diary.csv\": found 17825802 bytes packed into 17354; expected at most 250 "
                    + "to 1, as no real export packs better. Unzip it, and import the file itself, if "
                    + "you trust it."
            ),
        ])
    func refused(_ file: String, _ sentence: String) {
        #expect(refusal(Self.bytes(of: file), file) == sentence)
    }

    @Test("an encrypted entry is refused")
    func encrypted() throws {
        var bytes = Self.bytes(of: "stored.zip")
        let place = try #require(bytes.firstRange(of: [0x50, 0x4B, 0x01, 0x02]))
        bytes[place + 8] |= 1
        #expect(
            refusal(bytes)
                == "a.zip, \"long.csv\": found an encrypted entry; expected a plain one. Unzip it with "
                + "its password, and import the file itself.")
    }

    @Test("an archive of several parts is refused")
    func parts() throws {
        var bytes = Self.bytes(of: "streamed.zip")
        bytes[bytes.count - 18] = 1
        #expect(
            refusal(bytes)
                == "a.zip: found one part of a zip archive of several; expected a whole one. Join the "
                + "parts, or export again.")
    }

    @Test(
        "an archive that is cut off anywhere is refused", arguments: ["streamed.zip", "zip64.zip"])
    func cutOff(_ file: String) {
        let bytes = Self.bytes(of: file)
        for length in 0..<bytes.count {
            #expect(
                refusal(Array(bytes.prefix(length)))
                    == "a.zip: found a zip archive without its table of contents at the end; expected "
                    + "the whole archive. It is cut off: copy or export it again.")
        }
    }

    @Test(
        "an archive whose beginning is lost is refused",
        arguments: ["streamed.zip", "zip64.zip", "stored.zip"])
    func beginningLost(_ file: String) {
        let bytes = Self.bytes(of: file)
        for start in 1..<bytes.count { #expect(refusal(Array(bytes.dropFirst(start))) != nil) }
    }

    @Test(
        "no byte of the content can change unnoticed",
        arguments: ["apple-health.zip", "streamed.zip", "zip64.zip", "stored.zip"])
    func changed(_ file: String) throws {
        let archive = try Self.archive(file)
        let entry = try archive.entry(named: nil, format: nil)
        let bytes = Self.bytes(of: file)
        let start = entry.start + 30 + entry.name.utf8.count + 20
        for place in stride(from: start, to: start + entry.packedSize - 20, by: 7) {
            var damaged = bytes
            damaged[place] ^= 0x10
            let read = try ZipArchive(RandomAccessBytes(damaged), file: file)
            #expect(throws: ImportError.self) { try Self.content(of: entry, in: read) }
        }
    }

    @Test("a checksum that does not fit is told, and the last piece is not handed out")
    func checksum() throws {
        var bytes = Self.bytes(of: "stored.zip")
        let place = try #require(bytes.firstRange(of: Array("itch,4".utf8)))
        bytes[place + 5] = 0x39
        let archive = try ZipArchive(RandomAccessBytes(bytes), file: "a.zip")
        var stream = try ZipStream(archive.entries[0], in: archive)
        var pieces = 0
        do throws(ImportError) {
            while try stream.next() != nil { pieces += 1 }
            Issue.record("expected a refusal")
        } catch {
            #expect(
                error.description
                    == "a.zip, \"long.csv\": found content that does not fit its checksum; expected an "
                    + "entry that agrees with the table of contents. The archive is damaged: copy or "
                    + "export it again.")
        }
        #expect(pieces == 0)
    }

    @Test("an entry that unpacks to more than it announces is stopped there")
    func moreThanAnnounced() throws {
        let archive = try Self.archive("bomb.zip")
        let entry = archive.entries[0]
        let small = ZipEntry(
            name: entry.name, size: 1000, packedSize: entry.packedSize, checksum: entry.checksum,
            method: entry.method, isEncrypted: false, start: entry.start)
        #expect(
            throws: ImportError(
                .zip(
                    .badEntry(
                        file: "bomb.zip", entry: "diary.csv",
                        finding: "more than the 1000 bytes that it announces")))
        ) { try Self.content(of: small, in: archive) }
    }

    @Test("a table of contents that would fill the memory is refused before it is read")
    func endlessContents() {
        var read = 0
        let size = 1 << 40
        let end: [UInt8] =
            [0x50, 0x4B, 0x05, 0x06, 0, 0, 0, 0, 1, 0, 1, 0]
            + [0, 0, 0, 0x7F] + [0, 0, 0, 0] + [0, 0]
        let bytes = RandomAccessBytes(count: size) { range in
            read += range.count
            let zeros = [UInt8](repeating: 0, count: range.count)
            return range.upperBound == size ? zeros.dropLast(end.count) + end : zeros
        }
        #expect(
            throws: ImportError(
                .zip(.tooManyEntries(file: "a.zip", bytes: 0x7F00_0000, most: 1 << 24)))
        ) { try ZipArchive(bytes, file: "a.zip") }
        #expect(read < 1 << 20)
    }
}

extension [UInt8] {
    /// Where a run of bytes begins first.
    fileprivate func firstRange(of run: [UInt8]) -> Int? {
        indices.dropLast(run.count - 1).first { self[$0...].starts(with: run) }
    }

    fileprivate func lastRange(of run: [UInt8]) -> Int? {
        indices.dropLast(run.count - 1).last { self[$0...].starts(with: run) }
    }
}

extension ZipArchive {
    /// The first of the entries that an import means.
    func entry(named: String?, format: String?) throws(ImportError) -> ZipEntry {
        try entries(named: named, format: format)[0]
    }
}
