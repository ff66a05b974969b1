"""Initiatives that an account of what was done tells under a heading or in a bullet of its own."""

import re
from collections.abc import Iterator

from extractors.geography import find_places
from extractors.initiative_facts import Found, financial_year, told_of
from extractors.organisations import find_organisations
from extractors.priority_words import NUMBER_ALONE, headed
from extractors.reading.document import Block
from extractors.scope import Scope
from extractors.themes import is_theme_only
from extractors.values.names import clean_name

# "Crime Guide for Parents – 8,000 copies were printed" · "Safe Steps: a course for …"
_NAMED_BULLET = re.compile(
    r"^(?P<name>[A-Z‘'“#][^.;:\n]{3,80}?)(?:\s+[–—-]\s+|:\s+)(?P<told>[^\d\s+-].{25,}|\d.{40,})",
    re.DOTALL,
)
_KIND_OF_WORK = re.compile(
    r"\b(?:programme|course|project|service|scheme|group|sessions?|workshops?|campaign|training"
    r"|events?|support)\b"
)
# "The Sunrise Project" is named like an organisation and is none
_OF_WORK = re.compile(
    r"\b(?:project|programme|scheme|campaign|initiative|pilot|course|events?|workshops?|training)\b",
    re.IGNORECASE,
)
_SMALL = re.compile(r"^(?:of|for|the|and|to|in|on|your|it|with|at|a|an|by|&|or)$", re.IGNORECASE)
# "Between January – February …" · "Supported the …": the words before the dash are no name
_NO_TITLE = re.compile(
    r"^(?:between|in|during|from|since|our|we|this|these|please|an? example|\w+ed)\b"
    r"|\b(?:\w{3,}ed|is|are|was|were|has|have|had|will|can|includes?)\b",
    re.IGNORECASE,
)
# "Delivered 14 projects to …" · "Worked with schools" · "We held two events" tell and do not name
_TELLS = re.compile(
    r"^(?:[A-Z][a-z]+ed|Held|Ran|Gave|Made|Took|Set\s+up|Co-\w+ed)\s+"
    r"(?:over|around|more|nearly|up|with|to|a|an|the|our|all|in|on|by|for|and|\d+|two|three|four"
    r"|five|six|seven|eight|nine|ten|several|many|\w+ly|local|new|\w+\s+(?:events?|sessions?))\b"
    r"|^(?i:we|they|it|there|this|these|officers|partners)\s+(?!\w+ing\b)[a-z]"
    r"|\b(?:was|were|has been|have been|is being|are being|will be)\b",
)
# "CSP newsletter produced bi monthly" · "Immediate & ongoing" · "By March 2023"
_OFTEN = r"(?:bi-?\s?)?(?:daily|weekly|monthly|quarterly|annually|yearly)"
_TIMESCALE = re.compile(
    rf"^(?:\W*\b(?:immediate(?:ly)?|on-?\s?going|short|medium|long|term|and|to|{_OFTEN}|by|end|of"
    r"|completed?|tbc|january|february|march|april|may|june|july|august|september|october|november"
    rf"|december|20\d\d|quarter|q[1-4])\b\W*)+$|\w+ed\s+{_OFTEN}$",
    re.IGNORECASE,
)
# "Colchester referrals" · "Service Outcomes" · "Town Centre" · "Client feedback"
_GENERAL = re.compile(
    r"(?:^|\s)(?:referrals?|outcomes?|figures|statistics|data|results|feedback|summary|overview"
    r"|updates?|numbers|demographics|challenges|concerns|issues|trends|impact|background|aims?"
    r"|objectives|priorities|context|quotes?|testimonials?|testimony|membership|attendance|offences"
    r"|(?:town|city|village) cent(?:re|res)|case stud(?:y|ies)|next steps|key messages)$",
    re.IGNORECASE,
)
# "Vehicular ASB" · "Cultural Abuse": topics, not names
_TOPIC = re.compile(
    r"^(?:\S+\s+){0,2}(?:abuse|asb|crimes?|violence|behaviour|exploitation|slavery|thefts?|drugs"
    r"|disorder|harassment|extremism)$",
    re.IGNORECASE,
)
_UPDATE = re.compile(r"\s+(?:updates?|progress|report|summary)$", re.IGNORECASE)
# "by Turning Tide" · "working with Open Way" · "Next Step is the commissioned provider"
_SHORT_NAME = r"[A-Z][\w’'&+-]*(?:[ ][A-Z][\w’'&+-]*){0,2}"
_AGENCY = re.compile(
    r"\b(?:by|from|including|(?:work\w*|partnership|conjunction|collaboration|liais\w+)\s+with)\s+"
    rf"(?:the\s+)?(?P<of>{_SHORT_NAME})|\b(?P<whose>{_SHORT_NAME})\s+(?:is|are)\s+(?:an?|the)\s+"
    r"(?:\w+\s+){0,3}?(?:charity|provider|organisation|agency|company)\b"
)


