import ExperimentDiary
import ExperimentText

/// Where each row of the diary database came from, corrected and undone ones too.
package struct ProvenanceTable: Sendable {
    private let rows: [Row]

    package struct Row: Sendable {
        package let id: Int
        package let recordedAt: String
        package let format: String?
        package let file: String?
        package let sha256: String?
        package let line: Int?
        package let supersededBy: Int?
        package let reason: String?

        package init(
            id: Int, recordedAt: String, format: String?, file: String?, sha256: String?,
            line: Int?, supersededBy: Int?, reason: String?
        ) {
            self.id = id
            self.recordedAt = recordedAt
            self.format = format
            self.file = file
            self.sha256 = sha256
            self.line = line
            self.supersededBy = supersededBy
            self.reason = reason
        }
    }

    package init(_ rows: [Row]) { self.rows = rows }

    package var csv: String {
        let head = [
            "row", "recorded_at", "format", "file", "sha256", "line", "superseded_by", "reason",
        ]
        return CSVText.line(head)
            + rows.map { row in
                CSVText.line([
                    String(row.id), row.recordedAt, row.format ?? "typed",
                    CSVText.harmless(row.file ?? ""), row.sha256 ?? "",
                    row.line.map(String.init) ?? "", row.supersededBy.map(String.init) ?? "",
                    CSVText.harmless(row.reason ?? ""),
                ])
            }.joined()
    }
}
