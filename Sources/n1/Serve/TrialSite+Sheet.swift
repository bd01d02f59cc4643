import Experiment
import Web

/// The paper week that is typed in.
extension TrialSite {
    func sheet(
        from first: CalendarDay?, _ log: DayLog, _ frame: PageFrame,
        typed: [String: String] = [:], messages: [PageMessage] = [], status: Int = 200
    ) throws -> HTTPResponse {
        let week = first ?? SheetPage.usualWeek(of: log.plan, today: log.today)
        let page = SheetPage(
            frame, log.plan, try place.facts(), from: week, today: log.today, typed: typed,
            messages: messages)
        return html(status, page.html)
    }

    /// Every day by itself: what is wrong with one leaves the others in, and comes back to be corrected.
    func writeSheet(
        _ sent: SentForm, _ log: DayLog, _ frame: PageFrame, _ cookie: String
    ) throws -> HTTPResponse {
        let form = SheetForm(sent.fields.all(""))
        var done: [String] = []
        var problems: [String] = []
        var wrong: [CalendarDay] = []
        for (day, answers) in form.days {
            do {
                let (outcome, _) = try log.heeding(answers.assignments, answers.note) {
                    try log.write(
                        answers.assignments, note: answers.note, at: log.moment(of: day),
                        correction: nil)
                }
                done += LogText(outcome).lines
            } catch let error as LogError {
                wrong.append(day)
                problems += error.safety
                problems += error.problems.map { "\(Phrase.day(day)): \($0.pageText)" }
            }
        }
        let facts = try place.facts()
        let unread = unreadNotices(on: log.today, facts, log.plan, by: cookie)
        guard unread.isEmpty || !problems.isEmpty else {
            return html(200, StopPage(frame, log.plan, unread).html)
        }
        let told = [
            done.isEmpty ? nil : PageMessage.done(done),
            problems.isEmpty ? nil : PageMessage.problem(problems),
        ].compactMap(\.self)
        return try sheet(
            from: sent.fields["week"].flatMap { CalendarDay(iso: $0) }, log, frame,
            typed: form.cells(of: wrong),
            messages: told.isEmpty ? [.problem(["Nothing was typed in."])] : told,
            status: problems.isEmpty ? 200 : 409)
    }
}
