import ArgumentParser
import Experiment
import Foundation

struct PlanCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan",
        abstract: "Plan a trial that can answer its question, or check a plan that is there.",
        discussion: """
            On a terminal it asks for what is missing; elsewhere flags or an answers file say it. \
            Questions about safety come first: a plan that they forbid is not written. The same seed \
            gives the same schedule. Examples:

              n1 plan
              n1 plan --template dairy-free-6w --condition rosacea --start 2026-12-01 \\
                --answers answers.yaml --output trial/
              n1 plan --template exercise --condition rosacea --start 2026-12-01 \\
                --dose 20 --dose 40 --answers answers.yaml --output trial/
              n1 plan --check trial/
              n1 plan --template exercise --condition rosacea --start 2026-12-01 \\
                --answers answers.yaml --people 12 --output trials/
            """)

    @Option(name: .long, help: "What to try; see n1 templates. Several joined by + are a bundle.")
    var template: String?

    @Option(name: .long, help: "The complaint: eczema, acne, rosacea, psoriasis and others.")
    var condition: Complaint?

    @Option(name: .long, help: "First day of the baseline, as 2026-12-01.")
    var start: String?

    @Option(name: .long, help: "A file with answers; see docs/planning.md.", completion: .file())
    var answers: String?

    @Option(name: .long, help: "The answer to a safety question, as pregnant=no; repeatable.")
    var answer: [String] = []

    @Option(name: .long, help: "An instrument for the outcome; repeatable, the primary one first.")
    var outcome: [String] = []

    @Option(
        name: .long, help: "The smallest change of the primary outcome worth having.",
        transform: SpokenNumber.read)
    var worthwhile: Double?

    @Option(name: .long, help: "withdrawal, abab, block-pairs and others; see docs/planning.md.")
    var design: DesignKind?

    @Option(
        name: .long,
        help: "An amount to compare with others and with none, in permuted blocks; repeatable.",
        transform: SpokenNumber.read)
    var dose: [Double] = []

    @Option(
        name: .long,
        help: "A site of the body that starts after the others, the deciding one first; repeatable."
    )
    var site: [String] = []

    @Option(
        name: .long, help: "Orders of permuted blocks: any, or williams, which balances carry-over."
    )
    var order: BlockOrder?

    @Option(
        name: .long,
        help: "Why a design fits that the template advises against; it stays in the plan.")
    var despite: String?

    @Option(
        name: .long, help: "A length or count of the design, as baseline=28 or pairs=4; repeatable."
    )
    var set: [String] = []

    @Option(name: .long, help: "The number that fixes what is drawn; drawn itself by default.")
    var seed: UInt64?

    @Flag(name: .long, help: "State that a clinician or dietitian agreed.")
    var clinicianAgreed = false

    @Flag(name: .long, inversion: .prefixedNo, help: "Whether you start because it is bad now.")
    var startedBecauseBad: Bool?

    @Flag(
        name: .long, inversion: .prefixedNo,
        help: "Whether your skin follows a rhythm of about a month, as a menstrual cycle.")
    var monthlyRhythm: Bool?

    @Option(name: .shortAndLong, help: "The trial's folder, made if need be, or a .yaml file.")
    var output = "."

    @Option(name: .long, help: "Plans for so many people, each with a draw of its own.")
    var people: Int?

    @Option(name: .long, help: "Check this plan instead: can it tell what it asks?")
    var check: String?

    @OptionGroup var form: JSONOptions

    func run() throws {
        if let check { return try diagnose(TrialFolder.parse(["--", check])) }
        let clock = try Clock()
        var request = try request()
        let target = PlanTarget(path: output)
        try target.checkVacant()
        let tape = AnswerTape(path: target.unfinishedPath)
        let isAsked = Terminal.canAsk && !form.isAsked
        // An interview shows them before one chooses.
        let showsDesigns = !isAsked || request.design != nil
        if isAsked {
            request = try PlanInterview(today: clock.now.day, tape: tape).completing(request)
        }
        var generator = SystemRandomNumberGenerator()
        let seed = UInt64.random(in: 1...999_999, using: &generator)
        if let people {
            return try PeoplePlans(count: people, folder: output).write(
                request, today: clock.now.day, seed: request.seed ?? seed, clock: clock)
        }
        let proposal: PlanProposal
        do { proposal = try PlanProposal(request, today: clock.now.day, seed: seed) } catch {
            guard case .needsClinician = error else { throw error }
            throw try AskFirst(
                request, today: clock.now.day, seed: seed, because: error, at: target)
        }
        let (text, plan) = try PlanWriter(proposal).written()
        let diagnosis = PlanDiagnosis(plan)
        if let contradiction = diagnosis.findings.first(where: \.isContradiction) {
            throw UnanswerablePlan(description: contradiction.description)
        }
        try target.write(text)
        tape.clear()
        let reach = PlanReach.all(plan)
        if form.isAsked { return form.write(plan.json(path: target.planPath, reach)) }
        Terminal.write(PlanText(plan).text(Terminal.style) + "\n")
        Terminal.write(PlanDiagnosisText(plan).text(Terminal.style, namesColumns: false))
        Terminal.write(PlanReachText.text(reach, style: Terminal.style))
        if showsDesigns { Terminal.write(designs(request, clock.now.day, plan.seed)) }
        Terminal.writeFitted("\nThe plan is in \(target.planPath).\n")
        if let stale = target.staleLetter(proposal, plan) { Terminal.writeFitted(stale + "\n") }
        Terminal.write(target.nextCommands)
    }

    /// What an interview shows before a design is chosen, for whoever was not asked.
    private func designs(_ request: PlanRequest, _ today: CalendarDay, _ seed: UInt64) -> String {
        let lines = DesignOffer.comparison(
            of: DesignOffer.offers(request, today: today, seed: seed))
        guard !lines.isEmpty else { return "" }
        var page = TextPage(Terminal.style)
        page.heading("Which designs fit?")
        page.points(lines)
        return "\n" + page.text
    }

    private func diagnose(_ folder: TrialFolder) throws {
        let plan = try folder.plan()
        let reach = self.reach(of: plan, in: folder)
        guard !form.isAsked else { return form.write(plan.json(path: nil, reach)) }
        Terminal.write(PlanDiagnosisText(plan).text(Terminal.style))
        Terminal.write(PlanReachText.text(reach, style: Terminal.style))
        for remark in plan.safetyRemarks { Terminal.writeFitted("\n\(remark)\n") }
        if PlanDiagnosis(plan).isFatal || plan.offersForbiddenFood { throw ExitCode(1) }
    }

    /// On the person of the diary, where there is one that can be read.
    private func reach(of plan: TrialPlan, in folder: TrialFolder) -> [PlanReach] {
        let study = try? WorldOptions.parse([]).studies(folder, plan).first
        return study.map { PlanReach.all($0, isOneOfSeveral: plan.isStaggered) }
            ?? PlanReach.all(plan)
    }

    /// The answers file with the flags laid over it.
    func request() throws -> PlanRequest {
        var request = PlanRequest()
        if let answers {
            request = try PlanRequest(
                yaml: FileAccess.text(of: answers), file: FileAccess.name(of: answers))
        }
        if let template { request.template = template }
        if let condition { request.complaint = condition }
        if let start {
            request.start = try SpokenDay.day(
                start, option: "--start", today: Clock().now.day, near: "tomorrow")
        }
        if !outcome.isEmpty { request.outcomes = outcome }
        if let worthwhile { request.worthwhile = worthwhile }
        if let design { request.design = design }
        if let seed { request.seed = seed }
        if !dose.isEmpty { request.doses = dose }
        if !site.isEmpty { request.sites = site }
        if let order { request.isWilliams = order == .williams }
        if let despite { request.despite = despite }
        if clinicianAgreed { request.isAgreedWithClinician = true }
        if let startedBecauseBad { request.startedBecauseBad = startedBecauseBad }
        if let monthlyRhythm { request.followsMonth = monthlyRhythm }
        request.numbers += try set.map(number)
        request.answers = try safety(over: request.answers)
        return request
    }

    private func number(_ text: String) throws -> (key: String, value: Int) {
        let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
        let keys = PlanRequest.numberKeys
        guard parts.count == 2, keys.contains(parts[0]) else {
            throw UsageError(
                "--set: found \"\(text)\"; expected one of \(keys.joined(separator: ", ")), each "
                    + "with =DAYS. Write it like baseline=28.")
        }
        guard let value = Int(parts[1]), (0...3653).contains(value) else {
            throw UsageError(
                "--set \(parts[0]): found \"\(parts[1])\"; expected a whole number from 0 to 3653. "
                    + "Write it like \(parts[0])=\(Self.counts.contains(parts[0]) ? 4 : 28).")
        }
        return (parts[0], value)
    }

    /// Numbers that are no days.
    private static let counts = ["pairs", "blocks", "phases"]

    /// Answers of the file, those of the flags in their place where both say something.
    private func safety(over answers: SafetyAnswers) throws -> SafetyAnswers {
        let typed = try answer.map { text -> (question: String, text: String) in
            let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
            guard parts.count == 2 else {
                throw UsageError(
                    "--answer: found \"\(text)\"; expected question=answer. Write it like "
                        + "pregnant=no.")
            }
            return (parts[0], decimalPointed(parts[1]))
        }
        return try answers.replacing(typed)
    }
}

