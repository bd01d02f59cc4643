import CZlib
import ExperimentText

/// The content of one entry, unpacked piece by piece in bounded memory.
///
/// The last piece is handed out only after the length and the checksum of the whole have proved right.
package struct ZipStream: ~Copyable {
    private let archive: ZipArchive
    private let entry: ZipEntry
    /// Where the next packed byte is, and where the entry's data end.
    private var place: Int
    private let end: Int
    private let inflation: Inflation?
    private var packed: [UInt8] = []
    private var unpackedCount = 0
    private var sum: UInt
    private var isOver = false

    private static let pieceLength = 1 << 18
    private static let packedLength = 1 << 16

    /// Deflate cannot pack better than 1032 to 1, and exports pack 10 to 60 to 1.
    static let highestRatio = 250
    /// Smaller entries may be packed as well as they like.
    static let smallEntry = 1 << 24

    /// - Throws: `ImportError` when the entry is encrypted, packed by another method, not where the
    ///   table of contents says, or unpacks to implausibly much.
    package init(_ entry: ZipEntry, in archive: ZipArchive) throws(ImportError) {
        let data: Range<Int>
        let inflation: Inflation?
        do throws(ZipProblem) {
            data = try Self.data(of: entry, in: archive)
            try Self.requirePlausible(entry, in: archive)
            inflation = entry.method == 0 ? nil : try Inflation(entry, in: archive)
        } catch {
            throw ImportError(.zip(error))
        }
        (place, end) = (data.lowerBound, data.upperBound)
        self.inflation = inflation
        self.archive = archive
        self.entry = entry
        sum = crc32(0, nil, 0)
    }

    /// The next piece, never an empty one; nil after the last.
    package mutating func next() throws(ImportError) -> [UInt8]? {
        guard !isOver else { return nil }
        do throws(ZipProblem) {
            let piece = try unpacked()
            try account(for: piece)
            return piece.isEmpty ? nil : piece
        } catch {
            throw ImportError(.zip(error))
        }
    }

    /// The first bytes of the entry.
    package mutating func head(_ length: Int) throws(ImportError) -> [UInt8] {
        var head: [UInt8] = []
        while head.count < length, let piece = try next() { head += piece }
        return Array(head.prefix(length))
    }

    // MARK: Where the data are

    private static let localHeaderLength = 30

    private static func data(
        of entry: ZipEntry, in archive: ZipArchive
    ) throws(ZipProblem) -> Range<Int> {
        guard !entry.isEncrypted else {
            throw .encrypted(file: archive.file, entry: entry.name)
        }
        guard [0, 8].contains(entry.method) else {
            throw .method(file: archive.file, entry: entry.name, number: entry.method)
        }
        let header = archive.bytes.bytes(from: entry.start, length: localHeaderLength)
        guard
            let record = LittleEndianRecord(
                header[...], signature: [0x50, 0x4B, 0x03, 0x04], length: localHeaderLength)
        else {
            throw .badEntry(
                file: archive.file, entry: entry.name, finding: "no entry at byte \(entry.start)")
        }
        let start = entry.start + localHeaderLength + record.two(26) + record.two(28)
        guard start <= archive.directoryStart,
            entry.packedSize <= archive.directoryStart - start
        else {
            throw .badEntry(
                file: archive.file, entry: entry.name,
                finding: "\(entry.packedSize) bytes announced where there are fewer")
        }
        return start..<start + entry.packedSize
    }

    private static func requirePlausible(
        _ entry: ZipEntry, in archive: ZipArchive
    ) throws(ZipProblem) {
        guard entry.size > smallEntry, entry.size / highestRatio > entry.packedSize else { return }
        throw .implausible(
            file: archive.file, entry: entry.name, size: entry.size, packed: entry.packedSize,
            most: highestRatio)
    }

    // MARK: Pieces

    private mutating func unpacked() throws(ZipProblem) -> [UInt8] {
        guard let inflation else { return stored() }
        return try inflated(inflation)
    }

    private mutating func stored() -> [UInt8] {
        let piece = archive.bytes.bytes(from: place, length: min(Self.pieceLength, end - place))
        place += piece.count
        isOver = place == end || piece.isEmpty
        return piece
    }

    private mutating func inflated(_ inflation: Inflation) throws(ZipProblem) -> [UInt8] {
        var piece: [UInt8] = []
        while piece.isEmpty, !isOver {
            if packed.isEmpty {
                packed = archive.bytes.bytes(
                    from: place, length: min(Self.packedLength, end - place))
                place += packed.count
            }
            let step = try inflation.step(packed, room: Self.pieceLength)
            piece = step.unpacked
            packed.removeFirst(step.used)
            isOver = step.isEnd
            if !isOver, packed.isEmpty, piece.isEmpty, place == end || step.used == 0 {
                throw badEntry("its data cut off")
            }
        }
        return piece
    }

    private mutating func account(for piece: [UInt8]) throws(ZipProblem) {
        unpackedCount += piece.count
        guard unpackedCount <= entry.size else {
            throw badEntry("more than the \(entry.size) bytes that it announces")
        }
        sum = crc32(sum, piece, UInt32(piece.count))
        guard isOver else { return }
        guard place == end, packed.isEmpty else { throw badEntry("bytes behind its end") }
        guard unpackedCount == entry.size else {
            throw badEntry("\(unpackedCount) of the \(entry.size) bytes that it announces")
        }
        guard UInt32(truncatingIfNeeded: sum) == entry.checksum else {
            throw badEntry("content that does not fit its checksum")
        }
    }

    private func badEntry(_ finding: String) -> ZipProblem {
        .badEntry(file: archive.file, entry: entry.name, finding: finding)
    }
}

/// The state of one inflation. A class, because zlib keeps a pointer to the state inside of it: it must
/// not move, and its memory must be given back once.
private final class Inflation {
    private let state: UnsafeMutablePointer<z_stream>
    private let file: String
    private let entry: String

    init(_ entry: ZipEntry, in archive: ZipArchive) throws(ZipProblem) {
        file = archive.file
        self.entry = entry.name
        state = .allocate(capacity: 1)
        state.initialize(to: z_stream())
        // Raw deflate data, without the header of a zlib file.
        let result = inflateInit2_(
            state, -MAX_WBITS, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        guard result == Z_OK else {
            throw .badEntry(
                file: file, entry: self.entry, finding: "no room to unpack it (zlib \(result))")
        }
    }

    deinit {
        inflateEnd(state)
        state.deallocate()
    }

    /// Unpacks at most `room` bytes.
    /// - Returns: what came out, how many bytes of `packed` were used, and whether this was the last.
    func step(
        _ packed: [UInt8], room: Int
    ) throws(ZipProblem) -> (unpacked: [UInt8], used: Int, isEnd: Bool) {
        var packed = packed
        var result = Z_OK
        let unpacked = [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
            packed.withUnsafeMutableBufferPointer { input in
                state.pointee.next_in = input.baseAddress
                state.pointee.avail_in = UInt32(input.count)
                state.pointee.next_out = buffer.baseAddress
                state.pointee.avail_out = UInt32(room)
                result = inflate(state, Z_NO_FLUSH)
            }
            count = room - Int(state.pointee.avail_out)
        }
        // Z_BUF_ERROR only says that it needs more input.
        guard [Z_OK, Z_STREAM_END, Z_BUF_ERROR].contains(result) else {
            throw .badEntry(file: file, entry: entry, finding: "data that are not deflated")
        }
        return (unpacked, packed.count - Int(state.pointee.avail_in), result == Z_STREAM_END)
    }
}
