"""Numbers that count nothing: dates, ages, laws, pages, phone numbers and the like, by name."""

import re
from dataclasses import dataclass
from functools import lru_cache

from extractors.values.contacts import EMAIL, PHONE, URL
from extractors.values.dates import MONTH
from extractors.values.figures import AFTER, BEFORE, COUNT, COUNTED, DASH, FIGURE, SMALL_WORD
from extractors.values.money import find_money
from extractors.values.periods import find_periods, not_periods
from extractors.values.spans import longest


@dataclass(frozen=True, slots=True)
class Decoy:
    """Something with a number in it that is no count, at start:end."""

    start: int
    end: int
    text: str
    kind: str


_RANGE = rf"(?:\s?(?:{DASH}|/|to|or)\s?{COUNT})"
_PLURAL_RANGE = r"(?:\s?(?:,|and|&|,\sand)\s?[0-9]{1,3}\b(?![.,]?[0-9])){0,4}"
_BETWEEN = rf"(?:(?<=between\s){COUNT}\sand\s)?"
_TWO = r"[0-9]{1,2}"
_DAY = r"[0-3]?[0-9](?:st|nd|rd|th)?"
_WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_PEOPLE = r"""(?:children|people|those|anyone|someone|everyone|pupils|adults|persons|residents
    |drivers|riders|women|men|girls|boys|clients|patients|tenants|victims|offenders)"""
_CLOCK = r"[0-9]{1,2}(?:[.:][0-5][0-9])?"
_NO_MEAN = r"(?<!average\sof\s)(?<!median\sof\s)(?<!mean\sof\s)(?<!total\sof\s)"
_INDENT = r"(?:[^\S\n]|[#*\u2022-](?![0-9])|[#*](?=[0-9])){0,8}"
_SPAN_WORDS = (
    "last",
    "this",
    "past",
    "previous",
    "next",
    "per",
    "each",
    "every",
    "the",
    "a",
    "one",
)
# the last year 12 offences: no school year
_NO_SPAN = "".join(rf"(?<!\b{word}\s)" for word in _SPAN_WORDS)
_YEAR_WORDS = ("in", "the", "since", "for", "during", "by", "from", "until", "before", "after")
_YEAR_LEAD = "(?:" + "|".join(rf"(?<=\b{word}\s)" for word in _YEAR_WORDS) + ")"
_REFERENCE = r"[0-9]{1,3}(?:\.[0-9]{1,2}){0,3}(?![0-9]|[.,][0-9])"
_SCHOOL = r"(?:1[0-3]|[1-9])s?\b(?![.,][0-9]|/[0-9]{2}/|/[0-9]{4}|\s?%)"
_LENGTH = r"(?:minute|min|hour|hr|day|week|month|year|night|weekend)"

