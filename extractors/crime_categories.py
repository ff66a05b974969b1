"""The category of a number: the crime whose offences, cases, victims or views it counts."""

import re

from extractors.measures import is_general
from extractors.numerals import Line, Reading
from extractors.themes import category_of

_CRIMES = re.compile(
    r"\b(?:offences?|incidents?|crimes?|cases?|victims?|reports?|homes|episodes?|referrals?|casualties"
    r"|thefts?|charges?|perpetrators?|survivors?|investigations?|deaths?|historical|complaints?|calls"
    r"|suspects?|repeats?|detections?|detected|clients?|alerts?|arrests for|broken into"
    r"|burgled|stolen|abuse|locations?|seriously|fatal|slight)\b",
    re.IGNORECASE,
)
# Of whom a service for victims tells: "the refuge took 64 families"
_SERVED = re.compile(r"^(?:women|families|clients|survivors|alerts|victims|repeat)\b", re.I)
_OF_VICTIMS = ("domestic_abuse", "modern_slavery", "hate_crime", "cse", "honour_based_abuse")
# What serves, and is no crime, case or victim: "Violence Advisors", "domestic abuse workshops"
_SERVICES = re.compile(
    r"\b(?:advis[eo]rs?|advocates?|officers?|sessions?|visits?|workshops?|training|events?|inputs?"
    r"|posters?|copies|campaigns?|messages?|booklets?|leaflets?|volunteers?|professionals?"
    r"|practitioners?|staff|coaches|members|panels?|refuges?|spaces|courses?|programmes?|meetings?"
    r"|visitors?|patrols?|operations?|cameras?|(?<!public )orders|notices?|warnings?|kits?|alarms?"
    r"|schools?|pupils?|delegates|roadshows?|stalls?|hotspots?|spots)\b",
    re.IGNORECASE,
)
_ALL_CRIME = re.compile(
    r"(?:overall\s|total\s|all\s)?(?:recorded\s|reported\s)?crimes?(?:\s(?:levels?|rates?|volumes?))?"
    r"(?:\s(?:in|across|per|recorded|reported)\s.+)?",
    re.IGNORECASE,
)
# "214 road casualties: 3 fatal, 48 serious and 163 slight"
_SEVERITIES = {"fatal": "road.fatal", "serious": "road.serious", "slight": "road.slight"}


def category(line: Line, k: int, reading: Reading) -> str | None:
    """The category of the measure, else of what stands round it where it counts crimes."""
    if _is_view(line, reading):
        return "perception"
    head = _PREPOSITION.split(reading.measure)[0]
    if reading.method == "statistics.asked" or (reading.unit == "count" and _SERVICES.search(head)):
        return None
    if _is_population(line, k, reading):
        return "population"
    last = line.readings.get(k - 1)
    if reading.is_before and last and last.measure == reading.measure and last.category:
        return last.category
    if code := _of_road(line, k, reading):
        return code
    code = _of_words(line, k, reading, head)
    return code or _of_same(line, k, reading) or _of_clause(line, k, reading)


_VIEWS = re.compile(
    r"\b(?:felt|feels?|feeling|agreed?|believed?|satisf\w+|dissatisf\w+|confiden\w+|worried|concerned|trust"
    r"|think|thought(?!\sto\sbe)|unsafe|perception|perceived?|(?:top|main|biggest)\sconcern|fear\sof)\b",
    re.IGNORECASE,
)
# "Given a list of concerns, 57% ticked …" · "Litter (21%) is named most often as a problem"
_SURVEY = re.compile(
    r"\b(?:respondents|survey(?:ed)?|ticked|top\s(?:answer|concern)|(?:was|were|are|is|concern,)\s(?:named|mentioned|cited)"
    r"|named\sby|mentioned\sby|(?:main|top|biggest)\s(?:concerns?|worr(?:y|ies)|problems?)|said\s(?:that|they)"
    r"|told\sus|want(?:ed)?\smore)\b",
    re.IGNORECASE,
)
_OF_VIEWS = re.compile(
    r"\b(?:what\s(?:residents|people|you|our\s\w+)\s(?:say|said|told|think)|survey|perceptions?|public\s(?:views?|opinion|confidence)"
    r"|confidence\sand|feelings?\s(?:of\s)?safe\w*|your\sviews|residents['’]?\s(?:views|voice)|consultation)\b",
    re.IGNORECASE,
)
_RECORDED = re.compile(r"\b(?:offences|incidents|recorded|police\sdata|referr\w+)\b", re.IGNORECASE)


_RESPONSE = re.compile(r"\b(?:response|reply|completion)(?:\srates?)?$", re.IGNORECASE)


