import ArgumentParser
import Experiment
import Foundation

struct PageCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "page",
        abstract: "Make the diary as one HTML file, for a phone without a network.",
        discussion: """
            The file asks what the plan asks, keeps the answers in the browser, and saves them as a file \
            that n1 import reads; twice is harmless. Make it anew after n1 amend. Example:

              n1 page trial/ --output diary.html
              n1 page trial/ --app diary/
              n1 import n1-diary-2026-03-04.json --trial trial/
            """)

    @Argument(help: "The trial: its folder, or its plan file.", completion: .file())
    var trial = "."

    @Option(name: .shortAndLong, help: "Write to this file instead of the terminal.")
    var output: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Write to this folder, for a static host with TLS: a phone can install it from there, "
                + "and opens it without a network then.", valueName: "folder"),
        completion: .directory)
    var app: String?

    @OptionGroup var form: JSONOptions

    func validate() throws {
        guard output != nil, app != nil else { return }
        throw ValidationError(
            "found --output and --app together; expected one of them. Run n1 page twice for both.")
    }

    func run() throws {
        try WrittenFiles.requireOutput(output ?? app, form)
        let place = TrialPlace(path: trial)
        let plan = try place.plan()
        let diary = PortableDiary(
            plan, stops: try place.stops(plan, on: Clock().now.day), version: N1.version)
        if let app { return try write(diary, to: app) }
        let html = diary.html { Digest.base64SHA256($0.utf8) }
        guard let output else { return Terminal.writeData(html) }
        try FileAccess.write(html, to: output)
        WrittenFiles([output]).tell(form)
    }

    private func write(_ diary: PortableDiary, to folder: String) throws {
        try FileAccess.makeFolder(folder)
        let files = diary.app(hash: { Digest.base64SHA256($0.utf8) }).map { name, text in
            (path: (folder as NSString).appendingPathComponent(name), text: text)
        }
        for file in files { try FileAccess.write(file.text, to: file.path) }
        WrittenFiles(files.map(\.path)).tell(form)
    }
}
