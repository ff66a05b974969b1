"""The closed classes of English words that end or join a noun phrase in officers' prose."""


def word_set(words: str) -> frozenset[str]:
    """The words of a string, apart by spaces."""
    return frozenset(words.split())


# A form of be, have or do, and what stands before an infinitive
AUXILIARIES = word_set(
    "is are was were be been being am has have had having do does did will would can could "
    "may might shall should must isn't aren't wasn't weren't don't doesn't didn't hasn't "
    "haven't cannot can't won't"
)

# Finite forms that do not end in -ed, as they stand after what is counted: "adults use drugs"
VERBS = word_set(
    "heard hear dealt present use live work attend take took taken make made give "
    "gave given come came go "
    "went gone "
    "get got see saw seen show shows showed shown say says said tell told think thinks "
    "thought know knew feel feels felt find found hold held lead leads led leave left lose "
    "lost keep kept meet met run ran bring brought build built send sent spend spent stand "
    "stands stood sit sits win won begin began begun become became rise rises rose risen fall "
    "falls fell fallen grow grew grown rank ranks cut set put hit hits caught bought sold "
    "drove driven broke broken stole stolen beat beaten chose chosen wrote written spoke "
    "spoken drew drawn threw thrown swore sworn contain contains include includes remain "
    "remains exist exists equate equates relate relates account accounts involve involves "
    "belong belongs reside resides participate experience agree disagree believe believes "
    "report reports receive receives tells died die dies need needs want wants appear appears "
    "occur occurs "
    "pertain pertains carry carries suffer suffers benefit benefits volunteer volunteers go "
    "goes comes takes makes gives gets sees represents represent reach reaches complete "
    "continue continues visit speak seek access engage engages commit commits cost costs "
    "total number make-up comprise comprises cover covers serve serves support supports "
    "follow follows happen happens result results mean means compare compares read reads"
)

# The same forms that are as often nouns: a verb only where the phrase already has its plural head
NOUN_OR_VERB = word_set(
    "use work report reports visit visits support supports need needs experience access cost "
    "costs total number cut set run contact contacts cover result results rank ranks attend "
    "show shows follow lead leads left found hit hits rise rises fall falls account accounts "
    "read reads benefit benefits sit stand complete commit volunteer volunteers present"
)

PREPOSITIONS = word_set(
    "of in on at to for from with by about across throughout during within over under between "
    "among amongst against into onto through via per after before since until till towards "
    "toward around near outside inside beyond above below upon off out up down without "
    "including excluding regarding concerning following despite alongside versus vs as than "
    "like plus compared due because worth"
)

# Those that may go on with what is counted: "thefts from shops", "calls for service"
LINKS = word_set("of from for on about to against")

# "visits to offer advice": to before these begins an infinitive
INFINITIVES = word_set(
    "offer provide help support raise ensure give discuss tackle reduce improve prevent "
    "identify be address deliver promote allow enable increase encourage make take keep work "
    "protect meet assist educate engage inform advise develop explore share gain learn "
    "understand build create date have do get see find run stop bring hold become attend "
    "receive report speak talk the target disrupt deter detect safeguard highlight signpost "
    "launch pilot test recruit monitor review complete sign join respond manage continue "
    "participate use access tell ask let stay move live feel think know go come give prepare "
    "plan establish introduce carry cover"
)

DETERMINERS = word_set(
    "the a an this that these those our their its his her your my each every all both some "
    "any no such another other either neither"
)

PRONOUNS = word_set(
    "i we you he she it they them us him me who whom whose which what there here one ones "
    "none these those this that everyone everybody someone anybody nobody"
)

# Words that open a clause of their own
CONJUNCTIONS = word_set(
    "but while whilst although though however whereas where when if because unless so nor yet "
    "therefore meanwhile"
)

# "Data shows that burglary fell", "it was found that": what is told begins after these
SAYING = word_set(
    "show shows showed shown showing say says said find finds found indicate indicates "
    "indicated indicating suggest suggests suggested estimate estimates estimated identify "
    "identified note noted report reports reported reveal reveals revealed highlight "
    "highlights highlighted think believe state states stated mean means meaning see seen saw "
    "demonstrate demonstrates confirm confirms confirmed confirming evidence aware evidenced "
    "know tell tells told"
)

# Adverbs and openers that are no part of what is counted
ADVERBS = word_set(
    "also still now then again already only just even yet once twice therefore however "
    "overall locally nationally regionally currently previously recently since further more "
    "most less least almost nearly about around approximately roughly over under up down not "
    "never often usually always sometimes so far too very quite instead both here there today "
    "together alone altogether furthermore additionally moreover meanwhile consequently "
    "respectively alike compared well fully back yoy year-on-year y/y yr-on-yr exactly "
    "jointly ever actively successfully conversely unfortunately positively encouragingly "
    "similarly slightly significantly sharply steadily marginally considerably substantially "
    "dramatically broadly particularly"
)

