import ExperimentDiary
import ExperimentText

/// Hives, swelling and vomiting.
extension HeardSign {
    private static let face =
        "lip|lips|face|facial|eye|eyes|eyelid*|mouth|cheek*|forehead|hands|ears|ear"

    /// What swells for other reasons.
    private static let joints =
        "knee*|ankle*|foot|feet|leg|legs|joint*|gland*|node*|tummy|belly|stomach|abdom*|"
        + "tonsil*|bite*|gum|gums|pastry|puffs"

    /// What comes up with blood in it is no reaction to a food.
    private static let bloody = "blood*|coffee|grounds"

    /// What comes up again.
    private static let meals =
        "lunch|dinner|breakfast|tea|supper|meal|food|everything|milk|pizza|pasta|toast|cake|"
        + "cereal|porridge"

    static let reactions: [HeardSign] = [
        HeardSign(
            { .reaction(.hives, hoursAfterChallenge: $0) },
            [
                hives, "=nettle|nettles rash|like|sting|stings|bumps",
                "nettle|nettles like|rash|lump*|itch*",
            ],
            unless: "bee|bees|beekeep*"),
        HeardSign(
            { .reaction(.hives, hoursAfterChallenge: $0) },
            ["bump|bumps|blotch*|lumps itch*|raised|nettle*", "blotch*|lumps red"], in: .events),
        HeardSign(
            { .reaction(.swelling, hoursAfterChallenge: $0) }, ["swell*|swol*|puff*|puffiness"],
            unless: joints,
            in: .events),
        HeardSign(
            { .reaction(.swelling, hoursAfterChallenge: $0) }, [face + " swell*|swol*|puff*"]),
        HeardSign(
            { .reaction(.swelling, hoursAfterChallenge: $0) },
            [
                "lip|lips|face|eyelid*|cheek*|eyes fat|fatter|big|bigger|huge|inflat*|botox|"
                    + "enlarg*|balloon*|doubl*|sausage*|filler*"
            ],
            in: .events),
        HeardSign(
            { .reaction(.swelling, hoursAfterChallenge: $0) },
            ["=swelling after", "=swollen after"], unless: joints, in: .remarks),
        HeardSign(
            { .reaction(.swelling, hoursAfterChallenge: $0) },
            [
                "=lip|lips|face|eye|eyes|eyelid*|cheek|cheeks blew|blown",
                "lip|lips|face|eye|eyes|eyelid*|cheek|cheeks balloon*|ballon*|sausage*|"
                    + "football|pumpkin",
            ]),
        // An itching mouth after a food is how many sudden reactions begin.
        HeardSign(
            { .reaction(.swelling, hoursAfterChallenge: $0) },
            ["mouth|lip|lips|palate|gums itch*|tingl*|numb*|buzz*|prickl*"],
            unless: "dentist*|filling|balm|lipstick|cold|sore", in: .events),
        HeardSign(
            { .reaction(.swelling, hoursAfterChallenge: $0) },
            ["angioedema*|angiooedema*|angiodema|quincke*", "=angio edema|oedema"]),
        HeardSign(
            { .reaction(.vomiting, hoursAfterChallenge: $0) },
            ["vomit*|vommit*|vomet*|emesis"], quiet: bloody),
        HeardSign(
            { .reaction(.vomiting, hoursAfterChallenge: $0) },
            [
                "puke*|puking|barf*|retch*|chunder*|chundr*|upchuck*",
                "threw|throw|throwing|thrown|chucked|chucking up",
                "=being sick", "=been|was sick again|after|twice|times|three|several",
                "brought|bringing|bring|threw up lot|" + meals,
                "=came|coming|come|comes straight|right|all|back up|back",
                "violently|properly|projectile sick",
                "sick sink|bowl|bucket|toilet|loo|floor|everywhere|times|twice",
            ], unless: "topic|subject|conversation|meeting|argument",
            quiet: bloody + "|myself|purpose"),
        HeardSign(
            { .reaction(.vomiting, hoursAfterChallenge: $0) },
            ["=was|been|got|getting !sick"],
            unless: "of|leave|note|day|tired|cold|flu", quiet: bloody, in: .events),
        HeardSign(
            { .reaction(.vomiting, hoursAfterChallenge: $0) }, ["sick"],
            unless: "of|leave|note|day|days|off|tired|cold|flu|feel*|felt|bit|nearly|almost|"
                + "slightly|car|sea",
            quiet: bloody + "|myself", in: .reactions),
        HeardSign(
            { .reaction(.vomiting, hoursAfterChallenge: $0) },
            [
                "sicked|sicking", "=lost my !lunch|dinner|breakfast|tea|supper",
                "=sick up|twice|again|three|after", "spew*",
                "heaved|heaving|hurled|hurling up", "regurgitat*",
                "up brought|bringing it|all|everything|food|milk",
                "keep|kept|keeping down nothing|cant|cannot|couldnt|anything",
            ], quiet: bloody, in: .events),
    ]
}
