/// What people write, with the stop rule that must speak first, or "-" where none may. The words of
/// `HeardSign` may be mended by these. The format is that of `HeldOutPhrases`.
enum SeenPhrases {
    static let lines = """
        r|puffy eyes and lips|S2
        r|tight chest|S1
        r|itchy throat|S1
        r|tongue feels thick|S1
        r|hoarse/cannot swallow|S1
        r|passed out|S1
        r|blacked out|S1
        r|lightheaded|S1
        r|used my epipen|S1
        r|allergic shock|S1
        r|welts|S2
        r|nettle-rash|S2
        r|throwing up|S2
        i|feverish + rash everywhere|S4
        i|temperature 38.5|S4
        i|rash all over the body|S4
        i|skin infected|S4
        i|weeping yellow crust|S4
        i|blister|S4
        i|bloody stool|S4
        i|black stool|S4
        i|bleeding|S4
        i|anaemia|S4
        i|night diarrhoea|S4
        i|weight loss|S4
        i|pregnancy|S7
        i|suicidal thoughts|S4
        i|hospital|S4
        u|prednisolone|S7
        n|my throat is swelling and I cannot breathe|S1
        s|throat swelling after milk|S1
        t|fainted at the airport|S1
        r|hives 1h|S2
        r|hives 1h after milk|S2
        r|hives and wheeze 30min|S1
        r|trouble breathing|S1
        r|throat is tightening|S1
        r|swelling 0.5h|S2
        r|vomiting 5h|S2
        r|vomiting 5 hours after the egg|S2
        r|vomiting 7h|-
        r|hives 5h|-
        r|hives next day|-
        r|urticaria|S2
        i|fever|S4
        i|blood|S4
        i|blisters|S4
        i|sores|S4
        i|infected|S4
        i|red-flag|S4
        i|food-fear|S5
        i|systemic-steroid|S7
        i|systemic-antibiotic|S7
        i|surgery|S7
        r|airway-swelling|S1
        r|breathing-trouble|S1
        r|faintness|S1
        r|wheeze|S1
        r|swelling|S2
        r|vomiting|S2
        n|afraid to eat|S5
        n|fear of eating milk|S5
        n|self-harm|S4
        n|I want to die|S4
        n|I'd be better off dead|S4
        n|better off dead|S4
        n|wish I wouldn't wake up|S4
        n|overdosed|S4
        n|not breathing well|S1
        n|not able to breathe|S1
        n|hard to breathe|S1
        n|breathless|S1
        n|my breath is short|S1
        n|asthma attack|S1
        n|Wheezed all night|S1
        n|chest tightness|S1
        n|throat tight|S1
        n|tongue swollen|S1
        n|my throat feels tight but breathing ok|S1
        n|voice gone hoarse|S1
        n|difficulty swallowing|S1
        n|almost passed out|S1
        n|I fainted|S1
        n|collapse|S1
        n|woozy after milk|S1
        r|dizzy and sick|S1
        n|needed adrenaline|S1
        n|used the auto-injector|S1
        n|used Jext|S1
        n|hives on my legs, milk 1 h before|S2
        n|Hives!|S2
        n|no milk today, hives|S2
        n|not only hives|S2
        n|no sleep because of hives|S2
        n|lips swollen|S2
        n|swollen eyelids|S2
        n|face puffy|S2
        n|vomited after cheese|S2
        n|was sick twice|S2
        s|milk, hives|S2
        s|one egg, vomited|S2
        t|threw up on the ferry|S2
        n|no fever but hives|S2
        n|didn't stop vomiting|S2
        n|running a temperature|S4
        n|temperature 39|S4
        n|lost weight|S4
        n|lost 4 kilos|S4
        n|rash everywhere|S4
        n|red all over|S4
        n|infected skin|S4
        n|wound infected|S4
        n|pus on the elbow|S4
        n|blood in stool|S4
        n|blood when wiping|S4
        n|black stools|S4
        n|woke with diarrhoea|S4
        n|blurred vision|S4
        n|painful eye|S4
        n|open sores|S4
        n|swollen joints|S4
        n|a mole has changed|S4
        n|emergency department last night|S4
        n|I do not want to live|S4
        n|anorexia again|S5
        n|made myself vomit|S2
        n|binge eating again|S5
        n|distressed about food|S5
        n|barely eating anything|S5
        n|pregnant!|S7
        n|positive pregnancy test|S7
        n|had surgery|S7
        n|antibiotics from the doctor|S7
        n|doxycycline started|S7
        n|steroid injection|S7
        n|course of oral steroids|S7
        n|no swelling of lips or tongue|-
        n|no lip or tongue swelling|-
        n|no signs of infection|-
        n|no shortness of breath|-
        n|no problem breathing|-
        n|no breathing problems|-
        n|no hives or vomiting|-
        n|haven't had a fever|-
        n|wasn't dizzy|-
        n|no more hives|-
        n|no longer feverish|-
        n|fever: none|-
        n|hives no|-
        n|never fainted|-
        n|deep breathing before bed|-
        n|a faint red line|-
        n|faint rash on the wrist|-
        n|bad breath|-
        n|blood sugar 5.2|-
        n|gave blood|-
        n|nosebleed|-
        n|scratched until it bled|-
        n|cracked skin bleeding a little|-
        n|swollen ankle|-
        n|spring rolls with nuts|-
        n|chocolate cake|-
        n|artichokes for dinner|-
        n|puff pastry|-
        n|sore throat|-
        n|bee hives in the garden|-
        n|blister on my heel from new shoes|-
        n|visited my aunt in hospital|-
        n|antibiotic cream|-
        n|gluten and antibiotic free chicken|-
        n|my sister is pregnant|-
        n|doctor's surgery rang|-
        n|stopped eating cheese|-
        n|not eating dairy|-
        n|ate out, no idea what was in it|-
        n|high temperatures outside|-
        n|lost my keys|-
        n|want to lose weight|-
        n|cold sore|-
        n|cutting onions|-
        n|itch worse at night|-
        n|could not sleep|-
        n|could not see any swelling|-
        n|adrenaline rush on the rollercoaster|-
        n|work was hard|-
        n|black tea|-
        n|passed by the bakery, ate out|-
        n|throat fine|-
        n|tongue fine|-
        n|covered my skin in cream|-
        i|cold and cough|-
        i|migraine|-
        i|ear infection|-
        i|sinus infection|-
        u|tacrolimus|-
        u|betamethasone cream|-
        u|loratadine|-
        u|salbutamol|-
        s|milk in coffee|-
        s|a bite of cake|-
        t|Lisbon|-
        t|hiking in the Alps|-
        """
}
