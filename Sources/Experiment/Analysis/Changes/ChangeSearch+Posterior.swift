import ExperimentDiary
import ExperimentText
import ExperimentTrial
import Stats

extension ChangeSearch {
    /// The chance of changes when the noise may wander slowly.
    package func posterior(_ y: [Double], times: [Int]) throws(ChangepointError) -> ChangeSummary {
        var options =
            isTrial ? ChangepointPosterior.Options.reading(count: y.count) : .init()
        options.maximumChanges = maximumChanges
        let fit = try ChangepointPosterior(options: options).fit(
            y, times: times, minimumSegment: minimumSegment ?? 7)
        let lasting = try LastingReading(y, on: fit.design, level: level)
        var summary = summary(of: lasting, beside: fit)
        summary.shortMemory = try ShortMemoryVerdict(y, times: times, seed: seed)
        return summary
    }

    /// What is shown of both posteriors: changes and words are those of the one that knows of flares.
    private func summary(
        of lasting: LastingReading, beside fit: ChangepointPosteriorFit
    ) -> ChangeSummary {
        var summary = ChangeSummary(
            method: method.rawValue, cost: "slow wandering, flares and rating noise",
            n: fit.design.count, probabilityOfAnyChange: fit.probabilityOfAnyChange,
            verdict: lasting.verdict, rho: fit.noiseMean.rho,
            changes: lasting.change.map { [$0] } ?? [], notes: notes(fit))
        summary.lasting = lasting
        return summary
    }

    private func notes(_ fit: ChangepointPosteriorFit) -> [String] {
        let bounded = fit.boundedIndices.count
        let values = bounded == 1 ? "1 value lies" : "\(bounded) values lie"
        return (fit.usedBeam ? ["Sets of three dates were searched by a beam."] : [])
            + (bounded == 0
                ? []
                : ["\(values) so far from what those before suggest that only a part is counted."])
    }

    /// The fast segmentation of a long series, with the posterior close up around its changes.
    package func long(_ y: [Double], times: [Int]) throws(ChangepointError) -> ChangeSummary {
        let found = try LongSeries()(y, times: times)
        let levels = found.segmentation.levels
        let changes = found.segmentation.changes.enumerated().map { position, index in
            let closeUp = found.closeUps.first { $0.position == position }
            return ChangeSummary.Change(
                index: index, time: times[index], lower: closeUp.map { times[$0.first] },
                upper: closeUp.map { times[$0.last] }, probability: closeUp?.probability,
                before: levels[position], after: levels[position + 1])
        }
        return ChangeSummary(
            method: method.rawValue, cost: "AR(1) noise through the changes", n: y.count,
            probabilityOfAnyChange: nil, verdict: nil, rho: found.rho, changes: changes,
            notes: [
                "The series is longer than \(PosteriorDesign.longest) observations: a fast search "
                    + "found the changes, and each probability is that of a change in a window "
                    + "around it."
            ])
    }
}

extension ChangeVerdict {
    /// What the chance of a new level means, in one sentence.
    package var sentence: String {
        switch self {
        case .clear: "There is a clear new level: flares and wandering hardly explain it."
        case .likely:
            "A new level is likely; flares and wandering are the less probable explanation."
        case .cannotBeToldFromWandering:
            "A new level cannot be told from flares and slow wandering."
        case .noSign: "There is no sign of a new level."
        }
    }
}
