import Experiment
import ExperimentTrial
import TestSupport
import Testing

@Suite("Weight and height as people write them")
struct BodySizeTests {
    /// By hand: 1 lb = 0.45359237 kg, 1 stone = 14 lb, 1 inch = 2.54 cm.
    @Test(arguments: [
        ("72", 72), ("72 kg", 72), ("72,5kg", 72.5), ("158 lb", 71.667_594_46),
        ("11 st 4", 71.667_594_46), ("11st", 69.853_224_98),
    ])
    func weight(_ text: String, _ kilograms: Double) throws {
        #expect(abs(try #require(BodySize.kilograms(text)) - kilograms) < 1e-9)
    }

    @Test(arguments: [
        ("178", 1.78), ("178 cm", 1.78), ("1.78", 1.78), ("1,78 m", 1.78), ("5'10", 1.778),
        ("5'10\"", 1.778), ("5 ft 10", 1.778), ("5 foot 10 inches", 1.778), ("6 ft", 1.8288),
    ])
    func height(_ text: String, _ metres: Double) throws {
        #expect(abs(try #require(BodySize.metres(text)) - metres) < 1e-9)
    }

    @Test(
        "what is no weight, or nobody's, is asked again",
        arguments: ["", "heavy", "7", "720", "72 stones and a bit", "-72", "nan", "72 apples"])
    func noWeight(_ text: String) { #expect(BodySize.kilograms(text) == nil) }

    @Test(arguments: ["", "tall", "17.8", "3", "178 miles", "5'x", "inf"])
    func noHeight(_ text: String) { #expect(BodySize.metres(text) == nil) }

    @Test("72 kg at 1.80 m make 22.2")
    func index() { #expect(abs(BodySize.index(kilograms: 72, metres: 1.8) - 72 / 3.24) < 1e-12) }
}
