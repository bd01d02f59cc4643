import ExperimentDiary
import ExperimentTrial
import Testing

@Suite("What was answered to \"anything else\"")
struct EventAnswerTests {
    @Test(
        "names with words or without, several names, slips of the finger",
        arguments: [
            ("slip", [EventAnswer.event(.slip, about: nil)]),
            ("slip cheese", [.event(.slip, about: "cheese")]),
            ("reaction: hives 1h after milk", [.event(.reaction, about: "hives 1h after milk")]),
            ("reaction=hives 1h after milk", [.event(.reaction, about: "hives 1h after milk")]),
            ("illnes", [.event(.illness, about: nil)]),
            ("Travel", [.event(.travel, about: nil)]),
            ("slip, rescue", [.event(.slip, about: nil), .event(.rescue, about: nil)]),
            ("", []),
        ])
    func named(_ text: String, _ parts: [EventAnswer]) {
        #expect(EventAnswer.parts(of: text) == parts)
    }

    @Test(
        "words alone are a reaction where a rule knows them, else a remark",
        arguments: [
            ("hives 1h after milk", EventAnswer.event(.reaction, about: "hives 1h after milk")),
            ("throat feels tight", .event(.reaction, about: "throat feels tight")),
            ("a long day at work", .remark("a long day at work")),
            ("no reaction", .remark("no reaction")),
        ])
    func words(_ text: String, _ part: EventAnswer) {
        #expect(EventAnswer.parts(of: text) == [part])
    }
}
