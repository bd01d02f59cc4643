import ExperimentAnalysis
import ExperimentConclusions
import ExperimentDiary
import ExperimentPlanning
import ExperimentText
import ExperimentTrial
import RealModule

/// Values far from all others of their series: a slipped finger, another unit.
///
/// Held against the outer fences: three times the middle half beyond its ends, which of normally
/// distributed days about one in 400,000 passes, so that a clean diary of a hundred days stays quiet.
/// Amounts that cannot fall below zero and have no upper end are held against them on the scale of
/// log(1 + x), because their high days are far out by nature.
///
/// Source: Tukey (1977), Exploratory Data Analysis, section 2C.
struct UnlikelyValues: DiaryLook {
    package static let subject = DiaryRemark.Subject.unlikelyValues
    /// Quartiles of fewer values say little.
    static let fewestValues = 20

    private let series: [CheckedSeries]

    package init(_ material: CheckMaterial) { series = material.series }

    package var remarks: [DiaryRemark] { series.compactMap(remark) }

    private func remark(_ series: CheckedSeries) -> DiaryRemark? {
        guard series.values.count >= Self.fewestValues else { return nil }
        let isAmount =
            (series.bounds == nil || series.isCount) && series.values.allSatisfy { $0.value >= 0 }
        let scaled = series.values.map { isAmount ? Double.log(onePlus: $0.value) : $0.value }
        let ordered = scaled.sorted()
        let (low, high) = (Self.quantile(0.25, of: ordered), Self.quantile(0.75, of: ordered))
        guard high > low else { return nil }
        let fences = (low - 3 * (high - low))...(high + 3 * (high - low))
        let found = zip(series.values, scaled).filter { !fences.contains($0.1) }.map(\.0)
        guard !found.isEmpty else { return nil }
        let values = series.values.map(\.value).sorted()
        return DiaryRemark(
            Self.subject,
            "\(series.name): "
                + found.map { "\(CheckWords.number($0.value)) on \($0.day)" }.joined(
                    separator: ", ")
                + "; half of the days lie between "
                + "\(CheckWords.number(Self.quantile(0.25, of: values))) and "
                + "\(CheckWords.number(Self.quantile(0.75, of: values))).",
            days: found.map(\.day), lines: found.flatMap(\.sources),
            consequence: "Such a value is kept, because a bad day may be real. Correct it if it "
                + "is a slip of the pen.")
    }

    /// By linear interpolation between the values next to it.
    private static func quantile(_ share: Double, of ordered: [Double]) -> Double {
        let place = share * Double(ordered.count - 1)
        let below = Int(place)
        let above = min(below + 1, ordered.count - 1)
        return ordered[below] + (place - Double(below)) * (ordered[above] - ordered[below])
    }
}
