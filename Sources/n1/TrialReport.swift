import Experiment

/// What may be read of a trial on a day; every command that tells of an effect asks for it.
enum TrialReading {
    case analysed(TrialAnalysis)
    /// Nothing can be compared yet, or not be known yet; or something happened to the person and
    /// nothing can be compared at all, which the page says with its refusal.
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
        do {
            return .analysed(try TrialAnalysis(plan, diary: read(plan), today: today(plan)))
        } catch let error as AnalysisError {
            let page = try progress(plan, refusal: error)
            guard !page.standing.story.isQuiet else { throw error }
            return .standing(page)
        }
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
            // What more days would not mend is said as of a trial that is over.
            return error.isOfTooFewDays ? try progress(plan) : nil
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
    ///
    /// - Throws: its refusal, once the page is written: nothing was analysed.
    func write(_ form: JSONOptions) throws {
        form.isAsked ? form.write(json) : Terminal.write(terminal(.summary, Terminal.style))
        try requireAnswer()
    }

    func requireAnswer() throws {
        if let whyNothing { throw NothingToTell(description: whyNothing) }
    }
}

/// What was logged answers nothing.
struct NothingToTell: CommandFailure {
    let description: String
}
