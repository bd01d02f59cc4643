import Foundation
@testable import Stats
import TestSupport
import Testing

import Experiment
@testable import ExperimentDiary
@testable import ExperimentTrial
@testable import ExperimentAnalysis
@testable import ExperimentConclusions
@testable import ExperimentReport

@Suite("Evidence: slips, rescue, illness, antibiotics, an early end")
struct DayRuleTests {
    private static let phases = [
        "    - {name: Before, condition: usual, days: 28}",
        "    - {name: Diet, condition: diet, days: 28}",
    ]

    private func plan(_ rest: String = "", analysis: String = "") throws -> TrialPlan {
        try EvidenceFixture.plan(phases: Self.phases, analysis: analysis, rest: rest)
    }

    private func score(_ day: Int) -> Double? { EvidenceFixture.swing(day) + (day < 28 ? 5 : 3) }

    private func adherence(_ data: TrialData) throws -> Adherence {
        Adherence(try EffectAnalysis(data))
    }

    @Test("without slips every way is the plan's own analysis, and none is made again")
    func kept() throws {
        let adherence = try adherence(EvidenceFixture.data(plan(), score: score))
        #expect(adherence.slips.isEmpty)
        #expect(adherence.keptShare == 1)
        #expect(adherence.analyses.isEmpty)
    }

