import ExperimentAnalysis
import ExperimentConclusions
import ExperimentDiary
import ExperimentText
import ExperimentTrial

extension SimulatedDiary {
    /// The diary as the file that the plan describes: its columns, its notation of days, wide or
    /// long. Values that were not written down are empty cells.
    package func csv(for plan: TrialPlan) -> String {
        let mapping = plan.diary
        let rows: [[String]] =
            switch mapping.layout {
            case .wide: wide(mapping)
            case .long(let series, let value, let rater): long(mapping, series, value, rater)
            }
        return rows.map { CSVText.line($0) }.joined()
    }

    private func wide(_ mapping: DiaryMapping) -> [[String]] {
        let columns = mapping.series.flatMap { series in
            series.columns.map { (name: $0, place: self.series.firstIndex(of: series.series)) }
        }
        let head =
            [mapping.day.column] + columns.map(\.name)
            + (mapping.condition.map { [$0.column] } ?? []) + mapping.marks.map(\.column)
        return [head]
            + days.map { day in
                [mapping.day.text(of: day.day)]
                    + columns.map { column in
                        column.place.flatMap { day.values[$0] }.map { PlainNumber.text($0) } ?? ""
                    }
                    + (mapping.condition.map { [$0.word(for: day.condition)] } ?? [])
                    + mapping.marks.map { _ in mapping.words.no.first ?? "no" }
            }
    }

    private func long(
        _ mapping: DiaryMapping, _ series: String, _ value: String, _ rater: String?
    ) -> [[String]] {
        let head =
            [mapping.day.column, series, value] + [rater].compactMap(\.self)
            + (mapping.condition.map { [$0.column] } ?? [])
        return [head]
            + days.flatMap { day in
                mapping.series.compactMap { columns -> [String]? in
                    guard let place = self.series.firstIndex(of: columns.series),
                        let number = day.values[place], let name = columns.columns.first
                    else { return nil }
                    return [mapping.day.text(of: day.day), name, PlainNumber.text(number)]
                        + (rater == nil ? [] : ["self"])
                        + (mapping.condition.map { [$0.word(for: day.condition)] } ?? [])
                }
            }
    }
}

extension SimulatedWorld {
    /// The truth behind a diary, as a file beside it.
    package func truth(seed: UInt64) -> JSON {
        let leans = leans(seed: seed)
        return .object([
            "simulated": .bool(true),
            "note": "Simulated data, not a real person.",
            "plan": .string(plan.title),
            "seed": .string(String(seed)),
            "outcomes": .array(
                outcomes.map { outcome in
                    truth(of: outcome, leans: leans.first { $0.outcome == outcome.series }?.leans)
                }),
        ])
    }

    /// - `leans`: how the items share the total; nil where the total is logged.
    private func truth(
        of outcome: SimulatedOutcome, leans: [(item: String, share: Double)]?
    ) -> JSON {
        let expected = outcome.expected(under: conditions(of: outcome))
        let items = leans.map { leans in
            [JSON.Member("items", .object(leans.map { JSON.Member($0.item, .number($0.share)) }))]
        }
        return .object(
            [
                JSON.Member("series", .string(outcome.series))
            ] + (items ?? []) + [
                JSON.Member("baseline", .number(outcome.baseline)),
                JSON.Member(
                    "effects",
                    .object(outcome.effects.map { JSON.Member($0.condition, .number($0.points)) })),
                JSON.Member("sd", .number(outcome.sd)),
                JSON.Member("rho", .number(outcome.rho)),
                JSON.Member("onsetHalfTimeInDays", .number(outcome.onsetHalfTime)),
                JSON.Member("washoutHalfTimeInDays", .number(outcome.washoutHalfTime)),
                JSON.Member("missing", .number(outcome.missing)),
                JSON.Member(
                    "expected",
                    .object(
                        zip(plan.schedule.days, expected).map { day, score in
                            JSON.Member(day.description, .number(score))
                        })),
            ])
    }
}

extension DiaryMapping.DayColumn {
    /// The day as the plan's files write it, at noon where they write a time.
    package func text(of day: CalendarDay) -> String {
        switch notation {
        case .written(let format): format.text(of: Moment(day: day, second: 12 * 3600))
        case .studyDay(let first): String(first.distance(to: day))
        }
    }
}

extension DiaryMapping.ConditionColumn {
    /// The first word that means the condition; empty when there is none.
    package func word(for condition: String?) -> String {
        meanings.first { $0.condition == condition }?.word ?? ""
    }
}
