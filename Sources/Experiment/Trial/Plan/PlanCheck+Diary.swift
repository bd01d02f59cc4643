import ExperimentDiary
import ExperimentText
import Stats

/// Where the diary holds what the plan names.
extension PlanCheck {
    mutating func diary(
        _ draft: DraftDiary, outcomes: [PlannedOutcome], covariates: [PlannedCovariate],
        conditions: [Condition]
    ) -> DiaryMapping {
        let wanted =
            outcomes.map(\.id) + covariates.map(\.id) + conditions.compactMap(\.amount?.series)
        for column in draft.columns where !wanted.contains(column.series.value) {
            report(
                .undefined(
                    key: "diary.columns", found: column.series.value, defined: wanted),
                line: column.series.line)
        }
        itemNames(draft, outcomes)
        return DiaryMapping(
            file: draft.file?.value, layout: draft.layout,
            day: DiaryMapping.DayColumn(
                column: draft.dayColumn?.value ?? "date", notation: draft.dayNotation,
                startsAt: draft.dayStart, studyDay: draft.studyDay, written: draft.written),
            series: wanted.flatMap { columns(of: $0, draft) },
            condition: conditionColumn(draft, conditions), marks: draft.marks,
            words: draft.words, leavesOutDaysOutsidePlan: draft.leavesOutDaysOutsidePlan,
            only: draft.only, showsYesterday: draft.showsYesterday)
    }

    /// Without a line of its own a series stands in the column of its name.
    private func columns(of series: String, _ draft: DraftDiary) -> [DiaryMapping.SeriesColumns] {
        guard let given = draft.columns.first(where: { $0.series.value == series }) else {
            return [DiaryMapping.SeriesColumns(series: series, columns: [series])]
        }
        guard given.items.isEmpty else {
            return given.items.map {
                DiaryMapping.SeriesColumns(
                    series: itemSeries(series, $0.item.value), columns: [$0.column.value])
            }
        }
        return [
            DiaryMapping.SeriesColumns(series: series, columns: given.columns.map(\.value))
        ]
    }

    private mutating func itemNames(_ draft: DraftDiary, _ outcomes: [PlannedOutcome]) {
        for column in draft.columns {
            guard let outcome = outcomes.first(where: { $0.id == column.series.value }) else {
                continue
            }
            let known = outcome.instrument.items.map(\.key)
            for item in column.items where !known.contains(item.item.value) {
                report(
                    .undefined(
                        key: "diary.columns.\(outcome.id)", found: item.item.value, defined: known),
                    line: item.item.line)
            }
        }
    }

    func withItems(_ outcome: PlannedOutcome, _ draft: DraftDiary) -> PlannedOutcome {
        let items = draft.columns.first { $0.series.value == outcome.id }?.items ?? []
        return PlannedOutcome(
            id: outcome.id, name: outcome.name, instrument: outcome.instrument,
            worthwhile: outcome.worthwhile, isPrimary: outcome.isPrimary,
            combining: outcome.combining, daysBetween: outcome.daysBetween,
            onsetLagInDays: outcome.onsetLagInDays, washoutInDays: outcome.washoutInDays,
            items: items.map {
                PlannedOutcome.ItemSeries(
                    item: $0.item.value, series: itemSeries(outcome.id, $0.item.value))
            })
    }

    private func itemSeries(_ outcome: String, _ item: String) -> String { "\(outcome).\(item)" }

    private mutating func conditionColumn(
        _ draft: DraftDiary, _ conditions: [Condition]
    ) -> DiaryMapping.ConditionColumn? {
        guard let column = draft.condition else { return nil }
        let name = required(
            column.column, key: "\(column.key).column", expected: "the name of a column",
            line: draft.line)
        let words =
            column.meanings
            + draft.words.yes.flatMap { word in column.yes.map { [(word, $0)] } ?? [] }
            + draft.words.no.flatMap { word in column.no.map { [(word, $0)] } ?? [] }
        let ids = conditions.map(\.id)
        guard !words.isEmpty else {
            return DiaryMapping.ConditionColumn(column: name, of: conditions)
        }
        for meaning in grouped(words, by: { $0.1.value }).compactMap(\.first)
        where !ids.contains(meaning.1.value) {
            report(
                .undefined(key: column.key, found: meaning.1.value, defined: ids),
                line: meaning.1.line)
        }
        return DiaryMapping.ConditionColumn(
            column: name,
            meanings: words.map {
                DiaryMapping.ConditionColumn.Meaning(word: $0.0, condition: $0.1.value)
            })
    }
}

extension DiaryMapping.ConditionColumn {
    /// A column that holds the conditions' own ids or names.
    fileprivate init(column: String, of conditions: [Condition]) {
        let names = conditions.map { ($0.name, $0.id) }.filter { $0.0 != $0.1 }
        self.init(
            column: column,
            meanings: (conditions.map { ($0.id, $0.id) } + names).map {
                Meaning(word: $0.0, condition: $0.1)
            })
    }
}