_PATTERNS: dict[str, str] = {
    # 31st March · 4 July · Monday 3rd
    "date": rf"""\b{_DAY}(?:\s?{DASH}\s?{_DAY})?\s(?:of\s)?
        (?=(?-i:[A-Z])){MONTH}(?![a-z])(?!\s?{FIGURE})
      | \b{MONTH}\s[0-3]?[0-9](?:st|nd|rd|th)\b
      | \b{_WEEKDAY}\s(?:the\s)?[0-3]?[0-9](?:st|nd|rd|th)\b
      | (?<![\w/.]){_TWO}[/.]{_TWO}[/.](?:[0-9]{{4}}|{_TWO})(?![\w/])""",
    # 10.30am · 18:00 · 7pm – 11pm · 9-5pm · 1800 hours · half past two
    "time": rf"""(?<![\w.]){_CLOCK}(?:\s?(?:{DASH}|to)\s?{_CLOCK})?\s?[ap]\.?m\b
      | (?<![\w.:])(?:[01]?[0-9]|2[0-3]):[0-5][0-9](?![\w:])(?:\s?h(?:ou)?rs\b)?
      | \b[0-2][0-9][0-5][0-9](?:\s?{DASH}\s?[0-2][0-9][0-5][0-9]\s?(?:hrs|hours)|hrs)\b
      | \b(?:at|from|between|until|by|before|after)\s[0-2][0-9][0-5][0-9]\s(?:hrs|hours)\b
      | (?<![\w.]){COUNT}\s(?:at\snight|in\sthe\s(?:morning|afternoon|evening))\b
      | \bhalf\spast\s\w+ | \b{SMALL_WORD}\so['\u2019]clock\b""",
    # aged 11-18 · 8-10 years old · under 18s · over-65s · 14-year-olds · 18 to 24 year olds
    "age": rf"""\bage[ds]?\s(?:(?:from|over|under|of|up\sto)\s|between\s(?:{COUNT}\sand\s)?)?
            {COUNT}{_RANGE}?\+?(?:\syears?\b(?:\s?-?\s?olds?\b)?)?
            (?:\s(?:and|or)\s(?:over|under|above|below|older|younger|up|more)\b)?
      | (?<![\w.]){_BETWEEN}{COUNT}{_RANGE}?\+?[\s-]{{1,2}}years?[\s-]?(?:olds?\b|of\sage\b)
      | (?<![\w.]){COUNT}{_RANGE}?[\s-]y/?o\b
      | \b(?:under|over)[\s-]?{_TWO}['\u2019]?s\b | \bunder[\s-](?:16|18|21|25)\b(?!%|\s(?:per|%))
      | (?<![\w.]){_TWO}\s?(?:{DASH}|to)\s?{_TWO}
            (?=\s(?:years?\s)?(?:population|cohort|age\s(?:group|band|range)s?)\b)
      | (?<![\w.]){_TWO}\s?{DASH}\s?{_TWO}s\b | \bthe\sage\sof\s{COUNT}
      | \b{_PEOPLE}\s(?:(?:who\s)?(?:is|are|was|were)\s)?(?:under|over)\s{_TWO}\b
            (?!%|[.,][0-9]|\s(?:days?|nights?|weeks?|months?|years\b(?!\sold)|sessions?|visits?|per)\b)""",
    # had not turned 18 · were under 20 (of people, before a stop)
    "age_reached": r"""\bturn(?:s|ed|ing)?\s(?:1[0-9]|2[0-9]|[4-9]0)(?=\s?[.,;)]|\sand\b|$)
      | (?:(?<=\bis\s)|(?<=\bare\s)|(?<=\bwas\s)|(?<=\bwere\s)|(?<=\bbeing\s)|(?<=\bthose\s))
            (?:under|over)\s(?:1[0-9]|2[015]|30|50|60|65|75)
            (?=\s?[.,;)]|\s(?:and|at|when|but|or)\b|$)""",
    # proposed at 1.4 · set out in 3.2
    "reference": r"""\b(?:proposed|set\sout|listed|described|shown|given|outlined|detailed|noted)
        \s(?:at|in)\s
        [0-9]{1,2}\.[0-9]{1,2}(?:\.[0-9]{1,2})?(?=\s(?!per|million|days|hours)[a-z]|\s?[.,;)]|$)""",
    # Year 7 · Years 5 and 6 · Key Stage 2 · Year 6s
    "school_year": rf"""(?=year){_NO_SPAN}\byear\s(?:group\s)?{_SCHOOL}
            (?:\s?(?:{DASH}|/|to|or|and|&)\s?{_SCHOOL}){{0,4}}
      | (?=years){_NO_SPAN}\byears\s{_SCHOOL}(?:(?:\s?(?:{DASH}|/|to|and|&|,)\s?){_SCHOOL}){{0,4}}
      | \bkey\sstages?\s[1-5](?:\s(?:and|&|to)\s[1-5]\b)?|\bKS[1-5]\b""",
    # call 101 · 999 calls
    "phone": rf"""{PHONE}
      | \b(?:call(?:s|ing|ed)?|dial(?:ling)?|ring(?:ing)?|phone|via|contact(?:ing)?|using|NHS
          |through|non-emergency|emergency|police\son|on|or|the)\s(?:us\s)?(?:on\s)?
          (?:101|999|111|112|105|116\s?123)\b(?!\s(?:[a-z]+s|people|children|young|men|women)\b)
      | \bext(?:n|ension)?\.?\s?[0-9]{{2,5}}\b
      | \b(?:101|999|111)\s(?:calls?|call-?handl\w+|service|system|number|line|reporting)\b""",
    "email": rf"(?<![\w.+-]){EMAIL}",
    "url": rf"\b{URL}",
    # CM7 9HB
    "postcode": r"(?-i:\b[A-Z]{1,2}[0-9][A-Z0-9]?\s[0-9][A-Z]{2}\b)",
    # section 17 · s.115 · Regulation 5 · Schedule 2
    "law": rf"""\b(?:sections?|regulations?|schedules?|articles?|clauses?|paragraphs?|paras?\.?
            |subsections?|sub-sections?|standing\sorders?|rules?)\s{_REFERENCE}(?:\([a-z0-9]\)){{0,3}}{_RANGE}?
      | \b(?:sections|regulations|articles|paragraphs)\s{_REFERENCE}{_PLURAL_RANGE}
      | \bs\.?\s?[0-9]{{1,3}}[A-Z]?\b(?=\s(?:of|notices?|orders?|search(?:es)?|powers?|stops?)\b)
      | \bs\.\s?[0-9]{{1,3}}\b""",
    # page 4 of 12 · p. 12 · pages 5-7
    "page": rf"""\b(?:page|pp?\.)\s?{FIGURE}(?:{_RANGE}|\sof\s{FIGURE})?
      | \bpages\s{FIGURE}(?:{_RANGE}|{_PLURAL_RANGE})""",
    # Figure 3 · Table 2.1 · Appendix 1
    "figure": rf"""\b(?:figures?|fig\.?|tables?|appendi(?:x|ces)|charts?|annex(?:e|es)?|maps?
        |graphs?|diagrams?|exhibits?|boxes|items?|slides?|vol\.|chapters?|footnotes?)
        \s{_REFERENCE}(?:{_RANGE})?""",
    # what stands behind a share may be how many were asked: 72% [510]
    "footnote": r"\[[0-9]{1,2}\]|(?<!%)(?<!%\s)\[[0-9]{3}\]",
    # 1. Tackle … · (2) … · Priority 1 · Tier 2 · No. 4 · #5
    "list_number": rf"""(?m:^{_INDENT}\(?(?:[0-9]{{1,2}}(?:\.[0-9]{{1,2}}){{0,3}})[.)]\s{{1,4}}
          (?=[A-Za-z"'\u2018\u201c]))
      | (?m:^{_INDENT}[0-9]{{1,2}}(?:\.[0-9]{{1,2}}){{1,3}}\s{{1,4}}(?=(?-i:[A-Z])))
      | \b(?:priorit(?:y|ies)|objectives?|actions?|aims?|goals?|outcomes?|recommendations?|strands?
          |themes?|phases?|rounds?|tiers?|levels?|stages?|steps?|parts?|bands?|grades?|option|ward
          |zones?|unit|cohort|tranche|group|type|week|day|module|lot|pillars?)\s
          (?:(?:one|two|three|four|five|six|[0-9]{{1,2}}(?:\.[0-9]{{1,2}})?)\b(?![,.]?[0-9]|\s?%))
          (?:\s?(?:{DASH}|/|and|&|,)\s?[0-9]{{1,2}}\b(?!\s?%))?(?!\sper\s?cent)
      | \bnos?\.\s?[0-9]{{1,4}}\b | \bnumbers?\s[0-9]{{1,2}}\b(?![,.]?[0-9]|\s?%)
      | (?<!\w)\#[0-9]{{1,4}}\b""",
    # 12-week · four-hour · two day · half-day · 16 days · for 6 months
    "course_length": rf"""(?<![\w.,]){COUNT}(?:{DASH}{COUNT})?\s?-{_LENGTH}s?\b(?:-long\b)?
      | (?<![\w.,]){COUNT}\s(?:minute|hour|day|week|month|year)\b(?!\s[0-9])
      | \bhalf[\s-](?:an?[\s-])?(?:day|hour|term|year|yearly|price|way|time)\b""",
    "duration": rf"""(?<![\w.,]){_NO_MEAN}
            {_BETWEEN}(?:24|2[0-3]|1?[0-9]|{SMALL_WORD})(?:{_RANGE})?\s(?:hours?|hrs?)\b
      | (?<![\w.,]){_NO_MEAN}{_BETWEEN}{COUNT}{_RANGE}?\+?
            \s?(?:minutes?|mins?|days|weeks?|months?|years?|yrs?|nights|weekends|decades?)\b
            (?!(?<=\syear)\s[0-9]{{1,2}}\b)
      | \b(?:by|for|over|in)\s(?:the\s)?(?:last\s|past\s|next\s)?
            (?:two|four|five|six|[2-9])\squarters\b""",
    # twice a month · once · every two weeks · 24/7 · 3 times a week · bi-monthly · fortnightly
    "frequency": rf"""\b(?:once|twice(?!\s(?:the|as|that)\b)|thrice)\b
            (?:\s(?:an?|per|every|each)\s(?:\w+))?
      | (?<![\w.,]){COUNT}(?:{_RANGE})?\stimes\s(?:an?|per|each|every)\s
            (?:day|week|month|quarter|year|term)\b
      | \bevery\s(?:other\s)?{COUNT}(?:{_RANGE})?\s?{_LENGTH}s?\b | \b24/7(?:/365)?\b
      | \bbi-?(?:monthly|annual|ennial|weekly)\b
      | \b{COUNT}(?:-(?:weekly|monthly|yearly)\b
            |\s(?:weekly|monthly|yearly)\s(?:basis|intervals?|cycle)\b)
      | \b(?:once|half)\sa\s(?:year|quarter)\b""",
    "ordinal_century": r"\b(?:[0-9]{1,2}(?:st|nd|rd|th)|twentieth|twenty-first)[\s-]century\b",
    "anniversary": r"\b[0-9]{1,3}(?:st|nd|rd|th)\s(?:anniversary|birthday)\b",
    # A12 · M25 · B1234
    "road": r"(?-i:\b[ABM][0-9]{1,4}\b(?:\(M\))?)",
    # Version 1.3 · v2
    "version": r"\b(?:version\s|ver\.\s?|v\.?)[0-9]{1,3}(?:\.[0-9]{1,3}){0,3}\b|\bweb\s2\.0\b"
    r"|(?<![\w.])[0-9]{1,3}(?:\.[0-9]{1,3}){2,5}(?![\w])",
    # Class A · Covid-19 · ISO 9001 · A4 · 4x4
    "code": r"\bcovid[\s-]?[0-9]{1,4}\b|(?-i:\b(?:ISO|BS|PAS)\s[0-9]{3,6}\b)"
    r"|\bclass(?:es)?\s[A-C]\b"
    r"|\b(?:A[3-5]|[2-5]G|4x4|7/7|9/11|3D|2D)\b|\b[0-9]{1,3}k\s(?:run|race|walk)\b|\b2m\srule\b"
    r"|\b[0-9]-[0-9]-[0-9]\b|\bone[\s-](?:to|2)[\s-]one\b|\b1(?:[\s-]?to[\s-]?|\s2\s|-2-)1\b"
    r"|\b121(?=\s(?:support|mentoring|sessions?|work|meetings?|tuition|counselling|basis)\b)"
    r"|\b[0-9]{1,2}-a-side\b|\bone[\s-](?:off|stop|another)\b"
    r"|\bzero[\s-]tolerance\b|\b(?:one|two)[\s-]way\b|\b(?:6th|sixth)[\s-]form\b"
    r"|\b[0-9]{1,3}\s?mph\b",
    # 12 High Street
    "address": r"""(?-i:\b[0-9]{1,4}[a-z]?(?:\s?-\s?[0-9]{1,4})?,?\s
        (?:[A-Z][\w'\u2019-]{1,20}\s){1,3}(?:Road|Street|Lane|Avenue|Close|Drive|Way|Place|Court
          |Square|Gardens|Terrace|Crescent|Parade|Grove|House|Rd|St|Ave)\b)""",
    # the 1970s
    "decade": r"\b(?:(?:19|20)[0-9]0|[0-9]0)['\u2019]?s\b",
    # 86.3 per 1,000 residents
    "rate_base": r"\b(?:per|(?:for|in)\severy)\s"
    r"(?:1,?000,?000|100,?000|10,?000|1,?000|100|head|thousand|million)\b|/\s?(?:1,?000|10,?000|100,?000)\b",
    # a year alone, unless a noun that is counted follows: 2019 saw …, but 2019 offences
    "year": rf"""(?=[12]){BEFORE}(?<!total\s)(?<!total\sof\s)
            (?:199[0-9]|20[0-3][0-9]){AFTER}(?!\s?%)
            (?!\s(?:[a-z-]+\s){{0,2}}{COUNTED}\b)
      | (?=[12]){_YEAR_LEAD}(?:199[0-9]|20[0-3][0-9]){AFTER}(?!\s?%)""",
}
_FLAGS = re.VERBOSE | re.IGNORECASE
_COMPILED = [(kind, re.compile(pattern, _FLAGS)) for kind, pattern in _PATTERNS.items()]


