import Experiment

/// A plan that waits for a clinician's agreement: no plan is written, but the answers are kept and a letter
/// asks for it.
struct AskFirst: CommandFailure {
    let description: String

    /// Writes both files.
    ///
    /// - `seed`: kept in the answers, so that the plan that was asked about is the one that is written.
    /// - `refusal`: why somebody has to agree.
    ///
    /// Throws `PlanRefusal` where the plan would be refused even then; nothing is written then.
    init(
        _ request: PlanRequest, today: CalendarDay, seed: UInt64, because refusal: PlanRefusal,
        at target: PlanTarget
    ) throws {
        var draft = request
        draft.seed = request.seed ?? seed
        var agreed = draft
        agreed.isAgreedWithClinician = true
        let proposal = try PlanProposal(agreed, today: today, seed: seed)
        let plan = try PlanWriter(proposal).written().plan
        let comment =
            "No plan yet: a clinician or dietitian has to agree first. Then: n1 plan --answers FILE "
            + "--clinician-agreed --output FOLDER, with this file."
        try target.write([
            (target.draftPath, draft.document(comment: [comment])),
            (
                target.letterPath,
                AgreementLetter(proposal, plan: plan).text(TerminalStyle(width: 78))
            ),
        ])
        description = """
            \(refusal)
            A letter that asks for it is in \(target.letterPath). Your answers are kept in \(target.draftPath); \
            once somebody agreed: n1 plan --answers \(target.draftPath) --clinician-agreed \
            --output \(target.path)
            """
    }
}
