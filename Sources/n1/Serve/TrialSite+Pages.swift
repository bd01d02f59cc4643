import Experiment
import Foundation
import Web

/// What can be read.
extension TrialSite {
    func page(
        _ name: String, _ query: FormFields, _ frame: PageFrame, _ cookie: String
    ) throws -> HTTPResponse {
        guard FileAccess.exists(place.planPath) else {
            return ["", "plan"].contains(name) ? try self.plan(FormFields(), frame) : missing(frame)
        }
        let plan = try place.plan()
        let log = DayLog(place: place, plan: plan, clock: try Clock())
        let today = log.today
        switch name {
        case "": return try day(nil, plan, frame, cookie)
        case "day":
            return try day(query["day"].flatMap { CalendarDay(iso: $0) }, plan, frame, cookie)
        case "calendar":
            return html(
                200, CalendarPage(frame, plan, try place.facts(), today: today).html)
        case "check": return html(200, try check(plan, frame))
        case "report": return html(200, try report(.report, plan, frame))
        case "letter": return html(200, try report(.letter, plan, frame))
        case "sheet":
            return try sheet(from: query["week"].flatMap { CalendarDay(iso: $0) }, log, frame)
        case "import": return drop(frame)
        case "photo": return try photo(query["name"], frame)
        case "plan": return try written(plan, frame)
        case "paper":
            return standing(DailySheet(plan, stops: try place.stops(plan, on: today)).html)
        case "view/report": return try view(.summary, plan, frame)
        case "view/letter": return try view(.letter, plan, frame)
        case "view/letter-with-notes": return try view(.letterWithNotes, plan, frame)
        case "trial.ics":
            let calendar = TrialCalendar(
                plan, stamp: try Clock().stamp, version: N1.version,
                stops: try place.stops(plan, on: today))
            return .file("trial.ics", .calendar, calendar.text)
        default: return missing(frame)
        }
    }

    func html(_ status: Int, _ text: String) -> HTTPResponse {
        HTTPResponse(status, .html, text.utf8)
    }

    /// A day; a stop rule that was not read yet comes before it.
    func day(
        _ asked: CalendarDay?, _ plan: TrialPlan, _ frame: PageFrame, _ cookie: String,
        typed: DayForm = DayForm(), message: PageMessage? = nil, status: Int = 200
    ) throws -> HTTPResponse {
        let today = DayLog(place: place, plan: plan, clock: try Clock()).today
        let day = asked ?? today
        let facts = try place.facts()
        let log = SafetyLog(facts, plan: plan)
        let notices = log.notices(on: day)
        let unread = notices.filter { !isRead($0, by: cookie) }
        guard unread.isEmpty else { return html(200, StopPage(frame, plan, unread).html) }
        let brief = DayBrief(
            plan, on: day, logged: [], trial: place.spoken, stops: notices,
            needsHelpForMood: log.needsHelpForMood(on: day),
            tried: try place.tried(plan, facts, until: day))
        let page = TodayPage(
            frame, DayStanding(plan, on: day, facts), today: today, brief: brief,
            photos: PhotoFolder(place: place).names(on: day), typed: typed, message: message)
        return html(status, page.html)
    }

    private func check(_ plan: TrialPlan, _ frame: PageFrame) throws -> String {
        let progress = try folder.progress(plan)
        guard try folder.hasDiary(plan) else {
            return NoticePage(frame, "Check", progress.sentences).html
        }
        try folder.requireIntegrity()
        let check = try DiaryCheck(plan, diary: folder.read(plan), today: Clock().now.day)
        return CheckPage(frame, check, sentences: progress.sentences).html
    }

    private func report(
        _ at: PageFrame.Place, _ plan: TrialPlan, _ frame: PageFrame
    ) throws -> String {
        switch try shown(plan) {
        case .whole: ReportPage(frame, at: at).html
        case .standing(let page):
            ReportPage(
                frame, at: at, sentences: page.refusal == nil ? page.sentences : page.standIn,
                warnings: page.warnings, isOver: page.refusal != nil
            ).html
        }
    }

    /// Before the first entry a trial merely stands somewhere.
    private func shown(_ plan: TrialPlan) throws -> TrialReport {
        try folder.hasDiary(plan)
            ? folder.report(plan) : .standing(folder.progress(plan))
    }

    /// The report or the letter as it is written to a file, once the plan lets it be known.
    private func view(
        _ form: ReportForm, _ plan: TrialPlan, _ frame: PageFrame
    ) throws -> HTTPResponse {
        guard case .whole(let report) = try shown(plan) else {
            return missing(frame)
        }
        return standing(HTMLRenderer.text(report, form: form))
    }

    /// A page that stands by itself, with its style inside.
    private func standing(_ text: String) -> HTTPResponse {
        HTTPResponse(200, .html, text.utf8, policy: .standing(in: text))
    }

    /// Stop rules that hold on a day and that this browser was not shown yet.
    func unreadNotices(
        on day: CalendarDay, _ facts: [RecordedFact], _ plan: TrialPlan, by cookie: String
    ) -> [StopNotice] {
        StopNotice.holding(on: day, facts, plan: plan).filter { !isRead($0, by: cookie) }
    }
}

extension ContentPolicy {
    /// Allows the styles and scripts that stand in a page of ours, each by its hash. Texts of persons are
    /// escaped in it, so that none of them can be one.
    static func standing(in page: String) -> ContentPolicy {
        ContentPolicy(styles: hashes("style", page), scripts: hashes("script", page))
    }

    private static func hashes(_ element: String, _ page: String) -> [String] {
        page.components(separatedBy: "<\(element)>").dropFirst().compactMap { rest in
            rest.range(of: "</\(element)>").map {
                "'sha256-\(Digest.base64SHA256(rest[..<$0.lowerBound].utf8))'"
            }
        }
    }
}
