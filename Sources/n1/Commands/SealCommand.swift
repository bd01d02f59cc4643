import ArgumentParser
import Experiment

struct SealCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "seal",
        abstract: "Seal the plan and its analysis before the first score that decides.",
        discussion: """
            The seal is a file with the SHA-256 of both. Every report then says whether they were fixed \
            before the data, and what changed since. Examples:

              n1 seal trial/
              n1 seal trial/ --check
              n1 seal trial/ --verify

            The time in a seal is that of this computer. For one that others trust, let a time stamp \
            authority (RFC 3161) sign the seal's hash, which says nothing about you:

              n1 seal trial/ --request seal.tsq
              n1 seal trial/ --time-stamp seal.tsr --authority authority.pem
            """)

    @OptionGroup var folder: TrialFolder

    @Flag(name: .long, help: "Only say what the seal is worth today.")
    var check = false

    @Flag(name: .long, help: "Also say whether the diary is as it was written, and since when.")
    var verify = false

    @Option(
        name: .long, help: "Write a request for a trusted time of the seal to this file.",
        completion: .file())
    var request: String?

    @Option(
        name: .long, help: "Also verify the answer of a time stamp authority.", completion: .file())
    var timeStamp: String?

    @Option(
        name: .long, help: "The certificates that --time-stamp trusts, in PEM; else the system's.",
        completion: .file())
    var authority: String?

    @OptionGroup var form: JSONOptions

    private var looks: Bool { check || verify || request != nil || timeStamp != nil }

    func validate() throws {
        guard authority == nil || timeStamp != nil else {
            throw ValidationError("found --authority without --time-stamp. Add --time-stamp.")
        }
    }

    func run() throws {
        let store = SealStore(place: folder.place)
        if let found = try store.check() {
            guard looks else { throw SealRefusal.sealedAlready(found.seal.stamp) }
            if let request {
                try FileAccess.write(TimeStamp.request(for: found.seal.first), to: request)
            }
            let diary = verify ? try diarySentence(found.seal) : nil
            let time = try timeStamp.map { try timeSentence(found.seal, $0) }
            form.isAsked ? form.write(json(found, diary, time)) : say(found, diary, time)
            if !found.holds { throw ExitCode(1) }
            return
        }
        guard !looks else { throw SealRefusal.noSeal(store.path) }
        let seal = try folder.seal()
        form.isAsked
            ? form.write(seal.json)
            : Terminal.write(
                "Sealed at \(seal.stamp).\nplan      \(seal.planHash)\n"
                    + "analysis  \(seal.analysisHash)\n")
    }

    private func say(_ check: SealCheck, _ diary: String?, _ time: String?) {
        let written = request.map {
            "written  \($0): send it to a time stamp authority, and keep its answer."
        }
        for sentence in [check.sentence, diary, time, written].compactMap(\.self) {
            Terminal.writeFitted(sentence + "\n")
        }
    }

    private func json(_ check: SealCheck, _ diary: String?, _ time: String?) -> JSON {
        .object([
            "seal": check.seal.json, "holds": .bool(check.holds),
            "sentence": .string(check.sentence), "diary": JSON(diary), "timeStamp": JSON(time),
        ])
    }

    /// - Throws: `TimeStampError` where the answer does not hold for this seal.
    private func timeSentence(_ seal: PlanSeal, _ file: String) throws -> String {
        let time = try TimeStamp.time(
            of: seal.first, in: FileAccess.bytes(of: file), file: file, authority: authority)
        let order = seal.firstTestedDay.map {
            time < "\($0)"
                ? ", before the first tested day, \($0)"
                : ", not before the first tested day, \($0)"
        }
        return "A time stamp authority saw this seal at \(time)\(order ?? "")."
    }

    /// - Throws: `StoreError.damaged` where a batch of the diary is not as it was written.
    private func diarySentence(_ seal: PlanSeal) throws -> String {
        let path = folder.place.databasePath
        guard folder.diary == nil, try DiaryStore.holdsRecords(at: path) else {
            return "The diary is a table, which keeps no record of when and how it was written."
        }
        return try DiaryStore.reading(path) { store in
            try store.requireIntegrity()
            let (count, first) = try store.writing()
            // Moments in UTC, all written alike, stand in the order of their letters.
            let order =
                first >= seal.stamp
                ? "after the plan was sealed" : "before the plan was sealed at \(seal.stamp)"
            return "The diary holds \(count) \(count == 1 ? "record" : "records"), the "
                + "first written at \(first), \(order). None was changed since it was written."
                + (try store.statedTimes().map { " \($0)" } ?? "")
                + (try store.checksum().map { " Reports made from it carry the checksum \($0)." }
                    ?? "")
        }
    }
}

extension TrialFolder {
    /// Seals the plan.
    /// - Throws: `SealRefusal.tooLate` once a tested day has a score.
    func seal() throws -> PlanSeal {
        if let day = try firstTestedScore(plan()) { throw SealRefusal.tooLate(day) }
        return try place.changing { try SealStore(place: place).seal(plan(), clock: Clock()) }
    }

    /// A trial without a diary has no score.
    func firstTestedScore(_ plan: TrialPlan) throws -> CalendarDay? {
        guard try hasDiary(plan) else { return nil }
        return plan.firstTestedScore(in: try read(plan))
    }
}

extension PlanSeal {
    /// The file as it was when the plan was sealed, without the blinding that was opened since: what a
    /// time stamp is of.
    fileprivate var first: String {
        let seal = PlanSeal(
            stamp: stamp, version: version, planHash: planHash, planBytes: planBytes,
            analysisHash: analysisHash, firstTestedDay: firstTestedDay)
        return (ownHash == nil ? seal : seal.closed { Digest.sha256($0) }).text
    }
}

/// Why nothing is sealed.
enum SealRefusal: CommandFailure, Equatable {
    case sealedAlready(String)
    case noSeal(String)
    case tooLate(CalendarDay)

    var description: String {
        switch self {
        case .sealedAlready(let stamp):
            "found a seal of \(stamp); expected none, because a plan is sealed once. "
                + "See what it is worth with n1 seal --check."
        case .noSeal(let path):
            "\(path): found no seal; expected one. Seal the plan with n1 seal before the first score of "
                + "a tested day."
        case .tooLate(let day):
            "found a score of \(day), a day under a tested condition; expected none yet, because a seal "
                + "says that the plan came first. Nothing was sealed."
        }
    }
}
