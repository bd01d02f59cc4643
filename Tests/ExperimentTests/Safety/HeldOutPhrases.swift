/// What people write, with the stop rule that must speak first, or "-" where none may: written from
/// the
/// clinical review and from everyday language before the words of `HeardSign` were tried on
/// anything,
/// and never used to mend them.
///
/// A line is the field (r reaction, i illness, n note, s slip, t travel, u rescue), the text, the
/// rule.
enum HeldOutPhrases {
    static let lines = """
        n|could hardly breathe after the yoghurt|S1
        n|struggling for breath tonight|S1
        r|short of breath|S1
        r|couldn't catch my breath|S1
        n|my breathing got tight after lunch|S1
        s|cheese, then out of breath and itchy|S1
        r|wheezy chest|S1
        i|wheezing since morning|S1
        r|gasping for air|S1
        n|felt like choking after the egg|S1
        r|chest felt tight|S1
        n|tightness in my chest half an hour after milk|S1
        r|throat closing up|S1
        r|lump in my throat|S1
        s|ice cream, throat went itchy|S1
        n|my tongue swelled up|S1
        r|swollen tongue and lips|S1
        r|tongue tingling and thick|S1
        r|voice went hoarse|S1
        r|trouble swallowing|S1
        n|can't swallow properly|S1
        r|fainted|S1
        r|nearly fainted after nuts|S1
        n|passed out in the kitchen|S1
        r|blacked out for a second|S1
        r|collapsed|S1
        n|I collapsed after dinner|S1
        r|felt light-headed|S1
        r|anaphylaxis|S1
        r|anaphylactic shock|S1
        n|had an allergic shock last night|S1
        u|epipen|S1
        u|used adrenaline pen|S1
        r|had to inject epinephrine|S1
        n|ambulance came because I could not breathe|S1
        r|lips went blue|S1
        t|on the plane my throat swelled shut|S1
        r|lost consciousness|S1
        s|pizza, breathing trouble|S1
        r|shortness of breath and hives|S1
        r|hives all over my arms|S2
        r|came out in hives|S2
        r|welts on my belly|S2
        r|nettle rash|S2
        r|raised itchy wheals|S2
        r|urticaria 30 min after egg|S2
        r|puffy eyes|S2
        r|swollen lips|S2
        n|my lips swelled after the milk|S2
        r|face swelled up|S2
        r|eyelids swollen 1h later|S2
        r|angio-oedema of the lip|S2
        s|cheese; threw up an hour later|S2
        r|threw up|S2
        r|vomited twice|S2
        r|vomiting 3 hours after milk|S2
        r|puked|S2
        r|being sick again and again|S2
        n|woke up with hives after the milkshake|S2
        r|lip swelling|S2
        n|eyes puffed up after the almond milk|S2
        r|angioedema|S2
        r|hives|S2
        n|broke out in hives after dinner|S2
        i|fever|S4
        i|feverish|S4
        n|temperature of 39 since last night|S4
        i|high temperature|S4
        i|rash all over|S4
        n|rash is spreading fast and hot|S4
        i|whole body covered in rash|S4
        i|blood in my stool|S4
        n|there was blood in the toilet|S4
        i|bloody diarrhoea|S4
        i|black tarry stools|S4
        i|anemia|S4
        i|anaemic according to blood test|S4
        i|diarrhoea at night|S4
        n|woken up by diarrhea three times|S4
        i|losing weight without trying|S4
        n|I have lost 5 kg and don't know why|S4
        i|infected eczema|S4
        i|skin infection|S4
        n|eczema weeping yellow crust|S4
        i|pus coming out of the sores|S4
        i|blistering|S4
        i|blisters on my hands and face|S4
        i|red painful eye, blurred vision|S4
        n|my eye hurts and I see blurry|S4
        i|punched-out sores|S4
        i|impetigo|S4
        i|cellulitis on the leg|S4
        i|in hospital overnight|S4
        i|admitted to the hospital|S4
        n|thinking about suicide|S4
        n|I want to kill myself|S4
        n|don't want to live any more|S4
        i|suicidal|S4
        n|hurting myself again|S4
        i|rectal bleeding|S4
        n|skin hot, red and spreading|S4
        i|eczema herpeticum|S4
        n|afraid to eat anything|S5
        n|scared of food now|S5
        n|too frightened to eat|S5
        n|I feel anxious about eating|S5
        n|terrified of eating milk again|S5
        n|stopped eating for two days|S5
        n|binged and purged|S5
        n|obsessed with food and weight|S5
        n|food fear|S5
        i|pregnant|S7
        n|pregnancy test was positive|S7
        i|I am expecting a baby|S7
        i|surgery|S7
        n|operation on my knee next week|S7
        u|prednisolone tablets|S7
        u|prednisone 20 mg|S7
        u|oral steroids|S7
        u|steroid tablets|S7
        u|cortisone injection|S7
        i|on antibiotics|S7
        u|amoxicillin|S7
        i|course of penicillin|S7
        u|dexamethasone tablets|S7
        r|no hives, no swelling, breathing fine|-
        i|no fever|-
        n|no fever today|-
        r|without hives|-
        r|no hives|-
        n|breathing fine|-
        n|did not vomit|-
        n|didn't have any swelling|-
        n|no trouble breathing|-
        n|breathing normally all day|-
        n|no hives or swelling|-
        n|not pregnant|-
        n|pregnancy test negative|-
        n|no blood in stool|-
        n|no wheeze, slept well|-
        n|neither hives nor fever|-
        n|never had hives|-
        n|pizza at work|-
        n|slept badly, stressful day|-
        s|cheese on toast|-
        s|two slices of bread|-
        t|train to Berlin|-
        t|flight to Madrid, hot weather|-
        u|hydrocortisone|-
        u|hydrocortisone cream|-
        u|steroid cream on elbows|-
        u|antihistamine|-
        u|cetirizine|-
        i|cold|-
        i|runny nose and sore throat|-
        i|headache|-
        n|itchy arms in the evening|-
        n|skin dry and red|-
        n|blood pressure 120 over 80|-
        n|blood test at the doctor's|-
        n|breathing exercise 10 minutes|-
        n|breath meditation|-
        n|knee swollen after running|-
        n|new cushion cover|-
        n|ate fish and rice|-
        n|feeling good, no symptoms|-
        n|period started|-
        n|weight stable|-
        n|new cream from the chemist|-
        n|tight jeans|-
        n|exam tomorrow|-
        n|itch 4, a bit better|-
        s|kebab with yoghurt sauce|-
        n|hay fever bad today|-
        n|dandruff flaking|-
        n|hot yoga|-
        t|business trip, ate out|-
        n|beehive cake at the bakery|-
        n|swimming outdoors|-
        n|swallowed my tablets as usual|-
        n|doctor asked about fever, none|-
        i|stomach ache|-
        n|bloated after beans|-
        n|spots on chin|-
        n|passed my exam|-
        n|went out with friends|-
        n|no vomiting|-
        i|no temperature|-
        n|without any wheezing or hives|-
        n|my mood is fine|-
        n|slight cough|-
        """
}
