import ExperimentDiary
import ExperimentText
import Stats

/// A rule of the draw: no schedule that keeps time with a rhythm of a week, a working week, a fortnight
/// or 28 days.
///
/// It is written into the plan and frozen under its name: the days that it leaves out stand in it, so
/// that a plan whose analysis is changed still has the draw that it was drawn from. A plan without it
/// was drawn from all schedules.
package struct RhythmRule: Sendable, Equatable {
    /// What a draw keeps away from, by the word of the key `against` of a plan file.
    package enum Scope: String, Sendable, CaseIterable {
        /// Days of the week, a working week and 28 days: plans that were drawn before fortnights were
        /// looked at keep the schedules that they were drawn from.
        case weekAndMonth = "rhythms"
        /// These, and a fortnight.
        case all = "rhythms-and-rotas"

        /// In words, after "keep time with".
        package var words: String {
            switch self {
            case .weekAndMonth: "no week and no rhythm of 28 days"
            case .all: "no week, no fortnight and no rhythm of 28 days"
            }
        }
    }

    /// From here on a schedule cannot be told from the rhythm well enough: up to .53 a rhythm as large as
    /// the noise leads to 8 % false claims, from .87 on to 27 to 43 %.
    package static let threshold = 0.6
    /// The same of a fortnight. Below it the regression can tell the two apart, and a claim of the better
    /// grades is asked to hold with a rhythm of 14 days in it; from here on it cannot: where one week in
    /// two is worse by two standard deviations of the noise 15 to 28 % of trials would still be claims.
    package static let fortnightThreshold = 0.8

    /// Whether a correlation is too high. Shares of weeks can hit a threshold exactly, on which side of it
    /// the last digit of a root may not decide.
    package static func reaches(_ threshold: Double, _ correlation: Double) -> Bool {
        correlation > threshold - 1e-9
    }

    package var scope = Scope.all
    /// First days of a tested condition that the analysis leaves out.
    package var onsetLagInDays = 0
    /// First days of the reference, after a tested condition, that the analysis leaves out.
    package var washoutInDays = 0

    package init(scope: Scope = .all, onsetLagInDays: Int = 0, washoutInDays: Int = 0) {
        self.scope = scope
        self.onsetLagInDays = onsetLagInDays
        self.washoutInDays = washoutInDays
    }

    /// Whether every tested condition stays below the threshold with each rhythm.
    package func admits(_ arrangement: Arrangement) -> Bool {
        let times = kept(arrangement)
        let tested = Set(arrangement).subtracting([0])
        return tested.allSatisfy { condition in
            let exposures = times.map { arrangement[$0] == condition ? 1.0 : 0 }
            guard let rhythm = try? ScheduleRhythm(times: times, exposures: exposures) else {
                return false
            }
            return !rhythm.keepsTime(scope)
        }
    }

    /// The places that the analysis keeps.
    private func kept(_ arrangement: Arrangement) -> [Int] {
        var kept: [Int] = []
        var first = 0
        for place in arrangement.indices {
            let isSwitch = place > 0 && arrangement[place] != arrangement[place - 1]
            if isSwitch { first = place }
            if place - first >= lag(in: arrangement, from: first) { kept.append(place) }
        }
        return kept
    }

    private func lag(in arrangement: Arrangement, from first: Int) -> Int {
        if arrangement[first] != 0 { return onsetLagInDays }
        return first == 0 ? 0 : washoutInDays
    }
}

extension ScheduleRhythm {
    /// With 28 days, a working week and the days of the week.
    package var month: Double { correlation(period: 28) }
    package var workingWeek: Double { correlation(run: 2, ofEvery: 7) }
    package var week: Double { correlation(patternLength: 7) }
    /// With 14 days: a smooth rhythm, or one week in two, as shifts and custody turn.
    package var fortnight: Double {
        max(correlation(period: 14), correlation(run: 7, ofEvery: 14))
    }

    fileprivate func keepsTime(_ scope: RhythmRule.Scope) -> Bool {
        RhythmRule.reaches(RhythmRule.threshold, week)
            || RhythmRule.reaches(RhythmRule.threshold, workingWeek)
            || RhythmRule.reaches(RhythmRule.threshold, month)
            || (scope == .all && RhythmRule.reaches(RhythmRule.fortnightThreshold, fortnight))
    }
}

/// A design whose draw keeps away from rhythms.
struct RhythmFreeDesign<Base: TrialDesign>: TrialDesign {
    package let schedules: RestrictedSet<Base.Schedules>
    private let base: Base

    /// - Throws: `.keepsTime` where the rule leaves fewer than two schedules, or none was found.
    package init(_ base: Base, by rule: RhythmRule) throws(DesignError) {
        let set = RestrictedSet(base.schedules) { rule.admits($0) }
        guard let set else {
            throw .keepsTime(with: rule.scope, schedules: "\(base.schedules.count)")
        }
        self.base = base
        schedules = set
    }

    package func phases(of arrangement: Arrangement) -> [DesignPhase] {
        base.phases(of: arrangement)
    }
}

extension TrialDesign {
    /// The same design, drawn by the rule.
    func keepingAway(by rule: RhythmRule) throws(DesignError) -> any TrialDesign {
        try RhythmFreeDesign(self, by: rule)
    }
}
