import ExperimentDiary
import ExperimentText
import ExperimentTrial
import RealModule
import Stats

/// The analysed days of a trial as rows of numbers: the last place that knows what a day is.
package struct TrialDesignMatrix: Sendable {
    /// Every column that the plan declares.
    package let declared: DesignMatrix
    /// Those that earlier ones do not determine on the analysed days: what is fitted.
    package let design: DesignMatrix
    /// The others.
    package let aliases: [Alias]
    /// One score a row.
    package let responses: [Double]

    /// Columns: `intercept`, one a tested condition (its share of the day, or its lags), the declared
    /// trend and weekdays, and the covariates with their lags and the cycle.
    /// - Throws: `RegressionError` when a column is not finite or has a name twice.
    package init(_ data: TrialData) throws(RegressionError) {
        let days = data.analysed
        let terms = DesignTerms(data: data, days: days)
        declared = try DesignMatrix(columns: terms.columns, times: days.map(\.studyDay))
        (design, aliases) = try declared.withoutAliases()
        // An analysed day has a score: exclusion(noScore) is decided first.
        responses = days.compactMap { $0.score?.value }
    }

    package static let intercept = "intercept"
    package static let trend = "trend"

    /// The column of a tested condition.
    package static func column(of condition: Condition) -> String { condition.id }
}

extension TrialData {
    /// A tested condition as the engines want it: its column, and its share of every day of the
    /// schedule, with or without a score.
    package func exposure(to condition: Condition) -> Exposure {
        Exposure(column: TrialDesignMatrix.column(of: condition), path: path(of: condition))
    }
}

extension TrialData {
    /// The effect of a day under a tested condition, once it is all there, as weights of the declared
    /// columns.
    package func terms(of condition: Condition) -> [(column: String, weight: Double)] {
        let name = TrialDesignMatrix.column(of: condition)
        return specification.lags?.cumulativeTerms(of: name) ?? [(column: name, weight: 1)]
    }

    /// The share of every day of the schedule under a tested condition; none before it.
    package func path(of condition: Condition) -> ExposurePath {
        let index = plan.testedConditions.firstIndex { $0.id == condition.id }
        return ExposurePath(
            start: days.first?.studyDay ?? 0,
            values: days.map { day in index.map { day.exposures[$0] } ?? 0 })
    }
}

/// The columns of a trial's design.
private struct DesignTerms {
    let data: TrialData
    let days: [TrialDay]

    private var plan: TrialPlan { data.plan }
    private var specification: Specification { data.specification }

    typealias Column = (name: String, values: [Double])

    var columns: [Column] {
        [(TrialDesignMatrix.intercept, days.map { _ in 1 })]
            + conditions + covariates + trend + weekdays + rhythm
    }

    private var conditions: [Column] {
        plan.testedConditions.enumerated().flatMap { index, condition -> [Column] in
            let name = TrialDesignMatrix.column(of: condition)
            guard let lags = specification.lags else {
                return [(name, days.map { $0.exposures[index] })]
            }
            return spread(data.path(of: condition), lags, name)
        }
    }

    private func spread(_ path: ExposurePath, _ lags: DistributedLag, _ name: String) -> [Column] {
        let rows = days.map { day in
            lags.values(
                (0...lags.days).map { lag in
                    let place = day.studyDay - lag - path.start
                    return path.values.indices.contains(place) ? path.values[place] : 0
                })
        }
        return lags.columns(of: name).enumerated().map { place, column in
            (column, rows.map { $0[place] })
        }
    }

    /// Covariates as differences from their mean over the analysed days, which leaves the other
    /// coefficients as they are and gains digits.
    private var covariates: [Column] {
        let all = plan.covariateColumns.enumerated()
        let ofCycle = plan.analysis.cycle?.columns.count ?? 0
        let kept = specification.leavesOutCovariates ? Array(all.suffix(ofCycle)) : Array(all)
        return kept.map { index, covariate in
            let values = days.compactMap { $0.covariates[index] }
            let mean = values.reduce(0, +) / Double(max(values.count, 1))
            return (covariate.column, values.map { $0 - mean })
        }
    }

    /// Change over the whole schedule, centred.
    private var trend: [Column] {
        guard specification.hasTrend else { return [] }
        let length = Double(plan.schedule.days.count)
        return [
            (
                TrialDesignMatrix.trend,
                days.map { (Double($0.studyDay) - (length - 1) / 2) / length }
            )
        ]
    }

    /// Tuesday to Sunday against Monday.
    private var weekdays: [Column] {
        guard specification.hasWeekday else { return [] }
        let names = ["Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
        return names.enumerated().map { index, name in
            ("weekday \(name)", days.map { $0.day.weekday == index + 1 ? 1 : 0 })
        }
    }

    /// A smooth rhythm with its highest day left open; a month only where the plan follows no cycle.
    private var rhythm: [Column] {
        guard let length = specification.rhythmDays,
            length != 28 || plan.analysis.cycle == nil
        else { return [] }
        let turns = days.map { 2 * Double.pi * Double($0.studyDay) / Double(length) }
        return [
            ("rhythm, cosine", turns.map { Double.cos($0) }),
            ("rhythm, sine", turns.map { Double.sin($0) }),
        ]
    }
}
