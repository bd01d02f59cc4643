import ExperimentDiary
import ExperimentText
import Stats

/// A record that a plan and its analysis stood before the scores were known.
///
/// It holds the SHA-256 of the plan file as it was, of the text of its analysis, and when that was. Amendments
/// are added behind the sealed text, so the seal still fits the part that it covers. A hash over its own
/// fields finds slips and simple edits. It is a promise to oneself: whoever can write the folder can write
/// a new seal.
package struct PlanSeal: Sendable, Equatable {
    /// In UTC, as `2026-12-01T08:00:00Z`.
    package let stamp: String
    package let version: String
    /// Of the first `planBytes` bytes of the plan file, in hexadecimal.
    package let planHash: String
    package let planBytes: Int
    /// Of `coveredText`; of `analysisText` in a seal without `ownHash`, which older versions wrote.
    package let analysisHash: String
    /// The first day under a tested condition, before whose scores it was made.
    package let firstTestedDay: CalendarDay?
    /// The plan as it was when its blinding was opened; nil while it is closed or where none was.
    package private(set) var opened: OpenedText?
    /// Of `fields`.
    package private(set) var ownHash: String?

    /// What a plan file held when it was written.
    package struct OpenedText: Sendable, Equatable {
        package let hash: String
        package let bytes: Int

        package init(hash: String, bytes: Int) {
            self.hash = hash
            self.bytes = bytes
        }
    }

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

    /// The same seal with the text of a blinding that was opened.
    package func opening(_ text: OpenedText) -> PlanSeal {
        var seal = self
        seal.opened = text
        return seal
    }

    /// The same seal with a hash over its own fields.
    ///
    /// - `hash`: SHA-256 in hexadecimal.
    package func closed(by hash: ([UInt8]) -> String) -> PlanSeal {
        var seal = self
        seal.ownHash = hash(Array(fields.utf8))
        return seal
    }

    /// The text of a seal file.
    package var text: String {
        var document = PlanDocument()
        document.comment(["Written by n1 seal. A change of it breaks the seal."])
        var end = PlanDocument()
        end.add("seal-sha256", ownHash.map { .text($0) })
        return document.yaml + fields + end.yaml
    }

    /// All that the seal says, as it stands in its file.
    var fields: String {
        var document = PlanDocument()
        document.add("sealed", .text(stamp))
        document.add("version", .text(version))
        document.add("plan-sha256", .text(planHash))
        document.add("plan-bytes", .number(planBytes))
        document.add("analysis-sha256", .text(analysisHash))
        document.add("first-tested-day", firstTestedDay.map { .text("\($0)") })
        document.add("opened-sha256", opened.map { .text($0.hash) })
        document.add("opened-bytes", opened.map { .number($0.bytes) })
        return document.yaml
    }

    /// Reads a seal file.
    /// - Throws: `PlanError` when it is none.
    package init(yaml text: String, file: String) throws(PlanError) {
        let root = try PlanReader.root(of: text, file: file)
        var reader = PlanReader()
        let keys = [
            "sealed", "version", "plan-sha256", "plan-bytes", "analysis-sha256", "first-tested-day",
            "opened-sha256", "opened-bytes", "seal-sha256",
        ]
        let map = reader.mapping(root, keys: keys)
        stamp = reader.text(map?["sealed"])?.value ?? ""
        version = reader.text(map?["version"])?.value ?? ""
        planHash = reader.text(map?["plan-sha256"])?.value ?? ""
        planBytes = reader.integer(map?["plan-bytes"], in: 1...100_000_000)?.value ?? 0
        analysisHash = reader.text(map?["analysis-sha256"])?.value ?? ""
        firstTestedDay = reader.day(map?["first-tested-day"])?.value
        let openedBytes = reader.integer(map?["opened-bytes"], in: 1...100_000_000)?.value
        opened = reader.text(map?["opened-sha256"]).flatMap { hash in
            openedBytes.map { OpenedText(hash: hash.value, bytes: $0) }
        }
        ownHash = reader.text(map?["seal-sha256"])?.value
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
            + (rest.isNone ? "" : ", hours \(rest.onset) \(rest.washout)")
            + (lags.map { ", lags \($0.curve.rawValue) 0-\($0.days)" } ?? "")
    }
}
