import Experiment
@testable import ExperimentReport
import ExperimentText
import Foundation
@testable import Stats
import Testing

@Suite("The figure of a series")
struct SeriesFigureTests {
    static let examples = [
        "dairy-rosacea", "milk-back", "acne/participant-1", "acne/participant-4",
        "sleep-tea/tea-b6a7",
    ]

    private func page(_ example: String) throws -> String {
        HTMLRenderer.text(try ReportSamples.example(example))
    }

    /// The figure of the series, without the swatches of its legend.
    private func figure(_ page: String) throws -> (charts: String, legend: String) {
        let start = try #require(page.range(of: "<figure class=\"series\">"))
        let end = try #require(page.range(of: "</figure>", range: start.upperBound..<page.endIndex))
        let figure = page[start.upperBound..<end.lowerBound]
        let legend = try #require(figure.range(of: "<ul class=\"legend\">"))
        return (String(figure[..<legend.lowerBound]), String(figure[legend.lowerBound...]))
    }

    private func classes(_ markup: String) -> Set<String> {
        var found: Set<String> = []
        for piece in markup.components(separatedBy: "class=\"").dropFirst() {
            found.formUnion(piece.prefix { $0 != "\"" }.split(separator: " ").map(String.init))
        }
        return found
    }

    /// What is no mark: the page's own, lettering, the axes, and the end of the change's bracket.
    private static let scaffolding: Set<String> = [
        "plot", "chart", "wide", "narrow", "paper", "hint", "days", "tip", "label", "soft", "event",
        "tested-label", "grid", "axis", "tick", "switch", "change-day",
    ]

    @Test("every mark has an entry in the legend, and every entry a mark", arguments: examples)
    func legend(_ example: String) throws {
        let (charts, legend) = try figure(page(example))
        let marks = classes(charts).subtracting(Self.scaffolding)
        #expect(marks == classes(legend).subtracting(["legend", "chart", "swatch"]))
    }

    @Test("each day has one choice with its day, value, note and phase", arguments: examples)
    func days(_ example: String) throws {
        let report = try ReportSamples.example(example)
        let (charts, _) = try figure(HTMLRenderer.text(report))
        let days = report.primary.data.days
        #expect(charts.components(separatedBy: "type=\"radio\"").count - 1 == days.count)
        for day in days {
            #expect(charts.contains("dir=\"auto\">\(Phrase.day(day.day)): "))
        }
    }

    @Test("the axis of a score from 0 to 1 is 0 to 1 for every participant")
    func axis() throws {
        for number in 1...5 {
            let report = try ReportSamples.example("acne/participant-\(number)")
            #expect(SeriesPicture(report.primary).axis == 0...1, "participant \(number)")
        }
    }

    @Test(
        "the band is the interval of the difference, and days without a tested condition have none")
    func band() throws {
        let report = try ReportSamples.example("dairy-rosacea")
        let picture = SeriesPicture(report.primary)
        let effect = try #require(report.primary.effects.first)
        #expect(picture.levels.contains { !$0.isTested && $0.band == nil })
        for level in picture.levels where level.isTested {
            let band = try #require(level.band)
            #expect(abs(band.upper[0] - band.lower[0] - effect.interval.width) < 1e-9)
            #expect(
                abs(level.mean[0] - band.lower[0] - (effect.estimate - effect.interval.lower))
                    < 1e-9)
        }
    }

    @Test("numbers, pictures and words of a page give a difference one sign")
    func sign() throws {
        let page = try page("dairy-rosacea")
        #expect(!page.contains("improvement in points"))
        #expect(page.contains("← better") && page.contains("worse →"))
        #expect(!page.contains("better →"))
    }

    @Test("a tick is a day on which a score was due and none came, and no other")
    func ticks() throws {
        let yaml = """
            title: Weekly
            outcomes:
              - {id: burden, every: 7, scale: {from: 0, to: 10, better: lower}, worthwhile: 1}
            conditions: [{id: usual}, {id: diet, against: usual}]
            schedule:
              start: 2026-01-05
              phases: [{condition: usual, days: 28}, {condition: diet, days: 28}]
            diary: {file: diary.csv, day: {column: date}}
            """
        let plan = try DraftPlan(yaml: yaml, file: "plan.yaml").validated()
        let due = plan.dueDays(of: plan.primaryOutcome)
        let rows = due.dropFirst().enumerated().map { "\($1),\(3 + $0 % 4)\n" }
        let diary = try Diary(
            CSVTable(bytes: Array(("date,burden\n" + rows.joined()).utf8), file: "diary.csv"),
            plan: plan)
        let data = try TrialData(plan, outcome: plan.primaryOutcome, diary: diary)
        let picture = SeriesPicture(data)
        #expect(due.count == 8 && picture.missing == [due[0]])
        #expect(Wording.pictureDescription(picture).contains("1 missing day are ticks") == false)
        #expect(Wording.pictureDescription(picture).contains("1 missing day is a tick"))
        let free = try #require(data.days.first { $0.score == nil && $0.day != due[0] })
        #expect(Wording.dayTip(free, picture).contains(": no score due"))
        let lacking = try #require(data.days.first { $0.day == due[0] })
        #expect(Wording.dayTip(lacking, picture).contains(": no score"))
        #expect(!Wording.dayTip(lacking, picture).contains("no score due"))
    }

    @Test("a verdict is a badge of at most five words")
    func badge() throws {
        for example in Self.examples {
            let report = try ReportSamples.example(example)
            for finding in report.findings {
                let badge = VerdictBadge(finding)
                #expect((1...5).contains(badge.text.split(separator: " ").count), "\(badge.text)")
            }
        }
    }

    @Test("the page has no script, and a style of its own only")
    func noScript() throws {
        let page = try page("milk-back")
        #expect(!page.contains("<script") && !page.contains("style=\""))
        for handler in [" onclick", " onload", " onmouse", " onkey"] {
            #expect(!page.contains(handler))
        }
    }
}
