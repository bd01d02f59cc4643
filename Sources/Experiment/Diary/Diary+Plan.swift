extension Diary {
    /// The diary that a table holds for a plan.
    /// - Throws: `ImportError` with every problem of the file.
    public init(_ table: CSVTable, plan: TrialPlan) throws(ImportError) {
        let record = try DiaryReader(plan).read(table)
        try self.init(record, severalADay: plan.seriesCombined)
    }
}

extension DiaryReader {
    /// A reader for the series, values and days of a plan.
    public init(_ plan: TrialPlan) {
        self.init(
            mapping: plan.diary, allowed: plan.outcomes.flatMap(\.allowedValues),
            days: plan.schedule.days)
    }
}

extension PlannedOutcome {
    fileprivate var allowedValues: [DiaryReader.SeriesValues] {
        guard !items.isEmpty else {
            return [.init(series: id, allowed: instrument.allowedTotals)]
        }
        return items.map { item in
            .init(
                series: item.series,
                allowed: instrument.items.first { $0.key == item.item }?.allowed)
        }
    }
}

extension TrialPlan {
    /// Ids of the series that may be measured more than once a day.
    fileprivate var seriesCombined: [String] {
        outcomes.filter { $0.combining != nil }.flatMap { [$0.id] + $0.items.map(\.series) }
            + covariates.filter { $0.combining != nil }.map(\.id)
    }
}
