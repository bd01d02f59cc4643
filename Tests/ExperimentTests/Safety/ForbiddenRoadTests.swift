import Experiment
import Foundation
import Testing

@testable import ExperimentAnalysis
@testable import ExperimentDiary
@testable import ExperimentPlanning
@testable import ExperimentReport
@testable import ExperimentText
@testable import ExperimentTrial

/// Every template that leaves a food out, over all pairs of answers to the safety questions, with
/// complaints, designs, orders and reasons for a design in turn: whatever is written is walked through
/// schedule, calendar, `today`, a simulated diary, the steps of its report and its letter.
///
/// What is forbidden and what is an offer is worked out here, by no code that is tested. With
/// `N1_ALL_ROADS=1` every complaint, design, order and reason is walked for every pair and template, which
/// takes hours; with `N1_ALL_ROADS=20` every twentieth of them, from another one on for each pair and template.
@Suite("Every road, over all pairs of answers")
struct ForbiddenRoadTests {
    private static let step = ProcessInfo.processInfo.environment["N1_ALL_ROADS"].flatMap(Int.init)
    private static let isWhole = step != nil
    private static let templates = Template.catalogue.filter { !$0.removes.isEmpty }

    // MARK: What is forbidden

    private static let anyFood: Set = [
        "anaphylaxis", "adrenaline-pen", "food-allergy", "immediate-reaction",
        "severe-delayed-reaction", "asthma-uncontrolled",
    ]
    private static let drink: Set = [
        "pregnant", "alcohol-past", "liver-disease", "alcohol-medicine",
    ]

    private static func forbids(_ template: Template, _ complaint: Complaint, _ pair: [String])
        -> Bool
    {
        let yes = Set(pair)
        let hasFood = template.removes.contains { $0 != .alcohol && $0.isStaple }
        let hasEczema = complaint == .eczema || yes.contains("eczema")
        return hasFood && !yes.isDisjoint(with: anyFood)
            || hasFood && hasEczema && yes.contains("avoids-food")
            || template.removes.contains(.nuts) && yes.contains("nut-reaction")
            || template.removes.contains(.alcohol) && !yes.isDisjoint(with: drink)
    }

    // MARK: What an offer is

    /// Days after the food went out on which the plan lives as usual or tries it again.
    private func offers(_ plan: TrialPlan) -> [Phase] {
        plan.schedules.flatMap { _, schedule -> [Phase] in
            let tested = plan.testedConditions.map(\.id)
            guard let first = schedule.phases.first(where: { tested.contains($0.condition) })
            else { return [] }
            return schedule.phases.filter { phase in
                phase.first > first.first
                    && (!tested.contains(phase.condition)
                        || [.challenge, .sustained].contains(phase.part))
            }
        }
    }

    private static let wordsOfDay = ["portion", "Live as usual", "as before", "comes back"]
    private static let wordsOfReport = [
        "One switch to", "Another round", "can come back", "comes back from",
        "eat it again at home",
        "as before",
    ]

    private func said(_ words: [String], in text: String) -> [String] {
        let line = text.split(whereSeparator: \.isNewline).joined(separator: " ")
        return words.filter(line.contains)
    }

    // MARK: Answers and requests

    private static let calm = ["age": "36", "bmi": "22", "coeliac-tested": "yes"]
    private static let alarming = ["age": "16", "bmi": "16", "coeliac-tested": "no"]

    /// Calm answers but for a pair of alarming ones.
    private static func answers(_ pair: [String]) throws -> SafetyAnswers {
        try SafetyAnswers(
            asked.map { id in
                (id, pair.contains(id) ? alarming[id] ?? "yes" : calm[id] ?? "no")
            })
    }

    private static let asked = SafetyQuestion.catalogue.map(\.id).filter { $0 != "tolerates-food" }

    private static let pairs: [[String]] = asked.enumerated().flatMap { place, first in
        asked[place...].map { [first, $0] }
    }

    /// One way of asking for a plan.
    private struct Way {
        let complaint: Complaint
        let design: DesignKind?
        let isWilliams: Bool?
        let despite: String?
    }

    private static let ways: [Way] = Complaint.allCases.flatMap { complaint in
        ([nil] + DesignKind.allCases.map(Optional.some)).flatMap { design in
            [nil, true].flatMap { order in
                [nil, "it can be taken back in me"].map {
                    Way(complaint: complaint, design: design, isWilliams: order, despite: $0)
                }
            }
        }
    }

    private func plan(_ template: Template, _ way: Way, _ pair: [String]) throws -> TrialPlan? {
        var request = PlanRequest()
        (request.template, request.complaint) = (template.id, way.complaint)
        (request.design, request.isWilliams, request.despite) =
            (way.design, way.isWilliams, way.despite)
        (request.start, request.seed, request.worthwhile) = (Sample.day("2027-01-04"), 7, 1)
        request.isAgreedWithClinician = true
        request.answers = try Self.answers(pair)
        if way.design == .multipleBaseline { request.sites = ["left-arm", "right-arm"] }
        guard let proposal = try? PlanProposal(request, today: Sample.day("2026-12-01"), seed: 7)
        else { return nil }
        return try PlanWriter(proposal).written().plan
    }

    // MARK: Roads

