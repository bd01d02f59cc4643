import ArgumentParser
import Experiment
import Foundation

/// A folder whose folders are trials.
struct SeriesFolder {
    /// The folders with a plan, by name.
    let trials: [TrialPlace]

    /// Nil where the folder is a trial itself, or holds none.
    init?(_ path: String) {
        guard FileAccess.isFolder(path), !FileAccess.exists(TrialPlace(path: path).planPath),
            let names = try? FileManager.default.contentsOfDirectory(atPath: path)
        else { return nil }
        trials = names.sorted().map {
            TrialPlace(path: (path as NSString).appendingPathComponent($0))
        }.filter { FileAccess.isFolder($0.path) && FileAccess.exists($0.planPath) }
        if trials.isEmpty { return nil }
    }

    func enrolment(today: CalendarDay) throws -> Enrolment {
        Enrolment(
            try trials.map { place in
                let plan = try place.plan()
                let folder = try TrialFolder.parse(["--", place.path])
                let diary = try folder.hasDiary(plan) ? folder.read(plan) : nil
                return Enrolment.Member(
                    person: FileAccess.name(of: place.path), plan: plan, diary: diary, today: today)
            })
    }
}
