import Experiment

/// One of several series that one call of `n1 fit` fits, with what came of it.
struct FittedSeries {
    /// The file, or what stands in the column that tells series apart.
    let name: String
    private let outcome: Result<RegressionSummary, any Error>

    /// - `fit`: what is done with each series; what it throws concerns that series only.
    ///
    /// Throws `FileAccessError` and `ImportError` for a file that cannot be read at all.
    static func all(
        of files: [String], by column: String?, _ fit: (CSVTable) throws -> RegressionSummary
    ) throws -> [FittedSeries] {
        try files.flatMap { file in
            let table = try CSVTable(path: file)
            guard let column else { return [FittedSeries(file, table, fit)] }
            return try table.split(by: column).map { FittedSeries($0.name, $0.table, fit) }
        }
    }

    private init(
        _ name: String, _ table: CSVTable, _ fit: (CSVTable) throws -> RegressionSummary
    ) {
        self.name = name
        outcome = Result { try fit(table) }
    }

    var json: JSON {
        .object([
            "series": .string(name), "fit": (try? outcome.get())?.json ?? .null,
            "error": refusal.map(JSON.string) ?? .null,
        ])
    }

    /// Nil when it could not be fitted.
    var text: String? { (try? outcome.get()).map { "\(name)\n" + $0.table } }

    /// Why it could not be fitted; nil when it could.
    var refusal: String? {
        guard case .failure(let error) = outcome else { return nil }
        return "\(name): \(error)"
    }
}
