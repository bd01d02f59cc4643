/// A tenth table, by another writer who had seen no word of the code and no earlier table. It was opened when the
/// ninth had been mended by its classes. A line is as in `PatientPhrases`.
///
/// First measured on the words as they stood: see `HearingTests`.
enum TenthPhrases {
    static let lines = """
        r|throat closing up after the curry|S1
        r|tongue went fat and i couldnt talk properly|S1
        r|cant get my breath, had to sit by the window|S1
        r|weezy all evening|S1
        r|chest went tight and whistling when i breathe out|S1
        u|used my epipen in the car park|S1
        u|jext in the thigh at 7pm|S1
        u|2 puffs blue inhaler cos i was wheezing after the prawns|S1
        r|nearly passed out in tesco after the satay|S1
        r|blacked out on the bathroom floor|S1
        r|lump in my throat, hard to swallow, voice gone croaky|S1
        u|ambulance came, gave me adrenaline|S1
        n|anaphylaxis again last night|S1
        i|anaphylactic reaction sat night|S1
        r|went really light headed and grey, had to lie on the kitchen floor|S1
        r|my toungue swelled up|S1
        r|throte felt like it was swelling|S1
        r|breathless going up the stairs right after the milkshake|S1
        r|gasping for air|S1
        u|auvi-q at the restaurant|S1
        u|paramedics called as i couldnt breathe|S1
        s|had a bite of my sons flapjack, throat went tight within mins|S1
        s|ate a cashew by mistake, used my pen|S1
        t|collapsed at the airport after the meal on the plane|S1
        r|short of breath and itchy all over|S1
        r|couldnt breath for about 10 mins|S1
        r|legs went from under me, husband caught me|S1
        r|felt like someone was sitting on my chest, couldnt get air in|S1
        r|fainted after dinner|S1
        r|hives all over then wheezing|S1
        r|struggling to breathe properly since tea|S1
        u|needed a second epi pen|S1
        u|999 called, throat swelling|S1
        i|asthma attack an hour after the eggs|S1
        r|voice went hoarse and throat felt thick|S1
        r|choking feeling like throat was shutting|S1
        r|back of my mouth swelled, couldnt swallow my own spit|S1
        r|woke up wheezing like an old kettle|S1
        u|neb at a&e for my breathing|S1
        r|came over all faint and clammy after the shrimp|S1
        t|in turkey, had a reaction to sesame, they injected adrenalin|S1
        n|keeled over at work after lunch|S1
        r|swollen tounge|S1
        r|breathing went funny, all rattly|S1
        s|forgot about the pesto, throat swelled, antihistamine sorted it|S1
        r|room went black for a few seconds|S1
        u|epinephrine x1|S1
        r|lips and tongue puffed up|S1
        u|had to stab myself with the epi|S1
        n|didnt want to bother anyone but i couldnt catch my breath for ages|S1
        r|no hives but my throat was tight|S1
        r|my airway felt like it was narrowing|S1
        r|bp dropped and went floppy, a&e kept an eye on me|S1
        r|lips swelled up 20 mins after the kiwi|S2
        r|hives all over my tummy half an hour after eating|S2
        r|eye swollen shut this morning|S2
        r|nettle rash on my arms straight after the yoghurt|S2
        r|came out in welts after the prawns|S2
        r|threw up an hour after the scrambled egg|S2
        r|vomited|S2
        r|was sick twice after tea|S2
        r|puffy eyes and a fat lip|S2
        r|urticaria on chest|S2
        s|bit of cheese on the pizza and puked about 3 hrs later|S2
        s|nibbled a biscuit with hazelnut in and my lip blew up|S2
        u|cetirizine for hives|S2
        u|took 2 piriton, face was swelling|S2
        t|hotel breakfast, face came up like a balloon|S2
        n|hives again|S2
        r|big raised itchy blotches like nettle stings within the hour|S2
        r|brought my dinner back up|S2
        r|chucked up 2 hours after the oat milk|S2
        r|blood in my poo this morning|S4
        r|bright red blood mixed in when i went to the loo|S4
        r|poo black and tarry|S4
        i|dr says im anaemic|S4
        n|bloods back, anemic, hb 92|S4
        r|up 3 times in the night with the runs|S4
        r|woken at 3am with diarrhoea again|S4
        i|temp 38.9|S4
        i|fever and shivery since yesterday|S4
        n|lost a stone in 5 weeks not even trying|S4
        n|dropped 8 lbs in 2 weeks and no idea why|S4
        r|rash head to toe|S4
        r|skin red all over, every inch of me, cant get warm|S4
        r|blisters all over arms and legs|S4
        r|little punched out sores round my mouth and cheeks|S4
        r|eczema weeping with yellow crust and its hot|S4
        i|gp says the eczema is infected|S4
        r|eye really painful and red, light hurts|S4
        r|vision blurry in left eye since this morn|S4
        i|2 nights in hospital with my tummy|S4
        i|admitted to wythenshawe sat, out monday|S4
        n|dont want to be here anymore|S4
        n|thinking about ending it all|S4
        n|mole on my back has changed colour|S4
        n|scared to eat anything now|S5
        n|i cry before every meal|S5
        n|made myself sick after the cake|S5
        s|binged on a whole pack of biscuits then hated myself|S5
        n|not eaten for 2 days to make up for the weekend|S5
        n|panic every time theres food in front of me|S5
        n|down to 4 foods cos im frightened of the rest|S5
        s|couldnt stop eating, whole loaf and a tub of ice cream, then starved all next day|S5
        n|fingers down my throat again after tea|S5
        n|so anxious about food i skipped all my meals today|S5
        n|just found out im pregnant!|S7
        n|positive test, about 5 weeks gone|S7
        n|expecting our second in june|S7
        i|had my gallbladder out tuesday|S7
        i|hernia op last week|S7
        u|prednisolone 30mg for 5 days|S7
        u|dr gave me steroid tablets|S7
        i|on amoxicillin for a tooth abscess|S7
        i|started doxy for my rosacea|S7
        u|steroid jab in my shoulder|S7
        u|z pack from urgent care for my sinuses|S7
        n|feel so low all the time|help
        n|everything feels hopeless|help
        n|been so down since xmas, just cry all day|help
        n|depressed again, cant get out of bed|help
        n|lost all interest in everything, feel empty|help
        r|no hives today|-
        r|no swelling no wheeze, all good|-
        r|itchy elbows same as usual|-
        r|bit red on cheeks after wine|-
        r|2 new spots on chin|-
        r|bloated after beans|-
        t|packed my epipen just in case|-
        n|renewed my epipen script, old one never used|-
        i|daughter vomiting all night|-
        i|cat was sick on the carpet|-
        n|mum in hospital with her hip|-
        n|my sister is pregnant|-
        u|hydrocortisone on the elbows|-
        u|metronidazole gel on nose|-
        u|betnovate thin layer at bedtime|-
        n|laughed so much at the telly i couldnt breathe|-
        n|the view took my breath away|-
        n|sick of this diet tbh|-
        n|dying for a slice of toast|-
        i|hubby had a temp of 39, im fine|-
        i|bit of a cold, runny nose|-
        n|first aid course at work, learnt how to do epipens|-
        n|passed out on the sofa after nightshift, slept like a log|-
        s|had milk in my tea, nothing happened|-
        s|birthday cake at work|-
        n|worried its not working|-
        n|threw away all the old cheese|-
        t|train was a nightmare, just ate crisps|-
        n|boss is a pain in the neck|-
        n|fever tree tonic is my new fave|-
        n|blood test wednesday|-
        u|nothing needed|-
        n|starving by lunchtime, had a jacket spud|-
        n|ambulance blocked our road, took ages to park|-
        i|period started, crampy|-
        n|lump in my throat watching the john lewis advert|-
        n|blood orange juice instead of lemon|-
        r|no throat tightness, breathing fine, just itchy|-
        """
}
