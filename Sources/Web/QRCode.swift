/// A QR code of bytes at error correction level M, up to 213 bytes (versions 1 to 10).
///
/// Source: ISO/IEC 18004:2015. Oracle: ZXing and OpenCV read every one of `Tests/Browser/qr.py`.
package struct QRCode: Sendable, Equatable {
    /// Rows from the top; true is dark. Without the quiet zone of four modules around it.
    package private(set) var modules: [[Bool]]

    package var size: Int { modules.count }

    /// Nil for a text that is too long.
    package init?(_ text: String) {
        guard let version = QRVersion.smallest(for: text.utf8.count) else { return nil }
        let codewords = version.interleaved(version.data(Array(text.utf8)))
        let canvas = QRCanvas(version)
        let filled = canvas.filled(with: codewords)
        let masked = (0..<8).map { canvas.masked(filled, by: $0) }
        let best = masked.min { QRPenalty.of($0) < QRPenalty.of($1) }
        modules = best ?? filled
    }

    /// For a terminal: two rows of modules in one line, light on dark or dark on light alike, because
    /// the light ones are drawn as well.
    package var blocks: String {
        let margin = 2
        let isDark = { (row: Int, column: Int) in
            modules.indices.contains(row) && modules.indices.contains(column)
                && modules[row][column]
        }
        return stride(from: -margin, to: size + margin, by: 2).map { row in
            (-margin..<size + margin).map { column in
                switch (isDark(row, column), isDark(row + 1, column)) {
                case (true, true): " "
                case (true, false): "▄"
                case (false, true): "▀"
                case (false, false): "█"
                }
            }.joined() + "\n"
        }.joined()
    }
}

/// How much a code of a version holds, and how it is divided.
struct QRVersion {
    let number: Int
    let correctionPerBlock: Int
    /// Data codewords of each block.
    let blocks: [Int]

    var size: Int { 17 + 4 * number }
    private var capacity: Int { blocks.reduce(0, +) }
    private var lengthBits: Int { number < 10 ? 8 : 16 }

    /// Level M, table 9 of the standard.
    private static let all = [
        QRVersion(number: 1, correctionPerBlock: 10, blocks: [16]),
        QRVersion(number: 2, correctionPerBlock: 16, blocks: [28]),
        QRVersion(number: 3, correctionPerBlock: 26, blocks: [44]),
        QRVersion(number: 4, correctionPerBlock: 18, blocks: [32, 32]),
        QRVersion(number: 5, correctionPerBlock: 24, blocks: [43, 43]),
        QRVersion(number: 6, correctionPerBlock: 16, blocks: [27, 27, 27, 27]),
        QRVersion(number: 7, correctionPerBlock: 18, blocks: [31, 31, 31, 31]),
        QRVersion(number: 8, correctionPerBlock: 22, blocks: [38, 38, 39, 39]),
        QRVersion(number: 9, correctionPerBlock: 22, blocks: [36, 36, 36, 37, 37]),
        QRVersion(number: 10, correctionPerBlock: 26, blocks: [43, 43, 43, 43, 44]),
    ]

    static func smallest(for bytes: Int) -> QRVersion? {
        all.first { 4 + $0.lengthBits + 8 * bytes <= 8 * $0.capacity }
    }

    /// Centres of the alignment patterns, annex E.
    var alignment: [Int] {
        let table = [
            [], [6, 18], [6, 22], [6, 26], [6, 30], [6, 34], [6, 22, 38], [6, 24, 42],
            [6, 26, 46], [6, 28, 50],
        ]
        return table[number - 1]
    }

    /// Mode, length, bytes, and what fills the rest.
    func data(_ bytes: [UInt8]) -> [UInt8] {
        var bits: [Bool] = []
        let append = { (value: Int, count: Int) in
            (0..<count).reversed().map { value >> $0 & 1 == 1 }
        }
        bits += append(0b0100, 4) + append(bytes.count, lengthBits)
        for byte in bytes { bits += append(Int(byte), 8) }
        bits += [Bool](repeating: false, count: min(4, 8 * capacity - bits.count))
        while bits.count % 8 != 0 { bits.append(false) }
        var codewords = stride(from: 0, to: bits.count, by: 8).map { start in
            bits[start..<start + 8].reduce(UInt8(0)) { $0 << 1 | ($1 ? 1 : 0) }
        }
        var pad: UInt8 = 0xEC
        while codewords.count < capacity {
            codewords.append(pad)
            pad ^= 0xEC ^ 0x11
        }
        return codewords
    }

