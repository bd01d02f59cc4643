import ExperimentDiary
import ExperimentText

extension Instrument {
    /// Every instrument that a plan can name, by field: eczema, general skin, psoriasis, acne,
    /// rosacea, urticaria, vitiligo, gut, and how the person lives.
    ///
    /// A new instrument is one file and one line here; the laws of the tests run over the list.
    package static let catalogue: [Instrument] = [
        .poem, .poemDerived, .scorad, .poScorad, .easi, .easiUnder8, .vigaAD, .ppNRS,
        .recap, .adct, .dlqi, .skinNRS, .skinPainNRS, .flares,
        .pasi, .sapasi, .bsa,
        .gags, .inflammatoryLesions, .noninflammatoryLesions, .acneIGA,
        .cea, .psaRedness, .rosaceaIGA, .rosaQoL, .flushing,
        .uas, .uasTwiceDaily, .uas7, .uct,
        .vasi,
        .bloatingNRS, .abdominalPainNRS, .bristol, .stoolCount, .stoolLooseShare, .stoolHardShare,
        .stoolDistance,
        .gsrs, .ibsSSS,
        .sleepHours, .sleepQuality, .stressNRS, .fatigueNRS, .moodNRS,
    ]

    /// The instrument of the catalogue with this id.
    /// - Throws: `InstrumentError.unknown` with the nearest id.
    package static func named(_ id: String) throws(InstrumentError) -> Instrument {
        if let instrument = catalogue.first(where: { $0.id == id }) { return instrument }
        let known = catalogue.map(\.id)
        throw .unknown(found: id, nearest: NearestName.of(id, among: known), known: known)
    }
}
