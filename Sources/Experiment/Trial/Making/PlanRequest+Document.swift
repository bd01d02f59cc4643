import ExperimentDiary
import ExperimentText

extension PlanRequest {
    /// The request as an answers file that `init(yaml:file:)` reads back.
    ///
    /// - `comment`: lines above it.
    package func document(comment: [String] = []) -> String {
        var document = PlanDocument()
        document.comment(comment)
        for (key, value) in choices + preferences { document.add(key, value) }
        for number in numbers { document.add(number.key, .number(number.value)) }
        document.add("clinician-agreed", isAgreedWithClinician ? .flag(true) : nil)
        document.add("also-changing", list(alsoChanging.map(Self.value)))
        document.add(
            "safety",
            answers.entries.isEmpty ? nil : PlanValue.map(answers.entries.map(Self.entry)))
        return document.yaml
    }

    private var choices: KeyValuePairs<String, PlanValue?> {
        [
            "template": template.map(PlanValue.text),
            "free-of": texts(freeOf.map(\.rawValue)), "brings-in": texts(bringsIn),
            "condition": complaint.map { .text($0.rawValue) }, "title": title.map(PlanValue.text),
            "question": question.map(PlanValue.text), "start": start.map { .text("\($0)") },
            "outcomes": texts(outcomes), "worthwhile": worthwhile.map(PlanValue.number),
            "covariates": texts(covariates.map(\.rawValue)),
        ]
    }

    private var preferences: KeyValuePairs<String, PlanValue?> {
        [
            "design": design.map { .text($0.rawValue) }, "seed": seed.map { .text(String($0)) },
            "doses": list(doses.map(PlanValue.number)).map(PlanValue.inline), "sites": texts(sites),
            "order": isWilliams.map { .text($0 ? "williams" : "any") },
            "despite": despite.map(PlanValue.text), "repeats": repeats.map(PlanValue.number),
            "started-because-bad": startedBecauseBad.map(PlanValue.flag),
            "monthly-rhythm": followsMonth.map(PlanValue.flag),
            "cycle-days": cycleDays.map(PlanValue.number),
        ]
    }

    private func texts(_ texts: [String]) -> PlanValue? { texts.isEmpty ? nil : .texts(texts) }

    private func list(_ values: [PlanValue]) -> PlanValue? { values.isEmpty ? nil : .list(values) }

    private static func value(_ change: ExpectedChange) -> PlanValue {
        .map([
            "name": .text(change.name), "from": .text("\(change.first)"),
            "to": change.last.map { .text("\($0)") },
        ])
    }

    private static func entry(_ entry: SafetyAnswers.Entry) -> PlanValue.Entry {
        PlanValue.Entry(entry.question, .text(entry.answer.description))
    }
}

private func + (
    left: KeyValuePairs<String, PlanValue?>, right: KeyValuePairs<String, PlanValue?>
) -> [(key: String, value: PlanValue?)] { Array(left) + Array(right) }
