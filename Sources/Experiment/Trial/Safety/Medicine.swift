import ExperimentText

/// Medicines by the names that people use for them, with the safety questions that they answer.
///
/// Not complete: a name that is missing here is no all-clear. Names are those of substances and of products in
/// Europe and North America; endings stand for whole classes.
/// Sources: the classes are those of the gates; product names are from memory [M].
struct Medicine: Sendable {
    /// Keys of the questions to which somebody who takes it answers yes.
    let questions: Set<String>
    /// Its names of one word, parted by bars; empty where all have more.
    let names: String
    private let patterns: [HeardSign.Pattern]

    private init(_ questions: String, _ names: String) {
        self.questions = Set(questions.split(separator: " ").map(String.init))
        self.names = names.split(whereSeparator: \.isWhitespace).joined()
        patterns = [HeardSign.Pattern(self.names)]
    }

    private init(_ questions: String, phrases: [String]) {
        self.questions = Set(questions.split(separator: " ").map(String.init))
        names = ""
        patterns = phrases.map(HeardSign.Pattern.init)
    }

    /// Places of the words of text that name it.
    func places(in words: [String]) -> [[Int]] {
        patterns.flatMap { pattern in
            pattern.places(in: words).filter { match in
                !match.contains { Self.foods.contains(words[$0]) }
            }
        }
    }

    /// One slip of the finger away from a medicine: the fibre inulin from insulin.
    private static let foods: Set<String> = ["inulin"]

    /// Yes where one of these medicines answers a question with yes, no where all are known and none does; nil
    /// where a name is not known, or is denied.
    ///
    /// - `question`: the key of a question about medicines.
    static func answer(to question: String, taking text: String) -> Bool? {
        guard table.contains(where: { $0.questions.contains(question) }) else { return nil }
        let heard = HeardText(text.replacing(",", with: ". ").replacing(" and ", with: ". "))
        guard heard.clauses.allSatisfy(\.denied.isEmpty), !heard.isDenial else { return nil }
        let taken = heard.clauses.map { clause in
            table.filter { !$0.places(in: clause.words).isEmpty }
        }
        if taken.joined().contains(where: { $0.questions.contains(question) }) { return true }
        return taken.contains(where: \.isEmpty) || taken.isEmpty ? nil : false
    }

    /// Whether a text names any.
    static func isNamed(in text: String) -> Bool {
        HeardText(text).clauses.contains { clause in
            table.contains { !$0.places(in: clause.words).isEmpty }
        }
    }
}

extension Medicine {
    static let table: [Medicine] = [
        Medicine(
            "immune-medicine alcohol-medicine", "methotrexat*|mtx|trexall|maxtrex|metoject"),
        Medicine(
            "immune-medicine",
            """
            ciclosporin*|cyclosporin*|neoral|sandimmun*|azathioprin*|imuran|imurel|azafalk|mycophenol*|cellcept|
            myfortic|prednis*|dexamethason*|deflazacort|*mab|dupixent|adtralza|adbry|ebglyss|nemluvio|humira|
            hyrimoz|amgevita|cosentyx|taltz|bimzelx|stelara|skyrizi|tremfya|ilumya|ilumetri|kyntheum|enbrel|
            etanercept|abatacept|orencia|remicade|xolair|*tinib|rinvoq|cibinqo|olumiant|xeljanz|jyseleca|litfulo|
            opzelura|jakavi|sotyktu|apremilast|otezla|leflunomid*|arava|chemotherapy|biologic|biologics
            """),
        Medicine(
            "vitamin-a-medicine alcohol-medicine",
            """
            isotretin*|accutane|roaccutan*|absorica|claravis|amnesteem|zenatane|myorisan|aknenormin|acitretin|
            soriatane|neotigason
            """),
        Medicine("vitamin-a-medicine", "alitretin*|toctino"),
        Medicine(
            "glucose-lowering alcohol-medicine",
            """
            insulin|insulins|lantus|humalog|novorapid|novolog|tresiba|toujeo|levemir|abasaglar|fiasp|apidra|
            gliclazid*|glimepirid*|glipizid*|glibenclamid*|glyburid*|tolbutamid*|diamicron|amaryl|sulfonylurea*|
            sulphonylurea*
            """),
        Medicine(
            "glucose-lowering",
            """
            *gliflozin|jardiance|forxiga|farxiga|invokana|steglatro|*glutid|*glutide|*glutides|ozempic|wegovy|
            rybelsus|victoza|saxenda|trulicity|tirzepatid*|mounjaro|zepbound|exenatid*|byetta|bydureon|glp1
            """),
        Medicine("glucose-lowering", phrases: ["=glp 1", "=glp one", "=sglt2|sglt inhibitor*"]),
        Medicine(
            "anticoagulant alcohol-medicine",
            "warfarin|coumadin|marevan|phenprocoumon|marcumar|acenocoumarol|sintrom"),
        Medicine(
            "anticoagulant",
            """
            apixaban|eliquis|rivaroxaban|xarelto|dabigatran|pradaxa|edoxaban|lixiana|savaysa|doac|doacs|noac|noacs|
            clopidogrel|plavix|prasugrel|ticagrelor|brilinta|brilique|heparin|enoxaparin|clexane|lovenox
            """),
        Medicine("anticoagulant", phrases: ["=blood thinner*"]),
        Medicine(
            "mao-inhibitor",
            """
            phenelzin*|nardil|tranylcypromin*|parnate|moclobemid*|aurorix|manerix|isocarboxazid|selegilin*|
            rasagilin*|linezolid|maoi|maois
            """),
        Medicine(
            "calcium-medicine",
            """
            alfacalcidol|onealpha|calcitriol|rocaltrol|paricalcitol|hydrochlorothiazid*|hctz|bendroflumethiazid*|
            indapamid*|chlortalidon*|chlorthalidon*|thiazid*|digoxin|lanoxin|levothyroxin*|synthroid|eltroxin|
            euthyrox|doxycyclin*|doxy|oracea|efracea|minocyclin*|lymecyclin*|tetracyclin*|tetralysal
            """),
        Medicine(
            "alcohol-medicine",
            """
            metronidazol*|flagyl|disulfiram|antabuse|lithium|priadel|camcolit|*azepam|zolpidem|zopiclon*|codein*|
            tramadol|morphin*|oxycodon*|opioid|opioids|ketoconazol*
            """),
        Medicine(
            "",
            """
            spironolacton*|aldactone|brimonidin*|mirvaso|oxymetazolin*|rhofade|soolantra|tretinoin|tazaroten*|
            trifaroten*|clascoteron*|tacrolimus|protopic|pimecrolimus|elidel|crisaborol*|roflumilast|tapinarof|
            betamethason*|betnovate|clobetaso*|dermovate|mometason*|triamcinolon*|fluticason*|calcipotrio*|
            calcipotrien*|dovobet|enstilar|erythromyc*|clindamyc*|*cillin|*floxacin|azithromyc*|antibiotic|
            antibiotics|contraceptiv*|sertralin*|fluoxetin*|citalopram|escitalopram|venlafaxin*|metformin|
            finasterid*|propranolol|carvedilol|clonidin*|steroid|steroids|antidepressant*|podowart|
            podophyllotoxin
            """),
    ]
}
