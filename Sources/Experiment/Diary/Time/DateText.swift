import ExperimentText

/// A date as a cell writes it, before it is known whether its day or its month comes first.
///
/// Reads `2026-03-04`, `04/03/2026`, `4.3.26`, `20260304`, `22nd Jan 2022`, `January 22, 2022`, and
/// a spreadsheet's serial day; after it a time (`21:30`, `9:30:05 PM`) and a zone (`Z`, `+02:00`,
/// `GMT+1`).
struct DateText: Sendable, Equatable {
    package let date: Written
    /// Seconds after midnight by the clock that wrote it; nil without a time.
    package let second: Int?
    package let zone: Zone?

    package enum Written: Sendable, Equatable {
        case settled(CalendarDay)
        /// Two numbers, of which one is the day and the other the month.
        case open(first: Int, second: Int, year: Int)
    }

    package enum Zone: Sendable, Equatable {
        /// Written in UTC, which is nobody's wall clock: `Z`.
        case utc
        /// Written by a clock that was this many seconds ahead of UTC.
        case offset(Int)
    }

    package init?(_ text: some StringProtocol) {
        if let moment = text.utf8.withContiguousStorageIfAvailable(Self.isoMoment),
            let moment
        {
            date = .settled(moment.day)
            second = moment.second
            zone = nil
            return
        }
        var scanner = DateScanner(text)
        scanner.skipSpaces()
        if let serial = scanner.serialDay() {
            date = .settled(CalendarDay(daysSinceEpoch: serial.day))
            second = serial.second
            zone = nil
            return
        }
        guard let date = scanner.date() else { return nil }
        self.date = date
        guard let time = scanner.time() else { return nil }
        second = time.second
        zone = second == nil ? nil : scanner.zone()
        scanner.skipSpaces()
        guard scanner.isAtEnd else { return nil }
    }

    /// `2026-03-04`, `2026-03-04 21:30` and `2026-03-04T21:30:05`, which most files write and a scanner
    /// would take four times as long for; nil leaves everything else to it.
    private static func isoMoment(
        _ bytes: UnsafeBufferPointer<UInt8>
    ) -> (day: CalendarDay, second: Int?)? {
        func number(_ places: Range<Int>) -> Int? {
            var value = 0
            for place in places {
                let digit = bytes[place] &- UInt8(ascii: "0")
                guard digit < 10 else { return nil }
                value = value * 10 + Int(digit)
            }
            return value
        }
        let dash = UInt8(ascii: "-")
        guard bytes.count == 10 || bytes.count == 16 || bytes.count == 19, bytes[4] == dash,
            bytes[7] == dash,
            let year = number(0..<4), let month = number(5..<7), let date = number(8..<10),
            let day = CalendarDay(year: year, month: month, day: date)
        else { return nil }
        guard bytes.count > 10 else { return (day, nil) }
        let colon = UInt8(ascii: ":")
        guard bytes[10] == UInt8(ascii: " ") || bytes[10] == UInt8(ascii: "T"),
            bytes[13] == colon, bytes.count == 16 || bytes[16] == colon,
            let hour = number(11..<13), let minute = number(14..<16),
            let second = bytes.count == 16 ? 0 : number(17..<19),
            hour < 24, minute < 60, second < 60
        else { return nil }
        return (day, (hour * 60 + minute) * 60 + second)
    }

    /// The day under an order; nil when there is no such day.
    package func day(_ order: DateOrder?) -> CalendarDay? {
        switch (date, order) {
        case (.settled(let day), _): day
        case (.open(let first, let second, let year), .dayFirst):
            CalendarDay(year: year, month: second, day: first)
        case (.open(let first, let second, let year), .monthFirst):
            CalendarDay(year: year, month: first, day: second)
        case (.open, nil): nil
        }
    }
}

/// Which of two numbers of a date is the day.
package enum DateOrder: String, Sendable, CaseIterable {
    case dayFirst = "dmy"
    case monthFirst = "mdy"
}

/// Reads the parts of a date from left to right.
private struct DateScanner {
    private let bytes: [UInt8]
    private var place = 0

    init(_ text: some StringProtocol) { bytes = Array(text.utf8.prefix(64)) }

    var isAtEnd: Bool { place >= bytes.count }

    private var next: UInt8? { place < bytes.count ? bytes[place] : nil }

