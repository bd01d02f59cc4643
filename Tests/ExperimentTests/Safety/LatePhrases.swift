/// Two more tables, the first 78 lines and the other 71, each written and run after what the earlier ones showed
/// was mended, by somebody who knew the words that are heard by then. A line is as in `PatientPhrases`.
///
/// First measured on the words as they stood: see `HearingTests`.
enum LatePhrases {
    static let lines = """
        r|it was like someone was standing on my chest|S1
        r|every breath was work|S1
        r|air hunger|S1
        n|had to sit up all night to breathe|S1
        r|my husband said I was wheezing in my sleep|S1
        r|whistling sound from my chest|S1
        r|throat feels swollen inside|S1
        r|lump feeling in throat after 10 min|S1
        r|could feel my throat getting smaller|S1
        r|tongue feels too large|S1
        r|my tongue is tingling and heavy|S1
        r|palate and throat itch|S1
        r|everything tasted metallic and I nearly collapsed|S1
        r|saw stars and fell over|S1
        r|fell down and could not get up|S1
        r|sudden weakness, cold sweat, felt like dying|S1
        r|feeling of impending doom|S1
        r|heart racing, vision tunnelled|S1
        r|skin went grey and I felt about to go|S1
        n|had two puffs of salbutamol because I was tight|S1
        u|salbutamol|-
        u|one shot of adrenaline in thigh|S1
        n|was given epinephrine in the ambulance|S1
        n|we rang 999|S1
        n|taken away by ambulance|S1
        i|anaphylatic reaction, 2 epipens|S1
        s|cheese by accident, throat scratchy|S1
        t|street food, couldn't breathe properly after|S1
        r|coughing fit and hoarse voice|S1
        r|cough that wouldn't stop, throat tight|S1
        r|can't get words out, tongue thick|S1
        r|breath sounds tight|S1
        r|my chest was whistling|S1
        r|I could not take a full breath|S1
        r|no air|S1
        r|the doctor said it was anaphylaxis|S1
        n|nothing wrong with breathing|-
        n|breathing clear all night|-
        n|no chest tightness|-
        n|throat feels normal again|-
        n|tongue looks normal|-
        n|did not faint, did not feel dizzy|-
        n|went out for a run, feels good|-
        n|sang in the choir, voice strong|-
        n|spoke at a meeting|-
        n|chest day at the gym|-
        n|heavy lunch|-
        n|pressure at work is high|-
        n|head is full of ideas|-
        n|came to work by bike|-
        n|played on the floor with the kids|-
        n|found a nice cream at the pharmacy|-
        n|my lungs thanked me for the sea air|-
        n|used two pens for drawing|-
        n|fresh air helped|-
        n|low mood? no, fine|-
        n|going down to the shop|-
        n|new lights at home, blue|-
        n|a spoon of honey for my cough|-
        i|cough and runny nose|-
        i|sore throat, cold|-
        i|migraine, lay down|-
        u|fucidin cream|-
        u|elidel|-
        u|protopic 0.1%|-
        u|metronidazole 0.75% at night|-
        u|oral metronidazole for 5 days|S7
        u|clindamycin 300 mg caps|S7
        u|erythromycin tablets|S7
        i|got antibiotics from the dentist|S7
        n|dropped the kids at school|-
        n|lost my keys|-
        n|speaking class was hard|-
        n|a hard day|-
        n|could talk to my boss|-
        n|got a new pen|-
        n|fell asleep on the floor|-
        n|dead tired|-
        r|my chest went like a drum, hard to draw breath|S1
        r|got puffed just talking|S1
        r|breathing felt like work|S1
        r|nose and throat swelled|S1
        r|back of throat swelling|S1
        r|throat pain and hard to swallow|S1
        r|itch deep in my throat and ears|S1
        r|tonge swelling|S1
        r|tongue doubled in size|S1
        r|lisping, tongue heavy|S1
        r|voice disappeared|S1
        r|barky cough|S1
        r|coughing a lot right after eating|S1
        r|cough and tight|S1
        r|felt spaced out and faint|S1
        r|nearly keeled|S1
        r|vision went blurry and I slid off the chair|S1
        r|had to be held up|S1
        r|I was out for a few secs|S1
        r|knocked out cold|S1
        r|lost it for a moment, came to on the floor|S1
        r|confused, pale and sweaty|S1
        r|ended in A&E with adrenaline|S1
        r|adrenalin given|S1
        n|my friend stabbed me with my pen|S1
        n|took both epipens with me to the hospital, used one|S1
        n|Wheezing kept me up|S1
        n|woke at 3 with my throat closing|S1
        n|hard time breathing since lunch|S1
        n|breathing is not right|S1
        n|I feel short of air|S1
        n|cannot get a proper breath|S1
        n|felt I was going to pass out in the shop|S1
        n|blackout in the kitchen, my son called 112|S1
        s|nuts in the pesto, mouth and throat itchy|S1
        s|latte by mistake, wheezy within minutes|S1
        t|restaurant abroad, collapsed after the fish|S1
        i|could not breathe through my mouth|S1
        i|anaphylactic|S1
        r|nothing|-
        r|no|-
        r|none at all, all good|-
        r|chest looks red|-
        r|spots on my chest|-
        r|red tongue? no|-
        r|itchy elbow|-
        r|flare on cheeks|-
        r|skin tight after wash|-
        s|chicken breast in cream sauce|-
        s|white bread at the hotel|-
        s|fell off the wagon, two beers|-
        s|ate a whole bar|-
        s|a fall in willpower|-
        n|weak coffee|-
        n|called my sister|-
        n|broke my pen|-
        n|cold sweat watching the match|-
        n|voice message from mum|-
        n|heavy rain|-
        n|the room is dark in winter|-
        n|sat down for dinner at 8|-
        n|nice lights in town|-
        n|red wine, one glass|-
        n|swimming lesson, held my breath under water|-
        n|lungs strong after the hike|-
        n|speaking with the dentist|-
        n|low tide walk|-
        n|ground beef for dinner|-
        n|used the blue pen for the diary|-
        i|chest cold|-
        i|blocked nose, tired|-
        """
}
