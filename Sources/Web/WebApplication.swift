/// What stands behind a server.
package protocol WebApplication {
    /// Asked before a body is read, so that nobody without a key makes the server read one.
    /// - Returns: the most bytes of body that may come.
    /// - Throws: why the request is not taken.
    mutating func admit(_ head: RequestHead, from peer: String) throws(RequestRefusal) -> Int

    mutating func answer(_ request: HTTPRequest, from peer: String) -> HTTPResponse

    /// What is answered to a request that was not taken.
    func answer(to refusal: RequestRefusal) -> HTTPResponse
}
