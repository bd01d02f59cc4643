import Experiment
import ExperimentReport
import Foundation
import Testing

@Suite("The picture of a series")
struct PictureTests {
    /// The picture of a report's first page, and its legend.
    private func parts(_ html: String) throws -> (picture: Substring, legend: Substring) {
        let start = try #require(html.range(of: "<section id=\"picture\">")).upperBound
        let legend = try #require(
            html.range(of: "<ul class=\"legend\">", range: start..<html.endIndex))
        let end = try #require(
            html.range(of: "</section>", range: legend.upperBound..<html.endIndex))
        return (html[start..<legend.lowerBound], html[legend.upperBound..<end.lowerBound])
    }

    @Test("the axis never leaves the scale of the instrument", arguments: ReportSamples.examples)
    func axis(_ example: String) throws {
        let report = try ReportSamples.example(example)
        let range = report.primary.data.outcome.instrument.range
        let (picture, _) = try parts(HTMLRenderer.text(report))
        // The labels of the axis stand at the end of their text, before the plot.
        let labels = picture.components(separatedBy: "text-anchor=\"end\">").dropFirst().compactMap
        {
            Double($0.prefix { $0 != "<" })
        }
        #expect(!labels.isEmpty && labels.allSatisfy { range.contains($0) })
    }

    @Test("a food that was tried again is marked and named on its days")
    func foods() throws {
        let (picture, _) = try parts(HTMLRenderer.text(ReportSamples.example("milk-back")))
        #expect(picture.contains(">milk</text>") && picture.contains(">egg</text>"))
        #expect(picture.contains("class=\"food\""))
    }
}
