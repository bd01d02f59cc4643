internal import Stats

/// What a specification means to the engines: the regression, the contrast of each comparison, and the
/// estimate that comes of it. The analysis of a diary and the simulations of a plan both stand on it.
extension TrialData {
    /// - Parameter condition: whose course the engine follows, where it follows one.
    func regression(for condition: Condition?) -> Regression {
        var options = RegressionOptions(
            level: plan.analysis.level, exposure: condition.map(exposure))
        options.readings = analysed.compactMap { $0.score?.measurements }
        return Regression(specification.method, options: options)
    }

    /// The column of a condition, less that of its reference where this one is tested too.
    /// - Throws: `RegressionError.unknownColumn`.
    func contrast(
        of condition: Condition, against reference: Condition, columns: [String]
    ) throws(RegressionError) -> Contrast {
        var terms = [(column: TrialDesignMatrix.column(of: condition), weight: 1.0)]
        if reference.reference != nil {
            terms.append((TrialDesignMatrix.column(of: reference), -1))
        }
        return try Contrast(terms, columns: columns)
    }

    /// - Parameter referenceMean: of the analysed days under the reference; nil without such days.
    func effect(
        _ contrast: ContrastEstimate, of condition: Condition, against reference: Condition,
        referenceMean: Double?
    ) -> EffectEstimate {
        let worthwhile = outcome.worthwhile(referenceMean: referenceMean)
        if isOnLogScale, let mean = referenceMean, mean > 0 {
            return EffectEstimate(
                logarithmic: contrast, of: condition, against: reference, in: self,
                worthwhile: worthwhile, referenceMean: mean)
        }
        return EffectEstimate(
            contrast, of: condition, against: reference, in: self, worthwhile: worthwhile)
    }
}

extension RegressionMethod {
    /// Whether the engine models the course of one exposure beyond its column.
    var followsExposure: Bool { self == .onset || self == .robust }
}
