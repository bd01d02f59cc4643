import Experiment
import GRDB
import GRDBSQLite

/// The database that Health Connect exports, as the rows that its reader takes.
///
/// It is opened for reading only; one that lies in an archive is read in memory. Tables and columns that a version does not have are passed over.
struct HealthConnectExport {
    /// Its file, or the archive that it lies in.
    private let path: String
    /// Nil for a file of its own.
    private let content: [UInt8]?

    init(_ path: String, content: [UInt8]? = nil) {
        self.path = path
        self.content = content
    }

    private func opened() throws -> DatabaseQueue {
        var configuration = Configuration()
        guard let content else {
            configuration.readonly = true
            return try DatabaseQueue(path: path, configuration: configuration)
        }
        let database = try DatabaseQueue(configuration: configuration)
        try database.inDatabase { try Self.fill($0, with: content) }
        return database
    }

    /// Lays the bytes of a file under a connection, which frees them.
    private static func fill(_ database: Database, with content: [UInt8]) throws {
        let size = Int64(content.count)
        guard content.count > 100, let memory = sqlite3_malloc64(UInt64(size)) else {
            throw DatabaseError(resultCode: .SQLITE_NOTADB)
        }
        let bytes = memory.bindMemory(to: UInt8.self, capacity: content.count)
        for (place, byte) in content.enumerated() { bytes[place] = byte }
        // A write-ahead log is a file beside it, which nothing in memory has.
        (bytes[18], bytes[19]) = (1, 1)
        let result = sqlite3_deserialize(
            database.sqliteConnection, "main", bytes, size, size,
            UInt32(SQLITE_DESERIALIZE_FREEONCLOSE | SQLITE_DESERIALIZE_READONLY))
        guard result == SQLITE_OK else {
            throw DatabaseError(resultCode: ResultCode(rawValue: result))
        }
    }

    /// - Throws: `ImportError` when the database is none of Health Connect.
    func rows() throws -> [UInt8] {
        try withStoreErrors(path) {
            let database = try opened()
            defer { try? database.close() }
            return try database.read { database in
                guard try database.tableExists("steps_record_table") else {
                    throw ImportError(
                        .reader(.packed(file: FileAccess.name(of: path), .database)))
                }
                var text = HealthConnectRows.heading + "\n"
                for table in Self.tables where try isThere(table, database) {
                    try append(table, to: &text, database)
                }
                return Array(text.utf8)
            }
        }
    }

    /// One table: what is selected from it, as `row, app, start, end, offset, value`.
    private struct Table {
        let kind: String
        let name: String
        let columns: [String]
        let selection: String

        init(kind: String, name: String, columns: [String], selection: String) {
            self.kind = kind
            self.name = name
            self.columns = columns
            self.selection = selection
        }

        /// Values of moments.
        init(moments kind: String, _ name: String, _ value: String) {
            self.init(
                kind: kind, name: name, columns: ["time", "zone_offset", value],
                selection: """
                    SELECT row_id, app_info_id, time, time, zone_offset, \(value)
                    FROM \(name) WHERE \(value) IS NOT NULL ORDER BY time
                    """)
        }

        /// Values of stretches of time.
        init(spans kind: String, _ name: String, _ value: String) {
            self.init(
                kind: kind, name: name,
                columns: ["start_time", "end_time", "end_zone_offset", value],
                selection: """
                    SELECT row_id, app_info_id, start_time, end_time, end_zone_offset, \(value)
                    FROM \(name) WHERE \(value) IS NOT NULL ORDER BY row_id
                    """)
        }
    }

