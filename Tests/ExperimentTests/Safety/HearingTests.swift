import Experiment
import Testing

@testable import ExperimentDiary
@testable import ExperimentTrial

@Suite("What stop rules hear in words")
struct HearingTests {
    private static let marks: [String: DayMark] = [
        "r": .reaction, "i": .illness, "s": .slip, "t": .travel, "u": .rescue,
    ]

    private struct Line {
        let field: String
        let text: String
        let rule: String
    }

    private func lines(_ table: String) -> [Line] {
        table.split(separator: "\n").compactMap { line in
            let parts = line.split(separator: "|").map(String.init)
            return parts.count == 3 ? Line(field: parts[0], text: parts[1], rule: parts[2]) : nil
        }
    }

    /// The most urgent rule that speaks, or a hyphen.
    private func heard(_ line: Line) -> String {
        let events = StopEvent.heard(in: line.text, with: Self.marks[line.field])
        let isHelped = events.contains(.lowMood)
        return StopWatch(events: events).rulesThatSpeak.first?.rawValue
            ?? (isHelped ? "help" : "-")
    }

    @Test("every phrase that was seen speaks as the table says")
    func seen() {
        for line in lines(SeenPhrases.lines) {
            #expect(heard(line) == line.rule, "\(line.field): \(line.text)")
        }
    }

    @Test(
        "of phrases not seen 95 % do, and all of breathing, throat, collapse and adrenaline"
    )
    func heldOut() {
        let all = lines(HeldOutPhrases.lines)
        let wrong = all.filter { heard($0) != $0.rule }
        #expect(20 * wrong.count <= all.count, "\(wrong.map(\.text))")
        #expect(wrong.allSatisfy { $0.rule != "S1" }, "\(wrong.map(\.text))")
    }

    @Test(
        "of a second held-out table 95 % do, and all of breathing, throat, collapse and adrenaline")
    func patients() {
        let all = lines(PatientPhrases.lines)
        let wrong = all.filter { heard($0) != $0.rule }
        let told = wrong.map { "\($0.text): \(heard($0)), not \($0.rule)" }.joined(separator: "\n")
        #expect(all.count >= 120)
        #expect(20 * wrong.count <= all.count, "\(wrong.count) of \(all.count):\n\(told)")
        #expect(wrong.allSatisfy { $0.rule != "S1" })
    }

    /// As it was found 225 of 279 spoke as the table says (81 of 100): of breathing, throat, collapse and
    /// adrenaline 72 of 85, reactions 29 of 38, signs for a doctor 35 of 47, food fear 5 of 11, interruptions
    /// 13 of 23, low mood 3 of 5, and 68 of 70 stayed silent. It has been seen since, so that it shows
    /// what was mended and no longer how much of the unseen is heard.
    @Test("of a third table, not seen when it was written, every phrase speaks as it says")
    func unseen() {
        let all = lines(UnseenPhrases.lines)
        let wrong = all.filter { heard($0) != $0.rule }
        #expect(all.count >= 150)
        #expect(wrong.map { "\($0.text): \(heard($0)), not \($0.rule)" } == [])
    }

    /// Four tables more, with what spoke as it should when each was first run:
    /// - fresh: 208 of 229 (91 of 100); breathing, throat, collapse and adrenaline 104 of 113, harmless 66 of 77;
    /// - last, written with it: 90 of 116 (78 of 100) before anything was mended, 38 of 57 and 31 of 37; then
    ///   114 of 116 once `FreshPhrases` was mended by classes, by the author of both, who knew what was in it;
    /// - late, two tables of unusual words: 63 of 78 and 24 of 35, then 61 of 71 and 30 of 39 (83 of 100);
    /// - ninth, whose writer had seen no word of the code: 138 of 160 (86 of 100); breathing, throat, collapse and
    ///   adrenaline 51 of 53, harmless 31 of 38;
    /// - tenth, by another such writer, opened when the ninth was mended: 150 of 160 (94 of 100); 51 of 53, 33 of
    ///   38. On the words of before that it stands at 133, 49 and 28;
    /// - eleventh, by a third such writer, opened when the tenth was mended: 194 of 200 (97 of 100); 70 of 70, 41 of
    ///   43.
    ///
    /// That none of 70 was missed leaves one in 23 within chance, and unusual words fared worse.
    @Test(
        "of tables written since all of breathing, throat, collapse and adrenaline are heard by now",
        arguments: [
            FreshPhrases.lines, LastPhrases.lines, LatePhrases.lines, NinthPhrases.lines,
            TenthPhrases.lines, EleventhPhrases.lines,
        ])
    func writtenSince(table: String) {
        let all = lines(table)
        let wrong = all.filter { heard($0) != $0.rule }
        let told = wrong.map { "\($0.text): \(heard($0)), not \($0.rule)" }.joined(separator: "\n")
        #expect(all.count > 100)
        #expect(50 * wrong.count <= all.count, "\(wrong.count) of \(all.count):\n\(told)")
        #expect(wrong.allSatisfy { $0.rule != "S1" }, "\(told)")
    }

