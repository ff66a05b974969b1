"""The ways in which reports tell priorities: lists after a lead-in, sentences, headings, rows."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile

from extractors.partnerships import partnership_in
from extractors.reading.document import Block
from extractors.scope import Scope
from extractors.sentences import Sentence
from schemas.priorities import Owner

# "priorities", "priority areas", and other names of the same where they are called strategic
_PRIORITIES = r"""(?:priorit(?:y|ies)(?:\s+(?:areas?|themes?|outcomes?))?
    |(?:strategic|key|core|partnership|headline|overarching)\s+
      (?:objectives|aims|themes|outcomes|goals|focus(?:\s+areas)?|pillars|ambitions)
    |(?:areas?\s+of\s+focus|focus\s+areas|partnership\s+focus|pillars))"""
_NAMED = re.compile(rf"\b{_PRIORITIES}\b", re.IGNORECASE | re.VERBOSE)

# Lists that only sound like it: what residents fear, what agencies must do, what was scored
_NOT_PRIORITIES = re.compile(
    r"\b(?:(?:residents|public|community|main|top|key)(?:['’]s?)? concerns|issues raised|values"
    r"|(?:group|panel|meeting)s? there are|principles|achievements?|highlights|performance|update|progress|responsibilit\w+|duties|membership|members"
    r"|consists? of|made up of|objectives of the (?:group|meeting|panel)|terms of reference"
    r"|scor(?:ed|ing)|ranked|highest|increases?|decreases?|reductions?|will (?:need to|continue to)"
    r"|(?:residents|public|respondents|community)(?:['’]s?)? (?:top )?priorities"
    r"|against (?:the|each|these|this) priorit\w+|under (?:the|each|this|these) priorit\w+"
    r"|towards? (?:the|these|each) priorit\w+|deliver\w* (?:the|these|this|our|its) priorit\w+)\b",
    re.IGNORECASE,
)

# Whose they are
_COMMISSIONER = re.compile(
    r"police,?(?: fire)?(?:,? (?:and|&) crime)? (?:plan|commissioner)|police (?:and|&) crime plan"
    r"|\bP\.?F?CC(?:['’]s)?\b|\bOP[F]?CC\b|commissioner['’]s|\bMOPAC\b|\bmayor['’]s\b",
    re.IGNORECASE,
)
_PARTNER = re.compile(
    r"\b(?:youth (?:offending|justice) (?:service|team)|YOS|YOT|YJS|fire (?:and|&) rescue"
    r"|probation service|health board|clinical commissioning|integrated care"
    r"|health (?:and|&) wellbeing board|safeguarding (?:children|adults)? ?board"
    r"|violence (?:reduction|and vulnerability) (?:unit|partnership)"
    r"|(?:constabulary|police force|police)['’]s?)\b",
    re.IGNORECASE,
)
_COUNTY = re.compile(
    r"\bcount(?:y|ywide|y-wide) (?:strateg\w+|community safety (?:agreement|board|partnership)"
    r"|priorities|group)\b",
    re.IGNORECASE,
)

# "Priority 1 – Tackle …" · "Priority One: …" · "PRIORITY: …" · "Strategic Priority 2 - …"
_HEADED = re.compile(
    r"""^(?:\d+(?:\.\d+)*[.)]?\s+)?(?:(?:strategic|key|partnership|our|local)\s+)?
    (?:priority|theme|objective|pillar|outcome|ambition)(?:\s+(?:area|theme))?\s*
    (?P<number>\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten)?\s*
    (?:[:–—-]+|\.(?=\s))\s*(?P<text>\S.*)$""",
    re.IGNORECASE | re.VERBOSE,
)
_ORDINALS = {
    word: place
    for place, word in enumerate(
        "one two three four five six seven eight nine ten".split(), start=1
    )
}

# "priorities are to work …; tackle …; and combat …" · "the priorities of domestic abuse, …"
_TOLD = re.compile(
    rf"""\b(?P<count>(?:two|three|four|five|six|seven|eight)\s+)?(?:strategic\s+|key\s+|main\s+)*
    priorit(?:ies|y\s+areas)(?P<of>\s+for\s+[^,;:.]{{3,40}}?)?\s*
    (?:(?:are|were|will\s+be|remain|remained|include[ds]?|have\s+been)\b\s*(?:as\s+follows)?[:\s]*
      |(?(count)of|to)\s+|[:–—]\s*)(?P<list>(?!\s*(?:\w+ed|set|being|shown|also|now)\b)[^.]{{12,600}})""",
    re.IGNORECASE | re.VERBOSE,
)

# "the Partnership priority of providing …", told alone
_ONE_TOLD = re.compile(
    r"\b(?:partnership|CSP|strategic|key|local)(?:['’]s)?\s+priority\s+(?:of|to)\s+(?P<text>[^.;]{12,160})",
    re.IGNORECASE,
)

# "1. Reduce … 2. Reduce … 3. Effective …" run together in one paragraph
_INLINE_NUMBER = re.compile(r"(?:^|(?<=\s))(?:\(?(?P<n>\d{1,2})[.)])\s+(?=[A-Z])")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A priority as found at `text[start:end]`; `rank` 0 for a full list, more for weaker ways."""

    start: int
    end: int
    text: str
    ordinal: int | None
    period: str | None
    owner: Owner
    method: str
    confidence: float
    rank: int


