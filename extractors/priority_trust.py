"""How sure the words are that lead to a list: whether it is of priorities, and a partnership's."""

import re
from typing import NamedTuple

from extractors.partnerships import partnership_in
from extractors.priority_cues import Cue
from extractors.priority_owners import WEAK, is_anothers_plan
from extractors.priority_words import only_sounds_like_it

# "In the North MARAC meeting there are two key priorities – …": a meeting's, not the partnership's
_OF_A_MEETING = re.compile(
    r"\b(?:meeting|panel|forum|team|unit|sub-?group|task (?:and finish )?group|network|club)s?\b",
    re.IGNORECASE,
)
# "Operation Gale's priorities were …"
_OF_A_PIECE_OF_WORK = re.compile(
    r"\b(?:operation|project|campaign|scheme|hub|course|pilot|patrols?|officers?|fund|grants?"
    r"|programme|inspection|review|survey|report)\b(?:\s\w+){0,2}"
    r"(?:['’]s?)?\s+(?:\w+\s+){0,3}(?:priorities|objectives|aims|goals|themes|headings)\b",
    re.IGNORECASE,
)
# Who may set priorities where no word says that they are some
SETTER = re.compile(
    r"\b(?:partnership|CSPs?|board|partners|we|us|members|executive|strategic group|(?:our|this|the"
    r"|partnership|community safety) (?:plan|strategy)|(?-i:Safer [A-Z]\w+)"
    r"|our (?:\w+ ){0,2}?(?:aims?|objectives|themes|goals?|pillars|outcomes|tasks|work|focus"
    r"|mission|vision|purpose|approach|strategy|plan|commitments?|efforts?|energy))\b",
    re.IGNORECASE,
)
_SETS = re.compile(
    r"\b(?:agreed?|decided?|resolved|chos\w+|opted|propos\w+|recommend\w*|will|shall|should|is to"
    r"|are to|must|commit(?:s|ted)?|intends?|plans?|continues?|would|said we"
    r"|focus\b.{0,40}\b(?:is|was|remains)\s+on)\b",
    re.IGNORECASE,
)
# A piece of work that has a focus of its own
_OF_A_PROJECT = re.compile(
    r"\b(?:operation|project|campaign|week|event|session|workshop|training|patrols?|officers?"
    r"|fund(?:ing)?|grants?|course|scheme|pilot|neighbourhood policing"
    r"|(?<!rescue )(?<!fire )(?<!justice )(?<!offending )(?<!probation )(?<!health )service"
    r"|survey|visits?"
    r"|audit|review|study|conference|leaflet|duty)\b",
    re.IGNORECASE,
)
_LEADER = r"(?:commissioner|P\.?F?CC|mayor|MOPAC)"
_A_PLAN = re.compile(
    rf"\b(?:police,? (?:fire,? )?(?:and|&) crime plan|{_LEADER}\b.*\b(?:plan|strategy)"
    r"|(?:plan|strategy)\b.*\bcommissioner"
    r"|(?:(?:community|public|neighbourhood) safety|partnership|our|this|own|refreshed|three-year)"
    r" (?:plan|strategy|agreement))\b",
    re.IGNORECASE,
)
# "the Commissioner's aims are"
_LED = re.compile(rf"\b{_LEADER}(?:['’]s?)?\s+(?:\w+\s+){{0,3}}\w+\s+(?:are|were)\b", re.IGNORECASE)
# "The Mayor wants …" · "the Commissioner, Jo Bloggs, has committed to …": told of in person
_IN_PERSON = re.compile(
    rf"\b(?:{_LEADER}(?:['’]s)?|s?he)\b\)?(?:,[^.;:]{{3,60}},)?(?:\s+\w+){{0,6}}?\s+(?:to\s+)?(?:want|seek|look"
    r"|aim|ask|call|commit|pledg|promis|hope|expect|set|would like|undertak|focus|concentrat)\w*\b",
    re.IGNORECASE,
)
_MAY_TELL = re.compile(rf"\bpriorities\b|\b{_LEADER}\b", re.IGNORECASE)
_GIVES = re.compile(
    r"\b(?:fund\w*|gave|given|grants?|award\w*|(?<!be )(?<!was )paid|visit\w*|attend\w*|met"
    r"|spoke|thank\w*|wrote|consult\w*|survey\w*|launch\w*|overse\w+|monitor\w*|evidence|figures"
    r"|data|information|briefing|update|responsib\w+|requires? (?:all|each|every|CSPs))\b",
    re.IGNORECASE,
)
_NOT_SET = re.compile(r"\b(?:not|no longer|never|neither|without)\b", re.IGNORECASE)
# "to make progress on": no word of what was achieved
_LINK = re.compile(r"\b(?:to\s+)?\w+\s+(?:progress|improvements?)\s+(?:on|in|towards|against)\s+$")
_NEAR = 8  # words before "priorities" that say whose and what they are


