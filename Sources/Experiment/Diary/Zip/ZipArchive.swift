import ExperimentText

/// A zip archive, by the table of contents at its end. Entries are read as streams; nothing is ever
/// unpacked to the disk, so that no name in an archive can reach a file.
///
/// Read are stored and deflated entries, with ZIP64 numbers and with sizes that follow the data (the
/// table of contents has them again). Refused are encryption, other methods, archives in several
/// parts, and what is cut off or contradicts itself.
/// Source: PKWARE APPNOTE.TXT 6.3.10, sections 4.3 to 4.5.
package struct ZipArchive {
    /// The archive's name, for messages.
    package let file: String
    /// In the order of the table of contents, without folders.
    package let entries: [ZipEntry]
    package let bytes: RandomAccessBytes
    /// Where the table of contents begins; the data of every entry ends before it.
    let directoryStart: Int

    /// Some 150,000 entries; a longer table of contents is made to fill the memory.
    static let longestDirectory = 1 << 24

    /// - Throws: `ImportError` when the bytes have no table of contents that can be read.
    package init(_ bytes: RandomAccessBytes, file: String) throws(ImportError) {
        do throws(ZipProblem) {
            let end = try ZipDirectoryEnd(bytes, file: file)
            guard end.directory.count <= Self.longestDirectory else {
                throw .tooManyEntries(
                    file: file, bytes: end.directory.count, most: Self.longestDirectory)
            }
            let directory = bytes.bytes(
                from: end.directory.lowerBound, length: end.directory.count)
            entries = try Self.entries(directory, count: end.count, file: file)
                .filter { !$0.isFolder }
            directoryStart = end.directory.lowerBound
        } catch {
            throw ImportError(.zip(error))
        }
        self.bytes = bytes
        self.file = file
    }

    /// Whether a file is one, by its first bytes.
    package static func isZip(_ head: [UInt8]) -> Bool { PackedFile(head) == .zip }

    private static func entries(
        _ directory: [UInt8], count: Int, file: String
    ) throws(ZipProblem) -> [ZipEntry] {
        var entries: [ZipEntry] = []
        var rest = directory[...]
        while entries.count < count {
            guard let (entry, length) = ZipEntry.first(of: rest) else {
                throw .damaged(
                    file: file,
                    finding: "\(entries.count) of the \(count) entries that it announces")
            }
            entries.append(entry)
            rest = rest.dropFirst(length)
        }
        return entries
    }
}

/// One file of an archive, as the table of contents describes it.
package struct ZipEntry: Sendable, Equatable {
    /// With its folders; characters that steer a terminal are replaced.
    package let name: String
    /// Bytes when unpacked, as the archive says.
    package let size: Int
    let packedSize: Int
    let checksum: UInt32
    /// 0 is stored, 8 is deflated.
    package let method: Int
    let isEncrypted: Bool
    /// Where its own header begins.
    package let start: Int

    /// Without its folders.
    package var lastName: String { name.split(separator: "/").last.map(String.init) ?? name }

    package var isFolder: Bool { name.hasSuffix("/") }

    private static let signature: [UInt8] = [0x50, 0x4B, 0x01, 0x02]
    private static let headerLength = 46

    /// The first entry of a table of contents, and the length of its record; nil when there is none.
    package static func first(of directory: ArraySlice<UInt8>) -> (entry: ZipEntry, length: Int)? {
        guard
            let record = LittleEndianRecord(directory, signature: signature, length: headerLength)
        else { return nil }
        let (nameLength, extraLength) = (record.two(28), record.two(30))
        let length = headerLength + nameLength + extraLength + record.two(32)
        guard directory.count >= length else { return nil }
        let variable = directory.dropFirst(headerLength)
        guard
            let places = ZipPlaces(
                record, extra: variable.dropFirst(nameLength).prefix(extraLength))
        else { return nil }
        let entry = ZipEntry(
            name: shownName(variable.prefix(nameLength)), size: places.size,
            packedSize: places.packedSize, checksum: UInt32(truncatingIfNeeded: record.four(16)),
            method: record.two(10), isEncrypted: record.two(8) & 0x2041 != 0, start: places.start)
        return (entry, length)
    }

    /// Names are UTF-8, or in the encoding of an old system, of which the letters that matter here are
    /// the same.
    private static func shownName(_ bytes: ArraySlice<UInt8>) -> String {
        let name = String(decoding: bytes, as: UTF8.self)
        return String(
            String.UnicodeScalarView(
                name.unicodeScalars.map { scalar in
                    switch scalar.properties.generalCategory {
                    case .control, .format: "\u{FFFD}"
                    default: scalar
                    }
                }))
    }
}

