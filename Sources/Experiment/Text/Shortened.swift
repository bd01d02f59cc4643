/// At most forty characters, for messages.
package func shortened(_ text: String) -> String {
    text.count > 40 ? text.prefix(39) + "…" : text
}
