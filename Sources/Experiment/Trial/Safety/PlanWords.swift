import ExperimentDiary
import ExperimentText

/// What the free words of a plan speak of beside its conditions: its title, its question, and names of phases.
///
/// A food that they name and no condition or template knows is eaten, or left out where they or the conditions
/// say so. A suspect ("does milk make it worse?") may be either, unless something else says that it is left out.
struct PlanWords: Sendable {
    private let texts: [String]
    /// With the names of templates in them, which say of what an amount is.
    private let whole: [String]

    /// - `names`: of templates, which the words may repeat.
    init(_ texts: [String?], names: [String] = []) {
        whole = texts.compactMap { $0?.lowercased() }
        self.texts = whole.map { text in
            names.reduce(text) { $0.replacing($1.lowercased(), with: "") }
        }
    }

    /// - `known`: groups that conditions or the template account for.
    /// - `isLeavingOut`: the change takes something away that it does not name.
    func foods(beside known: [FoodGroup], isLeavingOut: Bool) -> (
        eaten: [FoodGroup], leftOut: [FoodGroup]
    ) {
        let words = FoodsInWords(texts, isOfTitle: true)
        func new(_ groups: [FoodGroup]) -> [FoodGroup] {
            groups.filter { !known.contains($0) && $0 != .other }
        }
        if isLeavingOut {
            return (new(words.eatenExpressly), new(words.eaten + words.suspected + words.leftOut))
        }
        // What is given up in one place is not eaten for being blamed in another.
        let suspects = words.suspected.filter { !words.leftOut.contains($0) }
        return (new(words.eaten + suspects), new(words.leftOut + words.suspected))
    }

    /// What they ask that no plan may.
    var unplannable: UnplannableChange? {
        .asked(by: texts, isNamed: true)
            ?? (UnplannableChange.asked(by: whole, isNamed: true) == .overdose ? .overdose : nil)
    }
}

extension Template {
    /// How it and its parts are called.
    var names: [String] {
        [name] + Self.catalogue.filter { components.contains($0.id) }.map(\.name)
    }

    /// Foods that words of the person add to it: what they leave out is for the template to say.
    func foodsAdded(by words: PlanWords) -> [FoodGroup] {
        words.foods(beside: removes + adds + mayAdd, isLeavingOut: !removes.isEmpty).eaten
    }
}

extension TrialPlan {
    private var ownWords: PlanWords {
        let phases = schedules.flatMap(\.schedule.phases).filter {
            isTested($0) && !$0.part.isReintroduction
        }
        return PlanWords(
            [title, question] + phases.map(\.name).firstOccurrences,
            names: template?.names ?? [])
    }

    /// Foods of the title, the question and names of phases that nothing else accounts for.
    var foodsOfWords: (eaten: [FoodGroup], leftOut: [FoodGroup]) {
        if let template { return (template.foodsAdded(by: ownWords), []) }
        let known = conditions.flatMap {
            $0.foodsLeftOut(beside: nil) + $0.foodsBroughtIn(beside: nil)
        }
        let isLeavingOut = testedConditions.contains { $0.takesAway }
        return ownWords.foods(beside: known, isLeavingOut: isLeavingOut)
    }

    /// What the plan asks that no plan may. A doctor's agreement opens what a doctor can lead, and a trial that
    /// was drawn or hidden elsewhere is led by somebody.
    package var unplannable: UnplannableChange? {
        let own = testedConditions.flatMap { [$0.name, $0.instruction ?? ""] + $0.bringsIn }
        guard let found = UnplannableChange.asked(by: own) ?? ownWords.unplannable else {
            return nil
        }
        guard found != .alcohol || !(template?.removes.contains(.alcohol) ?? false) else {
            return nil
        }
        let isLed =
            safety?.isAgreedWithClinician == true || drawnElsewhere != nil || blindedElsewhere
        return isLed && found.mayBeLed ? nil : found
    }
}

extension TrialPlan {
    /// Raw ferments and probiotics, in the words of a plan without a template.
    var bringsLiveMicrobes: Bool {
        let texts = testedConditions.flatMap { [$0.name, $0.instruction ?? ""] + $0.bringsIn }
        return template == nil
            && HeardText(([title] + texts).joined(separator: ". ")).clauses.contains { clause in
                clause.words.indices.contains { place in
                    !clause.denied.contains(place) && Self.isLive(clause.words[place])
                }
            }
    }

    private static func isLive(_ word: String) -> Bool {
        word.hasPrefix("probiotic") || word.hasPrefix("ferment")
            || FoodGroup.groups(in: word).contains(.ferments)
    }
}

extension Condition {
    /// Its words take something away and name no food.
    fileprivate var takesAway: Bool {
        foodsLeftOut(beside: nil).isEmpty && foodsBroughtIn(beside: nil).isEmpty
            && FoodsInWords.takesAway([name, instruction].compactMap(\.self))
    }
}
