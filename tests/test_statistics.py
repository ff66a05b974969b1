"""Numbers of running text, in marked-up sentences: [printed|value unit|measure]."""

import re
from collections.abc import Iterator

import pytest

from extractors.reading.assemble import DraftBlock, Run, assemble
from extractors.reading.document import BlockKind
from extractors.scope import DocumentPart, Scope
from extractors.statistics import find_statistics
from schemas import Statistic

MARK = re.compile(
    r"\[(?P<printed>[^|\]]+)\|(?P<value>-?[\d.]+) (?P<unit>\w+)\|(?P<measure>[^\]]*)\]"
)

CHANGES = [
    "Possession of drugs ([+132|132 absolute_change|Possession of drugs] offences) and arson "
    "([+88|88 absolute_change|arson]) rose the most.",
    "Theft in Kent fell by [7%|-7 percentage_change|Theft in Kent] and the Essex figure by "
    "[4%|-4 percentage_change|Theft in Kent].",
    "Alcohol accounted for [17%|17 percent|Alcohol] of assaults, up from [15%|15 percent|Alcohol] "
    "the year before.",
    "The reoffending rate was [27%|27 percent|reoffending rate], [2 percentage points|2 "
    "percentage_point_change|reoffending rate] above the England and Wales average of "
    "[25%|25 percent|reoffending rate].",
    "↑ Arson: [+38|38 absolute_change|Arson] offences ([+65%|65 percentage_change|Arson])",
    "↓ Arson: [24|24 count|Arson offences] offences ([12%|-12 percentage_change|Arson offences])",
    "Hate crime went up from [283|283 count|Hate crime] to [296|296 count|Hate crime], or "
    "[4.6%|4.6 percentage_change|Hate crime].",
    "We recorded [506|506 absolute_change|fires] more fires than last year, or "
    "[7.3%|7.3 percentage_change|fires].",
    "Arson fell by [2%|-2 percentage_change|Arson]. London as a whole rose by "
    "[6%|6 percentage_change|Arson].",
    "Arson rose by [5%|5 percentage_change|Arson]. The rise across Kent was "
    "[7%|7 percentage_change|Arson] and for England [4%|4 percentage_change|Arson].",
    "Arson grew by [1.8%|1.8 percentage_change|Arson], well under the "
    "[5.1%|5.1 percentage_change|Arson] seen across Kent.",
    "The charge rate fell from [19%|19 percent|charge rate] to [15%|15 percent|charge rate], a "
    "loss of [4 percentage points|-4 percentage_point_change|charge rate].",
    "Calls about ASB were cut by a further [5%|-5 percentage_change|Calls about ASB].",
    "Robbery rose by [12%|12 percentage_change|Robbery].",
    "Criminal damage was down [9.4%|-9.4 percentage_change|Criminal damage].",
    "There was an [8.4%|8.4 percentage_change|assaults on shop staff] rise in assaults on shop "
    "staff.",
    "Violence saw a [22%|22 percentage_change|Violence reports] increase in reports on last year.",
    "Dog theft was [29%|-29 percentage_change|Dog theft] lower than in the year before.",
    "We recorded [214|-214 absolute_change|burglaries] fewer burglaries.",
    "Arson fell [3%|-3 percentage_change|Arson] and fraud rose [7%|7 percentage_change|fraud].",
    "Arson fell by [3%|-3 percentage_change|Arson] and fraud by [7%|-7 percentage_change|fraud].",
    "The detection rate improved to [14%|14 percent|detection rate], up "
    "[2 percentage points|2 percentage_point_change|detection rate].",
    "Bicycle theft: [+38|38 absolute_change|Bicycle theft] offences ([+65%|65 percentage_change"
    "|Bicycle theft])",
    "Graffiti reports came down by [a third|-33.33 percentage_change|Graffiti reports].",
    "Arson: ▼ [3.1%|-3.1 percentage_change|Arson]",
    "Robbery, arson and fraud rose by [2%|2 percentage_change|Robbery], "
    "[4%|4 percentage_change|arson] and [6%|6 percentage_change|fraud] respectively.",
    "Arson rose by [3%|3 percentage_change|Arson]; nationally the increase was "
    "[5%|5 percentage_change|Arson].",
    "The largest rises were in arson ([+38%|38 percentage_change|arson]) and fraud "
    "([+22%|22 percentage_change|fraud]).",
    "We saw [204|204 count|bin fires] bin fires, [37|-37 absolute_change|bin fires] down on last "
    "year.",
    "Trust was [61%|61 percent|Trust], [four points|-4 percentage_point_change|Trust] below the "
    "average of [65%|65 percent|Trust].",
    "Bike theft rose most sharply, by [23%|23 percentage_change|Bike theft].",
    "Hate crime rose [22%|22 percentage_change|Hate crime], from [174|174 count|Hate crime] to "
    "[213|213 count|Hate crime], and by [13%|13 percentage_change|Hate crime] across Kent.",
    "Two bad weeks put robberies [7%|7 percentage_change|robberies] above the average.",
    "Trust in wardens dropped [six points|-6 percentage_point_change|Trust in wardens] to "
    "[51%|51 percent|Trust in wardens].",
    "There were [90|90 count|ASB calls] ASB calls, a fall of [10%|-10 percentage_change|ASB calls] "
    "on the [100|100 count|ASB calls] received before.",
]
LEVELS = [
    "The average number of days to repair a light was [4.2|4.2 days|average number of days to "
    "repair a light].",
    "There were [87|87 count|thefts] thefts in Ashford, [40|40 count|thefts] in Dover and "
    "[12|12 count|thefts] in Thanet.",
    "Dover had [118|118 count|burglaries] burglaries and Thanet [104|104 count|burglaries].",
    "The charge rate was [8.1%|8.1 percent|charge rate] "
    "(last year [9.4%|9.4 percent|charge rate]).",
    "Small fires are rising again: crews attended to [486|486 count|Small fires].",
    "Thefts of tools fell from [527|527 count|Thefts of tools] to [404|404 count|Thefts of tools].",
    "Arson has seen the biggest decrease, from [52|52 count|Arson offences] to "
    "[40|40 count|Arson offences] offences.",
    "Drink driving arrests fell to [31|31 count|Drink driving arrests] from "
    "[44|44 count|Drink driving arrests].",
    "Hate crime came to [246|246 count|Hate crime offences] offences.",
    "Robbery rose by [5%|5 percentage_change|Robbery] (Total [182|182 count|Robbery offences] "
    "offences).",
    "Closure orders (full and partial): [14|14 count|Closure orders]",
    "Confidence in neighbourhood policing [65%|65 percent|Confidence in neighbourhood policing]",
    "The compliance rate is [72%|72 percent|compliance rate].",
    "Calls were [31|31 count|Calls] in 2019/20, [28|28 count|Calls] in 2020/21 and "
    "[25|25 count|Calls] in 2021/22.",
    "The main worries were speeding ([54%|54 percent|speeding]), "
    "litter ([38%|38 percent|litter]) and noise ([33%|33 percent|noise]).",
    "Business robbery: [121|121 count|Business robbery offences] offences, no change",
    "Complaints about begging have halved (from [94|94 count|Complaints about begging] to "
    "[43|43 count|Complaints about begging]).",
    "The mean score for fear of crime was [3.4|3.4 score|mean score for fear of crime].",
    "Confidence in the police ([58%|58 percent|Confidence in the police]) has hardly changed.",
    "Fear of crime was highest in Harwick ([52%|52 percent|Fear of crime]) and Moor End "
    "([49%|49 percent|Fear of crime]).",
    "[41|41 count|shops] shops joined the radio scheme, taking its membership to "
    "[130|130 count|membership].",
    "Arson was at its highest in May ([41|41 count|Arson offences] offences) and at its lowest in "
    "March ([12|12 count|Arson offences]).",
    "Arson is down on last year ([48|48 count|Arson] against [71|71 count|Arson]).",
    "Vandalism: no change ([92|92 count|Vandalism])",
    "The survey drew a response of [51%|51 percent|response], down from [60%|60 percent|response].",
    "The average turnout is [34|34 count|average turnout] a night.",
    "[62|62 count|Speedwatch volunteers] Speedwatch volunteers came forward, against a target of "
    "[50|50 count|Speedwatch volunteers].",
    "[91%|91 percent|feel safe by day] feel safe by day; after dark it is "
    "[58%|58 percent|feel safe by day], and among women just "
    "[46%|46 percent|feel safe by day among women].",
    "Prevent referrals: Maidstone [21|21 count|Prevent referrals], Swale [9|9 count|Prevent "
    "referrals].",
]
COUNTS = [
    "[Twelve|12 count|warnings] warnings, [four|4 count|notices] notices and [one|1 count|Closure "
    "Order] Closure Order were issued.",
    "Volunteers gave [2,400|2400 hours|Volunteers hours] hours of their time to Speedwatch.",
    "Hate crime rose by [9%|9 percentage_change|Hate crime]: [214|214 count|Hate crime offences "
    "racially motivated] offences were racially motivated, [47|47 count|homophobic Hate crime "
    "offences] homophobic and [22|22 count|disability related Hate crime offences] disability "
    "related.",
    "Of the [96|96 count|children] children seen, [11|11 count|children thought to be at risk] "
    "were thought to be at risk.",
    "[Twenty-nine|29 count|organisations] organisations replied.",
    "[Eight|8 count|cameras live] of the cameras were live.",
    "[17|17 other|tonnes of waste] tonnes of waste were removed.",
    "Only [six|6 count|reports about farms] reports about farms came in.",
    "We thank the [230|230 count|volunteers] or so volunteers.",
    "Of the [436|436 count|robberies] robberies [391|391 count|robberies of the person] were of "
    "the person and [45|45 count|robberies of businesses] of businesses.",
    "Wardens made [302|302 count|Safe and Well visits] Safe and Well visits to offer advice.",
    "[34|34 count|professionals attended from health and housing] professionals attended from "
    "health and housing.",
    "A total of [117|117 count|safety talks to schools] safety talks to schools were given.",
    "There were [7|7 count|fatal casualties] fatal, [58|58 count|serious casualties] serious and "
    "[231|231 count|slight casualties] slight casualties.",
    "Drugs were found on [63|63 count|Drugs were found] occasions.",
    "[Two|2 count|sessions] sessions were held for carers.",
    "Officers put in [1,356 |1356 hours|hours of high visibility patrols]hours of high visibility "
    "patrols.",
    "Police attended [276|276 count|incidents] incidents, including [58|58 count|incidents of "
    "sheep theft] of sheep theft and [31|31 count|incidents of quad theft] of quad theft.",
    "[276|276 count|young people come through the door] young people have come through the door.",
    "It was seen by [2,975|2975 count|Year 6 pupils] Year 6 pupils.",
    "[Nine|9 count|county lines] county lines were closed.",
    "The [27|27 count|volunteers] volunteers gave [1,930|1930 hours|volunteers hours] hours.",
    "[2,160|2160 hours|hours on patrol] hours on patrol by our wardens.",
    "Marking reached [3,400|3400 count|homes] more homes.",
    "[312|312 count|answered online] answered online.",
    "The MARAC heard [92|92 count|MARAC cases] cases, closed [81|81 count|MARAC cases closed] and "
    "carried [11|11 count|MARAC cases carried forward] forward.",
    "Domestic abuse accounted for [480|480 count|Domestic abuse crimes] crimes.",
    "Just [one|1 count|robbery] robbery was recorded.",
    "The Risk Assessment Conference (MARAC) heard [64|64 count|Risk Assessment Conference (MARAC) "
    "cases] cases.",
]
SHARES = [
    "Race was the motive in [64%|64 percent|Race] of hate crimes.",
    "Location: [44%|44 percent|Location in a dwelling] in a dwelling, [23%|23 percent|Location on "
    "the street] on the street.",
    "[One knife crime in six|16.67 percent|knife crime takes place near a school] takes place near "
    "a school.",
    "Litter was mentioned by [1 in 3|33.33 percent|Litter].",
    "Half of victims [(54%)|54 percent|victims under 20] were under 20.",
    "[91%|91 percent|felt safe by day] felt safe by day.",
    "[9.8%|9.8 percent|residents saw litter as a problem] of residents saw litter as a problem.",
    "Domestic abuse accounts for [17%|17 percent|Domestic abuse] of all recorded crime.",
    "[15%|15 percent|service users live in hostels] "
    "([199|199 count|service users live in hostels]) of service users live in hostels.",
    "[1 in 3|33.33 percent|adults have been scammed] adults have been scammed.",
    "Nearly [half (47%)|47 percent|repeat callers] were repeat callers.",
    "The panel heard [80|80 count|panel cases] cases, of which "
    "[71%|71 percent|panel cases racially motivated] were racially motivated.",
    "[19|19 count|visits made at night] of the [34|34 count|visits] visits were made at night.",
    "One in five tenants [(19%)|19 percent|tenants burgled] had been burgled.",
    "Women ([57%|57 percent|Women feel safe at night]) are less likely than men "
    "([79%|79 percent|men feel safe at night]) to feel safe at night.",
    "We recorded [80|80 count|noise cases] noise cases and [20|20 count|music cases] music cases, "
    "or [25%|25 percent|music cases].",
    "[1 in 4|25 percent|women will experience stalking] women and [1 in 6|16.67 percent|men will "
    "experience stalking] men will experience stalking.",
    "[71%|71 percent|aged over 55] aged over 55",
    "It helped [94|94 count|tenants] tenants, [71%|71 percent|tenants in flats] in flats and "
    "[29%|29 percent|tenants in houses] in houses.",
]
RATES = [
    "Arson ranks [4 th|4 rank|Arson lowest of the districts] lowest of the districts.",
    "Knife crime is low at [0.4|0.4 rate_per_1000|Knife crime offences] offences per 1,000 "
    "residents.",
    "We stand at [4.1|4.1 rate_per_1000|crimes] crimes per 1,000, [25th|25 rank|crimes rank] among "
    "the boroughs.",
    "The borough covers [265|265 sq_km|borough] square kilometres.",
    "Offenders: [71%|71 percent|male] male, with a median age of [31|31 years|median age of "
    "offenders].",
    "The crime rate was [86.3|86.3 rate_per_1000|crime rate] per 1,000 residents, against "
    "[82.1|82.1 rate_per_1000|crime rate] for Kent.",
    "Drug deaths reached [8.9|8.9 other|Drug deaths] per 100,000.",
    "There are [247|247 per_sq_km|people per square km] people per square km.",
    "We are ranked [fifth|5 rank|all crime highest] highest of the districts for all crime.",
    "There was an average of [3.6|3.6 ratio|reoffences per reoffender] reoffences per reoffender.",
    "The average response time was [2.4|2.4 days|average response time] days.",
    "The theft rate per 1,000 of the 10-17 population is [0.2|0.2 rate_per_1000|theft rate].",
    "Officers gave an average of [2.3|2.3 ratio|talks] talks.",
    "At [4.2|4.2 rate_per_1000|burglary rate] per 1,000 households our burglary rate is the "
    "[second|2 rank|burglary rate lowest in Kent] lowest in Kent.",
    "Just [41|41 rate_per_1000|crimes] crimes for every thousand people.",
    "Arson fell to [51|51 count|Arson offences] offences or [2.6|2.6 rate_per_1000|Arson offences] "
    "per 1,000 households (force [3.4|3.4 rate_per_1000|Arson offences]).",
    "Area: [54|54 sq_km|Area] sq km",
    "Average time to close: [41|41 days|Average time to close] days.",
]
NOTHING = [
    "The borough has two libraries, a museum and one station.",
    "We spent £1,200 on 12 March 2021.",
    "Section 17 of the 1998 Act, page 4, call 101 or 01632 960123.",
    "The 12-week course is for pupils in Year 8 aged 13 to 14.",
    "The partnership has three priorities, 4 sub-groups and meets twice a year.",
    "These two districts share a board.",
    "One of the partners left.",
    "Priority 2 Burglary",
    "See Figure 3 and Table 2.",
    "2 Headlines ............. 4",
    "“I was helped 12 times and my children are safe.”",
    "Percentages can mislead where numbers are small (for example fewer than 100).",
    "The MACE 2 meeting is bi-monthly.",
    "1 EXECUTIVE SUMMARY",
    "Ages in the 10-17 population vary.",
    "Marion (not her real name) is 79 and lives alone.",
    "Josh (15) was excluded from school.",
    "One more thing.",
    "1 A crime is detected when the offender is charged.",
    "We add one more, tackling fraud.",
]


