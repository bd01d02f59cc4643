/// An eleventh table, by a third writer who had seen no word of the code and no earlier table. It was opened when
/// the tenth had been mended. A line is as in `PatientPhrases`.
///
/// First measured on the words as they stood: see `HearingTests`.
enum EleventhPhrases {
    static let lines = """
        r|throat felt like it was closing up after the prawns|S1
        r|tongue went all thick and i couldnt talk properly|S1
        r|couldn't catch my breath for about 20 min after dinner|S1
        r|wheezy and tight chest after the satay|S1
        r|chest got so tight i had to sit by the open window|S1
        r|passed out in the bathroom after lunch|S1
        u|had to use my epipen|S1
        u|jabbed the epi pen in my leg and husband rang 000|S1
        u|used the jext, felt shaky after|S1
        u|paramedics gave me adrenalin|S1
        u|ambos came, gave me a shot of adrenaline and oxygen|S1
        i|anaphylaxis on saturday, home now|S1
        i|anaphalaxis from cashew|S1
        i|A&E said it was an anaphylactic reaction|S1
        r|anaflaxis again, same as last year|S1
        r|lump in my throat that wouldnt go and voice went croaky straight after the walnut bread|S1
        r|throat swolen, hard to swallow my own spit|S1
        r|my toungue swelled up|S1
        r|cant breath properly since tea|S1
        r|struggling to breathe tonight|S1
        r|short of breath 10 minutes after eating egg|S1
        r|breathless and itchy all over after the curry|S1
        r|was gasping for air, really scared|S1
        r|weezing since i had the milkshake|S1
        r|wheezing a bit, took 2 puffs of ventolin and it settled|S1
        u|needed my blue inhaler 4 times after the cheese, chest was whistling|S1
        r|nearly fainted at the table, went grey|S1
        r|went white as a sheet and collapsed in the kitchen|S1
        r|blacked out for a few secs after the shrimp|S1
        r|came over all faint and clammy 15 min after the peanuts|S1
        r|felt like i was going to pass out|S1
        r|keeled over at work after a muesli bar|S1
        n|wife found me on the floor after breakfast, i was out cold|S1
        n|called 911 because my throat was swelling|S1
        n|rang 999, couldnt breathe, they kept me 4 hours|S1
        s|ate a biscuit with hazelnut in it, throat tight within minutes|S1
        s|bite of friends cake had nuts, tongue tingling and then swelled|S1
        s|had a bit of naan with milk in it and started wheezing|S1
        s|sip of oat milk that was really cows milk. lips and throat puffed up|S1
        s|someone put sesame in the salad, ended up using my epipen|S1
        t|collapsed on the plane after the meal, crew gave me an adrenaline injection|S1
        t|in goa, ate fish thali, breathing became very difficult, was rushed to hospital|S1
        t|bad reaction at the airport, throat closing, medics used an epi on me|S1
        r|throat is swelling up|S1
        r|swollen tongue and hives|S1
        r|my throat went tight and itchy and i was making a noise breathing in|S1
        r|felt like someone was sitting on my chest, could only get half a breath|S1
        r|breathing trouble after dal with cashew paste|S1
        r|breathlessness came after eating mushroom, went down after one hour|S1
        r|giddy and fell down after eating brinjal|S1
        r|voice gone hoarse and cant swallow since eating kiwi|S1
        r|back of my throat swelled, felt like i was choking but nothing was stuck|S1
        u|anapen used 7.40pm|S1
        u|auvi-q, then benadryl, then the ER|S1
        u|neffy up the nose, worked in 5 mins|S1
        u|second epipen as the first didnt do enough|S1
        u|nebuliser in A&E cause i was wheezing so bad|S1
        i|blue lighted to hospital, allergic reaction, couldnt breathe|S1
        i|allergic shock after wasp or the nuts, they dont know which|S1
        r|no hives but my throat felt really tight|S1
        r|no rash this time, just couldn't get any air in|S1
        r|threw up twice then fainted|S1
        r|puffy eyes and lips and now its getting hard to breathe|S1
        r|uvula was huge, could hardly swallow|S1
        r|blood pressure dropped to 80 over 40 after the mussels, they laid me flat|S1
        r|legs went from under me and everything went dark|S1
        r|cant stop coughing and chest feels tight since the hummus|S1
        n|had to be given oxygen in the ambulance after my lunch, throat was closing|S1
        n|dr says what happened sunday was anaphylaxis and i should of called an ambulance|S1
        n|forgot to say yesterday, airway felt like breathing thru a straw after the soy|S1
        r|lips blew up like balloons after the mango|S2
        r|hives all up my arms half an hour after milk|S2
        r|came out in hives|S2
        r|left eye swelled shut an hour after eggs|S2
        r|face all puffy 40 mins after wine and cheese|S2
        r|lip swelled up, took a zyrtec, gone by bedtime|S2
        r|welts on my neck and tummy straight after strawberries|S2
        r|nettle rash all over my chest after the prawns|S2
        r|big red itchy lumps came up like mozzie bites 20 min after the cashews, gone in an hour|S2
        r|threw up 3 hrs after the yoghurt|S2
        r|vomited after the eggs|S2
        r|puked my guts up 2 hours after the oats|S2
        r|was sick as a dog about an hour after the ice cream, couldnt keep water down|S2
        r|chucked up after lunch|S2
        s|had a bite of pavlova by accident and came up in hives|S2
        s|kids leftover pb toast, upper lip fat within ten minutes|S2
        s|ate half a paneer roll, vomiting started in 4 hours|S2
        s|forgot there was egg in it. eyelids swelled up|S2
        t|street food in mumbai, urticaria on the legs within one hour|S2
        t|hotel breakfast buffet, face swelled up, took antihistamine|S2
        u|2 benadryl for hives after the shrimp tacos|S2
        u|piriton because my lips were swelling|S2
        i|brought up my whole dinner|S2
        n|my eyes were swollen after the wheat trial, hubby noticed|S2
        r|breathing fine but lips have swelled|S2
        r|blood in my poo this morning|S4
        r|bright red blood when i went to the loo, not just on the paper|S4
        r|stools black and tarry since thursday|S4
        r|bloody diarrhea 4 times|S4
        r|woke up 3 times in the night with the runs|S4
        r|had to run to the toilet at 2am and again at 4, pure water|S4
        i|temp of 39.2 and shivering|S4
        i|fever since yesterday|S4
        i|running a fever of 102|S4
        i|iron is really low, dr says im anaemic|S4
        i|hb came 8.2, doctor told anemia|S4
        n|lost 6 kilos in a month without trying|S4
        n|jeans falling off me, down a stone since easter and im not dieting|S4
        r|rash has gone everywhere head to toe, red and hot|S4
        r|whole body is red and peeling|S4
        r|blisters coming up all over my body|S4
        r|eczema full of little punched out sores and really painful|S4
        r|eczema on my arm is oozing yellow pus and hot|S4
        i|gp says my skin is infected|S4
        i|cellulitis in my leg from scratching|S4
        r|eye is really sore and i cant look at the light|S4
        r|right eye gone blurry and painful since my rosacea flared|S4
        i|was in hospital 2 nights, on a drip for the gut pain|S4
        i|got admitted on monday, discharged today|S4
        n|i dont want to be here anymore|S4
        n|keep thinking about ending it all|S4
        n|cut my arms last night, couldnt cope with the itch|S4
        n|thinking everyone would be better off if i was dead|S4
        n|mole on my back has got bigger and gone darker|S4
        i|eczema herpeticum, they sent me to the eye clinic too|S4
        n|im scared to eat anything now|S5
        n|cried at dinner again because i didnt know what was safe to eat|S5
        n|frightened of every meal|S5
        n|made myself sick after the cake|S5
        s|ate a whole packet of biscuits then stuck my fingers down my throat|S5
        s|binged on everything in the cupboard last night, so ashamed|S5
        n|havent eaten for 2 days to make up for the weekend|S5
        n|starving myself feels easier than choosing|S5
        n|food is all i think about and it makes me panic|S5
        r|so anxious about putting dairy in my mouth that i just skip meals|S5
        t|didnt eat at all on the trip, too afraid of reacting|S5
        n|hate myself every time i eat|S5
        n|found out im pregnant!!|S7
        n|two lines on the test this morning|S7
        n|6 weeks pregnant, is it ok to carry on with this|S7
        i|had my gallbladder out on tuesday|S7
        i|had an op on my knee last week|S7
        i|c section 3 weeks ago|S7
        i|on antibiotics for a chest thing|S7
        i|amoxicillin 3 times a day for tooth abscess|S7
        i|uti, dr gave me 3 days of trimethoprim|S7
        u|started prednisone 40mg|S7
        u|short course of pred from the gp for my skin|S7
        u|steroid shot in my bum from the derm|S7
        u|doxy 100mg for my rosacea|S7
        t|took azithromycin for delhi belly|S7
        n|feeling really low, no point to any of it lately|help
        n|so down i cant get out of bed|help
        n|feel hopeless about my skin, nothing ever works|help
        n|depressed again, been crying all week|help
        i|my depression is back bad|help
        n|cant see things ever getting better|help
        r|no hives today|-
        r|no swelling, no trouble breathing, just itchy wrists|-
        r|itchy elbows, scratched a lot in bed|-
        r|eczema behind knees a bit worse|-
        r|cheeks flushed and stinging after red wine|-
        r|3 new spots on chin|-
        r|bloated and gassy, 7 months pregnant looking belly lol|-
        r|loose poo twice after breakfast|-
        r|bit constipated|-
        r|tummy cramps, ok by evening|-
        r|felt a bit nauseous but wasnt sick|-
        r|dry flaky eyelids, no swelling|-
        r|heartburn after pizza|-
        r|skin really good today|-
        i|runny nose and a cold, no temp|-
        i|sore throat, caught it off the kids|-
        i|hayfever, sneezing all day|-
        i|period started, cramps|-
        i|son has a fever so up all night with him|-
        i|husband threw up after the takeaway, i was fine|-
        i|my mum had her hip operation yesterday|-
        u|hydrocortisone cream on elbows twice|-
        u|elidel on face, moisturiser everywhere else|-
        u|one antihistamine for itch at bedtime|-
        u|fucidin ointment on one patch|-
        u|didnt need my inhaler at all this week|-
        u|rennie x2|-
        s|had milk in my tea by mistake, nothing happened|-
        s|couple of chips with gluten i think|-
        s|died and went to heaven, that cheesecake was worth it|-
        s|binged netflix and ate a kitkat|-
        t|packed my epipen just in case|-
        t|flying to dublin friday, eating at my sisters|-
        t|view from the top was breathtaking, ate my own sandwiches|-
        t|long drive, was dead tired, servo pie for dinner|-
        n|sick of this diet haha|-
        n|dog vomited on the rug so i skipped breakfast|-
        n|worried about work, slept badly|-
        n|a bit fed up with cooking separate meals|-
        n|got new epipens from the chemist, old ones expired|-
        n|sister in law is pregnant so lots of family dinners|-
        n|holding my breath for the results on thursday|-
        n|boss gave me a heart attack with that deadline, no lunch|-
        """
}
