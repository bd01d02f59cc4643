import Experiment
import Foundation
import Stats

/// One plan for several people: the same question, everybody's own draw, and one list of hashes over all.
///
/// The draws are independent but for one thing: seeds are drawn anew as a whole until as many people begin with
/// one condition as with the other, give or take one. The test over everybody's draw, which does not know of
/// that, is a little careful for it.
struct PeoplePlans {
    let count: Int
    let folder: String

    /// More people are planned by a program.
    static let most = 999
    private static let attempts = 500

    /// - Throws: `UsageError` for a number that is no series, and what a single plan is refused for.
    func write(_ request: PlanRequest, today: CalendarDay, seed: UInt64, clock: Clock) throws {
        guard (3...Self.most).contains(count) else {
            throw UsageError(
                "--people: found \(count); expected a number from 3 to \(Self.most). With fewer there is "
                    + "no series.")
        }
        let targets = names.map {
            PlanTarget(path: (folder as NSString).appendingPathComponent($0))
        }
        for target in targets { try target.checkVacant() }
        let plans = try drawn(request, today: today, seed: seed)
        if !FileAccess.exists(folder) { try FileAccess.makeFolder(folder) }
        for (target, plan) in zip(targets, plans) { try target.write(plan.text) }
        try SeriesSeal(folder: folder).write(names, clock: clock)
        Terminal.writeFitted(whose(plans.map(\.plan)))
        Terminal.write(PlanText(plans[0].plan).text(Terminal.style) + "\n")
        Terminal.writeFitted(told(plans.map(\.plan)))
    }

    private var names: [String] {
        let width = max(2, String(count).count)
        return (1...count).map { number in
            let digits = String(number)
            return "person-" + String(repeating: "0", count: width - digits.count) + digits
        }
    }

    private typealias Written = (text: String, plan: TrialPlan)

    private func drawn(
        _ request: PlanRequest, today: CalendarDay, seed: UInt64
    ) throws -> [Written] {
        var best: [Written] = []
        for attempt in 0..<Self.attempts {
            var generator = SeededGenerator(seed: seed, stream: UInt64(attempt))
            var plans: [Written] = []
            for _ in 0..<count {
                var own = request
                own.isForSomebodyElse = true
                own.seed = UInt64(generator.uniform(below: 999_999) + 1)
                let (text, plan) = try PlanWriter(PlanProposal(own, today: today, seed: seed))
                    .written()
                plans.append((text: text, plan: plan))
            }
            best = plans
            guard plans[0].plan.design?.isRandomized == true else { break }
            if isBalanced(plans.map(\.plan)) { break }
        }
        return best
    }

    /// Whether as many begin with one condition as with another, give or take one.
    private func isBalanced(_ plans: [TrialPlan]) -> Bool {
        let counts = Self.starts(plans).map(\.count)
        guard let most = counts.max(), let least = counts.min() else { return true }
        return counts.count > 1 && most - least <= 1
    }

    /// How many have which condition in the first phase that is not the same for all.
    private static func starts(_ plans: [TrialPlan]) -> [(condition: String, count: Int)] {
        let orders = plans.map { $0.schedule.phases.map(\.condition) }
        let length = orders.map(\.count).min() ?? 0
        guard
            let place = (0..<length).first(where: { place in
                orders.contains { $0[place] != orders[0][place] }
            })
        else { return [] }
        return Dictionary(grouping: orders, by: { $0[place] })
            .map { (condition: $0.key, count: $0.value.count) }
            .sorted { $0.condition < $1.condition }
    }

    /// Whose days are shown, before they are.
    private func whose(_ plans: [TrialPlan]) -> String {
        let isSame = plans.allSatisfy { $0.schedule == plans[0].schedule }
        return isSame
            ? "All \(count) have these days:\n\n"
            : "These are the days of \(names[0]); the others have days of their own, each in its folder's "
                + "plan:\n\n"
    }

    private func told(_ plans: [TrialPlan]) -> String {
        let isDrawn = plans[0].design?.isRandomized == true
        let starts = Self.starts(plans).map { "\($0.count) with \"\($0.condition)\"" }
        return "\n\(count) plans are in \(folder), "
            + (isDrawn
                ? "each with a draw of its own" : "with the same days, because nothing was drawn")
            + (starts.isEmpty ? "" : " (\(PlainNumber.list(starts)) first)")
            + ". \(SeriesSeal.fileName) holds the hash of every plan.\n"
            + "The safety questions are everybody's own: no plan carries the answers that were given here. "
            + "Ask each person before the first day; n1 plan asks them and says what speaks against it.\n"
            + "next     n1 power \(ShellWord.quoted(folder))/\(names[0]) --people \(count)\n"
            + "         n1 check \(ShellWord.quoted(folder))     who began, who is through\n"
            + "         n1 series \(ShellWord.quoted(folder))    what they say together\n"
    }
}

/// One seal over the plans of a series: a list of SHA-256 that `sha256sum --check` reads.
struct SeriesSeal {
    static let fileName = "series.sha256"
    let folder: String

    private var path: String { (folder as NSString).appendingPathComponent(Self.fileName) }

    func write(_ names: [String], clock: Clock) throws {
        let lines = try names.map { name in
            "\(try hash(name))  \(name)/plan.yaml\n"
        }
        try FileAccess.create("# \(clock.stamp), n1 \(N1.version)\n" + lines.joined(), at: path)
    }

    private func hash(_ name: String) throws -> String {
        let plan = (folder as NSString).appendingPathComponent(name + "/plan.yaml")
        return Digest.sha256(try FileAccess.bytes(of: plan))
    }

    /// What the list is worth today; nil without one.
    func sentence() throws -> String? {
        guard FileAccess.exists(path) else { return nil }
        let lines = try FileAccess.text(of: path).split(separator: "\n").filter {
            !$0.hasPrefix("#")
        }
        let found = lines.map { line -> (name: String, state: State) in
            let parts = line.split(separator: " ", maxSplits: 1).map(String.init)
            guard parts.count == 2 else { return (String(line), .changed) }
            let name = String(parts[1].drop { $0 == " " }.dropLast("/plan.yaml".count))
            return (name, state(of: name, sealed: parts[0]))
        }
        func names(_ state: State) -> String {
            found.filter { $0.state == state }.map(\.name).joined(separator: ", ")
        }
        let amended = names(.amended).isEmpty ? "" : " Amended since: \(names(.amended))."
        return
            (names(.changed).isEmpty
            ? "All \(lines.count) plans are as they were sealed."
            : "Not as they were sealed: \(names(.changed)).") + amended
    }

    private enum State { case same, amended, changed }

    /// What n1 amend adds at the end leaves a plan as it was sealed.
    private func state(of name: String, sealed: String) -> State {
        let plan = (folder as NSString).appendingPathComponent(name + "/plan.yaml")
        guard let bytes = try? FileAccess.bytes(of: plan) else { return .changed }
        if Digest.sha256(bytes) == sealed { return .same }
        guard let start = bytes.firstRange(of: Array("\namendments:".utf8))?.lowerBound else {
            return .changed
        }
        let text = SealedText(hash: sealed, bytes: start)
        return text.isAmendedOnly(in: bytes, hash: { Digest.sha256($0) }) ? .amended : .changed
    }
}
