import ExperimentDiary
import ExperimentText
import ExperimentTrial
import Stats

/// Whether a series ends on another level than it began, and what else it may be: flares that came and
/// went, a spell, a drift, slow wandering. See `LastingChange`.
package struct LastingReading: Sendable {
    /// Chance of a new level: the smaller one of those on the values and on their ranks.
    package let probability: Double
    package let onValues: Double
    /// Nil where the values alone show no sign of a new level.
    package let onScores: Double?
    package let verdict: ChangeVerdict
    package let pace: ChangePace
    /// How far a step, instead of a drift or a slow wave, explains a lasting move.
    package let stepShare: Double
    /// Levels before and after, if there is a new one; never outside the values that occur.
    package let before: Double
    package let after: Double
    /// The change with its date; nil without a claim and where the level may have moved gradually.
    package let change: ChangeSummary.Change?
    /// When a new level began, if there is one: one chance a value, 1 in all.
    let dateChances: [Double]
    /// Flares and stretches of days that came and went, in order of time.
    package let transients: [TransientFit.PlacedTransient]
    /// When the level moved and when it was back, where that explains the series best.
    package let spell: TransientFit.SpellDates?

    /// - Throws: `ChangepointError`, as `LastingChange` does.
    init(
        _ y: [Double], on design: PosteriorDesign, level: Double
    ) throws(ChangepointError) {
        let found = try LastingChange(y, on: TransientDesign(design))
        probability = found.claim
        onValues = found.raw.new
        onScores = found.scores?.new
        verdict = found.verdict
        pace = found.pace
        stepShare = found.raw.stepShare
        before = found.raw.before
        after = found.raw.after
        change = try Self.change(found, design, level: level)
        dateChances = found.raw.dates.probabilities
        transients = found.raw.transients
        if case .spell(let dates) = found.rival { spell = dates } else { spell = nil }
    }

    private static func change(
        _ found: LastingChange, _ design: PosteriorDesign, level: Double
    ) throws(ChangepointError) -> ChangeSummary.Change? {
        guard let date = found.date else { return nil }
        let times = design.times
        let dates = try date.shortestInterval(level: level).indices
        return ChangeSummary.Change(
            index: date.mode, time: times[date.mode], lower: dates.first.map { times[$0] },
            upper: dates.last.map { times[$0] }, probability: found.claim,
            before: found.raw.before, after: found.raw.after)
    }

    /// Whether a new level may be claimed.
    package var isClaimed: Bool { verdict == .clear || verdict == .likely }

    /// Chance of a new level that began before a time.
    ///
    /// - `times`: one a value of the series.
    package func probability(before time: Int, times: [Int]) -> Double {
        probability * zip(times, dateChances).reduce(0) { $0 + ($1.0 < time ? $1.1 : 0) }
    }

    /// The object that docs/contract.md describes; `time` writes a time.
    func json(_ time: (Int) -> JSON) -> JSON {
        .object([
            "probability": JSON(probability), "onValues": JSON(onValues),
            "onScores": JSON(onScores), "pace": .string(pace.rawValue),
            "stepShare": JSON(stepShare), "before": JSON(before), "after": JSON(after),
            "transients": .array(transients.map { Self.json($0, time) }),
            "spell": spell.map {
                .object(["first": time($0.first), "behind": time($0.behind)])
            } ?? .null,
        ])
    }

    private static func json(
        _ placed: TransientFit.PlacedTransient, _ time: (Int) -> JSON
    ) -> JSON {
        let (halfLife, days): (JSON, JSON) =
            switch placed.transient.shape {
            case .decay(let halfLife): (JSON(halfLife), .null)
            case .box(let days): (.null, .integer(days))
            }
        return .object([
            "time": time(placed.transient.time), "height": JSON(placed.height),
            "halfLife": halfLife, "days": days,
        ])
    }
}
