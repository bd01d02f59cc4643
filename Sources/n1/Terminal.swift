import Experiment
import Foundation

/// What the output is connected to.
enum Terminal {
    static var isInteractive: Bool { isatty(STDOUT_FILENO) == 1 }

    /// Whether there is a person to ask.
    static var canAsk: Bool { isInteractive && isatty(STDIN_FILENO) == 1 }

    /// One typed line without outer spaces; nil when the input has ended.
    static func ask(_ question: String) -> String? {
        Interruption.watchingQuestions()
        defer { signal(SIGINT, SIG_DFL) }
        write(question)
        guard let line = readLine() else {
            // The cursor stands behind the question.
            write("\n")
            return nil
        }
        return line.trimmingCharacters(in: .whitespaces)
    }

    /// Whether a person sees stderr as it is written.
    static var showsProgress: Bool { isatty(STDERR_FILENO) == 1 }

    /// Without a line end, to be overwritten.
    static func writeProgress(_ text: String) {
        try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
    }

    /// Colour on a terminal that has not declined it (https://no-color.org).
    static var hasColor: Bool {
        isInteractive && ProcessInfo.processInfo.environment["NO_COLOR", default: ""].isEmpty
            && ProcessInfo.processInfo.environment["TERM"] != "dumb"
    }

    /// Columns of the terminal, from 40 to 120; 80 when the output goes elsewhere.
    static var width: Int {
        var size = winsize()
        guard isInteractive, ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0
        else { return 80 }
        return min(max(Int(size.ws_col), 40), 120)
    }

    static var style: TerminalStyle {
        TerminalStyle(width: width, hasColor: hasColor, isASCII: isASCII)
    }

    /// Results go to stdout. A reader that closed the pipe early ends the run without a complaint; any other
    /// loss of output ends it with one and exit code 2, because a redirected report would be cut short.
    static func write(_ text: String) {
        do { try FileHandle.standardOutput.write(contentsOf: Data(text.utf8)) } catch {
            let reason =
                (error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError ?? error as NSError
            guard reason.code != EPIPE else { return }
            writeError(
                "n1: the output could not be written in full (\(String(cString: strerror(Int32(reason.code)))));"
                    + " expected a place with room for it. What was saved before stays.")
            exit(2)
        }
    }

    /// Results in sentences, which a narrow terminal shows unbroken words of; a pipe gets them as they
    /// are.
    static func writeFitted(_ text: String) { write(isInteractive ? style.fitted(text) : text) }

    /// Messages go to stderr.
    static func writeError(_ text: String) {
        try? FileHandle.standardError.write(contentsOf: Data((text + "\n").utf8))
    }
}
