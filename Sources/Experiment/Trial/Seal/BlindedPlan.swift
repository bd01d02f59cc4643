import ExperimentDiary
import ExperimentText
import Yams

/// A plan split in two for one who wants to blind himself: the plan without its allocation, and the key for
/// a helper who fills two containers.
///
/// Only a design in which either condition may come first can be blinded: with a fixed order the first
/// phase gives it away. The order is drawn anew, because the person has seen the one that was planned.
package struct BlindedPlan: Sendable {
    /// The plan with "Container A" and "Container B" in the place of its conditions, without design and seed.
    package let text: String
    /// The key file: which container holds what, and the plan as it was.
    package let key: String

    package static let containers = ["container-a", "container-b"]

    /// - `text`: the plan file.
    /// - `isSwapped`: whether container A holds the second condition; by chance.
    /// - `salt`: an unguessable text, so that the key's hash does not give it away.
    /// - `seed`: the seed of the blinded plan, which says nothing about the old one.
    /// - `orderSeed`: draws the order of the conditions anew; only the key holds it.
    /// - `hash`: SHA-256 in hexadecimal.
    ///
    /// Throws `PlanError`, `BlindingError`.
    package init(
        text: String, file: String, today: CalendarDay, isSwapped: Bool, salt: String, seed: UInt64,
        orderSeed: UInt64, hash: (String) -> String
    ) throws {
        let seen = try DraftPlan(yaml: text, file: file).validated()
        let design = try Self.blindable(seen, today: today)
        let text = try Self.redrawn(
            PlanReader.root(of: text, file: file).node, seen, design, orderSeed, today)
        let plan = try DraftPlan(yaml: text, file: file).validated()
        let ids = plan.conditions.map(\.id)
        let order = isSwapped ? Array(ids.reversed()) : ids
        key = Self.key(plan, text: text, order: order, salt: salt)
        let root = try PlanReader.root(of: text, file: file)
        var names: [String: String] = [:]
        for (id, container) in zip(order, Self.containers) { names[id] = container }
        let edited = Self.edited(
            root.node, plan, names, keyHash: hash(key), choices: ids.sorted(), today, seed)
        self.text =
            "# Blinded by n1 blind on \(today). The key opens it: n1 unblind.\n"
            + (try serialize(node: edited, width: 100, allowUnicode: true))
        _ = try DraftPlan(yaml: self.text, file: file).validated()
    }

    /// The design that a blinding can hide.
    private static func blindable(
        _ plan: TrialPlan, today: CalendarDay
    ) throws(BlindingError) -> AssignedDesign {
        guard plan.blinding == nil else { throw .alreadyBlinded }
        guard plan.conditions.count == 2 else { throw .conditions(found: plan.conditions.count) }
        guard plan.amendments.isEmpty else { throw .amended }
        if let template = plan.template, template.kind == .diet || template.kind == .behaviour {
            throw .notInContainers(template: template.id)
        }
        guard let design = plan.design, design.settings.kind.mayStartTested else {
            throw .orderTells(kind: plan.design?.settings.kind)
        }
        let first = plan.schedule.days.lowerBound
        guard today <= first else { throw .begun(today: today, first: first) }
        return design
    }

    /// The text of the plan with another order of its conditions.
    private static func redrawn(
        _ root: Node, _ plan: TrialPlan, _ design: AssignedDesign, _ seed: UInt64,
        _ today: CalendarDay
    ) throws -> String {
        guard case .mapping(let mapping) = root else { return "" }
        let names = plan.plannedSchedule.phases
        let start = plan.plannedSchedule.days.lowerBound
        let phases = design.redrawn(seed: seed).phases(from: start) { id in
            names.first { $0.condition == id }?.name ?? plan.condition(id)?.name ?? id
        }
        let schedule = Node([
            (Node("start"), Node("\(start)")),
            (
                Node("phases"),
                Node(
                    phases.map { phase in
                        Node([
                            (Node("name"), Node(phase.name)),
                            (Node("condition"), Node(phase.condition)),
                            (Node("days"), Node(String(phase.lengthInDays))),
                        ])
                    })
            ),
        ])
        let pairs = mapping.map { key, value -> (Node, Node) in
            switch key.string {
            case "schedule": (key, schedule)
            case "design": (key, Self.seeded(value, seed))
            default: (key, value)
            }
        }
        return "# Drawn anew by n1 blind on \(today).\n"
            + (try serialize(node: Node(pairs), width: 100, allowUnicode: true))
    }

    private static func seeded(_ design: Node, _ seed: UInt64) -> Node {
        guard case .mapping(let mapping) = design else { return design }
        let kept = mapping.filter { $0.key.string != "seed" }.map { ($0.key, $0.value) }
        return Node(kept + [(Node("seed"), Node(String(seed)))])
    }

    private static func key(
        _ plan: TrialPlan, text: String, order: [String], salt: String
    ) -> String {
        var document = PlanDocument()
        document.comment([
            "The key of a blinded trial: \(plan.title).",
            "For the helper only. Fill the two containers as it says, label them A and B, and keep this "
                + "file where the other does not look until the last day, \(plan.schedule.days.upperBound).",
        ])
        document.add("a", .text(order[0]))
        document.add("b", .text(order[1]))
        document.add("salt", .text(salt))
        document.add("plan", .inline(.text(text)))
        return document.yaml
    }

    private static func edited(
        _ root: Node, _ plan: TrialPlan, _ names: [String: String], keyHash: String,
        choices: [String], _ today: CalendarDay, _ seed: UInt64
    ) -> Node {
        guard case .mapping(let mapping) = root else { return root }
        var pairs: [(Node, Node)] = []
        for (key, value) in mapping {
            switch key.string {
            case "design", "reintroduction", "blinding": continue
            case "seed": pairs.append((key, Node(String(seed))))
            case "conditions": pairs.append((key, containerNodes(plan, names)))
            case "schedule": pairs.append((key, schedule(plan, names)))
            default: pairs.append((key, value))
            }
        }
        let blinding = Node([
            (Node("since"), Node("\(today)")), (Node("key-sha256"), Node(keyHash)),
            (Node("choices"), Node(choices.map { Node($0) })),
        ])
        return Node(pairs + [(Node("blinding"), blinding)])
    }

    /// Both containers by their labels; which one is the reference is fixed as A, whatever it holds.
    private static func containerNodes(_ plan: TrialPlan, _ names: [String: String]) -> Node {
        Node(
            containers.enumerated().map { place, id in
                let label = place == 0 ? "A" : "B"
                let front = [
                    (Node("id"), Node(id)), (Node("name"), Node("Container \(label)")),
                    (Node("do"), Node("Take it from container \(label), as you always do.")),
                ]
                return Node(place == 0 ? front : front + [(Node("against"), Node(containers[0]))])
            })
    }

    private static func schedule(_ plan: TrialPlan, _ names: [String: String]) -> Node {
        let phases = plan.plannedSchedule.phases.map { phase -> Node in
            let id = names[phase.condition] ?? containers[0]
            return Node([
                (Node("name"), Node(id == containers[0] ? "Container A" : "Container B")),
                (Node("condition"), Node(id)), (Node("days"), Node(String(phase.lengthInDays))),
            ])
        }
        return Node([
            (Node("start"), Node("\(plan.plannedSchedule.days.lowerBound)")),
            (Node("phases"), Node(phases)),
        ])
    }
}

