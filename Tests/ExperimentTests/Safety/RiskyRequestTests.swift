import Experiment
import Testing

@testable import ExperimentDiary
@testable import ExperimentText
@testable import ExperimentTrial

/// Requests that could harm somebody, each refused, gated or allowed as the table says.
///
/// A line is the template, the complaint, answers that differ from harmless ones, flags, and what
/// has to
/// come of it: `block G1` (no plan), `ask G3` (a clinician's agreement first), `supervised` (no
/// food
/// comes back), `never` (no arm of a plan), `limit` (too long), `plan` with the kind that is
/// written.
@Suite("Risky requests")
struct RiskyRequestTests {
    static let table = """
        dairy-free-6w|rosacea|anaphylaxis=yes||plan before-after
        dairy-free-6w|rosacea|anaphylaxis=yes|design=withdrawal|supervised
        dairy-free-6w|rosacea|food-allergy=yes adrenaline-pen=yes|design=withdrawal despite=x|supervised
        egg-free|rosacea|food-allergy=yes|design=block-pairs despite=x|supervised
        egg-free|rosacea|food-allergy=yes|design=abab despite=x|supervised
        egg-free|rosacea|food-allergy=yes|design=random-changes despite=x|supervised
        egg-free|rosacea|food-allergy=yes|design=daily-alternation despite=x|supervised
        egg-free|rosacea|food-allergy=yes|design=reintroduction|supervised
        egg-free|rosacea|immediate-reaction=yes||plan before-after
        nut-free|rosacea|nut-reaction=yes||plan before-after
        nut-free|rosacea|nut-reaction=yes|design=withdrawal|supervised
        soy-free|rosacea|asthma-uncontrolled=yes|design=withdrawal|supervised
        soy-free|rosacea|severe-delayed-reaction=yes|design=abab|supervised
        dairy-free-6w|eczema|||ask G3
        dairy-free-6w|eczema|avoids-food=yes||ask G3
        dairy-free-6w|eczema|avoids-food=yes|agreed|nothing differs
        dairy-free-6w|eczema|avoids-food=yes|agreed design=withdrawal|nothing differs
        dairy-free-6w|rosacea|avoids-food=yes||plan before-after
        dairy-free-6w|rosacea|avoids-food=yes|design=withdrawal|left out already
        dairy-free-6w|rosacea|avoids-food=yes|design=reintroduction despite=x|left out already
        egg-free|rosacea|avoids-food=yes adrenaline-pen=yes||nothing differs
        dairy-free-6w|rosacea|age=80||ask G10
        dairy-free-6w|rosacea|age=80|agreed|plan reintroduction
        fibre-ramp|gut|age=80||plan withdrawal
        dairy-free-6w|eczema||agreed|plan reintroduction
        egg-free|psoriasis|eczema=yes||ask G3
        six-food|rosacea|||ask G10
        six-food|eczema||agreed|plan before-after
        six-food|eczema||agreed design=withdrawal|supervised
        six-food|rosacea|food-allergy=yes|agreed design=withdrawal|supervised
        dairy-free-6w|rosacea|age=17||block G4
        sleep-4w|acne|age=4||block G4
        dairy-free-6w|rosacea|pregnant=yes||ask G5
        alcohol-free-4w|rosacea|pregnant=yes||plan before-after
        alcohol-free-4w|rosacea|pregnant=yes|design=withdrawal|supervised
        alcohol-free-4w|rosacea|alcohol-past=yes|design=reintroduction|supervised
        alcohol-free-4w|rosacea|liver-disease=yes|design=abab despite=x|supervised
        alcohol-free-4w|rosacea|alcohol-medicine=yes||plan before-after
        alcohol-free-4w|rosacea|heavy-drinking=yes||block G11
        low-gl-12w|acne|eating-disorder=yes||block G6
        low-gl-12w|acne|bmi=17||block G6
        mediterranean-16w|psoriasis|bmi=16 eating-disorder=yes||block G6
        alcohol-free-4w|rosacea|bmi=16||ask G6
        exercise-8w|psoriasis|bmi=15||block G6
        kefir-10w|rosacea|eating-disorder=yes||ask G6
        leave-out|rosacea|fear-of-food=yes||block G6
        caffeine-free-4w|rosacea|unplanned-weight-loss=yes||block G6
        gluten-free|psoriasis|coeliac-tested=no||block G7
        gluten-free|psoriasis|coeliac-diagnosed=yes||block G7
        fodmap-3phase|gut|coeliac-tested=no||block G7
        fodmap-3phase|gut|||ask G10
        fodmap-3phase|gut||agreed|plan reintroduction
        mediterranean-16w|psoriasis|coeliac-diagnosed=yes||plan withdrawal
        kefir-10w|rosacea|infection-risk=yes||block G8
        probiotic-12w|psoriasis|immune-medicine=yes||block G8
        topical-probiotic|eczema|immune-medicine=yes||block G8
        kefir-10w|rosacea|food-allergy=yes||block G1
        kefir-10w|rosacea|pregnant=yes||ask G5
        fermented-10w|rosacea|mao-inhibitor=yes||ask G13
        low-gl-12w|acne|glucose-lowering=yes||ask G13
        mediterranean-16w|psoriasis|glucose-lowering=yes||ask G13
        exercise-8w|psoriasis|glucose-lowering=yes||ask G13
        omega-3|psoriasis|anticoagulant=yes||ask G13
        mediterranean-16w|psoriasis|anticoagulant=yes||ask G13
        chamomile-4w|rosacea|anticoagulant=yes||ask G13
        chamomile-4w|rosacea|product-allergy=yes||ask G15
        omega-3|psoriasis|product-allergy=yes||ask G15
        vitamin-d|psoriasis|kidney-or-calcium=yes||block G15
        vitamin-d|psoriasis|calcium-medicine=yes||block G15
        calcium|psoriasis|kidney-or-calcium=yes||block G15
        supplement-12w|acne|vitamin-a-medicine=yes||block G15
        topical-routine|acne|vitamin-a-medicine=yes||block G15
        supplement-12w|acne|pregnant=yes||ask G5
        vitamin-d|psoriasis|pregnant=yes||ask G5
        topical-routine|acne|pregnant=yes||ask G5
        fibre-ramp|gut|narrow-gut=yes||block G15
        exercise-8w|psoriasis|heart-or-chest=yes||block G16
        exercise-8w|psoriasis|asthma-uncontrolled=yes||ask G2
        sleep-4w|eczema|red-flags-skin=yes||block G14
        probiotic-12w|gut|red-flags-gut=yes||block G14
        topical-routine|eczema|changes-medicine=yes||block G12
        low-nickel-6w|eczema|||ask G10
        low-histamine-4w|urticaria|||ask G10
        dairy-free-6w|rosacea||agreed treatment=400|limit
        low-gl-12w|acne||agreed treatment=300|limit
        dairy-free-6w|rosacea||treatment=70|limit
        isotretinoin|acne|||never
        tretinoin|acne|||never
        clobetasol|eczema|||never
        doxycycline|rosacea|||never
        dupilumab|eczema|||never
        vitamin-a|acne|||never
        fasting|psoriasis|||never
        keto|acne|||never
        infant-formula|eczema|||never
        fmt|gut|||never
        semaglutide|acne|||never
        Mounjaro|acne|||never
        ruxolitinib cream|eczema|||never
        low dose doxycycline|rosacea|||never
        stop isotretinoin|acne|||never
        raw milk|rosacea|||never
        bleach|psoriasis|||never
        red wine|rosacea|||never
        my son's eczema|eczema|||never
        low-gl-12w|acne|glucose-lowering=Ozempic||ask G13
        kefir-10w|psoriasis|immune-medicine=Rinvoq||block G8
        calcium|rosacea|calcium-medicine=doxycycline||block G15
        supplement-12w|acne|vitamin-a-medicine=Roaccutane||block G15
        omega-3|psoriasis|anticoagulant=Eliquis||ask G13
        omega-3|psoriasis|anticoagulant=spironolactone||plan withdrawal
        """