/// Sizes and place of an entry, from the ZIP64 field where the plain ones are full.
private struct ZipPlaces {
    private(set) var size: Int
    private(set) var packedSize: Int
    private(set) var start: Int

    private static let full = 0xFFFF_FFFF

    /// Nil when a full field has no ZIP64 number, or one that no file can reach.
    init?(_ record: LittleEndianRecord, extra: ArraySlice<UInt8>) {
        size = record.four(24)
        packedSize = record.four(20)
        start = record.four(42)
        let isFull = [size, packedSize, start].map { $0 == Self.full }
        let count = isFull.count { $0 }
        guard count > 0 else { return }
        guard let field = Self.zip64(extra),
            let record = LittleEndianRecord(field, signature: [], length: 8 * count)
        else { return nil }
        let numbers = (0..<count).compactMap { record.eight(8 * $0) }
        guard numbers.count == count else { return nil }
        var next = numbers.makeIterator()
        if isFull[0] { size = next.next() ?? size }
        if isFull[1] { packedSize = next.next() ?? packedSize }
        if isFull[2] { start = next.next() ?? start }
    }

    /// The content of the field with the number 1.
    private static func zip64(_ extra: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        var rest = extra
        while let head = LittleEndianRecord(rest, signature: [], length: 4) {
            let content = rest.dropFirst(4).prefix(head.two(2))
            if head.two(0) == 1 { return content }
            rest = rest.dropFirst(4 + head.two(2))
        }
        return nil
    }
}

/// The record at the end of an archive that says where its table of contents is.
struct ZipDirectoryEnd {
    let directory: Range<Int>
    /// Entries in it.
    package let count: Int

    private static let length = 22
    private static let longestComment = 0xFFFF
    private static let signature: [UInt8] = [0x50, 0x4B, 0x05, 0x06]

    package init(_ bytes: RandomAccessBytes, file: String) throws(ZipProblem) {
        let tailLength = min(bytes.count, Self.length + Self.longestComment)
        let tail = bytes.bytes(from: bytes.count - tailLength, length: tailLength)
        guard let (place, record) = Self.last(in: tail) else { throw .cutOff(file: file) }
        let position = bytes.count - tail.count + place
        let plain = (
            parts: record.two(4) | record.two(6), count: record.two(10), size: record.four(12),
            start: record.four(16)
        )
        let found = try Self.zip64(bytes, before: position, file) ?? plain
        guard found.parts == 0 else { throw .severalParts(file: file) }
        guard found.start <= position, found.size <= position - found.start,
            found.count <= found.size
        else {
            throw .damaged(
                file: file,
                finding: "a table of contents of \(found.size) bytes at \(found.start)")
        }
        directory = found.start..<found.start + found.size
        count = found.count
    }

    /// The last one whose comment reaches to the end of the file.
    private static func last(in tail: [UInt8]) -> (place: Int, record: LittleEndianRecord)? {
        for place in stride(from: tail.count - length, through: 0, by: -1)
        where tail[place] == signature[0] {
            guard
                let record = LittleEndianRecord(
                    tail[place...], signature: signature, length: length),
                place + length + record.two(20) == tail.count
            else { continue }
            return (place, record)
        }
        return nil
    }

    /// The numbers of a ZIP64 archive; nil for a plain one.
    private static func zip64(
        _ bytes: RandomAccessBytes, before position: Int, _ file: String
    ) throws(ZipProblem) -> (parts: Int, count: Int, size: Int, start: Int)? {
        let locatorBytes = bytes.bytes(from: position - 20, length: 20)
        guard
            let locator = LittleEndianRecord(
                locatorBytes[...], signature: [0x50, 0x4B, 0x06, 0x07], length: 20)
        else { return nil }
        let recordBytes = locator.eight(8).map { bytes.bytes(from: $0, length: 56) } ?? []
        guard
            let record = LittleEndianRecord(
                recordBytes[...], signature: [0x50, 0x4B, 0x06, 0x06], length: 56),
            let count = record.eight(32), let size = record.eight(40), let start = record.eight(48)
        else { throw .damaged(file: file, finding: "no ZIP64 record where it should be") }
        return (record.four(16) | record.four(20), count, size, start)
    }
}