def scope_of(*blocks: tuple[str, BlockKind], name: str = "Safer Testham") -> Scope:
    """The scope of a document of blocks; headings are of level 1."""
    drafts = [DraftBlock(Run.unplaced(text), kind, int(kind == "heading")) for text, kind in blocks]
    document = assemble(drafts, source="t.txt", sha256="0" * 64, media_type="text/plain")
    part = DocumentPart("annual_report", None, None, 0, len(document.text))
    return Scope(document, "t", "testham", name, (part,), ())


def told(text: str, heading: str = "Report") -> list[Statistic]:
    """The statistics of a paragraph under a heading."""
    return list(find_statistics(scope_of((heading, "heading"), (text, "paragraph"))))


def marked(sentence: str) -> Iterator[tuple[float, str, str]]:
    """Value, unit and measure of each mark."""
    for mark in MARK.finditer(sentence):
        yield float(mark["value"]), mark["unit"], " ".join(mark["measure"].split())


@pytest.mark.parametrize("sentence", [*CHANGES, *LEVELS, *COUNTS, *SHARES, *RATES])
def test_numbers_are_read(sentence: str) -> None:
    """Each marked number is a row, and no other is."""
    rows = told(MARK.sub(lambda mark: mark["printed"], sentence))
    assert [(row.value, row.unit, row.measure) for row in rows] == list(marked(sentence))


