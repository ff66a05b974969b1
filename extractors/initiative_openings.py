"""Initiatives whose name opens a bullet or a paragraph that tells what was done."""

import re
from dataclasses import dataclass

from extractors.initiative_names import Name
from extractors.initiative_titles import (
    KIND_OF_WORK,
    is_heading_name,
    is_project_name,
    is_title,
    without_update,
)
from extractors.initiative_vocabulary import NAME

# "5.5 " before the name in a paper for a committee
_NUMBER = r"(?:\d{1,2}(?:\.\d{1,2}){1,3}\.?\s+|[A-Z]?\d{1,2}[.)]\s+)?"
# "Crime Guide for Parents – 8,000 copies were printed" · "Safe Steps: a course for …"
_BEFORE_DASH = re.compile(
    rf"^{_NUMBER}(?P<name>[A-Z‘'“#][^.;:\n]{{3,80}}?)(?:\s+[–—-]\s+|:\s+)"
    r"(?P<told>[^\d\s+-].{25,}|\d.{40,})",
    re.DOTALL,
)
# "Second Half. Now in its third year, this project …" · "4.2 Second Half. Twelve coaches …"
_BEFORE_STOP = re.compile(
    rf"^{_NUMBER}(?P<name>[A-Z‘'“#][^.;:?!()\n]{{3,60}})\.\s+(?P<told>[A-Z‘'“£\d].{{25,}})",
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
    r"|engaged|engages|gave|gives|provided|provides|brings?|brought|takes?|took|continues?|continued"
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
    r"|is\s+(?:a|an|our|now|run|led|delivered|aimed|designed)\b)"
)
_BEFORE_VERB = re.compile(
    rf"^{_NUMBER}(?:The\s+|Our\s+)?(?P<name>{NAME})(?:\s+\([A-Z][^()]{{2,40}}\))?\s+"
    rf"(?P<told>{_DOES}\b.{{15,}})",
    re.DOTALL,
)

# "The Welcome Hub opened in October": a body that is opened is a project
_OPENED = re.compile(
    rf"^{_NUMBER}(?:The\s+|Our\s+|An?\s+)?(?P<name>{NAME})\s+(?:has\s+)?(?:(?:was|were)\s+)?"
    r"(?:opened|launched|went\s+live)\b"
)
_NOT_OPENED = re.compile(r"\b(?:Council|Police|Team|Unit|Courts?|Service|Partnership|Office)$")


@dataclass(frozen=True, slots=True)
class RunIn:
    """A name at `text[start:end]`, at the beginning of a text, and what is told of it behind."""

    start: int
    end: int
    told: str
    method: str


def find_run_in(text: str) -> RunIn | None:
    """The name before a stop, dash or colon that opens a bullet or paragraph of an account."""
    for pattern, method in (
        (_BEFORE_DASH, "initiatives.achievement_bullet"),
        (_BEFORE_STOP, "initiatives.run_in_name"),
    ):
        match = pattern.match(text)
        if match and _is_run_in(match["name"], match["told"]):
            return RunIn(*match.span("name"), match["told"], method)
    return None


def find_subject(text: str, agencies: frozenset[str]) -> list[Name]:
    """The name, if any, that opens a sentence of an account and is what works in it.

    `agencies`: short names of who works for others in the report.
    """
    for pattern, trust in ((_BEFORE_LEAD, 0.8), (_BEFORE_VERB, 0.7)):
        match = pattern.match(text)
        if match and match["name"] not in agencies and is_project_name(match["name"]):
            start, end = match.span("name")
            return [Name(start, end, match["name"], "initiatives.subject", trust)]
    opened = _OPENED.match(text)
    if opened and " " in opened["name"] and not _NOT_OPENED.search(opened["name"]):
        start, end = opened.span("name")
        return [Name(start, end, opened["name"], "initiatives.subject", 0.7)]
    return []


def _is_run_in(printed: str, told: str) -> bool:
    """Whether words before a stop, colon or dash are a name; one word alone needs its kind told."""
    name = without_update(printed)
    if not is_title(name) or not is_heading_name(name):
        return False
    return len(name.split()) > 1 or bool(KIND_OF_WORK.search(told[:120]))
