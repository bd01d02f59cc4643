/// A fifth table, written together with `FreshPhrases`, before a word of `HeardSign` was looked at, and run once
/// what `FreshPhrases` showed was mended. A line is as in `PatientPhrases`.
///
/// First measured on the words as they stood: see `HearingTests`.
enum LastPhrases {
    static let lines = """
        r|fighting for breath|S1
        r|my breath was coming in short bursts|S1
        n|puffing and panting without having moved|S1
        r|winded just sitting there|S1
        r|couldn't fill my lungs|S1
        r|lungs felt like closing|S1
        r|lungs tight|S1
        r|like breathing through a straw|S1
        r|chest felt squeezed|S1
        r|heavy chest, hard to take a deep breath|S1
        r|could not speak in full sentences|S1
        n|wheezes when I lie down|S1
        r|rattly wheeze|S1
        n|needed four puffs of ventolin|S1
        r|blue inhaler did not help|S1
        r|had to use my reliever inhaler|S1
        r|throat felt like it was shrinking|S1
        r|throat feels full|S1
        r|scratchy throat minutes after the walnut|S1
        r|throat got thick|S1
        r|throat is swollen|S1
        n|something stuck in the back of my throat, couldnt get it down|S1
        r|trouble swallowing|S1
        r|difficult to swallow bread and water|S1
        r|swallowing hurts and is hard|S1
        r|gagging, throat tight|S1
        r|mouth and tongue swelling|S1
        r|tongue swollen on one side|S1
        r|my toungue tingles and feels swollen|S1
        r|tongue enlarged|S1
        r|slurred because of swollen tongue|S1
        r|hoarse within 5 minutes|S1
        r|croaky voice|S1
        n|felt woozy and had to sit down|S1
        r|dizziness|S1
        r|room was spinning and I nearly went down|S1
        n|hit the deck, woke up with people round me|S1
        r|greyed out|S1
        n|found unresponsive by my husband|S1
        r|didn't know where I was for a moment, then fainted|S1
        n|fainting fit at work|S1
        r|syncope|S1
        r|low blood pressure and sweating|S1
        r|collapsing|S1
        n|wife rang for an ambulance|S1
        n|dialled 112|S1
        n|emergency services came|S1
        u|EPI PEN JR|S1
        u|auvi q|S1
        u|adrenaline 0.3 mg i.m.|S1
        n|used both of my pens|S1
        n|the nurse gave me a shot of epi|S1
        r|anaphylaxis grade 2|S1
        r|anaphalactic|S1
        s|licked the spoon, lips and tongue swelled|S1
        t|airport lounge snack, then could hardly breathe|S1
        i|asthma flared, couldn't catch breath|S1
        r|raised itchy bumps like nettle stings 1 hour after|S2
        r|blotchy hives on chest|S2
        r|swollen lip|S2
        r|face swelled|S2
        r|threw up everything 5 hours after rice|S2
        r|projectile vomiting|S2
        r|puffy face half an hour later|S2
        i|chills and fever 38.9|S4
        n|stool had blood in it again|S4
        n|sore is infected, yellow crust spreading|S4
        n|rash spread over the whole body|S4
        n|blurry vision and sore eye|S4
        n|thinking about ending my life|S4
        n|cutting myself again|S4
        n|too frightened to eat anything|S5
        n|guilty every time I eat, hardly eating|S5
        n|I'm expecting a baby|S7
        u|prednisolone 30mg for 5 days|S7
        u|metronidazole tablets|S7
        n|course of doxycycline for my skin|S7
        n|operation on my knee on Tuesday|S7
        n|everything feels pointless|help
        n|breathing easier than last week|-
        n|took a deep breath and stayed calm|-
        n|not short of breath|-
        r|throat ok, tongue ok|-
        n|without any swelling|-
        r|no throat symptoms|-
        n|no dizziness or fainting|-
        n|didn't need adrenaline|-
        n|epipen training at school|-
        n|picked up two epipens at the pharmacy|-
        n|adrenaline rush on the rollercoaster|-
        n|inhaler not needed|-
        n|tip of the tongue moment|-
        n|faint smell of garlic|-
        n|spinning class|-
        n|blackout curtains arrived|-
        n|power blackout in the evening|-
        i|common cold, blocked nose|-
        i|hayfever bad, sneezing|-
        i|temp 36.8|-
        r|flushed after the hot tea|-
        r|itchy arms the next day|-
        r|stomach growled|-
        u|metronidazole 0.75%|-
        u|clobetasol|-
        u|tacrolimus ointment|-
        u|loratadine|-
        u|erythromycin|-
        n|my cat was sick|-
        n|friend is having surgery|-
        n|sick of salad|-
        n|killed an hour at the gym|-
        n|scared of spiders|-
        s|one prawn cracker|-
        t|overnight bus|-
        n|skin looks better, no new spots|-
        n|eyes tired from the screen|-
        """
}
