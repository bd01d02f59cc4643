import ExperimentDiary
import ExperimentText
import Yams

/// Walks the YAML of a plan file, gives located values, and gathers what is not as it should be.
///
/// Every question returns nil where the answer is absent or of the wrong kind, so that one reading
/// finds all problems of a file.
package struct PlanReader {
    package private(set) var problems: [Located<PlanProblem>] = []
    /// Whether numbers may have a decimal comma, and days the ways in which people write them: in
    /// answers, not in a plan, which is sealed as it stands.
    let isForgiving: Bool

    package init(isForgiving: Bool = false) { self.isForgiving = isForgiving }

    package mutating func report(_ problem: PlanProblem, line: Int) {
        problems.append(Located(problem, line: line))
    }

    /// The root of the document.
    /// - Throws: `PlanError` when the text is no YAML at all.
    ///
    /// - `empty`: what is wrong with a document without anything in it.
    static func root(
        of text: String, file: String, empty: PlanProblem = .empty
    ) throws(PlanError) -> PlanNode {
        do {
            guard let node = try compose(yaml: withoutMark(text)) else {
                throw PlanError(file: file, problems: [Located(empty, line: 1)])
            }
            return PlanNode(node: node, key: "")
        } catch let error as PlanError {
            throw error
        } catch {
            throw PlanError(file: file, problems: [Self.syntaxProblem(error)])
        }
    }

    /// Some editors put a byte order mark before the text, which says nothing in UTF-8.
    static func withoutMark(_ text: String) -> String {
        text.unicodeScalars.first == "\u{FEFF}" ? String(text.unicodeScalars.dropFirst()) : text
    }

    /// The entries of a mapping, after a complaint about every key that is not allowed.
    package mutating func mapping(_ node: PlanNode, keys: [String]) -> PlanMapping? {
        guard case .mapping(let mapping) = node.node else {
            report(
                .wrongKind(
                    key: node.key.isEmpty ? "plan" : node.key, found: node.kind,
                    expected: "names with values, such as \(keys.first ?? "name"): …"),
                line: node.line)
            return nil
        }
        for (name, _) in mapping where !keys.contains(name.string ?? "") {
            let found = name.string ?? "?"
            report(
                .unknownKey(key: node.child(found, name).key, allowed: keys),
                line: name.mark?.line ?? node.line)
        }
        return PlanMapping(node: node, mapping: mapping)
    }

    /// A mapping with names of the user's own choosing, in the order of the file.
    package mutating func entries(_ node: PlanNode) -> [(name: Located<String>, node: PlanNode)] {
        guard case .mapping(let mapping) = node.node else {
            report(
                .wrongKind(key: node.key, found: node.kind, expected: "names with values"),
                line: node.line)
            return []
        }
        return mapping.map { name, value in
            let text = name.string ?? ""
            return (
                Located(text, line: name.mark?.line ?? node.line), node.child(text, value)
            )
        }
    }

    package mutating func list(_ node: PlanNode?) -> [PlanNode] {
        guard let node else { return [] }
        guard case .sequence(let sequence) = node.node else {
            report(
                .wrongKind(key: node.key, found: node.kind, expected: "a list, each line with -"),
                line: node.line)
            return []
        }
        return sequence.enumerated().map { index, item in
            PlanNode(node: item, key: "\(node.key)[\(index + 1)]", fallbackLine: node.line)
        }
    }

    package mutating func text(_ node: PlanNode?) -> Located<String>? {
        guard let node else { return nil }
        guard case .scalar(let scalar) = node.node else {
            report(
                .wrongKind(key: node.key, found: node.kind, expected: "one value"),
                line: node.line)
            return nil
        }
        return Located(scalar.string, line: node.line)
    }

    /// One text, or a list of texts.
    package mutating func texts(_ node: PlanNode?) -> [Located<String>] {
        guard let node else { return [] }
        if case .scalar = node.node { return [text(node)].compactMap(\.self) }
        return list(node).compactMap { text($0) }
    }

    package mutating func number(_ node: PlanNode?) -> Located<Double>? {
        guard let node, let found = text(node) else { return nil }
        let written = isForgiving ? decimalPointed(found.value) : found.value
        guard let value = decimalNumber(written) else {
            report(.notANumber(key: node.key, found: found.value), line: found.line)
            return nil
        }
        return Located(value, line: found.line)
    }

    package mutating func integer(_ node: PlanNode?, in range: ClosedRange<Int>) -> Located<Int>? {
        guard let node, let found = text(node) else { return nil }
        let number = decimalNumber(found.value)
        guard let value = number.flatMap(Int.init(exactly:)), range.contains(value) else {
            report(
                .outOfRange(
                    key: node.key,
                    found: number.map { PlainNumber.text($0) } ?? "\"\(found.value)\"",
                    expected: "a whole number from \(range.lowerBound) to \(range.upperBound)"),
                line: found.line)
            return nil
        }
        return Located(value, line: found.line)
    }

    package mutating func day(_ node: PlanNode?) -> Located<CalendarDay>? {
        guard let node, let found = text(node) else { return nil }
        let day =
            isForgiving ? CalendarDay(written: found.value) : CalendarDay(iso: found.value)
        guard let day else {
            report(.notADay(key: node.key, found: found.value), line: found.line)
            return nil
        }
        return Located(day, line: found.line)
    }

    /// Seconds after midnight of a time such as `04:00`.
    mutating func timeOfDay(_ node: PlanNode?) -> Located<Int>? {
        guard let node, let found = text(node) else { return nil }
        let parts = found.value.split(separator: ":").map { Int($0) }
        guard parts.count == 2, let hour = parts[0], let minute = parts[1],
            (0..<24).contains(hour), (0..<60).contains(minute)
        else {
            report(.notATime(key: node.key, found: found.value), line: found.line)
            return nil
        }
        return Located((hour * 60 + minute) * 60, line: found.line)
    }

    package mutating func flag(_ node: PlanNode?) -> Located<Bool>? {
        guard let found = choice(node, among: ["true", "false"]) else { return nil }
        return found.map { $0 == "true" }
    }

    package mutating func choice(_ node: PlanNode?, among allowed: [String]) -> Located<String>? {
        guard let node, let found = text(node) else { return nil }
        guard allowed.contains(found.value) else {
            report(
                .notAmong(key: node.key, found: found.value, allowed: allowed), line: found.line)
            return nil
        }
        return found
    }

    private static func syntaxProblem(_ error: any Error) -> Located<PlanProblem> {
        switch error as? YamlError {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            Located(.notYAML(problem: problem), line: mark.line)
        case .duplicatedKeysInMapping(let names, let context):
            Located(
                .notYAML(problem: "\(listed(names)) stands more than once"),
                line: context.mark.line)
        default:
            Located(.notYAML(problem: "it cannot be read"), line: 1)
        }
    }
}

