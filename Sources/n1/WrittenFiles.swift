import Experiment

/// The files that a command wrote, as it tells them: in words, or as `docs/schemas/written.schema.json`.
struct WrittenFiles {
    let paths: [String]

    init(_ paths: [String]) { self.paths = paths }

    /// - `words`: for people; a line a file where nothing else is to be said.
    func tell(_ form: JSONOptions, words: String? = nil) {
        form.isAsked
            ? form.write(.object(["written": .array(paths.map(JSON.string))]))
            : Terminal.write(words ?? paths.map { "written  \($0)\n" }.joined())
    }

    /// Without a file the text itself is what is printed.
    static func requireOutput(_ output: String?, _ form: JSONOptions) throws(UsageError) {
        guard form.isAsked, output == nil else { return }
        throw UsageError(
            "found --json without --output; expected a file to tell of. Add --output FILE.")
    }
}
