/// A third held-out table, written before its author looked at `HeardSign`: what patients, parents and
/// people who write English as a second language type, in British and American spelling, misspelt,
/// clipped, denied, in every text field. A line is the field, the text and the most urgent rule that must
/// speak: "-" for none, "help" where no rule speaks but where help is must be said. No phrase stands in
/// another table.
///
/// First measured on the words as they stood: see `HearingTests`.
enum UnseenPhrases {
    static let lines = """
        r|I have problem to breathe since the yogurt|S1
        r|no air, had to open the window|S1
        n|my breath was very short after lunch|S1
        r|cannot get enough air|S1
        r|dificulty breething|S1
        n|breathing trouble 10 min after cheese|S1
        r|she was gasping|S1
        r|SOB 15 min after egg|S1
        n|his breathing went noisy and fast|S1
        r|sucking in under his ribs when he breathes|S1
        r|couldn't finish a sentence without stopping for breath|S1
        r|blue round the mouth|S1
        r|turned blue|S1
        i|asthma attack after dinner|S1
        u|needed my puffer twice because my chest was tight|S1
        r|chest felt like someone was sitting on it|S1
        r|pressure on my chest after shrimp|S1
        i|chest pain going down the arm|S1
        r|whistling noise when I breathe out|S1
        r|weezing all evening|S1
        n|kept coughing after the peanut, then wheezed|S1
        r|my breathe is heavy since the egg|S1
        r|couldn't catch a breath|S1
        r|struggled for breath in bed|S1
        r|felt like suffocating|S1
        r|choking feeling after the hazelnut|S1
        r|oxygen from the paramedics|S1
        r|throat feel narrow|S1
        r|the throat was closed|S1
        r|something stuck in my throat and my voice changed|S1
        r|throat scratchy and swollen after walnuts|S1
        r|cant swallow my own spit|S1
        r|drooling, couldnt swallow|S1
        r|difficult to swallow water|S1
        r|tonge is big|S1
        r|swollen toungue and lips|S1
        r|tongue swelled up|S1
        r|voice gone hoarse right after the milk|S1
        r|stridor|S1
        n|harsh noise when breathing in, like a barking seal|S1
        r|tightness in the throat|S1
        r|my thoat is closing|S1
        s|had a bit of cake by accident and my throat went tight|S1
        t|flight home, throat started closing after the snack box|S1
        u|EpiPen Jr given at school|S1
        u|Jext pen x1|S1
        u|adrenalin injection by paramedic|S1
        u|epinephrine shot in the ER|S1
        n|we gave her the adrenaline pen|S1
        u|Emerade 300|S1
        u|neffy nasal spray|S1
        u|both epi-pens|S1
        u|anapen|S1
        u|fastjekt|S1
        n|used the auto injector in the car|S1
        r|I lost the consciousness|S1
        r|lost consiousness for a few seconds|S1
        r|he fainted in the bathroom|S1
        r|felt faint and everything went grey|S1
        r|went floppy and pale|S1
        r|she was limp and hard to wake|S1
        r|could not stand up, legs gave way|S1
        r|my blood pressure dropped and I went down|S1
        r|keeled over|S1
        r|nearly blacked out|S1
        r|very dizzy, had to lie on the floor after egg|S1
        r|collasped at home|S1
        r|fell unconscious|S1
        r|unresponsive for a minute|S1
        r|woozy and light headed 15 min after prawns|S1
        r|feeling of impending doom|S1
        r|anafylaxis|S1
        r|anaphylatic reaction|S1
        r|no hives but throat feels tight|S1
        r|no breathing problem yet but tongue is swelling|S1
        r|no idea why but I couldn't breathe|S1
        r|nothing helped, couldnt breathe|S1
        r|never felt so short of breath|S1
        r|without warning I fainted|S1
        r|no doubt it was anaphylaxis|S1
        r|no longer able to swallow|S1
        r|not able to breathe well|S1
        r|she is not breathing right|S1
        r|not getting air|S1
        n|took no chances and used the epipen|S1
        r|came out in hives 20 mins after|S2
        r|hive on neck half hour after milk|S2
        r|urticaria an hour after the cheese|S2
        r|urtikaria on belly 1h after|S2
        r|nettle-like bumps on my arms after 40 min|S2
        r|itchy welts|S2
        r|wheals on both arms|S2
        r|big lip like botox 15 min after|S2
        r|my lips became fat|S2
        r|lip swelled up|S2
        r|eyelids swelled up, couldnt open the eye|S2
        r|face puffed up|S2
        r|my face is inflated|S2
        r|swolen eyes|S2
        r|puffy face 1 hour after eating egg|S2
        r|threw up twice half an hour later|S2
        r|vomitted 1 hr after egg|S2
        r|vomit 4 h after oats|S2
        r|puked 90 minutes after|S2
        r|was sick 3 times after the milk|S2
        r|sicked up everything 2 hours after the rice|S2
        r|she spewed|S2
        r|brought up all of her lunch two hrs later|S2
        r|kept throwing up every 15 minutes, 3 hours after|S2
        r|itchy mouth and tingling lips 5 min after|S2
        r|ears and hands swelled up within the hour|S2
        n|hives after the ice cream|S2
        s|ate a biscuit with butter, hives in 30 min|S2
        r|itchy red bumps minutes after eating|S2
        r|my son got hives round his mouth|S2
        u|Benadryl for hives after the pizza|S2
        u|took Piriton because my face swelled|S2
        r|red itchy weals|S2
        r|not vomiting but lips swollen|S2
        r|breathing fine, hives on chest 30 min after|S2
        r|no wheeze. vomited 3 hours after|S2
        n|didn't need the epipen, hives only|S2
        r|not sure if it was hives or bites, 1h after milk|S2
        i|39,2°C|S4
        i|38.9 temperature|S4
        i|temp of 102|S4
        i|running a temp|S4
        i|fevers and chills|S4
        i|shivering and burning up|S4
        i|bloody diarrhea|S4
        i|diarrhoea with blood|S4
        n|saw blood in the toilet bowl|S4
        i|stools black like tar|S4
        r|threw up blood|S4
        i|coughing up blood|S4
        i|vomit looked like coffee grounds|S4
        i|anaemic according to my GP|S4
        i|doctor says anemia|S4
        i|lost 6 kg without trying|S4
        i|losing weight and don't know why|S4
        i|lost a stone, clothes falling off|S4
        i|woken by diarrhea at night|S4
        i|the runs wake me up every night|S4
        i|eczema is infected, weeping and yellow|S4
        i|pus coming out of the patch|S4
        i|oozing golden crusts|S4
        i|skin red, hot and spreading fast|S4
        i|blisters everywhere|S4
        i|punched out sores on my face|S4
        i|cold sores spread over the eczema|S4
        i|eye is red and hurts|S4
        i|blury vision|S4
        n|can't see properly out of my left eye|S4
        i|light hurts my eyes|S4
        i|skin is peeling off in sheets|S4
        i|red skin all over the body|S4
        i|knee joint swollen and stiff|S4
        i|mole is bleeding|S4
        i|spent the night in A&E|S4
        i|went to the ER|S4
        i|admitted to the ward|S4
        i|hospitalised for two days|S4
        i|rash that doesnt fade under a glass, stiff neck|S4
        i|severe stomach pain, doubled over|S4
        i|no fever but pus on the arm|S4
        n|no more fever, now blood in stool|S4
        n|they would be better off without me|S4
        n|cutting myself again|S4
        n|thinking of ending it all|S4
        n|dont want to live any more|S4
        n|scared of eating now|S5
        n|I don't dare to eat anything else|S5
        n|terrified to eat dairy again|S5
        n|eating makes me panic|S5
        n|skipping meals because I'm worried about reacting|S5
        n|anxious about every bite|S5
        n|she refuses to eat|S5
        n|I have stopped eating|S5
        n|making myself sick after meals|S5
        n|I feel guilty every time I eat|S5
        n|obsessed with food, counting every gram|S5
        n|we're expecting|S7
        n|I am pregnent|S7
        n|I'm having a baby in june|S7
        n|6 weeks preggo|S7
        i|gallbladder surgery|S7
        i|had an op on friday|S7
        i|operation on my knee|S7
        i|appendectomy|S7
        i|tonsils removed|S7
        i|wisdom teeth out under general anaesthetic|S7
        u|prednisolone 30mg|S7
        u|steroid tablets from the GP|S7
        u|prednison 20|S7
        u|medrol dose pack|S7
        u|steroid shot|S7
        u|cortisone tablets|S7
        u|dexamethasone 4 mg|S7
        i|on antibiotics for my sinuses|S7
        u|doxy 100mg|S7
        u|antibiotika|S7
        u|penicillin tablets|S7
        u|Augmentin|S7
        u|Z-pack|S7
        n|crying every day|help
        n|no joy in anything|help
        n|feeling hopeless|help
        n|my mood is very dark|help
        n|I feel worthless|help
        n|no problems with breathing|-
        r|nothing to report|-
        r|no reaction at all|-
        r|no swelling, no hives|-
        r|breathing normal, throat ok|-
        r|didn't vomit|-
        r|wasn't sick|-
        r|no vomitting, no rash|-
        r|no trouble swallowing or breathing|-
        r|I don't have hives today|-
        r|hives? no, just dry patches|-
        i|temp 36.8|-
        i|never had a fever|-
        i|no night time diarrhoea|-
        n|not depressed, just tired|-
        n|no fear of food|-
        r|elbows a bit itchy|-
        r|eczema slightly redder than yesterday|-
        r|red cheeks next morning|-
        r|bit bloated|-
        r|wind and rumbling|-
        r|loose stool once|-
        r|few spots on chin|-
        r|lips chapped from the wind|-
        s|one biscuit with butter at work|-
        s|licked a spoon of yoghurt|-
        s|forgot and had milk in coffee|-
        s|swallowed a bite of brie before I noticed|-
        s|passed the cheese to my wife and had some|-
        s|two shots of espresso with milk|-
        s|cough drop with honey|-
        t|hotel breakfast, hard to avoid milk|-
        t|jet lag, flight to NYC|-
        t|conference, ate out every day|-
        t|weekend in Wales|-
        n|hayfever bad today|-
        n|hay fever|-
        n|bought a new epilator|-
        n|the dog threw up|-
        n|my daughter has a fever|-
        n|visited my mum in hospital|-
        n|friend had surgery|-
        n|saw my GP, all fine|-
        n|blood test normal|-
        n|blood orange juice|-
        n|black tea, no milk|-
        n|weight stable at 70 kg|-
        n|lost my keys, stressful day|-
        n|low energy at work|-
        n|34 degrees outside|-
        n|temperature in the bedroom was 26|-
        u|hydrocortisone 1% on the left arm|-
        u|mometasone ointment|-
        u|betnovate|-
        u|loratadine for hay fever|-
        u|paracetamol for headache|-
        u|emollient twice|-
        i|off sick with a cold|-
        i|runny nose, sneezing|-
        i|cold with a sore throat|-
        i|period pain|-
        n|dying for some cheese|-
        n|this itch is killing me|-
        n|redness is fainter than last week|-
        r|a faint red mark|-
        n|said no to the cake, deep breath|-
        n|flu jab|-
        n|afraid it will rain|-
        n|looking forward to eating cheese again|-
        n|my kid cried when I ate ice cream|-
        """
}
