import ExperimentAnalysis
import ExperimentTrial
import Stats

extension DesignFacts {
    /// What the joint analysis of the sites of a multiple baseline says to its grade.
    package struct SiteFacts: Sendable, Equatable {
        package let count: Int
        /// Different days on which it began.
        package let starts: Int
        /// Days between neighbouring starts, the least.
        package let stagger: Int
        package let daysAfterLastStart: Int
        /// Of the days with any score, the share on which two sites or more have one.
        package let sharedShare: Double
        /// P(the effect is the same at every site).
        package let probabilityOfCommonEffect: Double

        /// Why sites are graded as they are.
        package enum Verdict: Sendable, Equatable {
            case notAnalysedTogether
            case analysedTogether(sites: Int)
            case twoOnly
            case closeTogether(days: Int, needed: Double)
            case fewSharedDays(percent: Int)
            case differ
        }

        /// A for three sites or more on days far enough apart that chance chose, B for three that it did
        /// not choose, or two that it did; C for less.
        ///
        /// A also needs 14 days after the last start, four of five days with scores of two sites or more,
        /// and a draw that could have reached .05.
        func grade(
            isRandomised: Bool, _ facts: DesignFacts, _ reasons: inout [GradedEvidence.Reason]
        ) -> EvidenceGrade {
            reasons.append(.sites(.analysedTogether(sites: count)))
            let isApart = Double(stagger) >= facts.fadeDays
            if !isApart {
                reasons.append(.sites(.closeTogether(days: stagger, needed: facts.fadeDays)))
            }
            if probabilityOfCommonEffect < 0.05 { reasons.append(.sites(.differ)) }
            guard isApart, probabilityOfCommonEffect >= 0.05 else { return .c }
            let reaches = (facts.smallestReachableP ?? 1) <= 0.05 + 1e-12
            guard count >= 3 else {
                reasons.append(.sites(.twoOnly))
                return isRandomised && reaches ? .b : .c
            }
            if isRandomised, !reaches, let smallest = facts.smallestReachableP {
                reasons.append(.drawTooSmall(smallestP: smallest))
            }
            if sharedShare < 0.8 {
                reasons.append(.sites(.fewSharedDays(percent: Int(100 * sharedShare))))
            }
            let isWhole = starts >= 3 && daysAfterLastStart >= 14 && sharedShare >= 0.8
            return isWhole && isRandomised && reaches ? .a : .b
        }
    }
}

extension DesignFacts.SiteFacts {
    init(_ sites: JointSites) {
        let days = Set(sites.starts).sorted()
        self.init(
            count: sites.outcomes.count, starts: days.count,
            stagger: zip(days, days.dropFirst()).map { $1 - $0 }.min() ?? 0,
            daysAfterLastStart: sites.daysAfterLastStart, sharedShare: sites.sharedShare,
            probabilityOfCommonEffect: sites.fit.probabilityOfCommonEffect)
    }
}
