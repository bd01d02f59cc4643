import ExperimentDiary
import ExperimentText

/// Writes a proposal as the text of a plan file that `DraftPlan` reads and `validated()` accepts.
package struct PlanWriter: Sendable {
    private let proposal: PlanProposal

    package init(_ proposal: PlanProposal) { self.proposal = proposal }

    private var template: Template { proposal.template }
    private var request: PlanRequest { proposal.request }

    /// The id of the condition that is tested: `dairy-free` of `dairy-free-6w`, `bundle` of several.
    static func testedID(_ template: Template) -> String {
        guard !template.isBundle else { return "bundle" }
        let parts = template.id.split(separator: "-")
        let isLength = parts.last.map { $0.hasSuffix("w") && Int($0.dropLast()) != nil } ?? false
        return isLength || parts.last == "3phase"
            ? parts.dropLast().joined(separator: "-") : template.id
    }

    static let usualID = "usual"

    /// The plan and its text.
    /// - Throws: `PlanRefusal.plan` with every problem that the checks of a plan file find.
    package func written() throws(PlanRefusal) -> (text: String, plan: TrialPlan) {
        do {
            let text = try text()
            return (text, try DraftPlan(yaml: text, file: "plan.yaml").validated())
        } catch let error as PlanError {
            throw .plan(error)
        } catch let error as PlanRefusal {
            throw error
        } catch { throw .noTemplate }
    }

    private func text() throws -> String {
        var document = PlanDocument()
        document.comment(head)
        identity(&document)
        document.space()
        document.add("outcomes", .list(outcomes))
        document.add("covariates", covariates)
        document.add("also-changing", alsoChanging)
        document.space()
        document.add("conditions", .list(conditions))
        document.space()
        document.add("design", design)
        document.add("reintroduction", reintroduction)
        document.add("schedule", try schedule())
        document.space()
        document.add("analysis", analysis)
        document.add("primary-analysis", .text(PrimaryAnalysis.asPlanned.rawValue))
        document.space()
        if !request.isForSomebodyElse { document.add("safety", safety) }
        document.space()
        document.add("stop-rules", .list(StopRule.allCases.map(stopRule)))
        return document.yaml
    }

    private var head: [String] {
        ["Written by n1 plan on \(proposal.today). This is no medical advice."]
            + StopRule.standingAdvice + template.cautions.map { "Caution: \($0)" }
            + [
                "Worth logging beside the score: "
                    + template.covariates.map(\.label).joined(separator: "; ") + "."
            ]
    }

    private func identity(_ document: inout PlanDocument) {
        let complaint = proposal.complaint?.rawValue
        let name = template.isBundle ? "A bundle of changes" : template.name
        document.add(
            "title", .text(request.title ?? name + (complaint.map { ", for \($0)" } ?? "")))
        document.add(
            "question",
            .text(
                request.question
                    ?? "Is my \(complaint ?? "skin") better with: \(name.lowercased())?"))
        document.add("template", .text(template.isBundle ? template.id : template.id))
        if !request.freeOf.isEmpty {
            document.add("free-of", .texts(request.freeOf.map(\.rawValue)))
        }
        document.add("complaint", complaint.map(PlanValue.text))
        document.add("seed", .text(String(proposal.seed)))
        document.add("started-because-bad", request.startedBecauseBad.map(PlanValue.flag))
        document.add("monthly-rhythm", request.followsMonth.map(PlanValue.flag))
    }

    // MARK: What is measured and compared

    private var outcomes: [PlanValue] {
        proposal.outcomes.enumerated().map { place, outcome in
            .map([
                "id": .text(outcome.id),
                "name": .text(outcome.instrument.summary + (outcome.site.map { ", \($0)" } ?? "")),
                "instrument": .text(outcome.instrument.id),
                "every": outcome.daysBetween == 1 ? nil : .number(outcome.daysBetween),
                "worthwhile": place == 0 ? request.worthwhile.map(PlanValue.number) : nil,
                "primary": place == 0 ? .flag(true) : nil,
            ])
        }
    }

    private var covariates: PlanValue? {
        guard !request.covariates.isEmpty else { return nil }
        return .list(
            request.covariates.map {
                .map(["id": .text($0.rawValue), "name": .text($0.label)])
            })
    }

    private var alsoChanging: PlanValue? {
        guard !request.alsoChanging.isEmpty else { return nil }
        return .list(
            request.alsoChanging.map { change in
                .map([
                    "name": .text(change.name), "from": .text("\(change.first)"),
                    "to": change.last.map { .text("\($0)") },
                ])
            })
    }

    private var conditions: [PlanValue] {
        let brought =
            request.bringsIn.isEmpty ? template.adds.map(\.name) : request.bringsIn
        return [
            .map([
                "id": .text(Self.usualID), "name": .text(usualName),
                "do": proposal.startsWithout
                    ? .text("Eat \(foods) again, as you did before you left it out.") : nil,
            ])
        ]
            + arms.map { arm in
                .map([
                    "id": .text(arm.id),
                    "name": .text(
                        template.isBundle ? "all of the bundle" : template.shortName + arm.amount),
                    "against": .text(Self.usualID),
                    "do": .text(template.instruction + arm.order),
                    "leaves-out": template.removes.isEmpty
                        ? nil : .texts(template.removes.map(\.rawValue)),
                    "brings-in": brought.isEmpty ? nil : .texts(brought),
                ])
            }
    }

    /// What is compared with usual life: the change, or each dose of it.
    private var arms: [(id: String, amount: String, order: String)] {
        let id = Self.testedID(template)
        guard !request.doses.isEmpty, let unit = template.doseUnit else { return [(id, "", "")] }
        return request.doses.map { dose in
            let amount = PlainNumber.text(dose)
            return ("\(id)-\(amount)", ", \(amount) \(unit)", " This dose: \(amount) \(unit).")
        }
    }

    /// In the order in which they come.
    private var conditionIDs: [String] {
        let tested = arms.map(\.id)
        return proposal.startsWithout ? tested + [Self.usualID] : [Self.usualID] + tested
    }

    private var foods: String {
        PlainNumber.list(template.removes.filter(\.isStaple).map(\.name))
    }
    private var usualName: String { proposal.startsWithout ? "\(foods) again" : "as usual" }

    // MARK: When

    private var design: PlanValue {
        let settings = proposal.settings
        let numbers = DesignSettings.numbers.compactMap { key, path in
            settings[keyPath: path].map { PlanValue.Entry(key, .number($0)) }
        }
        return PlanValue.map(
            [
                PlanValue.Entry("kind", .text(settings.kind.rawValue)),
                .init("seed", .text(String(proposal.seed))),
                .init("conditions", .texts(conditionIDs)),
            ] + numbers
                + [
                    settings.kind == .multipleBaseline
                        ? .init("outcomes", .texts(proposal.outcomes.map(\.id))) : nil,
                    settings.isWilliams ? .init("order", .text("williams")) : nil,
                    settings.isBalanced ? nil : .init("balanced", .flag(false)),
                    settings.draw.map { .init("draw", Self.rule($0)) },
                    request.despite.map { .init("reason", .text($0)) },
                ].compactMap(\.self))
    }

    private static func rule(_ rule: RhythmRule) -> PlanValue {
        .inline(
            .map([
                "against": .text(rule.scope.rawValue),
                "onset-lag": rule.onsetLagInDays == 0 ? nil : .number(rule.onsetLagInDays),
                "washout": rule.washoutInDays == 0 ? nil : .number(rule.washoutInDays),
            ]))
    }

    private var reintroduction: PlanValue? {
        proposal.reintroduction.map { again in
            .map([
                "foods": .texts(again.foods),
                "portion": .text(again.portion),
                "doses": .inline(.list(again.doses.map(PlanValue.number))),
                "days-at-dose": .inline(.list(again.daysAtDose.map(PlanValue.number))),
                "observation": .number(again.observationDays),
                "washout": .number(again.washoutDays),
                "repeats": .number(again.repeats),
                "order": again.isInRounds ? .text("rounds") : nil,
                "sustained": again.sustainedDays == 0
                    ? nil
                    : .inline(
                        .map([
                            "days": .number(again.sustainedDays),
                            "exposures": .number(again.sustainedExposures),
                        ])),
            ])
        }
    }

    private func schedule() throws -> PlanValue {
        let settings = proposal.settings
        let assigned = AssignedDesign(
            settings: settings,
            design: try settings.design(
                conditions: proposal.conditionCount, series: proposal.seriesCount,
                reintroduction: proposal.reintroduction),
            seed: proposal.seed, conditions: conditionIDs, outcomes: [], reason: request.despite,
            reintroduction: proposal.reintroduction)
        let names = [Self.usualID: usualName, Self.testedID(template): testedName]
        func phases(_ series: Int) -> PlanValue {
            .list(
                assigned.phases(from: proposal.start, series: series) { names[$0] ?? $0 }.map(phase)
            )
        }
        let others = (1..<max(1, proposal.seriesCount)).map {
            PlanValue.Entry(proposal.outcomes[$0].id, phases($0))
        }
        return .map([
            "start": .text("\(proposal.start)"), "phases": phases(0),
            "outcomes": others.isEmpty ? nil : .map(others),
        ])
    }

    private var testedName: String { template.isBundle ? "the bundle" : template.shortName }

    private func phase(_ phase: Phase) -> PlanValue {
        .inline(
            .map([
                "name": .text(phase.name), "condition": .text(phase.condition),
                "days": .number(phase.lengthInDays),
                "part": phase.part == .comparison ? nil : .text(phase.part.rawValue),
                "food": phase.food.map(PlanValue.text),
                "portion": phase.portion.map(PlanValue.number),
            ]))
    }

    private var analysis: PlanValue {
        .map([
            "onset-lag": .number(proposal.lagInDays), "washout": .number(proposal.washoutInDays),
            "cycle": request.followsMonth == true ? cycle : nil,
        ])
    }

    /// From the first day on: sine and cosine together fit the rhythm wherever it falls.
    private var cycle: PlanValue {
        .inline(
            .map([
                "days": .number(request.cycleDays ?? PlanRequest.usualCycle),
                "from": .text("\(proposal.start)"),
            ]))
    }

    // MARK: Safety

    private var safety: PlanValue {
        .map([
            "asked": .text("\(proposal.today)"),
            "clinician-agreed": .flag(request.isAgreedWithClinician),
            "answers": .map(
                request.answers.entries.map { .init($0.question, .text($0.answer.description)) }),
            "decisions": proposal.review.decisions.isEmpty
                ? nil : .list(proposal.review.decisions.map(decision)),
        ])
    }

    private func decision(_ decision: GateDecision) -> PlanValue {
        .map([
            "gate": .text(decision.gate.rawValue), "action": .text(decision.action.rawValue),
            "of": decision.scope == .plan ? nil : .text(decision.scope.rawValue),
            "message": .text(decision.message),
            "checklist": decision.checklist.isEmpty
                ? nil : .list(decision.checklist.map(PlanValue.text)),
        ])
    }

    private func stopRule(_ rule: StopRule) -> PlanValue {
        .map([
            "rule": .text(rule.rawValue), "when": .text(rule.trigger),
            "do": .text(rule.message(leavingOut: proposal.template.removes, proposal.food)),
        ])
    }
}
