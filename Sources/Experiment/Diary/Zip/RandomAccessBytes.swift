import ExperimentText

/// Bytes of a known number that can be read at any place, as those of a file on disk.
package struct RandomAccessBytes {
    package let count: Int
    private let read: (Range<Int>) -> [UInt8]

    /// - `read`: the bytes of a range within `0..<count`, and fewer where they cannot be read.
    package init(count: Int, read: @escaping (Range<Int>) -> [UInt8]) {
        self.count = count
        self.read = read
    }

    package init(_ bytes: [UInt8]) {
        self.init(count: bytes.count) { Array(bytes[$0]) }
    }

    /// The bytes from `start` on, as many as there are of `length`.
    package func bytes(from start: Int, length: Int) -> [UInt8] {
        guard start >= 0, length > 0, start < count else { return [] }
        return read(start..<start + min(length, count - start))
    }
}

/// Numbers in a record whose lowest byte comes first.
struct LittleEndianRecord {
    private let bytes: ArraySlice<UInt8>

    /// Nil unless the bytes begin with the signature and are as many as the record has.
    package init?(_ bytes: ArraySlice<UInt8>, signature: [UInt8], length: Int) {
        guard bytes.count >= length, bytes.starts(with: signature) else { return nil }
        self.bytes = bytes
    }

    package func two(_ place: Int) -> Int { Int(number(place, 2)) }

    package func four(_ place: Int) -> Int { Int(number(place, 4)) }

    /// Nil for a number that no file can reach.
    package func eight(_ place: Int) -> Int? { Int(exactly: number(place, 8)) }

    /// - Precondition: the place lies within the length that the record was checked for.
    private func number(_ place: Int, _ length: Int) -> UInt64 {
        let start = bytes.startIndex + place
        return bytes[start..<start + length].reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }
}
