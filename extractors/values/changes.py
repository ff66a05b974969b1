"""Which way a number points: the sign that the words of change round it give."""

import re

from extractors.values.figures import COUNTED, FIGURE

# nouns, which may stand on either side of the number: an increase of 6%, a 6% increase
_RISE = r"increases?|rises?|growth|gains?|uplift|jump|surge|incr?\.?"
_FALL = r"reductions?|decreases?|falls?|drops?|cuts?|declines?|dip|downturn|decr?\.?"
# verbs, only before: rose by 12.4%, was down 18%
_ROSE = r"""rose|ris(?:en|ing)|increas(?:ed|ing)|grew|grow(?:n|s|ing)?|gained|climb(?:s|ed|ing)?
    |jumped|surged|(?<!set\s)(?<!sets\s)(?<!setting\s)(?<!signed\s)(?<!sign\s)(?<!made\s)(?<!make\s)
    (?<!makes\s)(?<!making\s)(?<!take\s)(?<!taken\s)(?<!taking\s)(?<!took\s)(?<!picked\s)(?<!pick\s)
    (?<!back\s)(?<!opened\s)(?<!follow\s)(?<!followed\s)(?<!step\s)(?<!pop\s)up(?!\sto\b)"""
_FELL = r"""fell|fall(?:en|ing)|decreas(?:ed|ing)|reduc(?:e|es|ed|ing)|dropp(?:ed|ing)|cutting
    |declin(?:ed|ing)|slipp?(?:ed|s)|lower(?:ed|ing)|diminish(?:ed|ing)|shr[aiu]nk|dipped
    |(?<!closed\s)(?<!shut\s)(?<!broken\s)(?<!close\s)(?<!track\s)(?<!settled\s)down(?!\sto\b)"""
# comparatives, only after: 29% fewer, 1.7% below, 24% up on
_MORE = r"more(?!\s(?:likely|common|vulnerable|than\sonce))|higher|greater|above|up"
_LESS = r"fewer|less(?!\slikely)|lower|smaller|below|down"

_FLAGS = re.VERBOSE | re.IGNORECASE
_LEADS = re.compile(
    rf"""(?P<up>\b(?:{_RISE}|{_ROSE})(?![\w-])|[\u2191\u25b2\u2b06])
      | (?P<down>\b(?:{_FALL}|{_FELL})(?![\w-])|[\u2193\u25bc\u2b07])""",
    _FLAGS,
)
_NOUN = re.compile(rf"(?:{_RISE}|{_FALL})", _FLAGS)
_CALM = r"""(?:percentage|per|cent|points?|year|on|significant(?:ly)?|sharp|slight(?:ly)?|small
    |large|sharply|big|huge|net|overall|further|annual|reported|recorded|national|marginal|modest|steady|total
    |average|much|far)"""
# an 8.4% rise · a 6% year-on-year fall · 29% fewer · 40 offences fewer than; not `24 down from 30`
_FOLLOWS = re.compile(
    rf"""[*_)]{{0,2}}(?:(?:[\s-]{{1,2}}{_CALM}\b){{0,4}}[\s-]{{1,2}}[*_]{{0,2}}
        (?:(?P<up>\b(?:{_RISE}|{_MORE})(?![\w-])|[\u2191\u25b2])
          |(?P<down>\b(?:{_FALL}|{_LESS})(?![\w-])|[\u2193\u25bc]))
        (?!\s(?:to|from|into|within|out|under)\b)
      | (?:\s[a-z-]+){{1,2}}\s(?:(?P<more>more|higher)|(?P<less>fewer|less|lower))\sthan\b)""",
    _FLAGS,
)

# what may stand between the word of change and its number and says nothing
_FILLERS = re.compile(
    r"""(?:[\s*_:=(\u2013\u2014-]{1,3}(?:by|of|was|is|were|an?|about|around|approximately|circa|c\.|roughly
    |some|nearly|almost|just|over|under|more|less|than|at|least|most|up\sto|in\sexcess|estimated
    |overall|significantly|slightly|sharply|further|markedly|only|even|another|between)\b\.?){0,7}
    [\s*_:=(\u2013\u2014-]{0,4}""",
    _FLAGS,
)
_MODEST = r"""(?:(?:about|around|approximately|nearly|almost|some|just|over|under|an?|up\sto
    |at\sleast|more\sthan|less\sthan|estimated|only|between|further)\s){0,3}[*_]{0,2}$"""
# reduced burglary by 5%
_BY = re.compile(rf"\bby\s{_MODEST}", _FLAGS)
# a reduction in burglary of 6%; not `in the number of 12`
_OF = re.compile(
    rf"(?<!number\s)(?<!total\s)(?<!rate\s)(?<!out\s)(?<!average\s)\bof\s{_MODEST}", _FLAGS
)
# the increase in violence was 5%
_WAS = re.compile(rf"^[^,]{{0,80}}(?<!there\s)\b(?:was|is|were)\s{_MODEST}", _FLAGS)
# rose to 302 · fell from 119: how many, not by how many
_LEVEL = re.compile(rf"\b(?:to|from)\s{_MODEST}", _FLAGS)
# by 5% in one year, by 7% in the next · by 5% and 6% respectively
_CHAIN = re.compile(rf"{FIGURE}\s?(?:%|per\scent)?(?:,\s?and|,|\sand|\s&)\s$", _FLAGS)
_CHAIN_AFTER = re.compile(
    r"\s(?:respectively|in|on|since|compared|over|for|during)\b|\s?[,.;()]|\s*+$", _FLAGS
)
# from 527 to 404 offences (23%)
_FROM_TO = re.compile(
    rf"\bfrom\s(?P<low>{FIGURE})\s(?:[a-z]+\s){{0,3}}?to\s(?P<high>{FIGURE})\b[^.;()0-9]{{0,60}}$",
    _FLAGS,
)
# up 45 on last year · down 12 offences; elsewhere `up 12` may be no change
_COUNT_AFTER = re.compile(rf"\s(?:on|from|compared|more|{COUNTED})\b|\s?[,.;()]|\s*+$", _FLAGS)

