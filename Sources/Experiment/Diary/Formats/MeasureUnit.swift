import ExperimentText

/// A unit by the names that apps and people write, and by its UCUM code.
package struct MeasureUnit: Sendable {
    private let kind: Kind
    /// How much of the kind's own unit one of it is.
    private let factor: Double
    /// What this unit writes where the kind's own is 0.
    private let zero: Double

    /// What is measured, and its own unit.
    private enum Kind { case mass, length, time, energy, volume, temperature, glucose }

    private init(_ kind: Kind, _ factor: Double, zero: Double = 0) {
        (self.kind, self.factor, self.zero) = (kind, factor, zero)
    }

    /// Nil for a name that is no unit here. Case counts only between a calorie and a Calorie.
    init?(_ name: String) {
        guard let found = Self.named[name] ?? Self.named[name.lowercased()] else { return nil }
        self = found
    }

    /// Some that a message can name.
    package static let examples = [
        "kg", "lb", "cm", "km", "mi", "min", "h", "°C", "°F", "mmol/L", "mg/dL",
    ]

    var isOfTime: Bool { kind == .time }

    package static func isKnown(_ name: String) -> Bool { MeasureUnit(name) != nil }

    /// Whether the one can be told in the other.
    package static func areAlike(_ one: String, _ other: String) -> Bool {
        guard let one = MeasureUnit(one), let other = MeasureUnit(other) else { return false }
        return one.kind == other.kind
    }

    /// The number in another unit; nil between kinds that have nothing to do with each other.
    ///
    /// - `series`: what is measured: how much a mole weighs is known of glucose only.
    func converted(_ number: Double, to other: MeasureUnit, of series: String) -> Double? {
        guard kind == other.kind, kind != .glucose || Self.isGlucose(series) else { return nil }
        guard factor != other.factor || zero != other.zero else { return number }
        return (number - zero) * (factor / other.factor) + other.zero
    }

    /// By its name in the languages of the readers, or by the LOINC codes of meters and sensors.
    private static func isGlucose(_ series: String) -> Bool {
        let name = series.lowercased()
        let words = ["gluc", "gluk", "glyk", "blood sugar", "blutzucker", "blodsukker"]
        let codes = ["2339-0", "2345-7", "14745-4", "15074-8", "41653-7", "99504-3"]
        return words.contains(where: name.contains) || codes.contains(name)
    }

    /// By definition: a pound is 0.45359237 kg, an inch 2.54 cm, a mile 1.609344 km, a thermochemical
    /// calorie 4.184 J. A mole of glucose is 180.156 g.
    private static let named: [String: MeasureUnit] = Dictionary(
        [
            (["kg", "kgs", "kilogram", "kilograms"], MeasureUnit(.mass, 1)),
            (["g", "gram", "grams"], MeasureUnit(.mass, 1e-3)),
            (["mg"], MeasureUnit(.mass, 1e-6)),
            (["µg", "μg", "ug", "mcg"], MeasureUnit(.mass, 1e-9)),
            (
                ["lb", "lbs", "pound", "pounds", "[lb_av]"],
                MeasureUnit(.mass, kilogramsPerPound)
            ),
            (["oz", "[oz_av]"], MeasureUnit(.mass, kilogramsPerPound / 16)),
            (["st", "stone"], MeasureUnit(.mass, kilogramsPerPound * 14)),
            (["km"], MeasureUnit(.length, 1000)), (["m"], MeasureUnit(.length, 1)),
            (["cm"], MeasureUnit(.length, 0.01)), (["mm"], MeasureUnit(.length, 0.001)),
            (["mi", "mile", "miles", "[mi_i]"], MeasureUnit(.length, 1000 * kilometresPerMile)),
            (["ft", "feet", "[ft_i]"], MeasureUnit(.length, 0.3048)),
            (["in", "inch", "inches", "[in_i]"], MeasureUnit(.length, 0.0254)),
            (["d", "day", "days"], MeasureUnit(.time, 1440)),
            (["h", "hr", "hrs", "hour", "hours"], MeasureUnit(.time, 60)),
            (["min", "mins", "minute", "minutes"], MeasureUnit(.time, 1)),
            (["s", "sec", "secs", "second", "seconds"], MeasureUnit(.time, 1.0 / 60)),
            (["ms"], MeasureUnit(.time, 1.0 / 60_000)),
            (["kcal", "Cal"], MeasureUnit(.energy, 1)), (["cal"], MeasureUnit(.energy, 1e-3)),
            (["kj"], MeasureUnit(.energy, 1 / 4.184)),
            (["l", "litre", "litres", "liter", "liters"], MeasureUnit(.volume, 1)),
            (["ml"], MeasureUnit(.volume, 1e-3)),
            (["°c", "c", "cel", "degc"], MeasureUnit(.temperature, 1)),
            (["°f", "f", "degf", "[degf]"], MeasureUnit(.temperature, 5.0 / 9, zero: 32)),
            (["mmol/l"], MeasureUnit(.glucose, 1)), (["mg/dl"], MeasureUnit(.glucose, 1 / 18.0156)),
        ].flatMap { names, unit in names.map { ($0, unit) } },
        uniquingKeysWith: { first, _ in first })
}

/// A unit that stands beside a name or a number.
enum WrittenUnit {
    private static let opening: [Character: Character] = [")": "(", "]": "["]

    /// `lbs` of `Weight (lbs)`, `Weight [lbs]` and `weight_lbs`; nil where the header names none.
    static func of(header: String) -> String? {
        if let last = header.last, let open = Self.opening[last],
            let start = header.lastIndex(of: open)
        {
            return known(header[header.index(after: start)...].dropLast())
        }
        guard let bar = header.lastIndex(of: "_") else { return nil }
        // A single letter behind a bar is part of a name as often.
        return known(header[header.index(after: bar)...]).flatMap { $0.count > 1 ? $0 : nil }
    }

    /// `150 lbs`, `36.6 °C`: a number and its unit; nil for other cells.
    static func of(cell: String, mark: DecimalMark) -> (number: Double, unit: String)? {
        let digits = cell.prefix { !$0.isLetter && $0 != "°" && $0 != "[" }
        guard !digits.isEmpty, digits.count < cell.count, cell.utf8.count <= 40,
            let unit = known(cell[digits.endIndex...]),
            let number = exportedNumber(trimmingSpaces(String(digits)), mark: mark)
        else { return nil }
        return (number, unit)
    }

    private static func known(_ name: some StringProtocol) -> String? {
        let name = trimmingSpaces(String(name))
        return MeasureUnit(name) == nil ? nil : name
    }
}
