import COpenSSL
import Foundation

/// A trusted time for a text: somebody else's signature under its SHA-256 and a time.
///
/// The request holds nothing but the hash. It goes to a time stamp authority, whose answer is a file.
/// Source: RFC 3161; requests and answers are made, read and verified by the system's libcrypto.
enum TimeStamp {
    /// The DER bytes of a request for an answer that carries the certificates that it needs.
    static func request(for text: String) -> [UInt8] {
        let request = TS_REQ_new()
        let imprint = TS_MSG_IMPRINT_new()
        let algorithm = X509_ALGOR_new()
        defer {
            TS_REQ_free(request)
            TS_MSG_IMPRINT_free(imprint)
            X509_ALGOR_free(algorithm)
        }
        let digest = digest(of: text)
        // Each fails only where a few hundred bytes of memory are not to be had.
        let isMade =
            X509_ALGOR_set0(algorithm, OBJ_nid2obj(NID_sha256), V_ASN1_NULL, nil) == 1
            && TS_MSG_IMPRINT_set_algo(imprint, algorithm) == 1
            && digest.withUnsafeBufferPointer { bytes in
                TS_MSG_IMPRINT_set_msg(
                    imprint, UnsafeMutablePointer(mutating: bytes.baseAddress), Int32(bytes.count))
            } == 1
            && TS_REQ_set_version(request, 1) == 1
            && TS_REQ_set_msg_imprint(request, imprint) == 1
            && TS_REQ_set_cert_req(request, 1) == 1
        precondition(isMade, "libcrypto made no request")
        var bytes: UnsafeMutablePointer<UInt8>?
        let count = i2d_TS_REQ(request, &bytes)
        defer { CRYPTO_free(bytes, #file, #line) }
        return Array(UnsafeBufferPointer(start: bytes, count: Int(max(0, count))))
    }

    /// The time that an answer gives to a text.
    /// - Parameters:
    ///   - text: what was to be stamped.
    ///   - answer: the DER bytes of the answer.
    ///   - file: how messages call the answer.
    ///   - authority: a PEM file of the certificates that are trusted; nil for those of the system.
    /// - Returns: in UTC, as `2026-03-04T21:30:00Z`.
    /// - Throws: why it gives none.
    static func time(
        of text: String, in answer: [UInt8], file: String, authority: String?
    ) throws(TimeStampError) -> String {
        let response = answer.withUnsafeBufferPointer { bytes in
            var start = bytes.baseAddress
            return d2i_TS_RESP(nil, &start, bytes.count)
        }
        guard let response else { throw .noAnswer(file) }
        defer { TS_RESP_free(response) }
        guard let info = TS_RESP_get_tst_info(response) else { throw .refused(file) }
        try requireImprint(of: text, info, file)
        guard isSigned(response, authority) else { throw .notSigned(file, authority) }
        var parts = tm()
        guard ASN1_TIME_to_tm(TS_TST_INFO_get_time(info), &parts) == 1 else {
            throw .noAnswer(file)
        }
        return stamp(parts)
    }

    private static func digest(of text: String) -> [UInt8] {
        var digest = Digest()
        digest.update(Array(text.utf8))
        return digest.bytes()
    }

    private static func requireImprint(
        of text: String, _ info: OpaquePointer, _ file: String
    ) throws(TimeStampError) {
        let imprint = TS_TST_INFO_get_msg_imprint(info)
        let found = TS_MSG_IMPRINT_get_msg(imprint)
        let bytes = UnsafeBufferPointer(
            start: ASN1_STRING_get0_data(found), count: Int(ASN1_STRING_length(found)))
        var algorithm: OpaquePointer?
        X509_ALGOR_get0(&algorithm, nil, nil, TS_MSG_IMPRINT_get_algo(imprint))
        guard OBJ_obj2nid(algorithm) == NID_sha256, Array(bytes) == digest(of: text) else {
            throw .ofAnother(file)
        }
    }

    /// Whether version and signature hold, up to a certificate that is trusted for time stamps.
    private static func isSigned(_ response: OpaquePointer, _ authority: String?) -> Bool {
        guard let store = X509_STORE_new() else { return false }
        let isLoaded =
            authority.map { X509_STORE_load_locations(store, $0, nil) }
            ?? X509_STORE_set_default_paths(store)
        guard isLoaded == 1, let context = TS_VERIFY_CTX_new() else {
            X509_STORE_free(store)
            return false
        }
        // The context frees the store.
        defer { TS_VERIFY_CTX_free(context) }
        TS_VERIFY_CTX_set_flags(context, Int32(TS_VFY_SIGNATURE | TS_VFY_VERSION))
        TS_VERIFY_CTX_set_store(context, store)
        return TS_RESP_verify_response(context, response) == 1
    }

    private static func stamp(_ time: tm) -> String {
        func two(_ number: Int32) -> String { (number < 10 ? "0" : "") + String(number) }
        return "\(time.tm_year + 1900)-\(two(time.tm_mon + 1))-\(two(time.tm_mday))"
            + "T\(two(time.tm_hour)):\(two(time.tm_min)):\(two(time.tm_sec))Z"
    }
}

/// Why a file gives no trusted time.
enum TimeStampError: CommandFailure, Equatable {
    case noAnswer(String)
    case refused(String)
    case ofAnother(String)
    case notSigned(String, String?)

    var exitCode: Int32 {
        if case .noAnswer = self { 2 } else { 1 }
    }

    var description: String {
        switch self {
        case .noAnswer(let file):
            "\(file): found no answer of a time stamp authority; expected the file that it sent "
                + "(RFC 3161, DER). Send the file of --request to one."
        case .refused(let file):
            "\(file): found an answer without a time stamp: the authority refused the request. "
                + "Send the file of --request again, or to another authority."
        case .ofAnother(let file):
            "\(file): found a time stamp of another text; expected one of this seal, by SHA-256. "
                + "The seal was changed since, or the file belongs to another trial."
        case .notSigned(let file, let authority):
            "\(file): found a signature that no trusted certificate stands behind; expected one of "
                + "\(authority ?? "the system's authorities"). Name the authority's certificate with "
                + "--authority."
        }
    }
}
