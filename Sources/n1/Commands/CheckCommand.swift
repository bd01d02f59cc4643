import ArgumentParser
import Experiment

struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract:
            "Say what is in a diary, what is missing, what looks wrong, and what is left out.",
        discussion: """
            Changes nothing. Each statement names the days and the lines of the file, and what the \
            analysis does about it. Before the first entry it says whether the plan can tell what it \
            asks. Examples:

              n1 check examples/acne/participant-4
              n1 check examples/sleep-tea/tea-b6a7 --json | jq .remarks

            Of a folder whose folders are trials it says who began, who left, and how complete each is.
            """)

    @OptionGroup var folder: TrialFolder

    @OptionGroup var form: JSONOptions

    func run() throws {
        if folder.diary == nil, let series = SeriesFolder(folder.trial) { return try check(series) }
        let plan = try folder.plan()
        guard try folder.hasDiary(plan) || plan.diary.file != nil else {
            return form.isAsked
                ? form.write(CheckJSON.value(beforeFirstEntryOf: plan))
                : Terminal.writeFitted(
                    "Nothing is written down yet. \(firstDay)\n\n"
                        + PlanDiagnosisText(plan).text(Terminal.style))
        }
        try folder.requireIntegrity()
        let clock = try Clock()
        let check = try DiaryCheck(plan, diary: folder.read(plan), today: clock.now.day)
        if form.isAsked { return form.write(CheckJSON.value(check)) }
        let stated = clock.stated.map { "\n\(Wording.today(stated: $0))\n" } ?? ""
        Terminal.writeFitted(CheckText(check, width: Terminal.width).text + stated)
    }

    private var firstDay: String {
        folder.place.unnamedTable.map {
            "\($0) lies beside the plan, which does not name it: read it with n1 import, or name it "
                + "in the plan, \"diary: file: \($0)\"."
        } ?? "n1 log writes a first day."
    }

    private func check(_ series: SeriesFolder) throws {
        let text = EnrolmentText(try series.enrolment(today: Clock().now.day))
        form.isAsked
            ? form.write(text.json)
            : Terminal.writeFitted(
                text.text(Terminal.style)
                    + (try SeriesSeal(folder: folder.trial).sentence().map { "\n\($0)\n" } ?? ""))
    }
}
