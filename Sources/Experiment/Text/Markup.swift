/// A piece of HTML or SVG as a value. Text and attribute values are escaped when it is written, so
/// that no name, note or unit of a person can become markup; there is no way around it but
/// `stylesheet`, which takes text of this module only.
///
/// A template language was the other choice (swift-mustache). The blocks of a report are a closed
/// type and its pictures are made here as well: a function that is total over the type is checked by
/// the compiler, a template is not.
package indirect enum Markup: Sendable, Equatable {
    case text(String)
    case element(String, [Attribute], [Markup])
    case stylesheet(StaticText)

    package struct Attribute: Sendable, Equatable {
        package let name: String
        package let value: String

        package init(name: String, value: String) {
            self.name = name
            self.value = value
        }
    }

    /// Text that stands in the source of this module.
    package struct StaticText: Sendable, Equatable {
        package let text: String

        package init(_ text: StaticString) { self.text = text.description }
    }

    package static func element(
        _ name: String, _ attributes: KeyValuePairs<String, String> = [:],
        _ children: [Markup] = []
    ) -> Markup {
        .element(name, attributes.map { Attribute(name: $0.key, value: $0.value) }, children)
    }

    package static func element(
        _ name: String, _ attributes: KeyValuePairs<String, String> = [:], _ text: String
    ) -> Markup {
        element(name, attributes, [.text(text)])
    }

    package var html: String {
        var output = ""
        write(to: &output)
        return output
    }

    private static let emptyElements = ["meta", "br", "hr", "input", "link", "img"]
    private static let blockElements = [
        "html", "head", "body", "main", "header", "footer", "section", "h1", "h2", "h3", "p", "ul",
        "li", "table", "thead", "tbody", "tr", "caption", "details", "summary", "figure", "svg",
        "g",
        "dl", "div", "label", "style", "title", "meta", "desc", "figcaption", "form", "fieldset",
        "nav",
    ]

    private func write(to output: inout String) {
        switch self {
        case .text(let text): output += Self.escaped(text)
        case .stylesheet(let sheet): output += sheet.text
        case .element(let name, let attributes, let children):
            output += "<\(name)"
            for attribute in attributes {
                output += " \(attribute.name)=\"\(Self.escaped(attribute.value))\""
            }
            output += ">"
            if !Self.emptyElements.contains(name) {
                for child in children { child.write(to: &output) }
                output += "</\(name)>"
            }
            if Self.blockElements.contains(name) { output += "\n" }
        }
    }

    /// Characters that XML does not allow are dropped; the five that mean something are named.
    package static func escaped(_ text: String) -> String {
        var output = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": output += "&amp;"
            case "<": output += "&lt;"
            case ">": output += "&gt;"
            case "\"": output += "&quot;"
            case "'": output += "&#39;"
            case "\t", "\n", "\r": output.unicodeScalars.append(scalar)
            case _ where scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value): continue
            default: output.unicodeScalars.append(scalar)
            }
        }
        return output
    }
}
