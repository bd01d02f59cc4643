import ArgumentParser

struct CompletionsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "completions",
        abstract: "Print a script that completes n1's commands and options in a shell.",
        discussion: """
            Examples:

              n1 completions zsh > ~/.zfunc/_n1
              n1 completions bash > ~/.local/share/bash-completion/completions/n1
              n1 completions fish > ~/.config/fish/completions/n1.fish
            """)

    @Argument(help: "zsh, bash or fish.")
    var shell: Shell

    enum Shell: String, ExpressibleByArgument, CaseIterable {
        case zsh, bash, fish
    }

    func run() {
        let kind: CompletionShell =
            switch shell {
            case .zsh: .zsh
            case .bash: .bash
            case .fish: .fish
            }
        Terminal.write(N1.completionScript(for: kind) + "\n")
    }
}