    /// Stages 2, 4, 5 and 6 are asleep, light, deep and REM; 1, 3 and 7 are awake.
    private static let tables: [Table] =
        [
            Table(
                kind: "steps", name: "steps_record_table",
                columns: ["start_time", "end_time", "end_zone_offset", "count"],
                selection: """
                    SELECT row_id, app_info_id, start_time, end_time, end_zone_offset, count
                    FROM steps_record_table ORDER BY row_id
                    """),
            Table(
                kind: "asleep", name: "sleep_stages_table",
                columns: ["parent_key", "stage_start_time", "stage_end_time", "stage_type"],
                selection: """
                    SELECT session.row_id, app_info_id, stage_start_time, stage_end_time,
                        end_zone_offset, 1
                    FROM sleep_stages_table JOIN sleep_session_record_table session
                        ON session.row_id = parent_key
                    WHERE stage_type IN (2, 4, 5, 6) ORDER BY session.row_id, stage_start_time
                    """),
            Table(
                kind: "asleep", name: "sleep_session_record_table",
                columns: ["start_time", "end_time", "end_zone_offset"],
                selection: """
                    SELECT row_id, app_info_id, start_time, end_time, end_zone_offset, 1
                    FROM sleep_session_record_table
                    WHERE row_id NOT IN (SELECT parent_key FROM sleep_stages_table) ORDER BY row_id
                    """),
            Table(
                kind: "awake", name: "sleep_stages_table",
                columns: ["parent_key", "stage_start_time", "stage_end_time", "stage_type"],
                selection: """
                    SELECT session.row_id, app_info_id, stage_start_time, stage_end_time,
                        end_zone_offset, 1
                    FROM sleep_stages_table JOIN sleep_session_record_table session
                        ON session.row_id = parent_key
                    WHERE stage_type IN (1, 3, 7) ORDER BY session.row_id, stage_start_time
                    """),
            Table(
                kind: "weight", name: "weight_record_table",
                columns: ["time", "zone_offset", "weight"],
                selection: """
                    SELECT row_id, app_info_id, time, time, zone_offset, weight
                    FROM weight_record_table ORDER BY time
                    """),
            Table(
                kind: "resting", name: "resting_heart_rate_record_table",
                columns: ["time", "zone_offset", "beats_per_minute"],
                selection: """
                    SELECT row_id, app_info_id, time, time, zone_offset, beats_per_minute
                    FROM resting_heart_rate_record_table ORDER BY time
                    """),
            Table(
                kind: "heart", name: "heart_rate_record_series_table",
                columns: ["parent_key", "epoch_millis", "beats_per_minute"],
                selection: """
                    SELECT record.row_id, app_info_id, epoch_millis, epoch_millis, end_zone_offset,
                        beats_per_minute
                    FROM heart_rate_record_series_table JOIN heart_rate_record_table record
                        ON record.row_id = parent_key
                    ORDER BY epoch_millis
                    """),
            Table(
                moments: "hrv", "heart_rate_variability_rmssd_record_table",
                "heart_rate_variability_millis"),
            Table(moments: "flow", "menstruation_flow_record_table", "flow"),
            Table(spans: "distance", "distance_record_table", "distance"),
            Table(spans: "exercise", "exercise_session_record_table", "exercise_type"),
        ]
        + [
            ("energy", "energy"), ("protein", "protein"), ("carbohydrates", "total_carbohydrate"),
            ("fat", "total_fat"), ("sugar", "sugar"), ("fibre", "dietary_fiber"),
            ("calcium", "calcium"),
        ].map { Table(spans: $0, "nutrition_record_table", $1) }

    private func isThere(_ table: Table, _ database: Database) throws -> Bool {
        guard try database.tableExists(table.name) else { return false }
        let present = try database.columns(in: table.name).map(\.name)
        return table.columns.allSatisfy(present.contains)
    }

    private func append(
        _ table: Table, to text: inout String, _ database: Database
    ) throws {
        let rows = try Row.fetchCursor(database, sql: table.selection)
        while let row = try rows.next() {
            let cells = (0..<6).map { place -> String in
                let value: DatabaseValue = row[place]
                return value.isNull ? "" : "\(value.storage.value ?? "")"
            }
            text += ([cells[0], table.kind] + cells.dropFirst()).joined(separator: "\t") + "\n"
        }
    }
}