def _is_view(line: Line, reading: Reading) -> bool:
    """Whether a share is of those who feel, worry about or have experienced something."""
    if reading.unit not in ("percent", "percentage_point_change"):
        return False
    if _RESPONSE.search(reading.measure):
        return False
    if _VIEWS.search(reading.measure):
        return True
    if _RECORDED.search(line.text):
        return False
    is_asked = _SURVEY.search(line.text) or _OF_VIEWS.search(line.section)
    return is_asked is not None


_PEOPLE = re.compile(
    r"(?:usual\s)?(?:people|residents|population|persons|inhabitants)"
    r"(?:\s(?:who\s)?(?:live[sd]?|living|reside|counted|here|in|aged|of)\b.*)?",
    re.IGNORECASE,
)
_CENSUS = re.compile(
    r"\b(?:census|mid-?year|mid-?20[0-9]{2}|population|projections?|home\sto|lived?\s(?:in|here)|living\sin)\b",
    re.IGNORECASE,
)
_OF_AGE = re.compile(
    r"\b(?:under|over|aged|older|younger|or\sover|ethnic|minority|born|white|asian|black)\b", re.I
)


# "The county has 571,600 residents"
_HAS_PEOPLE = re.compile(
    r"\b(?:county|borough|district|city|area|partnership|[A-Z]\w+)\s(?:has|had)\s(?:\w+\s){0,2}$"
)


def _is_population(line: Line, k: int, reading: Reading) -> bool:
    """Whether the people of a place are counted, or a share of them by age or origin."""
    last = line.readings.get(k - 1) or line.before
    is_share = reading.unit == "percent" and last is not None and last.category == "population"
    if is_share and _OF_AGE.search(f"{reading.measure} {line.text[line.numbers[k].end :][:40]}"):
        return True
    is_told = _PEOPLE.fullmatch(reading.measure) is not None
    has = _HAS_PEOPLE.search(line.text, 0, line.numbers[k].start) and reading.value > 5000
    return is_told and (has or _CENSUS.search(line.text) is not None)


_ROAD = re.compile(r"\b(?:roads?|collisions?|casualt\w+|traffic|RTCs?|KSIs?)\b", re.IGNORECASE)
_HURT = (
    (
        re.compile(
            r"\b(?:killed|died)\s(?:or|and)\s(?:were\s)?(?:seriously|badly)\b|\bKSIs?\b", re.I
        ),
        "road.ksi",
    ),
    (
        re.compile(r"\b(?:killed(?!\sor)|died|deaths|lost\stheir\slives|lives\slost)\b", re.I),
        "road.fatal",
    ),
    (re.compile(r"\b(?:seriously|badly)\s(?:hurt|injured)\b", re.I), "road.serious"),
    (re.compile(r"\bslightly\s(?:hurt|injured)\b", re.I), "road.slight"),
)


def _of_road(line: Line, k: int, reading: Reading) -> str | None:
    """How badly those were hurt whom a sentence or heading on roads tells of."""
    before = line.before.category if line.before else None
    is_road = _ROAD.search(f"{line.text} {line.section}") or (before or "").startswith("road")
    if not is_road or reading.unit not in ("count", "absolute_change"):
        return None
    end = line.numbers[k].end
    words = f"{reading.measure} {re.split('[0-9,;.]', line.text[end : end + 40])[0]}"
    return next((code for pattern, code in _HURT if pattern.search(words)), None)


# "homes since been burgled" · "offences flagged as domestic"
_OF_HOMES = re.compile(r"\b(?:homes?|houses|households?)\b.*\b(?:burgled|broken\sinto)", re.I)
_DOMESTIC = re.compile(r"\b(?:flagged(?:\sas)?|is|are|were|was)\sdomestic$", re.IGNORECASE)


def _of_words(line: Line, k: int, reading: Reading, head: str) -> str | None:
    """The category that the measure names, or what it is a part of."""
    with_whole = f"{reading.measure} {reading.breakdown or reading.whole}"
    behind = f"{reading.measure} {_behind(line, k, reading)}"
    if _OF_HOMES.search(behind):
        return "theft.burglary.residential"
    if _DOMESTIC.search(reading.measure):
        return "domestic_abuse"
    for words in (reading.measure, with_whole, reading.whole, behind):
        code = "all_crime" if _ALL_CRIME.fullmatch(words) else category_of(words)
        if code:
            code = _SEVERITIES.get(head.partition(" ")[0].lower(), code) if code == "road" else code
            return _narrowed(line, k, reading, code)
    return _of_kind(line, reading)


