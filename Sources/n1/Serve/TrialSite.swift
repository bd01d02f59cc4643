import Experiment
import Web

/// The pages of a trial, behind a door. Each page asks the diary anew, so that a command in a terminal
/// and several pages see the same.
struct TrialSite: WebApplication {
    let folder: TrialFolder
    private(set) var door = Door()
    /// The origins of its pages by the hosts that browsers name. Any other host means that a name was
    /// turned to this computer.
    private let origins: [String: String]
    /// A secret part of every address. A browser sends a cookie to all ports of a computer; it does not
    /// send it to other folders, which another user's server on another port would have to guess.
    private let root: String
    /// Speakings of stop rules that were read, by browser.
    private var read: [String: Set<String>] = [:]
    private var uploadFolder: UploadFolder?

    var place: TrialPlace { folder.place }

    /// - `origins`: as `http://127.0.0.1:8080`.
    init(_ folder: TrialFolder, origins: [String]) {
        self.folder = folder
        self.origins = Dictionary(
            origins.compactMap { origin in
                origin.split(separator: "/").last.map { (String($0), origin) }
            }, uniquingKeysWith: { first, _ in first })
        root = "/\(Door.secret().prefix(16))/"
    }

    /// The rest of an address that lets one browser in, once, after its origin.
    ///
    /// - `lasting`: how long; nil until it is used.
    mutating func newEntry(lasting: Duration? = nil) -> String {
        "\(root)enter?token=\(door.newToken(lasting: lasting))"
    }

    // MARK: Who may ask

    private static let mostForm = 256 << 10
    /// Larger exports come in by `n1 import`.
    private static let mostUpload = 32 << 20

    mutating func admit(
        _ head: RequestHead, from peer: String
    ) throws(RequestRefusal) -> Int {
        guard let origin = origin(of: head) else { throw .misdirected }
        let isForeign = head[header: "origin"].map { $0 != origin } ?? (head.method == "POST")
        let name = name(of: head)
        if head.path.hasPrefix(root), !isForeign, Self.open.contains(name) { return 0 }
        guard head.path.hasPrefix(root), !isForeign,
            door.guest(head.cookie(Door.cookie)) != nil
        else { throw door.isTooMany(from: peer) ? .tooMany : .forbidden }
        guard head.method == "POST" else { return 0 }
        return ["import", "photo"].contains(name) ? Self.mostUpload : Self.mostForm
    }

    private func origin(of head: RequestHead) -> String? {
        head[header: "host"].flatMap { origins[$0] }
    }

    /// What can be had without a key: none of it says anything of the trial.
    private static let open = ["enter", PageFrame.styleName, PageFrame.scriptName]

    /// The page that an address means, without the root.
    private func name(of head: RequestHead) -> String {
        String(head.path.dropFirst(root.count))
    }

    mutating func answer(_ request: HTTPRequest, from peer: String) -> HTTPResponse {
        let name = name(of: request.head)
        switch name {
        case "enter": return enter(request, from: peer)
        case PageFrame.styleName: return HTTPResponse(200, .css, PageStyle.text.utf8)
        case PageFrame.scriptName: return HTTPResponse(200, .script, PageScript.text.utf8)
        default: break
        }
        guard let cookie = request.head.cookie(Door.cookie), let guest = door.guest(cookie) else {
            return answer(to: .forbidden)
        }
        let frame = frame(guest)
        do {
            guard request.head.method == "POST" else {
                return name == "devices"
                    ? devices(frame, guest) : try page(name, request.head.query, frame, cookie)
            }
            let sent = SentForm(request)
            guard let key = sent.fields["key"], Door.areEqual(key, guest.formKey) else {
                return answer(to: .forbidden)
            }
            if name == "devices" {
                door.putOut(sent.fields["device"] ?? "")
                return .seeOther("devices")
            }
            return try changed(name, sent, frame, cookie)
        } catch {
            return failure(error, frame)
        }
    }

