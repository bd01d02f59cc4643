import Testing

@testable import n1

/// Expected values: FIPS 180-2, appendix B, and the example of an empty message by the NIST
/// Cryptographic Algorithm Validation Program (SHA256ShortMsg, Len = 0).
@Suite("SHA-256")
struct DigestTests {
    @Test(
        "gives the digests that the standard prints",
        arguments: [
            ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
            ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
            (
                "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
                "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
            ),
        ])
    func standard(message: String, expected: String) {
        #expect(Digest.sha256(message) == expected)
    }

    @Test("a million letters in pieces of any length give the digest of the whole")
    func pieces() {
        var digest = Digest()
        var left = 1_000_000
        var length = 1
        while left > 0 {
            digest.update([UInt8](repeating: 0x61, count: min(length, left)))
            left -= length
            length = length * 3 + 1
        }
        #expect(
            digest.hexadecimal()
                == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
    }
}
