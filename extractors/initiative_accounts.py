"""Whether a place in a report tells what was done, what is being done, or what is to come."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import Literal

from extractors.headings import is_other_matter
from extractors.reading.document import Block
from extractors.scope import Scope

Telling = Literal["done", "work", "ahead"]

# "Key Achievements 2022-23" · "Delivering our priorities in 2022-23" · "What we did"
_DONE = re.compile(
    r"\b(?:achieve(?:d|ments?)|highlights?|progress (?:on|against|in|since|so far|made|report)"
    r"|success(?:es)?|deliver(?:y|ing|ed) (?:in|during|on|against|(?:of )?(?:our|the|these)"
    r" (?:\w+ )?priorities)"
    r"|what (?:we|have we|(?:has )?the partnership|(?:our )?partners)\b"
    r".{0,12}\b(?:did|done|delivered|achieved)|what(?: has|['’]s)? been (?:done|achieved|delivered)"
    r"|activity (?:in|during)|our (?:year|work) in|(?:year in|a) review\b|review of (?:the year|20)"
    r"|year at a glance|(?:project|partnership|activity|delivery|operational) updates?)\b",
    re.IGNORECASE,
)
# "Local initiatives" · "Money and projects in 2023/24" · "Case studies"
_WORK = re.compile(
    r"\b(?:projects|initiatives|campaigns|operations|case studies|activities|(?:best|good) practice"
    r"|working with (?:our|local) communities|our work|partnership (?:work|activity))\b",
    re.IGNORECASE,
)
# "Looking ahead to 2024/25" · "What we will do" · "Recommendations" · "Next steps"
_AHEAD = re.compile(
    r"\b(?:looking (?:ahead|forward)|next steps|next year|(?:moving|going) forward"
    r"|forward (?:look|plan)|(?:year|plans?|priorities|actions|work)"
    r" (?:ahead|planned|for (?:20|next|the (?:coming|year)))|what(?:['’]s|\sis)? next"
    r"|what (?:else )?(?:we|partners|the partnership) (?:will|plan|intend|are going)"
    r"|what will (?:we|partners|the partnership)|how we (?:will|plan|intend)"
    r"|recommendations?|recommended|(?:our|key) commitments|future (?:plans|work|priorities)"
    r"|(?:action|delivery|implementation) plan|proposals?|proposed)\b",
    re.IGNORECASE,
)
_NOT_AHEAD = re.compile(
    r"\b(?:did|done|delivered|achieved|have we|annual|reviews?|reports?|assessment|updates?)\b",
    re.IGNORECASE,
)
# "Our plan on a page" · "Why it matters" · "Paying for it": begin another matter
_ELSE = re.compile(
    r"^(?:[\d.]+\s+)?(?:our plan|our vision|vision|why (?:it|this) matters|paying for|money"
    r"|how this fits|our (?:borough|district|area|county|city)|about (?:the|our)"
    r"|the (?:area|borough|district|county)|the year in figures|what you told us"
    r"|what residents|crime and)\b",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"^\d{1,2}(?:\.\d{1,2})*\.?\s+[A-Z]")  # its number tells its level
_LONGEST = 12  # words of a heading that announces


@dataclass(frozen=True, slots=True)
class Account:
    """A heading that announces what stands below it; `is_bare`: another follows at once."""

    telling: Telling
    heading: Block
    is_bare: bool


class Accounts:
    """The accounts of a report, asked by places in its text."""

    def __init__(self, scope: Scope) -> None:
        """Walks the headings once, in order."""
        self._scope, self._has_levels = scope, scope.document.has_levels
        self._starts: list[int] = []
        self._over: list[Account | None] = []
        is_open: list[Account] = []
        part = 0
        for index, block in enumerate(scope.document.blocks):
            if block.kind != "heading":
                continue
            here, text = scope.part_at(block.start).start, scope.words(block)
            other = is_other_matter(text) or bool(_ELSE.search(text))
            is_open = [a for a in is_open if here == part and self._goes_on(a, block, other)]
            part = here
            telling = _telling(text)
            if telling:
                following = scope.document.blocks[index + 1 : index + 2]
                is_bare = bool(following) and following[0].kind == "heading"
                is_open.append(Account(telling, block, is_bare))
            self._starts.append(block.start)
            self._over.append(is_open[-1] if is_open and (telling or not other) else None)

    def at(self, position: int) -> Account | None:
        """The account that a place stands in."""
        index = bisect_right(self._starts, position) - 1
        return self._over[index] if index >= 0 else None

    def over(self, heading: Block) -> Account | None:
        """The account that a heading is one piece of.

        Where a file marks no levels, only an account without text of its own surely goes on under
        headings of its like.
        """
        account = self.at(heading.start)
        if account is None or account.heading == heading:
            return None
        is_below = heading.level > account.heading.level or account.is_bare
        return account if is_below else None

    def is_done(self, position: int) -> bool:
        """Whether a place stands in an account of what is over."""
        account = self.at(position)
        if account is None or account.telling == "ahead":
            return False
        dated = self._scope.heading_period(account.heading.end)
        return account.telling == "done" or dated is not None

    def _goes_on(self, account: Account, heading: Block, other: bool) -> bool:
        """Whether an account is still open under a heading that follows."""
        above = account.heading.level
        if other:
            return self._has_levels and above < heading.level
        if above < heading.level or (above == heading.level and account.is_bare):
            return True
        is_flat = not self._has_levels and not _NUMBERED.match(self._scope.words(heading))
        return is_flat and account.telling == "done"


def _telling(heading: str) -> Telling | None:
    if len(heading.split()) > _LONGEST:
        return None
    if _AHEAD.search(heading) and not _NOT_AHEAD.search(heading):
        return "ahead"
    if _DONE.search(heading):
        return "done"
    return "work" if _WORK.search(heading) else None