def _of_kind(line: Line, reading: Reading) -> str | None:
    """The kind of the heading's crime: `Possession` under "Drugs" is possession of drugs."""
    is_label = reading.method != "statistics.count_of_noun"
    over = category_of(line.heading) if is_label else None
    code = category_of(f"{line.heading} {reading.measure}") if over else None
    return code if over and code and code.startswith(f"{over}.") else None


# "547 vehicles stolen" · "51 fewer homes were broken into" · "96 children reported missing"
_DONE_TO = re.compile(
    r"\s((?:(?:were|was|have|had|been)\s){0,2}(?:stolen|broken\sinto|burgled|reported\smissing|went\smissing))\b"
)


def _behind(line: Line, k: int, reading: Reading) -> str:
    """What was done to those just counted, where that makes it a crime."""
    end = line.numbers[k].end
    at = line.text.find(reading.measure.rpartition(" ")[2], end, end + 80)
    found = (
        _DONE_TO.match(line.text, at + len(reading.measure.rpartition(" ")[2])) if at > 0 else None
    )
    return found[1] if found else ""


_WHOLE = re.compile(r"\b(?:all|total|overall)\s$", re.IGNORECASE)


def _narrowed(line: Line, k: int, reading: Reading, code: str) -> str:
    """`427 more thefts` after shop theft are shop thefts."""
    last = line.last(k) or (line.before if reading.method == "statistics.count_of_noun" else None)
    at = line.text.rfind(reading.measure, 0, line.numbers[k].start)
    is_whole = _WHOLE.search(line.text, max(0, at - 12), max(0, at)) is not None
    parts = reading.measure.split()
    is_short = (len(parts) == 1 or is_general(parts[0])) and not is_whole
    known = last.category if last else None
    return known if known and is_short and known.startswith(f"{code}.") else code


_PREPOSITION = re.compile(r"\s(?:on|in|at|for|with|of|from|to|by)\s")
# "2,329 cases, covering 3,341 children"
_INVOLVING = re.compile(r"\b(?:in\swhich|covering|involving|representing|affecting|concerning)\b")


def _of_same(line: Line, k: int, reading: Reading) -> str | None:
    """The category of a reading before that is of the same, or the whole of this one."""
    start = line.numbers[k - 1].end if k else 0
    is_involved = _INVOLVING.search(line.text, start, line.numbers[k].start) is not None
    known = [one for j, one in line.readings.items() if j < k]
    is_back = is_general(reading.measure) and reading.method != "statistics.out_of"
    if is_back and known and known[-1].category:
        return known[-1].category
    if not known and line.before:
        known = [line.before]
    for one in reversed(known):
        names = {one.measure, one.whole} & {reading.measure, reading.whole or reading.measure}
        if is_involved or names:
            return one.category
    return None


# What is said of cases of any crime: whose they are the sentences before or the heading tell
_OF_CASES = re.compile(
    r"^(?:high[\s-]risk\s)?(?:repeat|sanction|detection|detected|positive\soutcome|charge\srate|solved|outcome|victims?|cases?"
    r"|referrals?|suspects?|perpetrators?|clients?|waiting|location)\b",
    re.IGNORECASE,
)
_OFFENCES = re.compile(r"(?:crimes?|offences?|sanction\sdetections?|detection\srate)\b", re.I)
_OVERALL = re.compile(
    r"\b(?:crime\soverview|(?:all|overall|total|recorded)\scrime|where\scrime|crime\sand\sdisorder\sin"
    r"|key\sfindings|outcomes|crime\slevels|crime\sby\sward|volume\sof\scrime)\b",
    re.IGNORECASE,
)


def _of_clause(line: Line, k: int, reading: Reading) -> str | None:
    """The category of the clause, of the sentence before or of the heading."""
    about = category_of(line.heading)
    if about in _OF_VICTIMS and _SERVED.search(reading.measure):
        return about
    if not _CRIMES.search(f"{reading.measure} {reading.whole}"):
        return None
    is_own = not (is_general(reading.measure.partition(" ")[0]) or reading.whole or line.last(k))
    is_own = is_own and _OF_CASES.search(reading.measure) is None
    if is_own and reading.method != "statistics.count_of_noun":
        return None
    start = line.numbers[k - 1].end if k else 0
    clause = line.text[start : line.numbers[k].start]
    before = line.before.category if line.before and not line.readings else None
    before = None if before in ("perception", "population", "probation") else before
    codes = (*map(category_of, (reading.context, clause)), before, category_of(line.topic), about)
    code = next(filter(None, codes), None)
    is_overall = _OFFENCES.match(reading.measure) and (
        _OVERALL.search(line.section)
        or reading.unit == "rate_per_1000"
        or (reading.value > 1000 and category_of(line.text) is None)
    )
    return code or ("all_crime" if is_overall else None)
