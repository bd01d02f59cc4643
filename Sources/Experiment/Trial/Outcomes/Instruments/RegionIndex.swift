import ExperimentDiary
import ExperimentText

/// Sum over body regions of weight x area grade x summed signs: the shape that EASI and PASI share.
struct RegionIndex: ScoringRule {
    let regions: [(name: String, weight: Double)]
    let signs: [String]

    package func value(of answers: CheckedAnswers) -> Double {
        parts(of: answers).reduce(0) { $0 + $1.value }
    }

    package func parts(of answers: CheckedAnswers) -> [Score.Part] {
        regions.map { region in
            let sum = signs.reduce(0) { $0 + answers["\(region.name).\($1)"] }
            let area = Self.areaGrade(percent: answers["\(region.name).area"])
            return Score.Part(region.name, region.weight * area * sum)
        }
    }

    /// 0 %, under 10, under 30, under 50, under 70, under 90 and up to 100 % are grades 0 to 6.
    static func areaGrade(percent: Double) -> Double {
        if percent <= 0 { return 0 }
        return 1 + Double([10.0, 30, 50, 70, 90].count { percent >= $0 })
    }

    /// The signs and the affected area of every region.
    package func items(signs allowed: AllowedValues) -> [InstrumentItem] {
        regions.flatMap { region in
            signs.map {
                InstrumentItem("\(region.name).\($0)", allowed, "0 none to the worst grade")
            }
                + [
                    InstrumentItem(
                        "\(region.name).area", .range(0...100, step: nil),
                        "% of this region that is affected")
                ]
        }
    }
}