    private mutating func enter(_ request: HTTPRequest, from peer: String) -> HTTPResponse {
        guard !door.isLocked, request.head.method == "GET",
            let cookie = door.enter(request.head.query["token"] ?? "", from: peer)
        else {
            return door.isLocked ? locked : answer(to: .forbidden)
        }
        let isSecret = origin(of: request.head)?.hasPrefix("https:") ?? false
        var response = HTTPResponse(200, .html, EntryPage().html.utf8)
        response.headers.append(
            (
                "Set-Cookie",
                "\(Door.cookie)=\(cookie); Path=\(root); HttpOnly; SameSite=Strict"
                    + (isSecret ? "; Secure" : "")
            ))
        return response
    }

    private func devices(_ frame: PageFrame, _ own: Door.Guest) -> HTTPResponse {
        let devices = door.guests.map { guest in
            DevicesPage.Device(id: guest.id, address: guest.peer, isThis: guest.id == own.id)
        }
        return HTTPResponse(200, .html, DevicesPage(frame, devices).html.utf8)
    }

    private func frame(_ guest: Door.Guest) -> PageFrame {
        let title = try? place.plan().title
        return PageFrame(
            title: title ?? "n1", formKey: guest.formKey,
            hasPlan: FileAccess.exists(place.planPath))
    }

    // MARK: What goes wrong

    private var locked: HTTPResponse {
        notice(
            429, "Locked",
            [
                "Ten wrong tries. Press Return in the terminal in which n1 serve runs, and open the "
                    + "address that it prints."
            ])
    }

    func answer(to refusal: RequestRefusal) -> HTTPResponse {
        switch refusal {
        case .forbidden:
            notice(
                403, "This page is not open to you",
                [
                    "The address of n1 serve lets one browser in, once. Press Return in the terminal "
                        + "in which it runs, and open the new address that it prints."
                ])
        case .tooMany:
            notice(
                429, "Too many tries",
                [
                    "Wait a minute. Press Return in the terminal in which n1 serve runs for a new address."
                ])
        case .bodyTooLarge:
            notice(
                413, "Too large",
                [
                    "That is more than this page takes. A large export comes in by n1 import in a "
                        + "terminal."
                ])
        default:
            notice(
                refusal.rawValue, "Not understood", ["The browser asked in a way that n1 does not."]
            )
        }
    }

    private func notice(_ status: Int, _ heading: String, _ sentences: [String]) -> HTTPResponse {
        let page = NoticePage(
            PageFrame(title: "n1", formKey: ""), heading, sentences, hasMenu: false)
        return HTTPResponse(status, .html, page.html.utf8)
    }

    /// What a command would end with, on a page.
    func failure(_ error: any Error, _ frame: PageFrame) -> HTTPResponse {
        guard let failure = error as? any CommandFailure else {
            return HTTPResponse(
                500, .html,
                NoticePage(frame, "That did not work", ["Nothing was changed."]).html.utf8)
        }
        let lines = "\(failure)".split(separator: "\n").map(String.init)
        return HTTPResponse(
            failure.exitCode == 2 ? 500 : 422, .html,
            NoticePage(frame, "That did not work", lines).html.utf8)
    }

    func missing(_ frame: PageFrame) -> HTTPResponse {
        let page = NoticePage(
            frame, "There is no such page", ["The pages that there are stand at the top."])
        return HTTPResponse(404, .html, page.html.utf8)
    }

    /// Made when the first file comes.
    mutating func uploads() throws -> UploadFolder {
        if let uploadFolder { return uploadFolder }
        let folder = try UploadFolder()
        uploadFolder = folder
        return folder
    }

    // MARK: Stop rules that were read

    func isRead(_ notice: StopNotice, by cookie: String) -> Bool {
        read[cookie, default: []].contains(StopPage.id(notice))
    }

    mutating func markRead(_ rules: [String], by cookie: String) {
        read[cookie, default: []].formUnion(rules)
    }
}

/// A form as it was sent, with or without files.
struct SentForm {
    let fields: FormFields
    let files: [MultipartForm.File]

    init(_ request: HTTPRequest) {
        let multipart = MultipartForm(request)
        fields = multipart?.fields ?? request.form
        files = multipart?.files ?? []
    }
}
