import Experiment

/// Lines of a file or a pipe, a piece at a time, worked on by all cores and handed on in their order: memory
/// for a piece, however long the whole.
struct LineStream {
    let name: String
    private let input: InputFile
    private var rest: [UInt8] = []
    private var number = 0
    private var isAtEnd = false
    private static let pieceLength = 1 << 20
    /// Longer lines are no records.
    private static let longest = 1 << 26

    init(_ path: String) throws(FileAccessError) {
        input = try InputFile(path)
        name = path == "-" ? InputFile.standardInputName : FileAccess.name(of: path)
    }

    /// One line with its number, counted from one.
    struct Line: Sendable {
        let bytes: [UInt8]
        let number: Int
    }

    /// The lines of the next piece that are not empty; nil at the end.
    mutating func next() throws(FileAccessError) -> [Line]? {
        guard !isAtEnd else { return nil }
        let piece = try input.piece(Self.pieceLength)
        isAtEnd = piece.isEmpty
        rest += piece
        let end = isAtEnd ? rest.count : (rest.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0)
        let lines = Self.lines(rest[..<end], &number)
        rest.removeFirst(end)
        guard rest.count < Self.longest else { throw .tooLarge(name, most: Self.longest) }
        return lines
    }

    /// Works on every line and hands the results on in the order of lines, a piece at a time.
    ///
    /// - `cores`: how many are used; it changes the speed only.
    mutating func each<Result: Sendable>(
        cores: Int, _ work: @escaping @Sendable (Line) -> Result,
        handOn: ([Result]) throws -> Void
    ) async throws {
        while let lines = try next() {
            try handOn(await Self.inBatches(lines, cores: cores) { $0.map(work) }.flatMap(\.self))
        }
    }

    /// Works on lines in as many batches as keep all cores busy.
    static func inBatches<Result: Sendable>(
        _ lines: [Line], cores: Int, _ work: @escaping @Sendable ([Line]) -> Result
    ) async -> [Result] {
        guard !lines.isEmpty else { return [] }
        guard cores > 1, lines.count > 8 else { return [work(lines)] }
        let size = (lines.count + 4 * cores - 1) / (4 * cores)
        let batches = stride(from: 0, to: lines.count, by: size).map {
            Array(lines[$0..<min($0 + size, lines.count)])
        }
        return await withTaskGroup(of: (Int, Result).self) { group in
            for (place, batch) in batches.enumerated() { group.addTask { (place, work(batch)) } }
            var found = [Result?](repeating: nil, count: batches.count)
            for await (place, result) in group { found[place] = result }
            return found.compactMap(\.self)
        }
    }

    private static func lines(_ bytes: ArraySlice<UInt8>, _ number: inout Int) -> [Line] {
        var lines: [Line] = []
        for line in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
            number += 1
            if line.contains(where: { $0 != 0x20 && $0 != 0x0D && $0 != 0x09 }) {
                lines.append(Line(bytes: Array(line), number: number))
            }
        }
        // What follows the last line end is no line.
        if bytes.last == 0x0A { number -= 1 }
        return lines
    }
}

/// Records that could not be read: one line on stderr each, counted, and never the end of the run unless there
/// are more than were allowed.
struct BadRecords {
    let most: Int?
    private(set) var count = 0

    init(most: Int?) { self.most = most }

    mutating func add(_ message: String) throws {
        count += 1
        Terminal.writeMessage("n1: \(message)")
        if let most, count > most { throw SeriesProblem.tooManyBad(bad: count, most: most) }
    }

    /// How many there were, once all is done.
    func tell() {
        guard count > 0 else { return }
        Terminal.writeMessage(
            "n1: \(Phrase.count(count, "record")) could not be read and \(count == 1 ? "was" : "were") left out."
        )
    }
}

/// A line as JSON.
enum RecordLine {
    static func read<Value>(
        _ line: LineStream.Line, of file: String,
        _ make: (LocatedJSON, String) throws(SeriesProblem) -> Value
    ) -> Result<Value, RecordFailure> {
        let place = "\(file):\(line.number)"
        do {
            let document = try JSONDocument(ExportText(line.bytes, file: file), file: file)
            return .success(try make(document.values[0], place))
        } catch let error as SeriesProblem {
            return .failure(RecordFailure(message: "\(error)"))
        } catch {
            return .failure(RecordFailure(message: "\(place): \(error)"))
        }
    }
}

struct RecordFailure: Error {
    let message: String

    /// The record that stands in the place of one that could not be read.
    var json: JSON {
        .object(["record": .integer(PersonSummary.version), "bad": .string(message)])
    }
}
