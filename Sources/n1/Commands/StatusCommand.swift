import ArgumentParser
import Experiment

struct StatusCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract:
            "Say where the trial stands: the day, what is logged, what is open, what is next.",
        discussion: """
            In a trial's folder, n1 alone says the same. Examples:

              n1 status
              n1 status trial/ --json
            """)

    @OptionGroup var folder: TrialFolder

    @OptionGroup var form: JSONOptions

    func run() throws {
        let plan = try folder.plan()
        let page = try folder.progress(plan)
        if form.isAsked { return form.write(page.json) }
        Terminal.write(page.statusText(Terminal.style))
    }
}

extension TrialFolder {
    /// Where the trial stands today; a trial without a diary has nothing logged yet.
    ///
    /// - `refusal`: why what was logged could not be analysed, where its time is over.
    func progress(_ plan: TrialPlan, refusal: AnalysisError? = nil) throws -> ProgressPage {
        let today = try today(plan)
        return try ProgressPage(
            plan, diary: hasDiary(plan) ? read(plan) : Diary([], file: "diary", plan: plan),
            today: today, stops: stops(plan, on: today), trial: place.spoken, refusal: refusal,
            statedToday: Clock().stated)
    }

    /// The diary's day now, which may begin later than at midnight.
    func today(_ plan: TrialPlan) throws -> CalendarDay {
        try Clock().now.diaryDay(startingAt: plan.diary.day.startsAt)
    }

    /// Stop rules that hold on a day, by the trial's own diary.
    private func stops(_ plan: TrialPlan, on day: CalendarDay) throws -> [StopNotice] {
        diary == nil ? try place.stops(plan, on: day) : []
    }
}
