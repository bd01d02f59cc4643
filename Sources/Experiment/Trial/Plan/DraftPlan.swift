import ExperimentDiary
import ExperimentText
import Stats

/// A plan file as it was read: every value with its line, nothing checked against anything else.
///
/// `validated()` turns it into a `TrialPlan`, or says everything that is wrong with it.
package struct DraftPlan: Sendable {
    package let file: String
    package var title: Located<String>?
    package var question: Located<String>?
    package var source: Located<String>?
    package var seed: Located<Int>?
    package var outcomes: [DraftOutcome] = []
    package var covariates: [DraftCovariate] = []
    package var conditions: [DraftCondition] = []
    package var phases: [DraftPhase] = []
    package var start: Located<CalendarDay>?
    /// Phases of outcomes that start on days of their own.
    var outcomePhases: [(outcome: Located<String>, phases: [DraftPhase])] = []
    package var diary = DraftDiary()
    package var analysis = DraftAnalysis()
    package var imports: [PlannedImport] = []
    var preparation = DraftPreparation()
    /// What was of the wrong kind already.
    package var problems: [Located<PlanProblem>] = []

    package static let keys =
        [
            "title", "question", "source", "seed", "outcomes", "covariates", "conditions",
            "schedule",
            "diary", "analysis", "imports",
        ] + DraftPreparation.keys

    /// - Parameters:
    ///   - text: the YAML of a plan.
    ///   - file: its name, for messages.
    /// - Throws: `PlanError` when the text is no YAML, or its root is not names with values.
    package init(yaml text: String, file: String) throws(PlanError) {
        self.file = file
        let root = try PlanReader.root(of: text, file: file)
        var reader = PlanReader()
        guard let plan = reader.mapping(root, keys: Self.keys) else {
            throw PlanError(file: file, problems: reader.problems)
        }
        title = reader.text(plan["title"])
        question = reader.text(plan["question"])
        source = reader.text(plan["source"])
        seed = reader.integer(plan["seed"], in: 0...Int.max)
        outcomes = reader.list(plan["outcomes"]).compactMap { DraftOutcome($0, &reader) }
        covariates = reader.list(plan["covariates"]).compactMap { DraftCovariate($0, &reader) }
        conditions = reader.list(plan["conditions"]).compactMap { DraftCondition($0, &reader) }
        readSchedule(plan["schedule"], &reader)
        if let node = plan["diary"] { diary = DraftDiary(node, &reader) }
        if let node = plan["analysis"] { analysis = DraftAnalysis(node, &reader) }
        imports = reader.list(plan["imports"]).compactMap { PlannedImport($0, &reader) }
        preparation = DraftPreparation(plan, &reader)
        problems = reader.problems
    }

    private mutating func readSchedule(_ node: PlanNode?, _ reader: inout PlanReader) {
        guard let node, let map = reader.mapping(node, keys: ["start", "phases", "outcomes"]) else {
            return
        }
        start = reader.day(map["start"])
        phases = reader.list(map["phases"]).compactMap { DraftPhase($0, &reader) }
        guard let others = map["outcomes"] else { return }
        for (name, node) in reader.entries(others) {
            outcomePhases.append(
                (name, reader.list(node).compactMap { DraftPhase($0, &reader) }))
        }
    }
}

package struct DraftOutcome: Sendable {
    package let line: Int
    package let key: String
    package let id: Located<String>?
    package let name: Located<String>?
    package let instrument: Located<String>?
    package let scale: DraftScale?
    package let worthwhile: Located<Double>?
    package let isPrimary: Bool
    package let combining: CombiningRule?
    package let every: Located<Int>?
    let onsetLag: Located<Int>?
    package let washout: Located<Int>?

    package init?(_ node: PlanNode, _ reader: inout PlanReader) {
        let keys = [
            "id", "name", "instrument", "scale", "worthwhile", "primary", "combine", "every",
            "onset-lag", "washout",
        ]
        guard let map = reader.mapping(node, keys: keys) else { return nil }
        line = map.line
        key = node.key
        id = reader.text(map["id"])
        name = reader.text(map["name"])
        instrument = reader.text(map["instrument"])
        scale = map["scale"].flatMap { DraftScale($0, &reader) }
        worthwhile = reader.number(map["worthwhile"])
        isPrimary = reader.flag(map["primary"])?.value ?? false
        combining = reader.combiningRule(map["combine"])
        every = reader.integer(map["every"], in: 1...366)
        onsetLag = reader.integer(map["onset-lag"], in: 0...180)
        washout = reader.integer(map["washout"], in: 0...180)
    }
}

package struct DraftScale: Sendable {
    package let line: Int
    package let key: String
    package let from: Located<Double>?
    package let to: Located<Double>?
    package let step: Located<Double>?
    package let better: Located<String>?
    package let unit: Located<String>?
    package let isCount: Bool

    package init?(_ node: PlanNode, _ reader: inout PlanReader) {
        let keys = ["from", "to", "step", "better", "unit", "count"]
        guard let map = reader.mapping(node, keys: keys) else { return nil }
        line = map.line
        key = node.key
        from = reader.number(map["from"])
        to = reader.number(map["to"])
        step = reader.number(map["step"])
        better = reader.choice(map["better"], among: Benefit.allCases.map(\.rawValue))
        unit = reader.text(map["unit"])
        isCount = reader.flag(map["count"])?.value ?? false
    }
}