    mutating func skipSpaces() {
        while let byte = next, byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") {
            place += 1
        }
    }

    private mutating func skip(_ characters: String) -> Bool {
        guard let byte = next, characters.utf8.contains(byte) else { return false }
        place += 1
        return true
    }

    private mutating func digits(_ counts: ClosedRange<Int>) -> Int? {
        let start = place
        var value = 0
        while let byte = next, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte),
            place - start < counts.upperBound
        {
            value = value * 10 + Int(byte - UInt8(ascii: "0"))
            place += 1
        }
        guard counts.contains(place - start) else {
            place = start
            return nil
        }
        return value
    }

    private mutating func word() -> String {
        let start = place
        // Letters with marks are two bytes; the first byte of the narrow space before AM is 0xE2.
        while let byte = next,
            ((byte | 0x20) >= UInt8(ascii: "a") && (byte | 0x20) <= UInt8(ascii: "z"))
                || byte == 0xC3
                || (byte >= 0x80 && byte < 0xC0 && place > start && bytes[place - 1] == 0xC3)
        {
            place += 1
        }
        return String(decoding: bytes[start..<place], as: UTF8.self).lowercased()
    }

    // MARK: Dates

    /// Days since 1899-12-30 as spreadsheets count, from 1954 to 2119, with a fraction for the time.
    mutating func serialDay() -> (day: Int, second: Int?)? {
        guard bytes.count >= 5, bytes.allSatisfy({ "0123456789.".utf8.contains($0) }),
            let value = Double(String(decoding: bytes, as: UTF8.self)),
            (20_000..<80_000).contains(value)
        else { return nil }
        place = bytes.count
        let day = value.rounded(.down)
        let second = ((value - day) * 86_400).rounded()
        return (Int(day) - 25_569, value == day ? nil : min(Int(second), 86_399))
    }

    mutating func date() -> DateText.Written? {
        let start = place
        let word = word()
        if !word.isEmpty {
            if let month = Self.month(word) { return monthNameFirst(month) }
            guard Self.isWeekday(word) else { return nil }
            while skip(",. ") {}
            return date()
        }
        if let year = digits(4...4), skip("-/.") { return yearFirst(year) }
        place = start
        if let compact = digits(8...8) {
            return CalendarDay(
                year: compact / 10_000, month: compact / 100 % 100, day: compact % 100
            ).map(DateText.Written.settled)
        }
        place = start
        guard let first = digits(1...2) else { return nil }
        return dayOrMonthFirst(first)
    }

    private mutating func yearFirst(_ year: Int) -> DateText.Written? {
        guard let month = digits(1...2), skip("-/."), let day = digits(1...2) else { return nil }
        return CalendarDay(year: year, month: month, day: day).map(DateText.Written.settled)
    }

    private mutating func monthNameFirst(_ month: Int) -> DateText.Written? {
        _ = skip(".")
        skipSpaces()
        guard let day = digits(1...2) else { return nil }
        skipOrdinal()
        while skip(", ") {}
        guard let year = digits(4...4) else { return nil }
        return CalendarDay(year: year, month: month, day: day).map(DateText.Written.settled)
    }

    private mutating func dayOrMonthFirst(_ first: Int) -> DateText.Written? {
        skipOrdinal()
        guard skip("-/. ") else { return nil }
        skipSpaces()
        if let second = digits(1...2) {
            guard skip("-/."), let year = year() else { return nil }
            return .open(first: first, second: second, year: year)
        }
        guard let month = Self.month(word()) else { return nil }
        while skip("-/.,") || skip(" ") {}
        guard let year = year() else { return nil }
        return CalendarDay(year: year, month: month, day: first).map(DateText.Written.settled)
    }

    /// Four digits, or two of this century.
    private mutating func year() -> Int? {
        if let year = digits(4...4) { return year }
        return digits(2...2).map { 2000 + $0 }
    }

    private mutating func skipOrdinal() {
        let start = place
        if !["st", "nd", "rd", "th"].contains(word()) { place = start }
    }

    private static let months = [
        "january", "february", "march", "april", "may", "june", "july", "august", "september",
        "october", "november", "december",
    ]

    /// The same in German, French, Spanish and Danish.
    private static let otherMonths = [
        [
            "januar", "februar", "märz", "april", "mai", "juni", "juli", "august", "september",
            "oktober", "november", "dezember",
        ],
        [
            "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre",
            "octobre", "novembre", "décembre",
        ],
        [
            "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto",
            "septiembre", "octubre", "noviembre", "diciembre",
        ],
        [
            "januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september",
            "oktober", "november", "december",
        ],
    ]

    /// A month by its name or the first letters of it, three at least.
    private static func month(_ word: String) -> Int? {
        guard word.count >= 3 else { return nil }
        let known = word == "sept" ? "september" : word
        if let place = months.firstIndex(where: { $0.hasPrefix(known) }) { return place + 1 }
        for names in otherMonths {
            // `jui` could be June or July in French.
            let places = names.indices.filter { names[$0].hasPrefix(known) }
            if let place = places.first, places.count == 1 { return place + 1 }
        }
        return nil
    }

    private static func isWeekday(_ word: String) -> Bool {
        guard word.count >= 3 else { return false }
        return ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
            .contains { $0.hasPrefix(word) }
    }

    // MARK: Times

    /// Nil for a time that there is not; a second of nil when no time follows.
    mutating func time() -> (second: Int?, Void)? {
        let start = place
        while skip("T, ") {}
        guard let hour = digits(1...2) else {
            place = start
            return (nil, ())
        }
        guard skip(":."), let minute = digits(2...2) else { return nil }
        var second = 0
        if skip(":") {
            guard let found = digits(2...2) else { return nil }
            second = found
            if skip(".,") { while digits(1...1) != nil {} }
        }
        guard let hour24 = hourOfDay(hour), minute < 60, second < 61 else { return nil }
        return (min((hour24 * 60 + minute) * 60 + second, 86_399), ())
    }

    private mutating func hourOfDay(_ hour: Int) -> Int? {
        let start = place
        skipSpaces()
        // The narrow space that some systems write before AM is three bytes.
        if bytes[place...].starts(with: [0xE2, 0x80, 0xAF] as [UInt8]) { place += 3 }
        switch word() {
        case "am" where (1...12).contains(hour), "a" where (1...12).contains(hour):
            return hour % 12
        case "pm" where (1...12).contains(hour), "p" where (1...12).contains(hour):
            return hour % 12 + 12
        default:
            place = start
            return hour < 24 ? hour : nil
        }
    }

    mutating func zone() -> DateText.Zone? {
        let start = place
        skipSpaces()
        let name = word()
        guard ["", "z", "utc", "gmt"].contains(name) else {
            place = start
            return nil
        }
        guard let byte = next, "+-".utf8.contains(byte) else {
            if name.isEmpty { place = start }
            return name.isEmpty ? nil : .utc
        }
        place += 1
        guard let hours = digits(1...2) else { return nil }
        _ = skip(":")
        let seconds = (hours * 60 + (digits(2...2) ?? 0)) * 60
        return .offset(byte == UInt8(ascii: "-") ? -seconds : seconds)
    }
}
