import Experiment

/// The seal of a trial: the file beside the plan, and how it compares with what is there today.
struct SealStore {
    let place: TrialPlace

    var path: String { place.path(of: PlanSeal.fileName) }

    /// The plan file as it was blinded, where the plan of today says that this blinding was opened: of
    /// the same key. A file of that name beside any other plan says nothing about it.
    private func hidden(_ plan: TrialPlan) throws -> TrialPlace? {
        guard let blinding = plan.blinding, blinding.opened != nil, let key = blinding.keyHash,
            FileAccess.exists(place.path(of: BlindingStore.hiddenName))
        else { return nil }
        let hidden = TrialPlace(path: place.path(of: BlindingStore.hiddenName))
        let blinded = try hidden.plan()
        return blinded.blinding?.keyHash == key && blinded.blinding?.isClosed == true ? hidden : nil
    }

    func read() throws -> PlanSeal? {
        guard FileAccess.exists(path) else { return nil }
        return try PlanSeal(yaml: FileAccess.text(of: path), file: FileAccess.name(of: path))
    }

    /// Nil when there is no seal.
    func check() throws -> SealCheck? {
        guard let seal = try read() else { return nil }
        let (plan, text) = (try place.plan(), try FileAccess.bytes(of: place.planPath))
        guard let hidden = try hidden(plan) else {
            return SealCheck(seal, text: text, plan: plan, hash: { Digest.sha256($0) })
        }
        return SealCheck(
            seal, text: try FileAccess.bytes(of: hidden.planPath), plan: try hidden.plan(),
            opened: (text, plan), hash: { Digest.sha256($0) })
    }

    /// Writes the seal of the plan as it stands.
    /// - Throws: `FileAccessError.occupied` when another program sealed it first.
    func seal(_ plan: TrialPlan, clock: Clock) throws -> PlanSeal {
        let bytes = try FileAccess.bytes(of: place.planPath)
        let seal = PlanSeal(
            stamp: clock.stamp, version: N1.version, planHash: Digest.sha256(bytes),
            planBytes: bytes.count, analysisHash: Digest.sha256(plan.coveredText),
            firstTestedDay: plan.firstTestedDay
        ).closed { Digest.sha256($0) }
        try FileAccess.create(seal.text, at: path)
        return seal
    }

    /// Adds the text of an opened blinding to a seal that holds; one that does not stays as it is.
    /// - Returns: the seal before, to be put back should the opening fail; nil where nothing changed.
    func open(_ text: String) throws -> PlanSeal? {
        guard let found = try check(), found.holds else { return nil }
        let bytes = Array(text.utf8)
        let opened = found.seal.opening(.init(hash: Digest.sha256(bytes), bytes: bytes.count))
        let closed = found.seal.ownHash == nil ? opened : opened.closed { Digest.sha256($0) }
        try FileAccess.write(closed.text, to: path)
        return found.seal
    }
}
