/// A second held-out table, written in one go by somebody who had not seen a word of `HeardSign`: what patients
/// type on a phone, in British and American English, misspelt, colloquial, denied. A line is the field, the text
/// and the most urgent rule that must speak: "-" for none, "help" where no rule speaks but where help is must be
/// said. The labels follow the triggers of `StopRule`; low mood and self-harm were one class when it was written.
///
/// First measured on the words as they stood: see `HearingTests`.
enum PatientPhrases {
    static let lines = """
        r|cant breath properly|S1
        n|I couldnt catch my breath after the omelette|S1
        r|struggling to breathe|S1
        r|short of breathe and wheezey|S1
        r|my chest feels really tight|S1
        n|chest tightness 20 mins after|S1
        r|throat closing up|S1
        s|throat feels like its swelling shut|S1
        r|lump in my throat and couldn't swallow|S1
        r|tounge swollen|S1
        r|tongue has gone fat and tingly|S1
        n|voice went croaky after eating egg|S1
        r|wheezing|S1
        n|used my inhaler 3 times, was wheezy|S1
        u|had to use my Epi pen|S1
        n|jext in the thigh, ambulance came|S1
        u|EpiPen used|S1
        n|gave myself adrenalin|S1
        u|epinephrine shot at the ER|S1
        u|Auvi-Q|S1
        i|I fainted in the kitchen|S1
        r|nearly passed out, everything went black|S1
        s|collapsed at the table|S1
        r|felt like I was going to faint|S1
        r|dizzy and clammy, heart racing 10 min after peanuts|S1
        r|anaphalaxis|S1
        r|anaphylactic reaction|S1
        n|called 999, couldn't get air in|S1
        r|lips went blue|S1
        r|gasping for air|S1
        r|noisy breathing and barking cough|S1
        r|swollen throat|S1
        r|uvula swollen|S1
        r|can't swallow my own spit, drooling|S1
        r|choking feeling in the throat|S1
        r|lost consciousness for a minute|S1
        r|blacked out|S1
        n|my blood pressure dropped, paramedics came|S1
        r|went floppy and grey after being sick|S1
        s|breathless after the cheese|S1
        t|hotel doctor gave me adrenaline|S1
        r|hives all over my arms|S2
        n|came out in welts|S2
        r|my lip swelled up like a balloon|S2
        r|my eyelids puffed up|S2
        s|face blew up after a biscuit with egg|S2
        r|urticaria|S2
        r|itchy bumps like mosquito bites popped up 30 min after the milk|S2
        r|threw up 2h after|S2
        r|puked|S2
        r|being sick over and over 3 hrs after egg|S2
        r|vomitted twice|S2
        r|angio-oedema of the lips|S2
        r|hivs on neck|S2
        r|lips tingling and swelling|S2
        r|itchy mouth and lips straight after the walnut|S2
        n|nettlerash on my tummy|S2
        r|raised red blotches everywhere within half an hour|S2
        r|swelling around the eyes|S2
        i|blood in my poo|S4
        n|blood when I wipe|S4
        i|pooping blood|S4
        i|black tarry stools|S4
        i|fever of 39|S4
        i|temp 102F|S4
        n|running a temperature|S4
        i|shivery and feverish, skin red hot|S4
        i|skin is oozing yellow stuff and crusty|S4
        n|infected eczema, pus|S4
        i|rash spreading fast and painful|S4
        i|blisters on my lips and arms|S4
        n|punched out sores, painful|S4
        n|lost a stone without trying|S4
        n|dropped 15 pounds not trying|S4
        i|diarrhea wakes me at night|S4
        i|up in the night with the runs|S4
        n|doc says I'm anemic|S4
        i|red sore eye and can't look at light|S4
        i|blurry vision with eye pain|S4
        i|joints swollen and stiff in the morning|S4
        n|mole changed colour|S4
        n|skin red from head to toe|S4
        i|vomiting blood|S4
        i|admitted to hospital with cellulitis|S4
        i|impetigo|S4
        n|scared to eat anything now|S5
        n|afraid of food|S5
        n|so anxious about eating I skip meals|S5
        n|made myself sick after dinner|S5
        n|feel like I don't want to be here anymore|S4
        n|want to kill myself|S4
        n|suicidal|S4
        n|thinking about hurting myself|S4
        n|can't see the point in living|S4
        n|cut myself on purpose last night|S4
        n|feeling really down and hopeless for weeks|help
        n|depressed|help
        n|panic about food, can't eat out|S5
        n|positive pregnancy test!|S7
        n|found out im pregnant|S7
        u|on amoxicillin for 7 days|S7
        i|antibiotics for tonsilitis|S7
        u|course of pred|S7
        u|prednisone taper|S7
        n|steroid injection from the GP|S7
        n|operation tomorrow|S7
        i|surgery on my knee|S7
        u|doxycycline|S7
        u|penicillin for strep throat|S7
        u|oral steroids|S7
        r|no trouble breathing|-
        r|breathing fine, no swelling|-
        r|didn't vomit, just a bit queasy|-
        i|no fever, just a cold|-
        n|not pregnant, period started|-
        i|throat a bit sore from a cold|-
        r|no hives this time|-
        i|stuffy nose and sneezing|-
        i|headache|-
        u|steroid cream on elbows|-
        n|didn't need my epipen|-
        s|ate bread by mistake at dinner|-
        t|breathtaking views, flew to Spain|-
        n|visited mum in hospital|-
        i|no blood in stool|-
        i|no blisters no oozing|-
        i|mild cold, no temperature|-
        i|tummy ache and bloating|-
        r|itchy elbows, usual eczema|-
        n|period pains|-
        n|dry skin, flaky|-
        r|wasn't wheezy at all|-
        r|a bit itchy, without swelling or hives|-
        n|flu jab today|-
        n|sick of this diet|-
        n|bit stressed with exams|-
        n|work was killing me|-
        n|hope I'm not allergic|-
        n|cat threw up on the rug|-
        t|long drive, feeling a bit car sick|-
        n|never had to use my EpiPen|-
        r|none|-
        """
}
