import Foundation

/// A program that a test has started, with pipes to its streams.
///
/// Foundation's `Process` hears of all ends on one thread of its own, and may leave a child the open files of
/// another, so that programs which start at once can wait for each other without end. This child has its own
/// streams and nothing else, whoever waits for it asks the system, and every wait has an end.
final class Child {
    let id: pid_t
    /// Ends of the pipes on this side.
    let input: Int32
    let output: Int32
    let errors: Int32
    private var isInputOpen = true
    private var ended: End?

    /// How a program ended.
    enum End: Equatable {
        case exit(Int32)
        case signal(Int32)

        /// The code, or the number of the signal.
        var code: Int32 {
            switch self {
            case .exit(let code), .signal(let code): code
            }
        }
    }

    /// The system did not start it: `errno`.
    struct NotStarted: Error { let reason: Int32 }

    /// It ran for longer than it may, and was killed.
    struct TooSlow: Error { let seconds: Int }

    /// - `command`: the path of the program, and its arguments.
    /// - `environment`: all of it; the one of the tests where it is nil.
    /// - `blocked`: signals that it starts with as blocked, as under a program that blocks them.
    /// - `files`: where its output (1) and its errors (2) go instead of the pipes.
    init(
        _ command: [String], environment: [String: String]? = nil, in folder: String? = nil,
        blocked: [Int32] = [], to files: [Int32: String] = [:]
    ) throws {
        _ = Self.ignoresBrokenPipes
        let (ofInput, ofOutput, ofErrors) = (try Self.pipe(), try Self.pipe(), try Self.pipe())
        (input, output, errors) = (ofInput.write, ofOutput.read, ofErrors.read)
        defer { for their in [ofInput.read, ofOutput.write, ofErrors.write] { close(their) } }
        var actions = Self.noActions
        var attributes = Self.noAttributes
        posix_spawn_file_actions_init(&actions)
        posix_spawnattr_init(&attributes)
        defer {
            posix_spawn_file_actions_destroy(&actions)
            posix_spawnattr_destroy(&attributes)
        }
        posix_spawn_file_actions_adddup2(&actions, ofInput.read, 0)
        for (stream, end) in [(1, ofOutput.write), (2, ofErrors.write)] as [(Int32, Int32)] {
            if let file = files[stream] {
                posix_spawn_file_actions_addopen(&actions, stream, file, O_WRONLY, 0)
            } else {
                posix_spawn_file_actions_adddup2(&actions, end, stream)
            }
        }
        Self.set(&actions, folder: folder ?? CommandRun.packageFolder.path)
        Self.set(&attributes, blocked: blocked)
        let pairs = (environment ?? ProcessInfo.processInfo.environment).map { "\($0)=\($1)" }
        var started: pid_t = 0
        let reason = Self.withPointers(command) { arguments in
            Self.withPointers(pairs) { variables in
                posix_spawn(&started, command[0], &actions, &attributes, arguments, variables)
            }
        }
        id = started
        guard reason == 0 else {
            for own in [input, output, errors] { close(own) }
            ended = .exit(127)
            throw NotStarted(reason: reason)
        }
    }

    deinit {
        if end() == nil {
            kill(-id, SIGKILL)
            _ = wait(seconds: 10)
        }
        closeInput()
        close(output)
        close(errors)
    }

    /// How it ended; nil while it runs.
    func end() -> End? {
        guard ended == nil else { return ended }
        var status: Int32 = 0
        guard waitpid(id, &status, WNOHANG) == id else { return nil }
        ended = status & 0x7F == 0 ? .exit(status >> 8 & 0xFF) : .signal(status & 0x7F)
        return ended
    }

    /// How it ended; nil where it still runs after so many seconds.
    func wait(seconds: Int) -> End? {
        let deadline = ContinuousClock.now + .seconds(seconds)
        while ContinuousClock.now < deadline {
            if let end = end() { return end }
            usleep(2_000)
        }
        return end()
    }

    /// Sends a signal to it.
    func signal(_ name: Int32) { if ended == nil { kill(id, name) } }

    /// Nothing more is typed.
    func closeInput() {
        guard isInputOpen else { return }
        isInputOpen = false
        close(input)
    }

    /// Types a text and nothing more, and reads all that it writes until it ends.
    ///
    /// - Throws: ``TooSlow`` after `seconds`; it and what it started are killed.
    func finish(typing text: String = "", within seconds: Int = 600) throws -> (
        output: Data, errors: Data, end: End
    ) {
        let deadline = ContinuousClock.now + .seconds(seconds)
        var rest = Array(text.utf8)[...]
        var read = [output: Data(), errors: Data()]
        var open: Set<Int32> = [output, errors]
        if rest.isEmpty { closeInput() }
        while !open.isEmpty || isInputOpen {
            guard ContinuousClock.now < deadline else { throw outOfTime(seconds) }
            var polled = open.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
            if isInputOpen { polled.append(pollfd(fd: input, events: Int16(POLLOUT), revents: 0)) }
            guard poll(&polled, nfds_t(polled.count), 1000) > 0 else { continue }
            for ready in polled where ready.revents != 0 {
                if ready.fd == input {
                    type(&rest)
                } else if let piece = Self.piece(of: ready.fd) {
                    read[ready.fd]?.append(piece)
                } else {
                    open.remove(ready.fd)
                }
            }
        }
        let left = max(1, Int((deadline - ContinuousClock.now).components.seconds))
        guard let end = wait(seconds: left) else { throw outOfTime(seconds) }
        return (read[output] ?? Data(), read[errors] ?? Data(), end)
    }