_SENTENCE = re.compile(r"[.!?]\s+(?=[A-Z\"'\u2018\u201c*])|[;\n]")
_PARENTHESIS = re.compile(r"\([^()]{0,200}\)")
_YEARS = re.compile(r"\b(?:19|20)[0-9]{2}(?:\s?[-/\u2013]\s?[0-9]{2,4})?\b")
_PERCENT = re.compile(r"%|per\s?cent|\bpc\b|\dpc|\dpp", re.IGNORECASE)
_DIGIT = re.compile(r"[0-9]")
_REACH = 240


def direction(text: str, start: int, end: int) -> int | None:
    """1 where the number text[start:end] is told as a rise, -1 as a fall, None as neither."""
    if text[start : start + 1] == "+":
        return 1
    if text[start : start + 1] in ("-", "\u2010", "\u2011", "\u2012", "\u2013", "\u2212"):
        return -1
    before, after = _sentence(text, start, end)
    is_percent = _PERCENT.search(text[start : end + 9]) is not None
    opening = before.rfind("(")
    if opening > before.rfind(")") and ")" in after:
        return _bracketed(before, opening, after[: after.index(")")], is_percent)
    return _in_clause(_masked(before), _masked(after), is_percent)


def _bracketed(before: str, opening: int, rest: str, is_percent: bool) -> int | None:
    """Of a number in brackets: words in them, else the words that they explain."""
    inside, outside = _masked(before[opening + 1 :]), _masked(before[:opening])
    sign = _in_clause(inside, _masked(rest), is_percent)
    if sign is not None or not is_percent or inside.strip() or rest.strip(" %"):
        return sign
    lead = _last_lead(outside[-90:])
    if lead and not _PERCENT.search(outside[-90:]):
        return _sign(lead)
    moved = _FROM_TO.search(outside.rstrip())
    if moved is None or moved["low"] == moved["high"]:
        return None
    low, high = (float(moved[name].replace(",", "")) for name in ("low", "high"))
    return 1 if high > low else -1


def _in_clause(before: str, after: str, is_percent: bool) -> int | None:
    sign = _led(before, after, is_percent)
    if sign is None and (match := _FOLLOWS.match(after)):
        sign = 1 if match["up"] or match["more"] else -1
    return _chained(before, after, is_percent) if sign is None else sign


def _led(before: str, after: str, is_percent: bool) -> int | None:
    """The sign of the last word of change before, where the words between lead to the number."""
    lead = _last_lead(before)
    if lead is None:
        return None
    gap = before[lead.end() :]
    if _DIGIT.search(gap) or _LEVEL.search(gap):
        return None
    if _FILLERS.fullmatch(gap):
        is_loose = not (is_percent or _BY.search(gap) or _OF.search(gap))
        return None if is_loose and not _COUNT_AFTER.match(after) else _sign(lead)
    is_noun = _NOUN.fullmatch(lead[0]) is not None
    leads = _BY.search(gap) or (is_noun and _OF.search(gap))
    if len(gap) <= 110 and (leads or (is_noun and is_percent and _WAS.search(gap))):
        return _sign(lead)
    return None


def _chained(before: str, after: str, is_percent: bool) -> int | None:
    """The sign of the number before, in a list of changes."""
    if _BY.search(before):
        lead = _last_lead(before)
        return _sign(lead) if lead else None
    chain = _CHAIN.search(before[-40:])
    if chain is None or not (is_percent and _CHAIN_AFTER.match(after)):
        return None
    return _led(before[: len(before) - len(chain[0])], "", is_percent)


def _last_lead(before: str) -> re.Match[str] | None:
    last = None
    for match in _LEADS.finditer(before):
        last = match
    return last


def _sign(lead: re.Match[str]) -> int:
    return 1 if lead["up"] else -1


def _sentence(text: str, start: int, end: int) -> tuple[str, str]:
    """What stands before and after the number in its sentence, so far as it matters."""
    low = max(0, start - _REACH)
    for stop in _SENTENCE.finditer(text, low, start):
        low = stop.end()
    stop_after = _SENTENCE.search(text, end, end + _REACH)
    return text[low:start], text[end : stop_after.start() if stop_after else end + _REACH]


def _masked(clause: str) -> str:
    """The clause with what stands in brackets, and years, blanked out; offsets stay."""
    blank = _PARENTHESIS.sub(lambda m: " " * len(m[0]), clause)
    return _YEARS.sub(lambda m: "y" * len(m[0]), blank)
