@testable import Stats

/// The data sets of Tests/Oracles/regression/multiple-baseline and their reference values.
struct SteppedOracle: Sendable {
    static let names = [
        "mb1_recovery_null", "mb2_recovery_effect", "mb3_two_sites", "mb4_one_reacts",
        "mb5_scales", "mb6_noise",
    ]

    let name: String
    let data: SteppedSeries
    /// The first exposed time of each series.
    let starts: [Int]

    init(_ name: String) throws {
        self.name = name
        let table = OracleFile.table("regression/multiple-baseline/\(name).csv")
        let count = (table.first ?? [:]).keys.count { $0.hasPrefix("x") }
        let series = (1...count).map { number in
            SteppedSeries.Series(
                responses: table.map { $0["y\(number)"] },
                exposures: table.map { $0["x\(number)"] ?? 0 })
        }
        let times = table.map { Int($0["day"] ?? 0) }
        data = try SteppedSeries(
            times: times, series: series,
            unit: name == "mb5_scales" ? .usualSwing : .response)
        starts = series.map { one in
            times[one.exposures.firstIndex(of: 1) ?? 0]
        }
    }

    /// The text of a cell of the reference table.
    func text(_ column: String, model: String) -> String {
        let rows = OracleFile.rows("regression/multiple-baseline/reference.csv")
        guard let place = rows[0].firstIndex(of: column),
            let row = rows.first(where: { $0[0] == name && $0[1] == model })
        else { return "" }
        return row[place]
    }

    /// NaN when the table lacks it, so that comparisons fail.
    func value(_ column: String, model: String) -> Double {
        Double(text(column, model: model)) ?? .nan
    }

    /// Numbers separated by spaces or strokes.
    func values(_ column: String, model: String) -> [Double] {
        text(column, model: model).split { $0 == " " || $0 == "/" }.map { Double($0) ?? .nan }
    }
}
