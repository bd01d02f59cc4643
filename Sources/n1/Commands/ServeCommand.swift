import ArgumentParser
import Experiment
import Foundation
import Web

struct ServeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Keep the diary on a page in the browser.",
        discussion: """
            Prints an address that lets one browser in; press Return for another one, Ctrl-C to end. \
            Nothing is opened to the network unless --lan asks for it. In a folder without a plan it \
            helps to make one. Examples:

              n1 serve
              n1 serve trial/ --port 8080
              n1 serve trial/ --lan
            """)

    @Argument(help: "The trial: its folder, or its plan file.", completion: .file())
    var trial = "."

    @Option(name: .long, help: "The port; a free one by default.")
    var port: UInt16 = 0

    @Flag(name: .long, help: "Also open it to the network that this computer is in, for a phone.")
    var lan = false

    @Option(
        name: .long,
        help: "The address of a proxy with TLS in front of it, as https://diary.example.")
    var behind: String?

    func validate() throws {
        guard let behind else { return }
        guard behind.hasPrefix("https://"), behind.split(separator: "/").count == 2 else {
            throw ValidationError(
                "--behind: found \"\(behind)\"; expected the address of a proxy, without a folder. "
                    + "Write it like https://diary.example.")
        }
    }

    func run() throws {
        UploadFolder.removeAbandoned()
        let folder = try TrialFolder.parse(["--", trial])
        let server = try LocalServer(
            address: lan ? Self.everywhere : Self.loopback, port: port)
        // Before anybody can know that it runs.
        let end = try Self.ending()
        let ways = ways(server.port)
        var site = TrialSite(folder, origins: ways)
        Terminal.writeFitted(lan ? Self.meaningOfLAN : Self.meaning)
        tellAddress(ways, &site)
        server.run(&site, until: end, asked: Terminal.canAsk ? STDIN_FILENO : -1) { site in
            tellAddress(ways, &site)
        }
        Terminal.write("\nn1 serve has ended. What was saved is in the diary.\n")
    }

    private static let loopback = "127.0.0.1"
    private static let everywhere = "0.0.0.0"
    private static let meaning =
        "n1 serve: the diary is open on this computer, and on no network. Ctrl-C ends it.\n"
    private static let meaningOfLAN =
        "n1 serve: the diary is open on this computer and in its network to whoever has the address "
        + "below. It is not encrypted: who can listen in on the network can read along, so use this at "
        + "home only. Ctrl-C ends it.\n"
    /// How long a code for a phone holds.
    private static let timeToPair = Duration.seconds(600)

    /// Where it can be reached, the way that is told first.
    private func ways(_ port: UInt16) -> [String] {
        let own = "http://\(Self.loopback):\(port)"
        let network = lan ? LocalNetwork.addresses.map { "http://\($0):\(port)" } : []
        return [behind].compactMap(\.self) + network + [own]
    }

    private func tellAddress(_ ways: [String], _ site: inout TrialSite) {
        let entry = site.newEntry(lasting: lan ? Self.timeToPair : nil)
        if lan, !Terminal.style.isASCII, let code = QRCode(ways[0] + entry) {
            Terminal.write("\n\(code.blocks)")
        }
        Terminal.write("\n  \(ways[0])\(entry)\n\n")
        let how =
            lan
            ? "It lets one phone or browser in, once, within ten minutes."
            : "It lets one browser in, once."
        Terminal.write(how + (Terminal.canAsk ? " Press Return for another one.\n" : "\n"))
    }

    /// Becomes readable at Ctrl-C, or when the program is told to end.
    private static func ending() throws -> Int32 {
        var ends: [Int32] = [0, 0]
        // A signal handler may know no variable: it writes to a descriptor of a number that is fixed.
        guard pipe(&ends) == 0, dup2(ends[1], 100) == 100 else {
            throw UsageError(
                "found no room for two more open files; expected it. Close some programs.")
        }
        close(ends[1])
        let names = [SIGINT, SIGTERM, SIGHUP]
        for name in names { signal(name) { _ in _ = write(100, "e", 1) } }
        listen(to: names)
        return ends[0]
    }

    /// A program that starts this one may have blocked these signals, as each worker of libdispatch does,
    /// and what is started inherits that: it could then be ended by nothing but a kill.
    private static func listen(to names: [Int32]) {
        var set = sigset_t()
        sigemptyset(&set)
        for name in names { sigaddset(&set, name) }
        pthread_sigmask(SIG_UNBLOCK, &set, nil)
    }
}

extension ServerError: CommandFailure {
    var exitCode: Int32 { 2 }
}
