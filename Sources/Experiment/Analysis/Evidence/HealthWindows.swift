import ExperimentDiary
import ExperimentText
import ExperimentTrial

/// Days that `HealthRule` left out of every analysis, and what the answer would be with them.
package struct HealthWindows: Sendable {
    package struct LeftOutDay: Sendable, Equatable {
        package let day: CalendarDay
        package let reason: HealthRule.Reason
    }

    /// Scored days that the rule leaves out.
    package let days: [LeftOutDay]
    package let isMicrobiomeDirected: Bool
    /// The plan's own analysis with these days in it.
    package let with: Result<[EffectEstimate], AnalysisError>
    /// Tested phases of which less than half is left: to be started again.
    package let phasesToRepeat: [Phase]

    /// Nil when neither was logged.
    package init?(_ data: TrialData) {
        let plan = data.plan
        isMicrobiomeDirected = plan.template?.isMicrobiomeDirected ?? false
        let found = data.days.compactMap { day in
            day.healthReason.map { LeftOutDay(day: day.day, reason: $0) }
        }
        guard !found.isEmpty else { return nil }
        days = found
        with = Result { () throws(AnalysisError) in
            try EffectAnalysis(data.mapDays(data.withoutHealthRule)).effects
        }
        phasesToRepeat = plan.schedule.phases.filter { phase in
            guard plan.condition(phase.condition)?.reference != nil else { return false }
            let lost = found.count { phase.days.contains($0.day) }
            return 2 * lost > phase.lengthInDays
        }
    }
}

extension TrialDay {
    /// Why the health rule leaves the day out; nil where it does not.
    var healthReason: HealthRule.Reason? {
        if case .health(let reason)? = exclusion { reason } else { nil }
    }

    /// The score, unless the health rule leaves the day out.
    var usableScore: Double? { healthReason == nil ? score?.value : nil }
}

extension TrialData {
    /// The rule comes before lags and covariates, which then decide.
    fileprivate func withoutHealthRule(_ day: TrialDay) -> TrialDay {
        guard day.healthReason != nil else { return day }
        var other = day
        let missing = day.covariates.firstIndex { $0 == nil }
        other.exclusion = lag(on: day) ?? missing.map { .noCovariate(plan.covariates[$0].name) }
        return other
    }
}
