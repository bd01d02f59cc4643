import ExperimentDiary
import ExperimentText

/// What a seal says about the plan and the program of today.
package struct SealCheck: Sendable, Equatable {
    package let seal: PlanSeal
    /// Whether the seal file is as it was written.
    package let isSealWhole: Bool
    /// Whether the sealed part of the plan file is as it was.
    package let isPlanUnchanged: Bool
    package let isAnalysisUnchanged: Bool
    /// Whether a plan whose blinding was opened is the one that was opened; true while it is closed.
    package let isOpenedUnchanged: Bool
    package let amendments: [Amendment]

    /// - `text`: the plan file of today, of which the first `seal.planBytes` bytes were sealed; of a
    ///   blinding that was opened, the file that was kept of the blinded plan.
    /// - `plan`: the plan that the text makes.
    /// - `opened`: the plan file of a blinding that was opened, and the plan that it makes.
    /// - `hash`: SHA-256 in hexadecimal.
    package init(
        _ seal: PlanSeal, text: [UInt8], plan: TrialPlan,
        opened: (text: [UInt8], plan: TrialPlan)? = nil, hash: ([UInt8]) -> String
    ) {
        self.seal = seal
        isSealWhole = seal.ownHash == nil || seal.ownHash == hash(Array(seal.fields.utf8))
        isPlanUnchanged = SealedText(hash: seal.planHash, bytes: seal.planBytes)
            .isAmendedOnly(in: text, hash: hash)
        let covered = seal.ownHash == nil ? plan.analysisText : plan.coveredText
        isAnalysisUnchanged = hash(Array(covered.utf8)) == seal.analysisHash
        isOpenedUnchanged =
            opened.map { opened in
                seal.opened.map {
                    SealedText(hash: $0.hash, bytes: $0.bytes)
                        .isAmendedOnly(in: opened.text, hash: hash)
                } ?? false
            } ?? true
        amendments = (opened?.plan ?? plan).amendments
    }

    package var holds: Bool {
        isSealWhole && isPlanUnchanged && isAnalysisUnchanged && isOpenedUnchanged
    }

    /// When it was sealed and what changed since, for the report.
    package var sentence: String {
        guard isSealWhole else {
            return "The seal file was changed after it was written: its own checksum does not fit. "
                + "Neither its time nor anything else that it says holds."
        }
        let before = seal.firstTestedDay.map {
            ", before the first score of a tested day (from \($0) on)"
        }
        return "Sealed at \(seal.stamp)\(before ?? ""). " + plan + analysis
    }

    private var plan: String {
        guard isPlanUnchanged else {
            return "The sealed text of the plan was changed since, so the seal does not hold."
        }
        guard isOpenedUnchanged else {
            return seal.opened == nil
                ? "The blinding was opened, and the seal does not know the opened plan, so it does not "
                    + "hold for it."
                : "The plan was changed since its blinding was opened, so the seal does not hold."
        }
        guard !amendments.isEmpty else { return "The plan is unchanged." }
        let many = amendments.count == 1 ? "1 amendment was" : "\(amendments.count) amendments were"
        return "The sealed text is unchanged; \(many) added behind it: "
            + amendments.map(\.sentence).joined(separator: "; ") + "."
    }

    private var analysis: String {
        isAnalysisUnchanged
            ? "" : " The analysis is not the sealed one (it was sealed with n1 \(seal.version))."
    }
}
