import ExperimentText

/// Hours that a text writes as `6h 34min`, `7:30`, `01:02:03`, `45 min` or `1.5 h`; nil for others.
///
/// - `areMinutes`: whether `7:30` is seven minutes and a half, as its column proves.
package func hours(_ text: String, areMinutes: Bool = false) -> Double? {
    if text.contains(":") { return clockHours(text, areMinutes: areMinutes) }
    var total = 0.0
    var number = ""
    var unit = ""
    var parts = 0
    func unitInHours() -> Double? {
        switch unit {
        case "h", "hr", "hrs", "hour", "hours", "std": 1
        case "m", "min", "mins", "minute", "minutes": 1.0 / 60
        case "s", "sec", "secs", "second", "seconds": 1.0 / 3600
        default: nil
        }
    }
    for character in text.lowercased() + " " {
        if character.isNumber || character == "." {
            guard unit.isEmpty || unitInHours() != nil else { return nil }
            if !unit.isEmpty, let value = decimalNumber(number), let scale = unitInHours() {
                total += value * scale
                parts += 1
                number = ""
                unit = ""
            }
            number.append(character)
        } else if character.isLetter {
            unit.append(character)
        } else if character != " " {
            return nil
        }
    }
    guard let value = decimalNumber(number), let scale = unitInHours() else { return nil }
    return total + value * scale
}

/// Whether a text can only be minutes and seconds: `07:01.6`, as spreadsheets show a duration that they
/// saved again, or `45:30`, which no day has so many hours for.
package func isMinutesAndSeconds(_ text: String) -> Bool {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, let first = decimalNumber(parts[0]) else { return false }
    return parts[1].contains(".") || first > 24
}

private func clockHours(_ text: String, areMinutes: Bool) -> Double? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false).map {
        decimalNumber($0)
    }
    guard (2...3).contains(parts.count), let first = parts[0], let second = parts[1], second < 60
    else { return nil }
    guard parts.count == 3 else {
        let isShort = areMinutes || isMinutesAndSeconds(text)
        return isShort ? first / 60 + second / 3600 : first + second / 60
    }
    return parts[2].map { first + second / 60 + $0 / 3600 }
}
