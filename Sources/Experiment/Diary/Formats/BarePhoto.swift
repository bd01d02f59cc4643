import ExperimentText

/// A photo without anything that the camera or a person wrote into it: no place, no time, no names, no
/// second picture, nothing behind its end. Which way is up stays.
///
/// The picture itself is copied as it is. Only JPEG and PNG are taken, and only where every part of the
/// file is what it says to be.
/// Source: ITU T.81, annex B; PNG third edition, section 5; Exif 2.32, section 4.6. Oracle: Pillow.
package struct BarePhoto: Sendable, Equatable {
    package let kind: Kind
    package let bytes: [UInt8]

    package enum Kind: String, Sendable { case jpg, png }

    /// Nil where it is no such picture.
    package init?(_ file: some Sequence<UInt8>) {
        let file = Array(file)
        if let bytes = JPEGParts(file)?.bare {
            (kind, self.bytes) = (.jpg, bytes)
        } else if let bytes = Self.barePNG(file) {
            (kind, self.bytes) = (.png, bytes)
        } else {
            return nil
        }
    }

    private static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
    /// Chunks that make the picture and its colours.
    private static let kept = [
        "IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM", "sRGB", "sBIT",
    ]

    private static func barePNG(_ file: [UInt8]) -> [UInt8]? {
        guard file.starts(with: signature) else { return nil }
        var (output, place, isFirst) = (signature, signature.count, true)
        while place + 12 <= file.count {
            let length = file[place..<place + 4].reduce(0) { $0 << 8 | Int($1) }
            let end = place + 12 + length
            guard end <= file.count else { return nil }
            let name = String(decoding: file[place + 4..<place + 8], as: UTF8.self)
            guard !isFirst || name == "IHDR" else { return nil }
            isFirst = false
            if kept.contains(name) { output += file[place..<end] }
            if name == "IEND" { return output }
            place = end
        }
        return nil
    }
}

/// The segments of a JPEG file.
private struct JPEGParts {
    /// What makes the picture, from the first segment to the end.
    private var picture: [UInt8] = []
    private var orientation: UInt8?

    init?(_ file: [UInt8]) {
        guard file.starts(with: [0xFF, 0xD8, 0xFF]) else { return nil }
        var place = 2
        var hasScan = false
        while place + 4 <= file.count, file[place] == 0xFF {
            let marker = file[place + 1]
            if marker == 0xFF {
                place += 1
                continue
            }
            let end = place + 2 + Int(file[place + 2]) << 8 + Int(file[place + 3])
            guard marker >= 0xC0, end <= file.count, end >= place + 4 else { return nil }
            take(marker, file[place..<end])
            place = end
            guard marker == 0xDA else { continue }
            hasScan = true
            place = Self.endOfScan(file, from: place)
            picture += file[end..<place]
            if place + 2 <= file.count, file[place + 1] == 0xD9 { return }
        }
        // A picture that breaks off is shown as far as it goes.
        guard hasScan, place >= file.count - 1 else { return nil }
    }

    /// Segments with remarks are left out: APP1 to APP15 without the one of colours, and comments.
    private mutating func take(_ marker: UInt8, _ segment: ArraySlice<UInt8>) {
        switch marker {
        case 0xE1: orientation = orientation ?? Self.orientation(segment.dropFirst(4))
        case 0xE0, 0xE2...0xED, 0xEF, 0xF0...0xFE: break
        default: picture += segment
        }
    }

    /// Where the next marker stands that is no part of a scan.
    private static func endOfScan(_ file: [UInt8], from start: Int) -> Int {
        var place = start
        while place + 1 < file.count {
            if file[place] == 0xFF, file[place + 1] != 0, !(0xD0...0xD7 ~= file[place + 1]) {
                return place
            }
            place += 1
        }
        return file.count
    }

    /// Tag 0x0112 of the first directory.
    private static func orientation(_ exif: ArraySlice<UInt8>) -> UInt8? {
        let bytes = Array(exif)
        guard bytes.starts(with: Array("Exif\0\0".utf8)), bytes.count >= 16 else { return nil }
        let tiff = Array(bytes.dropFirst(6))
        let isLittle = tiff[0] == 0x49
        let number = { (place: Int, count: Int) -> Int? in
            guard place >= 0, place + count <= tiff.count else { return nil }
            let part = tiff[place..<place + count]
            return (isLittle ? Array(part.reversed()) : Array(part)).reduce(0) {
                $0 << 8 | Int($1)
            }
        }
        guard let start = number(4, 4), let count = number(start, 2) else { return nil }
        for entry in 0..<min(count, 64) {
            let place = start + 2 + 12 * entry
            guard number(place, 2) == 0x0112, let value = number(place + 8, 2) else { continue }
            return (1...8).contains(value) ? UInt8(value) : nil
        }
        return nil
    }

    /// The file anew: start, which way is up, picture, end.
    var bare: [UInt8] {
        let up = orientation.map { value -> [UInt8] in
            [0xFF, 0xE1, 0, 34] + Array("Exif\0\0MM\0*".utf8)
                + [0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, value, 0, 0, 0, 0, 0, 0]
        }
        return [0xFF, 0xD8] + (up ?? []) + picture + [0xFF, 0xD9]
    }
}
