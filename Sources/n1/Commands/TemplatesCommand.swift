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

    @OptionGroup var form: JSONOptions

    func run() throws {
        guard let name else {
            return form.isAsked
                ? form.writeExact(TemplateText.json(Template.catalogue, for: condition))
                : Terminal.write(TemplateText.list(Terminal.style))
        }
        let template = try Template.chosen(name)
        form.isAsked
            ? form.writeExact(TemplateText.json(template, for: condition))
            : Terminal.write(TemplateText.page(template, for: condition, Terminal.style))
    }
}
