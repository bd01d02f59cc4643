/// `"a", "b" and "c"`.
package func listed(_ names: [String]) -> String {
    let quoted = names.map { "\"\($0)\"" }
    guard quoted.count > 1, let last = quoted.last else { return quoted.first ?? "nothing" }
    return quoted.dropLast().joined(separator: ", ") + " and " + last
}

/// `Did you mean "lower"?` when a name is near, else a request to use a listed one.
package func advice(for found: String, among names: [String]) -> String {
    guard let nearest = NearestName.of(found, among: names) else { return "Use a listed name." }
    return "Did you mean \"\(nearest)\"?"
}
