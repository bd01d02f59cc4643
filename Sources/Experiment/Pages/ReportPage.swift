import ExperimentText

/// The way to the report and the letter, or why there is none yet.
package struct ReportPage: Sendable {
    private let frame: PageFrame
    private let place: PageFrame.Place
    /// Where the trial stands; empty where the report can be read.
    private let sentences: [String]
    private let warnings: [String]
    /// Whether its time is over, so that nothing is held back.
    private let isOver: Bool

    package init(
        _ frame: PageFrame, at place: PageFrame.Place, sentences: [String] = [],
        warnings: [String] = [], isOver: Bool = false
    ) {
        self.frame = frame
        self.place = place
        self.sentences = sentences
        self.warnings = warnings
        self.isOver = isOver
    }

    package var html: String {
        let stops = warnings.map {
            Markup.element("p", ["class": "message stop", "role": "alert"], $0)
        }
        guard sentences.isEmpty else {
            let why = Markup.element(
                "p", ["class": "hint"],
                "What the trial found is shown after its planned end, or on a look that the plan "
                    + "declared: knowing it earlier pulls the answers towards it.")
            return frame.html(
                place.name, at: place,
                stops
                    + sentences.enumerated().map { number, text in
                        .element("p", ["class": number == 0 ? "lead" : "todo"], text)
                    } + (isOver ? [] : [why]))
        }
        return frame.html(
            place.name, at: place,
            stops
                + links.map { address, text in
                    .element(
                        "p", ["class": "todo"],
                        [.element("a", ["class": "big", "href": "view/\(address)"], text)])
                } + [
                    .element(
                        "p", ["class": "hint"],
                        "It opens as a page of its own; the browser's back button leads back here.")
                ])
    }

    private var links: [(address: String, text: String)] {
        guard place == .letter else { return [("report", "Open the report")] }
        return [
            ("letter", "Open the letter to print it"),
            ("letter-with-notes", "The same with the days that you wrote a remark on"),
        ]
    }
}
