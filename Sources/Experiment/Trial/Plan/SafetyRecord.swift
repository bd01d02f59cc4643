import ExperimentDiary
import ExperimentText

/// What was asked and decided about safety before a plan was written. It stays in the plan.
package struct SafetyRecord: Sendable, Equatable {
    /// The day on which the questions were answered.
    package let askedOn: CalendarDay?
    /// The person's statement that a clinician or dietitian agreed.
    package let isAgreedWithClinician: Bool
    package let answers: SafetyAnswers
    package let decisions: [GateDecision]

    /// What the report and the plan have to say again.
    package var warnings: [GateDecision] { decisions.filter { $0.action == .warn } }
}

extension SafetyRecord {
    package init?(_ node: PlanNode, _ reader: inout PlanReader) {
        let keys = ["asked", "clinician-agreed", "answers", "decisions"]
        guard let map = reader.mapping(node, keys: keys) else { return nil }
        askedOn = reader.day(map["asked"])?.value
        isAgreedWithClinician = reader.flag(map["clinician-agreed"])?.value ?? false
        answers = map["answers"].map { reader.safetyAnswers($0) } ?? SafetyAnswers()
        decisions = reader.list(map["decisions"]).compactMap { GateDecision($0, &reader) }
    }
}

extension GateDecision {
    fileprivate init?(_ node: PlanNode, _ reader: inout PlanReader) {
        let keys = ["gate", "action", "of", "message", "checklist"]
        guard let map = reader.mapping(node, keys: keys),
            let gate = reader.choice(map["gate"], among: SafetyGate.allCases.map(\.rawValue)),
            let action = reader.choice(map["action"], among: GateAction.allCases.map(\.rawValue)),
            let known = SafetyGate(rawValue: gate.value),
            let what = GateAction(rawValue: action.value)
        else { return nil }
        let scope = reader.choice(map["of"], among: GateScope.allCases.map(\.rawValue))
        self.init(
            known, what, of: scope.flatMap { GateScope(rawValue: $0.value) } ?? .plan,
            reader.text(map["message"])?.value ?? known.title,
            checklist: reader.texts(map["checklist"]).map(\.value))
    }
}

extension PlanReader {
    /// Answers to safety questions; each that is not understood is a problem of its own line.
    mutating func safetyAnswers(_ node: PlanNode) -> SafetyAnswers {
        var understood: [(question: String, text: String)] = []
        for entry in entries(node) {
            guard let text = text(entry.node) else { continue }
            let answer = isForgiving ? decimalPointed(text.value) : text.value
            do throws(SafetyError) {
                _ = try SafetyQuestion.named(entry.name.value).answer(answer)
                understood.append((entry.name.value, answer))
            } catch {
                report(.safety(key: entry.node.key, error), line: entry.name.line)
            }
        }
        // A key twice is refused as YAML; what is left was understood one by one.
        return (try? SafetyAnswers(understood)) ?? SafetyAnswers()
    }

    /// Stop rules by their names, or as mappings whose other entries are for the reader of the file.
    package mutating func stopRules(_ node: PlanNode?) -> [StopRule] {
        let names = StopRule.allCases.map(\.rawValue)
        return list(node).compactMap { item in
            let rule =
                item.isMapping
                ? mapping(item, keys: ["rule", "when", "do"]).flatMap { map in
                    choice(map["rule"], among: names)
                } : choice(item, among: names)
            return rule.flatMap { StopRule(rawValue: $0.value) }
        }
    }
}
