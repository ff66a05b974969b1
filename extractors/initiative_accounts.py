"""Whether a place in a report tells what was done, what is being done, or what is to come."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from extractors.headings import DocumentPart, is_other_matter
from extractors.reading.document import Block
from extractors.scope import Scope
from extractors.values.periods import Period

Telling = Literal["done", "work", "ahead"]

_WE = r"(?:we|(?:the )?(?:partnership|council|csp)|(?:our )?partners)"
# "Key Achievements 2022-23" · "Delivering our priorities in 2022-23" · "What we did"
_DONE = re.compile(
    r"\b(?:achieve(?:d|ments?)|highlights?|progress (?:on|against|in|since|so far|made|report)"
    r"|success(?:es)?|deliver(?:y|ing|ed) (?:in|during|on|against|(?:of )?(?:our|the|these)"
    rf" (?:\w+ )?priorities)|what (?:(?:have|has|did) )?{_WE}\b.{{0,12}}\b(?:did|do\?|done"
    rf"|delivered"
    rf"|achieved)|what (?:did|have|has) {_WE} (?:do|done|deliver|achieve)\w*"
    r"|what (?:has|['’]s)? ?been (?:done|achieved|delivered)|what (?:went|worked) well"
    r"|look(?:ing)? back|activity (?:in|during)|our (?:year|work) in|(?:year in|a) review\b"
    r"|review of (?:the year|delivery|20\d\d)|year at a glance"
    r"|(?:project|partnership|activity|delivery|operational) updates?"
    r"|updates? (?:on|of|from) (?:last|the) year|(?:last|past|previous) year|made a difference"
    r"|so far|what happened)\b",
    re.IGNORECASE,
)
# "Local initiatives" · "Money and projects in 2023/24" · "Case studies"
_WORK = re.compile(
    r"\b(?:projects|initiatives|campaigns|operations|case stud(?:y|ies)|activit(?:y|ies)"
    r"|(?:best|good) practice|working with (?:our|local) communities|our work|being done"
    r"|partnership (?:work|activity))\b",
    re.IGNORECASE,
)
# "Looking ahead to 2024/25" · "What we will do" · "Recommendations" · "Next steps"
_AHEAD = re.compile(
    r"\b(?:looking (?:ahead|forward)|next steps|next year|(?:moving|going) forward"
    r"|forward (?:look|plan)|(?:year|plans?|priorities|actions?|work)"
    r" (?:ahead|planned|for (?:20\d\d|next|the (?:coming|year)))|(?:year|months) to come"
    r"|this year(?:['’]s)? (?:plans?|work|actions?|priorities)|what(?:['’]s|\sis)? next"
    rf"|what (?:else )?{_WE} (?:will|plan|intend|are going)|what will {_WE}"
    r"|how we (?:will|plan|intend)|recommendations?|recommended|(?:our|key) commitments"
    r"|future (?:plans|work|priorities)|(?:action|delivery|implementation) plan|proposals?"
    r"|proposed)\b",
    re.IGNORECASE,
)
_NOT_AHEAD = re.compile(
    r"\b(?:did|done|delivered|achieved|have we|annual|reviews?|reports?|assessment|updates?)\b",
    re.IGNORECASE,
)
# "Our plan on a page" · "Why it matters" · "Paying for it": begin another matter
_ELSE = re.compile(
    r"^(?:[\d.]+\s+)?(?:our plan|our vision|vision|why\b|paying for|money|thank|acknowledge"
    r"|equalit|legal"
    r"|how this fits|our (?:borough|district|area|county|city)|about (?:the|our)"
    r"|the (?:area|borough|district|county)|the year in figures|what you told us"
    r"|what residents|crime and)\b",
    re.IGNORECASE,
)
# "We have:" · "Completed:" · "Partners also ran" over a list; "We will:" · "Carried forward:"
_LED_DONE = re.compile(
    rf"^(?:completed|delivered|achieved|done)\b|\b{_WE} (?:have|has|also|did|\w+ed|ran|held)\b",
    re.IGNORECASE,
)
_LED_AHEAD = re.compile(
    r"\b(?:will|shall|(?:plans?|intends?|aims?|going|committed) to|carried forward|recommend\w*"
    r"|propos\w+)\b",
    re.IGNORECASE,
)
# "What we did last year", "Next steps:" printed like a line of text and no heading
_ANNOUNCES = re.compile(
    r"^\W*(?:(?:[\w ]{3,40}\s[–-]\s)?what|how|our achieve|(?:key |our )?(?:achievements"
    r"|highlights|successes|progress)\b"
    r"|looking (?:ahead|back|forward)|next steps|(?:key |our )?recommendations|moving forward"
    r"|update on)[^.:!]*[:?]?$",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"^(\d{1,2}(?:\.\d{1,2})*)\.?\s+[A-Z]")  # its number tells its level
_LONGEST = 12  # words of a heading that announces
_TOP, _BOTTOM = 1, 7  # levels
# "Scrutiny Committee: Annual Report 2023/24" · "Our Year 2023/24" · "Performance Report 2022/23"
_OF_A_YEAR = re.compile(
    r"\b(?:(?:annual|performance|end of year) (?:report|review)|our (?:year|achievements)"
    r"|(?:year in|yearly) review)\b",
    re.IGNORECASE,
)
# "How will we know?" · "Success measures": what stands below is a target
_TARGETS = re.compile(
    r"\bhow (?:will we|we(?:['’]ll| will)) (?:know|measure|tell|judge)|\b(?:success|performance)"
    r" (?:measures|indicators)|\btargets\b|what success looks like",
    re.IGNORECASE,
)
PLANS = ("partnership_plan", "action_plan")


@dataclass(frozen=True, slots=True)
class Account:
    """A heading that announces what stands below it.

    `is_bare`: others of its level follow at once; `is_numbered_on`: with numbers like its own.
    """

    telling: Telling
    heading: Block
    level: int
    is_bare: bool
    is_numbered_on: bool


@dataclass(frozen=True, slots=True)
class _Step:
    """A heading or a line that announces: the account open behind it, and what it says itself."""

    start: int
    over: Account | None
    tells: bool
    is_other: bool
    period: Period | None


class Accounts:
    """The accounts of a report, asked by places in its text."""

    def __init__(self, scope: Scope) -> None:
        """Walks the headings once, in order."""
        self._scope, self._has_levels = scope, scope.document.has_levels
        self._steps = list(self._walk())
        self._starts = [step.start for step in self._steps]

    def _walk(self) -> Iterator[_Step]:
        is_open: list[Account] = []
        part = 0
        for index, block in enumerate(self._scope.document.blocks):
            text = self._scope.words(block)
            if block.kind != "heading" and not self._announces(block, text):
                continue
            here = self._scope.part_at(block.start).start
            other = is_other_matter(text) or bool(_ELSE.search(text))
            level = self._level(block)
            is_open = [a for a in is_open if here == part and self._goes_on(a, text, level, other)]
            part = here
            if telling := self._telling_of(block, text):
                is_bare = self._is_bare(index)
                following = self._scope.document.blocks[index + 1 : index + 2]
                is_on = is_bare and bool(_NUMBERED.match(self._scope.words(following[0])))
                is_open.append(Account(telling, block, level, is_bare, is_on))
            over = is_open[-1] if is_open and (telling or not other) else None
            is_other = other and not telling
            yield _Step(
                block.start, over, telling is not None, is_other, self._scope.only_period(text)
            )

    def at(self, position: int) -> Account | None:
        """The account that a place stands in."""
        step = self._step(position)
        return step.over if step else None

    def over(self, heading: Block) -> Account | None:
        """The account that a heading is one piece of.

        Where a file marks no levels, only an account without text of its own surely goes on under
        headings of its like.
        """
        account = self.at(heading.start)
        if account is None or account.heading == heading:
            return None
        return account if heading.level > account.level or account.is_bare else None

    def tells(self, position: int, block: Block | None = None) -> Telling | None:
        """What the lead-in of its list, or the account that it stands in, says of a place.

        A report on its year tells what was done but where its headings begin another matter.
        """
        step, is_report = self._step(position), is_of_a_year(self._scope.part_at(position))
        if block is not None and block.lead is not None:
            told = _telling_of_lead(self._scope.words(self._scope.document.blocks[block.lead]))
            is_ahead = step is not None and step.over is not None and step.over.telling == "ahead"
            if told is not None and not (is_ahead and told != "ahead"):
                return told
        if step is not None and step.over is not None:
            return "done" if is_report and step.over.telling == "work" else step.over.telling
        return "done" if is_report and step is not None and not step.is_other else None

    def is_target(self, position: int) -> bool:
        """Whether a place tells what is to be reached and not what will be done."""
        account = self.at(position)
        return account is not None and bool(_TARGETS.search(self._scope.words(account.heading)))

    def own_period(self, position: int) -> Period | None:
        """The period of a heading above, unless an undated account below it tells another time.

        *What we did last year* under *Our plan for 2023/24* is not of 2023/24.
        """
        account = self.at(position)
        told = self._scope.heading_period(position, title=False)
        if account is None:
            return told
        last = bisect_right(self._starts, position)
        dated = [step for step in self._steps[:last] if step.period and step.period == told]
        if dated and dated[-1].start > account.heading.start:
            return told
        if own := self._scope.only_period(self._scope.words(account.heading)):
            return own
        return told if dated and dated[-1].tells else None

    def _step(self, position: int) -> _Step | None:
        index = bisect_right(self._starts, position) - 1
        return self._steps[index] if index >= 0 else None

    def _announces(self, block: Block, text: str) -> bool:
        is_short = len(text.split()) <= _LONGEST and block.kind in ("paragraph", "item")
        return is_short and bool(_ANNOUNCES.match(text)) and _telling(text) in ("done", "ahead")

    def _level(self, block: Block) -> int:
        if block.kind == "heading":
            return block.level
        return _BOTTOM if self._has_levels else _TOP

    def _is_bare(self, index: int) -> bool:
        """Whether a heading has no text of its own, so that others of its level stand under it.

        Not where the next is numbered as a part of it: *8 Review*, *8.1 Projects*.
        """
        heading, *following = self._scope.document.blocks[index : index + 2]
        if not following or following[0].kind != "heading":
            return False
        number = _NUMBERED.match(self._scope.words(heading))
        return not number or not self._scope.words(following[0]).startswith(f"{number[1]}.")

    def _telling_of(self, heading: Block, text: str) -> Telling | None:
        """What a heading announces, by its words or by its year against that of its part.

        Projects of a year are done, but in the plan for that year.
        """
        telling, part = _telling(text), self._scope.part_at(heading.start)
        dated = self._scope.only_period(text)
        year = dated.label if dated else None
        if telling in ("done", "ahead") or year is None:
            return telling
        is_plan = part.document_type in PLANS
        if part.period is not None and year != part.period:
            is_past = year < part.period
            return "done" if is_past and is_plan else telling if is_past else "ahead"
        return telling and ("ahead" if is_plan and year == part.period else "done")

    def _goes_on(self, account: Account, heading: str, level: int, other: bool) -> bool:
        """Whether an account is still open under a heading that follows."""
        if other:
            return self._has_levels and account.level < level
        if self._is_next_number(account, heading):
            return False
        if account.level < level or (account.level == level and account.is_bare):
            return True
        is_flat = not self._has_levels and not _NUMBERED.match(heading)
        return is_flat and account.telling == "done"

    def _is_next_number(self, account: Account, heading: str) -> bool:
        """Whether a heading is numbered beside an account that has headings without a number.

        *4 Crime* is no piece of *3 Achievements* over *On burglary*; *3.2 Police* is one of *3.1
        What we have achieved* that it follows at once.
        """
        own = _NUMBERED.match(self._scope.words(account.heading))
        other = _NUMBERED.match(heading)
        is_beside = own and other and not other[1].startswith(f"{own[1]}.")
        return bool(is_beside) and not account.is_numbered_on


def is_of_a_year(part: DocumentPart) -> bool:
    """Whether a part is a report on its year, be it brought to a committee."""
    return part.document_type == "annual_report" or bool(_OF_A_YEAR.search(part.title or ""))


def _telling(heading: str) -> Telling | None:
    if len(heading.split()) > _LONGEST:
        return None
    if _AHEAD.search(heading) and not _NOT_AHEAD.search(heading):
        return "ahead"
    if _DONE.search(heading):
        return "done"
    return (
        "work" if _WORK.search(heading) and not re.match(r"\W*[A-Z][a-z]+ed\b", heading) else None
    )


def _telling_of_lead(lead: str) -> Telling | None:
    """What the last sentence before a list says of its items."""
    last = re.split(r"(?<=[.!?])\s+(?=[A-Z])", lead)[-1]
    if _LED_AHEAD.search(last):
        return "ahead"
    return "done" if _LED_DONE.search(last) else _telling(last)
