"""What is known of a sum before its roles are read, and the roles themselves."""

import re
from dataclasses import dataclass

from extractors.funding_parties import NOBODY, Parties
from extractors.values.money import Money
from schemas.funding import FundingKind

# A line with one of these is a sentence, and no label of a sum
SAYS = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|can|must|should|received?|awarded|allocated"
    r"|secured|spent|agreed|funded|provided|submitted|gave|given|paid|contributed|bought)\b"
)
# Kinds of money that somebody has given or set aside
GIVEN: frozenset[FundingKind] = frozenset(["grant", "budget", "match_funding"])
# Confidence of a sum in a plan's column of money, of one of which its own words tell what it is,
# and of one of which lines above do
PLANNED, TOLD, UNTOLD = 0.92, 0.85, 0.7
_TOTAL = re.compile(r"(?:sub-?|grand )?totals?\b", re.I)


@dataclass(frozen=True, slots=True)
class Roles:
    """What a sum is; who, whom and what for as printed, None where it is not told.

    `by_subject`: its verb says it of who gets it, so that "Oakham £4,000" behind it is said of
    another one who gets. `is_part`: it is a part of the sum before, and of its year.
    """

    kind: FundingKind
    funder: str | None = None
    recipient: str | None = None
    purpose: str | None = None
    scheme: str | None = None
    is_told: bool = True
    by_subject: bool = False
    is_part: bool = False


@dataclass(frozen=True, slots=True)
class Said:
    """A sum in a sentence `text`, with what stands round it.

    `stretch`: the words between the sums beside it that are its own. `tail`: where the words behind
    the last sum of its list begin. `announced`: lines and headings above, the nearest first.
    `giver`: who is said above to give what follows. `following`: the next sentence. `before`: what
    was told of the sum before; `is_same`: in the same sentence. `heading`: the nearest above.
    `refers`: whether the sentence is about money told before.
    """

    text: str
    money: Money
    stretch: tuple[int, int]
    tail: int
    announced: tuple[str, ...] = ()
    giver: str | None = None
    following: str = ""
    parties: Parties = NOBODY
    before: Roles | None = None
    is_same: bool = False
    heading: str = ""
    refers: bool = False

    @property
    def lead(self) -> str:
        """Its own words before it."""
        return self.text[self.stretch[0] : self.money.start]

    @property
    def behind(self) -> str:
        """Its own words behind it."""
        return self.text[self.money.end : self.stretch[1]]


@dataclass(frozen=True, slots=True)
class Sum:
    """A sum at `document.text[start:end]` with what was read of it; `clause` is where.

    `words`: the sentence that tells it; none where a cell does.
    """

    start: int
    end: int
    clause: tuple[int, int]
    money: Money
    roles: Roles
    period: str | None
    area: str | None
    method: str
    section: tuple[str, ...] = ()
    is_cell: bool = False
    words: str = ""

    @property
    def confidence(self) -> float:
        """How sure it is what it is."""
        if self.method == "funding.plan_cell":
            return PLANNED
        return TOLD if self.roles.is_told else UNTOLD

    @property
    def is_total(self) -> bool:
        """Whether it is the sum of a column."""
        return self.is_cell and _TOTAL.match(self.roles.purpose or "") is not None