    private func walk(_ plan: TrialPlan) -> [String] {
        var found = offers(plan).map { "schedule: \($0.name) on \($0.first)" }
        let tested = plan.testedConditions.map(\.id)
        // Where sites start one after another, the last of them lives its baseline until then.
        let starts = plan.schedules.compactMap { _, schedule in
            schedule.phases.first { tested.contains($0.condition) }?.first
        }
        let first = starts.max() ?? plan.schedule.days.lowerBound
        let calendar = TrialCalendar(plan, stamp: "2026-12-01T12:00:00Z", version: "0").text
        for event in calendar.components(separatedBy: "BEGIN:VEVENT").dropFirst()
        where !event.contains("STATUS:CANCELLED") && day(of: event).map({ $0 >= first }) ?? true {
            found += said(Self.wordsOfDay, in: event).map { "calendar: \($0)" }
        }
        // Phases begin and end where what is said changes.
        let days = plan.schedule.phases.flatMap { [$0.first, $0.last] }.filter { $0 >= first }
        for day in days + [plan.schedule.days.upperBound.advanced(by: 1)] {
            let text = DayBrief(plan, on: day, logged: []).text(TerminalStyle(width: 4000))
            found += said(Self.wordsOfDay, in: text).map { "today \(day): \($0)" }
        }
        let check = PlanDiagnosisText(plan).text(TerminalStyle(width: 4000))
        found += said(["Going back", "one more switch"], in: check).map { "plan --check: \($0)" }
        if plan.mayEat().isForHome { found.append("mayEat: \(plan.mayEat().reason)") }
        return found
    }

    /// The day on which an event of a calendar starts.
    private func day(of event: String) -> CalendarDay? {
        guard let start = event.range(of: "DTSTART"),
            let colon = event[start.upperBound...].firstIndex(of: ":")
        else { return nil }
        let digits = event[event.index(after: colon)...].prefix(8)
        return CalendarDay(
            iso: "\(digits.prefix(4))-\(digits.dropFirst(4).prefix(2))-\(digits.suffix(2))")
    }

    /// The simulated person keeps to the plan; report and letter tell of it.
    private func walkReport(_ plan: TrialPlan, seed: UInt64) throws -> [String] {
        let outcomes = SimulatedWorld.measures(of: plan).map { id -> SimulatedOutcome in
            let outcome = plan.outcomes.first { $0.id == id }
            let bounds = outcome?.instrument.allowedTotals.bounds ?? 0...10
            let width = bounds.upperBound - bounds.lowerBound
            return SimulatedOutcome(
                series: id, baseline: bounds.lowerBound + width / 2,
                effects: outcome?.isPrimary == true
                    ? plan.testedConditions.map { .init(condition: $0.id, points: -width / 5) }
                    : [],
                sd: width / 10, rho: 0.2, allowed: outcome?.instrument.allowedTotals)
        }
        let world = SimulatedWorld(plan: plan, outcomes: outcomes)
        let csv = world.diary(seed: seed).csv(for: plan)
        let diary = try Diary(CSVTable(bytes: Array(csv.utf8), file: "diary.csv"), plan: plan)
        let report = Report(
            try TrialAnalysis(plan, diary: diary), provenance: Provenance(version: "0.0.0"))
        return said(Self.wordsOfReport, in: MarkdownRenderer.text(report)).map { "report: \($0)" }
            + said(Self.wordsOfReport, in: MarkdownRenderer.text(report, form: .letter)).map {
                "letter: \($0)"
            }
    }

    /// The ways to ask for, of which the first that is written is enough unless all are walked.
    private func ways(from turn: Int) -> [Way] {
        // A step that shares no factor with their number visits all.
        let all = Self.ways
        if let step = Self.step {
            return stride(from: turn % max(1, step), to: all.count, by: max(1, step)).map {
                all[$0]
            }
        }
        return all.indices.prefix(48).map { all[(turn + $0 * 31) % all.count] }
    }

    @Test(
        "no schedule, calendar or day of a plan over a pair of answers that forbids its food offers it",
        arguments: templates)
    func roads(_ template: Template) throws {
        let shift = Self.templates.firstIndex { $0.id == template.id } ?? 0
        var walked = 0
        for (place, pair) in Self.pairs.enumerated() {
            for way in ways(from: 17 * shift + 7 * place) {
                guard Self.forbids(template, way.complaint, pair),
                    let plan = try plan(template, way, pair)
                else { continue }
                walked += 1
                #expect(walk(plan) == [], "\(template.id), \(pair), \(way)")
                if !Self.isWhole { break }
            }
        }
        let canForbid = template.removes.contains { $0.isStaple || $0 == .alcohol }
        #expect((walked > 0) == canForbid, "\(walked) plans")
    }

    /// Every pair with which a plan is written has the report of one template, in turn.
    @Test("no report and no letter of such a plan leads back to its food", arguments: 0..<6)
    func reports(part: Int) throws {
        var told: Set<String> = []
        for (place, pair) in Self.pairs.enumerated() where place % 6 == part {
            for step in Self.templates.indices {
                let template = Self.templates[(place + step) % Self.templates.count]
                var isTold = false
                for way in ways(from: 7 * place).prefix(Self.isWhole ? .max : 12)
                where !isTold && Self.forbids(template, way.complaint, pair) {
                    guard let plan = try plan(template, way, pair) else { continue }
                    let found = try walkReport(plan, seed: UInt64(place))
                    #expect(found == [], "\(template.id), \(pair), \(way)")
                    told.insert(template.id)
                    isTold = !Self.isWhole
                }
                if isTold { break }
            }
        }
        #expect(told.count > 3, "\(told)")
    }

    @Test("the same templates do give the food back where no answer speaks against it")
    func calm() throws {
        let way = Way(complaint: .rosacea, design: nil, isWilliams: nil, despite: nil)
        let back = try Self.templates.filter { template in
            try plan(template, way, []).map { !offers($0).isEmpty && !walk($0).isEmpty } ?? false
        }
        #expect(2 * back.count > Self.templates.count, "\(back.map(\.id))")
    }
}
