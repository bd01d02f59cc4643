#if os(Linux)

    import Foundation
    import Testing

    /// The way through the pages of a plan, up to its preview.
    enum PlanOnPages {
        /// - Returns: all that was chosen and answered; sent again it shows the preview.
        static func said(to serve: ServeRun, start: String) throws -> [(String, String)] {
            var said = [
                ("template", "dairy-free-6w"), ("complaint", "rosacea"), ("start", start),
                ("bad", "no"),
            ]
            var reply = try serve.post("plan", said)
            for _ in 0..<8 where reply.body.contains("<h1>May it harm you?</h1>") {
                for name in reply.names("a.") where !said.contains(where: { $0.0 == name }) {
                    said.append((name, name == "a.age" ? "35" : name == "a.bmi" ? "23" : "no"))
                }
                reply = try serve.post("plan", said)
            }
            #expect(reply.body.contains("<h1>Which design?</h1>"), "\(reply.body.prefix(2000))")
            #expect(reply.names("design").count >= 2)
            return said + [("design", "withdrawal"), ("seed", try #require(reply.field("seed")))]
        }
    }

    extension Reply {
        /// Names of the fields that begin so, each once.
        func names(_ prefix: String) -> [String] {
            let names = body.components(separatedBy: "name=\"").dropFirst().compactMap {
                $0.split(separator: "\"", omittingEmptySubsequences: false).first.map(String.init)
            }
            let values = body.components(separatedBy: "name=\"\(prefix)\" value=\"").dropFirst()
            guard values.isEmpty else {
                return values.compactMap { $0.split(separator: "\"").first.map(String.init) }
            }
            var seen: Set<String> = []
            return names.filter { $0.hasPrefix(prefix) && seen.insert($0).inserted }
        }
    }

#endif
