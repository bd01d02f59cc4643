import ExperimentDiary
import ExperimentTrial
import Stats

extension TrialData {
    /// Whether the kept reference days of the first half after a tested phase differ from the later
    /// ones: a fading effect would set them apart. By `ar1`, two-sided at 5 %.
    package var driftsAfterTestedPhases: Bool {
        let days = analysed
        let early = days.map { isEarlyAfterTested($0) ? 1.0 : 0 }
        var columns: [(name: String, values: [Double])] = [
            (TrialDesignMatrix.intercept, days.map { _ in 1 })
        ]
        columns += plan.testedConditions.enumerated().map { index, condition in
            (TrialDesignMatrix.column(of: condition), days.map { $0.exposures[index] })
        }
        columns.append((Self.earlyColumn, early))
        guard early.contains(1),
            let design = try? DesignMatrix(columns: columns, times: days.map(\.studyDay)),
            let rows = try? TrialDesignMatrix(self),
            let found = try? Regression(.ar1).fit(rows.responses, on: design)
                .estimate(ofColumn: Self.earlyColumn)
        else { return false }
        return found.twoSidedP < 0.05
    }

    private static let earlyColumn = "early after a tested phase"

    private func isEarlyAfterTested(_ day: TrialDay) -> Bool {
        guard let phase = day.phase, !plan.isTested(phase),
            let before = plan.schedule.phase(before: phase), plan.isTested(before)
        else { return false }
        let washout = specification.washoutInDays
        let kept = phase.lengthInDays - washout
        return phase.first.distance(to: day.day) - washout < kept / 2
    }
}
