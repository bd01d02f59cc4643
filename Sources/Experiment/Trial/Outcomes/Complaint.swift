import ExperimentDiary
import ExperimentText

/// What the person wants to get better: it decides which outcome is offered first.
package enum Complaint: String, Sendable, Hashable, CaseIterable {
    case eczema, acne, rosacea, psoriasis, urticaria, vitiligo, gut
    /// Fine lines, loss of elasticity, dullness.
    case ageing
    /// Any other skin concern, as dryness or oiliness.
    case skin

    /// The outcome offered as primary; a default of this project.
    package var primaryInstrument: Instrument {
        switch self {
        case .eczema: .ppNRS
        case .acne: .inflammatoryLesions
        case .rosacea: .psaRedness
        case .psoriasis, .ageing, .skin: .skinNRS
        case .urticaria: .uas
        case .vitiligo: .vasi
        case .gut: .bloatingNRS
        }
    }

    /// Outcomes offered beside it, all exploratory unless the plan says otherwise.
    package var secondaryInstruments: [Instrument] {
        switch self {
        case .eczema: [.poem, .poScorad]
        case .acne: [.noninflammatoryLesions, .gags, .skinNRS]
        case .rosacea: [.inflammatoryLesions, .flushing]
        case .psoriasis: [.bsa]
        case .urticaria: [.uas7]
        case .gut: [.stoolLooseShare, .stoolHardShare, .ibsSSS, .gsrs]
        case .vitiligo, .ageing, .skin: []
        }
    }

    /// Days from one record of the primary outcome to the next: 3 for two lesion counts a week.
    package var primaryDaysBetween: Int {
        self == .acne ? 3 : primaryInstrument.minimumDaysBetween
    }

    /// Days of a baseline with ten scores: for acne, counted every third day, 28, a whole cycle
    /// too.
    package var leastBaselineDays: Int {
        self == .acne ? 28 : Template.leastBaselineDays
    }

    /// Days between an exposure and what it does to the score, as a prior of this project and no
    /// fact.
    /// Nil where the notes name none.
    package var exposureLagDays: ClosedRange<Int>? {
        switch self {
        case .urticaria, .rosacea, .gut: 0...3
        case .eczema: 0...4
        case .acne: 3...21
        case .psoriasis: 7...42
        case .vitiligo, .ageing, .skin: nil
        }
    }

    /// No shorter active phase can be informative; 1 where any length can.
    package var leastInformativePhaseDays: Int {
        switch self {
        case .ageing, .vitiligo: 84
        default: 1
        }
    }

    /// False where the score answers over months, so that only one long change can be read.
    package var allowsReversal: Bool { self != .vitiligo }
}
