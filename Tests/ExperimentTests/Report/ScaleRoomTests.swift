import Experiment
import Foundation
import Testing

@testable import ExperimentAnalysis
@testable import ExperimentConclusions
@testable import ExperimentReport
@testable import ExperimentTrial

@Suite("What a scale can hold")
struct ScaleRoomTests {
    @Test("from an average of 2 on a scale from 0 to 4 two points are left either way")
    func room() throws {
        let grades = try Instrument.custom(id: "g", range: 0...4)
        let room = ScaleRoom(grades, from: 2)
        #expect(room.range == -2...2)
        #expect(room.held(-4) == -2 && room.held(1.5) == 1.5 && room.held(3) == 2)
        let target = try Instrument.custom(id: "s", range: 0...24, direction: .target(7...9))
        #expect(target.analysedRange == 0...15)
        #expect(ScaleRoom(target, from: 1).range == -1...14)
    }

    /// Two stretches that rise with one slope, the second from far below: with the trend taken out the
    /// second is 3.8 below the first, whose average is 2.3.
    private func report() throws -> Report {
        let start = CalendarDay(daysSinceEpoch: 20_788)
        let yaml = """
            title: beyond
            outcomes: [{id: skin, scale: {from: 0, to: 4, step: 0.1, better: lower}, worthwhile: 1}]
            conditions: [{id: usual}, {id: diet, against: usual}]
            schedule:
              start: \(start)
              phases: [{condition: usual, days: 14}, {condition: diet, days: 14}]
            analysis: {trend: true, method: ols}
            """
        let rows = (0..<28).map { day -> String in
            let noise = [0.1, -0.1, 0, 0.1, 0, -0.1, 0][day * 3 % 7]
            let value = (day < 14 ? 1 : -2.8) + 0.2 * Double(day) + noise
            return "\(start.advanced(by: day)),\((10 * max(0, value)).rounded() / 10)"
        }
        return try ReportSamples.report(
            yaml: yaml, csv: Array((["date,skin"] + rows).joined(separator: "\n").utf8))
    }

    @Test("the words stop where the scale ends, the computed numbers stay, and a caveat says both")
    func words() throws {
        let report = try report()
        let comparison = try #require(report.headline.comparison)
        let reference = try #require(comparison.reference)
        #expect(comparison.effect.estimate < -reference.mean - 0.5)
        #expect(comparison.told.estimate == -reference.mean)
        let mean = comparison.rounding.size(reference.mean)
        let headline = Wording.headline(report.headline)
        #expect(
            headline.contains("\(mean) points lower (better, where the scale ends)"), "\(headline)")
        let text = MarkdownRenderer.text(report)
        let caveat =
            "By itself the analysis gives \(comparison.rounding.text(comparison.effect.estimate))"
        #expect(text.components(separatedBy: caveat).count == 2, "\(text)")
        #expect(text.contains("has room for \(mean) points better"))
        #expect(JSONRenderer.text(report).contains(caveat))
    }

    @Test("an estimate inside the scale has no such caveat")
    func inside() throws {
        let comparison = try #require(SampleTrial().report().headline.comparison)
        let caveats = comparison.caveats.filter(\.isAboutScale)
        #expect(caveats.isEmpty)
        #expect(comparison.told.estimate == comparison.effect.estimate)
    }
}
