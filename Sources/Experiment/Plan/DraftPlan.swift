internal import Stats

/// A plan file as it was read: every value with its line, nothing checked against anything else.
///
/// `validated()` turns it into a `TrialPlan`, or says everything that is wrong with it.
public struct DraftPlan: Sendable {
    let file: String
    var title: Located<String>?
    var question: Located<String>?
    var source: Located<String>?
    var seed: Located<Int>?
    var outcomes: [DraftOutcome] = []
    var covariates: [DraftCovariate] = []
    var conditions: [DraftCondition] = []
    var phases: [DraftPhase] = []
    var start: Located<CalendarDay>?
    /// Phases of outcomes that start on days of their own.
    var outcomePhases: [(outcome: Located<String>, phases: [DraftPhase])] = []
    var diary = DraftDiary()
    var analysis = DraftAnalysis()
    var imports: [PlannedImport] = []
    var preparation = DraftPreparation()
    /// What was of the wrong kind already.
    var problems: [Located<PlanProblem>] = []

    static let keys =
        [
            "title", "question", "source", "seed", "outcomes", "covariates", "conditions",
            "schedule",
            "diary", "analysis", "imports",
        ] + DraftPreparation.keys

    /// - Parameters:
    ///   - text: the YAML of a plan.
    ///   - file: its name, for messages.
    /// - Throws: `PlanError` when the text is no YAML, or its root is not names with values.
    public init(yaml text: String, file: String) throws(PlanError) {
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

struct DraftOutcome: Sendable {
    let line: Int
    let key: String
    let id: Located<String>?
    let name: Located<String>?
    let instrument: Located<String>?
    let scale: DraftScale?
    let worthwhile: Located<Double>?
    let isPrimary: Bool
    let combining: CombiningRule?
    let every: Located<Int>?
    let onsetLag: Located<Int>?
    let washout: Located<Int>?

    init?(_ node: PlanNode, _ reader: inout PlanReader) {
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

struct DraftScale: Sendable {
    let line: Int
    let key: String
    let from: Located<Double>?
    let to: Located<Double>?
    let step: Located<Double>?
    let better: Located<String>?
    let unit: Located<String>?
    let isCount: Bool

    init?(_ node: PlanNode, _ reader: inout PlanReader) {
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

struct DraftCovariate: Sendable {
    let line: Int
    let key: String
    let id: Located<String>?
    let name: Located<String>?
    let lag: Located<Int>?
    let lags: Located<DistributedLag>?
    let combining: CombiningRule?

    init?(_ node: PlanNode, _ reader: inout PlanReader) {
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

struct DraftCondition: Sendable {
    let line: Int
    let key: String
    let id: Located<String>?
    let name: Located<String>?
    let against: Located<String>?
    let instruction: Located<String>?
    let leavesOut: [FoodGroup]
    let bringsIn: [String]
    let amount: Located<LoggedAmount>?

    init?(_ node: PlanNode, _ reader: inout PlanReader) {
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

struct DraftPhase: Sendable {
    let line: Int
    let key: String
    let name: Located<String>?
    let condition: Located<String>?
    let start: Located<CalendarDay>?
    let days: Located<Int>?
    let part: PhasePart
    let food: Located<String>?
    let portion: Located<Double>?

    /// Ten years; a longer phase is a typing error.
    static let longest = 3660

    init?(_ node: PlanNode, _ reader: inout PlanReader) {
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

struct DraftAnalysis: Sendable {
    var method: Located<String>?
    var level: Located<Double>?
    var onsetLag: Located<Int>?
    var washout: Located<Int>?
    var hasTrend = false
    var hasWeekday = false
    var cycle: PlannedCycle?
    var lags: Located<DistributedLag>?
    var looks: [Located<CalendarDay>] = []

    init() {}

    init(_ node: PlanNode, _ reader: inout PlanReader) {
        let keys = [
            "method", "level", "onset-lag", "washout", "trend", "weekday", "cycle", "lags", "looks",
        ]
        guard let map = reader.mapping(node, keys: keys) else { return }
        method = reader.text(map["method"])
        level = reader.number(map["level"])
        onsetLag = reader.integer(map["onset-lag"], in: 0...180)
        washout = reader.integer(map["washout"], in: 0...180)
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

    mutating func lags(_ node: PlanNode?) -> Located<DistributedLag>? {
        DistributedLag(node, &self).map { Located($0, line: node?.line ?? 1) }
    }

    mutating func combiningRule(_ node: PlanNode?) -> CombiningRule? {
        choice(node, among: CombiningRule.allCases.map(\.rawValue))
            .flatMap { CombiningRule(rawValue: $0.value) }
    }
}
