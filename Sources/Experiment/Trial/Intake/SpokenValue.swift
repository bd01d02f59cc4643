import ExperimentDiary
import ExperimentText

extension PlannedSeries {
    /// The number of a word that the instrument has for exactly one value: `mild` is 2 where grades go from
    /// clear to severe. A word for several values is none of them, and neither is one of a single item of
    /// many.
    package func number(ofWord word: String) -> Double? {
        wordNumbers.first { $0.word == word.lowercased() }?.number
    }

    /// Words in lower case, with their numbers.
    package var wordNumbers: [(word: String, number: Double)] {
        guard let instrument, allowed == instrument.allowedTotals, let bands = instrument.bands
        else { return [] }
        let step = instrument.step
        return bands.bands.compactMap { band in
            guard let value = band.onlyValue(step: step), allowed?.settled(value) != nil else {
                return nil
            }
            return (band.label.lowercased(), value)
        }
    }

    /// What may be typed for a word that has several numbers here: `"mild" is 1-3`; nil for any other.
    package func range(ofWord word: String) -> String? {
        guard let instrument, allowed == instrument.allowedTotals else { return nil }
        let band = instrument.bands?.bands.first { $0.label.lowercased() == word.lowercased() }
        return band.map {
            "\"\($0.label)\" is \($0.rangeText(wholeNumbers: instrument.step == 1))"
        }
    }
}

extension SeverityBand {
    /// The value of a band that has one; nil for a band of several.
    fileprivate func onlyValue(step: Double?) -> Double? {
        if lower == upper, includesLower, includesUpper { return lower }
        guard let step, includesLower else { return nil }
        let next = lower + step
        return includesUpper ? (next > upper ? lower : nil) : next >= upper ? lower : nil
    }
}

extension SeriesRule {
    /// The same rule with the words that the plan's series has for its values. A word that mostly stands for
    /// no value, as `none`, stays one in a file, where nobody can be asked.
    func knowingWords(of plan: TrialPlan) -> SeriesRule {
        guard case .series(let id, _, _) = target, let series = plan.series(id) else { return self }
        return knowing(series.wordNumbers.filter { !plan.diary.words.isMissing($0.word) })
    }
}
