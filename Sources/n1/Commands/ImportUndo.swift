import Experiment

extension ImportCommand {
    /// Takes back all that the last import brought, or the last one of a file of this name.
    func takeBack() throws {
        guard files.count < 2, map.isEmpty, !list, entry == nil else {
            throw UsageError(
                "--undo takes back what the last import brought; expected nothing else beside it but the "
                    + "name of its file. Run n1 import --undo.")
        }
        let path = trial.place.databasePath
        guard FileAccess.exists(path) else { throw StoreError.noDiary(path) }
        let file = files.first.map { FileAccess.name(of: $0) }
        let clock = try Clock()
        let outcome = try opened { try $0.undo(.imported(file: file), clock: clock) }
        if form.isAsked { return form.write(outcome.json) }
        Terminal.writeFitted(told(outcome, file))
    }

    private func told(_ outcome: UndoOutcome, _ file: String?) -> String {
        guard !outcome.undone.isEmpty else {
            return "There is no import to take back\(file.map { " of a file \($0)" } ?? "").\n"
        }
        let restored = outcome.undone.count { $0.restored != nil }
        let day = outcome.recordedOn.map { " on \($0)" } ?? ""
        let verb = dryRun ? "would take back" : "taken back"
        return "\(verb)  \(Phrase.count(outcome.undone.count, "value")) that came with "
            + "\(outcome.source?.file ?? "a file")\(day). They stay in the diary, marked."
            + (restored > 0
                ? " \(Phrase.count(restored, "value")) from before \(restored == 1 ? "counts" : "count") again."
                : "") + "\n"
    }
}

extension UndoOutcome {
    /// As of `n1 log --undo`.
    var json: [JSON] {
        undone.map { fact, restored in
            .object(["takenBack": fact.json, "restored": restored?.json ?? .null])
        }
    }
}
