import ExperimentDiary
import ExperimentText

/// What kind of change a template makes.
package enum TemplateKind: String, Sendable, Hashable, CaseIterable {
    case diet, supplement, behaviour, topical
}

/// Medicines that a change of food can interfere with.
package enum MedicineClass: String, Sendable, Hashable, CaseIterable {
    /// Insulin or a sulfonylurea: with fewer carbohydrates the blood sugar can fall too low.
    case glucoseLowering = "glucose-lowering"
    /// A blood thinner: omega-3 and vitamin K change how it works.
    case anticoagulant
    /// An MAO inhibitor: aged ferments hold tyramine.
    case maoInhibitor = "mao-inhibitor"
}

/// A change that a person can try, with the lengths, the log and the cautions that go with it.
///
/// Numbers of days are defaults of this project unless a statement of `evidence` says otherwise.
package struct Template: Sendable, Identifiable {
    /// Name in plans and commands, as `dairy-free-6w`.
    package let id: String
    package let name: String
    package let kind: TemplateKind
    /// Other words that people use for it; they find it, too.
    package let aliases: [String]
    /// What is done on the days of the active phase.
    package let instruction: String
    /// How the dose is counted; nil when the change is all or nothing.
    package let doseUnit: String?
    package private(set) var removes: [FoodGroup]
    package private(set) var adds: [FoodGroup]
    /// Groups that come along unless the person picks foods without them.
    package let mayAdd: [FoodGroup]
    package let baseline: PhaseLength
    /// Days at the start of the active phase in which the dose rises; part of `active`.
    package let rampDays: Int
    package let active: PhaseLength
    /// First days of a phase that the main estimate leaves out.
    package let lag: PhaseLength
    package let washout: PhaseLength
    package let reversal: Reversal
    /// What life looks like afterwards, when something was learned.
    package let maintenance: String?
    package let covariates: [SuggestedCovariate]
    package let evidence: [SourcedStatement]
    package let cautions: [SourcedStatement]
    /// Longest active phase without a clinician's agreement; nil where there is no cap.
    package let cap: PhaseLength?
    /// A skill or a store in the body that stays: before/after or staggered designs only.
    package let isIrreversible: Bool
    /// False when its effect lingers so long that it must not be the first arm of a crossover.
    package let mayComeFirst: Bool
    /// Holds live microbes.
    package private(set) var isLive: Bool
    /// Medicines that it can interfere with.
    package let interactsWith: [MedicineClass]
    /// Not to be planned without a clinician or dietitian, whatever its length.
    package let needsClinician: Bool
    /// A way of eating as a whole, though it leaves out no single food.
    package let isDietPattern: Bool
    /// It asks effort of the body.
    package let isExertion: Bool
    /// Ids of the templates that a bundle joins; empty for a single change.
    package let components: [String]

    package init(
        id: String, name: String, kind: TemplateKind, aliases: [String] = [], instruction: String,
        doseUnit: String? = nil, removes: [FoodGroup] = [], adds: [FoodGroup] = [],
        mayAdd: [FoodGroup] = [], baseline: PhaseLength, rampDays: Int = 0, active: PhaseLength,
        lag: PhaseLength, washout: PhaseLength, reversal: Reversal, maintenance: String? = nil,
        covariates: [SuggestedCovariate], evidence: [SourcedStatement] = [],
        cautions: [SourcedStatement] = [], cap: PhaseLength? = nil, isIrreversible: Bool = false,
        mayComeFirst: Bool = true, isLive: Bool = false,
        interactsWith: [MedicineClass] = [], needsClinician: Bool = false,
        isDietPattern: Bool = false, isExertion: Bool = false,
        components: [String] = []
    ) {
        self.id = id
        self.name = name
        self.kind = kind
        self.aliases = aliases
        self.instruction = instruction
        self.doseUnit = doseUnit
        self.removes = removes
        self.adds = adds
        self.mayAdd = mayAdd
        self.baseline = baseline
        self.rampDays = rampDays
        self.active = active
        self.lag = lag
        self.washout = washout
        self.reversal = reversal
        self.maintenance = maintenance
        self.covariates = covariates
        self.evidence = evidence
        self.cautions = cautions
        self.cap = cap
        self.isIrreversible = isIrreversible
        self.mayComeFirst = mayComeFirst
        self.isLive = isLive
        self.interactsWith = interactsWith
        self.needsClinician = needsClinician
        self.isDietPattern = isDietPattern
        self.isExertion = isExertion
        self.components = components
    }

    /// The same change with the foods that a plan names for itself.
    package func leavingOut(_ removed: [FoodGroup], bringingIn added: [FoodGroup]) -> Template {
        var template = self
        (template.removes, template.adds) = (removed, added)
        return template
    }

    var withLiveMicrobes: Template {
        var template = self
        template.isLive = true
        return template
    }

    /// A baseline is at least this long.
    package static let leastBaselineDays = 14
    /// And has at least this many days with a score.
    package static let leastObservedBaselineDays = 10
    /// Antibiotic days and this many after them are left out; an arm of live microbes pauses.
    package static let daysLeftOutAfterAntibiotics = 42

    /// Antibiotics undo what it does.
    package var pausesForAntibiotics: Bool { isLive }
    /// It can start at one site of the body, or for one outcome, while others wait: what is put on
    /// the
    /// skin, and a practice whose skill stays, which the notes give to a multiple baseline.
    package var startsInOnePlace: Bool {
        kind == .topical || (kind == .behaviour && isIrreversible && !isBundle)
    }
    /// It is eaten, swallowed or left out, so that it reaches the whole body on one day.
    package var isOfWholeBody: Bool {
        let parts = Self.catalogue.filter { components.contains($0.id) }
        return kind == .diet || kind == .supplement || !removes.isEmpty || !adds.isEmpty
            || parts.contains(where: \.isOfWholeBody)
    }
    /// It takes foods away.
    package var isRestriction: Bool { removes.contains { $0 != .alcohol } }
    /// Several changes that start together, of which only the joint effect can be told.
    package var isBundle: Bool { !components.isEmpty }

    /// Days from the first of the baseline to the last of the reversal, wash-out between.
    package func totalDays(for complaint: Complaint?) -> Int {
        baseline.days(for: complaint) + active.days(for: complaint)
            + (reversal.days > 0 ? washout.days(for: complaint) + reversal.days : 0)
    }
}

extension Template: CustomStringConvertible {
    package var description: String { "\(name) (\(id))" }
}
