import ExperimentText
import ExperimentTrial

/// What is written on the bands: the phases' names where all of them fit, else a letter a condition
/// with one line that says what the letters stand for.
struct PhaseNames {
    /// One a phase; nil where not even a letter fits.
    let texts: [String?]
    package let key: String?

    package init(_ plan: TrialPlan, widths: [Double]) {
        let phases = plan.schedule.phases
        let names = phases.map { Phrase.isolated(Phrase.shortened($0.name, to: 32)) }
        if zip(names, widths).allSatisfy({ Drawing.textWidth($0) + 6 <= $1 }) {
            texts = names
            key = nil
            return
        }
        let letters = phases.map { phase in
            plan.conditions.firstIndex { $0.id == phase.condition }.map(Self.letter) ?? ""
        }
        let fits = zip(letters, widths).allSatisfy { Drawing.textWidth($0) + 4 <= $1 }
        texts = letters.map { fits ? $0 : nil }
        let used = plan.conditions.enumerated().filter { _, condition in
            phases.contains { $0.condition == condition.id }
        }
        key = used.map { index, condition in
            let mark = fits ? Self.letter(index) : condition.reference == nil ? "plain" : "hatched"
            return "\(mark): \(Phrase.isolated(Phrase.shortened(condition.name, to: 40)))"
        }.joined(separator: " · ")
    }

    private static func letter(_ index: Int) -> String {
        String(UnicodeScalar(UInt8(65 + index % 26)))
    }
}

/// Breaks a line of a picture by the estimated width of its words.
enum TextFlow {
    package static func lines(_ text: String, width: Double) -> [String] {
        var lines: [String] = []
        var line = ""
        for word in text.split(separator: " ") {
            let longer = line.isEmpty ? String(word) : line + " " + word
            if !line.isEmpty, Drawing.textWidth(longer) > width {
                lines.append(line)
                line = String(word)
            } else {
                line = longer
            }
        }
        return (lines + [line]).compactMap { Drawing.fitted($0, into: 0.88 * width) }
    }
}
