import ExperimentDiary
import ExperimentText
import Stats

/// A record that a plan and its analysis stood before the scores were known.
///
/// It holds the SHA-256 of the plan file as it was, of the text of its analysis, and when that was. Amendments
/// are added behind the sealed text, so the seal still fits the part that it covers. It is a promise to
/// oneself: whoever can write the folder can write a new seal.
package struct PlanSeal: Sendable, Equatable {
    /// In UTC, as `2026-12-01T08:00:00Z`.
    package let stamp: String
    package let version: String
    /// Of the first `planBytes` bytes of the plan file, in hexadecimal.
    package let planHash: String
    package let planBytes: Int
    /// Of `analysisText`.
    package let analysisHash: String
    /// The first day under a tested condition, before whose scores it was made.
    package let firstTestedDay: CalendarDay?

    package static let fileName = "plan.seal"

    package init(
        stamp: String, version: String, planHash: String, planBytes: Int, analysisHash: String,
        firstTestedDay: CalendarDay?
    ) {
        self.stamp = stamp
        self.version = version
        self.planHash = planHash
        self.planBytes = planBytes
        self.analysisHash = analysisHash
        self.firstTestedDay = firstTestedDay
    }

    /// The text of a seal file.
    package var text: String {
        var document = PlanDocument()
        document.comment(["Written by n1 seal. A change of it breaks the seal."])
        document.add("sealed", .text(stamp))
        document.add("version", .text(version))
        document.add("plan-sha256", .text(planHash))
        document.add("plan-bytes", .number(planBytes))
        document.add("analysis-sha256", .text(analysisHash))
        document.add("first-tested-day", firstTestedDay.map { .text("\($0)") })
        return document.yaml
    }

    /// Reads a seal file.
    /// - Throws: `PlanError` when it is none.
    package init(yaml text: String, file: String) throws(PlanError) {
        let root = try PlanReader.root(of: text, file: file)
        var reader = PlanReader()
        let keys = [
            "sealed", "version", "plan-sha256", "plan-bytes", "analysis-sha256", "first-tested-day",
        ]
        let map = reader.mapping(root, keys: keys)
        stamp = reader.text(map?["sealed"])?.value ?? ""
        version = reader.text(map?["version"])?.value ?? ""
        planHash = reader.text(map?["plan-sha256"])?.value ?? ""
        planBytes = reader.integer(map?["plan-bytes"], in: 1...100_000_000)?.value ?? 0
        analysisHash = reader.text(map?["analysis-sha256"])?.value ?? ""
        firstTestedDay = reader.day(map?["first-tested-day"])?.value
        if reader.problems.isEmpty, [stamp, planHash, analysisHash].contains("") || planBytes == 0 {
            reader.report(
                .missing(key: "plan-sha256", expected: "what n1 seal writes"), line: 1)
        }
        guard reader.problems.isEmpty else {
            throw PlanError(file: file, problems: reader.problems)
        }
    }
}

extension TrialPlan {
    /// Everything that decides how the scores will be analysed, one fact a line: what a seal covers beside
    /// the file, so that a default that changes with the program shows.
    package var analysisText: String {
        outcomes.flatMap { outcome -> [String] in
            let declared = specification(for: outcome)
            return [
                "outcome \(outcome.id)\(outcome.isPrimary ? ", primary" : "")",
                "  worthwhile \(outcome.worthwhile.map { PlainNumber.text($0) } ?? "none")",
            ] + ([declared] + sensitivity(for: outcome)).map { "  \($0.line)" }
        }.joined(separator: "\n")
            + cycleText
            + "\nlevel \(PlainNumber.text(analysis.level)), \(sealedAnalysis.rawValue)\n"
    }

    private var cycleText: String {
        guard let cycle = analysis.cycle else { return "" }
        return
            "\ncycle of \(cycle.lengthInDays.map { PlainNumber.text($0) } ?? "logged") days from "
            + "\(cycle.start?.description ?? "the diary"), \(cycle.harmonics) harmonics"
    }