@pytest.mark.parametrize("sentence", NOTHING)
def test_what_counts_nothing_is_no_row(sentence: str) -> None:
    """Dates, sums, laws, courses, bodies, names, lists of contents and testimony are no rows."""
    assert told(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "qualifiers"),
    [
        ("More than 600 pupils took part.", ["at_least"]),
        ("About 40 visits were made.", ["approx"]),
        ("Up to 60% of victims were helped.", ["at_most"]),
        ("There are 10 – 12 students in each project.", ["at_least", "at_most"]),
        ("It is estimated that 480 users live here.", ["approx"]),
        ("A third of victims were children.", ["approx"]),
        ("Over half (55%) felt uninformed.", ["exact"]),
        ("Wardens handed over 415 alarms.", ["exact"]),
        ("Police logged 44 thefts, below the 97 of last year.", ["exact", "exact"]),
    ],
)
def test_how_exact_a_number_is(sentence: str, qualifiers: list[str]) -> None:
    """Words beside the number say whether it is exact; a range is two rows."""
    assert [row.qualifier for row in told(sentence)] == qualifiers


def test_how_many_were_asked_is_a_count() -> None:
    """*(n=512)* counts respondents, with little confidence, and says of which answer."""
    row = told("82% of tenants were satisfied (n=1,198).")[1]
    assert (row.value, row.unit, row.measure) == (1198, "count", "respondents")
    assert (row.breakdown, row.category) == ("tenants were satisfied", None)
    assert row.confidence <= 0.7


