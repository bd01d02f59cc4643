import ArgumentParser
import Experiment

struct CalendarCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "calendar",
        abstract: "Write the trial as a calendar: phases, doses, questionnaires, reminders.",
        discussion: """
            An iCalendar file for any calendar program. Importing it again after n1 amend moves the \
            events. Example:

              n1 calendar trial/ --output trial.ics
            """)

    @Argument(help: "The trial: its folder, or its plan file.", completion: .file())
    var trial = "."

    @Option(name: .shortAndLong, help: "Write to this file instead of the terminal.")
    var output: String?

    @OptionGroup var form: JSONOptions

    func run() throws {
        let place = TrialPlace(path: trial)
        let plan = try place.plan()
        let clock = try Clock()
        let calendar = TrialCalendar(
            plan, stamp: clock.stamp, version: N1.version,
            stops: try place.stops(plan, on: clock.now.day))
        if form.isAsked { return form.write(calendar.json) }
        guard let output else { return Terminal.writeData(calendar.text) }
        try FileAccess.write(calendar.text, to: output)
        Terminal.write("written  \(output)\n")
    }
}
