import ExperimentDiary
import ExperimentText

/// What a person wants to try, as flags, an answers file or an interview give it; nothing is checked yet.
package struct PlanRequest: Sendable {
    package var template: String?
    /// Food groups that are kept out although the template may bring them.
    package var freeOf: [FoodGroup] = []
    /// Foods that come in during the active phase.
    package var bringsIn: [String] = []
    package var complaint: Complaint?
    package var title: String?
    package var question: String?
    package var start: CalendarDay?
    /// Instruments of the catalogue, the primary one first; the complaint's own when empty.
    package var outcomes: [String] = []
    /// The smallest change of the primary outcome worth having, in points.
    package var worthwhile: Double?
    /// What else is logged every day and taken into account.
    package var covariates: [SuggestedCovariate] = []
    package var design: DesignKind?
    package var seed: UInt64?
    /// Lengths and counts by the key of the plan's design, as `baseline` or `pairs`.
    package var numbers: [(key: String, value: Int)] = []
    /// Amounts that are compared with each other and with none, in the template's unit of dose.
    package var doses: [Double] = []
    /// Sites of the body that are treated from different days on, the deciding one first.
    package var sites: [String] = []
    /// Orders of permuted blocks; nil for a Williams square where it has rows enough.
    package var isWilliams: Bool?
    /// Why the design is chosen although the template advises against it.
    package var despite: String?
    /// Challenges of each food.
    package var repeats: Int?
    package var startedBecauseBad: Bool?
    /// Whether the skin follows a rhythm of about a month; nil where that was left open.
    package var followsMonth: Bool?
    /// Days from one menstrual cycle, or other rhythm of a month, to the next; nil for `usualCycle`.
    package var cycleDays: Int?
    package var isAgreedWithClinician = false
    package var answers = SafetyAnswers()
    /// Whether the plan is for somebody who did not give the answers, and so carries none.
    package var isForSomebodyElse = false
    package var alsoChanging: [ExpectedChange] = []

    package init() {}

    /// The keys that set a length or a count, by their name in an answers file.
    package static var numberKeys: [String] { DesignSettings.numbers.map(\.key) }

    package static let keys =
        [
            "template", "free-of", "brings-in", "condition", "title", "question", "start",
            "outcomes",
            "worthwhile", "covariates", "design", "seed", "doses", "sites", "order", "despite",
            "repeats", "started-because-bad", "monthly-rhythm", "cycle-days",
            "clinician-agreed", "safety", "also-changing",
        ] + numberKeys

    /// An answers file.
    /// - Throws: `PlanError` with every problem of the file.
    package init(yaml text: String, file: String) throws(PlanError) {
        let root = try PlanReader.root(of: text, file: file, empty: .emptyAnswers)
        var reader = PlanReader(isForgiving: true)
        if let map = reader.mapping(root, keys: Self.keys) { read(map, &reader) }
        guard reader.problems.isEmpty else {
            throw PlanError(file: file, problems: reader.problems)
        }
    }

    private mutating func read(_ map: PlanMapping, _ reader: inout PlanReader) {
        template = reader.text(map["template"])?.value
        freeOf = reader.foodGroups(map["free-of"])
        bringsIn = reader.texts(map["brings-in"]).map(\.value)
        complaint =
            reader.choice(map["condition"], among: Complaint.allCases.map(\.rawValue))
            .flatMap { Complaint(rawValue: $0.value) }
        title = reader.text(map["title"])?.value
        question = reader.text(map["question"])?.value
        start = reader.day(map["start"])?.value
        outcomes = reader.texts(map["outcomes"]).map(\.value)
        worthwhile = reader.number(map["worthwhile"])?.value
        covariates = reader.texts(map["covariates"]).compactMap { covariate($0, &reader) }
        design =
            reader.choice(map["design"], among: DesignKind.allCases.map(\.rawValue))
            .flatMap { DesignKind(rawValue: $0.value) }
        seed = reader.integer(map["seed"], in: 0...Int.max).map { UInt64($0.value) }
        doses = reader.numbers(map["doses"], above: 0, atMost: 1e6)
        sites = reader.texts(map["sites"]).map(\.value)
        isWilliams =
            reader.choice(map["order"], among: ["any", "williams"]).map { $0.value == "williams" }
        despite = reader.text(map["despite"])?.value
        repeats = reader.integer(map["repeats"], in: 1...10)?.value
        for key in Self.numberKeys {
            let most = DesignLimits.days
            if let number = reader.integer(map[key], in: (key == "lead-in" ? 0 : 1)...most) {
                numbers.append((key, number.value))
            }
        }
        startedBecauseBad = reader.yesNo(map["started-because-bad"])
        followsMonth = reader.yesNo(map["monthly-rhythm"])
        cycleDays = reader.integer(map["cycle-days"], in: Self.cycleLengths)?.value
        isAgreedWithClinician = reader.yesNo(map["clinician-agreed"]) ?? false
        answers = map["safety"].map { reader.safetyAnswers($0) } ?? SafetyAnswers()
        alsoChanging = reader.list(map["also-changing"]).compactMap { ExpectedChange($0, &reader) }
    }

    private func covariate(
        _ name: Located<String>, _ reader: inout PlanReader
    ) -> SuggestedCovariate? {
        let names = SuggestedCovariate.allCases.map(\.rawValue)
        guard let found = SuggestedCovariate(rawValue: name.value) else {
            reader.report(
                .notAmong(key: "covariates", found: name.value, allowed: names), line: name.line)
            return nil
        }
        return found
    }
}

extension PlanRequest {
    package static let usualCycle = 28
    package static let cycleLengths = 15...60
    /// A baseline that sees a whole cycle.
    static let baselineOfACycle = 28

    /// Whether a rhythm of a month is asked about: where the complaint is known to follow one, or the
    /// template has its days worth logging, and nothing was said yet.
    package func asksAboutMonth(_ template: Template) -> Bool {
        guard followsMonth == nil else { return false }
        return complaint == .acne || complaint == .rosacea || template.covariates.contains(.cycle)
    }
}

extension PlanReader {
    /// Yes or no as people answer it.
    package mutating func yesNo(_ node: PlanNode?) -> Bool? {
        choice(node, among: ["yes", "no", "true", "false"]).map {
            ["yes", "true"].contains($0.value)
        }
    }
}
