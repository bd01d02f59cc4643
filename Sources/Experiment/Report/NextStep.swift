internal import Stats
internal import RealModule

/// What a person can do next, and what it would bring.
public enum NextStep: Sendable, Equatable {
    /// Nothing more is needed for this question.
    case stop(Verdict, EvidenceGrade)
    /// Going on with the trial in one of the ways that narrow the answer.
    case goOn(TrialExtension)

    /// The cheapest first.
    static func all(after analysis: EffectAnalysis) -> [NextStep] {
        guard let effect = analysis.effects.first else { return [] }
        let verdict = Verdict(Chances(effect))
        let evidence = GradedEvidence(DesignFacts(effect, in: analysis.data, change: nil))
        if verdict != .cannotTell, evidence.grade >= .b { return [.stop(verdict, evidence.grade)] }
        return TrialExtension.all(of: effect, in: analysis)
            .sorted { $0.extraDays < $1.extraDays }.map(NextStep.goOn)
    }
}

/// More days of a trial and the interval that they would leave.
public struct TrialExtension: Sendable, Equatable {
    public let kind: Kind
    public let extraDays: Int
    /// Half the width of the interval, today and afterwards.
    public let halfWidthNow: Double
    public let halfWidthAfter: Double
    /// What the verdict would be if the difference stayed exactly as it is.
    public let verdictIfUnchanged: Verdict

    public enum Kind: Sendable, Equatable {
        case moreOfTheSame(condition: Condition)
        case switchTo(condition: Condition)
        case anotherPair(first: Condition, second: Condition)
    }

    static func all(of effect: EffectEstimate, in analysis: EffectAnalysis) -> [TrialExtension] {
        let plan = analysis.data.plan
        guard let last = plan.schedule.phases.last else { return [] }
        let isLastTested = last.condition == effect.condition.id
        let current = isLastTested ? effect.condition : effect.reference
        let other = isLastTested ? effect.reference : effect.condition
        let length = max(last.lengthInDays, plan.leastPhaseDays)
        let choices: [(Kind, [Stretch])] = [
            (
                .moreOfTheSame(condition: current),
                [Stretch(exposed: isLastTested, days: 14, lag: 0)]
            ),
            (.switchTo(condition: other), [plan.stretch(!isLastTested, length)]),
            (
                .anotherPair(first: other, second: current),
                [plan.stretch(!isLastTested, length), plan.stretch(isLastTested, length)]
            ),
        ]
        return choices.compactMap { kind, stretches in
            TrialExtension(kind, stretches, of: effect, in: analysis)
        }
    }

    private init?(
        _ kind: Kind, _ stretches: [Stretch], of effect: EffectEstimate, in analysis: EffectAnalysis
    ) {
        let past = PairedDays(effect, in: analysis)
        let rho = min(max(analysis.autocorrelation, -0.98), 0.98)
        guard let before = past.variance(rho),
            let after = past.followed(by: stretches).variance(rho)
        else { return nil }
        self.kind = kind
        extraDays = stretches.reduce(0) { $0 + $1.days }
        halfWidthNow = 0.5 * effect.interval.width
        let ratio = (after / before).squareRoot()
        halfWidthAfter = halfWidthNow * ratio
        let posterior = MixtureOfStudentT(
            location: effect.improvement, scale: effect.standardError * ratio,
            degreesOfFreedom: max(analysis.fit.degreesOfFreedom, 1))
        verdictIfUnchanged = Verdict(
            Chances(improvement: posterior, worthwhile: effect.worthwhile))
    }
}

/// Days to come, under the condition or its reference; the first `lag` of them are not analysed.
struct Stretch {
    let exposed: Bool
    let days: Int
    let lag: Int
}

extension TrialPlan {
    fileprivate func stretch(_ exposed: Bool, _ days: Int) -> Stretch {
        Stretch(
            exposed: exposed, days: days,
            lag: exposed ? analysis.onsetLagInDays : analysis.washoutInDays)
    }

    /// A phase has to leave a week to analyse after its lag.
    fileprivate var leastPhaseDays: Int {
        max(analysis.onsetLagInDays, analysis.washoutInDays) + 7
    }
}

/// The analysed days of a pair of conditions as times and exposures, without their scores: all that
/// the precision of a comparison depends on beside the noise.
private struct PairedDays {
    var times: [Int]
    var exposed: [Double]

    init(_ effect: EffectEstimate, in analysis: EffectAnalysis) {
        let plan = analysis.data.plan
        let place = plan.testedConditions.firstIndex { $0.id == effect.condition.id } ?? 0
        let days = analysis.data.analysed
        times = days.map(\.studyDay)
        exposed = days.map { $0.exposures[place] }
    }

    func followed(by stretches: [Stretch]) -> PairedDays {
        var longer = self
        var day = (times.last ?? -1) + 1
        for stretch in stretches {
            for index in 0..<stretch.days {
                if index >= stretch.lag {
                    longer.times.append(day)
                    longer.exposed.append(stretch.exposed ? 1 : 0)
                }
                day += 1
            }
        }
        return longer
    }

    /// Variance of the difference of two levels, per unit of noise variance, with AR(1) noise of
    /// the given autocorrelation: the corner of (X'R^-1 X)^-1, by whitening each day with the one
    /// before. Nil when one of the two has no day.
    func variance(_ rho: Double) -> Double? {
        var (ones, mixed, squares) = (0.0, 0.0, 0.0)
        for day in times.indices {
            let weight = day == 0 ? 0 : Double.pow(rho, times[day] - times[day - 1])
            let scale = 1 / (1 - weight * weight)
            let one = 1 - weight
            let x = exposed[day] - (day == 0 ? 0 : weight * exposed[day - 1])
            let first = day == 0 ? 1 : one
            ones += first * first * scale
            mixed += first * x * scale
            squares += x * x * scale
        }
        let determinant = ones * squares - mixed * mixed
        return determinant > 1e-12 * ones * max(squares, 1e-300) ? ones / determinant : nil
    }
}

extension Chances {
    init(improvement: MixtureOfStudentT, worthwhile: Double?) {
        better = improvement.probability(above: 0)
        size = worthwhile.map { smallest in
            let above = improvement.probability(above: smallest)
            return Size(
                smallest: smallest, worthwhile: above,
                negligible: max(0, 1 - above - improvement.probability(below: -smallest)))
        }
    }
}
