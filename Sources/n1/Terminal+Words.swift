import Experiment
import Foundation

/// Sentences for a person, broken between words where the terminal is narrow.
extension Terminal {
    /// A question whose words stay whole; the cursor stands behind its last line.
    ///
    /// - `kept`: what is there when the person leaves.
    static func asked(_ question: String, kept: Interruption.Kept = .nothing) -> String? {
        let lines = style.wrapped(question)
        // What is typed has room behind the question, or a line of its own.
        let left = style.width - TextWidth.of(lines.last ?? "")
        let end = left < roomToType ? "\n> " : question.hasSuffix(" ") ? " " : ""
        return ask(lines.joined(separator: "\n") + end, kept: kept)
    }

    private static let roomToType = 14

    /// Whether a terminal says that it knows ASCII only: the locale is C or POSIX by name.
    static var isASCII: Bool {
        let environment = ProcessInfo.processInfo.environment
        let locale = ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap { environment[$0] }
            .first { !$0.isEmpty }
        return isInteractive && ["C", "POSIX"].contains(locale ?? "")
    }

    /// A message on stderr; a file or a pipe gets it as it is.
    static func writeMessage(_ text: String) {
        let style = TerminalStyle(width: errorWidth, isASCII: isASCII)
        writeError(showsProgress ? style.fitted(text) : text)
    }

    /// Columns of the terminal behind stderr.
    private static var errorWidth: Int {
        var size = winsize()
        guard ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
        return min(max(Int(size.ws_col), 40), 120)
    }
}