def find_candidates(scope: Scope) -> Iterator[Candidate]:
    """Every priority as often as it is told, in no order."""
    yield from _lists(scope)
    yield from _inline_lists(scope)
    yield from _told_in_sentences(scope)
    yield from _told_alone(scope)
    yield from _listed_under_heading(scope)
    yield from _headed(scope)
    yield from _headings_alone(scope)
    yield from _parallel_sections(scope)


# "The Strategic Priorities for 2022-23 were:" and the list below it
def _lists(scope: Scope) -> Iterator[Candidate]:
    blocks = scope.document.blocks
    by_lead: dict[int, list[Block]] = {}
    for block in blocks:
        if block.kind == "item" and block.lead is not None and block.level <= 1:
            by_lead.setdefault(block.lead, []).append(block)
    for lead, items in by_lead.items():
        said = _lead_in(scope, lead)
        if said is None or not 2 <= len(items) <= 12:
            continue
        numbered = _restarting(items)
        for place, item in enumerate(numbered, start=1):
            yield _candidate(
                scope, item.start, item.end, said, place, "priorities.list", 0.95, rank=0
            )


def _restarting(items: Sequence[Block]) -> Sequence[Block]:
    """The first list of several that follow each other: numbers that begin anew begin another."""
    for index, item in enumerate(items[1:], start=1):
        if item.marker and re.fullmatch(r"\(?1[.)]?", item.marker):
            return items[:index]
    return items


def _lead_in(scope: Scope, lead: int) -> str | None:
    """The words that announce the list: its lead-in's last sentence, with the heading above."""
    block = scope.document.blocks[lead]
    text = scope.words(block).strip()
    last = re.split(r"(?<=[.!?])\s+", text)[-1]
    announces = bool(_NAMED.search(last)) and not _NOT_PRIORITIES.search(last)
    if announces and (text.endswith((":", ";", "-", "–", "*")) or block.kind == "heading"):
        return text
    if announces and re.search(r"\b(?:are|were|be|follows|following|include)\b", last):
        return text
    heading = block.section[-1] if block.section else ""
    # "Priorities for 2022/23" over "Analysts suggest the following for adoption:"
    introduces = text.endswith(":") and len(text.split()) < 40
    if introduces and _is_list_heading(heading) and not _NOT_PRIORITIES.search(last):
        return f"{heading}: {text}"
    return None


def _is_list_heading(heading: str) -> bool:
    return (
        bool(_NAMED.search(heading))
        and not _HEADED.match(heading)
        and not _NOT_PRIORITIES.search(heading)
        and len(heading.split()) <= 12
    )


def _inline_lists(scope: Scope) -> Iterator[Candidate]:
    """Numbered priorities that stand in one paragraph, under a heading or lead-in that says so."""
    for block in scope.document.blocks:
        if block.kind != "paragraph":
            continue
        text = scope.words(block)
        marks = list(_INLINE_NUMBER.finditer(text))
        if len(marks) < 2 or [m["n"] for m in marks] != [str(i + 1) for i in range(len(marks))]:
            continue
        before = text[: marks[0].start()].strip()
        lead = before or (block.section[-1] if block.section else "")
        if not _NAMED.search(lead) or _NOT_PRIORITIES.search(lead) or _HEADED.match(lead):
            continue
        ends = [*(m.start() for m in marks[1:]), len(text)]
        for place, (mark, end) in enumerate(zip(marks, ends, strict=True), start=1):
            start, stop = block.start + mark.end(), block.start + end
            yield _candidate(scope, start, stop, lead, place, "priorities.inline_list", 0.9, rank=0)


