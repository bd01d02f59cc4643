import ExperimentText

/// The bytes of a table or an exported file as UTF-8 without a byte-order mark, whatever they were before.
///
/// UTF-8 and UTF-16 are told by their marks or their validity; what is neither is Windows-1252, in
/// which spreadsheets of many countries still save.
package struct ExportText: Sendable {
    package let bytes: [UInt8]
    package let encoding: Encoding

    package enum Encoding: Sendable, Equatable {
        case utf8, utf16, windows1252

        package var name: String {
            switch self {
            case .utf8: "UTF-8"
            case .utf16: "UTF-16"
            case .windows1252: "Windows-1252"
            }
        }
    }

    /// Text that a reader mended.
    init(utf8 bytes: [UInt8]) {
        self.bytes = bytes
        encoding = .utf8
    }

    /// Whether it begins as an object or an array.
    var isJSON: Bool {
        bytes.first { $0 > 0x20 }.map { "[{".utf8.contains($0) } ?? false
    }

    /// - `firstLine`: number of the first line in the file.
    ///
    /// Throws `ImportError` naming the line of bytes that no encoding explains.
    package init(_ bytes: [UInt8], file: String, firstLine: Int = 1) throws(ImportError) {
        if let units = Self.utf16Units(bytes) {
            self.bytes = Array(String(decoding: units, as: UTF16.self).utf8)
            encoding = .utf16
        } else if String(validating: bytes, as: UTF8.self) != nil {
            let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
            self.bytes = bytes.starts(with: mark) ? Array(bytes.dropFirst(mark.count)) : bytes
            encoding = .utf8
        } else {
            self.bytes = try Self.utf8(
                fromWindows1252: bytes, file: file, firstLine: firstLine)
            encoding = .windows1252
        }
    }

    /// Nil without a UTF-16 mark.
    private static func utf16Units(_ bytes: [UInt8]) -> [UInt16]? {
        let isLittle = bytes.starts(with: [0xFF, 0xFE] as [UInt8])
        guard isLittle || bytes.starts(with: [0xFE, 0xFF] as [UInt8]) else { return nil }
        return stride(from: 2, to: bytes.count - 1, by: 2).map { place in
            let first = UInt16(bytes[place])
            let second = UInt16(bytes[place + 1])
            return isLittle ? second << 8 | first : first << 8 | second
        }
    }

    private static func utf8(
        fromWindows1252 bytes: [UInt8], file: String, firstLine: Int
    ) throws(ImportError) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count + bytes.count / 8)
        var line = firstLine
        for byte in bytes {
            if byte == UInt8(ascii: "\n") { line += 1 }
            if byte < 0x80 {
                // A zero byte is in no text; it is the mark of a file that is something else.
                guard byte != 0 else {
                    throw ImportError(.reader(.notText(SourceLine(file: file, line: line))))
                }
                result.append(byte)
            } else if let scalar = scalar(windows1252: byte) {
                result.append(contentsOf: String(scalar).utf8)
            } else {
                throw ImportError(.reader(.notText(SourceLine(file: file, line: line))))
            }
        }
        return result
    }

    private static func scalar(windows1252 byte: UInt8) -> Unicode.Scalar? {
        guard (0x80..<0xA0).contains(byte) else { return Unicode.Scalar(byte) }
        let code = upperHalf[Int(byte) - 0x80]
        return code == 0 ? nil : Unicode.Scalar(code)
    }

    /// 0x80 to 0x9F; 0 where Windows-1252 has no character.
    private static let upperHalf: [UInt16] = [
        0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
        0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017D, 0,
        0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
        0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E, 0x0178,
    ]
}
