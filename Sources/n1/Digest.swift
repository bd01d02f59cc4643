import COpenSSL
import Foundation

/// SHA-256, by the system's libcrypto: bytes go in piece by piece, one line of hexadecimal comes out.
///
/// Source: FIPS 180-4; the functions are those of OpenSSL's EVP interface.
struct Digest: ~Copyable {
    private let context: OpaquePointer

    init() {
        // Both fail only where a few hundred bytes of memory are not to be had, or where the library
        // was built without SHA-256.
        guard let context = EVP_MD_CTX_new(), EVP_DigestInit_ex(context, EVP_sha256(), nil) == 1
        else { preconditionFailure("libcrypto offers no SHA-256") }
        self.context = context
    }

    deinit { EVP_MD_CTX_free(context) }

    /// Takes the next bytes.
    mutating func update(_ bytes: [UInt8]) {
        let status = bytes.withUnsafeBytes { EVP_DigestUpdate(context, $0.baseAddress, $0.count) }
        precondition(status == 1, "libcrypto took no more bytes")
    }

    /// The 32 bytes of all that was taken.
    consuming func bytes() -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: Int(EVP_MAX_MD_SIZE))
        var count: UInt32 = 0
        precondition(
            EVP_DigestFinal_ex(context, &bytes, &count) == 1, "libcrypto finished no digest")
        return Array(bytes.prefix(Int(count)))
    }

    /// 64 hexadecimal digits of all that was taken.
    consuming func hexadecimal() -> String {
        bytes().map { byte in
            let digits = String(byte, radix: 16)
            return digits.count == 1 ? "0" + digits : digits
        }.joined()
    }

    static func sha256(_ bytes: some Sequence<UInt8>) -> String {
        var digest = Digest()
        digest.update(Array(bytes))
        return digest.hexadecimal()
    }

    static func sha256(_ text: String) -> String { sha256(text.utf8) }

    /// As content policies write a hash.
    static func base64SHA256(_ bytes: some Sequence<UInt8>) -> String {
        var digest = Digest()
        digest.update(Array(bytes))
        return Data(digest.bytes()).base64EncodedString()
    }
}
