import ExperimentText

/// The most of a substance that an adult takes in a day without a doctor.
/// Sources: tolerable upper intake levels of the dietary reference intakes: vitamins A and B6, NBK278991, table
/// 17; vitamin D, BCcampus, Human Nutrition, appendix A [V]; zinc, selenium, iodine and calcium [M].
struct DailyLimit: Sendable {
    private let name: HeardSign.Pattern
    /// By unit as people write it.
    private let most: [String: Double]

    private init(_ name: String, _ most: [String: Double]) {
        self.name = HeardSign.Pattern(name)
        self.most = most
    }

    /// A number of these units beside the name of the substance. The weight of a salt is not that of its metal,
    /// and what is taken once a week is less than it looks.
    func isPassed(in words: [String]) -> Bool {
        guard !name.places(in: words).isEmpty,
            !words.contains(where: { Self.otherwise.contains($0) || $0.hasSuffix("ate") })
        else { return false }
        return words.indices.contains { place in
            guard let (number, unit) = Self.amount(at: place, in: words) else { return false }
            return most[unit].map { number > $0 } ?? false
        }
    }

    /// `50000 iu`, `500mg`, `50.000 iu`; thousands may have a point or a space.
    private static func amount(at place: Int, in words: [String]) -> (Double, String)? {
        let word = words[place]
        let digits = word.prefix { $0.isNumber || $0 == "." }
        guard let first = digits.first, first.isNumber else { return nil }
        let groups = digits.split(separator: ".")
        let isGrouped = groups.count > 1 && groups.dropFirst().allSatisfy { $0.count == 3 }
        guard let number = Double(isGrouped ? groups.joined() : String(digits)) else { return nil }
        let rest = String(word.dropFirst(digits.count))
        guard rest.isEmpty || rest == "k" else { return (number, rest) }
        let next = words.dropFirst(place + 1).first ?? ""
        if rest.isEmpty, next.count == 3, let thousands = Double(next) {
            return (number * 1000 + thousands, words.dropFirst(place + 2).first ?? "")
        }
        return (rest == "k" ? number * 1000 : number, next)
    }

    private static let otherwise: Set<String> = ["week", "weekly", "weeks", "month", "monthly"]

    private static func micrograms(
        _ most: Double, iu: Double? = nil, mg: Double? = nil
    ) -> [String: Double] {
        var limits = [
            "micrograms": most, "mcg": most, "ug": most, "\u{B5}g": most, "\u{3BC}g": most,
        ]
        (limits["iu"], limits["units"], limits["mg"]) = (iu, iu, mg)
        return limits
    }

    private static func milligrams(_ most: Double) -> [String: Double] {
        ["mg": most, "milligrams": most, "g": most / 1000]
    }

    static let all = [
        DailyLimit("=vitamin|vit d|d3|d2", micrograms(100, iu: 4000)),
        DailyLimit("cholecalciferol|colecalciferol|d3", micrograms(100, iu: 4000)),
        DailyLimit("=vitamin|vit a", micrograms(3000, iu: 10000)),
        DailyLimit("retinol", micrograms(3000, iu: 10000)), DailyLimit("zinc", milligrams(40)),
        DailyLimit("selenium", micrograms(400)),
        DailyLimit("iodine|kelp|lugol*", micrograms(1100, mg: 1.1)),
        DailyLimit("=vitamin|vit b6", milligrams(100)), DailyLimit("calcium", milligrams(2500)),
    ]
}
