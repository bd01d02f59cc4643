import ExperimentDiary
import ExperimentText
import ExperimentTrial
import Stats

extension ChangeSearch {
    private static let usualSegment = 7

    // MARK: Levels

    /// Levels under white noise.
    package func levels(_ y: [Double], times: [Int]) throws(ChangepointError) -> ChangeSummary {
        let chosen = try penalty(y, times) { y throws(ChangepointError) in try MeanCost(y) }
        let found = try LevelSearch(minimumSegment: chosen.segment).penalised(
            y, times: times, penalty: chosen.penalty)
        return try summary(
            "mean", found.changes, levels: found.levels, y, times, rho: 0,
            minimumSegment: chosen.segment, notes: chosen.notes + [Self.whiteNoise])
    }

    /// Levels under AR(1) noise that runs through the changes.
    func throughLevels(_ y: [Double], times: [Int]) throws(ChangepointError) -> ChangeSummary {
        let test = try ThroughTest()(y, times: times)
        guard let penalty else {
            return try summary(
                "mean", test.segmentation.changes, levels: test.segmentation.levels, y, times,
                rho: test.rho, minimumSegment: Self.usualSegment,
                notes: [
                    "The penalty is \(PlainNumber.text(test.penalty, decimals: 2)) noise variances a "
                        + "change, which holds 5 % false alarms when the noise has a short memory.",
                    Self.shortMemory,
                ])
        }
        let found = try LevelSearch(rho: test.rho, minimumSegment: minimumSegment ?? 1).penalised(
            y, times: times, penalty: penalty)
        return try summary(
            "mean", found.changes, levels: found.levels, y, times, rho: test.rho,
            minimumSegment: minimumSegment ?? 1, notes: [Self.givenPenalty, Self.shortMemory])
    }

    // MARK: Any additive cost

    /// Segments by any additive cost.
    func segments(_ y: [Double], times: [Int]) throws(ChangepointError) -> ChangeSummary {
        switch cost {
        case .mean: try segments(y, times) { y throws(ChangepointError) in try MeanCost(y) }
        case .meanVariance:
            try segments(y, times) { y throws(ChangepointError) in try MeanVarianceCost(y) }
        case .line:
            try segments(y, times) { y throws(ChangepointError) in try LineCost(y, at: times) }
        case .poisson: try segments(y, times) { y throws(ChangepointError) in try PoissonCost(y) }
        case .biweight:
            try segments(y, times) { y throws(ChangepointError) in try BiweightCost(y) }
        case .ranks: try segments(y, times) { y throws(ChangepointError) in try RankCost(y) }
        }
    }

    private func segments<Cost: SegmentCost>(
        _ y: [Double], _ times: [Int], cost: ([Double]) throws(ChangepointError) -> Cost
    ) throws(ChangepointError) -> ChangeSummary {
        let chosen = try penalty(y, times, cost: cost)
        let found = try PELT()(
            try cost(y), penalty: chosen.penalty, minimumSegment: chosen.segment)
        return try summary(
            self.cost.rawValue, found.changes, levels: Self.means(y, found.changes), y, times,
            rho: nil, minimumSegment: self.cost == .mean ? chosen.segment : nil,
            notes: chosen.notes + ["Levels are the means of the segments."])
    }

    // MARK: Regression breaks

    /// Breaks of the mean by least squares, judged under AR(1) noise.
    func breaks(_ y: [Double], times: [Int]) throws(ChangepointError) -> ChangeSummary {
        let most = maximumChanges ?? 5
        let fit = try BaiPerron(mostChanges: most, seed: seed).fit(y, times: times)
        let count = fit.pValue <= 0.05 ? fit.bestCount : 0
        let found = fit.segmentations[count].changes
        let levels = Self.means(y, found)
        var changes: [ChangeSummary.Change] = []
        for (position, index) in found.enumerated() {
            let dates = try fit.dateSet(of: position, given: count, level: level).indices
            changes.append(
                ChangeSummary.Change(
                    index: index, time: times[index], lower: dates.first.map { times[$0] },
                    upper: dates.last.map { times[$0] }, probability: nil,
                    before: levels[position], after: levels[position + 1]))
        }
        return ChangeSummary(
            method: method.rawValue, cost: "least squares", n: y.count,
            probabilityOfAnyChange: nil, verdict: nil, rho: fit.rhoWithoutChange,
            changes: changes,
            notes: [
                "Bootstrap p-value of \"no change\" under autocorrelated noise: "
                    + "\(PlainNumber.text(fit.pValue, decimals: 3)); changes are listed up to 0.05.",
                Self.shortMemory,
            ])
    }

