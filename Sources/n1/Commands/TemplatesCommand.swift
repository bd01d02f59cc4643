import ArgumentParser
import Experiment

struct TemplatesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "templates",
        abstract:
            "List what can be tried, or show one change with its days, evidence and cautions.",
        discussion: """
            Examples:

              n1 templates
              n1 templates dairy-free-6w --condition rosacea
              n1 templates kefir-10w+mediterranean-16w+low-sugar-upf
            """)

    @Argument(help: "A template or another word for it; several joined by + are one bundle.")
    var name: String?

    @Option(name: .long, help: "The complaint, for lengths that depend on it.")
    var condition: Complaint?

    @Flag(name: .long, help: "Print JSON.")
    var json = false

    func run() throws {
        guard let name else {
            return json
                ? Terminal.writeData(
                    TemplateText.json(Template.catalogue, for: condition).text + "\n")
                : Terminal.write(TemplateText.list(Terminal.style))
        }
        let template = try Template.chosen(name)
        json
            ? Terminal.writeData(TemplateText.json(template, for: condition).text + "\n")
            : Terminal.write(TemplateText.page(template, for: condition, Terminal.style))
    }
}
