import Crypto
import Experiment
import Foundation

extension TrialFolder {
    /// What a report says about its own making. A diary database has no fixed bytes, so that its
    /// hash is left out.
    func provenance(_ plan: TrialPlan) throws -> Provenance {
        let isDatabase = diary == nil && FileAccess.exists(place.databasePath)
        return try place.provenance(diaryPath: isDatabase ? nil : diaryPath(plan))
    }
}

extension TrialPlace {
    func provenance(diaryPath: String?) throws -> Provenance {
        Provenance(
            version: N1.version, planHash: try Self.sha256(planPath),
            diaryHash: try diaryPath.map(Self.sha256))
    }

    private static func sha256(_ path: String) throws -> String {
        SHA256.hash(data: try FileAccess.bytes(of: path)).map { byte in
            let digits = String(byte, radix: 16)
            return digits.count == 1 ? "0" + digits : digits
        }.joined()
    }
}

extension Terminal {
    static var style: TerminalStyle { TerminalStyle(width: width, hasColor: hasColor) }
}
