import Experiment

/// What there is to be read of a trial on a day.
enum TrialReport {
    case whole(Report)
    /// Nothing can be compared yet.
    case standing(ProgressPage)
}

extension TrialFolder {
    /// The report; while the trial runs and nothing can be compared yet, where it stands.
    /// - Parameter isBlind: whether the result is kept back until the plan lets it be known.
    func report(_ plan: TrialPlan, isBlind: Bool = false) throws -> TrialReport {
        guard try !isBlind || hasDiary(plan) else { return .standing(try progress(plan)) }
        let diary = try read(plan)
        let today = try Clock().now.day
        do {
            let analysis = try TrialAnalysis(plan, diary: diary, today: today)
            guard !isBlind || analysis.mayBeRead else { return .standing(try progress(plan)) }
            return .whole(Report(whole: analysis, provenance: try provenance(plan)))
        } catch let error as AnalysisError {
            let isRunning = TrialRecord(plan, diary: diary, today: today).isRunning
            guard isRunning, error.isOfTooFewDays else { throw error }
            return .standing(try progress(plan))
        }
    }
}
