import ExperimentDiary
import ExperimentText
import ExperimentTrial
import Stats

/// The comparison by what was planned, by what was done, and without slips, side by side. Each line
/// differs from the first in the days alone; the last one differs from "as done" in the engine alone.
package struct Adherence: Sendable {
    /// How the tested days that have come were lived.
    package let kept: KeptDays
    /// Which of the analyses the plan calls its primary one.
    package let primary: PrimaryAnalysis
    /// Empty where every day was lived as planned: then all of them are the plan's own analysis.
    package let analyses: [Analysis]
    /// With the draw as the instrument; nil where every day was lived as planned, and where it cannot be.
    package let instrument: AssignmentInstrument?

    package enum Kind: String, Sendable, CaseIterable {
        /// Every day counts as scheduled.
        case asPlanned = "as-planned"
        /// Days count by what was eaten or taken.
        case asDone = "as-done"
        /// As planned, without slip days and the days that they reach into.
        case withoutSlips = "without-slips"
        /// As done, and the effect follows the days through onset curves.
        case asDoneThroughOnset = "as-done-onset"
    }

    /// The effect of the one tested condition by one of the analyses; nil where it could not be made.
    package func effect(_ kind: Kind) -> EffectEstimate? {
        guard let analysis = analyses.first(where: { $0.kind == kind }) else { return nil }
        return try? analysis.effects.get().first
    }

    package struct Analysis: Sendable {
        package let kind: Kind
        /// One a tested condition.
        package let effects: Result<[EffectEstimate], AnalysisError>
    }

    /// Share of the tested days that were kept; nil where that could not have been recorded.
    package var keptShare: Double? { kept.share }
    package var testedDays: Int { kept.tested }
    package var slips: [CalendarDay] { kept.slips }
    package var otherwiseLogged: [CalendarDay] { kept.otherwise }

    /// - Complexity: three fits, one averaged over onset curves, and thirty with the draw as the
    ///   instrument; none where nothing differs.
    package init(_ analysis: EffectAnalysis) {
        let data = analysis.data
        kept = data.kept(data.plan.testedConditions)
        primary = data.record.primaryAnalysis
        guard !data.plan.isStaggered, !kept.slips.isEmpty || !kept.otherwise.isEmpty else {
            analyses = []
            instrument = nil
            return
        }
        analyses = Kind.allCases.map { kind in
            Analysis(
                kind: kind,
                effects: Result { () throws(AnalysisError) in
                    let counted = data.counted(kind)
                    return counted.isSameAnalysis(as: data)
                        ? analysis.effects : try EffectAnalysis(counted).effects
                })
        }
        instrument = AssignmentInstrument(data.counted(.asPlanned))
    }
}

extension TrialData {
    package func isScheduledTested(_ day: TrialDay) -> Bool {
        day.phase.flatMap { plan.condition($0.condition) }?.reference != nil
    }

    package func scheduledExposures(on day: TrialDay) -> [Double] {
        plan.testedConditions.map { day.phase?.condition == $0.id ? 1 : 0 }
    }

    fileprivate func isSameAnalysis(as other: TrialData) -> Bool {
        specification == other.specification && days == other.days
    }

    fileprivate func counted(_ kind: Adherence.Kind) -> TrialData {
        switch kind {
        case .asPlanned: mapDays { $0.with(exposures: scheduledExposures(on: $0)) }
        case .asDone: mapDays { $0.with(exposures: $0.done) }
        case .withoutSlips: withoutSlips
        case .asDoneThroughOnset: asDoneThroughOnset
        }
    }

    /// The onset engine follows what was done and needs no lag.
    private var asDoneThroughOnset: TrialData {
        var other = specification
        other.use(outcome.fitting(.onset))
        return TrialData(
            self, days: days.map { $0.with(exposures: $0.done).withoutLagExclusion },
            specification: other)
    }

    /// Leaves out slip days and the days that each reaches into: as many as the onset lag, from 1
    /// to 7.
    private var withoutSlips: TrialData {
        let reach = max(1, min(specification.onsetLagInDays, 7))
        let slips = days.filter { isScheduledTested($0) && $0.marks.contains(.slip) }
        return mapDays { day in
            let planned = day.with(exposures: scheduledExposures(on: day))
            let isReached = slips.contains { (0...reach).contains($0.day.distance(to: day.day)) }
            return isReached ? planned.leftOut(.marked(.slip)) : planned
        }
    }
}

extension TrialDay {
    fileprivate var withoutLagExclusion: TrialDay {
        guard exclusion == .onset || exclusion == .washout else { return self }
        var day = self
        day.exclusion = lacksCovariate
        return day
    }

    /// Lags are decided before covariates are looked at.
    private var lacksCovariate: Exclusion? {
        covariates.contains { $0 == nil } ? .noCovariate("a covariate of the plan") : nil
    }
}
