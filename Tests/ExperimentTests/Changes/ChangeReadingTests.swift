import Testing

import Experiment
@testable import ExperimentDiary
@testable import ExperimentTrial
@testable import ExperimentAnalysis
@testable import ExperimentConclusions
@testable import ExperimentReport
@testable import Stats

/// What a trial says about its changes beside the numbers.
@Suite("Changes of a trial")
struct ChangeReadingTests {
    /// ABA, 14 days each; the level falls by 4 `lag` days after the diet begins and rises again as late.
    private static func trial(
        lag: Int, analysis: String = "onset-lag: 3", badWeek: Bool = false, wildDay: Int? = nil
    ) throws -> TrialData {
        let plan = try TrialFixture.plan(analysis: analysis)
        let text = TrialFixture.wide { day in
            let wobble = Double(day * 7 % 5) * 0.3
            let isOn = day >= 14 + lag && day < 28 + lag
            let isBad = badWeek && (7..<14).contains(day)
            let wild = day == wildDay ? 3.0 : 0
            return 5.5 + wobble + wild + (isBad ? 2.5 : 0) - (isOn ? 4 : 0)
        }
        return try TrialData(
            plan, outcome: plan.primaryOutcome, diary: TrialFixture.diary(text, plan))
    }

    private static func reading(_ data: TrialData) throws -> SwitchReading {
        try #require(try ChangeAnalysis(data).atSwitches)
    }

    @Test("a lag inside the days that the regression leaves out agrees with it")
    func agrees() throws {
        let data = try Self.trial(lag: 2)
        let agreement = try #require(SwitchContext(data, try Self.reading(data)).agreement)
        #expect(agreement.lags == 2...2)
        #expect(agreement.agrees)
        #expect(
            agreement.sentence == "The regression, which leaves the first 3 days of a tested phase "
                + "out, agrees with that.")
    }

    @Test("a lag beyond them does not, and the sentence says what follows")
    func disagrees() throws {
        let data = try Self.trial(lag: 5)
        let agreement = try #require(SwitchContext(data, try Self.reading(data)).agreement)
        #expect(agreement.lags == 5...5)
        #expect(!agreement.agrees)
        #expect(
            agreement.sentence == "The regression leaves only 3 days of a tested phase out, less "
                + "than that delay, so it may understate the effect.")
    }

    @Test("the onset of a regression agrees where its range meets that of the lag")
    func onset() throws {
        let reading = try Self.reading(Self.trial(lag: 4))
        func agreement(_ lower: Double, _ upper: Double) -> LagAgreement? {
            let times = OnsetSummary.Quantiles(lower: lower, median: lower, upper: upper)
            return LagAgreement(reading, halfTime: times, onsetLagInDays: 0)
        }
        #expect(agreement(1.2, 3.4)?.sentence == "The day-by-day analysis agrees with that.")
        #expect(
            agreement(6.5, 9.1)?.sentence
                == "The day-by-day analysis does not agree with that: "
                + "it puts half of the effect at 6 to 10 days.")
    }

    @Test("the search ends before foods are tried again, whose effects are told food by food")
    func beforeChallenges() throws {
        let data = try ReportSamples.example("milk-back").primary.data
        let times = SearchedSeries(data).times
        let first = try #require(
            data.plan.schedule.phases.first { $0.part.isReintroduction }?.first.daysSinceEpoch)
        #expect(times.last == first - 1)
        // 21 and 41 scored days, less 9 of the 10 days of an illness and the week after it.
        #expect(times.count == 53)
    }

    @Test("without a likely effect there is no lag to agree with")
    func noEffect() throws {
        let plan = try TrialFixture.plan()
        let text = TrialFixture.wide { 5 + Double($0 * 7 % 5) * 0.3 }
        let data = try TrialData(
            plan, outcome: plan.primaryOutcome, diary: TrialFixture.diary(text, plan))
        #expect(SwitchContext(data, try Self.reading(data)).agreement == nil)
    }

    @Test("a bad week before the start is told with the improvement to be expected from it")
    func regressionToTheMean() throws {
        let bad = try Self.trial(lag: 0, badWeek: true)
        let sentence = try #require(SwitchContext(bad, try Self.reading(bad)).sentences.last)
        #expect(sentence.hasPrefix("The week before the first switch was bad, "))
        #expect(sentence.contains("points of improvement are to be expected with no change at all"))
        let calm = try Self.trial(lag: 0)
        #expect(
            SwitchContext(calm, try Self.reading(calm)).sentences.last
                == "Scores that come back by themselves after a bad day are no effect: the chance "
                + "above expects them to, as far as neighbouring values resemble each other.")
    }

    @Test(
        "a spell before the switch of a table is not said to be allowed for, and one chance is told"
    )
    func spellBeforeASwitch() throws {
        let values = (0..<60).map { day in
            3 + 0.7 * EvidenceFixture.swing(day) + ((23..<34).contains(day) ? 3.5 : 0)
        }
        let times = Array(0..<60)
        let reading = try SwitchReading(values, times: times, switches: [34])
        #expect(reading.probabilityOfEffect > 0.5)
        let sentence = try #require(SwitchContext(reading).sentences.last)
        #expect(
            sentence.hasPrefix("Something came or changed before the switch already. A bad spell"))
        let summary = try ChangeSearch().run(values, times: times)
        let lasting = try #require(summary.lasting)
        let text = ChangesText(
            summary, at: reading, values: values, times: times, notation: .dates, width: 80
        ).text
        let chance = Chance(lasting.probability(before: 34, times: times)).percent
        #expect(text.contains("The chance of a new level before the first switch"))
        #expect(text.contains(" is \(chance).") && !text.contains("something changed before"))
    }

    @Test("the text names the start with its day and the chance of a change before it")
    func text() throws {
        let data = try Self.trial(lag: 2)
        let series = SearchedSeries(data)
        let reading = try Self.reading(data)
        let text = ChangesText(
            try ChangeSearch().run(series.values, times: series.times), at: reading,
            context: SwitchContext(data, reading), values: series.values, times: series.times,
            notation: .dates, width: 80
        ).text
        #expect(
            text.contains(
                "The chance of a new level before you started (the first switch, 2026-01-19) "
                    + "is "))
        #expect(text.contains("If it may wander, and flares may come: "))
        #expect(text.contains("If it has a short memory only (AR 1):  A test at 5 % reports "))
    }

    @Test("a day far out counts in part in the reading of a trial, in full on a plain table")
    func wildDay() throws {
        let series = SearchedSeries(try Self.trial(lag: 0, wildDay: 35))
        var values = series.values
        values[35] = 60
        var search = ChangeSearch()
        let plain = try search.run(values, times: series.times)
        search.isTrial = true
        let bounded = try search.run(values, times: series.times)
        let note =
            "1 value lies so far from what those before suggest that only a part is counted."
        #expect(bounded.notes.contains(note))
        #expect(!plain.notes.contains(note))
    }
}