/// In which order the conditions of a block come.
enum BlockOrder: String, ExpressibleByArgument, CaseIterable {
    case any, williams
}

/// A plan that no diary could answer.
struct UnanswerablePlan: CommandFailure {
    let description: String
}

/// Where a new plan goes: a folder that may not exist yet, or a file.
struct PlanTarget {
    let path: String

    private var isFile: Bool { path.hasSuffix(".yaml") || path.hasSuffix(".yml") }
    private var folder: String { isFile ? (path as NSString).deletingLastPathComponent : path }

    var planPath: String { isFile ? path : (path as NSString).appendingPathComponent("plan.yaml") }

    /// Where the answers of an interview wait until it is over: beside the plan, or beside the folder that
    /// is still to be made.
    var unfinishedPath: String {
        if folder.isEmpty || FileAccess.isFolder(folder) { return planPath + ".unfinished" }
        let name = folder.hasSuffix("/") ? String(folder.dropLast()) : folder
        return name + ".unfinished"
    }

    /// What one does with a plan that was just written.
    var nextCommands: String {
        let trial = TrialPlace(path: path).spoken.map { " " + $0 } ?? ""
        let steps = [
            ("n1 power\(trial)", "how well it can tell"),
            ("n1 seal\(trial)", "fix it before the first day"),
            ("n1 today\(trial)", "what to do and to log each day"),
        ]
        let longest = steps.map { TextWidth.of($0.0) }.max() ?? 0
        let rows = steps.enumerated().map { place, step in
            (place == 0 ? "next     " : "         ")
                + "\(TextWidth.padded(step.0, to: longest))     \(step.1)\n"
        }
        // A command is never broken: it can be pasted. What it does goes below it where there is no room.
        let isNarrow = Terminal.isInteractive && rows.contains { $0.count > Terminal.width + 1 }
        return isNarrow
            ? "Next:\n" + steps.map { "  \($0.0)\n    \($0.1)\n" }.joined() : rows.joined()
    }

