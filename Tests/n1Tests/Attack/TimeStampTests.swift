import Foundation
import Testing

/// A time stamp authority of our own, by the command `openssl ts`.
@Suite("Trusted times of seals")
struct TimeStampTests {
    private static let configuration = """
        [req]
        distinguished_name = name
        prompt = no
        x509_extensions = authority
        [name]
        CN = n1 test authority
        [authority]
        basicConstraints = critical, CA:FALSE
        keyUsage = critical, digitalSignature
        extendedKeyUsage = critical, timeStamping
        [tsa]
        default_tsa = mine
        [mine]
        serial = FOLDER/serial
        signer_cert = FOLDER/authority.pem
        signer_key = FOLDER/authority.key
        signer_digest = sha256
        default_policy = 1.2.3.4.1
        digests = sha256

        """

    private static let hasOpenSSL = (try? ShellRun("openssl version"))?.exitCode == 0

    /// A sealed trial, and an authority whose files stand beside it.
    private final class Sealed {
        let trial: DiaryFolder
        let authority: ScratchFolder

        init(_ trial: consuming DiaryFolder, _ authority: consuming ScratchFolder) {
            self.trial = trial
            self.authority = authority
        }

        func prepare() throws {
            let path = authority.path
            try authority.write(
                TimeStampTests.configuration.replacingOccurrences(of: "FOLDER", with: path),
                to: "authority.cnf")
            let made = try ShellRun(
                "cd \(path) && echo 01 > serial && openssl req -x509 -newkey rsa:2048 -nodes -days 3 "
                    + "-config authority.cnf -keyout authority.key -out authority.pem")
            #expect(made.exitCode == 0, "\(made.errors)")
            let sealed = try CommandRun(
                ["seal", trial.path], environment: ["N1_TODAY": "2025-12-01"])
            #expect(sealed.exitCode == 0, "\(sealed.errors)")
        }

        func answer() throws {
            try prepare()
            let path = authority.path
            let asked = try CommandRun(["seal", trial.path, "--request", path + "/seal.tsq"])
            #expect(asked.exitCode == 0, "\(asked.errors)")
            let answered = try ShellRun(
                "cd \(path) && openssl ts -reply -config authority.cnf -section mine "
                    + "-queryfile seal.tsq -out seal.tsr")
            #expect(answered.exitCode == 0, "\(answered.errors)")
        }

        func verified(authority name: String? = "authority.pem") throws -> CommandRun {
            let trusted = name.map { ["--authority", authority.path + "/" + $0] } ?? []
            return try CommandRun(
                ["seal", trial.path, "--time-stamp", authority.path + "/seal.tsr"] + trusted)
        }
    }

    @Test(
        "openssl reads the request, and the time that it stamps is told",
        .enabled(if: hasOpenSSL, "needs the command openssl"))
    func stamped() throws {
        let sealed = Sealed(try DiaryFolder(), try ScratchFolder())
        try sealed.answer()
        let path = sealed.authority.path
        let query = try ShellRun("openssl ts -query -in \(path)/seal.tsq -text")
        #expect(query.output.contains("Hash Algorithm: sha256"))
        #expect(query.output.contains("Certificate required: yes"))
        // The oracle: openssl verifies the answer against the seal's own file, and reads its time.
        let oracle = try ShellRun(
            "openssl ts -verify -data \(sealed.trial.path)/plan.seal -in \(path)/seal.tsr "
                + "-CAfile \(path)/authority.pem")
        #expect(oracle.output.contains("Verification: OK"), "\(oracle.errors)")
        let time = try ShellRun(
            "date -u -d \"$(openssl ts -reply -in \(path)/seal.tsr -text | sed -n 's/^Time stamp: //p')\" "
                + "+%Y-%m-%dT%H:%M:%SZ")
        let stamp = time.output.trimmingCharacters(in: .whitespacesAndNewlines)
        let run = try sealed.verified()
        #expect(run.exitCode == 0, "\(run.errors)")
        #expect(
            run.output.hasSuffix(
                "A time stamp authority saw this seal at \(stamp), not before the first tested day, "
                    + "2026-01-15.\n"), "\(run.output)")
    }

    @Test(
        "a seal that was changed, an authority that is not trusted, and no answer are told apart",
        .enabled(if: hasOpenSSL, "needs the command openssl"))
    func refused() throws {
        let sealed = Sealed(try DiaryFolder(), try ScratchFolder())
        try sealed.answer()
        let untrusted = try sealed.verified(authority: nil)
        #expect(untrusted.exitCode == 1)
        #expect(
            untrusted.errors.contains("found a signature that no trusted certificate stands behind")
        )
        let file = sealed.trial.path + "/plan.seal"
        let text = try String(contentsOfFile: file, encoding: .utf8)
        try text.replacingOccurrences(of: "2025-12-01T", with: "2025-11-01T").write(
            toFile: file, atomically: true, encoding: .utf8)
        let forged = try sealed.verified()
        #expect(forged.exitCode == 1)
        #expect(forged.errors.contains("found a time stamp of another text"))
        try text.write(toFile: file, atomically: true, encoding: .utf8)
        let answer = sealed.authority.path + "/seal.tsr"
        var bytes = try Data(contentsOf: URL(fileURLWithPath: answer))
        bytes[bytes.count - 20] ^= 1
        try bytes.write(to: URL(fileURLWithPath: answer))
        #expect(try sealed.verified().exitCode == 1)
        try sealed.authority.write("no answer", to: "seal.tsr")
        let none = try sealed.verified()
        #expect(none.exitCode == 2)
        #expect(none.errors.contains("found no answer of a time stamp authority"))
    }
}
