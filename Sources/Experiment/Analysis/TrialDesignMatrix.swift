internal import RealModule
public import Stats

/// The analysed days of a trial as rows of numbers: the last place that knows what a day is.
public struct TrialDesignMatrix: Sendable {
    public let design: DesignMatrix
    /// One score a row; for a count, the logarithm of the count and a half.
    public let responses: [Double]

    /// Columns: `intercept`, one a tested condition (its share of the day), one a covariate, and the
    /// declared trend and weekdays.
    /// - Throws: `RegressionError` when a column is not finite or has a name twice.
    public init(_ data: TrialData) throws(RegressionError) {
        let days = data.analysed
        let terms = DesignTerms(plan: data.plan, specification: data.specification, days: days)
        design = try DesignMatrix(columns: terms.columns, times: days.map(\.studyDay))
        // An analysed day has a score: exclusion(noScore) is decided first.
        let scores = days.compactMap { $0.score?.value }
        responses = data.isOnLogScale ? scores.map { Double.log($0 + 0.5) } : scores
    }

    public static let intercept = "intercept"
    public static let trend = "trend"

    /// The column of a tested condition.
    public static func column(of condition: Condition) -> String { condition.id }
}

extension TrialData {
    /// A tested condition as the engines want it: its column, and its share of every day of the
    /// schedule, with or without a score.
    func exposure(to condition: Condition) -> Exposure {
        let index = plan.testedConditions.firstIndex { $0.id == condition.id }
        return Exposure(
            column: TrialDesignMatrix.column(of: condition),
            path: index.map { index in
                ExposurePath(
                    start: days.first?.studyDay ?? 0, values: days.map { $0.exposures[index] })
            })
    }
}

/// The columns of a trial's design.
private struct DesignTerms {
    let plan: TrialPlan
    let specification: Specification
    let days: [TrialDay]

    typealias Column = (name: String, values: [Double])

    var columns: [Column] {
        [(TrialDesignMatrix.intercept, days.map { _ in 1 })]
            + conditions + covariates + trend + weekdays
    }

    private var conditions: [Column] {
        plan.testedConditions.enumerated().map { index, condition in
            (TrialDesignMatrix.column(of: condition), days.map { $0.exposures[index] })
        }
    }

    /// Covariates as differences from their mean over the analysed days, which leaves the other
    /// coefficients as they are and gains digits.
    private var covariates: [Column] {
        plan.covariates.enumerated().map { index, covariate in
            let values = days.compactMap { $0.covariates[index] }
            let mean = values.reduce(0, +) / Double(max(values.count, 1))
            return (covariate.id, values.map { $0 - mean })
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
}
