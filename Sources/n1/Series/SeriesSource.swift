import ArgumentParser
import Experiment
import Foundation

/// One thing named on the command line of a series: a trial's folder, a folder of them, a report, records, or
/// a table of everybody.
struct SeriesSource {
    let path: String
    let person: String?
    let plan: String?

    /// Every comparison of everybody in it.
    func summaries() async throws -> [PersonSummary] {
        if let person, let plan {
            return try PersonTable(path, column: person, plan: plan).summaries()
        }
        guard FileAccess.isFolder(path) else { return try await records() }
        if let found = try folder(path) { return found }
        let names = try FileManager.default.contentsOfDirectory(atPath: path).sorted()
        let inner = try names.map { (path as NSString).appendingPathComponent($0) }
            .filter(FileAccess.isFolder).compactMap(folder)
        guard !inner.isEmpty else {
            throw UsageError(
                "\(path): found no plan.yaml and no report.json in it or in its folders; expected trials. "
                    + "Name the folders of trials.")
        }
        return inner.flatMap(\.self)
    }

    /// A trial's folder; nil where neither a plan nor a report is in it.
    private func folder(_ path: String) throws -> [PersonSummary]? {
        let place = TrialPlace(path: path)
        let name = Self.personName(of: path)
        if FileAccess.exists(place.planPath) { return try Self.trial(place, person: name) }
        let report = place.path(of: "report.json")
        guard FileAccess.exists(report) else { return nil }
        return try Self.report(report, person: name)
    }

    /// Whose folder it is: people go by the names of their folders.
    static func personName(of path: String) -> String {
        let resolved = FileAccess.resolved(path)
        return FileAccess.name(of: resolved)
    }

    /// A trial without an answer counts as one that was begun where anything was scored.
    private static func trial(_ place: TrialPlace, person: String) throws -> [PersonSummary] {
        let plan = try Self.plan(of: place)
        let folder = try TrialFolder.parse(["--", place.path])
        let today = try Clock().now.day
        func unanswered(_ reason: String, hasBegun: Bool = false) -> [PersonSummary] {
            [
                PersonSummary(
                    person: person, plan: plan, reason: reason, on: today, hasBegun: hasBegun)
            ]
        }
        do {
            let analysis = try TrialAnalysis(plan, diary: folder.read(plan), today: today)
            return PersonSummary.all(TrialConclusions(analysis, .answers), person: person)
        } catch let error as AnalysisError {
            return unanswered("\(error)", hasBegun: try hasScore(folder, plan, today))
        } catch let error as FileAccessError {
            guard case .missing = error else { throw error }
            return unanswered("there is no diary")
        } catch is UsageError {
            return unanswered("there is no diary")
        } catch let error as ImportError {
            // Many diaries have one file name.
            throw UsageError("\(place.path): \(error)")
        }
    }

    private static func hasScore(
        _ folder: TrialFolder, _ plan: TrialPlan, _ today: CalendarDay
    ) throws -> Bool {
        let data = try? TrialData(
            plan, outcome: plan.primaryOutcome, diary: folder.read(plan), today: today)
        return data?.days.contains { $0.score != nil } ?? true
    }

    private static func plan(of place: TrialPlace) throws -> TrialPlan {
        do {
            return try place.plan()
        } catch let error as PlanError {
            throw UsageError("\(place.path): \(error)")
        }
    }

    private static func report(_ path: String, person: String) throws -> [PersonSummary] {
        let name = FileAccess.name(of: path)
        let document = try JSONDocument(
            ExportText(FileAccess.bytes(of: path), file: name), file: name)
        return try PersonSummary.all(report: document.values[0], person: person, at: path)
    }

    /// A report.json, or JSON Lines of records.
    private func records() async throws -> [PersonSummary] {
        let name = path == "-" ? InputFile.standardInputName : FileAccess.name(of: path)
        let bytes = try FileAccess.bytes(of: path)
        if let lines = Self.lines(bytes, of: name) { return try await Self.records(lines, name) }
        let document = try JSONDocument(ExportText(bytes, file: name), file: name)
        if document.values.count == 1, Self.isReport(document.values[0]) {
            return try PersonSummary.all(
                report: document.values[0], person: Self.reportedPerson(path), at: path)
        }
        return try document.items.map {
            try SeriesRecord.summary($0, at: "\(name):\($0.line)")
        }
    }

    /// What a report prints, of a trial that has ended or of one that runs.
    private static func isReport(_ json: LocatedJSON) -> Bool {
        json["findings"] != nil || json["course"] != nil
    }

