import ExperimentDiary
import ExperimentText

/// How foods come back after an elimination: a ladder of doses, days of watching, days to settle, and how
/// often that is repeated.
package struct Reintroduction: Sendable, Equatable {
    /// In the order in which they are numbered; chance decides the order in which they come.
    package var foods: [String]
    /// What one portion is.
    package var portion: String
    /// Portions of each step, the full one last: 0.25, 0.5, 1.
    package var doses: [Double]
    package var daysAtDose: [Int]
    /// Days without the food after the ladder, in which a reaction is looked for.
    package var observationDays: Int
    /// Days without the food before the next challenge.
    package var washoutDays: Int
    /// Challenges of each food; a reaction needs flares after two of three.
    package var repeats: Int
    /// Every food once, then every food again, instead of food by food.
    package var isInRounds: Bool
    /// Days of repeated exposure after a quiet ladder, and on how many of them the food is eaten.
    package var sustainedDays: Int
    package var sustainedExposures: Int

    /// - Throws: `DesignError` as `ReintroductionDesign`.
    package func design(
        baselineDays: Int, eliminationDays: Int, leadInDays: Int
    ) throws(DesignError) -> ReintroductionDesign {
        try ReintroductionDesign(
            foods: foods.count, baselineDays: baselineDays, eliminationDays: eliminationDays,
            challenge: ReintroductionDesign.Challenge(
                daysAtDose: daysAtDose, observationDays: observationDays, washoutDays: washoutDays),
            repeats: repeats, order: isInRounds ? .rounds : .foodByFood,
            sustainedDays: sustainedDays, leadInDays: leadInDays)
    }

    /// Days of one challenge with the watching and settling after it.
    package var daysOfChallenge: Int { daysAtDose.reduce(observationDays + washoutDays, +) }

    /// What a phase of the design is in this plan.
    package struct Step {
        package let name: String?
        package let part: PhasePart
        package var food: String?
        package var portion: Double?

        package init(name: String?, part: PhasePart, food: String? = nil, portion: Double? = nil) {
            self.name = name
            self.part = part
            self.food = food
            self.portion = portion
        }
    }

    package func step(of role: DesignPhase.Role) -> Step {
        switch role {
        case .baseline: Step(name: nil, part: .baseline)
        case .comparison: Step(name: nil, part: .comparison)
        case .elimination: Step(name: nil, part: .elimination)
        case .challenge(let food, let dose): named(.challenge, food, portion: doses[dose])
        case .observation(let food): named(.observation, food)
        case .washout(let food): named(.washout, food)
        case .sustained(let food):
            Step(
                name: "\(foods[food]) on \(sustainedExposures) of \(sustainedDays) days",
                part: .sustained, food: foods[food], portion: doses.last)
        }
    }

    private func named(_ part: PhasePart, _ food: Int, portion: Double? = nil) -> Step {
        Step(
            name: part.name(of: foods[food], portion: portion), part: part, food: foods[food],
            portion: portion)
    }

    /// `a quarter portion`, `0.33 portions`.
    package static func words(_ portions: Double) -> String {
        switch portions {
        case 0.25: "a quarter portion"
        case 0.5: "half a portion"
        case 1: "a full portion"
        default: "\(PlainNumber.text(portions)) portions"
        }
    }
}

extension Reintroduction {
    package static let keys = [
        "foods", "portion", "doses", "days-at-dose", "observation", "washout", "repeats", "order",
        "sustained",
    ]

    /// Reads the section; nil, with the problems noted, when it does not hold together.
    package init?(_ node: PlanNode, _ reader: inout PlanReader) {
        guard let map = reader.mapping(node, keys: Self.keys) else { return nil }
        let found = reader.texts(map["foods"]).map(\.value)
        let steps = reader.numbers(map["doses"], above: 0, atMost: 10)
        let lengths = reader.integers(map["days-at-dose"], in: 1...60)
        let sustained = map["sustained"].flatMap {
            reader.mapping($0, keys: ["days", "exposures"])
        }
        foods = found
        portion = reader.text(map["portion"])?.value ?? "a usual portion"
        doses = steps.isEmpty ? [1] : steps
        daysAtDose = lengths.isEmpty ? doses.map { _ in 1 } : lengths
        observationDays = reader.integer(map["observation"], in: 3...60)?.value ?? 3
        washoutDays = reader.integer(map["washout"], in: 0...180)?.value ?? 0
        repeats = reader.integer(map["repeats"], in: 1...10)?.value ?? 1
        isInRounds =
            reader.choice(map["order"], among: ["food-by-food", "rounds"])?.value == "rounds"
        sustainedDays = sustained.flatMap { reader.integer($0["days"], in: 0...180) }?.value ?? 0
        sustainedExposures =
            sustained.flatMap { reader.integer($0["exposures"], in: 0...180) }?.value
            ?? sustainedDays
        if foods.isEmpty {
            reader.report(
                .missing(key: map.key("foods"), expected: "the foods that come back"),
                line: map.line)
            return nil
        }
        if daysAtDose.count != doses.count {
            reader.report(
                .outOfRange(
                    key: map.key("days-at-dose"), found: "\(daysAtDose.count) numbers",
                    expected: "\(doses.count), one a dose"),
                line: map.line)
            return nil
        }
    }
}

extension PlanReader {
    /// One whole number, or a list of them.
    package mutating func integers(_ node: PlanNode?, in range: ClosedRange<Int>) -> [Int] {
        guard let node else { return [] }
        if node.isScalar { return [integer(node, in: range)?.value].compactMap(\.self) }
        return list(node).compactMap { integer($0, in: range)?.value }
    }

    /// One number, or a list of them.
    package mutating func numbers(_ node: PlanNode?, above lower: Double, atMost upper: Double)
        -> [Double]
    {
        guard let node else { return [] }
        let items = node.isScalar ? [node] : list(node)
        return items.compactMap { item in
            guard let found = number(item) else { return nil }
            guard found.value > lower, found.value <= upper else {
                report(
                    .outOfRange(
                        key: item.key, found: PlainNumber.text(found.value),
                        expected: "more than \(PlainNumber.text(lower)) and at most "
                            + "\(PlainNumber.text(upper))"),
                    line: found.line)
                return nil
            }
            return found.value
        }
    }
}