    /// The first day of the schedule under a tested condition, of the earliest site where they differ.
    package var firstTestedDay: CalendarDay? {
        let tested = testedConditions.map(\.id)
        let schedules = isStaggered ? staggered.map(\.planned) : [plannedSchedule]
        return schedules.compactMap { schedule in
            schedule.phases.first { tested.contains($0.condition) }?.first
        }.min()
    }

    /// The first day with a score of an outcome that is under a tested condition; nil when there is none
    /// yet.
    package func firstTestedScore(in diary: Diary) -> CalendarDay? {
        let tested = testedConditions.map(\.id)
        return diary.days.first { day in
            outcomes.contains { outcome in
                let phase = schedule(of: outcome).phase(on: day.day)
                let series = outcome.series.map(\.id)
                return phase.map { tested.contains($0.condition) } ?? false
                    && day.entries.contains { $0.readings.contains { series.contains($0.series) } }
            }
        }?.day
    }
}

extension Specification {
    fileprivate var line: String {
        "\(name): \(method.rawValue), lag \(onsetLagInDays), wash-out \(washoutInDays), trend \(hasTrend), "
            + "weekday \(hasWeekday), without \(withoutMarks.map(\.rawValue).joined(separator: " "))"
            + (lags.map { ", lags \($0.curve.rawValue) 0-\($0.days)" } ?? "")
    }
}

/// What a seal says about the plan and the program of today.
package struct SealCheck: Sendable, Equatable {
    package let seal: PlanSeal
    /// Whether the sealed part of the plan file is as it was.
    package let isPlanUnchanged: Bool
    package let isAnalysisUnchanged: Bool
    package let amendments: [Amendment]

    /// - Parameters:
    ///   - text: the plan file of today, of which the first `seal.planBytes` bytes were sealed.
    ///   - plan: the plan that the text makes.
    ///   - hash: SHA-256 in hexadecimal.
    package init(
        _ seal: PlanSeal, text: [UInt8], plan: TrialPlan, hash: ([UInt8]) -> String
    ) {
        self.seal = seal
        let (sealed, added) = (Array(text.prefix(seal.planBytes)), text.dropFirst(seal.planBytes))
        isPlanUnchanged =
            sealed.count == seal.planBytes && hash(sealed) == seal.planHash
            && Self.isAmendment(String(decoding: added, as: UTF8.self), of: sealed)
        isAnalysisUnchanged = hash(Array(plan.analysisText.utf8)) == seal.analysisHash
        amendments = plan.amendments
    }

    /// Whether text behind the sealed one adds to the list of amendments and to nothing else.
    private static func isAmendment(_ added: String, of sealed: [UInt8]) -> Bool {
        var lines = added.split(separator: "\n").filter { !$0.allSatisfy(\.isWhitespace) }[...]
        let hasList = String(decoding: sealed, as: UTF8.self).split(separator: "\n")
            .contains("amendments:")
        if !hasList, let first = lines.popFirst(), first != "amendments:" { return false }
        return lines.allSatisfy { $0.hasPrefix("  ") }
    }

    package var holds: Bool { isPlanUnchanged && isAnalysisUnchanged }

    /// When it was sealed and what changed since, for the report.
    package var sentence: String {
        let before = seal.firstTestedDay.map {
            ", before the first score of a tested day (from \($0) on)"
        }
        return "Sealed at \(seal.stamp)\(before ?? ""). " + plan + analysis
    }

    private var plan: String {
        guard isPlanUnchanged else {
            return "The sealed text of the plan was changed since, so the seal does not hold."
        }
        guard !amendments.isEmpty else { return "The plan is unchanged." }
        let many = amendments.count == 1 ? "1 amendment was" : "\(amendments.count) amendments were"
        return "The sealed text is unchanged; \(many) added behind it: "
            + amendments.map(\.sentence).joined(separator: "; ") + "."
    }

    private var analysis: String {
        isAnalysisUnchanged
            ? "" : " The analysis is not the sealed one (it was sealed with n1 \(seal.version))."
    }
}
