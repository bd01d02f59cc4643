import ExperimentDiary
import ExperimentText

/// The parts of a plan file that planning adds to what an analysis needs; all of them may be absent.
package struct DraftPreparation: Sendable {
    package var template: Located<String>?
    package var freeOf: [FoodGroup] = []
    package var complaint: Complaint?
    package var design: DraftDesign?
    package var reintroduction: Reintroduction?
    package var safety: SafetyRecord?
    package var stopRules: [StopRule] = []
    package var startedBecauseBad: Bool?
    package var alsoChanging: [ExpectedChange] = []
    package var primaryAnalysis: PrimaryAnalysis?
    package var blinding: Blinding?
    /// How the order was drawn by somebody else; nil where it was not.
    package var drawnElsewhere: String?
    package var blindedElsewhere = false
    package var monthlyRhythm: Bool?
    package var amendments: [Located<Amendment>] = []

    package static let keys = [
        "template", "free-of", "complaint", "design", "reintroduction", "safety", "stop-rules",
        "started-because-bad", "also-changing", "primary-analysis", "blinding", "amendments",
        "drawn", "blinded", "monthly-rhythm",
    ]

    package init() {}

    package init(_ plan: PlanMapping, _ reader: inout PlanReader) {
        template = reader.text(plan["template"])
        freeOf = reader.foodGroups(plan["free-of"])
        complaint =
            reader.choice(plan["complaint"], among: Complaint.allCases.map(\.rawValue))
            .flatMap { Complaint(rawValue: $0.value) }
        design = plan["design"].flatMap { DraftDesign($0, &reader) }
        reintroduction = plan["reintroduction"].flatMap { Reintroduction($0, &reader) }
        safety = plan["safety"].flatMap { SafetyRecord($0, &reader) }
        stopRules = reader.stopRules(plan["stop-rules"])
        startedBecauseBad = reader.flag(plan["started-because-bad"])?.value
        alsoChanging = reader.list(plan["also-changing"])
            .compactMap { ExpectedChange($0, &reader) }
        primaryAnalysis =
            reader.choice(plan["primary-analysis"], among: PrimaryAnalysis.allCases.map(\.rawValue))
            .flatMap { PrimaryAnalysis(rawValue: $0.value) }
        blinding = plan["blinding"].flatMap { Blinding($0, &reader) }
        drawnElsewhere = reader.elsewhere(plan["drawn"])
        blindedElsewhere = reader.elsewhere(plan["blinded"]) != nil
        monthlyRhythm = reader.flag(plan["monthly-rhythm"])?.value
        amendments = reader.list(plan["amendments"]).compactMap { node in
            Amendment(node, &reader).map { Located($0, line: node.line) }
        }
    }
}

extension PlanReader {
    /// `elsewhere`, or `{by: elsewhere, rule: ...}` with the rule in words; nil where it is absent.
    mutating func elsewhere(_ node: PlanNode?) -> String? {
        guard let node else { return nil }
        guard node.isMapping else { return choice(node, among: ["elsewhere"]).map { _ in "" } }
        guard let map = mapping(node, keys: ["by", "rule"]),
            choice(map["by"], among: ["elsewhere"]) != nil
        else { return nil }
        return text(map["rule"])?.value ?? ""
    }
}
