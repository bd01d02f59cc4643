import Experiment
import Foundation
@testable import Stats
import Testing

@testable import n1

/// Minimal diaries that once led to a claim that was not earned, each with the answer that it ought to
/// have and the reason in words.
@Suite("Cases that once led to a claim that was not earned")
struct CaseTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let verdict: Verdict
        /// The best grade that it may have.
        let most: EvidenceGrade
        /// A part of a sentence that the report has to say.
        let says: String
        var testDescription: String { name }
    }

    static let cases = [
        // By the draw b was no better; the days on which it was chosen were better days.
        Case(name: "asdone", verdict: .cannotTell, most: .b, says: "We cannot tell whether “b”"),
        // A true −2 that comes and goes with a half-life of 10 days hides in 7-day phases.
        Case(
            name: "carry", verdict: .noneIfFast, most: .b,
            says: "made no worthwhile difference, if it comes and goes within 2 days"),
        // The same in a diary where the average over slow and fast curves sees nothing, and the slow ones do.
        Case(
            name: "slow", verdict: .noneIfFast, most: .b,
            says: "made no worthwhile difference, if it comes and goes within 2 days"),
        // It helps by 2, a week late, in phases of a week; and the next day, where days alternate.
        Case(
            name: "late", verdict: .cannotTell, most: .b,
            says: "Some days after the switches the scores went the other way"),
        Case(
            name: "nextday", verdict: .cannotTell, most: .b,
            says: "Some days after the switches the scores went the other way"),
        // It lowers stress, which is a covariate of the plan, and stress the skin: a true −1.6.
        Case(
            name: "mediator", verdict: .cannotTell, most: .a,
            says: "what is tested may work through them"),
        // Whole weeks that swing together, and a plan that got seven days more: the draw still asks.
        Case(
            name: "amended", verdict: .cannotTell, most: .a,
            says: "Chance in the draw is enough to explain it"),
        // Weeks that swing together under five pairs, whose draw cannot reach .05: it is asked all the same.
        Case(
            name: "fewpairs", verdict: .worse, most: .c,
            says: "Chance in the draw explains scores like these in 26.7 of 100 schedules"),
        // No effect, and the worst days under the cream are lived and logged as usual ones.
        Case(
            name: "asdonebad", verdict: .helped, most: .c,
            says: "who chooses from day to day may choose by how the day is"),
        // No effect, and more is drunk on good days.
        Case(
            name: "dosebyscore", verdict: .cannotTell, most: .b,
            says: "who chooses from day to day may choose by how the day is"),
        // A true −2, and the same number on every day of the tested phase.
        Case(
            name: "straighteffect", verdict: .cannotTell, most: .b,
            says: "one number, which hides a difference that is there"),
        // All of it written down on the last day.
        Case(
            name: "lateentries", verdict: .helped, most: .c,
            says: "written down two days afterwards or later, from memory"),
        // An interval of 99.9 % that holds zero.
        Case(
            name: "level999", verdict: .cannotTell, most: .b,
            says: "It leans towards better, not surely enough for an answer."),
        // A flare that passes under one change; that nobody knew the days does not keep it from passing.
        Case(
            name: "blinded", verdict: .helped, most: .d,
            says: "You made one change and did not go back"),
        // A cycle of 35 days under phases of 18.
        Case(
            name: "cycle35", verdict: .helped, most: .c,
            says: "The phases keep time with a rhythm of about 28 days (24 to 35)"),
        // A 28-day cycle under phases of 14 days.
        Case(
            name: "cycle", verdict: .helped, most: .c,
            says: "The phases keep time with a rhythm of about 28 days"),
        Case(
            name: "cycle28", verdict: .worse, most: .c,
            says: "The phases keep time with a rhythm of about 28 days"),
        // A baseline that falls from 9 to 3 by itself.
        Case(
            name: "fall", verdict: .cannotTell, most: .d,
            says: "The 14 days before it were not steady"),
        Case(
            name: "fall2", verdict: .cannotTell, most: .d,
            says: "It leans towards better, not surely enough for an answer."),
        // Three places that recover together, and three that share a season: nothing of it is b's.
        Case(
            name: "mb_best", verdict: .noWorthwhileDifference, most: .a,
            says: "everything else that all 3 places share cannot explain it: it cancels"),
        Case(
            name: "mb_season", verdict: .noWorthwhileDifference, most: .a,
            says: "everything else that all 3 places share cannot explain it: it cancels"),
        // Good days were not logged under b.
        Case(
            name: "mnar", verdict: .worse, most: .c,
            says: "“B” may have made it worse"),
        // Days alone pass: one change and nothing else.
        Case(
            name: "recover", verdict: .helped, most: .d,
            says: "No day stands out on which the scores went over to a new level"),
        // Eight days.
        Case(
            name: "tiny", verdict: .helped, most: .c, says: "“B” may have helped"),
        // An interval that holds zero.
        Case(
            name: "verdict", verdict: .cannotTell, most: .c,
            says: "It leans towards better, not surely enough for an answer."),
        // Tested on week-ends only.
        Case(
            name: "weekend", verdict: .helped, most: .c,
            says: "The phases keep time with working days and week-ends"),
    ]

    @Test("days lived by choice look like an effect; with the draw as the instrument they do not")
    func drawAsInstrument() throws {
        let conclusions = try Self.conclusions("asdone")
        let adherence = try #require(conclusions.evidence?.adherence)
        let done = try #require(adherence.effect(.asDone))
        #expect(!done.interval.contains(0) && done.improvement > 0)
        let effect = try #require(try adherence.instrument?.effect.get())
        #expect(effect.interval.contains(0))
        #expect(!effect.interval.contains(done.estimate))
        #expect(effect.strength >= InstrumentedEffect.leastStrength && effect.followed < 0.8)
        let planned = try #require(adherence.effect(.asPlanned))
        // What was planned, undiluted: on the same side and farther out.
        #expect(effect.estimate / planned.estimate > 1)
        let report = MarkdownRenderer.text(
            Report(conclusions, provenance: Provenance(version: "0")))
        #expect(report.contains("days that followed the draw"))
        #expect(report.contains("days were lived otherwise for a reason that shows in the scores"))
    }

    @Test(
        "a case has the verdict, the grade and the sentence that it ought to have", arguments: cases
    )
    func answer(_ one: Case) throws {
        let conclusions = try Self.conclusions(one.name)
        let comparison = try #require(conclusions.headline.comparison)
        #expect(comparison.verdict == one.verdict)
        #expect(comparison.evidence.grade <= one.most)
        let report = Report(conclusions, provenance: Provenance(version: "0"))
        #expect(MarkdownRenderer.text(report).contains(one.says))
    }

    @Test("no claim contradicts the interval that is printed with it", arguments: cases)
    func interval(_ one: Case) throws {
        let comparison = try #require(try Self.conclusions(one.name).headline.comparison)
        if comparison.verdict.claimsEffect {
            #expect(!comparison.effect.interval.contains(0))
        }
    }

    @Test("a single odd day decides nothing: it is refused with the reason")
    func onePoint() throws {
        let run = try CommandRun(["report", Self.folder("onepoint")])
        #expect(run.exitCode == 1 && run.output.isEmpty)
        #expect(run.errors.contains("changes its value 2 times"))
    }

    @Test("days between phases were not due: none of them is called missing")
    func gap() throws {
        let conclusions = try Self.conclusions("gap")
        let completeness = conclusions.primary.data.completeness
        #expect(completeness.due == 20 && completeness.scored == 20)
        let report = Report(conclusions, provenance: Provenance(version: "0"))
        let text = MarkdownRenderer.text(report)
        #expect(!text.contains("of the days have a score"))
        #expect(!text.contains("Missing days"))
    }

    private static func conclusions(_ name: String) throws -> TrialConclusions {
        let place = TrialPlace(path: folder(name))
        let plan = try place.plan()
        let diary = place.path(of: try #require(plan.diary.file))
        let table = try CSVTable(
            bytes: FileAccess.bytes(of: diary), file: FileAccess.name(of: diary))
        return TrialConclusions(try TrialAnalysis(plan, diary: Diary(table, plan: plan)))
    }

    private static func folder(_ name: String) -> String {
        CommandRun.packageFolder.appendingPathComponent("Tests/n1Tests/Cases/\(name)").path
    }
}
