import Experiment

/// What there is to be read of a trial on a day.
enum TrialReport {
    case whole(Report)
    /// Nothing can be compared yet, or not be known yet.
    case standing(ProgressPage)
}

extension TrialFolder {
    /// The report; while the trial runs and nothing can be compared yet, where it stands.
    ///
    /// - `isBlind`: whether an answer is kept back until the end, or until a look that the plan
    ///   declared.
    func report(_ plan: TrialPlan, isBlind: Bool) throws -> TrialReport {
        let diary = try read(plan)
        let today = try Clock().now.day
        do {
            let report = Report(
                whole: try TrialAnalysis(plan, diary: diary, today: today),
                provenance: try provenance(plan))
            guard !isBlind || !report.isStillRunning else {
                return .standing(try progress(plan))
            }
            return .whole(report)
        } catch let error as AnalysisError {
            let isRunning = TrialRecord(plan, diary: diary, today: today).isRunning
            guard isRunning, error.isOfTooFewDays else { throw error }
            return .standing(try progress(plan))
        }
    }
}
