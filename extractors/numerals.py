"""A sentence taken apart for the rules: its tokens, its numbers, and what was read of them."""

import re
from bisect import bisect_left
from dataclasses import dataclass, field

from extractors.geography import find_geographies
from extractors.lexicon import CHANGES, MOVES
from extractors.measures import phrase_end, subject, words_between
from extractors.tokens import Found, Token, tokenise
from extractors.values.numbers import Number, find_decoys, find_numbers
from extractors.values.periods import Period, find_periods
from extractors.values.spans import longest, outside
from schemas.funding import Qualifier
from schemas.statistics import Unit

# What says how exact a number is, or that it is a sum: no part of what stands before it
_QUALIFYING = re.compile(
    r"""(?:(?<![\w-])(?:
        (?:(?:well|just)\s+)?(?:more|less|fewer|greater)\s+than | (?:well\s+|just\s+)?(?:over|under)
      | about | around | approximately | approx\.? | nearly | almost | some | just | only | roughly
      | at\s+(?:least|most) | up\s+to | in\s+excess\s+of | circa | c\.? | exactly | as\s+many\s+as
      | (?:an?\s+|the\s+)?(?:grand\s+)?(?:total|minimum|maximum|max|average|estimated|further|additional)(?:\s+of)?
      | an?\s+(?:record|massive|staggering|impressive) | the | an? | another | other | extra | all | both
      | their | its | our | these | those | currently | now | even | still | also | new
    )|[~≈<>≥≤*_‘’'"“”])\s*$""",
    re.VERBOSE | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a number in a sentence is.

    `is_before`: it is the base that another is compared with. `context`: words that say of what
    category it is, where the measure does not. `at_place`: offset in the sentence round which its
    place and period are looked for.
    """

    value: float
    unit: Unit
    measure: str
    method: str
    confidence: float
    breakdown: str | None = None
    qualifier: Qualifier = "exact"
    is_before: bool = False
    context: str = ""


@dataclass
class Line:
    """A sentence with its numbers; `readings` grows from left to right.

    `topic`: what the sentence before counts. `heading`: the heading or lead-in it stands under.
    `label`: whether the sentence is one of a list of labels and numbers.
    """

    text: str
    topic: str = ""
    heading: str = ""
    readings: dict[int, Reading] = field(default_factory=dict)
    tokens: list[Token] = field(init=False)
    numbers: list[Number] = field(init=False)
    periods: list[Period] = field(init=False)
    at: list[int] = field(init=False)

    def __post_init__(self) -> None:
        self.numbers = _meant(self.text, find_numbers(self.text))
        self.periods = find_periods(self.text)
        masked = outside(find_decoys(self.text), [*self.numbers, *self.periods])
        found = [Found(n.start, n.end, "number") for n in self.numbers]
        found += [Found(p.start, p.end, "period") for p in self.periods]
        found += [Found(d.start, d.end, "masked") for d in masked]
        self.tokens = tokenise(self.text, longest(found))
        self.at = [i for i, token in enumerate(self.tokens) if token.kind == "number"]

    def word(self, index: int) -> str:
        """The token at an index in lower case, empty outside of the sentence."""
        return self.tokens[index].lower if 0 <= index < len(self.tokens) else ""

    def kind(self, index: int) -> str:
        """Kind of the token at an index, empty outside of the sentence."""
        return self.tokens[index].kind if 0 <= index < len(self.tokens) else ""

    def lead(self, k: int) -> int:
        """Index of the first word that belongs to number `k`: "a total of", "more than"."""
        begin = self.numbers[k].start
        while match := _QUALIFYING.search(self.text, max(0, begin - 40), begin):
            begin = match.start()
        return bisect_left([token.start for token in self.tokens], begin)

    def words(self, start: int, end: int) -> str:
        """The words of a slice of the tokens."""
        return words_between(self.text, self.tokens, start, end)

    def phrase(self, start: int) -> str:
        """The noun phrase that begins at a token, after a determiner."""
        while self.word(start) in (
            "the",
            "a",
            "an",
            "all",
            "its",
            "their",
            "our",
            "these",
            "those",
        ):
            start += 1
        return self.words(start, phrase_end(self.tokens, start))

    def subject(self, verb: int) -> str:
        """The subject of the verb at a token."""
        return self.words(*subject(self.tokens, verb))

    def clause_start(self, index: int) -> int:
        """Index after the last mark, number or sum before a token that parts clauses."""
        for at in range(index - 1, -1, -1):
            if self.kind(at) in ("number", "masked") or self.word(at) in (";", "(", ")", "["):
                return at + 1
        return 0

    def in_brackets(self, k: int) -> bool:
        """Whether number `k` stands in round brackets."""
        before = self.text[: self.numbers[k].start]
        return before.count("(") > before.count(")")

    def is_place(self, words: str) -> bool:
        """Whether words are no more than a place: "the force", "Kent", "this district"."""
        return any(len(words) - len(place.text) <= 4 for place in find_geographies(f"the {words}"))

    def last(self, k: int) -> Reading | None:
        """The nearest reading to the left of number `k`."""
        before = [j for j in self.readings if j < k]
        return self.readings[max(before)] if before else None

    def move(self, start: int, end: int) -> int | None:
        """Index of the last word of change among the tokens from `start` to `end`."""
        for at in range(end - 1, start - 1, -1):
            if self.word(at) in MOVES or self.word(at) in CHANGES:
                return at
        return None


def _meant(text: str, numbers: list[Number]) -> list[Number]:
    """The numbers without *half* of "half (47%)", which says in figures what it means."""
    kept = []
    for number, after in zip(numbers, [*numbers, None][1:], strict=True):
        between = text[number.end : after.start].strip() if after else ""
        is_said_again = number.kind == "fraction" and after and after.kind == "percent"
        if not (is_said_again and between in ("(", "or", ",", "–", "-")):
            kept.append(number)
    return kept