    /// Blocks with their corrections, one codeword of each in turn.
    func interleaved(_ data: [UInt8]) -> [UInt8] {
        var rest = data[...]
        let parts = blocks.map { length in
            defer { rest = rest.dropFirst(length) }
            return Array(rest.prefix(length))
        }
        let corrections = parts.map { QRField.correction($0, count: correctionPerBlock) }
        let longest = blocks.max() ?? 0
        let woven = (0..<longest).flatMap { place in
            parts.compactMap { $0.indices.contains(place) ? $0[place] : nil }
        }
        return woven + (0..<correctionPerBlock).flatMap { place in corrections.map { $0[place] } }
    }
}

/// Arithmetic in GF(256) with the polynomial x^8 + x^4 + x^3 + x^2 + 1.
enum QRField {
    private static func product(_ a: UInt8, _ b: UInt8) -> UInt8 {
        var (a, b, result) = (Int(a), Int(b), 0)
        while b > 0 {
            if b & 1 == 1 { result ^= a }
            a <<= 1
            if a & 0x100 != 0 { a ^= 0x11D }
            b >>= 1
        }
        return UInt8(result)
    }

    /// The remainder of the data by the generator of Reed and Solomon.
    static func correction(_ data: [UInt8], count: Int) -> [UInt8] {
        var generator: [UInt8] = [1]
        var root: UInt8 = 1
        for _ in 0..<count {
            var next = generator + [0]
            for (place, factor) in generator.enumerated() {
                next[place + 1] ^= product(factor, root)
            }
            generator = next
            root = product(root, 2)
        }
        var remainder = data + [UInt8](repeating: 0, count: count)
        for place in data.indices {
            let lead = remainder[place]
            guard lead != 0 else { continue }
            for (offset, factor) in generator.enumerated() {
                remainder[place + offset] ^= product(factor, lead)
            }
        }
        return Array(remainder.suffix(count))
    }
}

/// The fixed patterns of a version, and where bits of data go.
struct QRCanvas {
    private let version: QRVersion
    private var modules: [[Bool]]
    /// Modules that no data and no mask touches.
    private var isFixed: [[Bool]]

    private var size: Int { version.size }

    init(_ version: QRVersion) {
        self.version = version
        let row = [Bool](repeating: false, count: version.size)
        modules = [[Bool]](repeating: row, count: version.size)
        isFixed = modules
        for place in 0..<size {
            set(6, place, place % 2 == 0)
            set(place, 6, place % 2 == 0)
        }
        for (row, column) in [(0, 0), (0, size - 7), (size - 7, 0)] { finder(row, column) }
        for row in version.alignment {
            for column in version.alignment where !isCorner(row, column) { align(row, column) }
        }
        set(size - 8, 8, true)
        for place in 0..<9 where place != 6 {
            reserve(8, place)
            reserve(place, 8)
        }
        for place in size - 8..<size {
            reserve(8, place)
            reserve(place, 8)
        }
        if version.number >= 7 { versionBits() }
    }

    private mutating func set(_ row: Int, _ column: Int, _ isDark: Bool) {
        guard (0..<size).contains(row), (0..<size).contains(column) else { return }
        modules[row][column] = isDark
        isFixed[row][column] = true
    }

    private mutating func reserve(_ row: Int, _ column: Int) { isFixed[row][column] = true }

    /// With the light border around it.
    private mutating func finder(_ top: Int, _ left: Int) {
        for row in -1...7 {
            for column in -1...7 {
                let ring = max(abs(row - 3), abs(column - 3))
                set(top + row, left + column, ring != 2 && ring != 4)
            }
        }
    }

    private mutating func align(_ row: Int, _ column: Int) {
        for down in -2...2 {
            for across in -2...2 {
                set(row + down, column + across, max(abs(down), abs(across)) != 1)
            }
        }
    }

    private func isCorner(_ row: Int, _ column: Int) -> Bool {
        let (first, last) = (6, size - 7)
        return [(first, first), (first, last), (last, first)].contains { $0 == (row, column) }
    }

    private mutating func versionBits() {
        let bits = Self.withRemainder(version.number, bits: 12, generator: 0x1F25)
        for place in 0..<18 {
            let isDark = bits >> place & 1 == 1
            set(place / 3, size - 11 + place % 3, isDark)
            set(size - 11 + place % 3, place / 3, isDark)
        }
    }