@pytest.mark.parametrize(
    ("sentence", "categories"),
    [
        ("Robbery rose by 5% (Total 182 offences).", ["robbery", "robbery"]),
        ("The council held 12 domestic abuse workshops.", [None]),
        ("56% agreed that police deal with crime.", ["perception"]),
        ("There were 90 hate crimes, of which 12 were homophobic.", ["hate_crime", "hate_crime"]),
    ],
)
def test_only_crimes_and_views_have_a_category(sentence: str, categories: list[str | None]) -> None:
    """What counts crimes, cases, victims or views; sessions and staff are none."""
    assert [row.category for row in told(sentence)] == categories


def test_a_pronoun_takes_the_subject_of_the_sentence_before() -> None:
    """*It*, *these* and numbers without a noun are of what was told before."""
    rows = told("Bicycle theft fell to 94 offences. It has come down by 6% since 2019.")
    assert [row.measure for row in rows] == ["Bicycle theft offences"] * 2
    rows = told("Bicycle theft fell to 94 offences. 14 were e-bikes.")
    assert rows[1].measure == "Bicycle theft offences e-bikes"


def test_a_run_in_heading_says_what_reports_are_of() -> None:
    """*Anti-social behaviour:* at the start of a paragraph is its heading."""
    (row, _) = told("Anti-social behaviour: Reports fell to 1,276 from 1,540.")
    assert row.category == "asb"