def find_decoys(text: str) -> list[Decoy]:
    """What looks like a number and counts nothing, in order, the longest of what overlaps."""
    return longest(decoy_candidates(text))


@lru_cache(maxsize=4096)  # several rules ask it of the same sentence
def decoy_candidates(text: str) -> tuple[Decoy, ...]:
    """The same with all that overlap: each of them forbids a number where it stands."""
    found = [
        Decoy(*match.span(), match[0], kind)
        for kind, pattern in _COMPILED
        for match in pattern.finditer(text)
    ]
    for money in find_money(text):
        found.append(Decoy(money.start, money.end, money.text, "money"))
    for match in _POUND.finditer(text):
        found.append(Decoy(*match.span(), match[0], "money"))
    for period in find_periods(text):
        kind = "date" if period.kind == "day" else "period"
        found.append(Decoy(period.start, period.end, period.text, kind))
    for pair in _YEARS.finditer(text):
        if int(pair[2]) == int(pair[1]) + 1:
            found.append(Decoy(*pair.span(), pair[0], "period"))
    for name in not_periods(text):
        found.append(Decoy(name.start, name.end, text[name.start : name.end], name.kind))
    return tuple(found)


# 22-23 without a lead may be a year
_YEARS = re.compile(r"(?<![\w.,/-])(1[0-9]|2[0-9]|3[0-9])[-/](2[0-9]|3[0-9]|1[0-9])(?![\w/%-])")
_POUND = re.compile(rf"[£$\u20ac]\s?{FIGURE}\w{{0,8}}")
