import Experiment
import Foundation

/// Photos beside the diary, named by their day: `photos/2026-03-04-1.jpg`, without what the camera wrote
/// into them.
struct PhotoFolder {
    let place: TrialPlace

    private static let name = "photos"

    private var path: String { place.path(of: Self.name) }

    /// Names of all photos, or of those of a day, in the order of taking.
    func names(on day: CalendarDay? = nil) -> [String] {
        let all = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        let own = all.compactMap { name in
            Self.number(of: name).map { (name: name, day: $0.day, number: $0.number) }
        }
        return own.filter { day == nil || $0.day == day }
            .sorted { ($0.day, $0.number) < ($1.day, $1.number) }.map(\.name)
    }

    /// The day and the number of a name; nil for what is no photo of ours.
    private static func number(of name: String) -> (day: CalendarDay, number: Int)? {
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, ["jpg", "png"].contains(parts[1]), parts[0].count < 20,
            let day = CalendarDay(iso: parts[0].prefix(10)), parts[0].dropFirst(10).first == "-",
            let number = Int(parts[0].dropFirst(11)), number > 0
        else { return nil }
        return (day, number)
    }

    /// Keeps a photo of a day.
    func keep(_ photo: BarePhoto, of day: CalendarDay) throws {
        try FileAccess.makeFolder(path)
        try FolderLock.holding(path) {
            let last = names(on: day).compactMap { Self.number(of: $0)?.number }.max() ?? 0
            let name = "\(day)-\(last + 1).\(photo.kind.rawValue)"
            try OutputFile((path as NSString).appendingPathComponent(name)).write(photo.bytes)
        }
    }

    /// Nil for a name that is none of the photos.
    func bytes(of name: String) throws -> [UInt8]? {
        guard names().contains(name) else { return nil }
        return try FileAccess.bytes(of: (path as NSString).appendingPathComponent(name))
    }
}
