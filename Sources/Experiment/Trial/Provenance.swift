import ExperimentDiary
import ExperimentText

/// What a report was made from and by, so that it can be made again. All of it comes from outside:
/// this module opens no file and reads no clock.
package struct Provenance: Sendable, Equatable {
    /// Of the program.
    package let version: String
    /// SHA-256 of the plan file, in hexadecimal; nil when the caller did not compute it.
    package let planHash: String?
    /// SHA-256 of the diary.
    package let diaryHash: String?
    /// When and how the plan was sealed before the data, in one sentence; nil when it was not.
    package let seal: String?
    /// The day that was given in place of the clock's; nil where the clock was asked.
    package let statedToday: String?

    package init(
        version: String, planHash: String? = nil, diaryHash: String? = nil, seal: String? = nil,
        statedToday: String? = nil
    ) {
        self.version = version
        self.planHash = planHash
        self.diaryHash = diaryHash
        self.seal = seal
        self.statedToday = statedToday
    }
}
