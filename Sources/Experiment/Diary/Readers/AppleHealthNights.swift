import ExperimentText

/// The sleep records of Apple Health, night by night.
///
/// Within a source the records overlap and are joined; a night's sleep is that of the source that saw
/// the most of it, because two sources that saw the same night must not be added.
struct AppleHealthNights {
    private var nights: [Key: Night] = [:]

    private struct Key: Hashable {
        let day: CalendarDay
        let kind: Kind
        let source: Int
    }

    private enum Kind: CaseIterable {
        case asleep, inBed, awake

        init?(_ value: String) {
            switch value {
            case "HKCategoryValueSleepAnalysisInBed": self = .inBed
            case "HKCategoryValueSleepAnalysisAwake": self = .awake
            case _ where value.hasPrefix("HKCategoryValueSleepAnalysisAsleep"): self = .asleep
            default: return nil
            }
        }

        var series: (name: String, secondsPerUnit: Double) {
            switch self {
            case .asleep: ("sleep.hours", 3600)
            case .inBed: ("sleep.in-bed.hours", 3600)
            case .awake: ("sleep.awake.minutes", 60)
            }
        }
    }

    private struct Night {
        var spans: [Range<Int>] = []
        let line: Int

        /// Seconds that at least one span covers.
        var length: Int {
            CoveredTime.seconds(spans)
        }
    }

    package mutating func add(_ record: AppleHealthRecord, wakeDay: CalendarDay) {
        guard let kind = Kind(record.word ?? ""), record.start.utc < record.end.utc else { return }
        let key = Key(day: wakeDay, kind: kind, source: record.source)
        var night = nights[key] ?? Night(line: record.line)
        night.spans.append(record.start.utc..<record.end.utc)
        nights[key] = night
    }

    package func finish(emit: (ImportedValue) -> Void) {
        for kind in Kind.allCases {
            let own = nights.filter { $0.key.kind == kind }
            let byDay = Dictionary(grouping: own, by: \.key.day).sorted { $0.key < $1.key }
            for (day, sources) in byDay {
                let ordered = sources.sorted { $0.key.source < $1.key.source }.map(\.value)
                guard let best = ordered.max(by: { $0.length < $1.length }) else { continue }
                let series = kind.series
                emit(
                    ImportedValue(
                        series.name, Moment(day), Double(best.length) / series.secondsPerUnit,
                        line: best.line))
            }
        }
    }
}
