"""Initiatives whose name opens a bullet or a paragraph that tells what was done."""

import re
from dataclasses import dataclass

from extractors.initiative_names import Name, without_owner
from extractors.initiative_titles import (
    KIND_OF_WORK,
    is_activity,
    is_heading_name,
    is_project_name,
    is_title,
    place_before,
    without_update,
)
from extractors.initiative_vocabulary import NAME

# "5.5 " before the name in a paper for a committee
_NUMBER = r"(?:\d{1,2}(?:\.\d{1,2}){1,3}\.?\s+|[A-Z]?\d{1,2}[.)]\s+)?"
# "Crime Guide for Parents – 8,000 copies were printed" · "Safe Steps: a course for …"
_BEFORE_DASH = re.compile(
    rf"^{_NUMBER}(?P<name>[A-Z‘'“#][^.;:()\n]{{3,80}}?(?:\s\([^()\n]+\))?)(?:\s+[–—-]\s+|:\s+)"
    r"(?P<told>[^\d\s+-].{25,}|\d[\d,]*\s+[a-z]+\s+(?:were|was|have|has|[a-z]{3,}ed)\b.{10,}|\d.{40,})",
    re.DOTALL,
)
# "Second Half. Now in its third year, this project …" · "4.2 Second Half. Twelve coaches …"
_BEFORE_STOP = re.compile(
    rf"^{_NUMBER}(?P<name>[A-Z‘'“#][^.;:?!()\n]{{3,60}})(?:\s\(£[\d,.]+\))?\.\s+(?P<told>[A-Z‘'“£\d].{{25,}})",
    re.DOTALL,
)
# "Second Half (sport on Fridays, led by the Rovers Trust)" · "Second Half, run by …, has …"
_BEFORE_LEAD = re.compile(
    rf"^{_NUMBER}(?:The\s+|Our\s+)?(?P<name>{NAME})(?:,\s+|\s+\((?:[^()]+,\s+)?)"
    r"(?P<told>(?:jointly\s+)?(?:led|run|delivered|organised|provided|managed|commissioned|hosted"
    r"|funded|co-?ordinated|set\s+up)\s+by\s.{15,})",
    re.DOTALL,
)
# "Second Half offers football on Friday nights" · "Second Half (Cyfle) has helped 30 boys"
_DOES = (
    r"(?:asks?|asked|offers?|offered|aims?|aimed|helps?|helped|supports?|supported|reached|reaches"
    r"|engaged|engages|gave|gives|provided|provides|brings?|brought|(?:takes?|took)(?=\s+(?:place|part|\d))|continues?|continued"
    r"|returned|opened|launched|started|began|begins|led\s+to|resulted|teaches|taught"
    r"|encourages?|encouraged|trained|trains|work(?:s|ed)\s+with|went|visited|targets|targeted"
    r"|focus(?:es|ed)|enables?|enabled|invites?|invited|pairs?|paired|equips|equipped|covers?"
    r"|(?:teams|workers|sessions|patrols|volunteers|staff|officers)\s+(?:had|have|met|made|gave)"
    r"|(?:ran|runs)(?=\s+(?:from|for|in|at|on|across|throughout|twice|again|until|every|weekly"
    r"|between|alongside|over|during|with)\b)"
    r"|(?:has|have)\s+(?:now\s+|already\s+|also\s+|been\s+)?(?:supported|helped|reached|engaged|trained"
    r"|worked|delivered|fitted|visited|offered|provided|continued|expanded|launched|extended|mentored"
    r"|run|held|given|brought|taken|taught)"
    r"|(?:was|were)\s+(?:re-?)?(?:launched|delivered|run|held|rolled|piloted|introduced|set|extended"
    r"|commissioned|established|developed|created|organised|hosted|shown|performed)"
    r"|(?:has|have)\s+begun|is\s+(?:a|an|our|now|run|led|delivered|aimed|designed|weekly|monthly|regular)\b"
    r"|running\s+(?:throughout|across|over|from|in|on|every|each)\b)"
)
_BEFORE_VERB = re.compile(
    rf"^{_NUMBER}(?:The\s+|Our\s+)?[‘'“\"]?(?P<name>{NAME})[’'”\"]?(?:\s+\([A-Z][^()]{{2,40}}\))?\s+"
    rf"(?P<told>{_DOES}\b.{{15,}})",
    re.DOTALL,
)

