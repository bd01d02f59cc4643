import ArgumentParser
import Dispatch
import Foundation

/// Ctrl-C during long work: the work is cancelled, one line says so, nothing is left half-written, and the
/// program ends with exit code 130.
enum Interruption {
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
            signal(SIGINT, SIG_DFL)
        }
        do {
            return try await task.value
        } catch is CancellationError {
            Terminal.writeError("n1: interrupted; nothing was printed or written.")
            throw ExitCode(130)
        }
    }
}
