import ExperimentDiary
import ExperimentText

/// A diary as forms that were filled in, which is how systems of clinical research keep data: one record,
/// and in it one form a moment with a field for each thing that the diary can say.
struct DiaryVisits {
    let fields: [Field]
    /// By day and time.
    let visits: [Visit]

    struct Field {
        /// Letters, digits and low lines, begun by a letter, no two alike.
        let name: String
        let label: String
        let kind: Kind
        fileprivate let subject: Subject

        enum Kind {
            case number(unit: String?, range: ClosedRange<Double>?)
            /// Codes and what they mean.
            case choice([(code: String, label: String)])
            case yesNo
            case text
        }
    }

    struct Visit {
        let day: CalendarDay
        let time: String?
        /// By the field's place.
        fileprivate(set) var cells: [Int: String] = [:]
    }

    fileprivate enum Subject: Hashable {
        case reading(series: String, rater: String?)
        case condition, planned, note
        case mark(DayMark)
        case about(DayMark)
    }

    private typealias Cell = (day: CalendarDay, subject: Subject, cell: String)

    init(_ export: DiaryExport) {
        fields = Self.fields(of: export)
        let places = Dictionary(
            fields.enumerated().map { ($1.subject, $0) }, uniquingKeysWith: { first, _ in first })
        var visits: [Visit] = []
        var last: [String: Int] = [:]
        for exported in export.facts {
            for (day, subject, cell) in Self.cells(of: exported.fact) {
                guard let place = places[subject] else { continue }
                let moment = "\(day) \(exported.fact.time ?? "")"
                let known = last[moment].flatMap { visits[$0].cells[place] == nil ? $0 : nil }
                if known == nil { visits.append(Visit(day: day, time: exported.fact.time)) }
                let own = known ?? visits.count - 1
                visits[own].cells[place] = cell
                last[moment] = own
            }
        }
        self.visits = visits.enumerated().sorted {
            ($0.element.day, $0.element.time ?? "", $0.offset)
                < ($1.element.day, $1.element.time ?? "", $1.offset)
        }.map { Self.planned($0.element, export.plan, places[.planned]) }
    }

    /// An event of several days is one on each of them.
    private static func cells(
        of fact: DiaryFact
    ) -> [Cell] {
        let day = fact.day
        switch fact.content {
        case .reading(let series, let rater, let value):
            return [(day, Subject.reading(series: series, rater: rater), PlainNumber.text(value))]
        case .condition(let id): return [(day, Subject.condition, id)]
        case .note(let text): return [(day, Subject.note, text)]
        case .mark(let mark, let lastDay, let about):
            var cells: [Cell] = (day...max(day, lastDay ?? day)).map {
                ($0, Subject.mark(mark), "1")
            }
            if let about { cells.append((day, Subject.about(mark), about)) }
            return cells
        }
    }

    private static func planned(_ visit: Visit, _ plan: TrialPlan, _ place: Int?) -> Visit {
        var visit = visit
        if let place, !plan.isStaggered, let phase = plan.schedule.phase(on: visit.day) {
            visit.cells[place] = phase.condition
        }
        return visit
    }

    // MARK: Fields

    private static func fields(of export: DiaryExport) -> [Field] {
        let plan = export.plan
        let conditions = plan.conditions.map { (code: $0.id, label: $0.name) }
        var wanted: [(String, String, Field.Kind, Subject)] = [
            ("planned_condition", "Condition that the plan has", .choice(conditions), .planned)
        ]
        for series in plan.series {
            for rater in raters(of: series.id, in: export) {
                let name = series.id + (rater.map { "_\($0)" } ?? "")
                wanted.append(
                    (
                        name, series.name + (rater.map { " (\($0))" } ?? ""),
                        .number(unit: series.instrument?.unit, range: series.allowed?.bounds),
                        .reading(series: series.id, rater: rater)
                    ))
            }
        }
        wanted.append(
            ("logged_condition", "Condition that was written down", .choice(conditions), .condition)
        )
        for mark in DayMark.allCases {
            wanted.append((mark.rawValue, "Event: \(mark.rawValue)", .yesNo, .mark(mark)))
            wanted.append((mark.rawValue + "_about", "What the event was", .text, .about(mark)))
        }
        wanted.append(("note", "Note", .text, .note))
        var taken: Set<String> = ["record_id", "diary_date", "diary_time", "diary_complete"]
        return wanted.map { name, label, kind, subject in
            Field(
                name: plainName(name, &taken), label: CSVText.harmless(label), kind: kind,
                subject: subject)
        }
    }

    /// Nil stands for readings without a rater.
    private static func raters(of series: String, in export: DiaryExport) -> [String?] {
        var found: [String?] = []
        for exported in export.facts {
            guard case .reading(series, let rater, _) = exported.fact.content,
                !found.contains(rater)
            else { continue }
            found.append(rater)
        }
        return found.isEmpty ? [nil] : found
    }

    private static func plainName(_ name: String, _ taken: inout Set<String>) -> String {
        let letters = name.lowercased().map {
            $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_"
        }
        let start = letters.first?.isLetter == true ? "" : "f_"
        let plain = String((start + String(letters)).prefix(60))
        var unique = plain
        var number = 2
        while !taken.insert(unique).inserted {
            unique = "\(plain)_\(number)"
            number += 1
        }
        return unique
    }
}