def _told_in_sentences(scope: Scope) -> Iterator[Candidate]:
    """Priorities told in one sentence, apart by semicolons or commas."""
    for sentence in scope.prose():
        text = scope.words(sentence)
        told = _TOLD.search(text)
        if sentence.kind == "heading" or not told or _NOT_PRIORITIES.search(text[: told.end("of")]):
            continue
        pieces = _pieces(text, told.start("list"), told.end("list"))
        if not 2 <= len(pieces) <= 10 or any(len(text[a:b].split()) > 18 for a, b in pieces):
            continue
        semicolons = ";" in told["list"]
        for place, (start, end) in enumerate(pieces, start=1):
            yield _candidate(
                scope,
                sentence.start + start,
                sentence.start + end,
                text[: told.start("list")],
                place if semicolons else None,
                "priorities.sentence",
                0.85 if semicolons else 0.75,
                rank=1,
            )


def _told_alone(scope: Scope) -> Iterator[Candidate]:
    for sentence in scope.prose():
        text = scope.words(sentence)
        if told := _ONE_TOLD.search(text):
            start, end = sentence.start + told.start("text"), sentence.start + told.end("text")
            said = text[: told.start("text")]
            yield _candidate(scope, start, end, said, None, "priorities.one_told", 0.75, rank=2)


def _listed_under_heading(scope: Scope) -> Iterator[Candidate]:
    """`Partnership Priorities 2012/2013` over a line that is no sentence: "Reduce ASB, Support …"."""
    blocks = scope.document.blocks
    for heading, line in pairwise(blocks):
        said, text = scope.words(heading), scope.words(line)
        listed = line.kind == "paragraph" and not re.search(r"[.:?!]\s*$", text)
        if heading.kind != "heading" or not listed or not _is_list_heading(said.strip(" :*")):
            continue
        pieces = [(a, b) for a, b in _pieces(text, 0, len(text), r"[,;]\s*(?=[A-Z])|\n\s*")]
        if 2 <= len(pieces) <= 10 and len(text.split()) <= 15 * len(pieces):
            for place, (a, b) in enumerate(pieces, start=1):
                span = (line.start + a, line.start + b)
                yield _candidate(
                    scope, *span, said, place, "priorities.line_under_heading", 0.85, rank=0
                )


def _pieces(text: str, start: int, end: int, apart: str | None = None) -> list[tuple[int, int]]:
    """Spans of the list's members: apart by `;` where there is one, else by `,` and *and*."""
    if apart is None:
        apart = r";\s*(?:and\s+)?" if ";" in text[start:end] else r",\s*(?:and\s+)?|\s+and\s+"
    spans, begin = [], start
    for stop in re.finditer(apart, text[start:end]):
        spans.append((begin, start + stop.start()))
        begin = start + stop.end()
    spans.append((begin, end))
    return [trimmed for a, b in spans if (trimmed := _trimmed(text, a, b))]


def _trimmed(text: str, start: int, end: int) -> tuple[int, int] | None:
    lead = re.match(r"\s*(?:to\s+(?=[a-z]))?", text[start:end])
    start += lead.end() if lead else 0
    end = start + len(text[start:end].rstrip(" .:;*"))
    return (start, end) if end > start else None


def _headed(scope: Scope) -> Iterator[Candidate]:
    """`Priority 1 – …`, `Priority: …` as a heading, a line or a row across an action plan."""
    for sentence in scope.sentences:
        if sentence.kind not in ("heading", "paragraph", "cell") or not _alone(scope, sentence):
            continue
        text = scope.words(sentence)
        found = _HEADED.match(text)
        if not found or len(found["text"].split()) > 25 or not _is_row(scope, sentence):
            continue
        name = found["text"]
        if re.match(r"^(?:what|how|why|who|our|actions?|progress|achieve)\b", name, re.IGNORECASE):
            continue
        start = sentence.start + found.start("text")
        said = " ".join((*sentence.section[:1], text[: found.start("text")]))
        yield _candidate(
            scope,
            start,
            sentence.end,
            said,
            _ordinal(found["number"]),
            "priorities.heading",
            0.85 if sentence.kind == "heading" else 0.8,
            rank=2,
        )


def _alone(scope: Scope, sentence: Sentence) -> bool:
    """Whether the sentence is all that its block or cell says."""
    part = sentence.block or sentence.cell
    return part is not None and scope.words(sentence) == scope.document.words_of(part).strip()


