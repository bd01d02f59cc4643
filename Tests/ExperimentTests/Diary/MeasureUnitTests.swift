import Testing

@testable import ExperimentDiary
@testable import ExperimentText

@Suite("Units")
struct MeasureUnitTests {
    @Test(
        "a number in another unit is what the definitions say",
        arguments: [
            // A stone is 14 pounds of 0.45359237 kg; 212 °F is where water boils; 18.0156 mg/dL of
            // glucose are 1 mmol/L; a kilocalorie is 4.184 kJ.
            ("1", "st", "kg", 6.350_293_18), ("150", "lbs", "kg", 68.038_855_5),
            ("212", "°F", "°C", 100), ("0", "°C", "°F", 32), ("3", "mi", "km", 4.828_032),
            ("90", "min", "h", 1.5), ("450", "ms", "s", 0.45), ("4184", "kJ", "kcal", 1000),
            ("12", "[in_i]", "[ft_i]", 1), ("90.078", "mg/dL", "mmol/L", 5),
        ])
    func converted(_ number: String, _ from: String, _ to: String, _ expected: Double) throws {
        let (from, to) = (try #require(MeasureUnit(from)), try #require(MeasureUnit(to)))
        let number = try #require(decimalNumber(number))
        let found = try #require(from.converted(number, to: to, of: "glucose"))
        #expect(abs(found - expected) <= 1e-12 * max(1, abs(expected)))
        let back = try #require(to.converted(found, to: from, of: "glucose"))
        #expect(abs(back - number) <= 1e-12 * max(1, abs(number)))
    }

    @Test("what has nothing to do with each other is not converted, nor a mole of anything else")
    func refused() throws {
        let (kg, h) = (try #require(MeasureUnit("kg")), try #require(MeasureUnit("h")))
        #expect(kg.converted(1, to: h, of: "x") == nil)
        let (mg, mmol) = (try #require(MeasureUnit("mg/dL")), try #require(MeasureUnit("mmol/L")))
        #expect(mg.converted(190, to: mmol, of: "cholesterol") == nil)
        #expect(MeasureUnit("parsec") == nil)
    }

    @Test(
        "a unit is read beside a name and beside a number",
        arguments: [
            ("Weight (lbs)", "lbs"), ("Weight [kg]", "kg"), ("weight_kg", "kg"),
            ("temperature (°F)", "°F"), ("Pain (0-10)", ""), ("itch", ""), ("plan_b", ""),
            ("vitamin_c", ""),
        ])
    func header(_ header: String, _ unit: String) {
        #expect(WrittenUnit.of(header: header) == (unit.isEmpty ? nil : unit))
    }

    @Test("a cell is a number with its unit, or a word")
    func cell() {
        let weight = WrittenUnit.of(cell: "150,5 lbs", mark: .comma)
        #expect(weight?.number == 150.5 && weight?.unit == "lbs")
        #expect(WrittenUnit.of(cell: "5 apples", mark: .point) == nil)
        #expect(WrittenUnit.of(cell: "lbs", mark: .point) == nil)
    }

    @Test(
        "short numbers are read as the general way reads them",
        arguments: [
            "0", "7", "72.5", "0.1", "0.3", "123456789012345", "0.000000000000001", "1.", ".5",
            "-3",
            "1e5", "9007199254740993", "999999999999999.9", "4.35", "2.675", "1.005", "00012", "",
            "1.2.3", "+4",
        ])
    func decimal(_ text: String) {
        let isNumber =
            text.utf8.allSatisfy { "0123456789+-.eE".utf8.contains($0) } ? Double(text) : nil
        #expect(decimalNumber(text) == isNumber)
    }
}
