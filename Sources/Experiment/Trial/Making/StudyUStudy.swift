import ExperimentDiary
import ExperimentText

/// A study as StudyU keeps it, made into a plan: interventions become conditions, questions with numbers
/// outcomes, the schedule phases, and the export of its results is mapped.
///
/// StudyU knows two interventions and phases of one length, the baseline as long as the others; a plan
/// made of it has no onset lag and no wash-out, which are to be added by hand.
/// Source: the study schema of github.com/hpi-studyu/studyu, commit b9574b6, MIT licence.
package struct StudyUStudy: Sendable {
    private let title: String
    private let description: String?
    private let interventions: [Named]
    private let questions: [Question]
    private let schedule: PhaseOrder
    /// Questions without numbers, which no outcome can be made of.
    package let leftOut: [String]

    private struct Named: Sendable {
        let id: String
        let name: String
    }

    private struct Question: Sendable {
        let id: String
        let name: String
        let range: ClosedRange<Double>
        let step: Double?
        let isPrimary: Bool
        let isLowerBetter: Bool
    }

    /// How StudyU orders its phases.
    private struct PhaseOrder: Sendable {
        let kind: String
        let cycles: Int
        let phaseDays: Int
        let hasBaseline: Bool
        let custom: String?
    }

    /// The id that StudyU gives to the phase before the first intervention.
    package static let baseline = "__baseline"

    /// - Throws: `ImportError` when the text is no study of two interventions with a question of numbers.
    package init(_ bytes: [UInt8], file: String) throws(ImportError) {
        guard ExportHead(bytes, file: file).isJSON else {
            throw ImportError(.reader(.notAStudy(file: file)))
        }
        let document = try JSONDocument(ExportText(bytes, file: file), file: file)
        guard let study = document.values.first, let found = study["interventions"]?.array,
            let schedule = study["schedule"], let title = study["title"]?.text
        else {
            throw ImportError(.reader(.notAStudy(file: file)))
        }
        self.title = title
        description = study["description"]?.text
        interventions = found.compactMap { item in
            item["id"]?.text.map { Named(id: $0, name: item["name"]?.text ?? $0) }
        }
        guard interventions.count == 2 else {
            throw ImportError(
                .reader(
                    .badJSON(
                        SourceLine(file: file, line: study.line),
                        found: Phrase.count(interventions.count, "intervention") + " with an id",
                        expected: "two, as StudyU compares")))
        }
        self.schedule = try Self.sequence(schedule, file)
        (questions, leftOut) = Self.questions(study)
        guard !questions.isEmpty else {
            throw ImportError(
                .reader(
                    .valueMissing(
                        SourceLine(file: file, line: study.line), name: "questions with numbers",
                        of: "a study")))
        }
    }

    private static func sequence(
        _ schedule: LocatedJSON, _ file: String
    ) throws(ImportError) -> PhaseOrder {
        guard let cycles = schedule["numberOfCycles"]?.number,
            let days = schedule["phaseDuration"]?.number, (1...100).contains(cycles),
            (1...1000).contains(days)
        else {
            throw ImportError(
                .reader(
                    .valueMissing(
                        SourceLine(file: file, line: schedule.line),
                        name: "numberOfCycles\" and \"phaseDuration", of: "a schedule")))
        }
        return PhaseOrder(
            kind: schedule["sequence"]?.text ?? "alternating", cycles: Int(cycles),
            phaseDays: Int(days), hasBaseline: schedule["includeBaseline"]?.flag ?? false,
            custom: schedule["sequenceCustom"]?.text)
    }

    // MARK: Questions

    private static func questions(_ study: LocatedJSON) -> ([Question], leftOut: [String]) {
        let primary = study["report_specification", "primary"]
        let wanted = primary?["resultProperty", "property"]?.text
        let isPositive = primary?["improvement"]?.text == "positive"
        var questions: [Question] = []
        var leftOut: [String] = []
        let all = (study["observations"]?.array ?? []).flatMap { $0["questions"]?.array ?? [] }
        for item in all {
            guard let id = item["id"]?.text else { continue }
            guard let range = range(of: item) else {
                leftOut.append(shortened(collapsingSpaces(id)))
                continue
            }
            questions.append(
                Question(
                    id: id, name: item["prompt"]?.text ?? id, range: range,
                    step: item["type"]?.text == "boolean"
                        ? 1 : item["step"]?.number.flatMap { $0 > 0 ? $0 : nil },
                    isPrimary: id == wanted, isLowerBetter: !(id == wanted && isPositive)))
        }
        return (questions, leftOut)
    }

    /// Nil for answers that are no numbers.
    private static func range(of question: LocatedJSON) -> ClosedRange<Double>? {
        switch question["type"]?.text {
        case "boolean": return 0...1
        case "scale", "annotatedScale", "visualAnalogue":
            let lower = question["minimum"]?.number ?? 0
            let upper = question["maximum"]?.number ?? 10
            return lower < upper ? lower...upper : nil
        default: return nil
        }
    }

    // MARK: Plan

    /// Letters of the phases, A for the first intervention; nil when each person draws an order.
    package var letters: String? {
        switch schedule.kind {
        case "alternating": String(repeating: "AB", count: schedule.cycles)
        case "counterBalanced":
            (0..<schedule.cycles).map { $0 % 2 == 0 ? "AB" : "BA" }.joined()
        case "customized": schedule.custom
        default: nil
        }
    }

    /// Letters of the phases that a person went through; nil when a phase has no answer that tells.
    package func letters(of person: StudyUExport.Person) -> String? {
        var letters = ""
        for phase in 0..<phaseCount {
            let days = firstDay(of: phase)..<firstDay(of: phase + 1)
            let tried = Set(days.compactMap { person.interventions[$0] })
            guard tried.count == 1, let letter = tried.first.flatMap({ letter(of: $0) }) else {
                return nil
            }
            letters += letter
        }
        return letters
    }

    /// Phases after the baseline.
    private var phaseCount: Int { schedule.cycles * 2 }

    /// The day of the study, from 0, on which a phase after the baseline begins.
    private func firstDay(of phase: Int) -> Int {
        (phase + (schedule.hasBaseline ? 1 : 0)) * schedule.phaseDays
    }

    /// `A` or `B`; nil for an intervention of another study.
    private func letter(of intervention: String) -> String? {
        interventions.firstIndex { $0.id == intervention }.map { $0 == 0 ? "A" : "B" }
    }

    /// The plan's file.
    ///
    /// - `letters`: the order of the phases, such as `ABBA`; other letters are passed over.
    package func plan(from start: CalendarDay, letters: String) -> String {
        let primary = questions.first(where: \.isPrimary)?.id ?? questions[0].id
        let outcomes = questions.filter { $0.id == primary } + questions.filter { $0.id != primary }
        var lines = ["title: \(Self.quoted(title))"]
        if let description { lines.append("question: \(Self.quoted(description))") }
        lines += ["", "outcomes:"]
        lines += outcomes.map { line($0, isPrimary: $0.id == primary) }
        lines += ["", "conditions:"]
        lines += conditions
        lines += ["", "schedule:", "  start: \(start)", "  phases:"]
        lines += phases(letters)
        lines += ["", "imports:", "  - format: studyu", "    series: {condition: intervention_id}"]
        return lines.joined(separator: "\n") + "\n"
    }

    private func line(_ question: Question, isPrimary: Bool) -> String {
        let step = question.step.map { ", step: \(PlainNumber.text($0))" } ?? ""
        return "  - {id: \(Self.quoted(question.id)), name: \(Self.quoted(question.name)), "
            + "scale: {from: \(PlainNumber.text(question.range.lowerBound)), "
            + "to: \(PlainNumber.text(question.range.upperBound))\(step), "
            + "better: \(question.isLowerBetter ? "lower" : "higher")}"
            + (isPrimary && questions.count > 1 ? ", primary: true}" : "}")
    }

    private var conditions: [String] {
        let (first, second) = (interventions[0], interventions[1])
        let before = schedule.hasBaseline ? ["  - {id: \(Self.baseline), name: before}"] : []
        return before + [
            "  - {id: \(Self.quoted(first.id)), name: \(Self.quoted(first.name))}",
            "  - {id: \(Self.quoted(second.id)), name: \(Self.quoted(second.name)), "
                + "against: \(Self.quoted(first.id))}",
        ]
    }

    private func phases(_ letters: String) -> [String] {
        let ids = letters.compactMap { letter -> String? in
            switch letter {
            case "A": interventions[0].id
            case "B": interventions[1].id
            default: nil
            }
        }
        return ((schedule.hasBaseline ? [Self.baseline] : []) + ids).map {
            "    - {condition: \(Self.quoted($0)), days: \(schedule.phaseDays)}"
        }
    }

    /// A text of JSON is a text of YAML.
    private static func quoted(_ text: String) -> String { JSON.string(text).text }
}
