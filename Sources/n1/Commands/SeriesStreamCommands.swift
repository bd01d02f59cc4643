import ArgumentParser
import Experiment
import Foundation

/// How a stream is read.
struct StreamOptions: ParsableArguments {
    @Argument(
        help:
            "JSON Lines; - or nothing is standard input. Several files are read one after the other.",
        completion: .file())
    var files: [String] = []

    @Option(help: "End with exit code 1 once more records than this could not be read.")
    var maxBad: Int?

    @Option(help: "Cores that are used; the answer does not depend on it.")
    var cores: Int?

    var paths: [String] { files.isEmpty ? ["-"] : files }
    var coreCount: Int { max(1, cores ?? ProcessInfo.processInfo.activeProcessorCount) }
}

struct SeriesPeopleCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "people",
        abstract: "Trials as JSON Lines in, a summary of each person out.",
        discussion: """
            A summary holds what a diary says about the difference, and no day of it. Keys of both: \
            docs/series-record.md. Example:

              n1 series people trials.jsonl > people.jsonl
            """)

    @OptionGroup var stream: StreamOptions

    @Flag(help: "Print a record with a key \"bad\" in place of one that could not be read.")
    var keepBad = false

    func run() async throws {
        var bad = BadRecords(most: stream.maxBad)
        for path in stream.paths {
            var lines = try LineStream(path)
            let name = lines.name
            try await lines.each(cores: stream.coreCount) { line in
                RecordLine.read(line, of: name) { json, place throws(SeriesProblem) in
                    try SeriesRecord.summary(json, at: place).json.line + "\n"
                }
            } handOn: { results in
                var text = ""
                for result in results {
                    switch result {
                    case .success(let line): text += line
                    case .failure(let failure):
                        if keepBad { text += failure.json.line + "\n" }
                        try bad.add(failure.message)
                    }
                }
                Terminal.writeData(text)
            }
        }
        bad.tell()
    }
}

struct SeriesPoolCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pool",
        abstract: "Summaries of people in, what they say together out.",
        discussion: """
            Sums are made on a table, so that memory does not grow with the people, and parts can be made \
            elsewhere and added up, to the same digit. Examples:

              n1 series pool people.jsonl > population.json
              n1 series pool --partial part-1.jsonl > sums-1.json
              n1 series pool --combine sums-*.json > population.json
            """)

    @OptionGroup var stream: StreamOptions

    @Option(
        help:
            "Size of a typical difference; the first person's smallest worthwhile change if left out.",
        transform: SpokenNumber.read)
    var scale: Double?

    @Flag(help: "Print sums that can be added to others.")
    var partial = false

    @Flag(help: "The input is sums, not people.")
    var combine = false

    func validate() throws {
        if let scale, !(scale > 0 && scale.isFinite) {
            throw ValidationError("--scale is \(scale); expected a number above 0.")
        }
    }

    func run() async throws {
        let sum = try await combine ? combined() : summed()
        guard !partial else { return Terminal.writeData(sum.json.line + "\n") }
        let pooled = try sum.pooled()
        if let scale = pooled.tooWideScale {
            Terminal.writeMessage(
                "n1: some standard errors are below a fifth of the scale (\(PlainNumber.text(scale))); "
                    + "give a smaller --scale for more exact sums.")
        }
        Terminal.writeData(pooled.json.text + "\n")
    }

    /// Each batch of lines is summed by itself, and the sums are added up.
    private func summed() async throws -> PartialPool {
        var sum = PartialPool(scale: scale)
        var bad = BadRecords(most: stream.maxBad)
        for path in stream.paths {
            var lines = try LineStream(path)
            let name = lines.name
            while let piece = try lines.next() {
                // The first people say what is asked; from then on everybody can be compared with that.
                let empty = sum.emptied
                let cores = sum.count == 0 ? 1 : stream.coreCount
                for batch in await LineStream.inBatches(
                    piece, cores: cores,
                    { lines in
                        PooledBatch(lines, of: name, into: empty)
                    })
                {
                    if let refusal = batch.refusal { throw refusal }
                    try sum.add(batch.sum)
                    for message in batch.failures { try bad.add(message) }
                }
            }
        }
        bad.tell()
        return sum
    }

    private func combined() async throws -> PartialPool {
        var sum = PartialPool(scale: scale)
        for path in stream.paths {
            var lines = try LineStream(path)
            let name = lines.name
            try await lines.each(cores: 1) { line in
                RecordLine.read(line, of: name) { json, place throws(SeriesProblem) in
                    try PartialPool(json, at: place)
                }
            } handOn: { results in
                for result in results {
                    switch result {
                    case .success(let part): try sum.add(part)
                    case .failure(let failure): throw UsageError(failure.message)
                    }
                }
            }
        }
        return sum
    }
}

/// The sums of some lines, and what was wrong with the others.
struct PooledBatch: Sendable {
    private(set) var sum: PartialPool
    /// Of lines that could not be read.
    private(set) var failures: [String] = []
    /// Why somebody who could be read cannot be put together with the others: no partition may decide who is
    /// the odd one, so that this ends the run.
    private(set) var refusal: SeriesProblem?

    init(_ lines: [LineStream.Line], of file: String, into empty: PartialPool) {
        sum = empty
        for line in lines {
            let read = RecordLine.read(line, of: file) { json, place throws(SeriesProblem) in
                try SeriesRecord.summary(json, at: place)
            }
            switch read {
            case .failure(let failure): failures.append(failure.message)
            case .success(let person):
                do throws(SeriesProblem) {
                    try sum.add(person)
                } catch {
                    refusal = error
                    return
                }
            }
        }
    }
}

struct SeriesShrinkCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "shrink",
        abstract:
            "Summaries of people and a population in, each person with what the others add out.",
        discussion: """
            Example:

              n1 series shrink --population population.json people.jsonl > shrunken.jsonl
            """)

    @OptionGroup var stream: StreamOptions

    @Option(help: "What n1 series pool or n1 series --format json wrote.", completion: .file())
    var population: String

    func run() async throws {
        let population = try PopulationFile.read(population)
        var bad = BadRecords(most: stream.maxBad)
        for path in stream.paths {
            var lines = try LineStream(path)
            let name = lines.name
            try await lines.each(cores: stream.coreCount) { line in
                RecordLine.read(line, of: name) { json, place throws(SeriesProblem) in
                    let person = try SeriesRecord.summary(json, at: place)
                    return ShrunkenRecord(person, population).json.line + "\n"
                }
            } handOn: { results in
                var text = ""
                for result in results {
                    switch result {
                    case .success(let line): text += line
                    case .failure(let failure): try bad.add(failure.message)
                    }
                }
                Terminal.writeData(text)
            }
        }
        bad.tell()
    }
}

/// A population that was written before.
enum PopulationFile {
    static func read(_ path: String) throws -> PopulationSummary {
        let name = FileAccess.name(of: path)
        let document = try JSONDocument(
            ExportText(FileAccess.bytes(of: path), file: name), file: name)
        return try PopulationSummary(document.values[0], at: name)
    }
}