def test_numbers_of_a_sentence_share_a_statement() -> None:
    """One `statement_id` a sentence, the same in every run."""
    text = "Robbery rose by 5% (Total 182 offences). Arson fell by 3%."
    ids = [row.statement_id for row in told(text)]
    assert ids[0] == ids[1] != ids[2]
    assert ids == [row.statement_id for row in told(text)]


def test_the_same_number_told_again_is_one_row() -> None:
    """A number is a row however often it is told; another period makes another."""
    assert len(told("We gave out 8,000 leaflets. All 8,000 leaflets were printed here.")) == 1
    assert len(told("We held 30 events in 2020/21. We held 30 events in 2021/22.")) == 2


def test_numbers_that_agree_are_surer() -> None:
    """A change that its two numbers bear out raises all three; one they do not is a warning."""
    right = told("Thefts fell from 527 to 404 offences (23%).")
    assert [row.value for row in right] == [527, 404, -23]
    assert min(row.confidence for row in right) > 0.95
    scope = scope_of(("Thefts fell from 527 to 404 offences (53%).", "paragraph"))
    wrong = list(find_statistics(scope))
    assert max(row.confidence for row in wrong) < 0.95
    assert [warning for warning in scope.warnings if "-53" in warning and "527" in warning]


def test_a_number_alone_takes_the_words_below_it() -> None:
    """The big numbers of an infographic."""
    scope = scope_of(("4,210", "paragraph"), ("vulnerable tenants supported", "paragraph"))
    (row,) = find_statistics(scope)
    assert (row.value, row.measure, row.method) == (
        4210,
        "vulnerable tenants",
        "statistics.number_alone",
    )


