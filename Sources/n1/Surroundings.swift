import Foundation

/// What the program settles with the system before it does anything else.
enum Surroundings {
    static func prepare() {
        requireMemory()
        // Whatever is written is for the person's own eyes, from its first byte.
        umask(0o077)
        // A reader that went away and a limit on the size of files then are errors of a writing, which
        // says so and cleans up, instead of the end of the program in the middle of it.
        signal(SIGPIPE, SIG_IGN)
        signal(SIGXFSZ, SIG_IGN)
        Interruption.standardHandling()
        for (descriptor, mode) in [
            (STDIN_FILENO, O_WRONLY), (STDOUT_FILENO, O_RDONLY), (STDERR_FILENO, O_WRONLY),
        ] {
            occupy(descriptor, mode)
        }
    }

    /// Below some hundred megabytes the linear algebra library asks for its workspace again and again.
    private static let leastMemory: rlim_t = 512 << 20

    private static func requireMemory() {
        var limit = rlimit()
        #if canImport(Darwin)
            let isKnown = getrlimit(RLIMIT_AS, &limit) == 0
        #else
            let isKnown = getrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit) == 0
        #endif
        guard isKnown, limit.rlim_cur < leastMemory else { return }
        Terminal.writeError(
            "n1: found a limit of \(limit.rlim_cur >> 20) MB on memory; expected at least "
                + "\(leastMemory >> 20) MB. Raise it with ulimit -v.")
        exit(2)
    }

    /// A closed standard stream would become the first file that is opened. It is taken, and stays
    /// unusable, because it is opened the other way round.
    private static func occupy(_ descriptor: Int32, _ mode: Int32) {
        guard fcntl(descriptor, F_GETFD) < 0, errno == EBADF else { return }
        let opened = open("/dev/null", mode)
        guard opened >= 0, opened != descriptor else { return }
        dup2(opened, descriptor)
        close(opened)
    }
}
