import ExperimentText

/// Weight and height as people know them.
package enum BodySize {
    /// `72`, `72 kg`, `72,5 kg`, `158 lb`, `11 st 4`; nil for anything else, and for no person's weight.
    package static func kilograms(_ text: String) -> Double? {
        let parts = words(text)
        guard let first = parts.first.flatMap({ Double($0) }) else { return nil }
        let kilograms: Double? =
            switch parts.dropFirst().first {
            case nil, "kg", "kilo", "kilos", "kilograms": parts.count <= 2 ? first : nil
            case "lb", "lbs", "pound", "pounds": parts.count == 2 ? first * pound : nil
            case "st", "stone":
                parts.count == 2
                    ? 14 * first * pound : Double(parts[2]).map { (14 * first + $0) * pound }
            default: nil
            }
        return kilograms.flatMap { (20...400).contains($0) ? $0 : nil }
    }

    /// `178`, `178 cm`, `1.78`, `1,78 m`, `5'10`, `5 ft 10`; nil for anything else, and for no person's
    /// height.
    package static func metres(_ text: String) -> Double? {
        let parts = words(text)
        guard let first = parts.first.flatMap({ Double($0) }) else { return nil }
        let metres: Double? =
            switch parts.dropFirst().first {
            case nil: parts.count == 1 ? (first < 3 ? first : first / 100) : nil
            case "cm": parts.count == 2 ? first / 100 : nil
            case "m", "metres", "meters": parts.count == 2 ? first : nil
            case "ft", "foot", "feet":
                parts.count == 2
                    ? 12 * first * inch : Double(parts[2]).map { (12 * first + $0) * inch }
            default: nil
            }
        return metres.flatMap { (0.9...2.5).contains($0) ? $0 : nil }
    }

    package static func index(kilograms: Double, metres: Double) -> Double {
        kilograms / (metres * metres)
    }

    private static let pound = 0.453_592_37
    private static let inch = 0.0254

    /// Numbers with a point and units, apart; a foot mark is a unit, an inch mark and inches are left out.
    private static func words(_ text: String) -> [String] {
        var spaced = ""
        var last: Character = " "
        for character in text.lowercased() {
            if character == "'" || character == "\u{2019}" {
                spaced += " ft "
            } else if character == "\"" || character == "\u{201D}" {
                continue
            } else {
                if last.isNumber, character.isLetter { spaced += " " }
                spaced.append(character == "," ? "." : character)
            }
            last = character
        }
        return spaced.split(separator: " ").map(String.init).filter {
            !["in", "inches"].contains($0)
        }
    }
}
