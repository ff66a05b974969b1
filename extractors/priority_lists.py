"""Priorities told as a list of items below a lead-in."""

import re
from collections.abc import Iterator, Sequence

from extractors.language import sentence_spans
from extractors.priority_context import before, goes_on, they_are
from extractors.priority_cues import cues_in
from extractors.priority_members import are_priorities
from extractors.priority_owners import WEAK, Candidate, Telling, is_of_before
from extractors.priority_trust import SETTER, Trust, leads_to_plan_list, trust_in
from extractors.priority_words import (
    NUMBER_ALONE,
    announces,
    headed,
    heads_aims,
    is_list_heading,
    only_sounds_like_it,
)
from extractors.scope import Scope

Span = tuple[int, int]

# "1. Reduce … 2. Reduce … 3. Effective …" run together in one paragraph
INLINE_NUMBER = re.compile(r"(?:^|(?<=\s))(?:\(?(?P<n>\d{1,2})[.)])\s+(?=[A-Z])")
_NUMBERED = re.compile(r"\(?(?P<n>\d{1,2})(?P<close>[.):]?)")
# "Reverse the trend 5." where the words of number 5 stand in the next line
_NUMBER_LEFT = re.compile(r"\s(?P<n>\d{1,2})[.)]?$")
# "Domestic Abuse – we will …" · "Hidden harm: to reduce …": the name and what is meant by it
_NAME_FIRST = re.compile(r"(?P<name>[A-Z‘“'\"][^.:;\n]{3,80}?)(?:\s+[–—-]\s+|:\s+|\n)\S")
_LONG = 12  # words of an item that may explain itself
_FEW = range(2, 13)  # how many priorities a list has


# "The Strategic Priorities for 2022-23 were:" and the list below it
def find_listed(scope: Scope) -> Iterator[Candidate]:
    """Priorities of lists of items that a lead-in announces."""
    by_lead: dict[int, list[int]] = {}
    for index, block in enumerate(scope.document.blocks):
        if block.kind == "item" and block.lead is not None and block.level <= 1:
            by_lead.setdefault(block.lead, []).append(index)
    for lead, items in by_lead.items():
        telling = telling_of(scope, lead)
        if telling is None or is_of_before(scope, telling.said):
            continue
        spans = [span for at in _one_run(scope, items) for span in _members(scope, at)]
        spans = _names_alone(scope, spans)
        if len(spans) not in _FEW or (
            telling.rank and not are_priorities([scope.document.text[a:b] for a, b in spans])
        ):
            continue
        for place, span in enumerate(spans, start=1):
            yield from telling.candidates(scope, *span, place)


def telling_of(scope: Scope, lead: int) -> Telling | None:
    """How a lead-in tells priorities, or the aims of a plan or partnership, if it does."""
    block = scope.document.blocks[lead]
    heading = block.section[-1] if block.section else ""
    if said := _lead_in(scope, lead):
        return Telling(said, lead, "priorities.list", 0.95, 0, heading)
    start, last = _last_sentence(scope, lead)
    is_below = any(headed(above) or NUMBER_ALONE.match(above) for above in block.section)
    if is_below or scope.document.text.count(last) > 1:
        return None  # aims beneath each priority are told alike under each
    told_before = before(scope, start)
    if block.kind == "heading":
        last = f"{last.rstrip(' :')}:"  # "What we will tackle"
    trust = _trust(last, told_before, under_heading=is_list_heading(heading))
    if trust is None and not heads_aims(last):
        return None
    method, rank = (trust.method, trust.rank) if trust else ("priorities.aims_list", WEAK)
    context = f"{heading} {told_before}" if goes_on(last) else heading
    is_full = method == "priorities.list"
    return Telling(last, lead, method, 0.85 if is_full else 0.75, rank, context)


def _last_sentence(scope: Scope, lead: int) -> tuple[int, str]:
    """Where the last sentence of a lead-in begins, and its words."""
    block = scope.document.blocks[lead]
    text = scope.words(block).rstrip()
    start = max((m.end() for m in re.finditer(r"[.!?]\s+", text)), default=0)
    return block.start + start, text[start:].strip()


# "… to focus on the following areas:", behind the words that come to a list
_FOLLOWING = re.compile(
    r"""(?:(?:the\s+following|these|those|several|some|our|the|(?:two|three|four|five|six))\b\s*)?
    (?:\w+\s+){0,2}?(?:areas|issues|themes|topics|things|headings|points|crimes|tasks|pledges
      |commitments|outcomes)?
    (?:\s*(?:for|in|during|over|until)\s[^:]{3,40})?[\s:]*""",
    re.IGNORECASE | re.VERBOSE,
)


_TELLS = re.compile(r"\bpriorit", re.IGNORECASE)
# "The CSP worked to five priorities. They were agreed in March:"
_POINTS_BACK = re.compile(r"(?:they|these|those)\b", re.IGNORECASE)
_LEADS_ON = re.compile(r"[:;–-]$|\b(?:following|below|these)\b[^.]{0,40}\.$", re.IGNORECASE)


def _trust(last: str, told_before: str, *, under_heading: bool) -> Trust | None:
    """How sure the last sentence of a lead-in is, read as one whose list stands below it."""
    if they_are(last.rstrip(" :") + " ", told_before) is not None:
        if _TELLS.search(told_before):
            return Trust("priorities.list", 0.85, 0)
        return Trust("priorities.aims_list", 0.75, WEAK)
    if last.endswith(":") and _POINTS_BACK.match(last) and announces(told_before):
        return Trust("priorities.list", 0.85, 0)
    if not _LEADS_ON.search(last) or only_sounds_like_it(last):
        return None
    trust = _trust_in_cue(last, told_before, under_heading=under_heading)
    if trust is None and last.endswith(":") and leads_to_plan_list(last, told_before):
        return Trust("priorities.aims_list", 0.7, WEAK)
    return trust


