import ExperimentDiary
import ExperimentText

extension Template {
    package static let mindfulness = Template(
        id: "mindfulness-8w", name: "Mindfulness for eight weeks", kind: .behaviour,
        aliases: ["mindfulness", "meditation", "calming-ritual"],
        instruction: "The same practice every day, with its minutes logged.",
        doseUnit: "minutes a day",
        baseline: PhaseLength(14), active: PhaseLength(56), lag: PhaseLength(14),
        washout: PhaseLength(28),
        reversal: .impossible(reason: "a skill once learned is not unlearned by stopping"),
        covariates: [.stress, .sleep, .phototherapy],
        evidence: [
            SourcedStatement(
                "Psoriasis: 37 people cleared faster during light treatment", .verified,
                "Kabat-Zinn 1998, Psychosom Med 60:625")
        ],
        cautions: [
            .ours("Do not start as exams or another strain end: the end alone can bring the change")
        ],
        isIrreversible: true, mayComeFirst: false)

    package static let sleep = Template(
        id: "sleep-4w", name: "Earlier and steadier sleep for four weeks", kind: .behaviour,
        aliases: ["sleep", "bedtime"],
        instruction: "A fixed bedtime that allows 8 hours, every day.",
        doseUnit: "hours slept", baseline: PhaseLength(14), active: PhaseLength(28),
        lag: PhaseLength(3),
        washout: PhaseLength(7), reversal: .returnToUsual(days: 28),
        covariates: [.caffeine, .alcohol, .nightItch],
        evidence: [.ours("No trial stands behind these lengths")],
        cautions: [.ours("Itch at night disturbs sleep: the arrow may point the other way")])

    package static let exercise = Template(
        id: "exercise-8w", name: "Gentle exercise for eight weeks", kind: .behaviour,
        aliases: ["exercise", "walking"],
        instruction: "The same gentle exercise of 20 to 30 minutes on most days.",
        doseUnit: "minutes a day", baseline: PhaseLength(14), active: PhaseLength(56),
        lag: PhaseLength(14), washout: PhaseLength(14), reversal: .returnToUsual(days: 28),
        covariates: [.exercise, .heat, .stress, .sleep, .weight],
        evidence: [.ours("No trial stands behind these lengths")],
        cautions: [.ours("Heat and sweat can flush the skin by themselves: log them")],
        interactsWith: [.glucoseLowering], isExertion: true)
}