    @Test(
        "an antibiotic that rosacea is creamed with pauses only where it is swallowed",
        arguments: [
            ("metronidazole", false), ("metronidazole gel", false), ("clindamycin lotion", false),
            ("erythromycin on the chin", false), ("metronidazole 0.75%", false),
            ("metronidazole tablets", true), ("clindamycin 300 mg", true),
            ("erythromycin by mouth", true), ("metronidazole 500mg for a tooth", true),
            ("a course of metronidazole", true), ("doxycycline", true),
            ("metronidazole gel and doxycycline", true), ("prednisolone", true),
            ("hydrocortisone cream", false), ("hydrocortisone", false),
            ("prednisolone eye drops", false), ("ivermectin", false), ("cetirizine", false),
            ("dexamethasone cream", false), ("cortisone tablets", true),
        ])
    func antibiotics(text: String, isWhole: Bool) {
        for mark in [DayMark.rescue, nil] {
            let events = StopEvent.heard(in: text, with: mark)
            let rules = StopWatch(events: events).rulesThatSpeak
            #expect(rules == (isWhole ? [.s7] : []), "\(text)")
            let isAsked = ["metronidazole"].contains(text)
            #expect(events.contains(.antibioticOfUnknownWay) == isAsked, "\(text)")
        }
    }

    @Test(
        "a word that takes a meaning away does so beside the sign only",
        arguments: [
            ("came out in a rash and fainted", StopRule.s1), ("rash on arms, felt faint", .s1),
            ("epipen used at football training", .s1), ("my mum called 999", .s1),
            ("a friend drove me to hospital", .s4), ("lips swollen and stomach cramps", .s2),
            ("hives after honey 20 min", .s2), ("lips swelled, throat fine", .s2),
        ])
    func besideOnly(text: String, rule: StopRule) {
        let events = StopEvent.heard(in: text, with: .reaction)
        #expect(StopWatch(events: events).rulesThatSpeak.first == rule)
    }

    @Test("blood that comes up is a sign for a doctor and no reaction to a food")
    func bloodUp() {
        for text in ["vomiting blood", "threw up blood", "vomit like coffee grounds"] {
            for mark in [DayMark?.none, .reaction, .illness] {
                let events = StopEvent.heard(in: text, with: mark)
                #expect(StopWatch(events: events).rulesThatSpeak == [.s4], "\(text)")
            }
        }
    }

    @Test("words of a language that hold a sign by chance stay silent")
    func harmless() {
        for text in [
            "redness is faint today", "air conditioning broken", "38.5 km on the bike",
            "can't go to the party", "visited a friend in hospital", "expecting visitors",
            "I refused the cake", "dupixent pen in the thigh", "nausea", "stomach cramps",
        ] {
            #expect(StopEvent.heard(in: text, with: nil) == [], "\(text)")
        }
    }

    @Test("words of the language are no misspellings of a sign, and misspelt signs are heard")
    func misspelt() {
        for text in [
            "rode a horse", "backed out of dinner", "a quick quince", "constructed a shed",
            "hiking, hikes",
            "coke and wheels", "selling my skirt", "barley soup", "pickles", "scarred chin",
        ] {
            for mark in [DayMark?.none, .reaction, .illness] {
                #expect(StopEvent.heard(in: text, with: mark) == [], "\(text)")
            }
        }
        for text in [
            "brething is hard", "swolen tounge", "anaphilaxis", "unconcious", "throat swolllen",
        ] {
            let rules = StopWatch(events: StopEvent.heard(in: text, with: nil)).rulesThatSpeak
            #expect(rules.first == .s1, "\(text)")
        }
    }

    @Test("what happened to somebody else is not heard, but for breathing, throat and collapse")
    func others() {
        #expect(StopEvent.heard(in: "my son vomited twice", with: nil) == [])
        #expect(!StopEvent.heard(in: "at my son's party I vomited twice", with: nil).isEmpty)
        #expect(!StopEvent.heard(in: "son says I collapsed", with: nil).isEmpty)
    }

    @Test("the two tables hold at least 300 phrases, none in both")
    func size() {
        let (seen, heldOut) = (lines(SeenPhrases.lines), lines(HeldOutPhrases.lines))
        #expect(seen.count + heldOut.count >= 300)
        #expect(heldOut.count >= 150)
        #expect(
            Set(seen.map { $0.field + $0.text }).intersection(heldOut.map { $0.field + $0.text })
                .count <= 12)
    }

    @Test("low mood and self-harm are answered with where help is; only self-harm stops")
    func mood() {
        let low = StopEvent.heard(in: "feeling hopeless today", with: nil)
        #expect(low == [.lowMood])
        #expect(StopWatch(events: low).rulesThatSpeak == [])
        let harm = StopEvent.heard(in: "thoughts of suicide", with: nil)
        #expect(StopWatch(events: harm).rulesThatSpeak == [.s4])
    }

    @Test("a remark on hives is no reaction where hives are what the trial is about")
    func urticaria() {
        #expect(StopEvent.heard(in: "hives less today", with: nil, hivesAreUsual: true) == [])
        #expect(
            StopEvent.heard(in: "hives 1h after milk", with: .reaction, hivesAreUsual: true) == [
                .reaction(.hives, hoursAfterChallenge: 1)
            ])
    }

    @Test(
        "hours in any words",
        arguments: [
            ("hives 1h", 1), ("hives 30 min later", 0.5), ("hives an hour later", 1),
            ("hives two hours after", 2), ("hives the next day", 24), ("hives", 0),
        ])
    func hours(text: String, hours: Double) {
        #expect(
            StopEvent.heard(in: text, with: .reaction) == [
                .reaction(.hives, hoursAfterChallenge: hours)
            ])
    }
}
