import ExperimentDiary
import ExperimentText

extension DiaryExport {
    /// A FHIR R4 Bundle: the trial as a ResearchStudy, every reading and event as an Observation.
    ///
    /// The first code of an Observation is the plan's own, so that the bundle can be read back; LOINC
    /// follows where it is known. Times are left out, because FHIR wants a zone with them and a diary
    /// has none.
    package var fhir: JSON {
        let observations = facts.compactMap(observation)
        return .object([
            "resourceType": "Bundle",
            "type": "collection",
            "entry": .array(
                ([study] + observations).enumerated().map { index, resource in
                    .object([
                        "fullUrl": .string("urn:n1:resource:\(index)"), "resource": resource,
                    ])
                }),
        ])
    }

    private var study: JSON {
        .object([
            "resourceType": "ResearchStudy",
            "id": "study",
            "status": "active",
            "title": .string(plan.title),
            "description": .string(plan.question),
            "period": .object([
                "start": .string(plan.schedule.days.lowerBound.description),
                "end": .string(plan.schedule.days.upperBound.description),
            ]),
            "arm": .array(plan.conditions.map { .object(["name": .string($0.name)]) }),
            "objective": .array([.object(["name": .string(plan.question)])]),
        ])
    }

    private func observation(_ exported: ExportedFact) -> JSON? {
        guard let value = value(exported.fact.content) else { return nil }
        var members: [JSON.Member] = [
            .init("resourceType", "Observation"),
            .init("status", "final"),
            .init("code", code(exported.fact.content)),
            .init("subject", .object(["display": "participant"])),
            .init("effectiveDateTime", .string(exported.fact.day.description)),
            value,
        ]
        if let note = exported.fact.content.text, exported.fact.content.kind == "event" {
            members.append(.init("note", .array([.object(["text": .string(note)])])))
        }
        return .object(members)
    }

    /// Nil for notes: they are no observation.
    private func value(_ content: DiaryFact.Content) -> JSON.Member? {
        switch content {
        case .reading(let series, _, let number):
            var quantity: [JSON.Member] = [.init("value", .number(number))]
            if let unit = plan.series(series)?.instrument?.unit {
                quantity.append(.init("unit", .string(unit)))
            }
            return .init("valueQuantity", .object(quantity))
        case .condition(let id): return .init("valueString", .string(id))
        case .mark: return .init("valueBoolean", .bool(true))
        case .note: return nil
        }
    }

    private func code(_ content: DiaryFact.Content) -> JSON {
        let name = content.name.isEmpty ? content.kind : content.name
        let series = plan.series(name)
        var codings: [JSON] = [
            .object(["system": "urn:n1:series", "code": .string(name)])
        ]
        if let instrument = series?.instrument, instrument.id == "poem", instrument.id == name {
            // Source: loinc.org/89870-0, total score of the Patient-Oriented Eczema Measure.
            codings.append(.object(["system": "http://loinc.org", "code": "89870-0"]))
        }
        return .object([
            "coding": .array(codings), "text": .string(series?.name ?? name),
        ])
    }
}