/// The key of a blinded plan, and what it opens.
package struct BlindingKey: Sendable {
    /// Condition ids by container: A, then B.
    package let containers: [String]
    /// The plan as it was before it was blinded.
    package let planText: String

    /// - Throws: `PlanError` when the text is no key.
    package init(yaml text: String, file: String) throws(PlanError) {
        let root = try PlanReader.root(of: text, file: file)
        var reader = PlanReader()
        let map = reader.mapping(root, keys: ["a", "b", "salt", "plan"])
        containers = [reader.text(map?["a"])?.value, reader.text(map?["b"])?.value].compactMap(
            \.self)
        planText = reader.text(map?["plan"])?.value ?? ""
        if reader.problems.isEmpty, containers.count != 2 || planText.isEmpty {
            reader.report(.missing(key: "plan", expected: "a key that n1 blind wrote"), line: 1)
        }
        guard reader.problems.isEmpty else {
            throw PlanError(file: file, problems: reader.problems)
        }
    }

    /// The open plan: the old text, the blinding with its guesses, and what was amended meanwhile.
    /// - Throws: `PlanError` when it does not hold.
    package func opened(
        _ blinded: TrialPlan, keyHash: String, guesses: [BlindingGuess], today: CalendarDay,
        file: String
    ) throws(PlanError) -> (text: String, plan: TrialPlan) {
        var document = PlanDocument()
        document.space()
        document.add(
            "blinding",
            .map([
                "since": blinded.blinding?.since.map { .text("\($0)") },
                "key-sha256": .text(keyHash), "opened": .text("\(today)"),
                "guesses": guesses.isEmpty
                    ? nil
                    : .list(
                        guesses.map {
                            .inline(
                                .map([
                                    "on": .text("\($0.day)"),
                                    "guess": .text($0.condition ?? "unknown"),
                                ]))
                        }),
            ]))
        if !blinded.amendments.isEmpty {
            document.space()
            document.add("amendments", .list(blinded.amendments.map(\.value)))
        }
        let text = planText + (planText.hasSuffix("\n") ? "" : "\n") + document.yaml
        return (text, try DraftPlan(yaml: text, file: file).validated())
    }
}

