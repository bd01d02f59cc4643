import ExperimentText

/// FHIR (R4, R5): Observations and QuestionnaireResponses, alone, in a Bundle, or one on each line.
///
/// The series is the first code of an Observation (`89870-0`) or the link of an answer. What was
/// entered in error or cancelled is left out.
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
        for resource in resources(try JSONDocument(text, file: context.file)) {
            let status = resource["status"]?.text ?? ""
            guard !["entered-in-error", "cancelled"].contains(status) else {
                withdrawn = (
                    withdrawn.count + 1, withdrawn.count == 0 ? resource.line : withdrawn.line
                )
                continue
            }
            switch resource["resourceType"]?.text {
            case "Observation": try observation(resource, emit)
            case "QuestionnaireResponse": try answers(resource, emit)
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
        _ resource: LocatedJSON, _ emit: (ImportedValue) -> Void
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
        give(code, resource, "value", moment, emit)
        for component in resource["component"]?.array ?? [] {
            guard let part = self.code(component) else { continue }
            give("\(code).\(part)", component, "value", moment, emit)
        }
    }

    private func code(_ resource: LocatedJSON) -> String? {
        resource["code", "coding"]?.array?.compactMap { $0["code"]?.text }.first
            ?? resource["code", "text"]?.text
    }

    /// The value under `valueQuantity`, `valueInteger` and their kin.
    private func give(
        _ series: String, _ owner: LocatedJSON, _ prefix: String, _ moment: Moment,
        _ emit: (ImportedValue) -> Void
    ) {
        let numbers = [
            owner["\(prefix)Quantity", "value"], owner["\(prefix)Integer"],
            owner["\(prefix)Decimal"],
        ]
        if let number = numbers.compactMap({ $0?.number }).first {
            return emit(ImportedValue(series, moment, number, line: owner.line))
        }
        if let flag = owner["\(prefix)Boolean"]?.flag {
            return emit(ImportedValue(series, moment, flag ? 1 : 0, line: owner.line))
        }
        let words = [
            owner["\(prefix)String"], owner["\(prefix)CodeableConcept", "text"],
            owner["\(prefix)Coding", "code"],
        ]
        if let word = words.compactMap({ $0?.text }).first {
            emit(ImportedValue(series, moment, word: word, line: owner.line))
        }
    }

    // MARK: Answers

    private func answers(
        _ resource: LocatedJSON, _ emit: (ImportedValue) -> Void
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
                give(link, answer, "value", moment, emit)
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