def _is_row(scope: Scope, sentence: Sentence) -> bool:
    """A cell counts where it stands alone in its row but for a number before it."""
    grid, cell = sentence.grid, sentence.cell
    if grid is None or cell is None:
        return True
    others = [
        scope.document.words_of(c).strip(" .")
        for c in grid.cells
        if c.row == cell.row and c.col != cell.col
    ]
    return not any(other and not re.fullmatch(r"[\d.]+", other) for other in others)


def _ordinal(number: str | None) -> int | None:
    if not number:
        return None
    return int(number) if number.isdigit() else _ORDINALS[number.casefold()]


def _headings_alone(scope: Scope) -> Iterator[Candidate]:
    """Headings that stand one under the other without text, below one that announces them.

    A plan prints each priority as a line of its own: "Police and Crime Plan priorities" …
    """
    blocks = scope.document.blocks
    for index, block in enumerate(blocks[:-2]):
        said = scope.words(block).strip(" :*")
        if block.kind != "heading" or not _is_list_heading(said):
            continue
        run = list(takewhile(lambda b: b.kind == "heading", blocks[index + 1 :]))
        behind = blocks[index + 1 + len(run)] if index + 1 + len(run) < len(blocks) else None
        # the last one heads what follows, unless that is a note to the list
        if run and behind and not scope.words(behind).startswith(("*", "†")):
            run.pop()
        if not 2 <= len(run) <= 12 or any(_is_list_heading(scope.words(h)) for h in run):
            continue
        for place, line in enumerate(run, start=1):
            span = (line.start, line.end)
            yield _candidate(scope, *span, said, place, "priorities.headings_alone", 0.8, rank=1)


def _parallel_sections(scope: Scope) -> Iterator[Candidate]:
    """Headings after *Partnership Focus for 2017-18* whose sections all begin alike.

    A plan gives each priority a page of the same make: "Focusing on:" … "Why?" …
    """
    blocks = scope.document.blocks
    for index, block in enumerate(blocks[:-2]):
        text = scope.words(block).strip(" :")
        following = blocks[index + 1]
        if block.kind == "item" or following.kind != "heading" or not _is_list_heading(text):
            continue
        opener = _opener(scope, index + 1)
        if opener is None:
            continue
        place = 0
        for at in range(index + 1, len(blocks)):
            heading = blocks[at]
            if heading.kind != "heading" or _opener(scope, at) != opener:
                continue
            place += 1
            yield _candidate(
                scope, heading.start, heading.end, text, place, "priorities.section", 0.85, rank=0
            )
        return


def _opener(scope: Scope, index: int) -> str | None:
    """The short line that opens the section of a heading, if it is followed by a list."""
    blocks = scope.document.blocks
    if index + 2 >= len(blocks) or blocks[index + 2].kind != "item":
        return None
    text = scope.words(blocks[index + 1]).strip()
    return text.casefold() if blocks[index + 1].kind != "item" and len(text.split()) <= 6 else None


def _candidate(
    scope: Scope,
    start: int,
    end: int,
    said: str,
    ordinal: int | None,
    method: str,
    confidence: float,
    *,
    rank: int,
) -> Candidate:
    text = scope.document.text[start:end]
    return Candidate(
        start,
        end,
        text,
        ordinal,
        _period(scope, start, said),
        _owner(scope, said, start),
        method,
        confidence,
        rank,
    )


def _owner(scope: Scope, said: str, position: int) -> Owner:
    if _COMMISSIONER.search(said):
        return "police_and_crime_plan"
    if _COUNTY.search(said):
        return "county"
    if _PARTNER.search(said) and not re.search(r"partnership|CSP", said):
        return "partner"
    # a county's report tells of the districts' partnerships too
    if not scope.is_county or any(match.known for match in partnership_in(said)):
        return "csp"
    sentence = scope.sentence_at(position)
    around = scope.words(sentence.block) if sentence and sentence.block else ""
    return "csp" if re.search(r"\bthe (?:CSP|Partnership priority)\b", around) else "county"


def _period(scope: Scope, position: int, said: str) -> str | None:
    """What the lead-in says, or a dated heading, or the title of the plan it stands in."""
    told = scope.only_period(said) or scope.heading_period(position, past=False)
    if told:
        return told.label
    part = scope.part_at(position)
    if part.document_type != "strategic_assessment":
        return part.period
    if _COMING.search(said) and part.period:
        first = int(part.period[:4]) + 1
        return f"{first}-{(first + 1) % 100:02}"
    return None


# An assessment recommends for the year after its own
_COMING = re.compile(
    r"\b(?:next|coming|forthcoming|following)\s+(?:\w+\s+)?(?:year|months)\b", re.IGNORECASE
)
