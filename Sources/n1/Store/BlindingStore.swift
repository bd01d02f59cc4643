import Experiment
import Foundation

/// The files of a blinded trial: guesses while it is closed, the hidden plan once it is open.
struct BlindingStore {
    /// The plan as it was while the blinding was closed, kept for its seal.
    static let hiddenName = "plan.blinded.yaml"
    static let guessesName = "guesses.csv"

    let place: TrialPlace

    private var guessesPath: String { place.path(of: Self.guessesName) }

    /// One guess a line, as `2026-12-20,probiotic-12w`; the last one of a day counts.
    func guesses() throws -> [BlindingGuess] {
        guard FileAccess.exists(guessesPath) else { return [] }
        let lines = try FileAccess.text(of: guessesPath).split(separator: "\n").dropFirst()
        var found: [BlindingGuess] = []
        for line in lines {
            let parts = line.split(separator: ",").map(String.init)
            guard parts.count == 2, let day = CalendarDay(iso: parts[0]) else { continue }
            found.removeAll { $0.day == day }
            found.append(
                BlindingGuess(day: day, condition: parts[1] == "unknown" ? nil : parts[1]))
        }
        return found.sorted { $0.day < $1.day }
    }

    func add(_ guess: String, on day: CalendarDay) throws {
        try FolderLock.holding(FileAccess.folder(of: guessesPath)) {
            let before =
                FileAccess.exists(guessesPath)
                ? try FileAccess.text(of: guessesPath) : "date,guess\n"
            try FileAccess.write(before + "\(day),\(guess)\n", to: guessesPath)
        }
    }

    /// Puts the open plan in the place of the blinded one, which stays under another name, and into the
    /// seal that there may be.
    func open(_ text: String) throws {
        let blinded = try FileAccess.text(of: place.planPath)
        let hidden = place.path(of: Self.hiddenName)
        let seals = SealStore(place: place)
        let before = try seals.open(text)
        do {
            try FileAccess.write(blinded, to: hidden)
            try FileAccess.write(text, to: place.planPath)
        } catch {
            try? FileManager.default.removeItem(atPath: hidden)
            if let before { try? FileAccess.write(before.text, to: seals.path) }
            throw error
        }
    }
}
