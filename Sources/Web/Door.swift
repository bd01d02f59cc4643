/// Who may come in: an address that works once, then a cookie.
///
/// Everything secret is compared in a time that does not depend on where it differs. After ten wrong
/// tries nobody new comes in until a new address is asked for at the terminal; who is in stays in.
package struct Door: Sendable {
    package static let cookie = "n1"
    package static let triesBeforeLock = 10
    /// Requests without a key that one address may send in a minute before they are not looked at.
    package static let strangersAMinute = 60

    package private(set) var guests: [Guest] = []
    private var token: (text: String, until: ContinuousClock.Instant?)?
    private var wrongTries = 0
    private var strangers: [String: (count: Int, since: ContinuousClock.Instant)] = [:]

    /// A browser that is in.
    package struct Guest: Sendable {
        let cookie: String
        /// What its forms bring back, so that no other page can send one.
        package let formKey: String
        /// Tells it from the others, and opens nothing.
        package let id: String
        /// The address that it came from.
        package let peer: String
    }

    package init() {}

    /// 160 bits from the system's generator, as letters and digits.
    package static func secret() -> String {
        var generator = SystemRandomNumberGenerator()
        let letters = Array("abcdefghijkmnpqrstuvwxyz23456789")
        return String((0..<32).map { _ in letters[Int(generator.next() % 32)] })
    }

    package var isLocked: Bool { wrongTries >= Self.triesBeforeLock }

    /// A new token, the only one that holds from now on; it opens a locked door.
    ///
    /// - `lasting`: how long it holds; nil until it is used.
    package mutating func newToken(
        lasting: Duration? = nil, now: ContinuousClock.Instant = .now
    ) -> String {
        let new = Self.secret()
        token = (new, lasting.map { now + $0 })
        wrongTries = 0
        return new
    }

    /// Lets one browser in for a token, which then holds no more.
    /// - Returns: the cookie to keep; nil for a wrong or old token or a locked door.
    package mutating func enter(
        _ given: String, from peer: String, now: ContinuousClock.Instant = .now
    ) -> String? {
        guard !isLocked else { return nil }
        guard let token, Self.areEqual(given, token.text), token.until.map({ now < $0 }) ?? true
        else {
            wrongTries += 1
            return nil
        }
        self.token = nil
        wrongTries = 0
        let guest = Guest(
            cookie: Self.secret(), formKey: Self.secret(), id: String(Self.secret().prefix(8)),
            peer: peer)
        guests.append(guest)
        return guest.cookie
    }

    /// The browser that a cookie belongs to.
    package func guest(_ cookie: String?) -> Guest? {
        guard let cookie else { return nil }
        var found: Guest?
        for guest in guests where Self.areEqual(guest.cookie, cookie) { found = guest }
        return found
    }

    /// Puts a browser out.
    package mutating func putOut(_ id: String) { guests.removeAll { $0.id == id } }

    /// Counts a request without a key.
    /// - Returns: whether its address has sent too many of them.
    package mutating func isTooMany(
        from peer: String, now: ContinuousClock.Instant = .now
    ) -> Bool {
        // An attacker of many addresses must not fill the memory.
        if strangers.count > 1_000 { strangers = [:] }
        let last = strangers[peer] ?? (0, now)
        let isOld = now - last.since > .seconds(60)
        let count = isOld ? 1 : last.count + 1
        strangers[peer] = (count, isOld ? now : last.since)
        return count > Self.strangersAMinute
    }

    /// Whether two texts are the same, in a time that depends on their lengths alone.
    package static func areEqual(_ one: String, _ other: String) -> Bool {
        let (one, other) = (Array(one.utf8), Array(other.utf8))
        guard one.count == other.count else { return false }
        var difference: UInt8 = 0
        for (a, b) in zip(one, other) { difference |= a ^ b }
        return difference == 0
    }
}
