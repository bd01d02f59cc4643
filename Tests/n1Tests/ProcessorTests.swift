import Foundation
import Testing

/// The kernels of the linear algebra round the last digits in their own ways, and which of them runs is
/// decided by the processor. Nothing that is printed for people may show it.
@Suite("The same answer on every processor")
struct ProcessorTests {
    /// A kernel of OpenBLAS and the flags that it needs.
    struct Kernel: Sendable, CustomTestStringConvertible {
        let name: String
        let needs: [String]
        var testDescription: String { name }
    }

    static let kernels = [
        Kernel(name: "Prescott", needs: []), Kernel(name: "Sandybridge", needs: ["avx"]),
        Kernel(name: "Haswell", needs: ["avx2", "fma"]),
        Kernel(name: "Zen", needs: ["avx2", "fma"]),
        Kernel(name: "SkylakeX", needs: ["avx512f", "avx512dq", "avx512bw", "avx512vl"]),
    ]

    private static let flags: Set<String> = {
        let text = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)) ?? ""
        let line = text.split(separator: "\n").first { $0.hasPrefix("flags") } ?? ""
        return Set(line.split(separator: " ").map(String.init))
    }()

    static var available: [Kernel] { kernels.filter { $0.needs.allSatisfy(flags.contains) } }

    private static let commands = [
        ["report", "examples/dairy-rosacea", "--format", "json"],
        ["report", "examples/dairy-rosacea", "--format", "html"],
        ["report", "examples/milk-back", "--format", "markdown"],
        ["report", "examples/acne/participant-1", "--format", "json"],
        ["analyze", "examples/sleep-tea/tea-c8ba", "--json"],
        ["evidence", "examples/sleep-tea/window-1841", "--json"],
        ["check", "examples/acne/participant-4", "--json"],
    ]

    @Test(
        "reports, analyses and evidence are the same bytes under every kernel", arguments: commands)
    func sameBytes(_ command: [String]) throws {
        var first: (kernel: String, output: String)?
        for kernel in Self.available {
            let run = try CommandRun(
                command, environment: ["OPENBLAS_CORETYPE": kernel.name, "N1_TODAY": "2026-11-21"])
            #expect(run.exitCode == 0, "\(kernel.name): \(run.errors)")
            guard let known = first else {
                first = (kernel.name, run.output)
                continue
            }
            let lines = zip(
                known.output.split(separator: "\n"), run.output.split(separator: "\n"))
            if let different = lines.first(where: { $0 != $1 }) {
                Issue.record(
                    """
                    \(command.joined(separator: " ")): under \(known.kernel) \(different.0.prefix(160)), \
                    under \(kernel.name) \(different.1.prefix(160))
                    """)
            }
        }
    }
}
