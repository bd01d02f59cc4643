import Testing

import Experiment
@testable import ExperimentDiary
@testable import ExperimentTrial
@testable import ExperimentAnalysis
@testable import ExperimentConclusions
@testable import ExperimentPlanning
@testable import ExperimentReport

@Suite("Wording of a report")
struct ReportWordingTests {
    /// Section 6 of the clinical notes: words that claim more than such a trial can show.
    static let banned = [
        "proves", "prove", "proof", "proven", "cured", "cure", "cures", "caused", "causes", "safe",
        "toxin", "toxins", "detox", "leaky", "significant", "significantly", "allergic",
        "intolerant",
    ]

    private static func words(_ text: String) -> Set<String> {
        Set(text.lowercased().split { !$0.isLetter }.map(String.init))
    }

    private static func expectClean(_ text: String, _ what: String) {
        let found = words(text)
        for word in banned where found.contains(word) {
            Issue.record("\(what): found the banned word \"\(word)\"")
        }
    }

    @Test("no banned word in any form of any example", arguments: ReportSamples.examples)
    func examples(_ name: String) throws {
        let report = try ReportSamples.example(name)
        for text in ReportForms.all(report) { Self.expectClean(text, name) }
    }

    @Test("no banned word in any form of 120 made-up trials", arguments: VerdictTests.fits)
    func madeUp(_ trial: SampleTrial) throws {
        Self.expectClean(MarkdownRenderer.text(try trial.report()), trial.title)
    }

    @Test("no banned word in any sentence that a type can produce")
    func everyCase() throws {
        let reasons: [GradedEvidence.Reason] = [
            .randomisedAndRepeated(phasesPerCondition: 2), .wentBack(switches: 2),
            .orderNotRandomised, .blinded, .fewPhases(perCondition: 1), .bundle(changes: 3),
            .alsoChanged(names: ["exams"]), .seasonAligned(daysPerPhase: 90),
            .carryover(.leftOut(days: 7)), .carryover(.modelled), .carryover(.seen),
            .carryover(.tooShort(days: 3, advised: 14)), .carryover(.notExamined),
            .oneChangeOnStableBaseline(days: 20),
            .oneChangeOnly(challenges: 0, isRunning: false),
            .oneChangeOnly(challenges: 0, isRunning: true),
            .oneChangeOnly(challenges: 1, isRunning: false),
            .oneChangeOnly(challenges: 6, isRunning: false),
            .noStableBaseline(days: 0, .tooFewDays(needed: 14)),
            .noStableBaseline(days: 9, .tooFewDays(needed: 14)),
            .noStableBaseline(days: 20, .tooFewScores),
            .noStableBaseline(days: 20, .unsteady(.worseAtTheEnd)),
            .noStableBaseline(days: 20, .unsteady(.betterAtTheEnd)),
            .noStableBaseline(days: 20, .unsteady(.slope)),
            .changeDateNotExamined, .noChangeDate, .changeDateElsewhere(distanceInDays: -20),
            .fewDaysObserved(percent: 70), .tooFewDaysObserved(percent: 40),
            .lowAdherence(percent: 60), .rescueImbalance(condition: 1, reference: 9),
        ]
        let caveats: [Caveat] = [
            .noWorthwhileChangeKnown, .worthwhileBorrowed(source: "s"),
            .worthwhileAssumed(source: "s"), .slipsNotRecorded,
            .perAmount(LoggedAmount(series: "kefir", full: 200, unit: "ml")),
            .adjusted(covariates: ["stress"], hasTrend: true, hasWeekday: true, hasCycle: true),
            .together(
                condition: "diet",
                with: [
                    Companion(name: "cream", isLess: false, isNear: false),
                    Companion(name: "kefir", isLess: true, isNear: true),
                ]),
            .entangled(condition: "diet", .nearInTime(name: "cream", correlation: 0.9)),
            .entangled(condition: "diet", .explained(by: ["sleep"], factor: 4)),
            .entangled(condition: "diet", .trend(factor: 2)),
            .unanswered(condition: "cream", from: ["diet"]), .countedOnce(names: ["sleep"]),
            .cumulative(days: 14),
            .severalComparisons(count: 2), .optimisticMethod(label: "l"),
            .fewDays(condition: 3, reference: 4),
        ]
        let sentences =
            reasons.map(Wording.reason) + caveats.compactMap(Wording.caveat)
            + Verdict.allCases.map(Wording.word) + Chance.Word.allCases.map(\.rawValue)
            + DayMark.allCases.map { Wording.flag($0, days: 2) }
        for sentence in sentences { Self.expectClean(sentence, sentence) }
    }

    @Test("each grade has its own verb for each verdict")
    func verbs() throws {
        var sentences: [String] = []
        for trial in VerdictTests.fits {
            sentences.append(Wording.headline(try trial.report().headline))
        }
        // Phases that keep time with no month and no fortnight can earn the plain verb.
        var clear = SampleTrial()
        (clear.phases, clear.effect) = ([28, 28, 28, 28], -3)
        sentences.append(Wording.headline(try clear.report().headline))
        for start in [
            "“Without milk” helped:", "“Without milk” may have helped a little",
            "“Without milk” may have made no worthwhile difference",
            "“Without milk” may have made it worse",
            "We cannot tell whether “without milk” helps:", "“Without milk” may have helped:",
        ] {
            #expect(sentences.contains { $0.hasPrefix(start) }, "no sentence starts with \(start)")
        }
        #expect(sentences.contains { $0.hasSuffix("This cannot show why.") })
    }

