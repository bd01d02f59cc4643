import ExperimentText

/// What the challenges of a food came to so far, for what is done with it on the days after them.
package struct TriedFood: Sendable, Equatable {
    package let food: String
    /// Challenges that could be counted, and those after which the scores rose.
    package let challenges: Int
    package let flares: Int
    /// Whether that counts as a reaction, or something happened at once.
    package let rose: Bool

    package init(food: String, challenges: Int, flares: Int, rose: Bool) {
        self.food = food
        self.challenges = challenges
        self.flares = flares
        self.rose = rose
    }

    package var isQuiet: Bool { !rose && flares == 0 && challenges > 0 }

    /// `scores rose after 1 of 3`.
    var counted: String { "scores rose after \(flares) of \(challenges)" }
}

extension TrialPlan {
    /// What is done in the phase in which a food is eaten again and again, by what its challenges showed.
    func sustained(_ tried: TriedFood, often: String, portion: String) -> String {
        let food = tried.food
        if tried.rose {
            return
                "The challenges of \(food) were not quiet (\(tried.counted)): it is not eaten again and "
                + "again. Leave it out, and talk to a doctor or dietitian; n1 amend --end-phase goes on "
                + "without these days."
        }
        if tried.isQuiet {
            return
                "Eat \(food) on \(often) days: its challenges were quiet (\(tried.counted)).\(portion)"
        }
        return
            "The challenges of \(food) decided nothing (\(tried.counted)). Eat it on \(often) days only "
            + "if you want to know more; else leave it out.\(portion)"
    }

    /// What becomes of foods that were tried again, by what their challenges showed; empty without any.
    func afterwards(of tried: [TriedFood]) -> String {
        func names(_ foods: [TriedFood]) -> String {
            PlainNumber.list(foods.map { Phrase.plain($0.food) })
        }
        let (quiet, rose) = (tried.filter(\.isQuiet), tried.filter(\.rose))
        let open = tried.filter { !$0.isQuiet && !$0.rose }
        let back =
            quiet.isEmpty
            ? ""
            : " \(Phrase.capitalised(names(quiet))) stayed quiet and \(quiet.count == 1 ? "comes" : "come") "
                + "back now, a small portion on the first days, then as often as before, twice a week at "
                + "least so that it stays tolerated."
        let talk = rose + open
        return back
            + (rose.isEmpty ? "" : " Scores rose after \(names(rose)).")
            + (open.isEmpty ? "" : " The challenges of \(names(open)) decided nothing.")
            + (talk.isEmpty ? "" : " Talk \(names(talk)) over with a doctor or dietitian first.")
    }
}
