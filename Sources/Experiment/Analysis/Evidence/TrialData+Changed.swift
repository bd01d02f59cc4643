import ExperimentDiary
import ExperimentText
import ExperimentTrial

extension TrialData {
    /// The same trial with other days, or another specification: what the comparisons beside the
    /// plan's own analysis rest on.
    package init(_ other: TrialData, days: [TrialDay], specification: Specification? = nil) {
        plan = other.plan
        record = other.record
        outcome = other.outcome
        self.specification = specification ?? other.specification
        self.days = days
    }

    /// The same trial with its days changed one by one.
    func mapDays(_ change: (TrialDay) -> TrialDay) -> TrialData {
        TrialData(self, days: days.map(change))
    }
}

extension TrialDay {
    package func with(exposures: [Double]) -> TrialDay {
        var day = self
        day.exposures = exposures
        return day
    }

    package func with(score value: Double) -> TrialDay {
        var day = self
        day.score = score.map {
            DayScore(value: value, measurements: $0.measurements, sources: $0.sources)
        }
        return day
    }

    /// Left out for a reason, unless it is left out already.
    package func leftOut(_ reason: Exclusion) -> TrialDay {
        var day = self
        day.exclusion = exclusion ?? reason
        return day
    }
}
