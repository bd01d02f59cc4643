import Experiment
import Web

/// Photos of a day.
extension TrialSite {
    func photo(_ name: String?, _ frame: PageFrame) throws -> HTTPResponse {
        guard let name, let bytes = try PhotoFolder(place: place).bytes(of: name) else {
            return missing(frame)
        }
        let type: ContentType = name.hasSuffix("png") ? .png : .jpeg
        return HTTPResponse(200, type, bytes, policy: ContentPolicy(styles: [], scripts: []))
    }

    /// Takes the picture alone: not the place and the time that the camera wrote into its file.
    func keepPhoto(
        _ sent: SentForm, _ log: DayLog, _ day: CalendarDay?, _ frame: PageFrame, _ cookie: String
    ) throws -> HTTPResponse {
        let moment = try log.moment(of: day)
        guard log.plan.schedule.days.contains(moment.day) else {
            throw LogError([.outsidePlan(day: moment.day, log.plan.schedule.days)])
        }
        guard let file = sent.files.first, let photo = BarePhoto(file.bytes) else {
            return try self.day(
                day, log.plan, frame, cookie,
                message: .problem([
                    "That is no photo that this page takes: JPEG or PNG, up to 32 MB."
                ]),
                status: 422)
        }
        try PhotoFolder(place: place).keep(photo, of: moment.day)
        return try self.day(
            day, log.plan, frame, cookie,
            message: .done([
                "The photo is kept beside the diary, without the place and the time in its file."
            ]))
    }
}
