import ExperimentDiary
import ExperimentText

extension DiaryExport {
    /// The plan's series and every fact, for programs.
    package var json: JSON {
        .object([
            "format": "n1-diary",
            "version": .integer(1),
            "title": .string(plan.title),
            "source": JSON(plan.source),
            "series": .array(
                plan.series.map { series in
                    .object([
                        "id": .string(series.id),
                        "name": .string(series.name),
                        "unit": JSON(series.instrument?.unit),
                        "values": JSON(series.allowed?.description),
                        "direction": JSON(series.instrument?.direction.description),
                    ])
                }),
            "facts": .array(facts.map { json($0) }),
        ])
    }

    private func json(_ exported: ExportedFact) -> JSON {
        let fact = exported.fact
        let content = fact.content
        let members: [(String, JSON)] = [
            ("date", .string(fact.day.description)), ("time", JSON(fact.time)),
            ("kind", .string(content.kind)),
            ("name", content.name.isEmpty ? .null : .string(content.name)),
            ("value", JSON(content.number)), ("rater", JSON(content.rater)),
            ("text", JSON(content.text)), ("lastDate", JSON(content.lastDay?.description)),
            ("recordedOn", JSON(exported.recordedOn?.description)),
            ("source", .string(exported.source.file)), ("line", .integer(exported.source.line)),
        ]
        return .object(
            members.filter { $0.1 != .null }.map { JSON.Member($0.0, $0.1) })
    }
}
