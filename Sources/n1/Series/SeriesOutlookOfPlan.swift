import Experiment

/// What a plan could tell with several people, or for one more person of a series.
struct SeriesOutlookOfPlan {
    private let study: DiagnosisStudy
    private let seed: UInt64
    private static let sets = 200

    init(_ study: DiagnosisStudy, seed: UInt64) {
        self.study = study
        self.seed = seed
    }

    func write(
        people: String?, tau: Double?, sets: Int?, prior: String?, form: JSONOptions
    ) async throws {
        if let people {
            let power = try await SeriesPower(
                study, people: try counts(people), tau: try spread(tau), sets: sets ?? Self.sets,
                seed: seed)
            guard let power else { throw noFormula }
            let text = SeriesPowerText(power, unit: study.outcome.instrument.unit)
            form.isAsked ? form.write(text.json) : Terminal.write(text.text(Terminal.style))
        }
        guard let prior else { return }
        let population = try PopulationFile.read(prior)
        guard let power = PriorPower(study, population, seed: seed) else { throw noFormula }
        form.isAsked
            ? form.write(
                JSON.object([
                    "people": .integer(population.people), "better": .number(power.better),
                    "worse": .number(power.worse), "borrowed": .number(power.borrowed),
                ]).settled)
            : Terminal.writeFitted(power.text(people: population.people))
    }

    private func counts(_ text: String) throws -> [Int] {
        try text.split(separator: ",").map { part in
            guard let count = Int(part), (3...1000).contains(count) else {
                throw UsageError(
                    "--people: found \"\(part)\"; expected numbers from 3 to 1000, as 5,10,20. Fewer than 3 "
                        + "people make no series.")
            }
            return count
        }
    }

    private func spread(_ tau: Double?) throws -> Double? {
        guard let tau else { return nil }
        guard tau >= 0, tau.isFinite else {
            throw UsageError("--tau: found \(tau); expected a number of points, 0 or more.")
        }
        return tau
    }

    private var noFormula: UsageError {
        UsageError(
            "found an outcome that is counted, or a plan without a formula for its error; expected scores on a "
                + "scale. Run n1 power without --people and --prior.")
    }
}
