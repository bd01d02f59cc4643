extension TrialData {
    /// The same trial with other days, or another specification: what the comparisons beside the
    /// plan's own analysis rest on.
    init(_ other: TrialData, days: [TrialDay], specification: Specification? = nil) {
        plan = other.plan
        outcome = other.outcome
        self.specification = specification ?? other.specification
        self.days = days
    }
}

extension TrialDay {
    func with(exposures: [Double]) -> TrialDay {
        TrialDay(
            day: day, studyDay: studyDay, phase: phase, exposures: exposures, score: score,
            covariates: covariates, marks: marks, exclusion: exclusion)
    }

    func with(score value: Double) -> TrialDay {
        TrialDay(
            day: day, studyDay: studyDay, phase: phase, exposures: exposures,
            score: score.map {
                DayScore(value: value, measurements: $0.measurements, sources: $0.sources)
            },
            covariates: covariates, marks: marks, exclusion: exclusion)
    }

    /// Left out for a reason, unless it is left out already.
    func leftOut(_ reason: Exclusion) -> TrialDay {
        TrialDay(
            day: day, studyDay: studyDay, phase: phase, exposures: exposures, score: score,
            covariates: covariates, marks: marks, exclusion: exclusion ?? reason)
    }
}