    /// The lines of a file whose first one is a whole record; nil for any other.
    private static func lines(_ bytes: [UInt8], of name: String) -> [LineStream.Line]? {
        var count = 0
        let lines = LineStream.lines(bytes[...], &count)
        guard let first = lines.first,
            let record = try? JSONDocument.line(first.bytes, number: first.number, of: name),
            record["person"] != nil, record["findings"] == nil
        else { return nil }
        return lines
    }

    private static func records(
        _ lines: [LineStream.Line], _ name: String
    ) async throws -> [PersonSummary] {
        let cores = ProcessInfo.processInfo.activeProcessorCount
        let read = await LineStream.inBatches(lines, cores: cores) { lines in
            lines.map { RecordLine.read($0, of: name, SeriesRecord.summary) }
        }.flatMap(\.self)
        let bad = read.compactMap { result -> RecordFailure? in
            if case .failure(let failure) = result { failure } else { nil }
        }
        guard bad.isEmpty else {
            throw SeriesProblem.badRecords(bad.map(\.message), file: name)
        }
        return try read.map { try $0.get() }
    }

    /// `reports/anna.json` is anna's, `anna/report.json` too.
    private static func reportedPerson(_ path: String) -> String {
        let stem = (FileAccess.name(of: path) as NSString).deletingPathExtension
        guard stem == "report" else { return stem }
        return personName(of: FileAccess.folder(of: FileAccess.resolved(path)))
    }
}

/// A record of a stream: a trial as plain columns, or what one came to.
enum SeriesRecord {
    static func summary(_ json: LocatedJSON, at place: String) throws(SeriesProblem)
        -> PersonSummary
    {
        if json["score"] != nil { return try PlainTrial(json, at: place).summary }
        return try PersonSummary(json, at: place)
    }
}

/// A table with the rows of everybody, who all followed one plan.
struct PersonTable {
    private let table: CSVTable
    private let place: Int
    private let plan: TrialPlan

    init(_ path: String, column: String, plan: String) throws {
        table = try CSVTable(bytes: FileAccess.bytes(of: path), file: FileAccess.name(of: path))
        place = try table.index(of: column, for: "which says whose row it is")
        self.plan = try TrialPlace(path: plan).plan()
    }

    func summaries() throws -> [PersonSummary] {
        var people: [String] = []
        var rows: [String: [CSVRow]] = [:]
        for row in table.rows where !row.isBlank {
            let person = trimmingSpaces(row.cells[place])
            guard !person.isEmpty else { continue }
            if rows[person] == nil { people.append(person) }
            rows[person, default: []].append(row)
        }
        return try people.flatMap { try summary(of: $0, rows[$0] ?? []) }
    }

    private func summary(of person: String, _ rows: [CSVRow]) throws -> [PersonSummary] {
        let lines = [table.header] + rows.map(\.cells)
        let text = lines.map(CSVText.line).joined()
        let today = try Clock().now.day
        do {
            let diary = try Diary(
                CSVTable(bytes: Array(text.utf8), file: "\(table.file) (\(person))"), plan: plan)
            return PersonSummary.all(
                TrialConclusions(try TrialAnalysis(plan, diary: diary, today: today), .answers),
                person: person)
        } catch let error as AnalysisError {
            return [
                PersonSummary(
                    person: person, plan: plan, reason: "\(error)", on: today, hasBegun: true)
            ]
        }
    }
}

/// Declared facts about people: a column `person`, and one for each covariate.
struct PeopleTable {
    private var values: [String: [PersonSummary.Covariate]] = [:]

    init(_ path: String, _ names: [String]) throws {
        let table = try CSVTable(bytes: FileAccess.bytes(of: path), file: FileAccess.name(of: path))
        let person = try table.index(of: "person", for: "which says whose row it is")
        let places = try names.map {
            (name: $0, place: try table.index(of: $0, for: "which was named as a covariate"))
        }
        for row in table.rows where !row.isBlank {
            let name = trimmingSpaces(row.cells[person])
            guard values[name] == nil else { throw SeriesProblem.twice(person: name) }
            values[name] = places.compactMap { column in
                decimalNumber(trimmingSpaces(row.cells[column.place])).map {
                    PersonSummary.Covariate(name: column.name, value: $0)
                }
            }
        }
    }

    func adding(to summaries: [PersonSummary]) -> [PersonSummary] {
        summaries.map { summary in
            var summary = summary
            summary.covariates += values[summary.person] ?? []
            return summary
        }
    }
}
