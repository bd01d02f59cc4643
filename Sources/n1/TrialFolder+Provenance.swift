import Experiment

extension TrialFolder {
    /// What a report says about its own making. A diary database has no fixed bytes, so that its
    /// hash is left out.
    func provenance(_ plan: TrialPlan) throws -> Provenance {
        let isDatabase = try diary == nil && DiaryStore.holdsRecords(at: place.databasePath)
        return try place.provenance(diaryPath: isDatabase ? nil : diaryPath(plan))
    }

    /// Whether there is a diary to read: the one that was named, the database, or the plan's file.
    func hasDiary(_ plan: TrialPlan) throws -> Bool {
        if try diary != nil || DiaryStore.holdsRecords(at: place.databasePath) { return true }
        return plan.diary.file == nil ? false : FileAccess.exists(try diaryPath(plan))
    }
}

extension TrialPlace {
    func provenance(diaryPath: String?) throws -> Provenance {
        Provenance(
            version: N1.version, planHash: try Self.sha256(planPath),
            diaryHash: try diaryPath.flatMap { path in
                // What came through a pipe is gone once it is read.
                FileAccess.isRegular(path) ? try Self.sha256(path) : nil
            },
            seal: try SealStore(place: self).check()?.sentence)
    }

    private static func sha256(_ path: String) throws -> String {
        Digest.sha256(try FileAccess.bytes(of: path))
    }
}
