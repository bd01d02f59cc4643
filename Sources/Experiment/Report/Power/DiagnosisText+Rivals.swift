import ExperimentPlanning
import ExperimentAnalysis
import ExperimentConclusions
import ExperimentDiary
import ExperimentText
import ExperimentTrial

extension DiagnosisText {
    /// Designs of equal length side by side.
    package static func rivals(
        _ rows: [(design: RivalDesign, diagnosis: DesignDiagnosis?)], style: TerminalStyle
    ) -> String {
        var page = TextPage(style)
        page.heading("Other designs on as many days, the same person and analysis")
        let usual = rows.first?.diagnosis?.study.plan.schedule.length
        let header = ["design", "found", "false", "t-test false"]
        page.table(
            [header]
                + rows.compactMap { row in
                    row.diagnosis.flatMap { cells(row.design, $0, usual: usual) }
                })
        page.points(
            rows.compactMap { row in
                guard case .failure(let refusal) = row.design.study else { return nil }
                return "\(row.design.kind.rawValue): not possible here; \(refusal)."
            })
        page.space()
        page.paragraph(
            "found: intervals without zero where there is an effect. false: the same where there "
                + "is none. t-test false: what a plain before/after t-test would claim there.")
        return page.text
    }

    private static func cells(
        _ design: RivalDesign, _ diagnosis: DesignDiagnosis, usual: Int?
    ) -> [String]? {
        guard let comparison = diagnosis.comparisons.first else { return nil }
        let days = diagnosis.study.plan.schedule.length
        let planned = "\(design.kind.rawValue), \(design.shape)"
        return [
            planned + (days == usual ? "" : ", \(days) days"), text(comparison.withEffect.claims),
            text(comparison.withoutEffect.claims), text(comparison.naiveWithoutEffect.claims),
        ]
    }
}
