import ExperimentAnalysis
import ExperimentConclusions
import ExperimentDiary
import ExperimentPlanning
import ExperimentText
import ExperimentTrial

/// Values that nothing in the world can have: a night of 27 hours, a day of 1,500 minutes.
///
/// Outcomes are held to their scales when the diary is read; this looks at covariates, which declare
/// no scale, by what their name or the imported series behind them measures.
struct ImpossibleValues: DiaryLook {
    package static let subject = DiaryRemark.Subject.impossibleValues

    private let checked: [(series: CheckedSeries, limit: PhysicalLimit)]

    package init(_ material: CheckMaterial) {
        checked = material.plan.covariates.compactMap { covariate in
            let imported = material.plan.imports.flatMap(\.series)
                .filter { $0.target == covariate.id && $0.factor == 1 }.map(\.source)
            let columns = material.plan.diary.series.filter { $0.series == covariate.id }
                .flatMap(\.columns)
            let names = [covariate.id] + imported + columns
            return names.lazy.compactMap { PhysicalLimit(seriesNamed: $0) }.first.map {
                (CheckedSeries(covariate, in: material.diary), $0)
            }
        }
    }

    package var remarks: [DiaryRemark] {
        checked.compactMap { series, limit in
            let found = series.values.filter { !limit.range.contains($0.value) }
            guard !found.isEmpty else { return nil }
            let words = found.map { "\(CheckWords.number($0.value)) on \($0.day)" }
            return DiaryRemark(
                Self.subject,
                "\(series.name): \(words.joined(separator: ", ")); expected "
                    + "\(CheckWords.number(limit.range.lowerBound)) to "
                    + "\(CheckWords.number(limit.range.upperBound)) \(limit.unit).",
                days: found.map(\.day), lines: found.flatMap(\.sources),
                consequence: "The analysis takes the value as it stands and corrects the score for "
                    + "it. Correct it: n1 log \(series.id)=VALUE --date DAY --correct REASON, or "
                    + "in the file.")
        }
    }
}

/// The values that a measure of a body or a day can take.
struct PhysicalLimit {
    package let range: ClosedRange<Double>
    package let unit: String

    /// Nil when the name does not tell what is measured.
    package init?(seriesNamed name: String) {
        let words = name.lowercased().split { !$0.isLetter }.map(String.init)
        guard
            let found = Self.known.first(where: { limit in
                limit.words.allSatisfy(words.contains)
            })
        else { return nil }
        range = found.range
        unit = found.unit
    }

    /// Held against in order. A day bounds hours and minutes; the others are the widest on record,
    /// rounded outwards, so that nothing that happened is called impossible.
    private static let known: [(words: [String], range: ClosedRange<Double>, unit: String)] = [
        (["minutes"], 0...1440, "minutes a day"),
        (["hours"], 0...24, "hours a day"),
        (["percent"], 0...100, "percent"),
        (["steps"], 0...300_000, "steps a day"),
        (["heart", "rate"], 20...300, "beats a minute"),
        (["hrv"], 0...1000, "milliseconds"),
        (["weight", "kg"], 1...700, "kilogrammes"),
        (["kcal"], 0...30_000, "kilocalories a day"),
        (["distance", "km"], 0...500, "kilometres a day"),
        (["g"], 0...5000, "grammes a day"),
        (["drinks"], 0...100, "drinks a day"),
    ]
}
