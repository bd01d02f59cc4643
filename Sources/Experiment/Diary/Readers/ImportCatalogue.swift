import ExperimentText

extension ImportFormat {
    /// Every reader, in the order in which a file is held against them; the table of one's own making
    /// comes last.
    static var readers: [any DiaryImporter.Type] {
        [
            PageDiaryReader.self, AppleHealthReader.self, HealthConnectReader.self, FHIRReader.self,
            OpenMHealthReader.self, FitbitJSONReader.self,
            FitbitTableReader.self, FitbitTakeoutReader.self, GoogleFitReader.self, OuraReader.self,
            GarminReader.self,
            DaylioReader.self, BearableReader.self, CronometerReader.self,
            MyFitnessPalReader.self, StudyUReader.self, WhoopReader.self, WithingsReader.self,
            LoopHabitsReader.self, GlucoseReader.self, SamsungHealthReader.self, NomieReader.self,
            REDCapReader.self, GoogleFormsReader.self, TableReader.self,
        ]
    }

    /// Every format that `--format` can name.
    package static var all: [ImportFormat] { readers.map { $0.format } }

    /// - Throws: `ImportError` when a name that the user said is that of no format.
    static func requireKnown(_ named: String?) throws(ImportError) {
        guard let named, !all.contains(where: { $0.id == named }) else { return }
        throw ImportError(.reader(.noSuchFormat(found: named, formats: all.map(\.id))))
    }

    /// The reader for a file.
    ///
    /// - `named`: what the user said; nil tells the format by the content.
    /// - `head`: the beginning of the file.
    ///
    /// Throws `ImportError` when no format fits.
    package static func reader(
        named: String?, for head: ExportHead, context: ImportContext
    ) throws(ImportError) -> any DiaryImporter {
        guard !head.isEmpty else { throw ImportError(.emptyFile(context.file)) }
        if let packed = head.packed {
            throw ImportError(.reader(.packed(file: context.file, packed)))
        }
        if named == nil, StudyUReader.isStudy(head) {
            throw ImportError(.reader(StudyUReader.studyWithoutAnswers(context.file)))
        }
        try requireKnown(named)
        let named = named ?? (context.dictionary == nil ? nil : REDCapReader.format.id)
        let found = readers.first { type in
            named.map { $0 == type.format.id } ?? type.recognises(head)
        }
        guard let found else {
            throw ImportError(
                .reader(.unknownFormat(file: context.file, formats: all.map(\.id))))
        }
        return found.init(context)
    }
}
