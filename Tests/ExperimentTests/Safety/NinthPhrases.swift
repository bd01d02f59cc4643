/// A ninth table, by a writer who had seen no word of the code and no earlier table, only the stop rules' triggers
/// and the fields of a diary. A line is as in `PatientPhrases`.
///
/// First measured on the words as they stood: see `HearingTests`.
enum NinthPhrases {
    static let lines = """
        r|my throat started closing up about ten mins after the prawns|S1
        r|couldnt breath properly after the cashew bar|S1
        r|Tongue went fat and I was talking like I'd been to the dentist|S1
        r|wheezy within half an hour of the milkshake|S1
        u|used my epipen at 7.40pm, feeling shaky but ok now|S1
        u|jabbed myself with the jext then rang 999|S1
        u|Had to use the Anapen, ambos came and took me in to Emergency|S1
        r|went really faint and had to lie on the kitchen floor|S1
        r|passed out in the loo after lunch, husband found me|S1
        i|Anaphylaxis on Tuesday, in A&E till 2am|S1
        r|throat swollen and cant swallow my own spit|S1
        r|Felt like I couldn't get enough air in, had to sit by the open window|S1
        r|lips tingled, then my voice went hoarse and my throat felt like it was getting narrower|S1
        r|short of breath and chest tight 20 min after eating the egg|S1
        r|blacked out for a few seconds at the table|S1
        s|Ate a satay skewer by mistake at the work do, tongue swelled up and they called an ambulance|S1
        s|bit of my daughter's peanut cookie, started wheezing pretty much straight away|S1
        s|didn't realise the pesto had cashew in it, ended up gasping for breath in the car park|S1
        u|took 2 benadryl and then had to use my auvi-q anyway|S1
        u|paramedics gave me adrenaline in the ambulance|S1
        u|ER gave me epinephrine and watched me for 6 hours|S1
        u|blue inhaler x 6 puffs because I was wheezing so much after the yoghurt|S1
        r|throught is swelling up|S1
        r|anafilactic reaction to the sesame, hospital said|S1
        r|trouble breating and my heart was racing|S1
        r|my tounge is swolen|S1
        r|weezing alot since tea time|S1
        r|Skin was no different really, bit dry on the elbows as usual, but about quarter of an hour after the milk I got a lump in my throat that kept getting bigger and I was struggling to breathe|S1
        n|Day 12 of no dairy and everything was going fine, face much calmer, slept well, then at the barbecue I had one bite of something with cheese in and I collapsed in the garden|S1
        t|On the flight home they handed out nuts and my throat swelled, cabin crew had to get the emergency kit out and inject me|S1
        t|Fainted in a restaurant in Lisbon after the shellfish platter|S1
        n|had to be given my epi at school pick up today, very embarassing|S1
        r|came over all clammy and lightheaded, nearly keeled over|S1
        r|everything went black and I slid down the wall|S1
        r|Breathing's gone all tight and whistly|S1
        r|felt like someone was strangling me, couldn't get a breath in|S1
        r|my throat is closing|S1
        r|hives on my belly and then I began to wheeze|S1
        r|vomited twice then went floppy and grey, wife called 000|S1
        r|can't stop coughing and I can hear a wheeze when I breathe out|S1
        i|Taken in by ambulance last night because I couldn't breathe after dinner|S1
        r|swelling at the back of my throat, hard to get words out|S1
        r|Uvula all puffed up and throat swollen after kiwi|S1
        s|half a pack of trail mix, I know I know. Throat went tight and I felt like I was going to pass out|S1
        u|hubby stuck the epi pen in my thigh|S1
        u|second epipen needed cos the first one didnt hold it|S1
        r|No rash at all this time but I was fighting for breath|S1
        r|no hives, just my tongue swelling on one side|S1
        n|doc says what I had on Saturday was anaphylaxis and not a panic attack|S1
        r|puffing like I'd run a mile just sat on the sofa, straight after the scrambled egg|S1
        r|Felt woozy, legs gave way, came round on the bathroom floor|S1
        r|breathless. really breathless. 15 mins after soy milk|S1
        s|the waiter swore there was no egg in it. ten minutes later I couldnt breathe and someone used their epipen on me|S1
        r|hives all up my arms half an hour after the egg|S2
        r|lips blew up like a bad filler job after the mango|S2
        r|big itchy welts on my neck and chest, came up 20 minutes after the milk|S2
        r|eyes swollen nearly shut after breakfast|S2
        r|threw up about an hour after the cheese toastie|S2
        r|vomitted 3 times after dinner|S2
        r|Came out in hives|S2
        r|puffy face and swollen eyelids within the hour|S2
        s|had a slice of birthday cake and was sick in the sink forty minutes later|S2
        s|Chucked up after the laksa, think it had prawn paste in it|S2
        r|nettle rash on my tummy straight after the yoghurt|S2
        r|bottom lip swelled up on one side after walnuts|S2
        r|urticaria on both arms 1 hr after wheat|S2
        n|brought my lunch back up again today, two hours after the oat milk|S2
        s|licked the spoon from the kids' cake mix and my lip is swelling|S2
        r|hifes all over my legs 30 min after eggs|S2
        r|Puked my guts up 3 hours after the pasta bake|S2
        n|Tried the egg again this morning. My face swelled up, took an antihistamine and it went down by lunch|S2
        r|no tummy trouble but raised hives round my mouth as soon as I ate the strawberries|S2
        r|blood in my poo this morning, bright red|S4
        r|bloody diarrhea twice today|S4
        i|blood test came back, I'm anaemic|S4
        n|GP rang, iron very low and she says it's anemia|S4
        r|woken at 3am with the runs for the fourth night in a row|S4
        i|temperature of 39 and shivery since last night|S4
        i|Fever 101.5 and aching all over|S4
        n|lost a stone in five weeks without trying|S4
        n|weight dropping off me, down 6 kilos since the start of last month|S4
        r|rash has spread everywhere, head to toe, hardly any normal skin left|S4
        r|blisters coming up all over my body|S4
        r|Little punched out sores on my cheeks, really painful, came up overnight on top of the eczema|S4
        r|eczema behind my knees is weeping yellow and crusty and the nurse says it's infected|S4
        r|the patch on my wrist is hot, red and oozing pus|S4
        r|right eye very sore and can't bear the light|S4
        r|my vision's gone blurry in one eye since the rosacea flared|S4
        i|admitted to hospital for two nights with my gut|S4
        n|mole on my back has got bigger and darker|S4
        n|I don't want to be here any more, keep thinking about taking all my tablets|S4
        n|skin so bad I've been thinking about killing myself|S4
        n|I cut my arms last night|S4
        n|everyone would be better off if I was dead|S4
        r|passing blood and mucus when I go to the toilet|S4
        r|diarrhoea in the night again, didn't make it in time|S4
        n|I'm scared to eat anything now in case it sets my skin off|S5
        n|made myself sick after the pizza because I felt so guilty|S5
        s|binged on a whole loaf and a tub of ice cream then didn't eat for two days|S5
        n|I'm down to five foods and I panic every time I sit down to a meal|S5
        n|cried over my dinner again, can't face food|S5
        n|terrified of adding anything back in, I'd rather not eat|S5
        s|Had chocolate, hated myself so stuck my fingers down my throat|S5
        n|starving myself seems to be the only thing that keeps my face clear|S5
        n|Meal times make me so anxious I've been skipping most of them|S5
        u|GP put me on prednisolone 30mg for 5 days|S7
        u|started doxycycline for the rosacea yesterday|S7
        u|steroid jab in my bum from the dermatologist|S7
        i|course of amoxicillin for a chest infection|S7
        n|Found out I'm pregnant! 6 weeks|S7
        n|two pink lines this morning, due in March|S7
        i|having my gallbladder out on Thursday|S7
        n|had knee surgery on Monday so eating hospital style toast all week|S7
        u|on a prednisone taper, day 3|S7
        u|Antibiotics again (flucloxacillin) for a tooth|S7
        u|lymecycline from the doctor for my acne, one a day|S7
        t|Caught a bug in Bali, doctor there put me on a course of cipro|S7
        n|feeling really low, can't see the point of any of this|help
        n|I feel hopeless, nothing ever works on my skin|help
        n|been crying most days and can't be bothered to see anyone|help
        n|so depressed about my face I haven't left the house all week|help
        n|What's the use. Mood is rock bottom|help
        r|no hives today, no swelling, nothing at all|-
        r|usual itch in the elbow creases, bit worse at bedtime|-
        r|two new spots on my chin|-
        r|cheeks flushed after a hot curry, gone in an hour|-
        r|bloated and gassy after the lentils|-
        r|no blood, no fever, just loose in the morning|-
        r|slight redness, maybe a 3 out of 10|-
        r|didn't need my epipen, thank goodness, not even an itch|-
        r|breathing fine, throat fine, skin the same as yesterday|-
        r|a bit of stomach cramp and then I was ok|-
        n|packed my epipen just in case|-
        n|Collected new EpiPens from the chemist as the old ones had expired|-
        n|the dog threw up on the carpet at 5am so I'm shattered|-
        n|my little boy was sick after school, so no proper dinner tonight|-
        n|mum's in hospital with her hip so eating out of vending machines|-
        n|My sister is pregnant and craving cheese, not helping|-
        n|sick of cooking two different dinners|-
        n|I'm dying for a cheese sandwich|-
        n|nearly died laughing when the waiter asked if eggs are dairy|-
        n|collapsed into bed at nine, long shift|-
        n|the view from the top took my breath away|-
        n|bit worried I won't manage Christmas without milk|-
        n|saw the dermatologist, same moles as last year, all fine|-
        n|went on a first aid course at work and practised with a dummy adrenaline pen|-
        n|watched a documentary about anaphylaxis, scary stuff|-
        u|hydrocortisone 1% on hands twice a day|-
        u|elocon ointment on the bad bits, thin layer|-
        u|antihistamine at night for the itch, cetirizine|-
        u|no steroids this week, only moisturiser|-
        u|metronidazole gel on my cheeks|-
        i|hay fever bad today, sneezing and runny nose|-
        i|common cold, blocked nose, no temperature|-
        i|husband has a chest infection and is on antibiotics, I'm fine so far|-
        s|splash of milk in my tea at my nan's, no reaction|-
        s|swallowed my pride and ate the cake, it was worth it|-
        t|weekend in Cornwall, ate out three times, skin good|-
        t|flight delayed, starving by the time we landed so had a sandwich at the airport|-
        r|couple of small hives came up the next evening, about 26 hours after the egg|-
        """
}
