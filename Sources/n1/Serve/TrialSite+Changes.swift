import Experiment
import Web

/// What can be changed.
extension TrialSite {
    mutating func changed(
        _ name: String, _ sent: SentForm, _ frame: PageFrame, _ cookie: String
    ) throws -> HTTPResponse {
        guard FileAccess.exists(place.planPath) else {
            return name == "plan" ? try self.plan(sent.fields, frame) : missing(frame)
        }
        let plan = try place.plan()
        let log = DayLog(place: place, plan: plan, clock: try Clock())
        let day = sent.fields["day"].flatMap { CalendarDay(iso: $0) }
        switch name {
        case "log": return try write(sent, log, day, frame, cookie)
        case "photo": return try keepPhoto(sent, log, day, frame, cookie)
        case "undo":
            let lines = try log.undo().map(DayLog.told)
            return try self.day(
                day, plan, frame, cookie,
                message: .done(lines.isEmpty ? ["There is nothing to take back."] : lines))
        case "sheet": return try writeSheet(sent, log, frame, cookie)
        case "import": return try bringIn(sent, plan, frame, cookie)
        case "seal":
            _ = try folder.seal()
            return .seeOther("plan")
        case "read":
            markRead(sent.fields.pairs.filter { $0.name == "rule" }.map(\.value), by: cookie)
            return .seeOther("./")
        default: return missing(frame)
        }
    }

    /// What was typed on the page of a day; what contradicts the diary comes back with a question.
    private func write(
        _ sent: SentForm, _ log: DayLog, _ day: CalendarDay?, _ frame: PageFrame, _ cookie: String
    ) throws -> HTTPResponse {
        var form = DayForm(sent.fields.all(""))
        guard !form.isEmpty else {
            return try self.day(
                day, log.plan, frame, cookie,
                message: .problem(["Nothing was chosen, so nothing was written down."]))
        }
        do {
            let (outcome, _) = try log.write(
                form.assignments, note: form.note,
                at: log.heeding(form.assignments, form.note) { try log.moment(of: day) },
                correction: form.why.isEmpty ? nil : form.why)
            return try self.day(
                day, log.plan, frame, cookie,
                message: .done(LogText(outcome).lines))
        } catch let error as LogError {
            form.contradicts = error.problems.contains {
                if case .contradicts = $0 { true } else { false }
            }
            return try self.day(
                day, log.plan, frame, cookie, typed: form,
                message: .problem(error.safety + error.problems.map(\.pageText)),
                status: form.contradicts ? 409 : 422)
        }
    }
}
