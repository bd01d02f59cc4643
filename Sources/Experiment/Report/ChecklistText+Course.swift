import ExperimentAnalysis
import ExperimentDiary
import ExperimentText
import ExperimentTrial

// How the trial went: what was changed, who knew the order, and how it ended.
extension ChecklistText {
    /// With the reasons that the plan keeps.
    var changes: String {
        guard !plan.amendments.isEmpty else { return "None: the plan has no amendment." }
        return plan.amendments.map { Phrase.isolated($0.sentence) }.joined(separator: "; ") + "."
    }

    var stopping: String {
        let looks =
            plan.analysis.looks.isEmpty
            ? "No look before the end was declared."
            : "Declared looks: \(PlainNumber.list(plan.analysis.looks.map(Phrase.day)))."
        guard !plan.stopRules.isEmpty else { return looks }
        let rules = plan.stopRules.map { "\($0.rawValue), \($0.trigger)" }
        return looks + " Stop rules, asked at every entry: \(rules.joined(separator: "; "))."
    }

    var concealment: String? {
        guard let blinding = plan.blinding else { return blindedElsewhere }
        let since = blinding.since.map { " on \(Phrase.day($0))" } ?? ""
        let opened =
            blinding.opened.map { " It was opened on \(Phrase.day($0))." } ?? " It is still closed."
        return "The order was put into a key file apart from the plan\(since)."
            + (blinding.keyHash == nil ? "" : " The plan keeps the SHA-256 of the key.") + opened
    }

    var assigner: String? {
        guard plan.isDrawn else {
            return plan.drawnElsewhere.map { "Elsewhere: \(Phrase.isolated($0))." }
        }
        return "The program drew the order from the seed"
            + (plan.blinding == nil
                ? "; the person assigned it."
                : "; whoever filled the containers assigned it from the key.")
    }

    var blinding: String? {
        guard let blinding = plan.blinding else { return blindedElsewhere }
        let guesses = blinding.guesses.count
        return "The person took containers under neutral names. "
            + (guesses == 0
                ? "No guess was written down."
                : "\(Phrase.count(guesses, "guess", "guesses")) \(guesses == 1 ? "was" : "were") written down; the report "
                    + "says how many were right.")
    }

    private var blindedElsewhere: String? {
        plan.blindedElsewhere ? "Blinded elsewhere, as the plan says." : nil
    }

    var earlyEnd: String {
        guard let stop = plan.stop else { return "None." }
        return Phrase.isolated(stop.sentence) + "."
    }

    var end: String {
        if let stop = plan.stop { return "It was ended early: \(Phrase.isolated(stop.reason))." }
        return data.record.isRunning ? "It still runs." : "Its planned end had come."
    }
}