def _trust_in_cue(last: str, told_before: str, *, under_heading: bool) -> Trust | None:
    text = f"{last.rstrip(' :;–-.')} : "
    for cue in cues_in(text):
        for start in cue.starts:
            if _FOLLOWING.fullmatch(text, start) and (
                trust := trust_in(cue, text[:start], told_before, under_heading=under_heading)
            ):
                return Trust("priorities.aims_list", 0.75, WEAK if trust.rank else 0)
            # "the CSP has adopted:"
            if cue.kind == "chosen" and SETTER.search(text[:start]):
                return Trust("priorities.aims_list", 0.75, WEAK)
    return None


def _lead_in(scope: Scope, lead: int) -> str | None:
    """The words that announce the list, if its lead-in or the heading above it does."""
    block = scope.document.blocks[lead]
    text = scope.words(block).strip()
    last = re.split(r"(?<=[.!?])\s+", text)[-1]
    if announces(last) and (text.endswith((":", ";", "-", "–", "*")) or block.kind == "heading"):
        return text
    is_line = len(text.split()) <= 8 and text[-1:] not in ".!?;,"
    if announces(last) and is_line and is_list_heading(text):
        return text
    if announces(last) and re.search(r"\b(?:are|were|be|follows|following|include)\b", last):
        return text
    heading = block.section[-1] if block.section else ""
    # "Priorities for 2022/23" over "Analysts suggest the following for adoption:"
    introduces = text.endswith(":") and len(text.split()) < 40
    if introduces and is_list_heading(heading) and not only_sounds_like_it(last):
        return text
    return None


def _one_run(scope: Scope, items: Sequence[int]) -> list[int]:
    """The first list of several that follow each other, over the text that explains its items.

    Numbers that begin anew, or are closed otherwise (`5)` and `3.`), begin another list.
    """
    blocks = scope.document.blocks
    first = _NUMBERED.fullmatch(blocks[items[0]].marker or "")
    if first is None:
        ends = (
            at
            for at in items
            if _NUMBERED.fullmatch(blocks[at].marker or "") or _introduces(scope, at)
        )
        stop = next(ends, items[-1] + 1)
        return [at for at in items if at < stop]
    run = [items[0]]
    for at in range(items[0] + 1, len(blocks)):
        block = blocks[at]
        number = _NUMBERED.fullmatch(block.marker or "")
        if block.kind == "heading":
            break
        if number is None or block.level > 1:
            continue
        if number["close"] != first["close"] or int(number["n"]) <= int(first["n"]):
            break
        run.append(at)
    return run


# "Domestic abuse – led by the council", in every item
_EXPLAINED = re.compile(r"(?P<name>[A-Z‘“'\"][^.:;\n–—]{2,60}?)(?:\s+[–—-]\s+|:\s+)(?=[a-z])")


def _names_alone(scope: Scope, spans: list[Span]) -> list[Span]:
    """Without the remark behind a dash or colon where every item of a list has one."""
    named = [_EXPLAINED.match(scope.document.text, a, b) for a, b in spans]
    whole = [found for found in named if found]
    if len(whole) < len(spans) or len(whole) < 3:
        return spans
    return [found.span("name") for found in whole]


def _introduces(scope: Scope, index: int) -> bool:
    """Whether the lead-in of another list has run into an item: the item cannot be told from it."""
    text = scope.words(scope.document.blocks[index])
    return text.rstrip().endswith(":") and len(text.split()) > _LONG


def _members(scope: Scope, index: int) -> list[Span]:
    """The item's priority, or the several that are run together in it: "… 2. Crack down …"."""
    block = scope.document.blocks[index]
    number = _NUMBERED.fullmatch(block.marker or "")
    if number is None:
        return [member_span(scope, block.start, block.end)]
    return _numbered_members(scope, index, int(number["n"]))


def _numbered_members(scope: Scope, index: int, first: int) -> list[Span]:
    """Those that stand in a block from number `first` on, and in the next if a number is left."""
    block = scope.document.blocks[index]
    text = scope.words(block)
    begins, ends = [0], []
    for mark in INLINE_NUMBER.finditer(text):
        if int(mark["n"]) == first + len(begins):
            ends.append(mark.start())
            begins.append(mark.end())
    left = _NUMBER_LEFT.search(text)
    goes_on = left is not None and int(left["n"]) == first + len(begins)
    ends.append(left.start() if left and goes_on else len(text))
    spans = [
        member_span(scope, block.start + a, block.start + b)
        for a, b in zip(begins, ends, strict=True)
    ]
    following = scope.document.blocks[index + 1 : index + 2]
    if goes_on and following and following[0].marker is None:
        spans += _numbered_members(scope, index + 1, first + len(begins))
    return spans


def member_span(scope: Scope, start: int, end: int) -> Span:
    """Where the priority of an item stands: without "; and", and without what explains it."""
    words = scope.document.text[start:end]
    linked = _LINKED.search(words)  # "Hate crime; and" before the last item
    return start, start + _name_end(words[: linked.start()] if linked else words)


_LINKED = re.compile(r"[;,.]?\s*(?:\b(?:and|plus|or))?\s*$", re.IGNORECASE)


def _name_end(member: str) -> int:
    """Where the priority ends and what explains it begins."""
    if len(member.split()) <= _LONG:
        return len(member)
    if (named := _NAME_FIRST.match(member)) and len(named["name"].split()) <= 10:
        return named.end("name")
    sentences = sentence_spans(member)
    return sentences[0][1] if len(sentences) > 1 else len(member)
