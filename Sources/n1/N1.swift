import ArgumentParser

@main
struct N1: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "n1")
}
