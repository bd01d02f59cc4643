import ExperimentText

/// Sensors of glucose: LibreView's table and Dexcom Clarity's.
///
/// All glucose is in mmol/l, whatever the file is in: 1 mmol/l is 18.0156 mg/dl, as a mole weighs
/// 180.156 g. Readings that the sensor only calls low or high have no number and are left out. Of Dexcom's
/// other events carbohydrates are read, never the glucose of a calibration. Lines above the table that name
/// the person are passed over.
struct GlucoseReader: WholeFileImporter {
    package static let format = ImportFormat(
        "cgm", name: "glucose sensor (Libre, Dexcom)",
        looks: "a table with \"Device Timestamp\" and \"Historic Glucose\", or with \"Timestamp "
            + "(YYYY-MM-DDThh:mm:ss)\" and \"Glucose Value\"", isMeasured: true)

    package let context: ImportContext
    package var bytes: [UInt8] = []

    package init(_ context: ImportContext) { self.context = context }

    private static let dexcomTime = "Timestamp (YYYY-MM-DDThh:mm:ss)"
    /// LibreView writes its headers in the language of the account.
    private static let libreTimes = [
        "Device Timestamp", "Gerätezeitstempel", "Horodatage de l'appareil",
        "Sello de tiempo del dispositivo",
    ]

    static func recognises(_ head: ExportHead) -> Bool {
        head.hasColumns(dexcomTime, "Event Type")
            || firstLines(of: head.text).contains { line in
                libreTimes.contains { line.contains($0) } && line.contains("mg/dL")
                    || libreTimes.contains { line.contains($0) } && line.contains("mmol/L")
            }
    }

    /// LibreView writes up to three lines about the person first.
    private static func firstLines(of text: String) -> [Substring] {
        text.split(maxSplits: 4, omittingEmptySubsequences: false, whereSeparator: \.isNewline)
            .prefix(4).map { $0 }
    }

    package func values(
        _ bytes: [UInt8], emit: (ImportedValue) -> Void
    ) throws(ImportError) -> [ImportNote] {
        let text = try ExportText(bytes, file: context.file)
        let above = linesAbove(text)
        let table = try DatedTable(
            text, context, day: Self.libreTimes + [Self.dexcomTime],
            range: above.bytes..<text.bytes.count, firstLine: above.lines + 1)
        let measures = table.table.header.compactMap(Measure.init)
        let event = table.table.column("Event Type")
        var beyond = LeftOut("readings beyond the range of the sensor, which have no number")
        var other = LeftOut("rows of other events, without a measurement that is read")
        try table.rows { row, moment in
            let isReading = row[event].map { $0 == "EGV" } ?? true
            var isUsed = false
            for measure in measures where isReading || !measure.series.hasPrefix("glucose") {
                let place = table.table.column(measure.header)
                if let number = table.number(row, place) {
                    emit(
                        ImportedValue(
                            measure.series, moment, number * measure.factor, line: row.line))
                    isUsed = true
                } else if ["low", "high"].contains(row[place]?.lowercased()) {
                    beyond.add(row.line)
                    isUsed = true
                }
            }
            if !isUsed { other.add(row.line) }
        }
        return table.notes + beyond.notes + other.notes
    }

    private func linesAbove(_ text: ExportText) -> (lines: Int, bytes: Int) {
        let head = String(decoding: text.bytes.prefix(4096), as: UTF8.self)
        let lines = Self.firstLines(of: head).prefix { line in
            !(Self.libreTimes + [Self.dexcomTime]).contains { line.contains($0) }
        }
        guard !lines.isEmpty, lines.count < 4 else { return (0, 0) }
        var place = 0
        for _ in lines {
            let end = text.bytes[place...].firstIndex(of: UInt8(ascii: "\n"))
            place = (end ?? text.bytes.count - 1) + 1
        }
        return (lines.count, place)
    }

    /// A column of numbers and what it becomes.
    private struct Measure {
        let header: String
        let series: String
        let factor: Double

        private static let kinds = [
            (
                "glucose.mmol-l",
                [
                    "historic glucose", "glucose value", "glukosewert-verlauf",
                    "historique de la glycémie", "historial de glucosa",
                ]
            ),
            (
                "glucose.scan.mmol-l",
                [
                    "scan glucose", "glukose-scan", "numérisation de la glycémie",
                    "escaneo de glucosa",
                ]
            ),
            ("glucose.strip.mmol-l", ["strip glucose", "glukose-teststreifen", "tira reactiva"]),
            ("ketone.mmol-l", ["ketone", "keton mmol", "cuerpos cetónicos"]),
            (
                "carbohydrates.g",
                [
                    "carbohydrates (grams)", "carb value (grams)", "kohlenhydrate (gramm)",
                    "glucides (grammes)", "carbohidratos (gramos)",
                ]
            ),
            (
                "insulin.rapid.units",
                [
                    "rapid-acting insulin (units)", "schnellwirkendes insulin (einheiten)",
                    "insulina de acción rápida (unidades)",
                ]
            ),
            ("insulin.long.units", ["long-acting insulin", "depotinsulin (einheiten)"]),
        ]

        init?(_ header: String) {
            let name = header.lowercased()
            let kind = Self.kinds.first { $0.1.contains(where: name.hasPrefix) }
            guard let kind else { return nil }
            self.header = header
            series = kind.0
            factor = name.contains("mg/dl") ? 1 / 18.0156 : 1
        }
    }
}