    // MARK: Visible shape

    /// Lines that a person would draw, without any claim.
    func shapes(_ y: [Double], times: [Int]) throws(ChangepointError) -> ChangeSummary {
        let shapes = try ExploreMode()(y, times: times).shapes
        let changes = zip(shapes, shapes.dropFirst()).map { before, after in
            ChangeSummary.Change(
                index: after.indices.lowerBound, time: times[after.indices.lowerBound], lower: nil,
                upper: nil, probability: nil, before: before.last, after: after.first)
        }
        return ChangeSummary(
            method: method.rawValue, cost: "line", n: y.count, probabilityOfAnyChange: nil,
            verdict: nil, rho: nil, changes: changes, notes: [ExploreMode.label + "."])
    }

    // MARK: Parts

    /// The penalty that was asked for, or one that holds 5 % false alarms on series like this one.
    private func penalty<Cost: SegmentCost>(
        _ y: [Double], _ times: [Int], cost: ([Double]) throws(ChangepointError) -> Cost
    ) throws(ChangepointError) -> (penalty: Double, segment: Int, notes: [String]) {
        if let penalty { return (penalty, minimumSegment ?? 1, [Self.givenPenalty]) }
        let segment = minimumSegment ?? Self.usualSegment
        guard y.count <= Self.longestCalibrated else {
            throw .seriesTooLong(
                found: y.count, limit: Self.longestCalibrated, advice: .longSeries)
        }
        let simulated = try SimulatedPenalty(
            y, times: times, minimumSegment: segment, seed: seed, cost: cost)
        return (
            simulated.penalty, segment,
            [
                "The penalty is \(PlainNumber.text(simulated.penalty, decimals: 3)) a change: in "
                    + "\(simulated.replicates) simulated series like this one without a change it "
                    + "held 5 % false alarms (p = \(PlainNumber.text(simulated.pValue, decimals: 3))).",
                Self.shortMemory,
            ]
        )
    }

    /// `minimumSegment`: of segments with a level each; nil where a change is another one than of level.
    private func summary(
        _ cost: String, _ changes: [Int], levels: [Double], _ y: [Double], _ times: [Int],
        rho: Double?, minimumSegment: Int?, notes: [String]
    ) throws(ChangepointError) -> ChangeSummary {
        let sets = try minimumSegment.flatMap { segment throws(ChangepointError) in
            try dateSets(of: changes, y, times, minimumSegment: segment)
        }
        return ChangeSummary(
            method: method.rawValue, cost: cost, n: y.count, probabilityOfAnyChange: nil,
            verdict: nil, rho: rho,
            changes: changes.enumerated().map { position, index in
                let dates = sets?[position].indices
                return ChangeSummary.Change(
                    index: index, time: times[index], lower: dates?.first.map { times[$0] },
                    upper: dates?.last.map { times[$0] }, probability: nil,
                    before: levels[position], after: levels[position + 1])
            }, notes: notes + (sets == nil || changes.isEmpty ? [] : [Self.likelyDates]))
    }

    /// Nil for a series so long that looking at each change would take longer than finding them.
    private func dateSets(
        of changes: [Int], _ y: [Double], _ times: [Int], minimumSegment: Int
    ) throws(ChangepointError) -> [DateSet]? {
        guard y.count <= Self.longestCalibrated else { return nil }
        return try DateLikelihood(minimumSegment: minimumSegment).sets(
            of: changes, in: y, times: times, level: level)
    }

    private static func means(_ y: [Double], _ changes: [Int]) -> [Double] {
        let ends = [0] + changes + [y.count]
        return zip(ends, ends.dropFirst()).map { start, end in
            y[start..<end].reduce(0, +) / Double(end - start)
        }
    }

    private static let givenPenalty =
        "The penalty was given; nothing is known of its false alarms on this series."
    private static let shortMemory =
        "Slow wandering of the noise can still pass for a change; --method posterior allows for it."
    private static let likelyDates =
        "The range of a date takes its change as real, its neighbours as fixed and the noise as "
        + "autocorrelated with a short memory."
    private static let whiteNoise =
        "The search takes neighbouring values as independent."
}

extension BaiPerronFit {
    /// The number of changes, at least one, with the least Schwarz criterion; 0 where there is no room.
    fileprivate var bestCount: Int {
        let criteria = schwarzCriteria
        return criteria.indices.dropFirst().min { criteria[$0] < criteria[$1] } ?? 0
    }
}
