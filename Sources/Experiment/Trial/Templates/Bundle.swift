import ExperimentDiary
import ExperimentText

/// A change and the day on which it starts.
package struct PlannedChange: Sendable, Hashable {
    package let name: String
    package let day: CalendarDay

    package init(_ name: String, on day: CalendarDay) {
        self.name = name
        self.day = day
    }

    /// Changes closer than this cannot be told apart.
    package static let leastDaysApart = 14

    /// Refuses the first two changes that start within `leastDaysApart` days of each other.
    /// - Parameter changes: in any order; ties on a day keep their order.
    /// - Throws: `TemplateError.severalChanges`.
    package static func checkApart(_ changes: [PlannedChange]) throws(TemplateError) {
        let ordered = changes.enumerated()
            .sorted { ($0.element.day, $0.offset) < ($1.element.day, $1.offset) }.map(\.element)
        for (earlier, later) in zip(ordered, ordered.dropFirst()) {
            let apart = earlier.day.distance(to: later.day)
            guard apart >= leastDaysApart else {
                throw .severalChanges(
                    first: earlier.name, second: later.name, daysApart: apart, least: leastDaysApart
                )
            }
        }
    }
}

extension Template {
    /// Several changes that start on one date, as one: lengths are those of the slowest, cautions
    /// those of all, and only the joint effect is estimable.
    /// - Parameters:
    ///   - templates: two or more different ones; a repeated one counts once.
    ///   - avoided: groups that the person keeps out although a template may bring them, as dairy
    ///     when only kimchi is eaten.
    /// - Returns: A template whose `components` are the ids.
    /// - Throws: `TemplateError.emptyBundle` with fewer than two; `.conflict` when one brings in
    /// what
    ///   another leaves out.
    package static func bundle(
        _ templates: [Template], withFoodsFreeOf avoided: [FoodGroup] = []
    ) throws(TemplateError) -> Template {
        var parts = [Template]()
        for template in templates where !parts.contains(where: { $0.id == template.id }) {
            for part in parts { try part.checkConflict(with: template, withFoodsFreeOf: avoided) }
            parts.append(template)
        }
        guard let first = parts.first, parts.count > 1 else { throw .emptyBundle }
        return parts.dropFirst().reduce(first) { $0.joined(with: $1) }
    }

    /// Refuses to bring in what the other change leaves out, as kefir in a dairy-free arm.
    ///
    /// What a template may bring (`mayAdd`) is refused as well, unless it is among the groups that
    /// the
    /// person avoids.
    /// - Throws: `TemplateError.conflict`.
    package func checkConflict(
        with other: Template, withFoodsFreeOf avoided: [FoodGroup] = []
    ) throws(TemplateError) {
        if let group = other.removed(from: self, avoided) {
            throw .conflict(bringsIn: id, leavesOut: other.id, group: group)
        }
        if let group = removed(from: other, avoided) {
            throw .conflict(bringsIn: other.id, leavesOut: id, group: group)
        }
    }

    /// The first group that the other brings in and this one leaves out.
    private func removed(from other: Template, _ avoided: [FoodGroup]) -> FoodGroup? {
        (other.adds + other.mayAdd.filter { !avoided.contains($0) })
            .first { removes.contains($0) }
    }

    /// Refuses a food whose name belongs to a group that this template leaves out.
    /// - Throws: `TemplateError.conflict`.
    package func checkConflict(consuming food: String) throws(TemplateError) {
        if let group = FoodGroup.groups(in: food).first(where: { removes.contains($0) }) {
            throw .conflict(bringsIn: food, leavesOut: id, group: group)
        }
    }

    private func joined(with other: Template) -> Template {
        Template(
            id: id + "+" + other.id, name: name + " with " + other.name, kind: kind,
            instruction: instruction + " " + other.instruction,
            removes: removes.union(other.removes), adds: adds.union(other.adds),
            mayAdd: mayAdd.union(other.mayAdd).filter { !(removes + other.removes).contains($0) },
            baseline: baseline.longer(than: other.baseline),
            rampDays: max(rampDays, other.rampDays), active: active.longer(than: other.active),
            lag: lag.longer(than: other.lag), washout: washout.longer(than: other.washout),
            reversal: jointReversal(other), covariates: covariates.union(other.covariates),
            evidence: evidence.union(other.evidence),
            cautions: [Self.bundleCaution].union(cautions).union(other.cautions),
            cap: cap.map { mine in other.cap.map(mine.shorter) ?? mine } ?? other.cap,
            isIrreversible: isIrreversible || other.isIrreversible,
            mayComeFirst: mayComeFirst && other.mayComeFirst, isLive: isLive || other.isLive,
            interactsWith: interactsWith.union(other.interactsWith),
            needsClinician: needsClinician || other.needsClinician,
            isDietPattern: isDietPattern || other.isDietPattern,
            isExertion: isExertion || other.isExertion,
            components: parts + other.parts)
    }

    private var parts: [String] { isBundle ? components : [id] }

    private static let bundleCaution = SourcedStatement.ours(
        "Several changes on one date: only what they do together can be told")

    /// All changes are taken back together; a ladder for one of them would split the bundle.
    private func jointReversal(_ other: Template) -> Reversal {
        for template in [self, other] {
            if case .impossible = template.reversal { return template.reversal }
        }
        return .returnToUsual(days: max(reversal.days, other.reversal.days))
    }
}

extension PhaseLength {
    /// The shorter of two caps, complaint by complaint.
    fileprivate func shorter(than other: PhaseLength) -> PhaseLength {
        let complaints = (exceptions + other.exceptions).map(\.complaint)
        return PhaseLength(
            min(usual, other.usual),
            min(
                range.lowerBound, other.range.lowerBound)...min(
                    range.upperBound, other.range.upperBound),
            complaints.map { ($0, min(days(for: $0), other.days(for: $0))) })
    }
}

extension Array where Element: Equatable {
    /// The elements of both, each once, in their order.
    fileprivate func union(_ other: [Element]) -> [Element] {
        self + other.filter { !contains($0) }
    }
}
