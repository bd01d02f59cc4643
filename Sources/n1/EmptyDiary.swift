import ArgumentParser
import Experiment

/// A command on the diary of one trial.
protocol DiaryCommand {
    /// Nil where a file was named in place of the trial's own diary.
    var ownDiary: TrialPlace? { get }
}

/// A diary of no bytes holds as little as none, and is read as none: a first entry that failed may leave
/// one. But so may a copy that went wrong, and whoever had entries has to hear of it.
enum EmptyDiary {
    /// Says it once, before the command's own words.
    static func note(beside command: any ParsableCommand) {
        guard let path = (command as? any DiaryCommand)?.ownDiary?.databasePath,
            DiaryStore.isEmptyFile(path)
        else { return }
        Terminal.writeMessage(
            "n1: \(path): found a file of 0 bytes; expected a diary. It is read as a diary without "
                + "entries: if it had some, restore it from a copy.")
    }
}

extension TrialFolder {
    fileprivate var own: TrialPlace? { diary == nil ? place : nil }
}

extension AnalyzeCommand: DiaryCommand { var ownDiary: TrialPlace? { folder.own } }
extension CheckCommand: DiaryCommand { var ownDiary: TrialPlace? { folder.own } }
extension EvidenceCommand: DiaryCommand { var ownDiary: TrialPlace? { folder.own } }
extension ExportCommand: DiaryCommand { var ownDiary: TrialPlace? { folder.own } }
extension ImportCommand: DiaryCommand { var ownDiary: TrialPlace? { trial.place } }
extension LogCommand: DiaryCommand { var ownDiary: TrialPlace? { trial.place } }
extension ReportCommand: DiaryCommand { var ownDiary: TrialPlace? { folder.own } }
extension StatusCommand: DiaryCommand { var ownDiary: TrialPlace? { folder.own } }
extension TodayCommand: DiaryCommand { var ownDiary: TrialPlace? { TrialPlace(path: trial) } }
