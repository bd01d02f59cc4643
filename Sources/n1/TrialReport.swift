import Experiment

/// What may be read of a trial on a day; every command that tells of an effect asks for it.
enum TrialReading {
    case analysed(TrialAnalysis)
    /// Nothing can be compared yet, or not be known yet.
    case standing(ProgressPage)
}

/// The same with the report made.
enum TrialReport {
    case whole(Report)
    case standing(ProgressPage)
}

extension TrialFolder {
    /// The analysis where it may be told, else where the trial stands.
    func reading(_ plan: TrialPlan) throws -> TrialReading {
        if let page = try standing(plan) { return .standing(page) }
        return .analysed(try TrialAnalysis(plan, diary: read(plan), today: today(plan)))
    }

    /// Where a trial stands that may not be told of yet, because it runs or nothing was logged before its
    /// end; nil where it may.
    func standing(_ plan: TrialPlan) throws -> ProgressPage? {
        let today = try today(plan)
        if try !hasDiary(plan), plan.diary.file == nil, today <= plan.schedule.days.upperBound {
            return try progress(plan)
        }
        let diary = try read(plan)
        let record = TrialRecord(plan, diary: diary, today: today)
        guard record.isRunning || record.isClosed else { return nil }
        do {
            let analysis = try TrialAnalysis(plan, diary: diary, today: today)
            return analysis.mayBeTold ? nil : try progress(plan)
        } catch let error as AnalysisError {
            guard error.isOfTooFewDays else { throw error }
            return try progress(plan)
        }
    }

    func report(_ plan: TrialPlan) throws -> TrialReport {
        switch try reading(plan) {
        case .analysed(let analysis):
            .whole(Report(whole: analysis, provenance: try provenance(plan)))
        case .standing(let page): .standing(page)
        }
    }
}

extension ProgressPage {
    /// In place of what a command would have told of an effect.
    func write(_ form: JSONOptions) {
        form.isAsked ? form.write(json) : Terminal.write(terminal(.summary, Terminal.style))
    }
}
