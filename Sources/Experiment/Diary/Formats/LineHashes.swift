/// The hashes of the lines of a table, to tell cheaply that no two are the same.
///
/// Two equal lines have one hash; that two lines of one hash are equal is left to a second look. A hash of
/// eight bytes at a time and a table with room are a quarter of the time of a `Set`.
struct LineHashes {
    /// 0 is a free place.
    private var table = [UInt64](repeating: 0, count: 1 << 10)
    private var count = 0

    /// - Returns: false when a line of this hash was there.
    mutating func insert(_ line: UnsafeRawBufferPointer) -> Bool {
        if count * 2 > table.count { grow() }
        count += 1
        return insert(Self.hash(line))
    }

    private mutating func insert(_ hash: UInt64) -> Bool {
        let mask = table.count - 1
        var place = Int(truncatingIfNeeded: hash) & mask
        while table[place] != 0 {
            if table[place] == hash { return false }
            place = (place + 1) & mask
        }
        table[place] = hash
        return true
    }

    private mutating func grow() {
        let old = table
        table = [UInt64](repeating: 0, count: old.count * 2)
        for hash in old where hash != 0 { _ = insert(hash) }
    }

    /// Multiply and fold, as wyhash does; never 0.
    private static func hash(_ line: UnsafeRawBufferPointer) -> UInt64 {
        var hash = mixed(UInt64(line.count), 0x9E37_79B9_7F4A_7C15)
        var place = 0
        while place + 8 <= line.count {
            hash = mixed(hash ^ line.loadUnaligned(fromByteOffset: place, as: UInt64.self), prime)
            place += 8
        }
        var rest: UInt64 = 0
        while place < line.count {
            rest = rest << 8 | UInt64(line[place])
            place += 1
        }
        return max(1, mixed(hash ^ rest, prime))
    }

    private static let prime: UInt64 = 0xE703_7ED1_A0B4_28DB

    private static func mixed(_ a: UInt64, _ b: UInt64) -> UInt64 {
        let product = a.multipliedFullWidth(by: b)
        return product.high ^ product.low
    }
}