class Trust(NamedTuple):
    """How sure a way of telling is: of `least` members or more, all of one make if `is_even`."""

    method: str
    confidence: float
    rank: int
    least: int = 2
    is_even: bool = False


def trust_in(cue: Cue, said: str, before: str, *, under_heading: bool) -> Trust | None:
    """How sure a cue is that it leads to priorities; None where it announces none.

    `said`: the words before the list. `before`: what those point back to. `under_heading`:
    whether a heading above announces priorities.
    """
    whole = f"{before} {said}"
    is_verb = cue.kind != "named"
    if _is_of_others(cue, said) or (is_verb and _NOT_SET.search(said)):
        return None
    if cue.kind == "named":
        return _trust_in_name(cue, said, whole, under_heading=under_heading)
    if cue.kind in ("plan", "loose"):
        return _trust_in_plan(cue, said, whole)
    if _OF_A_PROJECT.search(said):
        return None
    if cue.kind == "focus":
        return _trust_in_focus(said, whole, under_heading=under_heading)
    tells = under_heading or re.search(r"priorit|\btop of\b", whole, re.IGNORECASE)
    named = partnership_in(said) or re.search(r"\b(?:CSPs?|partnership|we)\b", said, re.IGNORECASE)
    return Trust("priorities.chosen", 0.7, 1) if tells and named else None


def leads_to_plan_list(last: str, before: str) -> bool:
    """Whether a lead-in is about a plan, so that the list below it is what the plan wants."""
    about = is_plan(last) or (is_plan(before) and not _OF_A_PROJECT.search(f"{before} {last}"))
    return about and not (
        _GIVES.search(last) or _OF_A_MEETING.search(last) or only_sounds_like_it(last)
    )


def may_tell(cue: Cue, before: str) -> bool:
    """Whether `trust_in` can have an answer for one of the starts of a cue: cheap to ask first."""
    if cue.kind not in ("plan", "loose"):
        return True
    whole = f"{before} {cue.said(cue.starts[-1])}"
    return is_plan(whole) or bool(_MAY_TELL.search(whole))


def _is_of_others(cue: Cue, said: str) -> bool:
    """Whether they are a meeting's, a project's, or what residents fear."""
    near = said[: cue.at] if cue.kind == "plan" else _LINK.sub("", said)
    return (
        only_sounds_like_it(" ".join(near.split()[-_NEAR:]))
        or bool(_OF_A_MEETING.search(SETTER.split(said)[-1]))
        or bool(_OF_A_PIECE_OF_WORK.search(said))
    )


def _trust_in_name(cue: Cue, said: str, whole: str, *, under_heading: bool) -> Trust | None:
    """Priorities by that name, or the aims of somebody who may have some."""
    if cue.is_sure:
        return Trust("priorities.sentence", 0.75, 1)
    if _OF_A_PROJECT.search(said) and not is_plan(said):
        return None
    owned = under_heading or is_plan(whole) or SETTER.search(whole) or _LED.search(said)
    owned = owned or _IN_PERSON.search(said)
    return Trust("priorities.aims", 0.7, WEAK) if owned else None


def _trust_in_focus(said: str, whole: str, *, under_heading: bool) -> Trust | None:
    sets = (SETTER.search(said) and _SETS.search(said)) or _A_PLAN.search(whole)
    trust = (0.75, 1) if under_heading else (0.65, WEAK)
    return Trust("priorities.focus", *trust) if sets else None


def _trust_in_plan(cue: Cue, said: str, whole: str) -> Trust | None:
    """A plan that wants, asks for or is built on what is listed; or the Commissioner in person."""
    is_loose = cue.kind == "loose"
    of_others = _OF_A_PROJECT.search(said) or only_sounds_like_it(_LINK.sub("", said))
    if _GIVES.search(said) or (is_loose and of_others):
        return None
    method, least = ("priorities.loose", 3) if is_loose else ("priorities.plan", 2)
    if is_plan(said) or (is_plan(whole) and not _OF_A_PROJECT.search(whole)):
        return Trust(method, 0.7, WEAK, least, is_even=is_loose)
    if is_loose and re.search(r"\bpriorities\b", said, re.IGNORECASE):
        return Trust(method, 0.65, WEAK, 3, is_even=True)
    if _IN_PERSON.search(said) and re.search(rf"\b{_LEADER}\b", whole, re.IGNORECASE):
        return Trust(method, 0.65, WEAK, 3, is_even=True)
    return None


def is_plan(words: str) -> bool:
    """Whether words tell of a plan: the partnership's, the Commissioner's or another's own."""
    return bool(_A_PLAN.search(words)) or is_anothers_plan(words)