    @Test("as done moves a slip day under the reference and changes nothing else")
    func asDone() throws {
        let data = try EvidenceFixture.data(
            plan(), marks: [35: "slip", 40: "slip"], score: score)
        let found = try adherence(data)
        #expect(found.analyses.map(\.kind) == Adherence.Kind.allCases)
        let moved = data.mapDays { $0.marks.contains(.slip) ? $0.with(exposures: [0]) : $0 }
        #expect(
            try found.analyses[1].effects.get()[0].estimate
                == EffectAnalysis(moved).effects[0].estimate)
        #expect(
            try found.analyses[0].effects.get()[0].estimate
                == EffectAnalysis(data).effects[0].estimate)
        var onset = moved.specification
        onset.method = .onset
        let curves = TrialData(moved, days: moved.days, specification: onset)
        #expect(
            try found.analyses[3].effects.get()[0].estimate
                == EffectAnalysis(curves).effects[0].estimate)
    }

    @Test("the plan decides whether slips count as planned or as done in its own analysis")
    func primary() throws {
        let marks = [35: "slip", 40: "slip"]
        func estimate(_ rest: String) throws -> Double {
            let data = try EvidenceFixture.data(plan(rest), marks: marks, score: score)
            return try EffectAnalysis(data).effects[0].estimate
        }
        let planned = try estimate("primary-analysis: as-planned")
        let done = try estimate("primary-analysis: as-done")
        #expect(try estimate("") == planned)
        #expect(planned != done)
        let found = try adherence(EvidenceFixture.data(plan(), marks: marks, score: score))
        #expect(try found.analyses[1].effects.get()[0].estimate == done)
    }

    @Test("a slip day stays in as planned and goes out with its next day without slips")
    func slips() throws {
        let marks = [35: "slip", 40: "slip"]
        let data = try EvidenceFixture.data(plan(), marks: marks, score: score)
        let adherence = try adherence(data)
        expectClose(try #require(adherence.keptShare), 26.0 / 28, .roundoff())
        let days = [35, 36, 40, 41]
        let same = try EffectAnalysis(
            EvidenceFixture.data(plan()) { days.contains($0) ? nil : self.score($0) })
        expectClose(
            try adherence.analyses[2].effects.get()[0].estimate, same.effects[0].estimate,
            .roundoff(condition: 100, operations: 100))
    }

    @Test("logged amounts are the exposure: half the amount, half the effect; no amount, no day")
    func amounts() throws {
        func amount(_ day: Int) -> Double? {
            day < 28 ? 0 : day == 40 ? nil : [50.0, 100, 200, 400][day % 4]
        }
        let plan = try DraftPlan(
            yaml: """
                title: Kefir
                outcomes:
                  - {id: itch, scale: {from: -100, to: 100, better: lower}, worthwhile: 1}
                conditions:
                  - {id: usual}
                  - {id: kefir, against: usual, amount: {series: kefir-ml, full: 200, unit: ml}}
                schedule:
                  start: \(EvidenceFixture.start)
                  phases:
                    - {condition: usual, days: 28}
                    - {condition: kefir, days: 28}
                diary: {day: {column: date}}
                """, file: "plan.yaml"
        ).validated()
        let rows = (0..<56).map { day in
            let dose = amount(day)
            let score = 5 - 3 * (dose ?? 0) / 200 + 0.01 * EvidenceFixture.swing(day)
            let amount = dose.map { "\($0)" } ?? ""
            return "\(EvidenceFixture.start.advanced(by: day)),\(score),\(amount)"
        }
        let csv = "date,itch,kefir-ml\n" + rows.joined(separator: "\n") + "\n"
        let diary = try Diary(CSVTable(bytes: Array(csv.utf8), file: "diary.csv"), plan: plan)
        let analysis = try TrialAnalysis(plan, diary: diary)
        #expect(analysis.primary.data.days[29].exposures == [0.5])
        #expect(analysis.primary.data.days[40].exclusion == .noCovariate("kefir-ml"))
        expectClose(analysis.primary.effects[0].estimate, -3, .absolute(0.02))
        let text = MarkdownRenderer.text(
            Report(whole: analysis, provenance: Provenance(version: "0")))
        #expect(
            text.contains(
                "The difference is that of 200 ml a day (“kefir-ml”); days with more or less count by "
                    + "their share."))
    }

    @Test("an amount without a full one, or of a series that has a name already, is refused")
    func amountRefusals() {
        func problems(_ amount: String) -> String {
            do {
                _ = try DraftPlan(
                    yaml: TrialFixture.text().replacingOccurrences(
                        of: "{id: diet, against: usual}",
                        with: "{id: diet, against: usual, amount: \(amount)}"),
                    file: "plan.yaml"
                ).validated()
                return ""
            } catch { return "\(error)" }
        }
        #expect(problems("{series: milk}").contains("the amount that counts as one"))
        #expect(problems("{series: milk, full: 0}").contains("more than 0"))
        #expect(problems("{series: itch, full: 2}").contains("itch"))
        #expect(problems("{series: milk, full: 2}").isEmpty)
    }

    @Test("a rescue day takes the worse of its score and the day before's")
    func rescue() throws {
        let data = try EvidenceFixture.data(
            plan(), marks: [10: "rescue", 30: "rescue"], score: score)
        let changed = data.withRescueAsWorst
        for day in [10, 30] {
            let worse = max(try #require(score(day)), try #require(score(day - 1)))
            #expect(changed.days[day].score?.value == worse)
        }
        let rescue = try #require(RescueAnalysis(data))
        #expect(rescue.frequencies.map(\.rescueDays) == [1, 1])
        expectClose(try #require(rescue.frequencies[0].perWeek), 0.25, .roundoff())
    }

    @Test("illness takes its days and the seven after them, each with its reason")
    func illness() throws {
        let data = try EvidenceFixture.data(plan(), marks: [5: "ill", 6: "ill"], score: score)
        let health = try #require(HealthWindows(data))
        #expect(data.analysed.count == 56 - 9)
        #expect(SearchedSeries(data).values.count == 56 - 9)
        #expect(data.days[7].exclusion?.reason == health.days[2].reason.words)
        let all = try EvidenceFixture.data(plan(), score: score)
        #expect(
            try health.with.get()[0].estimate == EffectAnalysis(all).effects[0].estimate)
        let first = EvidenceFixture.start
        #expect(health.days.map { first.distance(to: $0.day) } == Array(5...13))
        #expect(health.days[0].reason == .illness)
        #expect(health.days[2].reason == .afterIllness(lastDay: first.advanced(by: 6)))
        #expect(
            health.days[2].reason.words
                == "within 7 days of the illness that ended on \(Phrase.day(first.advanced(by: 6)))"
        )
    }

    @Test(
        "antibiotics take 42 days more from a plan that works through microbes, and none from others"
    )
    func antibiotics() throws {
        let marks = [3: "antibiotics"]
        let other = try #require(
            HealthWindows(EvidenceFixture.data(plan(), marks: marks, score: score)))
        #expect(other.days.count == 1)
        let probiotic = try plan("template: probiotic-12w")
        let directed = try #require(
            HealthWindows(EvidenceFixture.data(probiotic, marks: marks, score: score)))
        #expect(directed.days.count == 43)
        #expect(directed.phasesToRepeat.map(\.name) == ["Diet"])
    }

    @Test("a trial that ended early keeps its estimate and says which phases are missing")
    func early() throws {
        let phases = Self.phases + ["    - {name: After, condition: usual, days: 28}"]
        let long = try EvidenceFixture.plan(phases: phases)
        let data = try EvidenceFixture.data(long) { $0 < 45 ? self.score($0) : nil }
        let progress = PlanProgress(data)
        #expect(progress.missingPhases.map(\.name) == ["After"])
        #expect(progress.brokenOff?.name == "Diet")
        #expect(progress.scoredDays == 45 && progress.plannedDays == 84)
        #expect(!progress.isComplete)
        #expect(try EffectAnalysis(data).effects[0].estimate < 0)
        #expect(PlanProgress(try EvidenceFixture.data(plan(), score: score)).isComplete)
    }
}
