"""Capitalised names that the words around them show to be a project's."""

import re
from collections.abc import Iterator

from extractors.entities import OPERATION
from extractors.geography import find_places
from extractors.initiative_appositions import may_stand_alone
from extractors.initiative_names import Name, without_verb
from extractors.initiative_titles import is_project_name
from extractors.initiative_vocabulary import CAPITAL, NAME, SMALL, vocabulary
from extractors.organisations import find_organisations

_WORK = (
    r"(?:course|programme|project|scheme|campaign|initiative|pilot|intervention|workshops?|training"
    r"|helpline|app|roadshow|mentoring|outreach|drop-in|play|event|sessions?|brand|banner|name)"
)
# A word like "MetTrace", or several capitalised ones
_ANY = rf"(?P<name>{NAME}|[A-Z][a-z]+[A-Z]\w*)"
# "launched Second Half" · "signed up to Second Half" · "a course called Second Half" · "one of
# them, Second Half, brings …"
_BEFORE = (
    r"(?i:re-?launch(?:ed|ing)?|launch(?:ed|ing)?|pilot(?:ed|ing)?|roll(?:ed|ing)?\s+out|mount(?:ed)?"
    r"|sign(?:ed|ing)?\s+up\s+(?:to|for|as)|tak(?:e|ing|en)\s+part\s+in|took\s+part\s+in"
    r"|extend(?:ed|ing)?|repeat(?:ed|ing)?|re-?run|expand(?:ed|ing)?|trained\s+as|train\s+as"
    r"|ran|run(?:ning)?|host(?:ed|ing)?|stag(?:ed|ing)|trial(?:led|ling)?|continu(?:ed?|ing)(?:\s+with)?"
    r"|embed(?:ded|ding)?|evaluat(?:ed?|ing)|widen(?:ed|ing)?|bring(?:ing)?\s+back"
    r"|brought\s+back|laid\s+on|put\s+on|adopt(?:ed)?|introduc(?:ed?|ing)|start(?:ed|ing)?|promot(?:ed?|ing)|deliver(?:ed|ing)?|set(?:ting)?\s+up"
    r"|under\s+the\s+(?:name|banner|title)(?:\s+of)?|(?<!previously\s)(?<!formerly\s)known\s+as"
    rf"|{_WORK}\s+named"
    r"|branded\s+as|called|entitled|dubbed|nicknamed|keep(?=\s[A-Z][\w’' ]+\bgoing\b)"
    r"|commission(?:ed)?(?=\s[^.;]+,\s+an?\s))"
)
_INTRODUCED = re.compile(
    rf"(?:\b{_BEFORE}\s+(?:(?:the|our|a|an|its|their|this)\s+)?"
    r"(?:(?:new|first|annual|successful|popular)\s+)?"
    rf"|\b(?i:our|an?|the|its)\s+(?:[\w-]+\s+){{0,3}}{_WORK},\s+(?=[^,.;]+(?:,|\s[–-]\s|$))"
    r"|\b[Oo]ne\s+of\s+(?:them|these|those),\s+(?=[^,.;]+,))"
    rf"(?<![\w’'-]){_ANY}"
)
_ADJECTIVE = (
    r"(?!(?:the|a|an|this|that|our|their|its|his|to|of|for|and|in|on|with|by|from|as|at|is|was|are"
    r"|has|have|had|will|runs?|ran|leads?|led|or)\b)(?![a-z-]+ed\b)[a-z][\w-]+"
)
# "the Second Half small grants scheme" · "28 Second Half volunteers"
_WITH_KIND = re.compile(
    rf"(?<![\w&/’'-])(?P<name>{CAPITAL}(?:(?:\s+{SMALL})*\s+{CAPITAL})+)\s+"
    rf"(?:{_ADJECTIVE}\s+){{0,2}}"
    r"(?:scheme|campaign|initiative|pilot|programme|project|course|pledge|roadshows?|champions"
    r"|volunteers|sessions|workshops|patrols|mentoring|days|events?|bins|posters|leaflets|stickers|packs|kits"
    r"|films?|podcasts?|app|brand|banner|bus|drama|evenings|lessons|classes|clinics|drop-ins?|nights)(?!\w)"
)
# "the Doorwatch text messaging scheme" · "A second scheme, Anchor, helps …" · "a project called
# Anchor"
_SINGLE = re.compile(
    rf"\b(?:[Tt]he|[Oo]ur|[Aa])\s+(?P<name>[A-Z][a-z]{{3,}})\s+(?:{_ADJECTIVE}\s+){{1,2}}"
    r"(?:scheme|programme|project|campaign|initiative|course)\b"
    rf"|\b(?i:our|an?|the|its)\s+(?:[\w-]+\s+){{0,3}}{_WORK},\s+(?P<told>[A-Z][a-z]{{3,}}),\s"
    rf"|\b{_WORK}\s+(?:called|named|known\s+as|titled|entitled)\s+(?:the\s+)?(?P<called>[A-Z][\w’-]{{3,}})"
    r"(?!\s+[A-Z])"
)
# "£650 for the Harbury Street Games"
_PAID = re.compile(
    rf"£[\d,]+\s+(?:for|towards)\s+(?:the\s+)?(?![A-Z]{{2}})(?P<name>{NAME})"
    r"(?=[,.;]|\s+and\s+£|$)"
)
# "the Lunch, Listen, Learn seminars" · "Clear, Hold, Build will start": no list without "and"
_PIECE = rf"{CAPITAL}(?:\s+{CAPITAL})?"
_COMMAS = re.compile(
    rf"(?<![\w’'-])(?P<name>{_PIECE}(?:,\s{_PIECE}){{1,3}})(?=\s+{_ADJECTIVE}?\s*(?:scheme|campaign"
    r"|initiative|programme|project|course|sessions|workshops|seminars|events?|pledge|posters)\b)"
    rf"|(?<![\w’'-])(?P<three>{_PIECE}(?:,\s{_PIECE}){{2,3}})(?=\s+(?:will|is|was|has|began|begins|starts|runs"
    r"|ran|helps|helped|aims|offers|supports|supported)\b)"
)
_EVERYDAY_FIRST = re.compile(r"(?:In|At|On|For|With|From|As|Since|Last|This|The)\b")
# "launched the Safer Valley (SV) partnership": what is launched is a body or a paper
_NO_PROJECT_BEHIND = re.compile(
    r"^(?:\s+\([A-Z][\w&]*\))?\s+(?:partnership|board|group(?!\s+for\b)|strategy|report|website|page|plan|survey"
    r"|consultation|review|service|team|hub|fund\w*|meeting|network|policy|framework|officers?"
    r"|accounts?|grant|round)\b"
)
# "Through Second Half, officers visited …"
_THROUGH = re.compile(
    r"(?:^(?:Through|Under|Using|As\s+part\s+of)|\b(?:trained|helped|supported|mentored|reached|taught"
    rf"|fitted)\s+(?:through|under|via|as\s+part\s+of))\s+(?:the\s+)?{_ANY}(?=,?\s+[a-z\d]|\W*$)"
)
# "funded eleven projects, among them Feet First and the Harbury Girls Sevens"
_LIST = re.compile(
    r"\b(?:projects|schemes|initiatives|campaigns|programmes|courses|interventions)\b[^.;:]{0,60}?"
    r"(?:,?\s+(?:including|such\s+as|among\s+them|namely)|:)\s+(?P<list>[^.;:]+)"
)


