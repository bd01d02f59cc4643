import Stats

extension RegressionMethod {
    /// Whether its intervals are known to hold the truth less often than they promise.
    package var isOptimistic: Bool {
        switch self {
        case .ols, .neweyWest, .praisWinsten, .ml, .reml: true
        case .ar1, .daily, .robust, .onset, .robustOnset, .satterthwaite, .kenwardRoger: false
        }
    }
}
