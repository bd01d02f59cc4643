import ExperimentText

/// A page that says one thing: that there is no such page, that the door is closed, what went wrong.
package struct NoticePage: Sendable {
    private let frame: PageFrame
    private let heading: String
    private let sentences: [String]
    private let hasMenu: Bool

    package init(_ frame: PageFrame, _ heading: String, _ sentences: [String], hasMenu: Bool = true)
    {
        self.frame = frame
        self.heading = heading
        self.sentences = sentences
        self.hasMenu = hasMenu
    }

    package var html: String {
        frame.html(
            heading, at: nil, sentences.map { .element("p", ["dir": "auto"], $0) },
            hasMenu: hasMenu)
    }
}
