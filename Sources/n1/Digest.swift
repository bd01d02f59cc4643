import Crypto

/// SHA-256 in hexadecimal.
enum Digest {
    static func sha256(_ bytes: some Sequence<UInt8>) -> String {
        var hash = SHA256()
        hash.update(data: Array(bytes))
        return hash.finalize().map { byte in
            let digits = String(byte, radix: 16)
            return digits.count == 1 ? "0" + digits : digits
        }.joined()
    }

    static func sha256(_ text: String) -> String { sha256(text.utf8) }
}