def agencies_of(text: str) -> frozenset[str]:
    """Short names of who works for others in a report: "run by Turning Tide"."""
    found: set[str] = set()
    for match in _AGENCY.finditer(text):
        words = (match["of"] or match["whose"]).split()
        found |= {" ".join(words[:n]) for n in range(1, len(words) + 1)}
    return frozenset(found)


def find_achieved(scope: Scope) -> Iterator[Found]:
    """A heading with its text, or a bullet "Name – what was done", is one initiative."""
    blocks = scope.document.blocks
    agencies = agencies_of(scope.document.text)
    for index, block in enumerate(blocks):
        following = blocks[index + 1] if index + 1 < len(blocks) else None
        has_text = following is not None and following.kind in ("paragraph", "item")
        if block.kind == "heading" and has_text:
            text = scope.words(block)
            if (
                scope.is_achievement(block)
                and is_heading_name(text)
                and not _is_agency(agencies, text)
            ):
                yield _headed(scope, block, index)
        elif block.kind in ("item", "paragraph") and scope.in_account(block.start):
            yield from _bullet(scope, block)


def is_heading_name(heading: str) -> bool:
    """Whether a heading names what was done: no sentence, time, priority, theme, place, agency."""
    text = clean_name(heading)
    if (
        text[:1].islower()
        or _TELLS.search(text)
        or _TIMESCALE.search(text)
        or _GENERAL.search(text)
    ):
        return False
    if _TOPIC.search(text) or headed(heading) or NUMBER_ALONE.match(heading) or not text:
        return False
    return not is_theme_only(text) and not _is_of_place_or_agency(text)


def _is_of_place_or_agency(text: str) -> bool:
    agencies = [o for o in find_organisations(text) if not _OF_WORK.search(o.text)]
    if agencies and len(agencies[0].text) > 0.7 * len(text):
        return True
    # "Northvale Women's Aid": the town before an agency's name belongs to it
    before = text[: agencies[-1].start] if agencies and agencies[-1].end == len(text) else "of"
    if all(word[0].isupper() for word in before.split()) and len(before.split()) <= 2:
        return True
    return any(place.end - place.start > 0.7 * len(text) for place in find_places(text))


def _is_agency(agencies: frozenset[str], heading: str) -> bool:
    name = clean_name(heading)
    return name in agencies and not _KIND_OF_WORK.search(name.casefold())


def _headed(scope: Scope, heading: Block, index: int) -> Found:
    body: list[Block] = []
    for block in scope.document.blocks[index + 1 :]:
        if block.kind == "heading":
            break
        body.append(block)
    told = " ".join(scope.words(block) for block in body)
    name = _UPDATE.sub("", clean_name(scope.words(heading)))
    period = scope.heading_period(heading.start) or scope.only_period(scope.words(heading))
    return Found(
        heading.start,
        heading.end,
        (heading.start, heading.end),
        name,
        financial_year(period),
        "initiatives.achievement_heading",
        0.85,
        told_of(name, told, "delivered"),
    )


def _bullet(scope: Scope, block: Block) -> Iterator[Found]:
    match = _NAMED_BULLET.match(scope.words(block))
    if not match or not _is_title(match["name"], match["told"]):
        return
    name = _UPDATE.sub("", clean_name(match["name"]))
    if not is_heading_name(name):
        return
    yield Found(
        block.start,
        block.start + match.end("name"),
        (block.start, block.end),
        name,
        financial_year(scope.heading_period(block.start)),
        "initiatives.achievement_bullet",
        0.8,
        told_of(name, match["told"], "delivered"),
    )


def _is_title(name: str, told: str) -> bool:
    """Whether the words before a dash are a name: most of them capitalised, not one alone."""
    words = [word.strip("‘’'“”\"()") for word in name.split() if not _SMALL.match(word)]
    capital = sum(word[:1].isupper() or word[:1] == "#" for word in words)
    named = [o for o in find_organisations(name) if not _OF_WORK.search(o.text)]
    if _NO_TITLE.search(name) or (named and named[-1].end == len(name)):
        return False
    if len(words) < 2:
        return bool(_KIND_OF_WORK.search(told[:120]))
    return len(words) <= 10 and capital > len(words) / 2
