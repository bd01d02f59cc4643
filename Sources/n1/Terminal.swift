import Experiment
import Foundation

/// What the output is connected to.
enum Terminal {
    static var isInteractive: Bool { isatty(STDOUT_FILENO) == 1 }

    /// Whether there is a person to ask.
    static var canAsk: Bool { isInteractive && isatty(STDIN_FILENO) == 1 }

    /// One typed line without outer spaces; nil when the input has ended.
    static func ask(_ question: String, kept: Interruption.Kept = .nothing) -> String? {
        Interruption.watchingQuestions(kept)
        defer { Interruption.standardHandling() }
        write(question)
        guard let line = typedLine() else {
            // The cursor stands behind the question.
            write("\n")
            return nil
        }
        return line.trimmingCharacters(in: .whitespaces)
    }

    /// Byte by byte: a stream of the library stays at its end after one Ctrl-D, which here ends the
    /// questions of one day and not those of the next.
    private static func typedLine() -> String? {
        var bytes: [UInt8] = []
        var byte: UInt8 = 0
        while read(STDIN_FILENO, &byte, 1) == 1 {
            if byte == UInt8(ascii: "\n") { return String(decoding: bytes, as: UTF8.self) }
            bytes.append(byte)
        }
        return bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self)
    }

    /// Whether a person sees stderr as it is written.
    static var showsProgress: Bool { isatty(STDERR_FILENO) == 1 }

    /// Without a line end, in place of what stands in the line.
    static func writeProgress(_ text: String) {
        let text = "\r" + PlainText.cleaned(text) + "\u{1B}[K"
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
    static func write(_ text: String) { put(style.shown(cleaned(text))) }

    /// Results for other programs go to stdout byte by byte, unless a person looks at them.
    static func writeData(_ text: String) { put(isInteractive ? cleaned(text) : text) }

    /// Texts of plans, tables and file names may steer a terminal; nothing of that is left but this
    /// program's own colours.
    private static func cleaned(_ text: String) -> String {
        PlainText.cleaned(text, keepingColors: hasColor)
    }

    private static func put(_ text: String) {
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
        try? FileHandle.standardError.write(contentsOf: Data((PlainText.cleaned(text) + "\n").utf8))
    }
}
