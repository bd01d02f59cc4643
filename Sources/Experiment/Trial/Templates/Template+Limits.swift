import ExperimentDiary
import ExperimentText

extension Template {
    /// The longest that food is left out in a trial, whoever agreed: twice the cap, or half a year;
    /// longer is
    /// treatment and no trial. Nil where none is left out. A default of this project.
    package func longest(for complaint: Complaint?) -> Int? {
        guard !removes.isEmpty else { return nil }
        return cap.map { min(2 * $0.days(for: complaint), 182) } ?? 182
    }

    /// Refuses an active phase that the cap forbids, or one too short to tell anything.
    /// A clinician's agreement stretches the cap, to `longest(for:)` at most.
    /// - Throws: `TemplateError.beyondCap`, `.withinLag`, `.shorterThanComplaint`.
    package func check(
        activeDays: Int, for complaint: Complaint?, agreedWithClinician: Bool
    ) throws(TemplateError) {
        if let cap = cap?.days(for: complaint), activeDays > cap, !agreedWithClinician {
            throw .beyondCap(template: id, found: activeDays, cap: cap)
        }
        if let limit = longest(for: complaint), activeDays > limit {
            throw .beyondAgreement(template: id, found: activeDays, limit: limit)
        }
        let lagDays = lag.days(for: complaint)
        guard activeDays > lagDays else {
            throw .withinLag(template: id, found: activeDays, lag: lagDays)
        }
        if let complaint, activeDays < complaint.leastInformativePhaseDays {
            throw .shorterThanComplaint(
                template: id, found: activeDays, complaint: complaint,
                least: complaint.leastInformativePhaseDays)
        }
    }
}
