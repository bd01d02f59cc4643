import ExperimentAnalysis
import ExperimentConclusions
import ExperimentDiary
import ExperimentPlanning
import ExperimentText
import ExperimentTrial
import Stats

/// Something that a look over a diary found: what it is, where it stands, and what the analysis
/// does about it.
package struct DiaryRemark: Sendable, Equatable {
    package let subject: Subject
    /// What was found, in a sentence with its numbers.
    package let finding: String
    package let days: [CalendarDay]
    package let lines: [SourceLine]
    /// What the analysis does about it, and what can be done.
    package let consequence: String

    /// What a diary is looked over for.
    package enum Subject: String, Sendable, CaseIterable {
        case completeness
        case calendarDrift = "calendar drift"
        case lateEntries = "late entries"
        case duplicates
        case impossibleValues = "impossible values"
        case unlikelyValues = "unlikely values"
        case straightLining = "straight-lining"
        case disagreement = "sources that disagree"
        case adherence
        case recall = "recall across a switch"
    }

    package init(
        _ subject: Subject, _ finding: String, days: [CalendarDay], lines: [SourceLine],
        consequence: String
    ) {
        self.subject = subject
        self.finding = finding
        self.days = days
        self.lines = lines
        self.consequence = consequence
    }
}

/// One kind of flaw that a diary is looked over for.
protocol DiaryLook {
    static var subject: DiaryRemark.Subject { get }
    init(_ material: CheckMaterial)
    /// Why the diary cannot be looked over for it; nil when it can.
    var obstacle: String? { get }
    var remarks: [DiaryRemark] { get }
}

extension DiaryLook {
    var obstacle: String? { nil }
}

/// What the looks look at.
struct CheckMaterial {
    package let plan: TrialPlan
    package let diary: Diary
    /// One an outcome, in the order of the plan.
    package let data: [TrialData]
    /// The last day that can have an entry by now.
    package let lastDay: CalendarDay

    package var entries: [DiaryEntry] { diary.days.flatMap(\.entries) }

    /// Outcomes by their scores, covariates by their values.
    package var series: [CheckedSeries] {
        data.map { CheckedSeries($0) } + plan.covariates.map { CheckedSeries($0, in: diary) }
    }
}

/// The values of one series, day by day.
struct CheckedSeries {
    package let id: String
    package let name: String
    package let values: [Value]
    /// Ends of the scale; nil for a covariate, which declares none.
    package let bounds: ClosedRange<Double>?
    /// The end of the scale where nothing is wrong, at which a person may well stay.
    let best: Double?
    /// The smallest change that matters; nil for a covariate.
    package let worthwhile: Double?
    let isCount: Bool

    package struct Value {
        package let day: CalendarDay
        package let value: Double
        let sources: [SourceLine]
    }

    package init(_ data: TrialData) {
        let outcome = data.outcome
        id = outcome.id
        name = outcome.name
        values = data.days.compactMap { day in
            day.score.map { Value(day: day.day, value: $0.value, sources: $0.sources) }
        }
        bounds = outcome.instrument.range
        best =
            outcome.instrument.direction.benefit == .lower
            ? outcome.instrument.range.lowerBound : outcome.instrument.range.upperBound
        worthwhile = outcome.worthwhile
        isCount = outcome.instrument.isCount
    }

    package init(_ covariate: PlannedCovariate, in diary: Diary) {
        id = covariate.id
        name = covariate.name
        values = diary.days.compactMap { day in
            let measured = day.measurements(of: covariate.id)
            let combined = (covariate.combining ?? .mean).combined(
                measured.map(\.value), worseIs: .higher)
            return combined.map {
                Value(day: day.day, value: $0, sources: measured.map(\.source))
            }
        }
        bounds = nil
        best = nil
        worthwhile = nil
        isCount = false
    }
}
