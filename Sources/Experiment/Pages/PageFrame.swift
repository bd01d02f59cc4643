import ExperimentReport
import ExperimentText

/// What every page of the diary has around its own content: head, the way to the other pages, foot.
package struct PageFrame: Sendable {
    /// Of the trial; of the program where there is none yet.
    private let title: String
    /// The secret of this browser, which forms bring back.
    let formKey: String
    private let hasPlan: Bool

    package static let styleName = "page.css"
    package static let scriptName = "page.js"

    package init(title: String, formKey: String, hasPlan: Bool = true) {
        self.title = title
        self.formKey = formKey
        self.hasPlan = hasPlan
    }

    /// A page that the address bar can come to.
    package enum Place: String, Sendable, CaseIterable {
        case today = "./"
        case calendar, check, report, letter, sheet
        case bringIn = "import"
        case plan, devices

        package var name: String {
            switch self {
            case .today: "Today"
            case .calendar: "Calendar"
            case .check: "Check"
            case .report: "Report"
            case .letter: "Letter"
            case .sheet: "Sheet"
            case .bringIn: "Import"
            case .plan: "Plan"
            case .devices: "Devices"
            }
        }
    }

    /// - `heading`: of this page.
    /// - `hasMenu`: false where nothing else is to be done now.
    package func html(
        _ heading: String, at place: Place?, _ children: [Markup], hasMenu: Bool = true
    ) -> String {
        let head = Markup.element(
            "head", [:],
            [
                .element("meta", ["charset": "utf-8"]),
                .element(
                    "meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"]),
                .element("title", [:], "\(heading): \(title)"),
                .element("link", ["rel": "icon", "href": "data:,"]),
                .element("link", ["rel": "stylesheet", "href": Self.styleName]),
                .element("script", ["src": Self.scriptName, "defer": ""], []),
            ])
        let main = Markup.element(
            "main", ["id": "main"],
            [
                .element("p", ["class": "question", "dir": "auto"], title),
                .element("h1", [:], heading),
            ] + children)
        let body: [Markup] =
            [.element("a", ["class": "skip", "href": "#main"], "To the content")]
            + (hasMenu ? [menu(place)] : []) + [main, Self.footer]
        return "<!doctype html>\n"
            + Markup.element("html", ["lang": "en"], [head, .element("body", [:], body)]).html
    }

    private func menu(_ place: Place?) -> Markup {
        let places: [Place] =
            hasPlan
            ? [.today, .calendar, .check, .report, .letter, .sheet, .bringIn, .plan, .devices]
            : [.plan, .devices]
        let links = places.map { other in
            Markup.element(
                "li", [:],
                [
                    .element(
                        "a",
                        [Markup.Attribute(name: "href", value: other.rawValue)]
                            + (other == place
                                ? [Markup.Attribute(name: "aria-current", value: "page")] : []),
                        [.text(other.name)])
                ])
        }
        return .element("nav", ["aria-label": "Pages"], [.element("ul", [:], links)])
    }

    private static let footer = Markup.element(
        "footer", ["class": "foot"],
        [
            .element(
                "p", [:],
                "This page comes from your own computer and sends nothing anywhere. This is no medical "
                    + "advice.")
        ])

    /// A form that this browser alone can send.
    func form(
        to action: String, isUpload: Bool = false, _ children: [Markup],
        hidden: [(String, String)] = []
    ) -> Markup {
        var attributes = [
            Markup.Attribute(name: "method", value: "post"),
            Markup.Attribute(name: "action", value: action),
        ]
        if isUpload { attributes.append(.init(name: "enctype", value: "multipart/form-data")) }
        let fields = ([("key", formKey)] + hidden).map(PageField.hidden)
        return .element("form", attributes, fields + children)
    }
}

/// Pieces of forms.
enum PageField {
    static func hidden(_ name: String, _ value: String) -> Markup {
        .element("input", ["type": "hidden", "name": name, "value": value])
    }

    static func button(_ text: String, isMain: Bool = true) -> Markup {
        .element(
            "button", ["type": "submit", "class": isMain ? "main" : "other"], [.text(text)])
    }

    /// A line to write in, under its label.
    static func line(
        _ label: String, name: String, value: String = "", hint: String = "",
        mode: String = "text", isRequired: Bool = false
    ) -> Markup {
        var attributes = [
            Markup.Attribute(name: "type", value: "text"), .init(name: "name", value: name),
            .init(name: "value", value: value), .init(name: "inputmode", value: mode),
            .init(name: "autocomplete", value: "off"), .init(name: "maxlength", value: "500"),
        ]
        if isRequired { attributes.append(.init(name: "required", value: "")) }
        let small = hint.isEmpty ? [] : [Markup.element("small", [:], hint)]
        return .element(
            "label", ["class": "line"],
            [.element("span", [:], label)] + small + [.element("input", attributes, [])])
    }

    /// A button that stays pressed.
    static func choice(
        _ label: [Markup], type: String, name: String, value: String, isChosen: Bool
    ) -> Markup {
        var attributes = [
            Markup.Attribute(name: "type", value: type), .init(name: "name", value: name),
            .init(name: "value", value: value),
        ]
        if isChosen { attributes.append(.init(name: "checked", value: "")) }
        return .element(
            "label", ["class": "choice"],
            [.element("input", attributes, []), .element("span", [:], label)])
    }

    /// One of a list.
    static func selection(
        _ label: String, name: String, options: [(value: String, text: String)], chosen: String
    ) -> Markup {
        let choices = options.map { option in
            Markup.element(
                "option",
                [Markup.Attribute(name: "value", value: option.value)]
                    + (option.value == chosen ? [.init(name: "selected", value: "")] : []),
                [.text(option.text)])
        }
        return .element(
            "label", ["class": "line"],
            [.element("span", [:], label), .element("select", ["name": name], choices)])
    }
}

/// What happened, at the top of a page.
package enum PageMessage: Sendable, Equatable {
    case done([String])
    case problem([String])

    var markup: Markup {
        switch self {
        case .done(let lines):
            .element(
                "div", ["class": "message done", "role": "status"],
                lines.map { .element("p", ["dir": "auto"], $0) })
        case .problem(let lines):
            .element(
                "div", ["class": "message problem", "role": "alert"],
                lines.map { .element("p", ["dir": "auto"], $0) })
        }
    }
}
