/// What the person wants to get better: it decides which outcome is offered first.
public enum Complaint: String, Sendable, Hashable, CaseIterable {
    case eczema, acne, rosacea, psoriasis, urticaria, vitiligo, gut
    /// Any other skin concern, as dryness, oiliness or dullness.
    case skin

    /// The outcome offered as primary; a default of this project.
    public var primaryInstrument: Instrument {
        switch self {
        case .eczema: .ppNRS
        case .acne: .inflammatoryLesions
        case .rosacea: .psaRedness
        case .psoriasis, .skin: .skinNRS
        case .urticaria: .uas
        case .vitiligo: .vasi
        case .gut: .bloatingNRS
        }
    }

    /// Outcomes offered beside it, all exploratory unless the plan says otherwise.
    public var secondaryInstruments: [Instrument] {
        switch self {
        case .eczema: [.poem, .poScorad]
        case .acne: [.noninflammatoryLesions, .gags, .skinNRS]
        case .rosacea: [.inflammatoryLesions, .flushing]
        case .psoriasis: [.bsa]
        case .urticaria: [.uas7]
        case .gut: [.stoolLooseShare, .stoolHardShare, .ibsSSS, .gsrs]
        case .vitiligo, .skin: []
        }
    }

    /// Days from one record of the primary outcome to the next: 3 for two lesion counts a week.
    public var primaryDaysBetween: Int {
        self == .acne ? 3 : primaryInstrument.minimumDaysBetween
    }
}
