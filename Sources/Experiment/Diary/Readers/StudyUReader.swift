import ExperimentText

/// StudyU's answers: `measurements.csv` of its download, with columns for each question, or the table of
/// progress of its database, with the answers of a task as JSON in a cell.
///
/// Each question is a series under its id; the condition stands in `intervention_id`. Times are UTC.
/// A choice among answers is its text. Both tables hold everybody: one person is to be chosen.
/// Source: `study_export.dart` of github.com/hpi-studyu/studyu, commit 1464f75, MIT licence.
struct StudyUReader: WholeFileImporter {
    package static let format = ImportFormat(
        "studyu", name: "StudyU",
        looks:
            "a table with \"measurement_time\" and \"current_intervention_id\", or with "
            + "\"completed_at\", \"intervention_id\" and \"result\"")

    package let context: ImportContext
    package var bytes: [UInt8] = []

    package init(_ context: ImportContext) { self.context = context }

    static func recognises(_ head: ExportHead) -> Bool {
        head.hasColumns("completed_at", "intervention_id", "result")
            || head.hasColumns("measurement_time", "participant_id", "current_intervention_id")
    }

    /// Whether a file is a study as StudyU keeps it: a plan, without anybody's answers.
    static func isStudy(_ head: ExportHead) -> Bool {
        head.text.first == "{"
            && ["\"interventions\"", "\"observations\"", "\"numberOfCycles\""].allSatisfy {
                head.text.contains($0)
            }
    }

    static func studyWithoutAnswers(_ file: String) -> ReaderProblem {
        .notItsResults(
            file: file, found: "a StudyU study, which is a plan without answers",
            advice: "Make a plan of it with n1 studyu, and import its results, exported as CSV.")
    }

    package func values(
        _ bytes: [UInt8], emit: (ImportedValue) -> Void
    ) throws(ImportError) -> [ImportNote] {
        let text = try ExportText(bytes, file: context.file)
        let table = try ExportTable(text, file: context.file)
        let completed = try table.requiredColumn(
            "completed_at", "measurement_time", for: "the day")
        let condition = table.column("intervention_id", "current_intervention_id")
        let questions = Question.all(in: table)
        var selection = try RowSelection(
            table, only: context.only, read: [], days: nil, isOneADay: false)
        let result = table.column("result")
        let dates = DateColumn(name: table.header[completed], order: nil, ground: nil)
        var problems: [ImportProblem] = []
        var baseline = 0
        try table.rows { row in
            guard let cell = row[completed], selection.takes(row) else { return }
            guard let moment = dates.moment(Self.utc(cell), zone: context.zone) else {
                problems.append(
                    .reader(.notADate(row.source, column: table.header[completed], found: cell)))
                return
            }
            if let id = row[condition] {
                if id == "__baseline" { baseline += 1 }
                emit(ImportedValue("intervention_id", Moment(moment.day), word: id, line: row.line))
            }
            for question in questions { question.answer(of: row, moment, emit) }
            do throws(ImportError) {
                try answers(row[result], row, moment, emit)
            } catch {
                problems += error.problems
            }
        }
        guard problems.isEmpty else { throw ImportError(problems) }
        let notes = selection.notes(only: context.only)
        return notes
            + (baseline == 0
                ? []
                : [
                    .said(
                        "\(baseline) \(baseline == 1 ? "row is" : "rows are") of the baseline, which "
                            + "StudyU calls __baseline.")
                ])
    }

    /// A question of the download, whose answer has a column of its own.
    private struct Question {
        let id: Int
        let response: Int

        static func all(in table: ExportTable) -> [Question] {
            table.header.indices.compactMap { place in
                let name = table.header[place]
                guard name.hasSuffix("_response"), name.contains("_question"),
                    let id = table.column(String(name.dropLast(8)) + "id")
                else { return nil }
                return Question(id: id, response: place)
            }
        }

        func answer(of row: ExportRow, _ moment: Moment, _ emit: (ImportedValue) -> Void) {
            guard let id = row[id], let cell = row[response] else { return }
            if let number = exportedNumber(cell) ?? ["true": 1, "false": 0][cell.lowercased()] {
                return emit(ImportedValue(id, moment, number, line: row.line))
            }
            for choice in choices(cell) ?? [cell] {
                emit(ImportedValue(id, moment, word: choice, line: row.line))
            }
        }

        /// The texts of `[{"id": …, "text": …}]`; nil for an answer in words.
        private func choices(_ cell: String) -> [String]? {
            guard cell.hasPrefix("[{"),
                let text = try? ExportText(Array(cell.utf8), file: ""),
                let document = try? JSONDocument(text, file: "")
            else { return nil }
            return document.items.compactMap { $0["text"]?.text }
        }
    }

    /// The export leaves out that its times are UTC.
    static func utc(_ cell: String) -> String {
        DateText(cell).map { $0.zone == nil && $0.second != nil } == true ? cell + "Z" : cell
    }

    private func answers(
        _ cell: String?, _ row: ExportRow, _ moment: Moment, _ emit: (ImportedValue) -> Void
    ) throws(ImportError) {
        guard let cell, cell.hasPrefix("[") || cell.hasPrefix("{") else { return }
        let document: JSONDocument
        do throws(ImportError) {
            document = try JSONDocument(
                ExportText(Array(cell.utf8), file: context.file), file: context.file)
        } catch {
            throw ImportError(
                .reader(
                    .badJSON(
                        row.source, found: "\"\(shortened(cell))\"",
                        expected: "a list of answers as JSON in \"result\"")))
        }
        for answer in document.items {
            guard let question = answer["question"]?.text, let response = answer["response"] else {
                continue
            }
            if let number = response.number ?? response.flag.map({ $0 ? 1 : 0 }) {
                emit(ImportedValue(question, moment, number, line: row.line))
            } else if let word = response.text {
                emit(ImportedValue(question, moment, word: word, line: row.line))
            }
        }
    }
}
