"""The category of a number: the crime whose offences, cases, victims or views it counts."""

import re

from extractors.measures import is_general
from extractors.numerals import Line, Reading
from extractors.themes import category_of

_CRIMES = re.compile(
    r"\b(?:offences?|incidents?|crimes?|cases?|victims?|reports?|homes|episodes?|referrals?|casualties"
    r"|thefts?|charges?|perpetrators?|survivors?|investigations?|deaths?|historical)\b",
    re.IGNORECASE,
)
# What serves, and is no crime, case or victim: "Violence Advisors", "domestic abuse workshops"
_SERVICES = re.compile(
    r"\b(?:advis[eo]rs?|advocates?|officers?|sessions?|visits?|workshops?|training|events?|inputs?"
    r"|posters?|copies|campaigns?|messages?|booklets?|leaflets?|volunteers?|professionals?"
    r"|practitioners?|staff|coaches|members|panels?|refuges?|spaces|courses?|programmes?|meetings?"
    r"|visitors?|patrols?|operations?|cameras?|(?<!public )orders|notices?|warnings?|kits?|alarms?"
    r"|schools?|pupils?|delegates|roadshows?|stalls?|hotspots?|spots)\b",
    re.IGNORECASE,
)


_VIEWS = re.compile(
    r"\b(?:felt|feels?|agreed?|believed?|satisf\w+|dissatisf\w+|confiden\w+|worried|concerned|trust"
    r"|think|thought|unsafe|perception|perceived?)\b",
    re.IGNORECASE,
)


_ALL_CRIME = re.compile(
    r"(?:overall\s|total\s|all\s)?(?:recorded\s|reported\s)?crime(?:\slevels?)?(?:\s(?:in|across)\s.+)?",
    re.IGNORECASE,
)
# "214 road casualties: 3 fatal, 48 serious and 163 slight"
_SEVERITIES = {"fatal": "road.fatal", "serious": "road.serious", "slight": "road.slight"}


def category(line: Line, k: int, reading: Reading) -> str | None:
    """The category of the measure, else of what stands round it where it counts crimes."""
    if reading.unit in ("percent", "percentage_point_change") and _VIEWS.search(reading.measure):
        return "perception"
    head = _PREPOSITION.split(reading.measure)[0]
    if reading.method == "statistics.asked" or (reading.unit == "count" and _SERVICES.search(head)):
        return None
    with_whole = f"{reading.measure} {reading.breakdown or reading.whole}"
    for words in (reading.measure, with_whole, reading.whole):
        code = "all_crime" if _ALL_CRIME.fullmatch(words) else category_of(words)
        if code:
            return _SEVERITIES.get(head.partition(" ")[0].lower(), code) if code == "road" else code
    if code := _of_same(line, k, reading):
        return code
    return _of_clause(line, k, reading)


_PREPOSITION = re.compile(r"\s(?:on|in|at|for|with|of|from|to)\s")
# "2,329 cases, covering 3,341 children"
_INVOLVING = re.compile(r"\b(?:covering|involving|representing|affecting|concerning)\b")


def _of_same(line: Line, k: int, reading: Reading) -> str | None:
    """The category of a reading before that is of the same, or the whole of this one."""
    start = line.numbers[k - 1].end if k else 0
    is_involved = _INVOLVING.search(line.text, start, line.numbers[k].start) is not None
    known = [one for j, one in line.readings.items() if j < k]
    if not known and line.before:
        known = [line.before]
    for one in reversed(known):
        names = {one.measure, one.whole} & {reading.measure, reading.whole or reading.measure}
        if is_involved or names:
            return one.category
    return None


def _of_clause(line: Line, k: int, reading: Reading) -> str | None:
    """The category of the clause, of the sentence before or of the heading."""
    if not _CRIMES.search(f"{reading.measure} {reading.whole}"):
        return None
    is_own = not (is_general(reading.measure) or reading.whole or line.last(k))
    if is_own and reading.method != "statistics.count_of_noun":
        return None
    start = line.numbers[k - 1].end if k else 0
    clause = line.text[start : line.numbers[k].start]
    before = line.before.category if line.before and not line.readings else None
    codes = (*map(category_of, (reading.context, clause)), before, category_of(line.heading))
    return next(filter(None, codes), None)