# Things counted by a word that is plural without -s, or that counts as one
PLURALS = word_set(
    "people children women men staff police youth data personnel homeless vulnerable elderly "
    "boys lads crime crimes premises police attendees households pupils cctv clergy fish "
    "sheep livestock disposal folk public media kit equipment training engagement ssw heroin "
    "cannabis vulnerable dead injured injuries wounded casualty"
)

# Things that are so general that the subject must say of what: "(Total 182 offences)"
GENERAL = word_set(
    "offence offences incident incidents case cases report reports episode episodes number "
    "numbers call calls level levels volume volumes total reduction increase rate rates "
    "occasion occasions time times figure figures instance instances recording record records "
    "recorded reported reporting victim victims investigation investigations"
)

# What partnerships have some of, and nobody would chart: no statistics
STRUCTURAL = word_set(
    "priority priorities theme themes objective objectives aim aims goal goals pillar pillars "
    "strand strands stage stages step steps phase phases group groups sub-group sub-groups "
    "subgroup subgroups board boards body bodies partnership partnerships partner partners "
    "csps agency agencies organisation organisations authority authorities council councils "
    "panel panels committee committees force forces section sections chapter chapters page "
    "pages part parts category categories type types way ways reason reasons point points "
    "question questions option options recommendation recommendations principle principles "
    "element elements factor factors year years month months week weeks day days hour hours "
    "minute minutes quarter quarters term terms round rounds level levels tier tiers half "
    "halves side sides table tables figure figures appendix copy "
    "document documents version edition issue key main topic topics area areas zone zones "
    "town towns district districts region regions county counties borough boroughs unitaries "
    "unitary sibling siblings thing things piece pieces aspect aspects dimension dimensions "
    "outcome outcomes second seconds"
)

# Words of change and their sign. As verb or particle: "rose 16.8%", "was down 18%"
MOVES: dict[str, int] = {
    **dict.fromkeys(
        word_set(
            "increase increases increased increasing rise rises rose risen rising grow grows "
            "grew grown growing climb climbs climbed climbing jump jumped jumping surge "
            "surged soared up upward doubled trebled tripled quadrupled upwards gained "
            "improve improved improving improves rocketed leapt spiked "
            "↑ ▲ ⬆"
        ),
        1,
    ),
    **dict.fromkeys(
        word_set(
            "decrease decreases decreased decreasing reduce reduces reduced reducing fall "
            "falls fell fallen falling drop drops dropped dropping decline declines declined "
            "declining cut cuts cutting slip slips slipped dip dips dipped down downward "
            "downwards shrank shrunk sliced lowered plummeted halved eased tumbled plunged ↓ ▼ ⬇"
        ),
        -1,
    ),
}

# As a noun: "an 8.4% rise in assaults", "a reduction of 6%"
CHANGES: dict[str, int] = {
    **dict.fromkeys(
        word_set(
            "increase increases rise rises growth jump surge uplift upturn climb improvement "
            "incr inc spike escalation gain"
        ),
        1,
    ),
    **dict.fromkeys(
        word_set(
            "decrease decreases reduction reductions fall falls drop drops decline declines "
            "cut cuts dip downturn decr red saving savings loss"
        ),
        -1,
    ),
}

# After the number: "29% fewer than", "1.7% below the level", "12% up on"
COMPARATIVES: dict[str, int] = {
    **dict.fromkeys(word_set("more higher greater above up over"), 1),
    **dict.fromkeys(word_set("fewer less lower below down under"), -1),
}

# What may stand between a number and its noun of change: "a 5% year-on-year overall reduction"
CHANGE_ADJECTIVES = word_set(
    "biggest largest greatest highest lowest smallest year-on-year year on yoy overall "
    "further annual slight small large significant general net real marked notable combined "
    "average total volume quarterly seasonal percentage numerical local additional marginal "
    "sustained steady steepest sharpest fastest sharp steep modest big huge dramatic substantial "
    "considerable welcome continued gradual"
)

# Words that tell when: what is counted does not go on with them
TIMES = word_set(
    "day days night nights week weeks month months year years weekend weekends last previous "
    "same period average occasion occasions quarter time times date weekday weekdays"
)

# Participles that are verbs after a number: "and 417 involved children"
DONE = word_set("involved included concerned affected required needed wanted led received")

# Verbs that lead to a level: "X stood at 612", "X came to 246"
MOTIONS = word_set(
    "come comes came gone goes went stood stands stand remained remains stable projected "
    "expected predicted forecast set continued continues continue began begins estimated "
    "amounted unchanged static equated equivalent equal equating ranks ranked ranking compares"
)

# "Noise makes up 29% of complaints": the subject is the part
COMPOSING = word_set(
    "accounts account accounted accounting makes make made represents represent represented "
    "comprises comprised constituted constitutes constitute forms formed totalled equates "
    "equating equated contributes contributed responsible equivalent "
    "generated generates hold holds"
)
