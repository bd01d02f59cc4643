import Crypto
import Experiment
import Foundation

extension TrialFolder {
    /// What a report says about its own making: hashes of plan and diary, and the seal.
    func provenance(_ plan: TrialPlan) throws -> Provenance {
        let isDatabase = diary == nil && FileAccess.exists(place.databasePath)
        return try place.provenance(diaryPath: isDatabase ? nil : diaryPath(plan))
    }
}

extension TrialPlace {
    /// - Parameter diaryPath: nil for a database, whose bytes do not follow from its entries alone.
    func provenance(diaryPath: String?) throws -> Provenance {
        Provenance(
            version: N1.version, planHash: Digest.sha256(try FileAccess.bytes(of: planPath)),
            diaryHash: try diaryPath.map { Digest.sha256(try FileAccess.bytes(of: $0)) },
            seal: try SealStore(place: self).check()?.sentence)
    }
}

extension Terminal {
    static var style: TerminalStyle { TerminalStyle(width: width, hasColor: hasColor) }
}