    /// - Throws: `UsageError` when a plan is there: it is changed by amendments only.
    func checkVacant() throws {
        guard !FileAccess.exists(planPath) else {
            throw UsageError(
                "\(planPath): found a plan; expected none, because a plan is never written over. "
                    + "Choose another folder with --output, or change the plan with n1 amend.")
        }
    }

    /// Writes the plan whole, for its owner only; a folder that was made for it goes again when
    /// that fails.
    func write(_ text: String) throws { try write([(planPath, text)]) }

    /// The answers of a plan that waits for somebody's agreement, and the letter that asks for it.
    var draftPath: String { beside("draft.yaml") }
    var letterPath: String { beside("letter.txt") }

    /// Of a letter that lies beside the plan and asked for another one, whose days or answers differ: what
    /// was agreed to is not what was written. Nil where there is none, or it asked for this one.
    func staleLetter(_ proposal: PlanProposal, _ plan: TrialPlan) -> String? {
        guard let asked = try? FileAccess.text(of: letterPath),
            asked != AgreementLetter(proposal, plan: plan).text(TerminalStyle(width: 78))
        else { return nil }
        return "\(letterPath) asked for another plan than this one: its days or answers differ. An "
            + "agreement to it holds for what it says. Ask again for this plan, or throw the letter and "
            + "\(draftPath) away."
    }

    private func beside(_ name: String) -> String {
        guard isFile else { return (path as NSString).appendingPathComponent(name) }
        return (path as NSString).deletingPathExtension + "-" + name
    }

    func write(_ files: [(path: String, text: String)]) throws {
        let isNew = !folder.isEmpty && !FileAccess.exists(folder)
        if isNew { try FileAccess.makeFolder(folder) }
        do { for file in files { try FileAccess.write(file.text, to: file.path) } } catch {
            if isNew { try? FileManager.default.removeItem(atPath: folder) }
            throw error
        }
    }
}
