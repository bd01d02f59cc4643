import ExperimentDiary
import ExperimentText

extension TrialPlan {
    /// Everything beside the plan's own text that can change a number of its analysis, one fact a line:
    /// what a seal covers. Defaults of the program stand here as they are today, so that one that
    /// changes with a later version shows.
    package var coveredText: String {
        let parts: [[String]] = [
            [analysisText], outcomes.map(\.line), conditions.map(\.line), covariates.map(\.line),
            analysis.looks.map { "look \($0)" }, diary.lines, imports.flatMap(\.lines),
            ["seed \(seed)"],
        ]
        return parts.flatMap(\.self).map { $0 + "\n" }.joined()
    }
}

extension PlannedOutcome {
    fileprivate var line: String {
        "outcome \(id) by \(instrument.id), of a day \(combining?.rawValue ?? "one"), every "
            + "\(daysBetween), items \(items.map { "\($0.item)=\($0.series)" })"
    }
}

extension Condition {
    fileprivate var line: String {
        "condition \(id) against \(reference ?? "none"), amount "
            + (amount.map { "\($0.series) of \(PlainNumber.text($0.full))" } ?? "none")
    }
}

extension PlannedCovariate {
    fileprivate var line: String {
        "covariate \(id), lag \(lagInDays), lags "
            + (lags.map { "\($0.curve.rawValue) 0-\($0.days)" } ?? "none")
            + ", of a day \(combining?.rawValue ?? "one")"
    }
}

extension DiaryMapping {
    fileprivate var lines: [String] {
        var lines = ["diary \(file ?? "none"), \(layout.text), outside \(leavesOutDaysOutsidePlan)"]
        lines.append(
            "day \(day.column), \(day.notation.text), starts \(day.startsAt), study day "
                + "\(day.studyDay ?? "none")")
        lines += series.map { "series \($0.series) in \($0.columns)" }
        if let condition {
            lines.append(
                "condition in \(condition.column), "
                    + "\(condition.meanings.map { "\($0.word)=\($0.condition)" })")
        }
        lines += marks.map { "mark \($0.mark.rawValue) in \($0.column)" }
        return lines + ["words \(words.yes) \(words.no) \(words.missing)"]
    }
}

extension DiaryMapping.Layout {
    fileprivate var text: String {
        switch self {
        case .wide: "wide"
        case .long(let series, let value, let rater):
            "long by \(series), \(value), \(rater ?? "one rater")"
        }
    }
}

extension DiaryMapping.DayNotation {
    fileprivate var text: String {
        switch self {
        case .written(let format): format.pattern
        case .studyDay(let first): "days from \(first)"
        }
    }
}

extension PlannedImport {
    fileprivate var lines: [String] {
        series.map { series in
            "import \(format ?? "any") \(series.target) from \(series.source) times "
                + "\(PlainNumber.text(series.factor))\(series.unit.map { " in \($0)" } ?? ""), "
                + "\(series.words.map { "\($0.word)=\(PlainNumber.text($0.number))" })"
        }
    }
}
