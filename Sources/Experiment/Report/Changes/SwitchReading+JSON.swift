import ExperimentAnalysis
import ExperimentConclusions
import ExperimentText
import Stats

extension SwitchReading {
    /// `context`: what a trial knows beside it.
    package func json(_ notation: PlainTable.Notation, context: SwitchContext? = nil) -> JSON {
        .object([
            "switches": .array(switches.map { notation.json($0) }),
            "probabilityOfEffect": JSON(probabilityOfEffect),
            "effect": JSON(effect),
            "interval": .object([
                "lower": JSON(effectInterval.lower), "upper": JSON(effectInterval.upper),
                "level": JSON(effectInterval.level),
            ]),
            "meanLag": JSON(meanLag),
            "likelyLags": .array(likelyLags.map(JSON.integer)),
            "probabilityOfChangeBefore": JSON(probabilityBefore),
            "agreesWithRegression": context?.agreement.map { .bool($0.agrees) } ?? .null,
            "notes": .array((context ?? SwitchContext(self)).sentences.map(JSON.string)),
        ])
    }
}
