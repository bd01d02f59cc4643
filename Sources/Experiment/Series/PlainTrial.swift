import ExperimentAnalysis
import ExperimentDiary
import ExperimentText
import ExperimentTrial
import Stats

/// One person's trial as plain columns, the record that a stream of many takes in: days, scores and the share
/// of each day under the condition. Its keys are those of docs/series-record.md.
package struct PlainTrial: Sendable {
    package let person: String
    let question: SeriesQuestion
    let smallest: Double?
    let days: [Int]
    let scores: [Double?]
    let exposure: [Double]
    let isFinished: Bool
    /// Whether the planned end has not come: said by the record, as columns of scores cannot tell a trial
    /// that runs from one that was left.
    let isRunning: Bool
    let covariates: [PersonSummary.Covariate]
    /// Days of a period, where the order within each pair of periods was drawn; nil otherwise.
    let pairedPeriodDays: Int?

    /// Scores of one person that are read, at most.
    static let longest = 20_000

    /// - Throws: `SeriesProblem` naming the key that is missing or wrong.
    package init(_ json: LocatedJSON, at place: String) throws(SeriesProblem) {
        let reader = RecordReader(json: json, place: place)
        person = try reader.text("person")
        let side = json["benefit"]?.text ?? Benefit.lower.rawValue
        guard let benefit = Benefit(rawValue: side) else {
            throw .badKey(place: place, key: "benefit", found: side, expected: "lower or higher")
        }
        question = SeriesQuestion(
            outcome: try reader.named("outcome"), condition: try reader.named("condition"),
            reference: try reader.named("reference"), unit: json["unit"]?.text ?? "points",
            lowest: json["lowest"]?.number, highest: json["highest"]?.number,
            benefit: benefit)
        smallest = try reader.positive("smallest")
        isRunning = json["running"]?.flag ?? false
        isFinished = json["finished"]?.flag ?? !isRunning
        covariates = (json["covariates"]?.members ?? []).compactMap { member in
            member.value.number.map { PersonSummary.Covariate(name: member.key, value: $0) }
        }
        pairedPeriodDays = json["pairedPeriodDays"]?.number.map { Int(max(0, min($0, 1e4))) }
        let scores = try Self.column("score", json, place)
        let exposure = try Self.column("exposure", json, place)
        let days =
            try json["day"] == nil
            ? scores.indices.map { Double($0) } : Self.column("day", json, place)
        self.scores = scores
        self.exposure = exposure.compactMap(\.self)
        self.days = days.compactMap { $0.flatMap { Int(exactly: $0) } }
        guard !scores.isEmpty, self.exposure.count == scores.count, self.days.count == scores.count
        else {
            throw .badKey(
                place: place, key: "score", found: "\(scores.count) values",
                expected: "as many as of day (\(self.days.count) whole numbers) and exposure "
                    + "(\(self.exposure.count) numbers)")
        }
    }

    private static func column(
        _ key: String, _ json: LocatedJSON, _ place: String
    ) throws(SeriesProblem) -> [Double?] {
        guard let cells = json[key]?.array, cells.count <= longest else {
            throw .badKey(place: place, key: key, found: nil, expected: "a list of numbers")
        }
        var values: [Double?] = []
        values.reserveCapacity(cells.count)
        for cell in cells {
            switch cell.value {
            case .number(let number) where number.magnitude < 1e9: values.append(number)
            case .null: values.append(nil)
            default:
                throw .badKey(
                    place: place, key: key, found: cell.text,
                    expected: "numbers, and null for a missing day")
            }
        }
        return values
    }

    /// The person's record: `ar1` on the days with a score, with an intercept and the exposure.
    package var summary: PersonSummary {
        let rows = days.indices.filter { scores[$0] != nil }.sorted { days[$0] < days[$1] }
        let count = PersonSummary.Days(
            analysed: rows.count, scored: rows.count, due: days.count, planned: days.count,
            isFinished: isFinished)
        do throws(RegressionError) {
            let design = try design(rows)
            let isTold = try isRunning ? isDecisive(rows, on: design) : true
            var summary = PersonSummary(
                person: person, question: question, smallest: smallest,
                answer: try isTold ? answer(rows, on: design) : nil,
                reason: isTold ? nil : PersonSummary.runningReason, isRunning: isRunning,
                days: count, covariates: covariates)
            summary.stacked = stacked(rows)
            return summary
        } catch {
            return PersonSummary(
                person: person, question: question, smallest: smallest, answer: nil,
                reason: "\(error)", isRunning: isRunning, days: count, covariates: covariates)
        }
    }

    private func design(_ rows: [Int]) throws(RegressionError) -> DesignMatrix {
        try DesignMatrix(
            columns: [
                ("intercept", rows.map { _ in 1 }), (Self.column, rows.map { exposure[$0] }),
            ], times: rows.map { days[$0] })
    }

    private func stacked(_ rows: [Int]) -> StackedUnit {
        StackedUnit(
            times: rows.map { days[$0] },
            responses: rows.compactMap { scores[$0].map { question.benefit.sign * $0 } },
            exposure: rows.map { exposure[$0] })
    }

    private static let column = "exposure"

    private func isDecisive(
        _ rows: [Int], on design: DesignMatrix
    ) throws(RegressionError) -> Bool {
        let factor = try BayesFactor(
            ofColumn: Self.column, rows.compactMap { scores[$0] }, on: design)
        return InterimReading.isDecisive(factor.value)
    }

    private func answer(
        _ rows: [Int], on design: DesignMatrix
    ) throws(RegressionError) -> PersonSummary.Answer {
        let prepared = try PreparedAR1(design: design)
        let estimates = try prepared.estimates(
            of: Contrast(weights: [0, 1]),
            responses: Matrix(columns: [rows.compactMap { scores[$0] }]))
        // One response gives one estimate.
        let estimate = estimates[0]
        return PersonSummary.Answer(
            likelihood: NormalMixture(estimate.distribution), isWhole: true,
            estimate: estimate.estimate, standardError: estimate.standardError, draw: draw)
    }

    /// The draw of block pairs, where the record says that its order was drawn so.
    private var draw: RandomizationSample? {
        guard let period = pairedPeriodDays, period > 0, days == Array(0..<days.count),
            exposure.allSatisfy({ $0 == 0 || $0 == 1 }), days.count % (2 * period) == 0,
            let design = try? BlockPairDesign(
                pairs: days.count / (2 * period), periodDays: period)
        else { return nil }
        return
            (try? RandomizationTest().sample(
                scores, observed: exposure.map { Int($0) }, in: design.schedules, seed: 0)).flatMap(
                \.self)
    }
}
