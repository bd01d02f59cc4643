import Foundation

/// What the program settles with the system before it does anything else; that there is memory is
/// settled earlier still, by `CMemory`.
enum Surroundings {
    static func prepare() {
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
