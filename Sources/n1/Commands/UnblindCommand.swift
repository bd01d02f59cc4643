import ArgumentParser
import Experiment

struct UnblindCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "unblind",
        abstract: "Open a blinded plan with its key, after the last day.",
        discussion: "Example:\n\n  n1 unblind trial/ --key /media/usb/key.yaml")

    @Argument(help: "The trial: its folder, or its plan file.", completion: .file())
    var trial = "."

    @Option(name: .long, help: "The key file that n1 blind wrote.", completion: .file())
    var key: String

    @OptionGroup var form: JSONOptions

    func run() throws {
        let place = TrialPlace(path: trial)
        let today = try Clock().now.day
        let (opening, plan) = try place.changing { try open(place, today) }
        form.isAsked ? form.write(json(opening, plan)) : Terminal.write(summary(opening, plan))
    }

    private func open(
        _ place: TrialPlace, _ today: CalendarDay
    ) throws -> (key: BlindingKey, plan: TrialPlan) {
        let blinded = try place.plan()
        guard let blinding = blinded.blinding, blinding.isClosed else {
            throw BlindingError.notBlinded
        }
        let keyText = try FileAccess.text(of: key)
        guard Digest.sha256(keyText) == blinding.keyHash else { throw BlindingError.wrongKey }
        let last = blinded.schedule.days.upperBound
        guard today > last else { throw BlindingError.tooEarly(today: today, last: last) }
        let store = BlindingStore(place: place)
        let opening = try BlindingKey(yaml: keyText, file: FileAccess.name(of: key))
        let (text, plan) = try opening.opened(
            blinded, keyHash: Digest.sha256(keyText), guesses: try store.guesses(), today: today,
            file: FileAccess.name(of: place.planPath))
        try store.open(text)
        return (opening, plan)
    }

    private func json(_ key: BlindingKey, _ plan: TrialPlan) -> JSON {
        .object([
            "containers": .object(
                zip(["A", "B"], key.containers).map { JSON.Member($0, .string($1)) }),
            "guesses": BlindingText.json(plan),
        ])
    }

    private func summary(_ key: BlindingKey, _ plan: TrialPlan) -> String {
        let labels = zip(["A", "B"], key.containers).map { label, id in
            "Container \(label) held \(plan.condition(id)?.name ?? id).\n"
        }
        return labels.joined() + BlindingText.text(plan)
    }
}