def test_section_numbers_of_headings_count_nothing() -> None:
    """*7 Roads and fire* is a heading; *302 Safe and Well visits* states something."""
    assert list(find_statistics(scope_of(("7 Roads and fire", "heading")))) == []
    rows = find_statistics(scope_of(("302 Safe and Well visits", "heading")))
    assert [row.value for row in rows] == [302]


def test_a_dated_heading_over_the_next_one_dates_numbers() -> None:
    """*Delivery against our priorities in 2021-22* dates what stands under it, a title nothing."""
    (row,) = told("In total 96 sessions were held.", "Delivery against our priorities in 2021-22")
    assert row.period is None  # the only heading is the title of the report
    blocks = [("Annual Report 2021-22", 1), ("Delivery against our priorities in 2021-22", 2)]
    drafts = [DraftBlock(Run.unplaced(text), "heading", level) for text, level in blocks]
    drafts.append(DraftBlock(Run.unplaced("In total 96 sessions were held."), "paragraph", 0))
    document = assemble(drafts, source="t.txt", sha256="0" * 64, media_type="text/plain")
    part = DocumentPart("annual_report", "Annual Report 2021-22", None, 0, len(document.text))
    (row,) = find_statistics(Scope(document, "t", "testham", "Safer Testham", (part,), ()))
    assert row.period == "2021-22"


def test_source_is_the_sentence_and_is_verbatim() -> None:
    """The words come with the number, and nothing is made up."""
    (row,) = told("Wardens made 302 checks on older tenants.")
    assert row.source_text == "Wardens made 302 checks on older tenants."
    assert row.section == "Report"
    assert row.table_id is None


def test_a_table_read_as_text_is_a_warning() -> None:
    """Hundreds of numbers in a sentence are no sentence, and are not lost in silence."""
    scope = scope_of((" and ".join(f"{n} thefts" for n in range(100, 400)), "paragraph"))
    assert list(find_statistics(scope)) == []
    assert "numbers in a sentence were not read" in scope.warnings[0]
