import ExperimentDiary
import ExperimentText

/// Something else that is known beforehand to change during the trial: an exam term, a move, a new cream.
package struct ExpectedChange: Sendable, Equatable {
    package let name: String
    package let first: CalendarDay
    /// Nil when it stays.
    package let last: CalendarDay?

    package init(name: String, first: CalendarDay, last: CalendarDay?) {
        self.name = name
        self.first = first
        self.last = last
    }

    package func holds(on day: CalendarDay) -> Bool {
        day >= first && (last.map { day <= $0 } ?? true)
    }
}

extension ExpectedChange {
    package init?(_ node: PlanNode, _ reader: inout PlanReader) {
        guard let map = reader.mapping(node, keys: ["name", "from", "to"]) else { return nil }
        let (from, to) = (reader.day(map["from"]), reader.day(map["to"]))
        guard let name = reader.text(map["name"]), let from else {
            if map["name"] == nil || map["from"] == nil {
                let missing = map["name"] == nil ? "name" : "from"
                reader.report(
                    .missing(
                        key: map.key(missing),
                        expected: missing == "name" ? "what changes" : "its first day"),
                    line: map.line)
            }
            return nil
        }
        if let to, to.value < from.value {
            reader.report(
                .endsBeforeStart(key: map.key("to"), found: to.value, first: from.value),
                line: to.line)
        }
        self.init(name: name.value, first: from.value, last: to?.value)
    }
}

/// Which days count as the tested condition in the primary analysis.
package enum PrimaryAnalysis: String, Sendable, CaseIterable {
    /// Those of the schedule, whatever was eaten or taken.
    case asPlanned = "as-planned"
    /// Those on which it was kept, as the diary says.
    case asDone = "as-done"
}

extension TrialPlan {
    /// As seals write it since the first version: what the plan says, else what its keys suggest.
    package var sealedAnalysis: PrimaryAnalysis {
        declaredAnalysis ?? (diary.condition != nil || logsAmounts ? .asDone : .asPlanned)
    }

    /// Whether an amount is logged for a tested condition.
    package var logsAmounts: Bool { conditions.contains { $0.amount != nil } }

    /// Whether chance decided the order of conditions, here or elsewhere.
    package var isDrawn: Bool {
        design?.isRandomized == true || blinding != nil || drawnElsewhere != nil
    }
}

extension TrialRecord {
    /// Which days count as tested in the primary analysis: those of the plan where it says so. A drawn
    /// schedule leans on its draw; without one, a diary that says what was done decides.
    package var primaryAnalysis: PrimaryAnalysis {
        if let declared = plan.declaredAnalysis { return declared }
        if plan.logsAmounts { return .asDone }
        guard !plan.isDrawn, !plan.isStaggered else { return .asPlanned }
        let isLogged = diary.days.contains { $0.entries.contains { $0.condition != nil } }
        return isLogged ? .asDone : .asPlanned
    }
}
