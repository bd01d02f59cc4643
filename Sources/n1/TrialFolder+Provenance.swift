import Experiment

extension TrialFolder {
    /// What a report says about its own making. A diary database has no fixed bytes; the last of its
    /// checksums, which includes all before, stands for it.
    func provenance(_ plan: TrialPlan) throws -> Provenance {
        let isDatabase = try diary == nil && DiaryStore.holdsRecords(at: place.databasePath)
        guard isDatabase else {
            return try place.provenance(diaryHash: place.sha256(ofDiary: diaryPath(plan)))
        }
        return try place.provenance(
            diaryHash: DiaryStore.reading(place.databasePath) { try $0.checksum() })
    }

    /// Whether there is a diary to read: the one that was named, the database, or the plan's file.
    func hasDiary(_ plan: TrialPlan) throws -> Bool {
        if try diary != nil || DiaryStore.holdsRecords(at: place.databasePath) { return true }
        return plan.diary.file == nil ? false : FileAccess.exists(try diaryPath(plan))
    }
}

extension TrialPlace {
    /// What a report says about its making; `diaryHash` is that of the diary's file, or the last checksum
    /// of the database.
    func provenance(diaryHash: String?) throws -> Provenance {
        Provenance(
            version: N1.version, planHash: try Self.sha256(planPath), diaryHash: diaryHash,
            seal: try SealStore(place: self).check()?.sentence,
            statedToday: try Clock().stated)
    }

    /// Nil for what came through a pipe, which is gone once it is read.
    func sha256(ofDiary path: String) throws -> String? {
        FileAccess.isRegular(path) ? try Self.sha256(path) : nil
    }

    private static func sha256(_ path: String) throws -> String {
        Digest.sha256(try FileAccess.bytes(of: path))
    }
}
