import Foundation
import Testing

import Experiment
@testable import ExperimentDiary
@testable import ExperimentTrial
@testable import ExperimentAnalysis
@testable import ExperimentConclusions
@testable import ExperimentReport

@Suite("The calendar of a trial")
struct CalendarFileTests {
    private func calendar(_ plan: TrialPlan) -> String {
        TrialCalendar(plan, stamp: "2026-11-21T12:00:00Z", version: "0").text
    }

    @Test("lines end with CR LF and hold at most 75 octets, and unfolding gives the text back")
    func folding() {
        var file = CalendarFile()
        let long = "SUMMARY:" + String(repeating: "é🥛x", count: 60)
        file.line(long)
        #expect(
            file.text.utf8.filter { $0 == 10 }.count == file.text.utf8.filter { $0 == 13 }.count)
        let lines = Array(file.text.utf8).split(separator: 10).map { $0.dropLast() }
        #expect(lines.count > 4)
        #expect(lines.allSatisfy { $0.count <= 75 })
        #expect(lines.dropFirst().allSatisfy { $0.first == 32 })
        let unfolded = lines.enumerated().flatMap { $0 == 0 ? Array($1) : Array($1.dropFirst()) }
        #expect(String(decoding: unfolded, as: UTF8.self) == long)
    }

    @Test("commas, semicolons, backslashes and line breaks are escaped")
    func escaping() {
        #expect(CalendarFile.escaped("a,b;c\\d\ne\u{7}") == "a\\,b\\;c\\\\d\\ne")
    }

    @Test(
        "identifiers are different within a trial, and the same after an amendment with a higher sequence"
    )
    func identifiers() throws {
        func lines(_ text: String, _ name: String) -> [String] {
            text.split(separator: "\r\n").map(String.init).filter { $0.hasPrefix(name) }
        }
        let before = calendar(try Sample.plan())
        let after = calendar(
            try Sample.plan(
                adding: "amendments: [{on: 2026-12-20, change: extend, days: 2, reason: x}]"))
        let ids = lines(before, "UID:")
        #expect(ids.count == Set(ids).count)
        #expect(ids.count == 4)
        #expect(lines(after, "UID:") == ids)
        #expect(Set(lines(before, "SEQUENCE:")) == ["SEQUENCE:0"])
        #expect(Set(lines(after, "SEQUENCE:")) == ["SEQUENCE:1"])
    }

    @Test("phases that an amendment took out are cancelled under their old identifiers")
    func cancelled() throws {
        let before = calendar(try Sample.plan())
        let stopped =
            "amendments: [{on: 2026-12-20, change: pause, days: 5, reason: x}, "
            + "{on: 2026-12-27, change: stop, reason: S5}]"
        let after = calendar(try Sample.plan(adding: stopped))
        func events(_ text: String) -> [(id: String, isCancelled: Bool, sequence: String)] {
            text.components(separatedBy: "BEGIN:VEVENT\r\n").dropFirst().map { event in
                let lines = event.components(separatedBy: "\r\n")
                return (
                    lines.first { $0.hasPrefix("UID:") } ?? "",
                    lines.contains("STATUS:CANCELLED"),
                    lines.first { $0.hasPrefix("SEQUENCE:") } ?? ""
                )
            }
        }
        // Before, the pause's second half of the diet made four phases and two stretches of logging.
        let found = events(after)
        #expect(
            found.map { $0.id.prefix { $0 != "." } } == [
                "UID:phase-1", "UID:phase-2", "UID:phase-3", "UID:log-1", "UID:log-2",
                "UID:phase-4",
            ])
        #expect(found.map(\.isCancelled) == [false, false, false, false, false, true])
        #expect(Set(found.map(\.sequence)) == ["SEQUENCE:2"])
        #expect(events(before).allSatisfy { old in found.contains { $0.id == old.id } })
    }

    @Test("an all-day phase ends on the day after its last one")
    func exclusiveEnd() throws {
        let text = calendar(try Sample.plan())
        #expect(text.contains("DTSTART;VALUE=DATE:20261215\r\nDTEND;VALUE=DATE:20270126\r\n"))
    }
}

@Suite("The sheet of a trial")
struct DailySheetTests {
    @Test("two weeks a page, and texts of the person are escaped")
    func pages() throws {
        let html = DailySheet(
            try DraftPlan(
                yaml: Sample.yaml().replacingText(
                    "Test", with: "\"<script>alert(1)</script> & 'me'\""),
                file: "plan.yaml"
            ).validated()
        ).html
        #expect(html.split(separator: "<section>").count - 1 == 6)
        #expect(!html.contains("<script"))
        #expect(html.contains("&lt;script&gt;alert(1)&lt;/script&gt; &amp; &#39;me&#39;"))
        #expect(!html.contains("http"))
    }

    @Test("a questionnaire stands below the days, item by item, on its due days only")
    func items() throws {
        let html = DailySheet(
            try DraftPlan(
                yaml: """
                    title: Itch
                    outcomes:
                      - {id: itch, primary: true, scale: {from: 0, to: 10, better: lower}}
                      - {id: poem, instrument: poem, every: 7}
                    conditions: [{id: usual}, {id: free, against: usual}]
                    schedule:
                      start: 2026-03-02
                      phases: [{condition: usual, days: 14}, {condition: free, days: 14}]
                    """, file: "plan.yaml"
            ).validated()
        ).html
        let pages = html.components(separatedBy: "<section>").dropFirst()
        #expect(pages.count == 2)
        for page in pages {
            let items = try #require(page.components(separatedBy: "<div class=\"items\">").last)
            #expect(items.components(separatedBy: "<tr>").count - 2 == 7)
            #expect(items.contains("Sun<br>") && !items.contains("Mon<br>"))
            // What the numbers mean stands there once.
            #expect(items.components(separatedBy: "0 = none").count == 2)
        }
    }
}
