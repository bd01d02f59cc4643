extension PhaseScores {
    /// Percentage of nonoverlapping data (PND), as a share: treated scores better than the best
    /// baseline score. One lucky row in the baseline decides it.
    ///
    /// Source: Scruggs, Mastropieri & Casto (1987), Remedial and Special Education 8, 24-33.
    public var shareOfNonoverlappingData: Double {
        let best = improvement == .decrease ? baseline.min() : baseline.max()
        guard let best else { return 0 }
        return share { comparison(best, $0) > 0 ? 1 : 0 }
    }

    /// Percentage exceeding the median (PEM), as a share: treated scores better than the
    /// baseline's median, equal ones counting half.
    ///
    /// Source: Ma (2006), Behavior Modification 30, 598-617.
    public var shareExceedingMedian: Double {
        let median = baseline.median
        return share { (comparison(median, $0) + 1) / 2 }
    }

    /// Robust improvement rate difference (IRD): difference between the rates of "improved" scores
    /// in both phases once the fewest scores have been removed that leave no overlap.
    ///
    /// Let i baseline scores and j treated scores be the most that can be kept without overlap;
    /// then
    ///
    ///     IRD = ((m + n)(i + j) - m² - n²) / 2mn
    ///
    /// Source: Parker, Vannest & Brown (2009), Exceptional Children 75, 135-150, in the robust form
    /// of Parker, Vannest & Davis (2011) and Pustejovsky (2019).
    public var improvementRateDifference: Double {
        let m = Double(baseline.count)
        let n = Double(treated.count)
        let kept = Double(largestNonoverlap)
        return ((m + n) * kept - m * m - n * n) / (2 * m * n)
    }

    /// The most scores, of both phases together, of which every treated one is better than every
    /// baseline one.
    private var largestNonoverlap: Int {
        let sign = improvement == .increase ? 1.0 : -1
        let a = baseline.map { sign * $0 }.sorted()
        let b = RankedScores(treated.map { sign * $0 })
        // Keeping the i worst baseline scores leaves the treated scores above the last of them.
        return a.enumerated().reduce(treated.count) { max($0, $1.offset + 1 + b.above($1.element)) }
    }

    private func share(_ credit: (Double) -> Double) -> Double {
        treated.reduce(0) { $0 + credit($1) } / Double(treated.count)
    }
}