/// Why a plan cannot be blinded, or not opened.
package enum BlindingError: Error, Sendable, Equatable, CustomStringConvertible {
    case alreadyBlinded
    case notBlinded
    case conditions(found: Int)
    case amended
    case begun(today: CalendarDay, first: CalendarDay)
    case notInContainers(template: String)
    case orderTells(kind: DesignKind?)
    case wrongKey
    case tooEarly(today: CalendarDay, last: CalendarDay)
    case unknownGuess(found: String, choices: [String])
    /// A guess is about what one takes on its day.
    case guessOutside(found: CalendarDay, days: ClosedRange<CalendarDay>)

    package var description: String {
        switch self {
        case .alreadyBlinded:
            "found a plan that is blinded, or was; expected one that never was. Blind a plan once."
        case .notBlinded:
            "found a plan that is not blinded; expected one that n1 blind wrote. There is nothing to open."
        case .conditions(let found):
            "found \(found) conditions; expected two, one for each container. Blind a plan of two "
                + "conditions."
        case .amended:
            "found a plan with amendments; expected one without. Blind it before its first day."
        case .begun(let today, let first):
            "found \(today), and the trial began on \(first); expected a day before that, because the order "
                + "is drawn anew. Plan another trial, and blind it before its first day."
        case .notInContainers(let template):
            "found \(template), which no container can hide; expected a supplement or something for the skin. "
                + "Run this trial open: its report says what expectation can do."
        case .orderTells(let kind):
            "found \(kind.map { "a design of the kind \($0.rawValue)" } ?? "no design"), whose order gives "
                + "away what comes first; expected block-pairs or daily-alternation. Plan it with "
                + "--design block-pairs."
        case .wrongKey:
            "found a key that does not belong to this plan; expected the file that n1 blind wrote with it, "
                + "unchanged. Ask the helper for it."
        case .tooEarly(let today, let last):
            "found \(today); expected a day after \(last), the last day of the trial, because an open key "
                + "ends the blinding. Wait, or end the trial first with n1 amend --stop."
        case .unknownGuess(let found, let choices):
            "found the guess \"\(found)\"; expected one of \(listed(choices + ["unknown"])). "
                + advice(for: found, among: choices + ["unknown"])
        case .guessOutside(let found, let days):
            "found a guess on \(found); expected a day inside a phase, from \(days.lowerBound) to "
                + "\(days.upperBound), because it is about what you take on its day. Guess again then."
        }
    }
}
