import ExperimentAnalysis
import ExperimentConclusions
import ExperimentDiary
import ExperimentPlanning
import ExperimentText
import ExperimentTrial
import Stats

/// What `n1 changes` prints for people: a chart of the series with its changes, and sentences.
package struct ChangesText: Sendable {
    private let summary: ChangeSummary
    private let reading: SwitchReading?
    private let context: SwitchContext?
    private let values: [Double]
    private let times: [Int]
    private let notation: PlainTable.Notation
    private let width: Int

    /// - `context`: what a trial knows about the reading at its switches.
    /// - `values`: the series that was searched, in the order of `times`.
    /// - `width`: columns of the terminal.
    package init(
        _ summary: ChangeSummary, at reading: SwitchReading? = nil,
        context: SwitchContext? = nil, values: [Double], times: [Int],
        notation: PlainTable.Notation, width: Int
    ) {
        self.summary = summary
        self.reading = reading
        self.context = context
        self.values = values
        self.times = times
        self.notation = notation
        self.width = width
    }

    package var text: String {
        let parts = [chart, [headline], changes, lasting, verdicts, switches, summary.notes]
        return parts.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }
            .joined(separator: "\n\n") + "\n"
    }

    // MARK: Chart

    private static let blocks = Array("▁▂▃▄▅▆▇█")

    /// The series in blocks, columns of equal length in time, with a mark under each change.
    private var chart: [String] {
        guard let first = times.first, let last = times.last, let low = values.min(),
            let high = values.max()
        else { return [] }
        let span = last - first + 1
        let columns = min(span, width)
        func column(_ time: Int) -> Int { (time - first) * columns / span }
        var sums = [Double](repeating: 0, count: columns)
        var counts = [Int](repeating: 0, count: columns)
        for (value, time) in zip(values, times) {
            sums[column(time)] += value
            counts[column(time)] += 1
        }
        let bars = String(
            zip(sums, counts).map { sum, count in
                count == 0 ? "·" : Self.block(sum / Double(count), in: low...high)
            })
        var marks = [Character](repeating: " ", count: columns)
        for time in reading?.switches ?? [] { marks[column(time)] = "|" }
        for change in summary.changes { marks[column(change.time)] = "^" }
        let legend =
            "\(hundredths(low)) to \(hundredths(high)), \(notation.text(first)) to "
            + "\(notation.text(last)); ^ change" + (reading == nil ? "" : ", | switch")
        return [bars, String(marks), legend]
    }

    private static func block(_ value: Double, in range: ClosedRange<Double>) -> Character {
        let span = range.upperBound - range.lowerBound
        guard span > 0 else { return blocks[3] }
        let step = Int((value - range.lowerBound) / span * Double(blocks.count))
        return blocks[min(max(step, 0), blocks.count - 1)]
    }

    // MARK: Sentences

    private var headline: String {
        let found =
            summary.changes.isEmpty
            ? "No change is listed"
            : summary.changes.count == 1
                ? "1 change is listed" : "\(summary.changes.count) changes are listed"
        guard let chance = summary.probabilityOfAnyChange else {
            return "\(found) among \(summary.n) scores (\(summary.method), \(summary.cost))."
        }
        guard let lasting = summary.lasting else {
            return "The chance of any change is \(Chance(chance).percent). \(found) among "
                + "\(summary.n) scores."
        }
        return "The chance of a new level that lasts is \(Chance(lasting.probability).percent). "
            + "\(found) among \(summary.n) scores."
    }

    private var lasting: [String] {
        guard let lasting = summary.lasting else { return [] }
        return LastingText(
            lasting, plainChance: summary.probabilityOfAnyChange, notation: notation
        ).sentences
    }

    private var changes: [String] {
        summary.changes.map { change in
            let level =
                "\(notation.text(change.time)): from \(decimals(change.before)) to "
                + decimals(change.after)
            guard let lower = change.lower, let upper = change.upper else { return level }
            let range =
                lower == upper
                ? "" : ", between \(notation.text(lower)) and \(notation.text(upper))"
            let chance = change.probability.map { ", chance \(Chance($0).percent)" } ?? ""
            return level + range + chance
        }
    }

    /// What the two models of the noise make of it, side by side.
    private var verdicts: [String] {
        guard let verdict = summary.verdict, let short = summary.shortMemory else { return [] }
        return [
            "If it may wander, and flares may come: \(verdict.sentence)",
            "If it has a short memory only (AR 1):  \(short.sentence)",
        ]
    }

    private var switches: [String] {
        guard let reading else { return [] }
        let effect =
            "The chance that the switches had an effect is \(Chance(reading.probabilityOfEffect).percent). "
            + "If they had, the level moved by \(decimals(reading.effect)) "
            + "(\(decimals(reading.effectInterval.lower)) to "
            + "\(decimals(reading.effectInterval.upper))), "
            + "\(lags(reading.likelyLags)) after a switch."
        return [effect] + before(reading) + (context ?? SwitchContext(reading)).sentences
    }

    private func before(_ reading: SwitchReading) -> [String] {
        guard let any = reading.probabilityBefore, let first = reading.switches.first else {
            return []
        }
        let day = notation.text(first)
        let time =
            context?.beginsAtFirstSwitch ?? false
            ? "you started (the first switch, \(day))" : "the first switch (\(day))"
        // The chance that a report prints, where the search tells new levels from flares and spells.
        guard let lasting = summary.lasting else {
            return ["The chance that something changed before \(time) is \(Chance(any).percent)."]
        }
        let chance = lasting.probability(before: first, times: times)
        return ["The chance of a new level before \(time) is \(Chance(chance).percent)."]
    }

    private func lags(_ lags: [Int]) -> String {
        guard let first = lags.first, let last = lags.last else { return "at some time" }
        return first == last
            ? notation.step.count(first) : "\(first) to \(notation.step.count(last))"
    }

    private func hundredths(_ value: Double) -> String {
        PlainNumber.text((100 * value).rounded() / 100)
    }

    private func decimals(_ value: Double) -> String { PlainNumber.text(value, decimals: 2) }
}
