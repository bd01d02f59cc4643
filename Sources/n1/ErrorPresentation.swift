import ArgumentParser
import Experiment
import Foundation
import Stats

/// How a run ends: one message on stderr, and the exit code that scripts rely on.
///
/// 0 done; 1 the data or the plan do not allow it; 2 wrong use of the command line or a file that
/// cannot be read or written; 130 interrupted.
enum ErrorPresentation {
    static func exit(with error: any Error) -> Never {
        if let code = error as? ExitCode { Foundation.exit(code.rawValue) }
        if let failure = error as? any CommandFailure {
            Terminal.writeMessage("n1: \(failure)")
            Foundation.exit(failure.exitCode)
        }
        if let unknown = N1.unknownCommand {
            Terminal.writeMessage("n1: \(unknown)")
            Foundation.exit(unknown.exitCode)
        }
        if let word = UnknownWord(N1.message(for: error)) {
            Terminal.writeMessage("n1: \(word)")
            Foundation.exit(word.exitCode)
        }
        present(parsing: error)
    }

    /// Help and version go to stdout and are no failure; anything else is a wrong command line.
    private static func present(parsing error: any Error) -> Never {
        let message = N1.fullMessage(for: error)
        guard N1.exitCode(for: error) != .success else {
            print(message)
            Foundation.exit(0)
        }
        Terminal.writeError(message)
        Foundation.exit(2)
    }
}

/// An error that a command may end with.
protocol CommandFailure: Error, CustomStringConvertible {
    var exitCode: Int32 { get }
}

extension CommandFailure {
    var exitCode: Int32 { 1 }
}

extension PlanError: CommandFailure {}
extension ImportError: CommandFailure {}
extension ImportProblem: CommandFailure {}
extension LogError: CommandFailure {}
extension AnalysisError: CommandFailure {}
extension DiagnosisError: CommandFailure {}
extension RegressionError: CommandFailure {}
extension TemplateError: CommandFailure {}
extension InstrumentError: CommandFailure {}
extension ScoringError: CommandFailure {}
extension PlanRefusal: CommandFailure {}
extension SafetyError: CommandFailure {}
extension AmendmentError: CommandFailure {}
extension BlindingError: CommandFailure {}

/// A command line that does not say enough, or says too much.
struct UsageError: CommandFailure {
    let description: String
    var exitCode: Int32 { 2 }

    init(_ description: String) { self.description = description }
}
