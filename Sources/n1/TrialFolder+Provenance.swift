import Experiment

extension TrialFolder {
    /// What a report says about its own making: hashes of plan and diary, and the seal.
    func provenance(_ plan: TrialPlan) throws -> Provenance {
        Provenance(
            version: N1.version, planHash: Digest.sha256(try FileAccess.bytes(of: planPath)),
            diaryHash: try diaryHash(plan), seal: try SealStore(place: place).check()?.sentence)
    }

    /// Of the diary file; nil for a database, whose bytes do not follow from its entries alone.
    private func diaryHash(_ plan: TrialPlan) throws -> String? {
        if diary == nil, FileAccess.exists(place.databasePath) { return nil }
        return Digest.sha256(try FileAccess.bytes(of: try diaryPath(plan)))
    }
}

extension Terminal {
    static var style: TerminalStyle { TerminalStyle(width: width, hasColor: hasColor) }
}
