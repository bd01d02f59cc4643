import ExperimentDiary
import ExperimentText

extension Template {
    /// Refuses an active phase that the cap forbids, or one too short to tell anything.
    /// A clinician's agreement lifts the cap.
    /// - Throws: `TemplateError.beyondCap`, `.withinLag`, `.shorterThanComplaint`.
    package func check(
        activeDays: Int, for complaint: Complaint?, agreedWithClinician: Bool
    ) throws(TemplateError) {
        if let cap = cap?.days(for: complaint), activeDays > cap, !agreedWithClinician {
            throw .beyondCap(template: id, found: activeDays, cap: cap)
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