    @Test("simulated data are called so at the top of every form")
    func simulated() throws {
        let report = try ReportSamples.example("dairy-rosacea")
        for text in ReportForms.all(report) { #expect(text.contains("Simulated data")) }
    }

    @Test("every form says that it is no medical advice")
    func advice() throws {
        let report = try ReportSamples.example("sleep-tea/tea-c8ba")
        for text in ReportForms.all(report) {
            let flat = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            #expect(flat.contains("not medical advice"))
        }
    }

    @Test("a delay after the switches is told only where a difference of the same side is claimed")
    func delay() throws {
        #expect(try ReportSamples.example("dairy-rosacea").lag != nil)
        for name in ["sleep-tea/tea-c8ba", "sleep-tea/tea-0889", "acne/participant-4"] {
            let report = try ReportSamples.example(name)
            let claims = report.findings.first?.comparison?.verdict.claimsEffect ?? false
            #expect(claims || report.lag == nil, "\(name)")
        }
    }

    @Test("the date of the change is told against the start")
    func changeDate() throws {
        let start = try #require(CalendarDay(iso: "2025-12-08"))
        let change = ChangeTiming(
            switchDay: start, probabilityOfNewLevel: 0.97, probabilityBeforeSwitch: 0.02,
            date: .init(
                mostProbable: start.advanced(by: 9),
                days: start.advanced(by: 4)...start.advanced(by: 13), level: 0.95))
        #expect(
            Wording.change(change) == [
                "The clearest shift to a new level in your records was around 17 December 2025, 9 days "
                    + "after the first switch (likely range 12 to 21 December 2025).",
                "The chance of a new level at all is 97 in 100 (very likely); of one before the "
                    + "first switch, 2 in 100 (very unlikely). This search does not know your plan.",
            ])
        let later = ChangeTiming(
            switchDay: start, laterSwitches: [14, 28, 42].map(start.advanced(by:)),
            probabilityOfNewLevel: 0.97, probabilityBeforeSwitch: 0.02,
            date: .init(
                mostProbable: start.advanced(by: 30),
                days: start.advanced(by: 29)...start.advanced(by: 33), level: 0.95))
        #expect(
            Wording.change(later)[0].contains(
                "7 January 2026, 2 days after the switch of 5 January 2026 ("))
        let unclear = ChangeTiming(
            switchDay: start, probabilityOfNewLevel: 0.3, probabilityBeforeSwitch: 0.1, date: nil,
            spell: .init(first: start.advanced(by: 9), back: start.advanced(by: 30)))
        #expect(
            Wording.change(unclear) == [
                "A search that does not know your plan, and does not take flares, spells or slow drift "
                    + "for a change, finds no clear date: the chance of a new level at all is 30 in 100 "
                    + "(less likely than not); of one before the first switch, 10 in 100 (unlikely). It "
                    + "does not test the difference above.",
                "The scores look like a spell that began around 17 December 2025 and was over around "
                    + "7 January 2026.",
            ])
        #expect(MarkdownRenderer.text(try SampleTrial().report()).contains("## When"))
    }

    @Test("beside a side that is sure no other chance says that there is hardly a new level")
    func sureSide() throws {
        let start = try #require(CalendarDay(iso: "2025-12-08"))
        let unclear = ChangeTiming(
            switchDay: start, probabilityOfNewLevel: 0.3, probabilityBeforeSwitch: 0.1, date: nil)
        #expect(
            Wording.change(unclear, besideSureSide: true) == [
                "A search that does not know your plan finds no clear date; it needs a larger step than "
                    + "the comparison above, and does not test it. The chance of a new level before the "
                    + "first switch is 10 in 100 (unlikely)."
            ])
        for name in ReportSamples.examples {
            let report = try ReportSamples.example(name)
            guard let chances = report.headline.comparison?.chances, chances.isSideSure else {
                continue
            }
            #expect(max(chances.better, chances.worse) >= 0.975)
            let text = MarkdownRenderer.text(report)
            #expect(!text.contains("finds no clear date: the chance of a new level"), "\(name)")
        }
    }

    @Test("one change is told with the foods that came back, and with what may still come")
    func oneChange() throws {
        func told(_ challenges: Int, _ isRunning: Bool) -> String {
            Wording.reason(.oneChangeOnly(challenges: challenges, isRunning: isRunning))
        }
        let rest = ", so the season, less stress or a bad spell that passed fit as well."
        #expect(told(0, false) == "You made one change and did not go back" + rest)
        #expect(told(0, true) == "You made one change and have not gone back so far" + rest)
        #expect(
            told(1, true)
                == "This difference rests on one change (the challenge is judged by itself)" + rest)
        #expect(
            told(6, false)
                == "This difference rests on one change (the 6 challenges are judged food by food)"
                + rest)
        let milk = try ReportSamples.example("milk-back")
        #expect(
            milk.headline.comparison?.evidence.reasons.contains(
                .oneChangeOnly(challenges: 6, isRunning: false)) == true)
        for text in ReportForms.all(milk) { #expect(!text.contains("did not go back")) }
    }
}

/// Every text that a report can become.
enum ReportForms {
    static func all(_ report: Report) -> [String] {
        ReportForm.allCases.flatMap {
            [MarkdownRenderer.text(report, form: $0), HTMLRenderer.text(report, form: $0)]
        } + [
            TerminalRenderer.text(report, style: TerminalStyle()), JSONRenderer.text(report),
        ]
    }
}