    /// What it has written, at most as much as a pipe holds; nil where it has closed the stream.
    static func piece(of stream: Int32) -> Data? {
        var bytes = [UInt8](repeating: 0, count: 1 << 16)
        let count = read(stream, &bytes, bytes.count)
        return count > 0 ? Data(bytes.prefix(count)) : nil
    }

    private func outOfTime(_ seconds: Int) -> TooSlow {
        kill(-id, SIGKILL)
        return TooSlow(seconds: seconds)
    }

    /// Types as much as the pipe takes; nothing more where nobody reads it any longer.
    private func type(_ rest: inout ArraySlice<UInt8>) {
        let count = rest.withUnsafeBytes { write(input, $0.baseAddress, min($0.count, 4096)) }
        rest = count > 0 ? rest.dropFirst(count) : []
        if rest.isEmpty { closeInput() }
    }
}

// MARK: The system

extension Child {
    /// What is typed after a program has ended is lost, and ends no tests.
    private static let ignoresBrokenPipes: Void = {
        var answer = sigaction()
        #if os(Linux)
            answer.__sigaction_handler.sa_handler = SIG_IGN
        #else
            answer.__sigaction_u.__sa_handler = SIG_IGN
        #endif
        sigaction(SIGPIPE, &answer, nil)
    }()

    private static func pipe() throws -> (read: Int32, write: Int32) {
        var ends: [Int32] = [0, 0]
        #if os(Linux)
            let status = Glibc.pipe(&ends)
        #else
            let status = Darwin.pipe(&ends)
        #endif
        guard status == 0 else { throw NotStarted(reason: errno) }
        return (ends[0], ends[1])
    }

    #if os(Linux)
        private static var noActions: posix_spawn_file_actions_t { .init() }
        private static var noAttributes: posix_spawnattr_t { .init() }
    #else
        private static var noActions: posix_spawn_file_actions_t? { nil }
        private static var noAttributes: posix_spawnattr_t? { nil }
    #endif

    /// Starts it in a folder, without the open files of this process.
    private static func set(_ actions: inout posix_spawn_file_actions_t, folder: String) {
        #if os(Linux)
            // Glibc's headers show Swift neither of the two.
            typealias InFolder =
                @convention(c) (
                    UnsafeMutablePointer<posix_spawn_file_actions_t>, UnsafePointer<CChar>
                ) -> Int32
            typealias CloseFrom =
                @convention(c) (
                    UnsafeMutablePointer<posix_spawn_file_actions_t>, Int32
                ) -> Int32
            let inFolder = dlsym(nil, "posix_spawn_file_actions_addchdir_np")
            let closeFrom = dlsym(nil, "posix_spawn_file_actions_addclosefrom_np")
            _ = unsafeBitCast(inFolder, to: InFolder?.self)?(&actions, folder)
            _ = unsafeBitCast(closeFrom, to: CloseFrom?.self)?(&actions, 3)
        #else
            posix_spawn_file_actions_addchdir_np(&actions, folder)
        #endif
    }

    /// A group of its own, the usual answers to signals, and these blocked.
    private static func set(_ attributes: inout posix_spawnattr_t, blocked: [Int32]) {
        var (mask, usual) = (sigset_t(), sigset_t())
        sigemptyset(&mask)
        for name in blocked { sigaddset(&mask, name) }
        sigfillset(&usual)
        for name in [SIGKILL, SIGSTOP] { sigdelset(&usual, name) }
        posix_spawnattr_setsigmask(&attributes, &mask)
        posix_spawnattr_setsigdefault(&attributes, &usual)
        posix_spawnattr_setpgroup(&attributes, 0)
        var flags = POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP
        #if !os(Linux)
            flags |= POSIX_SPAWN_CLOEXEC_DEFAULT
        #endif
        posix_spawnattr_setflags(&attributes, Int16(flags))
    }

    private static func withPointers<Result>(
        _ words: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
    ) -> Result {
        let pointers = words.map { strdup($0) }
        defer { pointers.forEach { free($0) } }
        return body(pointers + [nil])
    }
}

/// One run of a program to its end: arguments in; output, errors and exit code out.
struct ProgramRun {
    let output: String
    let errors: String
    /// The exit code, or the number of the signal that ended it.
    let exitCode: Int32

    /// - `command`: the path of the program, or its name where `env` finds it, and its arguments.
    init(
        _ command: [String], input: String = "", environment: [String: String]? = nil,
        in folder: String? = nil, to files: [Int32: String] = [:]
    ) throws {
        let found = command[0].hasPrefix("/") ? command : ["/usr/bin/env"] + command
        let child = try Child(found, environment: environment, in: folder, to: files)
        let run = try child.finish(typing: input)
        output = String(decoding: run.output, as: UTF8.self)
        errors = String(decoding: run.errors, as: UTF8.self)
        exitCode = run.end.code
    }

    /// Whether a program is there and is content.
    static func succeeds(_ command: [String]) -> Bool {
        (try? ProgramRun(command))?.exitCode == 0
    }
}
