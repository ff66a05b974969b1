"""A sentence taken apart for the rules: its tokens, its numbers, and what was read of them."""

import re
from bisect import bisect_left
from dataclasses import dataclass, field, replace
from functools import cached_property

from extractors.geography import NamedPlace, find_geographies, with_short_names
from extractors.lexicon import CHANGES, MOVES, PREPOSITIONS, word_set
from extractors.measures import is_plural, phrase_end, subject, words_between
from extractors.tokens import Found, Token, tokenise
from extractors.values.numbers import Number, find_decoys, find_numbers
from extractors.values.periods import Period, find_periods
from extractors.values.spans import longest, outside
from schemas.funding import Qualifier
from schemas.statistics import Unit

# What says how exact a number is, or that it is a sum: no part of what stands before it
_QUALIFYING = re.compile(
    r"""(?:(?<![\w-])(?:
        (?:(?:well|just)\s+)?(?<![0-9%]\s)(?:more|less|fewer|greater)\s+than
      | (?:well\s+|just\s+)?(?:over|under)
      | about | around | approximately | approx\.? | nearly | almost | some | just | only | roughly
      | at\s+(?:least|most) | up\s+to | in\s+excess\s+of | circa | c\.? | exactly | as\s+many\s+as
      | (?:an?\s+|the\s+)?(?:grand\s+)?(?:total|minimum|maximum|max|average|estimated|further
          |additional)(?:\s+of)?
      | an?\s+(?:record|massive|staggering|impressive | (?:peak|high|low)\s+of)
      | the | an? | another | other | extra | all | both
      | their | its | our | these | those | currently | now | even | still | also | new
      | therefore | thus | already | actually | officially
    )|[~≈<>≥≤*_‘’'"“”])\s*$""",
    re.VERBOSE | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a number in a sentence is.

    `is_before`: it is the base that another is compared with. `context`: words that say of what
    category it is, where the measure does not. `whole`: what it is a part of.
    """

    value: float
    unit: Unit
    measure: str
    method: str
    confidence: float
    breakdown: str | None = None
    whole: str = ""
    qualifier: Qualifier = "exact"
    is_before: bool = False
    context: str = ""
    is_crime: bool = False
    category: str | None = None


@dataclass
class Line:
    """A sentence with its numbers; `readings` grows from left to right.

    `before`: what was read last before it, `about`: what was read first in the sentence before,
    `heading`: the heading on a crime that it stands under, `topic`: what a sentence before it that
    has no number is about, `names`: short names of places in its report, `section`: the headings.
    """

    text: str
    before: Reading | None = None
    about: Reading | None = None
    heading: str = ""
    topic: str = ""
    names: frozenset[str] = frozenset()
    section: str = ""
    readings: dict[int, Reading] = field(default_factory=dict)

    @cached_property
    def _counting(self) -> list[Number]:
        return _counting(self.text)

    @cached_property
    def numbers(self) -> list[Number]:
        """The numbers that may tell something."""
        return _meant(self.text, self._counting)

    @cached_property
    def periods(self) -> list[Period]:
        """What the sentence says of when."""
        return find_periods(self.text)

    @cached_property
    def tokens(self) -> list[Token]:
        """Its words and marks; a number, a period or another value is one token."""
        said_again = outside(self._counting, self.numbers)
        masked = outside(find_decoys(self.text), [*self.numbers, *self.periods])
        found = [Found(n.start, n.end, "number") for n in self.numbers]
        found += [Found(p.start, p.end, "period") for p in self.periods]
        found += [Found(d.start, d.end, "masked") for d in masked]
        found += [Found(n.start, n.end, "masked") for n in said_again]
        return _without_acronyms(tokenise(self.text, longest(found)))

    @cached_property
    def _starts(self) -> list[int]:
        return [token.start for token in self.tokens]

    @cached_property
    def at(self) -> list[int]:
        """Index of the token of each number."""
        return [i for i, token in enumerate(self.tokens) if token.kind == "number"]

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
        return bisect_left(self._starts, begin)

    def after(self, k: int) -> int:
        """Index after number `k`, and after "(199)" or a closing bracket behind it."""
        at = self.at[k] + 1
        if self.word(at) == "(":
            inside = range(at, min(at + 6, len(self.tokens)))
            return next((i for i in inside if self.word(i) == ")"), at) + 1
        return at + 1 if self.word(at) == ")" else at

    def behind(self, k: int) -> int:
        """Index of what number `k` counts: after "or so", "or more", "plus"."""
        at = self.at[k] + 1
        if self.word(at) == "or" and self.word(at + 1) in ("so", "more", "fewer", "less", "over"):
            return at + 2
        return at + (self.word(at) in ("plus", "odd", "+", "more"))

    def words(self, start: int, end: int) -> str:
        """The words of a slice of the tokens."""
        return words_between(self.text, self.tokens, start, end)

    def phrase(self, start: int) -> str:
        """The noun phrase that begins at a token, after a determiner."""
        while self.word(start) in _OPENS:
            start += 1
        return self.words(start, phrase_end(self.tokens, start))

    def noun_before(self, end: int) -> str:
        """The noun phrase that ends before a token: "for local residents with 12 achieving"."""
        for start in range(max(0, end - 6), end):
            before = self.word(start - 1)
            is_start = self.kind(start - 1) != "word" or before in _BEFORE_NOUN
            is_start = is_start and self.word(start) not in PREPOSITIONS
            if is_start and self.phrase(start) and phrase_end(self.tokens, start) == end:
                return self.phrase(start)
        return ""

    def is_plural_at(self, start: int) -> bool:
        """Whether the word at a token counts several."""
        return self.kind(start) == "word" and is_plural(self.tokens[start].text)

    def subject(self, verb: int) -> str:
        """The subject of the verb at a token."""
        return self.words(*subject(self.tokens, verb))

    def clause_start(self, index: int) -> int:
        """Index after the last mark, number or sum before a token that parts clauses."""
        for at in range(index - 1, -1, -1):
            is_sum = self.kind(at) == "masked" and "£" in self.tokens[at].text
            if self.kind(at) == "number" or is_sum or self.word(at) in (";", "(", ")", "["):
                return at + 1 + (self.word(at + 1) == "/")
        return 0

    def in_brackets(self, k: int) -> bool:
        """Whether number `k` stands in round brackets."""
        before = self.text[: self.numbers[k].start]
        return before.count("(") > before.count(")")

    @cached_property
    def places(self) -> list[NamedPlace]:
        """What the sentence says of where."""
        found = find_geographies(self.text)
        return with_short_names(self.text, found, self.names) if self.names else found

    def is_place(self, words: str) -> bool:
        """Whether words are no more than a place: "the force", "Kent", "this district"."""
        words = _AS_A_WHOLE.sub("", words)
        if _FORCE_AS_A_WHOLE.fullmatch(words) or words in self.names:
            return True
        if any(place.text == words for place in self.places):
            return True
        found = find_geographies(f"in the {words}") or find_geographies(words)
        return any(len(_bare(words)) - len(_bare(place.text)) <= 4 for place in found)

    def is_placed(self, index: int) -> bool:
        """Whether a place ends just before a token or begins just after it."""
        here = self.tokens[min(index, len(self.tokens) - 1)]
        return any(
            -3 <= here.start - p.end <= 3 or 0 <= p.start - here.end <= 8 for p in self.places
        )

    def without_place(self, words: str) -> str:
        """A phrase without the place that it begins with: "Kent districts" is `districts`."""
        for place in find_geographies(f"in {words}"):
            rest = words[place.end - 3 :].strip()
            if place.start == 3 and place.kind in ("known", "own") and rest:
                return rest
        return words

    def last(self, k: int) -> Reading | None:
        """The nearest reading to the left of number `k`, one outside of brackets if there is."""
        before = [j for j in self.readings if j < k]
        outside_brackets = [j for j in before if not self.in_brackets(j)]
        return self.readings[max(outside_brackets or before)] if before else None

    def move(self, start: int, end: int) -> int | None:
        """Index of the last word of change among the tokens from `start` to `end`."""
        for at in range(end - 1, start - 1, -1):
            if self.word(at) in MOVES or self.word(at) in CHANGES:
                return at
        return None


def _bare(words: str) -> str:
    return re.sub(r"^(?:in\s|across\s)?(?:the\s)?", "", words)


# "London as a whole" · "the borough itself" · "Harwick the lowest"
_AS_A_WHOLE = re.compile(
    r"\s(?:as\sa\swhole|itself|overall|alone|together|combined|(?:police\s|policing\s)?(?:force\s)?area"
    r"|(?:the\s)?(?:most|least|[a-z]{3,}est))$"
)
_FORCE_AS_A_WHOLE = re.compile(
    r"(?:[A-Z][\w-]+\s){1,3}(?:Police|Constabulary)(?:\s(?:force|area|as\sa\swhole|overall))*"
)
_BEFORE_NOUN = word_set(
    "for to of the a an with in by had has have use uses and from most our their all"
)
_OPENS = word_set("the a an its their our these those")

# "code NC/12" · "(for example fewer than 100)" · "categories containing fewer than 100"
_NAMING = re.compile(
    r"(?:[A-Za-z]/|\b(?:for\sexample|e\.g\.|such\sas|containing)\W{1,3}(?:\w+\sthan\s)?"
    r"|\bages?\b[^.;:()]{0,40})$"
)
# "MACE 2 meetings" · "the UNIT 4"
_NAMED = re.compile(r"\b[A-Z]{3,}\s$")
# "9 or fewer employees": a class, no count
_CALLS = re.compile(
    r"\b(?:calls?|called|calling|reports?)\s(?:made\s)?(?:to|via|on|through)\s(?:the\s)?$", re.I
)
_SUPERLATIVE = re.compile(r"\s(?:most|least|best|worst|[a-z]{3,}est)\b")
# "stands 6th for all crime" · "slipped from ninth to tenth in London" · "per head, 25th among"
_RANKED = re.compile(
    r"(?:\b(?:plac(?:es|ed|ing)|puts?|putting|ranks?|ranking)\s(?:the\s|our\s)?[A-Za-z]+"
    r"|\b(?:stands?|stood|plac(?:ed|es)|came|is|are|was|were|been|being|now|from|to)(?:\sthe)?|[,(]|and)\s$"
)
_OF_RANKED = re.compile(
    r"\s(?:out\sof|of\s(?:the\s)?[0-9]|among|amongst|for\s(?!the\s|a\s|this\s)|to\s(?:[a-z]{4,}th|[0-9]{1,2}[snrt]"
    r"|first|second|third)\b|in\s(?:[A-Z][a-z]+|the\s(?:country|county|force|region|MSG|family))\b)"
)
_CLASS = re.compile(
    r"\s(?:most|least)\s(?:deprived|affluent)\b|\sage\s(?:group|range|band)s?\b|\s(?:or|and)\s(?:(?:fewer|less|more)\s\w|(?:older|younger|over|under|above|below)\b)"
)


def _counting(text: str) -> list[Number]:
    """The numbers that are no part of a name, an example or the definition of a class."""
    averages = _averages(text)
    others = [number for number in find_numbers(text) if not _is_name(text, number)]
    numbers = sorted([*averages, *outside(others, averages)], key=lambda number: number.start)
    if not any(number.kind in ("percent", "percentage_points") for number in numbers):
        return numbers
    return [_in_points(text, number) for number in numbers]


# "four points below the average of 65%"
_POINTS = re.compile(
    r"\s(?:points?|pts)(?=\s(?:below|above|higher|lower|up|down|more|less|on|from|since|to)\b)",
    re.I,
)


def _in_points(text: str, number: Number) -> Number:
    """A number of points beside percentages: they are percentage points."""
    match = _POINTS.match(text, number.end) if number.kind in ("number", "one_word") else None
    if match is None:
        return number
    whole = text[number.start : match.end()]
    return replace(number, kind="percentage_points", end=match.end(), text=whole)


def _is_name(text: str, number: Number) -> bool:
    if number.kind == "number" and _NAMING.search(text, 0, number.start):
        return True
    if number.text in "12345" and _NAMED.search(text, 0, number.start):
        return number.kind == "number"
    if number.kind == "ordinal":
        is_ranked = _RANKED.search(text, max(0, number.start - 40), number.start) is not None
        is_ranked = is_ranked and _OF_RANKED.match(text, number.end) is not None
        is_ranked = is_ranked or _is_next_rank(text, number)
        is_ranked = is_ranked or "rank" in text[max(0, number.start - 30) : number.start].lower()
        return not is_ranked and not _SUPERLATIVE.match(text, number.end)
    if number.text in ("101", "999", "111", "105"):
        return _CALLS.search(text, 0, number.start) is not None
    return _CLASS.match(text, number.end) is not None


# "third highest of the seven; Harwick is sixth." · "6th for all crime and Castle 11th."
_RANK_BEFORE = re.compile(
    r"\b(?:[a-z]{3,}(?:th|rd|st|nd)|first|second|third|[0-9]{1,2}(?:st|nd|rd|th))\s(?:most|least|[a-z]{3,}est)\b"
    r"|\brank|\b(?:stands|placed)\s[0-9]{1,2}[a-z]{2}\b",
    re.IGNORECASE,
)
_RANK_NEXT = re.compile(r"(?:\b(?:is|are|was|were|been)|[a-z)&A-Z])\s(?:also\s|now\s)?(?:the\s)?$")


def _is_next_rank(text: str, number: Number) -> bool:
    """Whether an ordinal before a stop or a year goes on with the ranks before it."""
    ends = re.match(r"\s?[.,;)]|\sin\s(?:19|20)[0-9]{2}|\s?$", text[number.end :]) is not None
    is_led = _RANK_NEXT.search(text, max(0, number.start - 40), number.start) is not None
    return ends and is_led and _RANK_BEFORE.search(text, 0, number.start) is not None


def _without_acronyms(tokens: list[Token]) -> list[Token]:
    """The tokens without those of "(DA)" behind a name."""
    kept, at = [], 0
    while at < len(tokens):
        inside = tokens[at + 1 : at + 3]
        if (
            tokens[at].text == "("
            and len(inside) == 2
            and inside[1].text == ")"
            and _ACRONYM.fullmatch(inside[0].text)
        ):
            at += 3
        else:
            kept.append(tokens[at])
            at += 1
    return kept


_ACRONYM = re.compile(r"[A-Z][A-Za-z&/]*[A-Z][A-Za-z&/]*")


# "half (47%)" · "almost a third of them (31%)" · "half, or 49%"
_SAID_AGAIN = re.compile(
    r"\s?(?:of\s(?:them|these|those|us)\s)?\(\s?|,?\sor\s|\sof\s(?:them|these|those),\s"
)


# "one in five residents (19%) had been a victim" · "half of the victims (54%) were"
_OF_WHOM = re.compile(r"\s(?:of\s)?(?:[a-z][\w'’-]*\s){1,4}(?P<mark>\(\s?)")


def _meant(text: str, numbers: list[Number]) -> list[Number]:
    """The numbers, "half (47%)" as one: the figures say what the words mean."""
    kept: list[Number] = []
    for number in numbers:
        last = kept[-1] if kept else None
        if last and last.kind == "fraction" and number.kind == "percent" and number.high is None:
            start = _start_of_joint(text, last, number)
            if start is not None and abs(last.value - number.value) <= 10:
                end = number.end + text.startswith(")", number.end)
                kept[-1] = replace(number, start=start, end=end, text=text[start:end])
                continue
        kept.append(number)
    return kept


def _start_of_joint(text: str, last: Number, number: Number) -> int | None:
    """Where a share that figures tell again begins: at its words, or at their bracket."""
    if _SAID_AGAIN.fullmatch(text, last.end, number.start):
        return last.start
    opening = _OF_WHOM.fullmatch(text, last.end, number.start)
    is_closed = opening and text.startswith(")", number.end)
    return opening.start("mark") if opening and is_closed else None


# "the average response time was 2.4 days" · "a median age of 43 years" · "a mean age of 31"
# "a review took 19 months on average"
_AVERAGE = re.compile(
    r"\b(?:average|median|mean)\b[^.;0-9]{0,60}?(?:\b(?:was|is|of|at|to|stood\sat)|:)\s"
    r"(?P<value>[0-9]+(?:\.[0-9]+)?)(?=\s(?:working\s)?(?:days|hours|minutes|weeks|months|years)\b(?!\s[0-9]))"
    r"|\b(?:average|median|mean)\sage\s(?:[^.;0-9]{0,40}\s)?(?:was|is|of|at)\s(?P<age>[0-9]{2}(?:\.[0-9])?)(?=\s?[.,;)]|\sand\b)"
    r"|\b(?:took|takes|wait|waited|lasted)\s(?P<taken>[0-9]+(?:\.[0-9]+)?)"
    r"(?=\s(?:working\s)?(?:days|hours|minutes|weeks|months|years)\son\saverage\b)",
    re.IGNORECASE,
)


def _averages(text: str) -> list[Number]:
    """Lengths of time that are an average: the only ones that tell something."""
    found = ((match, match.lastgroup or "value") for match in _AVERAGE.finditer(text))
    return [
        Number(*match.span(group), match[group], float(match[group]), "number", "exact")
        for match, group in found
    ]
