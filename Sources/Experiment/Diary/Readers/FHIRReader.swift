import ExperimentText

/// FHIR (R4, R5): Observations and QuestionnaireResponses, alone, in a Bundle, or one on each line.
///
/// The series is the first code of an Observation (`89870-0`) or the link of an answer. Units are
/// read by their UCUM code; pounds, inches and degrees Fahrenheit become metric. A coded answer has
/// the number that its `ordinalValue` gives. What was entered in error or cancelled is left out.
struct FHIRReader: WholeFileImporter {
    package static let format = ImportFormat(
        "fhir", name: "FHIR", looks: "JSON with \"resourceType\"")

    package let context: ImportContext
    package var bytes: [UInt8] = []

    package init(_ context: ImportContext) { self.context = context }

    static func recognises(_ head: ExportHead) -> Bool {
        head.isJSON && head.text.contains("\"resourceType\"")
    }

    package func values(
        _ bytes: [UInt8], emit: (ImportedValue) -> Void
    ) throws(ImportError) -> [ImportNote] {
        let text = try ExportText(bytes, file: context.file)
        var withdrawn = (count: 0, line: 0)
        var units = SeriesUnits()
        for resource in resources(try JSONDocument(text, file: context.file)) {
            let status = resource["status"]?.text ?? ""
            guard !["entered-in-error", "cancelled"].contains(status) else {
                withdrawn = (
                    withdrawn.count + 1, withdrawn.count == 0 ? resource.line : withdrawn.line
                )
                continue
            }
            switch resource["resourceType"]?.text {
            case "Observation": try observation(resource, &units, emit)
            case "QuestionnaireResponse": try answers(resource, &units, emit)
            default: continue
            }
        }
        guard withdrawn.count > 0 else { return [] }
        return [
            .leftOut(
                count: withdrawn.count, why: "entered in error or cancelled",
                firstLine: withdrawn.line)
        ]
    }

    private func resources(_ document: JSONDocument) -> [LocatedJSON] {
        document.items.flatMap { item in
            item["entry"]?.array?.compactMap { $0["resource"] } ?? [item]
        }
    }

    // MARK: Observations

    private func observation(
        _ resource: LocatedJSON, _ units: inout SeriesUnits, _ emit: (ImportedValue) -> Void
    ) throws(ImportError) {
        guard let code = code(resource) else {
            throw missing("code", of: "an Observation", resource)
        }
        let times = [
            resource["effectiveDateTime"], resource["effectiveInstant"],
            resource["effectivePeriod", "end"], resource["effectivePeriod", "start"],
        ]
        guard let time = times.compactMap(\.self).first else {
            throw missing("effectiveDateTime", of: "an Observation", resource)
        }
        let moment = try moment(time)
        try give(code, resource, moment, &units, emit)
        for component in resource["component"]?.array ?? [] {
            guard let part = self.code(component) else { continue }
            try give("\(code).\(part)", component, moment, &units, emit)
        }
    }

    private func code(_ resource: LocatedJSON) -> String? {
        resource["code", "coding"]?.array?.compactMap { $0["code"]?.text }.first
            ?? resource["code", "text"]?.text
    }

    /// The value under `valueQuantity`, `valueInteger` and their kin.
    private func give(
        _ series: String, _ owner: LocatedJSON, _ moment: Moment, _ units: inout SeriesUnits,
        _ emit: (ImportedValue) -> Void
    ) throws(ImportError) {
        let numbers = [
            owner["valueQuantity", "value"], owner["valueInteger"], owner["valueDecimal"],
        ]
        if let number = numbers.compactMap({ $0?.number }).first {
            let unit = owner["valueQuantity", "code"] ?? owner["valueQuantity", "unit"]
            do throws(ImportProblem) {
                let kept = try units.settled(
                    number, in: unit?.text, of: series, context.line(owner.line))
                emit(
                    ImportedValue(
                        series, moment, kept.number, unit: kept.unit, line: owner.line))
            } catch {
                throw ImportError(error)
            }
            return
        }
        if let flag = owner["valueBoolean"]?.flag {
            return emit(ImportedValue(series, moment, flag ? 1 : 0, line: owner.line))
        }
        let coding = owner["valueCoding"] ?? owner["valueCodeableConcept", "coding"]?.array?.first
        let words = [
            owner["valueString"], owner["valueCodeableConcept", "text"], coding?["code"],
            coding?["display"],
        ]
        if let word = words.compactMap({ $0?.text }).first {
            emit(
                ImportedValue(
                    series, moment, word: word, usually: ordinal(coding), line: owner.line))
        }
    }

    /// The number of a coded answer: `ordinalValue` in R4, `itemWeight` in R5.
    private func ordinal(_ coding: LocatedJSON?) -> Double? {
        coding?["extension"]?.array?.first { element in
            let name = element["url"]?.text?.split(separator: "/").last.map(String.init) ?? ""
            return ["ordinalValue", "itemWeight"].contains(name)
        }?["valueDecimal"]?.number
    }

    // MARK: Answers

    private func answers(
        _ resource: LocatedJSON, _ units: inout SeriesUnits, _ emit: (ImportedValue) -> Void
    ) throws(ImportError) {
        guard let authored = resource["authored"] else {
            throw missing("authored", of: "a QuestionnaireResponse", resource)
        }
        let moment = try moment(authored)
        var open = resource["item"]?.array ?? []
        while !open.isEmpty {
            let item = open.removeFirst()
            open = (item["item"]?.array ?? []) + open
            guard let link = item["linkId"]?.text else { continue }
            for answer in item["answer"]?.array ?? [] {
                try give(link, answer, moment, &units, emit)
            }
        }
    }

    // MARK: Steps

    private func moment(_ time: LocatedJSON) throws(ImportError) -> Moment {
        let cell = time.text ?? ""
        let dates = DateColumn(name: "effectiveDateTime", order: nil, ground: nil)
        guard let moment = dates.moment(cell, zone: context.zone) else {
            throw ImportError(
                .reader(
                    .notADate(context.line(time.line), column: "effectiveDateTime", found: cell)))
        }
        return moment
    }

    private func missing(_ name: String, of owner: String, _ value: LocatedJSON) -> ImportError {
        ImportError(.reader(.valueMissing(context.line(value.line), name: name, of: owner)))
    }
}
