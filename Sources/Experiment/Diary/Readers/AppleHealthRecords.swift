import ExperimentText

/// Turns the records of Apple Health into one value a day and series.
struct AppleHealthRecords {
    private let context: ImportContext
    private let measures = AppleHealthMeasure.all
    private var sources: [String: Int] = [:]
    private var zones: [String: LocalZone?] = [:]
    private var days: [Key: Day] = [:]
    private var nights = AppleHealthNights()
    private var ungraded = (count: 0, line: 0)
    /// The type of the last record and its measure: a file holds one type after the other.
    private var lastType: (bytes: ArraySlice<UInt8>, measure: Int?) = ([], nil)
    private var lastSource: (bytes: ArraySlice<UInt8>, source: Int) = ([], 0)

    private struct Key: Hashable {
        let measure: Int
        let source: Int
        let day: CalendarDay
    }

    private struct Day {
        var sum = 0.0
        var count = 0
        var greatest = 0.0
        var last = 0.0
        var lastAt = Int.min
        let line: Int
    }

    package init(_ context: ImportContext) { self.context = context }

    /// The record of an element; nil when its type is not one of those read here.
    package mutating func record(
        _ element: XMLElement, line: Int
    ) throws(ImportError) -> AppleHealthRecord? {
        guard let type = element.bytes(of: "type"), let index = measure(type) else { return nil }
        let measure = measures[index]
        let start = try stamp(element, "startDate", line)
        let end = try stamp(element, "endDate", line)
        let number = measure.units.isEmpty ? nil : try self.number(element, measure, line)
        return AppleHealthRecord(
            measure: index, source: source(element.bytes(of: "sourceName") ?? []), start: start,
            end: end, number: number,
            word: measure.units.isEmpty ? element.text(of: "value") ?? "" : nil, line: line)
    }

    private mutating func measure(_ type: ArraySlice<UInt8>) -> Int? {
        if lastType.bytes.elementsEqual(type) { return lastType.measure }
        let text = String(decoding: type, as: UTF8.self)
        let prefixes = ["HKQuantityTypeIdentifier", "HKCategoryTypeIdentifier"]
        let name = prefixes.first { text.hasPrefix($0) }.map { String(text.dropFirst($0.count)) }
        let found = measures.firstIndex { $0.type == name }
        lastType = (ArraySlice(Array(type)), found)
        return found
    }

    private mutating func source(_ name: ArraySlice<UInt8>) -> Int {
        if lastSource.bytes.elementsEqual(name) { return lastSource.source }
        let text = String(decoding: name, as: UTF8.self)
        let known = sources[text] ?? sources.count
        sources[text] = known
        lastSource = (ArraySlice(Array(name)), known)
        return known
    }

    private func number(
        _ element: XMLElement, _ measure: AppleHealthMeasure, _ line: Int
    ) throws(ImportError) -> Double {
        let text = element.text(of: "value") ?? ""
        guard let value = decimalNumber(text) else {
            throw ImportError(
                .notANumber(
                    context.line(line), column: measure.type, found: shortened(text),
                    expected: "a number"))
        }
        let unit = element.bytes(of: "unit") ?? []
        if let own = measure.units.first(where: { unit.elementsEqual($0.name.utf8) }) {
            return value * own.factor
        }
        // A temperature scale is no factor.
        if unit.elementsEqual("degF") { return (value - 32) / 1.8 }
        throw ImportError(
            .reader(
                .unitUnknown(
                    context.line(line), series: measure.type,
                    found: String(decoding: unit.prefix(20), as: UTF8.self),
                    expected: measure.units.map(\.name))))
    }

    private func stamp(
        _ element: XMLElement, _ name: StaticString, _ line: Int
    ) throws(ImportError) -> AppleHealthRecord.Stamp {
        guard let bytes = element.bytes(of: name) else {
            throw ImportError(
                .reader(
                    .valueMissing(context.line(line), name: "\(name)", of: "a record")))
        }
        if let stamp = AppleHealthRecord.Stamp(bytes) { return stamp }
        throw ImportError(
            .reader(
                .notADate(
                    context.line(line), column: "\(name)",
                    found: String(decoding: bytes.prefix(40), as: UTF8.self))))
    }

    // MARK: Days