/// A place in the YAML tree, with its key path.
package struct PlanNode {
    let node: Node
    package let key: String
    var fallbackLine = 1

    package var line: Int { node.mark?.line ?? fallbackLine }

    package var kind: String {
        switch node {
        case .scalar(let scalar): scalar.string.isEmpty ? "nothing" : "\"\(scalar.string)\""
        case .mapping: "names with values"
        case .sequence: "a list"
        case .alias: "an alias"
        }
    }

    var isMapping: Bool {
        if case .mapping = node { true } else { false }
    }

    var isScalar: Bool {
        if case .scalar = node { true } else { false }
    }

    func child(_ name: String, _ node: Node) -> PlanNode {
        PlanNode(node: node, key: key.isEmpty ? name : "\(key).\(name)", fallbackLine: line)
    }
}

/// A mapping whose keys were checked.
package struct PlanMapping {
    let node: PlanNode
    fileprivate let mapping: Node.Mapping

    fileprivate init(node: PlanNode, mapping: Node.Mapping) {
        self.node = node
        self.mapping = mapping
    }

    package var line: Int { node.line }

    /// The value under a name; nil when it is absent or empty.
    package subscript(name: String) -> PlanNode? {
        guard let pair = mapping.first(where: { $0.key.string == name }) else { return nil }
        let child = node.child(name, pair.value)
        if case .scalar(let scalar) = pair.value, scalar.string.isEmpty { return nil }
        return child
    }

    package func key(_ name: String) -> String { node.key.isEmpty ? name : "\(node.key).\(name)" }
}
