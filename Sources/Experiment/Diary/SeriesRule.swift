import ExperimentText

/// What one column or series of a file becomes in a diary.
package struct SeriesRule: Sendable {
    package let target: Target
    /// The plan's value is the file's times this.
    package let factor: Double
    /// The unit that the plan wants it in; nil takes the numbers as they are.
    package let unit: String?
    /// Numbers of words, in lower case.
    package let numbers: [(word: String, number: Double)]
    /// Whether words under an event say what it was about, as `n1 log` takes them.
    package let takesWords: Bool

    package init(
        _ target: Target, times factor: Double = 1, unit: String? = nil,
        numbers: [(word: String, number: Double)] = [], takesWords: Bool = false
    ) {
        self.target = target
        self.takesWords = takesWords
        self.factor = factor
        self.unit = unit
        self.numbers = numbers
    }

    package enum Target: Sendable, Equatable {
        /// Any number may stand there when `allowed` is nil.
        case series(String, rater: String?, allowed: AllowedValues?)
        case condition([DiaryMapping.ConditionColumn.Meaning])
        case mark(DayMark)
        case note

        /// Two rules with one subject would say the same thing twice.
        package var subject: String {
            switch self {
            case .series(let id, _, _): "series \(id)"
            case .condition: "condition"
            case .mark(let mark): "mark \(mark.rawValue)"
            case .note: "note"
            }
        }
    }

    /// The same rule, which knows further words beside its own.
    package func knowing(_ words: [(word: String, number: Double)]) -> SeriesRule {
        let new = words.filter { other in !numbers.contains { $0.word == other.word } }
        return SeriesRule(
            target, times: factor, unit: unit, numbers: numbers + new, takesWords: takesWords)
    }

    /// Whether the numbers of a series are taken in whatever unit they have.
    package var takesAnyUnit: Bool {
        if case .series = target { unit == nil } else { false }
    }

    /// Whether a value stands for nothing: its word is one of those, and the plan gives it no meaning.
    package func isNothing(_ value: ImportedValue, _ words: Vocabulary) -> Bool {
        guard case .word(let word, _) = value.content, words.isMissing(word) else { return false }
        let lower = word.lowercased()
        return switch target {
        case .series: !numbers.contains { $0.word == lower }
        case .condition(let meanings): !meanings.contains { $0.word.lowercased() == lower }
        case .mark, .note: true
        }
    }

    /// What the diary says of a value that is not nothing; nil for an event that there was not.
    ///
    /// - `rounding`: whether a number between two allowed ones is taken as the nearer one.
    ///
    /// Throws `ImportProblem` for a word or a number that the plan does not know.
    package func content(
        of value: ImportedValue, _ words: Vocabulary, rounding: Bool, _ source: SourceLine
    ) throws(ImportProblem) -> DiaryFact.Content? {
        switch target {
        case .series(let id, let rater, let allowed):
            let value = lengthOfTime(value) ?? value
            let written = try number(value, among: allowed, words, source)
            let number = try inUnit(written, value, source) * factor
            let settled = try settled(
                number, allowed, rounding: rounding, column: value.series, source)
            return .reading(series: id, rater: rater, value: settled)
        case .condition(let meanings):
            guard let meaning = meanings.first(where: { value.says($0.word) }) else {
                throw .notACondition(
                    source, column: value.series, found: value.text, words: meanings.map(\.word))
            }
            return .condition(meaning.condition)
        case .mark(let mark):
            guard let truth = words.truth(value.text) else {
                if takesWords { return .mark(mark, lastDay: nil, about: value.text) }
                throw .notYesOrNo(
                    source, column: value.series, found: value.text, yes: words.yes, no: words.no)
            }
            return truth ? .mark(mark, lastDay: nil, about: nil) : nil
        case .note: return .note(value.text)
        }
    }

    private func number(
        _ value: ImportedValue, among allowed: AllowedValues?, _ words: Vocabulary,
        _ source: SourceLine
    ) throws(ImportProblem) -> Double {
        switch value.content {
        case .number(let number): return number
        case .word(let word, let usual):
            let lower = word.lowercased()
            if let own = numbers.first(where: { $0.word == lower }) { return own.number }
            if let usual { return usual }
            if let truth = words.number(ofTruth: word, among: allowed) { return truth }
            throw .reader(.wordUnknown(source, series: value.series, found: shortened(word)))
        }
    }

    /// `7:30` where a length of time was asked for; a clock may be a time of the day as well.
    private func lengthOfTime(_ value: ImportedValue) -> ImportedValue? {
        guard let unit, MeasureUnit(unit)?.isOfTime == true,
            case .word(let word, nil) = value.content, word.contains(":"),
            !isMinutesAndSeconds(word), let length = hours(word)
        else { return nil }
        return value.told(as: length, in: "h")
    }

    private func inUnit(
        _ number: Double, _ value: ImportedValue, _ source: SourceLine
    ) throws(ImportProblem) -> Double {
        guard let unit else { return number }
        guard let written = value.unit, let from = MeasureUnit(written),
            let to = MeasureUnit(unit),
            let converted = from.converted(number, to: to, of: value.series)
        else {
            throw .reader(
                .unitUnwanted(source, series: value.series, found: value.unit, wanted: unit))
        }
        return converted
    }

    private func settled(
        _ number: Double, _ allowed: AllowedValues?, rounding: Bool, column: String,
        _ source: SourceLine
    ) throws(ImportProblem) -> Double {
        guard let allowed else { return number }
        if let settled = allowed.settled(number) ?? (rounding ? allowed.nearest(number) : nil) {
            return settled
        }
        throw .notAllowed(
            source, column: column, found: number, expected: allowed.description)
    }
}

extension ImportedValue {
    /// Whether it is this word, or the number that the word writes.
    fileprivate func says(_ word: String) -> Bool {
        switch content {
        case .number(let number): decimalNumber(word) == number
        case .word(let own, _): own.lowercased() == word.lowercased()
        }
    }

    package var text: String {
        switch content {
        case .number(let number): PlainNumber.text(number)
        case .word(let word, _): word
        }
    }
}

extension AllowedValues {
    /// The allowed value next to one inside the bounds; nil outside them.
    package func nearest(_ value: Double) -> Double? {
        guard bounds.contains(value) else { return nil }
        switch self {
        case .oneOf(let values):
            return values.min { ($0 - value).magnitude < ($1 - value).magnitude }
        case .range(let range, let step):
            guard let step else { return value }
            let steps = ((value - range.lowerBound) / step).rounded()
            return settled(min(range.lowerBound + steps * step, range.upperBound))
        }
    }
}
