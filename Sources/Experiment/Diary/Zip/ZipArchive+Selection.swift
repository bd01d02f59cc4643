import ExperimentText

extension ZipArchive {
    /// The entries that an import means: the one that was named, else those that a reader knows.
    ///
    /// Apple Health's own file goes before the rest of its archive, every known export before tables of
    /// one's own, and a table of all days before tables of single days. Several files of one format belong
    /// together, as the months of a Takeout.
    ///
    /// - `named`: the entry with its folders, or without them where that leaves no doubt.
    /// - `format`: the format, when the user said it.
    ///
    /// Throws `ImportError` when none could be meant, or files of several formats.
    package func entries(
        named: String?, format: String?
    ) throws(ImportError) -> [ZipEntry] {
        try ImportFormat.requireKnown(format)
        if let named { return [try entry(named)] }
        guard !entries.contains(where: { $0.name == "[Content_Types].xml" }) else {
            throw ImportError(.zip(.spreadsheet(file: file)))
        }
        let known = try knownEntries(format)
        if let health = known.first(where: { $0.format == AppleHealthReader.format }) {
            return [health.entry]
        }
        let exports = tables(of: known.filter { $0.format != TableReader.format })
        let meant = Self.withoutSingleDays(exports.isEmpty ? known : exports)
        guard !meant.isEmpty else { return [try onlyEntry(format)] }
        let isOneApp = exports.first.map { first in
            first.format.isInParts && exports.allSatisfy { $0.format == first.format }
        }
        guard meant.count == 1 || isOneApp == true else {
            throw ImportError(.zip(.several(file: file, entries: meant.map(\.name))))
        }
        return meant
    }

    private func entry(_ name: String) throws(ImportError) -> ZipEntry {
        if let entry = entries.first(where: { $0.name == name }) { return entry }
        let sameLast = entries.filter { $0.lastName == name }
        guard let entry = sameLast.first, sameLast.count == 1 else {
            throw ImportError(
                .zip(.noSuchEntry(file: file, found: name, entries: entries.map(\.name))))
        }
        return entry
    }

    /// Kinds of files that hold what people log; an archive may hold pictures and tracks beside them.
    private static let kinds = [
        ".xml", ".csv", ".json", ".ndjson", ".jsonl", ".txt", ".tsv", ".db",
    ]

    private var texts: [ZipEntry] {
        entries.filter { entry in
            let name = entry.lastName.lowercased()
            // What macOS adds beside each file.
            return !entry.name.hasPrefix("__MACOSX/") && !name.hasPrefix(".")
                && Self.kinds.contains(where: name.hasSuffix)
        }
    }

    /// Entries that a reader knows by their beginning, in the order of the archive.
    /// - Throws: `ImportError` when one cannot be read: it might be the one that is meant.
    private func knownEntries(
        _ format: String?
    ) throws(ImportError) -> [(entry: ZipEntry, format: ImportFormat)] {
        let database = HealthConnectReader.format
        let readers = ImportFormat.readers.filter { format == nil || $0.format.id == format }
        var known: [(entry: ZipEntry, format: ImportFormat)] = []
        for entry in texts {
            let head = ExportHead(try head(of: entry), file: entry.lastName)
            if head.packed == .database, readers.contains(where: { $0.format == database }) {
                known.append((entry, database))
            }
            guard let reader = readers.first(where: { $0.recognises(head) }) else { continue }
            known.append((entry, reader.format))
            if reader.format == AppleHealthReader.format { break }
        }
        return known
    }

    /// The first bytes of an entry, by which its format is told.
    package func head(of entry: ZipEntry) throws(ImportError) -> [UInt8] {
        var stream = try ZipStream(entry, in: self)
        return try stream.head(ExportHead.length)
    }

    /// A Takeout of Google Fit has raw points of many sources beside its tables.
    private func tables(
        of exports: [(entry: ZipEntry, format: ImportFormat)]
    ) -> [(entry: ZipEntry, format: ImportFormat)] {
        let fit = GoogleFitReader.format
        let hasTable = exports.contains { $0.format == fit && $0.entry.name.hasSuffix(".csv") }
        return exports.filter {
            !(hasTable && $0.format == fit && $0.entry.name.hasSuffix(".json"))
        }
    }

    /// Google Takeout has a table of all days, and one for each day that is named by it.
    private static func withoutSingleDays(
        _ known: [(entry: ZipEntry, format: ImportFormat)]
    ) -> [ZipEntry] {
        let entries = known.map(\.entry)
        let others = entries.filter { CalendarDay(iso: $0.lastName.prefix(10)) == nil }
        let isOneFormat = known.allSatisfy { $0.format == known[0].format }
        return isOneFormat && others.count == 1 ? others : entries
    }

    /// The only text of an archive is meant where the format was said; its reader then says what is
    /// wrong with it.
    private func onlyEntry(_ format: String?) throws(ImportError) -> ZipEntry {
        if format != nil, let only = texts.first, texts.count == 1 { return only }
        throw ImportError(.zip(.nothingToRead(file: file, entries: entries.map(\.name))))
    }
}
