import ExperimentText

/// Hours that a text writes as `6h 34min`, `7:30`, `01:02:03`, `45 min` or `1.5 h`; nil for others.
package func hours(_ text: String) -> Double? {
    if text.contains(":") { return clockHours(text) }
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

private func clockHours(_ text: String) -> Double? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false).map {
        decimalNumber($0)
    }
    guard (2...3).contains(parts.count), let hours = parts[0], let minutes = parts[1],
        minutes < 60
    else { return nil }
    let seconds = parts.count == 3 ? parts[2] : 0
    return seconds.map { hours + minutes / 60 + $0 / 3600 }
}