    private static let lines = table.split(separator: "\n").map(String.init)

    @Test("each risky request is refused, gated or allowed", arguments: lines)
    func requests(_ line: String) throws {
        let parts = line.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
        #expect(outcome(try request(parts)) == parts[4], "\(line)")
    }

    @Test("there are at least 70 of them")
    func count() { #expect(Self.lines.count >= 70) }

    private func request(_ parts: [String]) throws -> PlanRequest {
        var request = PlanRequest()
        request.template = parts[0]
        request.complaint = Complaint(rawValue: parts[1])
        request.start = Sample.day("2027-01-04")
        request.worthwhile = 1
        request.seed = 7
        var typed = SafetyQuestion.catalogue.filter { $0.id != "tolerates-food" }.map { question in
            (
                question: question.id,
                text: ["age": "36", "bmi": "22", "coeliac-tested": "yes"][question.id] ?? "no"
            )
        }
        for pair in parts[2].split(separator: " ") {
            let sides = pair.split(separator: "=").map(String.init)
            typed = typed.map { $0.question == sides[0] ? (sides[0], sides[1]) : $0 }
        }
        request.answers = try SafetyAnswers(typed)
        for flag in parts[3].split(separator: " ") {
            let sides = flag.split(separator: "=").map(String.init)
            switch sides[0] {
            case "agreed": request.isAgreedWithClinician = true
            case "design": request.design = DesignKind(rawValue: sides[1])
            case "despite": request.despite = sides[1]
            default: request.numbers.append((sides[0], Int(sides[1]) ?? 0))
            }
        }
        return request
    }

    private func outcome(_ request: PlanRequest) -> String {
        do throws(PlanRefusal) {
            let proposal = try PlanProposal(request, today: Sample.day("2026-12-01"), seed: 7)
            return "plan \(proposal.settings.kind.rawValue)"
        } catch {
            switch error {
            case .blocked(let decisions): return "block \(decisions.first?.gate.rawValue ?? "")"
            case .needsClinician(let decisions):
                return "ask "
                    + "\(decisions.first?.gate.rawValue ?? "")"
            case .challengeBlocked: return "supervised"
            case .nothingDiffers: return "nothing differs"
            case .leftOutAlready: return "left out already"
            case .template(.neverPlanned): return "never"
            case .template(.beyondCap), .template(.beyondAgreement): return "limit"
            default: return error.description
            }
        }
    }
}
