extension Template {
    /// What its condition and its phases are called: the name without its length, which the days say, as
    /// `dairy-free` of "Dairy-free for six weeks".
    package var shortName: String {
        let words = name.split(separator: " ")
        let isLength = words.count > 3 && ["weeks", "phases"].contains(words[words.count - 1])
        let short = words.dropLast(isLength ? 3 : 0).joined(separator: " ")
        return short.prefix(1).lowercased() + short.dropFirst()
    }
}