    /// A number followed by its remainder of a cyclic code.
    private static func withRemainder(_ number: Int, bits: Int, generator: Int) -> Int {
        var remainder = number << bits
        let length = Int.bitWidth - generator.leadingZeroBitCount
        while Int.bitWidth - remainder.leadingZeroBitCount >= length {
            remainder ^=
                generator << (Int.bitWidth - remainder.leadingZeroBitCount - length)
        }
        return number << bits | remainder
    }

    /// Bits go up and down in columns of two, from the right, past what is fixed.
    func filled(with codewords: [UInt8]) -> [[Bool]] {
        var filled = modules
        var bit = 0
        var isUp = true
        var right = size - 1
        while right > 0 {
            if right == 6 { right -= 1 }
            for step in 0..<size {
                let row = isUp ? size - 1 - step : step
                for column in [right, right - 1] where !isFixed[row][column] {
                    let byte = bit / 8
                    filled[row][column] =
                        byte < codewords.count && codewords[byte] >> (7 - bit % 8) & 1 == 1
                    bit += 1
                }
            }
            isUp.toggle()
            right -= 2
        }
        return filled
    }

    /// With a mask laid over the data, and the bits that say which.
    func masked(_ filled: [[Bool]], by mask: Int) -> [[Bool]] {
        var result = filled
        for row in 0..<size {
            for column in 0..<size where !isFixed[row][column] {
                if Self.isTurned(row, column, by: mask) { result[row][column].toggle() }
            }
        }
        // Level M is 00.
        let bits = Self.withRemainder(mask, bits: 10, generator: 0x537) ^ 0x5412
        for place in 0..<15 {
            let isDark = bits >> place & 1 == 1
            // Once down and along the corner, once split between the two other corners.
            switch place {
            case 0...5: result[place][8] = isDark
            case 6: result[7][8] = isDark
            case 7: result[8][8] = isDark
            case 8: result[8][7] = isDark
            default: result[8][14 - place] = isDark
            }
            if place < 8 {
                result[8][size - 1 - place] = isDark
            } else {
                result[size - 15 + place][8] = isDark
            }
        }
        result[size - 8][8] = true
        return result
    }

    private static func isTurned(_ row: Int, _ column: Int, by mask: Int) -> Bool {
        switch mask {
        case 0: (row + column) % 2 == 0
        case 1: row % 2 == 0
        case 2: column % 3 == 0
        case 3: (row + column) % 3 == 0
        case 4: (row / 2 + column / 3) % 2 == 0
        case 5: row * column % 2 + row * column % 3 == 0
        case 6: (row * column % 2 + row * column % 3) % 2 == 0
        default: ((row + column) % 2 + row * column % 3) % 2 == 0
        }
    }
}

/// How hard a masked code is to read; section 7.8.3.
enum QRPenalty {
    static func of(_ modules: [[Bool]]) -> Int {
        let size = modules.count
        let columns = (0..<size).map { column in modules.map { $0[column] } }
        let lines = modules + columns
        let dark = modules.joined().count { $0 }
        let share = abs(20 * dark - 10 * size * size) / (size * size)
        return lines.reduce(0) { $0 + runs($1) + finders($1) } + squares(modules) + 10 * share
    }

    private static func runs(_ line: [Bool]) -> Int {
        var (penalty, length) = (0, 1)
        for place in line.indices.dropFirst() {
            length = line[place] == line[place - 1] ? length + 1 : 1
            if length == 5 { penalty += 3 } else if length > 5 { penalty += 1 }
        }
        return penalty
    }

    private static let likeFinder = [
        [true, false, true, true, true, false, true, false, false, false, false],
        [false, false, false, false, true, false, true, true, true, false, true],
    ]

    private static func finders(_ line: [Bool]) -> Int {
        guard line.count >= 11 else { return 0 }
        return 40
            * (0...line.count - 11).count { start in
                likeFinder.contains { $0.elementsEqual(line[start..<start + 11]) }
            }
    }

    private static func squares(_ modules: [[Bool]]) -> Int {
        var penalty = 0
        for row in modules.indices.dropLast() {
            for column in modules.indices.dropLast() {
                let first = modules[row][column]
                if modules[row][column + 1] == first, modules[row + 1][column] == first,
                    modules[row + 1][column + 1] == first
                {
                    penalty += 3
                }
            }
        }
        return penalty
    }
}
