import Experiment

extension TrialFolder {
    /// What a report says about its own making.
    func provenance(_ plan: TrialPlan) throws -> Provenance {
        Provenance(version: N1.version)
    }
}

extension Terminal {
    static var style: TerminalStyle { TerminalStyle(width: width, hasColor: hasColor) }
}
