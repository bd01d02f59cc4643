import ExperimentAnalysis
import ExperimentConclusions
import ExperimentDiary
import ExperimentText
import ExperimentTrial

/// What happened to the person, in sentences: the first thing in a report and in a letter, before
/// any
/// number.
enum SafetyWording {
    typealias Block = ReportDocument.Block

    /// To whom it is said.
    enum Voice {
        case toThePerson, byThePerson

        fileprivate var wrote: String {
            switch self {
            case .toThePerson: "you wrote down"
            case .byThePerson: "I wrote down"
            }
        }
    }

    /// Rules that spoke and what was logged, day by day; empty where nothing has to be told.
    static func first(_ report: Report, _ voice: Voice = .toThePerson) -> [Block] {
        let story = SafetyStory(report.primary.data.record)
        return paragraphs(story, report.plan, voice).map { .paragraph($0) }
    }

    /// What a rule spoke about stands by itself, and so does where help is; what was logged beside is one
    /// paragraph.
    static func paragraphs(
        _ story: SafetyStory, _ plan: TrialPlan, _ voice: Voice = .toThePerson
    ) -> [String] {
        let beside = logged(story).joined(separator: " ")
        return spoken(story, plan, voice) + (beside.isEmpty ? [] : [beside]) + help(story)
    }

    static func sentences(
        _ story: SafetyStory, _ plan: TrialPlan, _ voice: Voice = .toThePerson
    ) -> [String] { spoken(story, plan, voice) + logged(story) + help(story) }

    private static func help(_ story: SafetyStory) -> [String] {
        story.mentionsMood ? [StopRule.whereHelpIs] : []
    }

    /// Instead of steps where a rule ended the question; and what safety has to say throughout.
    static func next(_ report: Report, _ steps: [Block]) -> [Block] {
        let story = SafetyStory(report.primary.data.record)
        let foods = FoodsBack.next(report, story)
        let back: [Block] = foods.isEmpty ? [] : [.list(foods)]
        let closed = closing(story, report.plan)
        let kept = closed == nil ? report.plan.notForHome(after: story.spoken) : nil
        return (closed.map { [.paragraph($0)] } ?? back + steps)
            + [kept].compactMap { $0.map(Block.paragraph) } + warnings(story)
    }

    /// Nutrients, tolerance, breadth, as the plan wrote them down.
    static func warnings(_ story: SafetyStory) -> [Block] {
        let lines = warningLines(story)
        return lines.isEmpty ? [] : [.list(lines)]
    }

    static func warningLines(_ story: SafetyStory) -> [String] {
        story.warnings.map { warning in
            warning.message
                + (warning.checklist.isEmpty
                    ? "" : " Checklist: " + warning.checklist.joined(separator: "; ") + ".")
        }
    }

    static func closing(_ story: SafetyStory, _ plan: TrialPlan) -> String? {
        guard let notice = story.closing else { return nil }
        let isReaction = [.s1, .s2].contains(notice.rule)
        let isClosed = plan.foodsLeftOut.contains(where: \.isStaple) && !story.food.isForHome
        let food =
            isReaction
            ? " The food is tried again under supervision only."
            : isClosed ? " \(story.food.reason)" : ""
        return "Talk to a doctor before anything else is tried: rule \(notice.rule.rawValue) "
            + "spoke on "
            + "\(Phrase.day(notice.day)).\(food) End the plan with n1 amend --stop."
    }

    /// One sentence for rules that the same words made speak, with the most urgent one's advice.
    private static func spoken(
        _ story: SafetyStory, _ plan: TrialPlan, _ voice: Voice
    ) -> [String] {
        let groups = grouped(story.spoken) { "\($0.day) \($0.words)" }
        return groups.compactMap { group in
            guard let notice = group.first else { return nil }
            let rules =
                (group.count == 1 ? "stop rule " : "stop rules ")
                + PlainNumber.list(group.map(\.rule.rawValue)) + " spoke"
            let words = PlainNumber.list(notice.words.map(Phrase.quoted))
            let what =
                words.isEmpty
                ? "\(rules) (\(notice.rule.trigger))" : "\(voice.wrote) \(words), and \(rules)"
            let advice =
                voice == .toThePerson || notice.wasAnswered(in: plan)
                ? " \(outcome(notice, plan, voice))" : ""
            return "On \(Phrase.day(notice.day)) \(what).\(advice)"
        }
    }

    /// What to do; of a pause that was taken, that it was.
    private static func outcome(_ notice: StopNotice, _ plan: TrialPlan, _ voice: Voice) -> String {
        guard let pause = notice.pause(in: plan), case .pause(let days) = pause.change else {
            return notice.message(in: plan)
        }
        let last =
            plan.schedule.pause(on: pause.day)?.upperBound ?? pause.day.advanced(by: days - 1)
        return "The trial paused from \(Phrase.day(pause.day)) to \(Phrase.day(last))."
    }

    private static func logged(_ story: SafetyStory) -> [String] {
        let told = story.spoken.flatMap(\.words)
        let others = story.reactions.filter { event in !(event.text.map(told.contains) ?? false) }
        return [
            sentence("Reactions written down", others),
            sentence(
                "Rescue treatment on \(Phrase.count(story.rescueDays, "day"))", story.rescue),
            sentence("Illness", story.illness),
            story.weight.map(weight),
            story.lacksRecord ? TrialPlan.unasked : nil,
        ].compactMap(\.self)
    }

    private static func sentence(_ title: String, _ events: [SafetyStory.Event]) -> String? {
        guard !events.isEmpty else { return nil }
        let shown = events.prefix(4).map { event in
            let name = event.text.map { Phrase.quoted($0) + " on " } ?? ""
            return name + Phrase.stretches(event.days)
        }
        let more = events.count > 4 ? "; and \(events.count - 4) more" : ""
        return "\(title): \(shown.joined(separator: "; "))\(more)."
    }

    private static func weight(_ weight: SafetyStory.Weight) -> String {
        let change = Rounding.fixed(abs(weight.change), decimals: 1)
        let way =
            weight.change < 0
            ? "\(change) kg down" : weight.change > 0 ? "\(change) kg up" : "the same"
        return "Weight: \(PlainNumber.text(weight.first)) kg on "
            + "\(Phrase.day(weight.days.lowerBound)), "
            + "\(PlainNumber.text(weight.last)) kg on \(Phrase.day(weight.days.upperBound)) (\(way))."
    }
}
