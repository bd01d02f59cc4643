import ExperimentAnalysis
import ExperimentConclusions
import ExperimentDiary
import ExperimentText
import ExperimentTrial
import Stats

// MARK: The places of a multiple baseline

extension Wording {
    /// What all places say together, and what the draw of their starts adds.
    package static func sites(_ sites: JointSites, rounding: Rounding) -> [String] {
        let unit = sites.outcomes.first?.instrument.unit ?? "points"
        func span(_ effect: EffectEstimate) -> String {
            "\(rounding.text(effect.estimate)) \(unit) (\(rounding.text(effect.interval.lower)) to "
                + "\(rounding.text(effect.interval.upper)))"
        }
        let draw = sites.test.map { test in
            "Of the ways in which the starts could have been drawn, "
                + "\(PlainNumber.text(100 * test.pValue.value, decimals: 1)) in 100 look as clear as yours."
                + (test.pValue.value > 0.05 ? " The draw alone cannot rule out chance." : "")
        }
        let course = sites.course.map {
            "All places together went from \(rounding.text($0.first)) to \(rounding.text($0.last)) over the "
                + "trial; that part is not counted as an effect."
        }
        let apart = zip(sites.outcomes, sites.siteEffects).map { outcome, effect in
            "\(Phrase.plain(outcome.name)) \(rounding.text(effect.estimate))"
        }
        let alike =
            sites.fit.probabilityOfCommonEffect < 0.05
            ? "Not the same everywhere: \(PlainNumber.list(apart))."
            : "No sign that the places answered differently (that needs large differences to show)."
        return [
            "Where it had begun against the places that were still waiting on the same days: "
                + "\(span(sites.effect)). Weather, season, stress and everything else that all "
                + "\(sites.outcomes.count) places share cannot explain it: it cancels.",
            draw, course, alike,
            "What reaches the waiting places, too (tablets, diet, habits), is invisible here: if a third of "
                + "the effect does, the number is a third too small.",
        ].compactMap(\.self)
    }
}

// MARK: What stands beside an answer

extension Wording {
    /// How the answer depends on the speed of an effect, which is what short phases cannot see: shown
    /// beside every claim and every "none" for which it was worked out.
    static func beside(_ comparison: Comparison) -> [String?] {
        [slowness(comparison)]
    }

    /// `If it works at once: −0.4 points (−1.2 to 0.5). Averaged over slow effects: …`
    private static func slowness(_ comparison: Comparison) -> String? {
        guard let onset = comparison.witnesses.onset, !comparison.witnesses.engineKnowsOnset else {
            return nil
        }
        let rounding = comparison.rounding
        let ends =
            "\(rounding.text(onset.interval.lower)) to \(rounding.text(onset.interval.upper))"
        return
            "Averaged over effects that come and go at once and ones that take weeks, the difference is "
            + "\(rounding.text(onset.estimate)) \(comparison.unit) (\(ends)): phases as short as these "
            + "cannot rule out what that range still holds."
    }
}

extension Comparison {
    /// The longest stretch of the condition in days, where the engine tells the effect after it.
    var stretchInDays: Int? { witnesses.engineKnowsOnset ? stretch : nil }
}
