/// A fourth table that was written before a word of `HeardSign` was looked at; half of it is breathing, throat,
/// collapse and adrenaline, a third harmless. A line is as in `PatientPhrases`.
///
/// First measured on the words as they stood: see `HearingTests`.
enum FreshPhrases {
    static let lines = """
        r|could not get any air in|S1
        r|couldn't get enough air|S1
        n|gasping for air after the prawns|S1
        r|gasped and coughed, then couldnt speak|S1
        r|breathless for ten minutes|S1
        n|breathlessness about 15 min after tea|S1
        i|short of breath walking upstairs|S1
        r|shortness of breath|S1
        r|SOB and itchy palms|S1
        n|hard to breathe lying down|S1
        r|difficulty breathing in|S1
        r|breathing got really shallow|S1
        r|breathing difficulties|S1
        n|my breathing went funny|S1
        r|breathing is laboured|S1
        r|labored breathing|S1
        s|ate the cookie by mistake, trouble breathing after|S1
        r|trubble breathing|S1
        r|cudnt breathe|S1
        n|can barely breathe through it|S1
        r|I can hardly breath|S1
        r|felt like I was suffocating|S1
        r|felt like I was choking|S1
        n|choking feeling after the yoghurt|S1
        r|my airway felt narrow|S1
        r|airways tight|S1
        r|windpipe closing|S1
        n|asthma attack after the wine|S1
        i|asthma attack in the night|S1
        r|set off my asthma badly|S1
        r|whistling when I breathe out|S1
        r|wheezed for an hour|S1
        n|bit wheezy this evening|S1
        r|weezing and coughing|S1
        r|couldn't stop coughing, chest tight|S1
        r|tightness across the chest|S1
        n|pressure on my chest and sweating|S1
        r|like a band round my chest|S1
        r|stridor|S1
        r|noisy breathing, high pitched|S1
        r|throat went tight|S1
        r|throat is constricting|S1
        r|tight throat|S1
        n|throat itching and tingling after a peach|S1
        r|tickle in throat then swelling|S1
        r|my throat has swelled up|S1
        r|swollen throat|S1
        r|swelling in the throat and mouth|S1
        r|thraot swelling|S1
        n|it felt as if something was stuck in my throat|S1
        r|cant swallow my own spit|S1
        r|swallowing got difficult|S1
        r|unable to swallow|S1
        r|drooling because I couldn't swallow|S1
        r|throat closed|S1
        r|hoarseness|S1
        r|lost my voice 20 mins after the nuts|S1
        r|voice changed, sounded hoarse|S1
        r|husky voice after eating shrimp|S1
        r|tongue swelled|S1
        r|tongue got big|S1
        r|swelling of my tongue|S1
        n|my tongue puffed up|S1
        r|swollen tonge|S1
        r|tongue too big for my mouth|S1
        r|uvula swollen|S1
        r|I collapsed on the bathroom floor|S1
        n|collapse after dinner|S1
        r|keeled over|S1
        i|fainted twice|S1
        r|felt like fainting|S1
        n|almost fainted on the bus|S1
        r|faint and clammy|S1
        r|went floppy and pale|S1
        r|blacked out for a few seconds|S1
        n|came over all dizzy and grey, had to lie down|S1
        r|light headed|S1
        r|light-headed and sweaty|S1
        r|dizzy spell, legs gave way|S1
        n|my legs went from under me|S1
        r|lost consciousness|S1
        r|unconscious for a minute|S1
        r|was about to pass out|S1
        r|I came round on the floor|S1
        r|out cold|S1
        r|blood pressure dropped|S1
        r|BP crashed in A&E|S1
        r|pulse racing and everything went dark|S1
        r|went blue round the lips|S1
        r|lips turned blue|S1
        u|epipen|S1
        u|epi-pen x2|S1
        u|EpiPens, both|S1
        u|Emerade 500|S1
        u|Jext pen|S1
        u|adrenaline auto-injector|S1
        u|autoinjector|S1
        u|epinefrine|S1
        u|neffy nasal spray|S1
        u|anapen|S1
        n|had to jab myself with the pen|S1
        n|paramedics gave me adrenaline|S1
        n|ambulance was called|S1
        n|called 911|S1
        n|999, blue lights|S1
        r|anaphylaxis|S1
        r|anaphylactic reaction to sesame|S1
        r|went into anaphylactic shock|S1
        r|anafilaxis|S1
        t|on the plane my throat swelled after the nuts|S1
        t|couldn't breathe well in the hotel|S1
        s|bit of cheese, lips tingled and throat felt thick|S1
        s|had a peanut by accident and wheezed|S1
        r|hives all over my belly|S2
        r|welts on both arms 40 min after|S2
        r|urticaria|S2
        r|nettlerash|S2
        r|lips puffed up|S2
        r|eyelids swollen shut|S2
        r|eyes swelled up an hour after egg|S2
        r|face blew up like a balloon|S2
        r|puked 2 hrs after|S2
        r|was sick three times, 3 hours after|S2
        r|vomitting 4h later|S2
        r|upchucked half an hour after oats|S2
        r|hive on my neck 10 min after kiwi|S2
        r|angio-oedema|S2
        i|temperature of 39.2|S4
        i|102F fever|S4
        i|running a temp|S4
        n|blood on the toilet paper and in the stool|S4
        n|poo was black and tarry|S4
        n|woke up twice with diarrhea|S4
        i|anaemic according to my GP|S4
        n|lost 6 kg in a month without trying|S4
        n|patch is oozing pus|S4
        i|cellulitis on the shin|S4
        n|eye is red, hurts, light bothers it|S4
        n|admitted to hospital overnight|S4
        n|I want to kill myself|S4
        n|don't want to be alive|S4
        n|scared of eating now|S5
        n|I panic at every meal|S5
        n|made myself sick after dinner|S5
        n|found out I'm pregnant|S7
        n|positive pregnancy test|S7
        i|had my appendix out|S7
        u|prednisone 20 mg|S7
        n|started amoxicillin|S7
        n|on antibiotics for a UTI|S7
        n|feeling really depressed|help
        n|so low I cried all day|help
        n|slept well, skin calm|-
        r|none|-
        r|nothing noticed|-
        r|no reaction at all|-
        r|no hives no swelling no vomiting|-
        r|breathing normal|-
        r|breathing was fine all day|-
        n|no trouble breathing|-
        n|no wheeze today|-
        n|didn't feel faint|-
        n|never passed out|-
        n|throat fine|-
        n|no tightness in throat or chest|-
        n|not dizzy|-
        n|no need for the epipen|-
        n|renewed my epipen prescription|-
        n|carried the EpiPen with me just in case|-
        n|epipen expired, ordered a new one|-
        n|bought a new inhaler|-
        n|did breathing exercises|-
        n|breathed easily|-
        n|breathwork class at 7|-
        n|breathtaking view on the hike|-
        t|breath of fresh air by the sea|-
        n|faint pink on left cheek|-
        n|redness fainter than yesterday|-
        n|dry tongue from the salty crisps|-
        n|burnt my tongue on soup|-
        n|voice recording for work|-
        n|passed my exam|-
        n|passed on dessert|-
        n|tent collapsed in the wind|-
        n|pen ran out of ink|-
        r|slightly more itch|-
        r|bit of redness next morning|-
        r|bloating and gas|-
        r|tummy rumbling|-
        r|mild headache|-
        s|two bites of pizza|-
        s|milk in coffee|-
        s|forgot and had butter|-
        s|cheese sauce at mum's|-
        t|flight to Lisbon|-
        t|weekend in the mountains|-
        t|train, slept badly|-
        i|cold, runny nose|-
        i|sniffles|-
        i|hay fever|-
        i|period cramps|-
        i|no fever, just a cold|-
        i|temperature normal 36.6|-
        u|hydrocortisone 1%|-
        u|betnovate cream, thin layer|-
        u|metronidazole gel|-
        u|metronidazole|-
        u|metronidazole cream on the cheeks|-
        u|ivermectin cream|-
        u|clindamycin lotion|-
        u|erythromycin gel on chin|-
        u|cetirizine 10 mg|-
        u|antihistamine|-
        u|moisturiser|-
        n|blood test at the GP, routine|-
        n|dog threw up on the carpet|-
        n|daughter has a fever|-
        n|wife is pregnant|-
        n|surgery waiting room was full|-
        n|my sister takes prednisone|-
        n|afraid of the dentist|-
        n|fear of flying, took the train|-
        n|hopeful about this|-
        n|killing it at work|-
        n|no more hives|-
        n|weight steady|-
        n|hot and spicy curry|-
        n|felt low on energy|-
        n|night shift at the hospital|-
        """
}
