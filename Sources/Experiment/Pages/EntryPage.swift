import ExperimentText

/// Leads on at once. It stands between the address with the token and the first page, because a browser
/// that was led here from elsewhere does not send the new cookie along with a redirection.
package struct EntryPage: Sendable {
    package init() {}

    package var html: String {
        "<!doctype html>\n"
            + Markup.element(
                "html", ["lang": "en"],
                [
                    .element(
                        "head", [:],
                        [
                            .element("meta", ["charset": "utf-8"]),
                            .element("meta", ["http-equiv": "refresh", "content": "0; url=./"]),
                            .element("title", [:], "n1"),
                        ]),
                    .element(
                        "body", [:],
                        [
                            .element(
                                "main", [:],
                                [
                                    .element("h1", [:], "n1"),
                                    .element(
                                        "p", [:], [.element("a", ["href": "./"], "To the diary")]),
                                ])
                        ]),
                ]
            ).html
    }
}
