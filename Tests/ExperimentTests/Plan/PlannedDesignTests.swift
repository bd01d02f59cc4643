@testable import Stats
import Testing

import Experiment
@testable import ExperimentDiary
@testable import ExperimentTrial
@testable import ExperimentAnalysis
@testable import ExperimentConclusions
@testable import ExperimentReport

@Suite("Every design, planned")
struct PlannedDesignTests {
    private func written(
        _ template: Template, _ complaint: Complaint? = .rosacea, seed: UInt64 = 5,
        _ change: (inout PlanRequest) throws -> Void
    ) throws -> TrialPlan {
        var request = try Sample.request(template, complaint)
        try change(&request)
        return try PlanWriter(PlanProposal(request, today: Sample.today, seed: seed)).written().plan
    }

    private func refusal(
        _ template: Template, _ complaint: Complaint? = .rosacea,
        _ change: (inout PlanRequest) throws -> Void
    ) throws -> String {
        do {
            _ = try written(template, complaint, change)
            return ""
        } catch { return "\(error)" }
    }

    @Test(
        "a request can choose each kind of design, and the plan redraws it",
        arguments: DesignKind.allCases)
    func everyKind(kind: DesignKind) throws {
        let template: Template =
            switch kind {
            case .reintroduction: .dairyFree
            case .multipleBaseline: .topicalRoutine
            default: .exercise
            }
        let plan = try written(template) {
            $0.design = kind
            if kind == .permutedBlocks { $0.doses = [20, 40] }
            if kind == .multipleBaseline { $0.sites = ["cheek", "chin"] }
            if kind == .dailyAlternation { $0.despite = "a walk shows within the hour" }
        }
        let assigned = try #require(plan.design)
        #expect(assigned.settings.kind == kind)
        for (place, own) in plan.schedules.enumerated() {
            let drawn = assigned.phases(from: plan.schedule.days.lowerBound, series: place) { $0 }
            #expect(drawn.map(\.condition) == own.schedule.phases.map(\.condition))
            #expect(drawn.map(\.days) == own.schedule.phases.map(\.days))
        }
    }

