import Experiment
import Testing

@testable import ExperimentDiary
@testable import ExperimentText
@testable import ExperimentTrial

@Suite("How long a food stays out")
struct RestrictionClockTests {
    private func request(_ id: String, _ complaint: Complaint, agreed: Bool) throws -> PlanRequest {
        let calm = ["age": "36", "bmi": "22", "coeliac-tested": "yes"]
        var request = PlanRequest()
        (request.template, request.complaint, request.worthwhile) = (id, complaint, 1)
        (request.start, request.seed) = (Sample.day("2027-01-04"), 7)
        request.isAgreedWithClinician = agreed
        request.answers = try SafetyAnswers(
            SafetyQuestion.catalogue.filter { $0.id != "tolerates-food" }.map {
                ($0.id, calm[$0.id] ?? "no")
            })
        return request
    }

    private func plan(_ request: PlanRequest) throws -> TrialPlan {
        try PlanWriter(PlanProposal(request, today: Sample.day("2026-12-01"), seed: 7)).written()
            .plan
    }

    private static let withWayBack = Template.catalogue.filter { $0.ladder != nil && $0.cap != nil }
        .map(\.id)

    @Test(
        "every way back that is planned keeps to its limit, and lived as planned no report names S6",
        arguments: withWayBack)
    func limits(_ id: String) throws {
        var written = 0
        for complaint in Complaint.allCases where complaint.allowsReversal {
            for agreed in [false, true] {
                guard let plan = try? plan(request(id, complaint, agreed: agreed)),
                    plan.reintroduction != nil, let template = plan.template
                else { continue }
                written += 1
                let limit = try #require(
                    template.longestUntilBack(for: complaint, isAgreed: agreed))
                let counts = plan.schedule.days.compactMap { plan.restrictedDays(on: $0) }
                #expect((counts.max() ?? 0) <= limit, "\(id) \(complaint) \(agreed)")
                let story = SafetyStory(plan, diary: Diary(withoutEntries: .everything))
                #expect(story.spoken == [], "\(id) \(complaint)")
            }
        }
        #expect(written > 0, "\(id)")
    }

    @Test(
        "the days without a food are those that one counts back, day by day, from any day",
        arguments: withWayBack)
    func countsBack(_ id: String) throws {
        for complaint in Complaint.allCases where complaint.allowsReversal {
            guard let plan = try? plan(request(id, complaint, agreed: true)),
                plan.reintroduction?.foods.count == 1
            else { continue }
            let clock = RestrictionClock(plan)
            for day in plan.schedule.days {
                #expect(clock.days(on: day) == Self.counted(back: day, plan), "\(id) \(day)")
            }
        }
    }

    /// Brute force for one food: days on which it stays out, back to the last one of eating as usual, portions
    /// of a challenge passed over.
    private static func counted(back day: CalendarDay, _ plan: TrialPlan) -> Int? {
        let tested = plan.testedConditions.map(\.id)
        func isOut(_ day: CalendarDay) -> Bool? {
            guard let phase = plan.schedule.phase(on: day) else { return nil }
            switch phase.part {
            case .challenge, .sustained: return false
            case .observation, .washout: return true
            case .baseline, .comparison, .elimination: return tested.contains(phase.condition)
            }
        }
        guard isOut(day) == true else { return nil }
        var (count, past) = (0, day)
        while let out = isOut(past), out || plan.schedule.phase(on: past)?.part == .challenge {
            count += out ? 1 : 0
            past = past.advanced(by: -1)
        }
        return count
    }

    @Test("six foods come back one by one within sixteen weeks, each with a small first portion")
    func sixFood() throws {
        let plan = try plan(request("six-food", .rosacea, agreed: true))
        let back = try #require(plan.reintroduction)
        #expect(back.foods.count == 6 && back.doses.first == 0.25)
        #expect(back.daysAvoided(after: 42) <= 112)
        let last = try #require(plan.schedule.phases.last { $0.part == .challenge })
        #expect(Sample.day("2027-01-18").distance(to: last.last) < 112)
    }

    @Test(
        "a portion of a challenge neither counts nor starts the count anew; eating again and again does"
    )
    func counts() throws {
        let plan = try plan(request("dairy-free", .rosacea, agreed: false))
        let phases = plan.schedule.phases
        let elimination = try #require(phases.first { $0.part == .elimination })
        let challenge = try #require(phases.first { $0.part == .challenge })
        let watch = try #require(phases.first { $0.part == .observation })
        let sustained = try #require(phases.first { $0.part == .sustained })
        #expect(plan.restrictedDays(on: elimination.last) == 42)
        #expect(plan.restrictedDays(on: challenge.first) == nil)
        #expect(plan.restrictedDays(on: watch.first) == 43)
        #expect(plan.restrictedDays(on: sustained.first) == nil)
        #expect(plan.restrictedDays(on: sustained.last.advanced(by: 1)) == 1)
    }

    @Test("a slow complaint gets fewer challenges rather than a longer way back")
    func fitted() throws {
        #expect(
            try plan(request("whey-free", .rosacea, agreed: false)).reintroduction?.repeats == 3)
        #expect(try plan(request("whey-free", .acne, agreed: false)).reintroduction?.repeats == 2)
        var many = try request("whey-free", .acne, agreed: false)
        many.repeats = 4
        #expect(throws: PlanRefusal.self) { try plan(many) }
    }
}
