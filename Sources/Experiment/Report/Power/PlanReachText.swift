import ExperimentAnalysis
import ExperimentConclusions
import ExperimentPlanning
import ExperimentText
import ExperimentTrial

/// What a plan can say and what it cannot, in words: the same in `n1 plan`, `n1 plan --check` and
/// `n1 power`.
package enum PlanReachText {
    /// Empty where no comparison could be tried out.
    package static func text(_ reach: [PlanReach], style: TerminalStyle) -> String {
        guard !reach.isEmpty else { return "" }
        var page = TextPage(style)
        page.title("What can it say?")
        for one in reach {
            if reach.count > 1 { page.heading(Phrase.quoted(one.condition.name)) }
            page.points(sentences(one))
        }
        return "\n" + page.text
    }

    /// The most telling first.
    package static func sentences(_ reach: PlanReach) -> [String] {
        [size(reach), none(reach), claim(reach), grade(reach), draw(reach), phases(reach)]
            .compactMap(\.self)
            + reach.rhythms.map(\.sentence)
    }

    private static func size(_ reach: PlanReach) -> String {
        let world = reach.study.world
        let person =
            "SD \(points(world.sd.value, reach)), \(world.sd.origin.text); autocorrelation "
            + "\(Rounding.fixed(world.rho.value, decimals: 2))"
        let error =
            "The difference will be known to a standard error of about "
            + "\(points(reach.standardError, reach)) (\(person))"
        let alone = reach.isOneOfSeveral ? " That is of this outcome by itself." : ""
        guard let worthwhile = reach.worthwhile, let ratio = reach.ratio else {
            return error + "." + alone
        }
        return error + "; the smallest worthwhile change, \(points(worthwhile, reach)), is "
            + "\(Rounding.fixed(ratio, decimals: 1)) of them." + alone
    }

    private static func none(_ reach: PlanReach) -> String? {
        guard reach.canSayNone == false, let worthwhile = reach.worthwhile else { return nil }
        let needed = worthwhile / PlanReach.leastRatioForNone
        return "It cannot say “no worthwhile difference”: that needs a standard error of "
            + "\(points(needed, reach)) or less. More days, more changes back and forth or a larger "
            + "worthwhile change would allow it."
    }

    private static func claim(_ reach: PlanReach) -> String {
        let claim =
            "It speaks of a difference from \(points(reach.claimFrom, reach)) on"
        guard let helped = reach.helpedFrom, helped > reach.claimFrom else {
            return claim + ", and then says “helped”."
        }
        return claim + ", and says “helped” rather than “helped a little” from "
            + "\(points(helped, reach)) on."
    }

    private static func grade(_ reach: PlanReach) -> String? {
        guard let graded = reach.graded else { return nil }
        let lacks = graded.reasons.compactMap(lack)
        return "At best, its evidence is graded \(graded.grade.rawValue) (A is the strongest)"
            + (lacks.isEmpty ? "." : ": \(PlainNumber.list(lacks)).")
    }

    /// What a better grade would need, before anything was lived; the draw and the rhythms have lines of
    /// their own.
    private static func lack(_ reason: GradedEvidence.Reason) -> String? {
        switch reason {
        case .orderNotRandomised: "chance does not decide the order"
        case .fewPhases(let count): "each condition comes only \(Phrase.times(count))"
        case .phasesTooShort(let days, let needed):
            "the shortest phase has \(Phrase.count(days, "day")), where "
                + "\(PlainNumber.text(needed, decimals: 0)) are taken for an effect to come or to go"
        case .carryover(let carryover) where !carryover.isAddressed:
            "too few days are left out after a tested phase"
        case .oneChangeOnly(let challenges, _):
            challenges == 0
                ? "there is one change and no going back"
                : "the difference rests on one change, and challenges are judged food by food"
        case .bundle(let changes): "\(changes) changes start together"
        case .alsoChanged: "something else is known to change meanwhile"
        case .fewAnalysedDays(let days):
            "one of the two has only \(Phrase.count(days, "analysed day"))"
        case .noStableBaseline(let days, _): "its baseline has only \(Phrase.count(days, "day"))"
        case .startedInABadSpell(let days):
            "it begins in a bad spell, after \(Phrase.count(days, "day")) of record"
        case .seasonAligned: "each condition sits in a season of its own"
        default: nil
        }
    }

    private static func draw(_ reach: PlanReach) -> String? {
        guard let smallest = reach.smallestP, let reachesLevel = reach.reachesLevel else {
            return nil
        }
        let p =
            "The smallest p that the draw can reach is \(PlainNumber.text(smallest, decimals: 4))"
        let seven = "\(PlanReach.pairsForA) pairs (--set pairs=\(PlanReach.pairsForA))"
        if !reachesLevel {
            let more = reach.tooFewPairs == nil ? "seven random pairs or more" : seven
            return p + ": chance alone could always explain the answer, so no A. Take \(more)."
        }
        guard let pairs = reach.tooFewPairs else { return p + "." }
        return p + ": with \(pairs) pairs only the clearest order earns an A. Take \(seven)."
    }

    private static func phases(_ reach: PlanReach) -> String? {
        guard !reach.isOneOfSeveral, reach.canSayNone != false, reach.fastHalfLife < 14 else {
            return nil
        }
        let days = Wording.fast(reach.fastHalfLife)
        return
            "An effect that takes more than \(days) to come or to go by half can hide in phases of "
            + "this length: “no worthwhile difference” may then hold only “if it comes and goes within "
            + "\(days)”."
    }

    private static func points(_ value: Double, _ reach: PlanReach) -> String {
        "\(Rounding.fixed(value, decimals: value < 10 ? 2 : 1)) \(reach.study.outcome.instrument.unit)"
    }
}