# "The Welcome Hub opened in October": a place for people that is opened is a project
_OPENED = re.compile(
    rf"^{_NUMBER}(?:The\s+|Our\s+|An?\s+)?(?P<name>{NAME})\s+(?:has\s+)?(?:(?:was|were)\s+)?"
    r"(?:opened|launched|went\s+live|(?:will|is\s+to|is\s+due\s+to)\s+open)\b"
)
# "Second Half has been running midnight football since May"
_RUNNING = re.compile(
    rf"^{_NUMBER}(?:The\s+|Our\s+)?(?P<name>{NAME})\s+(?:has|have)\s+(?:been\s+(?:running|operating)"
    r"|begun|run)\b"
)
_CAN_OPEN = re.compile(
    r"\s(?:Hub|Centre|Café|Cafe|Lounge|Gateway|Refuge|Shop|House|Space|Zone|Clinic|Line|Helpline|Room)$"
)
_IS_KIND = re.compile(rf"(?i:this|an?|our)\b[^.;]{{0,60}}?{KIND_OF_WORK.pattern}")
# "a twelve-week course for men" · "this project works with …" behind a name outside an account
_OF_KIND = re.compile(
    r"\b(?:programme|course|project|scheme|sessions?|workshops?|campaign|pilot|initiative|mentors?"
    r"|mentoring|volunteers|(?:run|led|delivered|organised)\s+by)\b"
)
_HELPS = re.compile(r"\s+(?:help|support|g[ai]ve|provid|visit|train|work)")
# "With the Marshal’s help", "When I took over": not what did it
_NO_SUBJECT = re.compile(
    r"^(?:With|When|While|After|Before|Since|If|As|At|From|During|For|Because|Although|In)\s|[’']s$"
)


@dataclass(frozen=True, slots=True)
class RunIn:
    """A name at `text[start:end]`, at the beginning of a text, and what is told of it behind."""

    start: int
    end: int
    told: str
    method: str
    confidence: float


def find_run_in(text: str, *, in_account: bool, is_numbered: bool = False) -> RunIn | None:
    """The name before a stop, dash or colon that opens a bullet or paragraph.

    Outside an account of what was done it must look like a project's, and be told to be one, or
    name an activity in a numbered paragraph.
    """
    for pattern, within, method in (
        (_BEFORE_DASH, 120, "initiatives.achievement_bullet"),
        (_BEFORE_STOP, 300, "initiatives.run_in_name"),
    ):
        match = pattern.match(text)
        if match is None or not _is_run_in(match["name"], match["told"], within):
            continue
        is_told = is_numbered and is_activity(match["name"])
        if in_account or is_told or _is_told_project(match["name"], match["told"]):
            trust = 0.8 if in_account else 0.7
            return RunIn(*match.span("name"), match["told"], method, trust)
    return None


def find_subject(text: str, agencies: frozenset[str], *, in_account: bool) -> list[Name]:
    """The name, if any, that opens a sentence and is what works in it, is run by or opened.

    `agencies`: short names of who works for others in the report.
    """
    rules = [(_BEFORE_LEAD, 0.8), (_OPENED, 0.7), (_RUNNING, 0.7)] + (
        [(_BEFORE_VERB, 0.7)] if in_account else []
    )
    for pattern, trust in rules:
        match = pattern.match(text)
        if match is None or match["name"] in agencies:
            continue
        start, end = without_owner(text, *match.span("name"))
        name = text[start:end]
        if _NO_SUBJECT.search(name) or _is_local_body(name, text[match.end("name") :]):
            continue
        if (pattern is _OPENED and _CAN_OPEN.search(name)) or is_project_name(name):
            return [Name(start, end, name, "initiatives.subject", trust)]
    return []


def _is_run_in(printed: str, told: str, within: int) -> bool:
    """Whether words before a stop, colon or dash are a name.

    One word alone needs its kind to be told `within` so many characters.
    """
    name = without_update(printed)
    if not (is_activity(name) or (is_title(name) and is_heading_name(name))):
        return False
    last = name.split()[-1]
    if last.isupper() and len(last) < 7:  # "DFRS: 26 children …" · "Harbury BID: £15,000 …"
        return bool(_IS_KIND.match(told))
    return " " in name or bool(KIND_OF_WORK.search(told[:within]))


def _is_local_body(name: str, behind: str) -> bool:
    """Whether a name is a place and one word, and does as bodies do: *Harbury Pride helped*."""
    place = place_before(name)
    return place != "" and len(name[len(place) :].split()) == 1 and bool(_HELPS.match(behind))


def _is_told_project(name: str, told: str) -> bool:
    return is_project_name(name) and bool(_OF_KIND.search(told[:160]))