def find_in_context(text: str) -> list[Name]:
    """Names that a verb or kind of work introduces, or that are told to be run by somebody."""
    return [
        *_introduced(text),
        *_with_kind(text),
        *_listed(text),
        *_single(text),
        *_with_commas(text),
    ]


def _introduced(text: str) -> Iterator[Name]:
    for pattern in (_INTRODUCED, _THROUGH, _PAID):
        for match in pattern.finditer(text):
            yield from _name(text, *match.span("name"), "initiatives.introduced", 0.75)


def _with_kind(text: str) -> Iterator[Name]:
    for match in _WITH_KIND.finditer(text):
        yield from _name(text, *match.span("name"), "initiatives.name_with_work", 0.7)


def _listed(text: str) -> Iterator[Name]:
    for match in _LIST.finditer(text):
        for name in re.finditer(rf"(?<![\w&/’'-]){NAME}", match["list"]):
            start = match.start("list")
            span = (start + name.start(), start + name.end())
            yield from _name(text, *span, "initiatives.introduced", 0.75)


def _single(text: str) -> Iterator[Name]:
    for match in _SINGLE.finditer(text):
        kind = next(kind for kind in ("name", "told", "called") if match[kind])
        name, at = match[kind], match.start(kind)
        is_name = kind != "name" or may_stand_alone(name)
        if is_name and not find_organisations(name) and not find_places(f"in {name}"):
            yield Name(at, at + len(name), name, "initiatives.name_with_work", 0.7)


def _with_commas(text: str) -> Iterator[Name]:
    for match in _COMMAS.finditer(text):
        name = match["name"] or match["three"]
        pieces = name.split(", ")
        is_other = any(find_places(f"in {p}") or find_organisations(p) for p in pieces)
        if not is_other and not _EVERYDAY_FIRST.match(name):
            yield Name(
                *match.span("name" if match["name"] else "three"),
                name,
                "initiatives.name_with_work",
                0.7,
            )


def _name(text: str, start: int, end: int, method: str, trust: float) -> Iterator[Name]:
    start, end = without_verb(text, start, end)
    known = vocabulary().known.match(text, start, end)
    if known and re.match(r"\s+(?:in|at|to|for)\s", text[known.end() :]):
        end = known.end()  # "a Pubwatch in Harbury"
    if text[start:end].endswith(("’s", "'s")) or OPERATION.match(text[start:end]):
        return
    if is_project_name(text[start:end]) and not _NO_PROJECT_BEHIND.match(text[end:]):
        yield Name(start, end, text[start:end], method, trust)
