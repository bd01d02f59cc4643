import Experiment
import Testing

@testable import ExperimentDiary
@testable import ExperimentText
@testable import ExperimentTrial

@Suite("Medicines by name")
struct MedicineTests {
    /// As people write it, and the questions that it answers with yes.
    static let named: [(name: String, questions: [String])] = [
        ("semaglutide", ["glucose-lowering"]), ("Ozempic", ["glucose-lowering"]),
        ("wegovy", ["glucose-lowering"]), ("tirzepatide", ["glucose-lowering"]),
        ("Mounjaro", ["glucose-lowering"]), ("GLP-1", ["glucose-lowering"]),
        ("insulin", ["glucose-lowering", "alcohol-medicine"]), ("gliclazide", ["glucose-lowering"]),
        ("glimepirid", ["glucose-lowering"]), ("empagliflozin", ["glucose-lowering"]),
        ("dupilumab", ["immune-medicine"]), ("Dupixent", ["immune-medicine"]),
        ("lebrikizumab", ["immune-medicine"]), ("tralokinumab", ["immune-medicine"]),
        ("upadacitinib", ["immune-medicine"]), ("Rinvoq", ["immune-medicine"]),
        ("abrocitinib", ["immune-medicine"]), ("ruxolitinib cream", ["immune-medicine"]),
        ("Opzelura", ["immune-medicine"]), ("apremilast", ["immune-medicine"]),
        ("deucravacitinib", ["immune-medicine"]), ("ciclosporin", ["immune-medicine"]),
        ("cyclosporine", ["immune-medicine"]), ("azathioprine", ["immune-medicine"]),
        ("methotrexate", ["immune-medicine", "alcohol-medicine"]),
        ("isotretinoin", ["vitamin-a-medicine", "alcohol-medicine"]),
        ("Roaccutane", ["vitamin-a-medicine"]), ("isotretionin", ["vitamin-a-medicine"]),
        ("warfarin", ["anticoagulant", "alcohol-medicine"]), ("Eliquis", ["anticoagulant"]),
        ("rivaroxaban", ["anticoagulant"]), ("dabigatran", ["anticoagulant"]),
        ("a blood thinner", ["anticoagulant"]), ("lithium", ["alcohol-medicine"]),
        ("low dose doxycycline", ["calcium-medicine"]), ("levothyroxine", ["calcium-medicine"]),
        ("moclobemide", ["mao-inhibitor"]), ("spironolactone", []), ("brimonidine", []),
        ("Mirvaso", []), ("semaglutid", ["glucose-lowering"]), ("dupilimab", ["immune-medicine"]),
    ]

    private static let questions = [
        "immune-medicine", "alcohol-medicine", "glucose-lowering", "anticoagulant", "mao-inhibitor",
        "calcium-medicine", "vitamin-a-medicine",
    ]

    @Test("the name of a medicine answers the question about it, and no other", arguments: named)
    func answers(name: String, yes: [String]) throws {
        for id in Self.questions {
            let answer = try SafetyQuestion.named(id).answer(name)
            #expect(answer == (yes.contains(id) || isAlso(name, id) ? .yes : .no), "\(name): \(id)")
        }
    }

    /// Those that several classes of the table share.
    private func isAlso(_ name: String, _ id: String) -> Bool {
        id == "alcohol-medicine"
            && ["gliclazide", "glimepirid", "Roaccutane", "isotretionin"].contains(name)
    }

    @Test("no medicine is an arm of a plan", arguments: named)
    func arms(name: String, yes: [String]) {
        #expect {
            _ = try Template.named(name)
        } throws: { error in
            if case .neverPlanned = error as? TemplateError { true } else { false }
        }
    }

    @Test("several names, an unknown one, a denied one, a food, and another question")
    func several() throws {
        let question = try SafetyQuestion.named("anticoagulant")
        #expect(try question.answer("metformin, Xarelto and vitamin c") == .yes)
        #expect(try question.answer("doxycycline and spironolactone") == .no)
        for text in ["something new", "doxycycline, something new", "not warfarin", "inulin"] {
            #expect(throws: SafetyError.self) { try question.answer(text) }
        }
        #expect(throws: SafetyError.self) {
            try SafetyQuestion.named("pregnant").answer("warfarin")
        }
        let error = #expect(throws: SafetyError.self) { try question.answer("something new") }
        #expect(
            error?.description
                == "safety question \"anticoagulant\": found \"something new\"; expected "
                + "yes or no, or names of medicines that n1 knows. Answer again.")
        // Below the question itself its key says nothing.
        #expect(
            error?.belowQuestion
                == "found \"something new\"; expected yes or no, or names of medicines that n1 knows. "
                + "Answer again.")
    }

    @Test(
        "a new medicine of these pauses a trial; one that goes on, is only read of or is a cream does not"
    )
    func news() {
        for text in [
            "started methotrexate", "new: Ozempic", "my doctor prescribed isotretinoin",
            "began Dupixent injections", "switched to Rinvoq",
        ] {
            #expect(
                StopEvent.heard(in: text, with: .illness) == [.interruption(.newMedicine)],
                "\(text)")
        }
        for text in [
            "Dupixent day", "read an article about starting methotrexate", "started vitamin d",
            "husband started Ozempic", "started a new tretinoin cream", "not started methotrexate",
        ] {
            #expect(
                !StopEvent.heard(in: text, with: .illness).contains(.interruption(.newMedicine)),
                "\(text)")
        }
    }
}