    package mutating func add(_ record: AppleHealthRecord) throws(ImportError) {
        let start = moment(record.start, record.zone)
        switch measures[record.measure].rule {
        case .sleep: nights.add(record, wakeDay: moment(record.end, record.zone).dayOfNight)
        case .duration:
            add(Double(record.end.utc - record.start.utc) / 60, record, on: start.day)
        case .severity:
            if let grade = AppleHealthMeasure.severity(record.word ?? "") {
                add(grade, record, on: start.day)
            } else {
                ungraded = (ungraded.count + 1, ungraded.count == 0 ? record.line : ungraded.line)
            }
        case .flow:
            if let flow = AppleHealthMeasure.flow(record.word ?? "") {
                add(flow, record, on: start.day)
            }
        case .sum, .mean, .last:
            if let number = record.number { add(number, record, on: start.day) }
        }
    }

    private mutating func add(_ value: Double, _ record: AppleHealthRecord, on day: CalendarDay) {
        let isSum = if case .sum = measures[record.measure].rule { true } else { false }
        let key = Key(measure: record.measure, source: isSum ? record.source : 0, day: day)
        var total = days[key] ?? Day(line: record.line)
        total.sum += value
        total.count += 1
        total.greatest = max(total.greatest, value)
        if record.start.utc >= total.lastAt {
            total.last = value
            total.lastAt = record.start.utc
        }
        days[key] = total
    }

    private mutating func moment(_ stamp: AppleHealthRecord.Stamp, _ zone: String?) -> Moment {
        guard let zone else { return stamp.moment }
        if zones[zone] == nil { zones[zone] = .some(context.zoneNamed(zone)) }
        guard let known = zones[zone] ?? nil else { return stamp.moment }
        return known.moment(secondsSinceEpoch: stamp.utc)
    }

    // MARK: Values

    /// Emits everything, by series and day.
    package func finish(emit: (ImportedValue) -> Void) -> [ImportNote] {
        for (index, measure) in measures.enumerated() { finish(index, measure, emit) }
        nights.finish(emit: emit)
        guard ungraded.count > 0 else { return [] }
        return [
            .leftOut(
                count: ungraded.count, why: "a symptom without a severity",
                firstLine: ungraded.line)
        ]
    }

    private func finish(
        _ index: Int, _ measure: AppleHealthMeasure, _ emit: (ImportedValue) -> Void
    ) {
        let own = days.filter { $0.key.measure == index }
        let byDay = Dictionary(grouping: own, by: \.key.day).sorted { $0.key < $1.key }
        for (day, sources) in byDay {
            // The source with the most; among equals the one that came first.
            let ordered = sources.sorted { $0.key.source < $1.key.source }.map(\.value)
            guard let best = ordered.max(by: { $0.sum < $1.sum }) else { continue }
            let value =
                switch measure.rule {
                case .sum, .duration: best.sum
                case .mean: best.sum / Double(best.count)
                case .last: best.last
                case .severity, .flow, .sleep: best.greatest
                }
            emit(ImportedValue(measure.series, Moment(day), value, line: best.line))
            if case .flow = measure.rule, value > 0 {
                emit(ImportedValue("period", Moment(day), 1, line: best.line))
            }
        }
    }
}

extension AppleHealthRecord.Stamp {
    /// Reads `2016-10-17 07:30:22 +0200`.
    package init?(_ bytes: ArraySlice<UInt8>) {
        guard bytes.count == 25 else { return nil }
        let start = bytes.startIndex
        func number(_ offset: Int, _ digits: Int) -> Int? {
            var value = 0
            for place in (start + offset)..<(start + offset + digits) {
                let digit = bytes[place] &- UInt8(ascii: "0")
                guard digit <= 9 else { return nil }
                value = value * 10 + Int(digit)
            }
            return value
        }
        guard let year = number(0, 4), let month = number(5, 2), let dayOfMonth = number(8, 2),
            let hour = number(11, 2), let minute = number(14, 2), let second = number(17, 2),
            let zoneHours = number(21, 2), let zoneMinutes = number(23, 2),
            let day = CalendarDay(year: year, month: month, day: dayOfMonth), hour < 24,
            minute < 60, second < 61
        else { return nil }
        let sign = bytes[start + 20] == UInt8(ascii: "-") ? -1 : 1
        local = day.daysSinceEpoch * 86_400 + (hour * 60 + minute) * 60 + second
        offset = sign * (zoneHours * 60 + zoneMinutes) * 60
    }
}
