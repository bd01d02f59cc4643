import ArgumentParser
import Experiment
import Web

/// A file that comes in.
extension TrialSite {
    mutating func bringIn(
        _ sent: SentForm, _ plan: TrialPlan, _ frame: PageFrame, _ cookie: String
    ) throws -> HTTPResponse {
        let uploads = try uploads()
        if let file = sent.files.first, !file.bytes.isEmpty {
            return try look(uploads.keep(file), plan, frame)
        }
        guard let id = sent.fields["upload"], uploads.path(of: id) != nil else {
            return drop(frame, .problem(["No file came. Choose one, and send it again."]))
        }
        let chosen = Dictionary(
            sent.fields.all("map.").map { ($0.name, $0.value) }, uniquingKeysWith: { $1 })
        do {
            return sent.fields["step"] == "write"
                ? try write(id, chosen, frame, cookie, plan) : try rehearse(id, chosen, frame)
        } catch let error as any CommandFailure {
            return try look(id, plan, frame, chosen: chosen, .problem(["\(error)"]))
        }
    }

    func drop(_ frame: PageFrame, _ message: PageMessage? = nil) -> HTTPResponse {
        html(
            message == nil ? 200 : 422,
            ImportPage(frame, .drop(message.map { [$0] } ?? [])).html)
    }

    /// The command that brings a file in, as it would be typed.
    private func command(_ path: String, _ chosen: [String: String]) throws -> ImportCommand {
        let maps = chosen.sorted { $0.key < $1.key }.flatMap { ["--map", "\($0.key)=\($0.value)"] }
        return try ImportCommand.parse(maps + ["--trial", place.path, "--", path])
    }

    private mutating func look(
        _ id: String, _ plan: TrialPlan, _ frame: PageFrame, chosen: [String: String] = [:],
        _ message: PageMessage? = nil
    ) throws -> HTTPResponse {
        guard let path = try uploads().path(of: id) else { return drop(frame) }
        do {
            let look = try command(path, chosen).look(into: path, plan)
            let page = ImportPage(
                frame,
                .choose(
                    upload: id, title: "\(look.title) (\(look.format.name))", look.series,
                    notes: look.notes.map(\.description), asked: plan.series, chosen: chosen,
                    message.map { [$0] } ?? []))
            return html(message == nil ? 200 : 422, page.html)
        } catch let error as any CommandFailure {
            return drop(frame, .problem(["\(error)"]))
        }
    }

    private mutating func rehearse(
        _ id: String, _ chosen: [String: String], _ frame: PageFrame
    ) throws -> HTTPResponse {
        guard let path = try uploads().path(of: id) else { return drop(frame) }
        var command = try command(path, chosen)
        command.dryRun = true
        let lines = try command.answers(to: path).flatMap(\.lines)
        guard !lines.isEmpty else {
            return try look(
                id, place.plan(), frame, chosen: chosen,
                .problem(["Nothing would come in. Say below which series is which."]))
        }
        return html(
            200, ImportPage(frame, .confirm(upload: id, lines: lines, chosen: chosen)).html)
    }

    private mutating func write(
        _ id: String, _ chosen: [String: String], _ frame: PageFrame, _ cookie: String,
        _ plan: TrialPlan
    ) throws -> HTTPResponse {
        guard let path = try uploads().path(of: id) else { return drop(frame) }
        let lines = try command(path, chosen).answers(to: path).flatMap(\.lines)
        guard !lines.isEmpty else { return drop(frame) }
        try uploads().forget(id)
        return try day(nil, plan, frame, cookie, message: .done(lines))
    }
}

extension ImportCommand.Answer {
    /// What came in, a line each; empty for a mere look.
    fileprivate var lines: [String] {
        if case .done(let text) = self { text.lines } else { [] }
    }
}
