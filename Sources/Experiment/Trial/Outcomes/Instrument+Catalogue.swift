import ExperimentDiary
import ExperimentText

extension Instrument {
    /// Every instrument that a plan can name, by field: eczema, general skin, psoriasis, acne,
    /// rosacea, urticaria, vitiligo, gut, and how the person lives.
    ///
    /// A new instrument is one file and one line here; the laws of the tests run over the list.
    package static let catalogue: [Instrument] = [
        .poem, .poemDerived, .scorad, .poScorad, .easi, .easiUnder8, .vigaAD, .ppNRS,
        .dlqi, .skinNRS,
        .pasi, .bsa,
        .gags, .inflammatoryLesions, .noninflammatoryLesions, .acneIGA,
        .cea, .psaRedness, .flushing,
        .uas, .uasTwiceDaily, .uas7,
        .vasi,
        .bloatingNRS, .bristol, .stoolCount, .stoolLooseShare, .stoolHardShare, .stoolDistance,
        .gsrs, .ibsSSS,
        .sleepHours, .sleepQuality, .stressNRS, .fatigueNRS,
    ]

    /// The instrument of the catalogue with this id.
    /// - Throws: `InstrumentError.unknown` with the nearest id.
    package static func named(_ id: String) throws(InstrumentError) -> Instrument {
        if let instrument = catalogue.first(where: { $0.id == id }) { return instrument }
        let known = catalogue.map(\.id)
        throw .unknown(found: id, nearest: NearestName.of(id, among: known), known: known)
    }
}
