import Experiment

/// The seal of a trial: the file beside the plan, and how it compares with what is there today.
struct SealStore {
    let place: TrialPlace

    var path: String { place.path(of: PlanSeal.fileName) }

    /// The text that the seal was made of: the plan, or while a blinding is open the plan that it hid.
    private func sealedText() throws -> [UInt8] {
        let blinded = place.path(of: BlindingStore.hiddenName)
        return try FileAccess.bytes(of: FileAccess.exists(blinded) ? blinded : place.planPath)
    }

    private func sealedPlan() throws -> TrialPlan {
        let blinded = place.path(of: BlindingStore.hiddenName)
        guard FileAccess.exists(blinded) else { return try place.plan() }
        return try TrialPlace(path: blinded).plan()
    }

    func read() throws -> PlanSeal? {
        guard FileAccess.exists(path) else { return nil }
        return try PlanSeal(yaml: FileAccess.text(of: path), file: FileAccess.name(of: path))
    }

    /// Nil when there is no seal.
    func check() throws -> SealCheck? {
        guard let seal = try read() else { return nil }
        return SealCheck(
            seal, text: try sealedText(), plan: try sealedPlan(), hash: { Digest.sha256($0) })
    }

    /// Writes the seal of the plan as it stands.
    func seal(_ plan: TrialPlan, clock: Clock) throws -> PlanSeal {
        let bytes = try FileAccess.bytes(of: place.planPath)
        let seal = PlanSeal(
            stamp: clock.stamp, version: N1.version, planHash: Digest.sha256(bytes),
            planBytes: bytes.count, analysisHash: Digest.sha256(plan.analysisText),
            firstTestedDay: plan.firstTestedDay)
        try FileAccess.write(seal.text, to: path)
        return seal
    }
}
