import ArgumentParser
import Experiment
import Foundation

struct BlindCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "blind",
        abstract: "Hide from yourself what is in two containers, or write down a guess.",
        discussion: """
            Writes the allocation into a key file for a helper, who fills containers A and B, and takes \
            it out of the plan. Let the helper run it, and give away the key. Examples:

              n1 blind trial/ --key /media/usb/key.yaml
              n1 blind trial/ --guess probiotic
            """)

    @Argument(help: "The trial: its folder, or its plan file.", completion: .file())
    var trial = "."

    @Option(name: .long, help: "The key file to write, outside the trial's folder.")
    var key: String?

    @Option(name: .long, help: "What you believe to take today: a condition, or unknown.")
    var guess: String?

    @OptionGroup var form: JSONOptions

    func run() throws {
        let place = TrialPlace(path: trial)
        let clock = try Clock()
        try place.requirePlan()
        switch (key, guess) {
        case (let key?, nil): try place.changing { try blind(place, key: key, clock) }
        case (nil, let guess?): try note(guess, place, clock)
        default:
            throw UsageError("expected either --key FILE or --guess CONDITION. Give one of them.")
        }
    }

    private func blind(_ place: TrialPlace, key: String, _ clock: Clock) throws {
        try checkPlace(of: key, outside: place)
        guard try SealStore(place: place).read() == nil else {
            throw UsageError(
                "found a sealed plan; expected one without a seal, because blinding draws the order "
                    + "anew. Delete \(PlanSeal.fileName), blind, and seal again.")
        }
        var generator = SystemRandomNumberGenerator()
        let salt = (0..<4).map { _ in String(generator.next() as UInt64, radix: 36) }.joined()
        let blinded = try BlindedPlan(
            text: FileAccess.text(of: place.planPath), file: FileAccess.name(of: place.planPath),
            today: clock.now.day, isSwapped: Bool.random(using: &generator), salt: salt,
            seed: UInt64.random(in: 1...999_999, using: &generator),
            orderSeed: UInt64.random(in: 1...999_999_999, using: &generator),
            hash: { Digest.sha256($0) })
        try FileAccess.create(blinded.key, at: key)
        do { try FileAccess.write(blinded.text, to: place.planPath) } catch {
            try? FileManager.default.removeItem(atPath: key)
            throw error
        }
        let words =
            "The plan is blinded, and its order was drawn anew. Give \(key) to your helper without "
            + "looking into it; it says how to fill the containers, and n1 unblind needs it after "
            + "the last day.\n"
        WrittenFiles([key, place.planPath]).tell(form, words: words)
    }

    /// - Throws: `UsageError` for a key that is there, or that the trial's folder would hold: whoever
    ///   looks into that would see it.
    private func checkPlace(of key: String, outside place: TrialPlace) throws(UsageError) {
        guard !FileAccess.exists(key) else {
            throw UsageError(
                "\(key): found a file; expected none. Choose another name for the key.")
        }
        let (folder, trial) = (
            FileAccess.resolved(FileAccess.folder(of: key)),
            FileAccess.resolved(place.folder.isEmpty ? "." : place.folder)
        )
        guard folder != trial, !folder.hasPrefix(trial + "/") else {
            throw UsageError(
                "--key: found \(key), which is in the trial's folder; expected a file outside of it, "
                    + "where the one who is blinded does not look. Name one on a memory stick.")
        }
    }

    private func note(_ guess: String, _ place: TrialPlace, _ clock: Clock) throws {
        let plan = try place.plan()
        guard let blinding = plan.blinding, blinding.isClosed else {
            throw BlindingError.notBlinded
        }
        guard guess == "unknown" || blinding.choices.contains(guess) else {
            throw BlindingError.unknownGuess(found: guess, choices: blinding.choices)
        }
        let day = clock.now.diaryDay(startingAt: plan.diary.day.startsAt)
        guard plan.schedule.phase(on: day) != nil else {
            throw BlindingError.guessOutside(found: day, days: plan.schedule.days)
        }
        try BlindingStore(place: place).add(guess, on: day)
        form.isAsked
            ? form.write(.object(["day": .string("\(day)"), "guess": .string(guess)]))
            : Terminal.write("Guess of \(day): \(guess).\n")
    }
}