package struct DraftCovariate: Sendable {
    package let line: Int
    package let key: String
    package let id: Located<String>?
    package let name: Located<String>?
    package let lag: Located<Int>?
    package let lags: Located<DistributedLag>?
    package let combining: CombiningRule?

    package init?(_ node: PlanNode, _ reader: inout PlanReader) {
        let keys = ["id", "name", "lag", "lags", "combine"]
        guard let map = reader.mapping(node, keys: keys) else { return nil }
        line = map.line
        key = node.key
        id = reader.text(map["id"])
        name = reader.text(map["name"])
        lag = reader.integer(map["lag"], in: 0...60)
        lags = reader.lags(map["lags"])
        combining = reader.combiningRule(map["combine"])
    }
}

package struct DraftCondition: Sendable {
    package let line: Int
    package let key: String
    package let id: Located<String>?
    package let name: Located<String>?
    package let against: Located<String>?
    package let instruction: Located<String>?
    package let leavesOut: [FoodGroup]
    package let bringsIn: [String]
    package let amount: Located<LoggedAmount>?

    package init?(_ node: PlanNode, _ reader: inout PlanReader) {
        let keys = ["id", "name", "against", "do", "leaves-out", "brings-in", "amount"]
        guard let map = reader.mapping(node, keys: keys) else { return nil }
        line = map.line
        key = node.key
        id = reader.text(map["id"])
        name = reader.text(map["name"])
        against = reader.text(map["against"])
        instruction = reader.text(map["do"])
        leavesOut = reader.foodGroups(map["leaves-out"])
        bringsIn = reader.texts(map["brings-in"]).map(\.value)
        amount = map["amount"].flatMap { node in
            LoggedAmount(node, &reader).map { Located($0, line: node.line) }
        }
    }
}

package struct DraftPhase: Sendable {
    package let line: Int
    package let key: String
    package let name: Located<String>?
    package let condition: Located<String>?
    package let start: Located<CalendarDay>?
    package let days: Located<Int>?
    package let part: PhasePart
    package let food: Located<String>?
    package let portion: Located<Double>?

    /// Ten years; a longer phase is a typing error.
    package static let longest = 3660

    package init?(_ node: PlanNode, _ reader: inout PlanReader) {
        let keys = ["name", "condition", "start", "days", "part", "food", "portion"]
        guard let map = reader.mapping(node, keys: keys) else { return nil }
        line = map.line
        key = node.key
        name = reader.text(map["name"])
        condition = reader.text(map["condition"])
        start = reader.day(map["start"])
        days = reader.integer(map["days"], in: 1...Self.longest)
        part =
            reader.choice(map["part"], among: PhasePart.allCases.map(\.rawValue))
            .flatMap { PhasePart(rawValue: $0.value) } ?? .comparison
        food = reader.text(map["food"])
        portion = reader.number(map["portion"])
        if map["days"] == nil {
            reader.report(
                .missing(key: map.key("days"), expected: "the number of days"), line: map.line)
        }
    }
}

package struct DraftAnalysis: Sendable {
    package var method: Located<String>?
    package var level: Located<Double>?
    var onsetLag: Located<Int>?
    package var washout: Located<Int>?
    /// Whether onset lag and wash-out are hours.
    package var isInHours = false
    package var hasTrend = false
    package var hasWeekday = false
    package var cycle: PlannedCycle?
    package var lags: Located<DistributedLag>?
    package var looks: [Located<CalendarDay>] = []

    package init() {}

    package init(_ node: PlanNode, _ reader: inout PlanReader) {
        let keys = [
            "method", "level", "unit", "onset-lag", "washout", "trend", "weekday", "cycle", "lags",
            "looks",
        ]
        guard let map = reader.mapping(node, keys: keys) else { return }
        method = reader.text(map["method"])
        level = reader.number(map["level"])
        isInHours = reader.choice(map["unit"], among: ["days", "hours"])?.value == "hours"
        let longest = isInHours ? 180 * 24 : 180
        onsetLag = reader.integer(map["onset-lag"], in: 0...longest)
        washout = reader.integer(map["washout"], in: 0...longest)
        hasTrend = reader.flag(map["trend"])?.value ?? false
        hasWeekday = reader.flag(map["weekday"])?.value ?? false
        cycle = PlannedCycle(map["cycle"], &reader)
        lags = reader.lags(map["lags"])
        looks = reader.list(map["looks"]).compactMap { reader.day($0) }
    }
}

extension PlanReader {
    mutating func foodGroups(_ node: PlanNode?) -> [FoodGroup] {
        guard let node else { return [] }
        let names = FoodGroup.allCases.map(\.rawValue)
        let items = node.isScalar ? [node] : list(node)
        return items.compactMap { choice($0, among: names) }
            .compactMap { FoodGroup(rawValue: $0.value) }
    }

    package mutating func lags(_ node: PlanNode?) -> Located<DistributedLag>? {
        DistributedLag(node, &self).map { Located($0, line: node?.line ?? 1) }
    }

    mutating func combiningRule(_ node: PlanNode?) -> CombiningRule? {
        choice(node, among: CombiningRule.allCases.map(\.rawValue))
            .flatMap { CombiningRule(rawValue: $0.value) }
    }
}