    @Test(
        "doses are conditions of permuted blocks, each against usual life, in the rows of a Williams square"
    )
    func doses() throws {
        let plan = try written(.exercise) { $0.doses = [20, 40] }
        #expect(plan.conditions.map(\.id) == ["usual", "exercise-20", "exercise-40"])
        #expect(plan.testedConditions.allSatisfy { $0.reference == "usual" })
        #expect(plan.conditions[1].instruction?.hasSuffix("This dose: 20 minutes a day.") == true)
        let settings = try #require(plan.design?.settings)
        #expect(settings.kind == .permutedBlocks && settings.isWilliams && settings.blocks == 2)
        let order = plan.schedule.phases.map(\.condition)
        #expect(
            order.count == 6 && Set(order.prefix(3)).count == 3 && Set(order.suffix(3)).count == 3)
        #expect(PlanDiagnosis(plan).columns == ["intercept", "exercise-20", "exercise-40"])
        // Six rows are all that the square of three conditions has.
        let many = try written(.exercise) {
            $0.doses = [20, 40]
            $0.numbers = [("blocks", 7)]
        }
        #expect(many.design?.settings.isWilliams == false)
    }

    @Test(
        "a drawn plan keeps time with no rhythm, whatever its seed, and says what it was drawn from",
        arguments: [1, 2, 3, 4, 5, 6, 7, 8] as [UInt64])
    func drawAgainstRhythms(seed: UInt64) throws {
        let plan = try written(.exercise, seed: seed) {
            $0.design = .blockPairs
            $0.numbers = [("pairs", 5), ("period", 21)]
        }
        let assigned = try #require(plan.design)
        let rule = try #require(assigned.settings.draw)
        #expect(rule.onsetLagInDays == plan.analysis.onsetLagInDays)
        #expect(rule.washoutInDays == plan.analysis.washoutInDays)
        #expect(PlanRhythm.all(plan.testedConditions[0], in: plan).isEmpty)
        let smallest = try RandomizationEvidence.smallestReachableP(
            plan, of: plan.testedConditions[0])
        #expect(ArrangementCount(smallest.total) == assigned.scheduleCount)
    }

    @Test("without the rule in the plan the draw is what it was before there was one")
    func oldDraw() throws {
        func plan(_ draw: String, seed: Int, days: [String]) -> Result<TrialPlan, any Error> {
            Result {
                try DraftPlan(
                    yaml: """
                        title: pairs
                        outcomes: [{id: itch, scale: {from: 0, to: 10, better: lower}, worthwhile: 1}]
                        conditions: [{id: usual}, {id: diet, against: usual}]
                        design: {kind: block-pairs, seed: \(seed), pairs: 2, period: 14\(draw)}
                        schedule:
                          start: 2026-12-01
                          phases: [\(days.map { "{condition: \($0), days: 14}" }.joined(separator: ", "))]
                        """, file: "plan.yaml"
                ).validated()
            }
        }
        let all = try BlockPairDesign(pairs: 2, periodDays: 14)
        // The first seed that draws a rhythm of 28 days.
        let seed = try #require(
            (1...20).first { !RhythmRule().admits(all.schedule(seed: UInt64($0)).arrangement) })
        let drawn = all.schedule(seed: UInt64(seed)).phases.map {
            $0.condition == 0 ? "usual" : "diet"
        }
        let old = try plan("", seed: seed, days: drawn).get()
        #expect(old.design?.scheduleCount == ArrangementCount(4))
        #expect(PlanRhythm.all(old.testedConditions[0], in: old).map(\.kind) == [.month])
        let new = plan(", draw: {against: rhythms}", seed: seed, days: drawn)
        #expect(throws: PlanError.self) { try new.get() }
    }

    @Test("a plan drawn before fortnights were looked at keeps its draw, and its cap says so")
    func drawOfBefore() throws {
        var settings = DesignSettings(.blockPairs)
        (settings.pairs, settings.periodDays) = (4, 7)
        settings.draw = RhythmRule(scope: .weekAndMonth)
        let before = try settings.design(conditions: 2)
        #expect(before.scheduleCount == ArrangementCount(14))
        settings.draw = RhythmRule()
        #expect(try settings.design(conditions: 2).scheduleCount == ArrangementCount(12))
        let weeks = try PowerFixture.plan("ABABABAB", [Int](repeating: 7, count: 8))
        let rhythm = try #require(PlanRhythm.all(weeks.testedConditions[0], in: weeks).first)
        #expect(rhythm.kind == .fortnight)
        #expect(
            rhythm.sentence.hasPrefix(
                "The phases keep time with a rhythm of 14 days, such as shifts or custody in alternate weeks "
                    + "(correlation 1.00): "))
    }

    @Test(
        "a design without a schedule that keeps away from rhythms is refused where the plan asks for it"
    )
    func noScheduleLeft() throws {
        var settings = DesignSettings(.blockPairs)
        (settings.pairs, settings.periodDays) = (1, 14)
        settings.draw = RhythmRule()
        do {
            _ = try settings.design(conditions: 2)
            Issue.record("one pair of 14 days is a rhythm of 28 days")
        } catch {
            #expect(
                "\(error)"
                    == "of its 2 schedules fewer than two keep time with no week, no fortnight and no rhythm of 28 "
                    + "days; take more periods, or periods of 7, 18 or 28 days, or leave out \"draw\". Change "
                    + "the design.")
        }
        // n1 plan draws from all of them then, and its check says what they keep time with.
        let plan = try written(.exercise) {
            $0.design = .blockPairs
            $0.numbers = [("pairs", 1), ("period", 20)]
        }
        #expect(plan.design?.settings.draw == nil)
    }

    @Test("sites start one after the other, each with a schedule of its own on the same days")
    func sites() throws {
        let plan = try written(.topicalRoutine) {
            $0.sites = ["left-cheek", "right-cheek", "chin"]
        }
        #expect(
            plan.outcomes.map(\.id) == [
                "psa-redness-left-cheek", "psa-redness-right-cheek", "psa-redness-chin",
            ])
        #expect(plan.primaryOutcome.id == "psa-redness-left-cheek")
        let starts = plan.outcomes.map { plan.schedule(of: $0).phases[1].first }
        #expect(Set(starts).count == 3)
        #expect(Set(plan.outcomes.map { plan.schedule(of: $0).days }).count == 1)
        // Windows of 7 days, 35 days apart: 3! orders and 7 days for each site.
        #expect(plan.design?.scheduleCount.description == "2058")
        #expect(
            PlanDiagnosis(plan).findings.contains {
                if case .oneSwitch(_, _, .otherStarts) = $0 { true } else { false }
            })
    }

    @Test(
        "a jump at every site's own start is the clearest of all schedules that could have been drawn"
    )
    func sitesTogether() throws {
        let plan = try written(.topicalRoutine) {
            $0.sites = ["cheek", "chin"]
            $0.numbers = [("treatment", 60)]
        }
        var rows = ["date,psa-redness-cheek,psa-redness-chin"]
        for (place, day) in plan.schedule.days.enumerated() {
            let scores = plan.outcomes.enumerated().map { site, outcome in
                let isUsual = plan.schedule(of: outcome).phase(on: day)?.condition == "usual"
                return "\((isUsual ? 3 : 1) + (place + site) % 2)"
            }
            rows.append("\(day),\(scores.joined(separator: ","))")
        }
        let diary = try Diary(
            CSVTable(bytes: Array(rows.joined(separator: "\n").utf8), file: "diary.csv"), plan: plan
        )
        let joint = try #require(try TrialAnalysis(plan, diary: diary).joint)
        let test = try #require(joint.test)
        #expect(test.pValue.extreme == 1 && test.pValue.total == 98)
        #expect(joint.outcomes.map(\.id) == plan.outcomes.map(\.id))
        #expect(abs(joint.effect.estimate + 2) < 0.2)
    }

    @Test("a reason lets through what the template advises against, and stays in the plan")
    func despite() throws {
        let daily = try written(.sleep) {
            $0.design = .dailyAlternation
            $0.despite = "one short night shows by noon"
        }
        #expect(daily.design?.reason == "one short night shows by noon")
        #expect(daily.analysis.onsetLagInDays == 0 && daily.analysis.washoutInDays == 0)
        let back = try written(.mindfulness, .skin) {
            $0.design = .abab
            $0.despite = "I forget it within days"
        }
        #expect(back.design?.settings.kind == .abab)
        #expect(
            try refusal(.sleep) {
                $0.design = .dailyAlternation
                $0.despite = " "
            }
                == "despite: found no reason; expected one. Say why the design fits although the template "
                + "advises against it.")
        // What answers over months is not taken back for any reason.
        #expect(
            try refusal(.sleep, .vitiligo) {
                $0.design = .abab
                $0.numbers = [("treatment", 84)]
                $0.despite = "I am quick"
            }
                == "sleep-4w: found a design of the kind abab, which goes back; expected before-after or "
                + "random-start, because vitiligo answers over months. Choose one of them, or say with "
                + "--despite why it can be taken back in you.")
    }

    @Test("doses and sites that cannot be, each in a sentence")
    func refusals() throws {
        #expect(
            try refusal(.exercise) { $0.design = .permutedBlocks }
                == "exercise-8w: found permuted-blocks and no doses; expected two doses or more (minutes a "
                + "day) beside usual life. Write them like --dose 1 --dose 2, or choose block-pairs."
        )
        #expect(
            try refusal(.dairyFree) { $0.doses = [1, 2] }
                == "dairy-free-6w: found doses; expected none, because it is all or nothing, or leaves "
                + "something out. Choose block-pairs, or reintroduction for a food on a ladder of doses."
        )
        #expect(
            try refusal(.exercise) { $0.doses = [20, 20] }
                == "doses: found 20 and 20; expected 2 to 11 different ones above 0. Usual life counts as "
                + "the dose 0.")
        #expect(
            try refusal(.exercise) {
                $0.doses = [20, 40]
                $0.design = .abab
            }
                == "doses: found a design of the kind abab, which compares one change with usual life; "
                + "expected permuted-blocks. Choose it, or leave the doses out.")
        #expect(
            try refusal(.exercise) {
                $0.doses = [20, 40]
                $0.numbers = [("blocks", 0)]
            } == "design: blocks: found 0; expected at least 1. Change the design.")
        #expect(
            try refusal(.exercise) { $0.sites = ["cheek", "chin"] }
                == "exercise-8w: found a design of the kind multiple-baseline, in which it starts at one "
                + "site or for one outcome after the other; expected a change that can (mindfulness-8w, "
                + "topical-routine and topical-probiotic). Choose random-start, or say with --despite how "
                + "it starts in one place.")
        #expect(
            try refusal(.topicalRoutine) { $0.sites = ["cheek"] }
                == "design: found multiple-baseline over 1 outcome; expected 2 to 12. Name sites of the "
                + "body with --site, or outcomes with --outcome.")
        #expect(
            try refusal(.topicalRoutine) { $0.sites = ["left cheek", "chin"] }
                == "sites: found \"left cheek\" and \"chin\"; expected different names of letters, digits "
                + "and hyphens. Write them like left-arm.")
        #expect(
            try refusal(.topicalRoutine) {
                $0.sites = ["cheek", "chin"]
                $0.design = .withdrawal
            }
                == "sites: found a design of the kind withdrawal, which treats all sites alike; expected "
                + "multiple-baseline. Choose it, or leave the sites out.")
        #expect(
            try refusal(.topicalRoutine) {
                $0.sites = ["cheek", "chin"]
                $0.numbers = [("stagger", 3)]
            }
                == "design: the windows 14-20 and 17-23 overlap or are out of order; expected each to end "
                + "before the next begins, so that starts are staggered. Change the design.")
    }

    @Test("periods that the onset lag fills are refused once, not once a period")
    func shortPeriods() throws {
        #expect(
            try refusal(.exercise) {
                $0.design = .blockPairs
                $0.numbers = [("pairs", 4), ("period", 14)]
            }
                == "exercise-8w: found an active phase of 14 days; expected more than 14, the days of onset "
                + "that the estimate leaves out. Lengthen the phase.")
    }
}
