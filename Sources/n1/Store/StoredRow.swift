import Experiment
import GRDB

/// A row of the diary as it stands in the file, which something else than this program may have
/// changed: every cell is looked at before it is believed.
struct StoredRow {
    let row: Row

    /// What is wrong with a row, before the file is known that it is in.
    struct Damage: Error {
        let finding: String
    }

    /// Days from 0001-01-01 to 9999-12-31, counted from 1970-01-01.
    static let days = -719_162...2_932_896

    /// Longer than any trial.
    static let longestEventInDays = 3660

    /// Far above what a life can write down, and far below what overflows.
    static let largestID = 1 << 60

    func integer(_ place: Int, in range: ClosedRange<Int>, _ what: String) throws(Damage) -> Int {
        guard let value = try optionalInteger(place, in: range, what) else {
            throw Damage(finding: "a record without \(what)")
        }
        return value
    }

    func optionalInteger(
        _ place: Int, in range: ClosedRange<Int>, _ what: String
    ) throws(Damage) -> Int? {
        switch storage(place) {
        case .null: return nil
        case .int64(let value) where range.contains(Int(value)): return Int(value)
        case let found: throw Damage(finding: "a record with \(what) \(Self.text(found))")
        }
    }

    func id(_ place: Int) throws(Damage) -> Int {
        try integer(place, in: 1...Self.largestID, "the number")
    }

    func day(_ place: Int) throws(Damage) -> CalendarDay {
        CalendarDay(daysSinceEpoch: try integer(place, in: Self.days, "the day"))
    }

    func number(_ place: Int) throws(Damage) -> Double {
        switch storage(place) {
        case .double(let value) where value.isFinite: return value
        case .int64(let value): return Double(value)
        case let found: throw Damage(finding: "a record with the value \(Self.text(found))")
        }
    }

    /// Nil where nothing stands.
    func text(_ place: Int) throws(Damage) -> String? {
        switch storage(place) {
        case .null: return nil
        case .string(let text): return text
        case let found: throw Damage(finding: "a record with the text \(Self.text(found))")
        }
    }

    private func storage(_ place: Int) -> DatabaseValue.Storage {
        let value: DatabaseValue = row[place]
        return value.storage
    }

    private static func text(_ storage: DatabaseValue.Storage) -> String {
        switch storage {
        case .null: "nothing"
        case .int64(let value): String(value)
        case .double(let value): String(value)
        case .string(let text): "\"\(text.prefix(40))\""
        case .blob: "bytes"
        }
    }
}
