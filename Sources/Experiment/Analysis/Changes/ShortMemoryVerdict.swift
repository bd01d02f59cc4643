import ExperimentDiary
import ExperimentText
import ExperimentTrial
import Stats

/// Whether the level changed if the noise is AR(1), at 5 % false alarms: the verdict for readers who
/// accept noise with a short memory, to be shown beside the posterior's and never alone.
package struct ShortMemoryVerdict: Sendable, Equatable {
    package let isChange: Bool
    /// Autocorrelation without a change.
    package let rho: Double
    package let test: Test

    package enum Test: Sendable, Equatable {
        /// The largest LR_K / K against its 5 % limit: series like those of its calibration.
        case limit(statistic: Double, limit: Double)
        /// Share of series simulated without a change that are at least as extreme: every other series.
        case bootstrap(pValue: Double)
    }

    /// - Throws: `ChangepointError` for a series that cannot be searched.
    package init(_ y: [Double], times: [Int], seed: UInt64) throws(ChangepointError) {
        let fast = try ThroughTest()(y, times: times)
        if fast.scope == .calibrated, let statistic = fast.statistic {
            isChange = fast.isChange
            rho = fast.rhoWithoutChange
            test = .limit(statistic: statistic, limit: fast.penalty)
            return
        }
        let single = try SingleChangeTest(times: times)
        let scan = try single.scan(y)
        let pValue = try single.pValue(of: scan, seed: seed)
        isChange = pValue <= 0.05
        rho = scan.restrictedRho
        test = .bootstrap(pValue: pValue)
    }

    package var sentence: String {
        let claim = "A test at 5 % reports \(isChange ? "a change" : "none")"
        switch test {
        case .limit(let statistic, let limit):
            return "\(claim) (\(PlainNumber.text(statistic, decimals: 1)), limit "
                + "\(PlainNumber.text(limit, decimals: 1)))."
        case .bootstrap(let pValue):
            return "\(claim) (bootstrap p = \(PlainNumber.text(pValue, decimals: 3)))."
        }
    }

    package var json: JSON {
        var (statistic, limit, pValue): (Double?, Double?, Double?) = (nil, nil, nil)
        switch test {
        case .limit(let found, let bound): (statistic, limit) = (found, bound)
        case .bootstrap(let found): pValue = found
        }
        return .object([
            "change": .bool(isChange), "rho": JSON(rho), "statistic": JSON(statistic),
            "limit": JSON(limit), "pValue": JSON(pValue),
        ])
    }
}
