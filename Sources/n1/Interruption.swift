import ArgumentParser
import Dispatch
import Foundation

/// Ctrl-C during long work: the work is cancelled, one line says so, nothing is left half-written, and the
/// program ends with exit code 130.
enum Interruption {
    /// Ctrl-C anywhere else: the program ends at once. What is written in one step is there or not, and
    /// an entry that was not acknowledged is taken back by the database.
    static func standardHandling() {
        signal(SIGINT) { _ in
            Interruption.end("\nn1: interrupted; what was not acknowledged may not be there.\n")
        }
    }

    /// What is there of a command that a person leaves in the middle of its questions.
    enum Kept {
        case nothing
        /// Answers, which wait for the next time.
        case answers
        /// What was written down before these questions began, as the days before this one.
        case before
    }

    /// Ctrl-C while a person is asked: one line says what is there, and the exit code is 130.
    static func watchingQuestions(_ kept: Kept) {
        // Each closure is all that is safe inside a signal handler: no capture, no allocation, no exit
        // handlers.
        switch kept {
        case .nothing:
            signal(SIGINT) { _ in Interruption.end("\nn1: interrupted; nothing was written.\n") }
        case .answers:
            signal(SIGINT) { _ in
                Interruption.end(
                    "\nn1: interrupted; your answers are kept. Run n1 plan again to go on.\n")
            }
        case .before:
            signal(SIGINT) { _ in
                Interruption.end(
                    "\nn1: interrupted; the days before stay, nothing of this one was written.\n")
            }
        }
    }

    private static func end(_ words: StaticString) {
        _ = write(STDERR_FILENO, words.utf8Start, words.utf8CodeUnitCount)
        _exit(130)
    }

    static func watching<Outcome: Sendable>(
        _ work: @escaping @Sendable () async throws -> Outcome
    ) async throws -> Outcome {
        let task = Task { try await work() }
        // Without this the signal would end the program before the source could tell.
        signal(SIGINT, SIG_IGN)
        let source = DispatchSource.makeSignalSource(signal: SIGINT, queue: .global())
        source.setEventHandler { task.cancel() }
        source.resume()
        defer {
            source.cancel()
            standardHandling()
        }
        do {
            return try await task.value
        } catch is CancellationError {
            Terminal.writeError("n1: interrupted; nothing was printed or written.")
            throw ExitCode(130)
        }
    }
}
