"""Joins the lines of a paragraph, and the words that a line end parted."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from extractors.reading.assemble import Run

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LAST = re.compile(r"([^\W\d_]+(?:-[^\W\d_]+)*)-$")
_TAIL = re.compile(r"[^\W\d_]+$")
_FIRST = re.compile(r"^[^\W\d_]+(?:-[^\W\d_]+)*")

# prefixes and first words that keep their hyphen in British usage: anti-social, multi-agency
_KEEP = frozenset(
    [
        "after",
        "all",
        "anti",
        "bi",
        "by",
        "co",
        "counter",
        "cross",
        "cyber",
        "de",
        "early",
        "ex",
        "ever",
        "extra",
        "face",
        "far",
        "first",
        "five",
        "fly",
        "four",
        "full",
        "half",
        "hard",
        "high",
        "hot",
        "ill",
        "in",
        "inter",
        "intra",
        "key",
        "knife",
        "last",
        "less",
        "long",
        "low",
        "macro",
        "medium",
        "mid",
        "mini",
        "mono",
        "multi",
        "near",
        "neo",
        "non",
        "off",
        "on",
        "one",
        "out",
        "over",
        "part",
        "post",
        "pre",
        "pro",
        "pseudo",
        "quasi",
        "re",
        "second",
        "self",
        "semi",
        "seven",
        "short",
        "single",
        "six",
        "small",
        "socio",
        "sub",
        "super",
        "ten",
        "third",
        "three",
        "top",
        "tri",
        "twenty",
        "two",
        "ultra",
        "under",
        "up",
        "vice",
        "walk",
        "well",
        "whole",
        "year",
    ]
)


_WHOLE = frozenset(
    re.findall(
        r"\w+",
        """a an and area as at by care case crew day duty for fund from grid harm hate home hub if
        in is lead led men near new not now of off on only or our out over per plan post rate risk
        role safe site sum task team term test than that the time to town unit up use via week with
        work year yes youth""",
    )
)
"""Short words that a line may begin with though the document has them nowhere else."""


class Joiner:
    """Joins lines to running text; knows every word of the document that is not parted."""

    def __init__(self, lines: Iterable[str]) -> None:
        texts = list(lines)
        self.words: set[str] = set()
        self._inside: set[str] = set()
        self._inside_as_printed: set[str] = set()
        for text in texts:
            printed = _WORD.findall(text)
            found = [word.lower() for word in printed]
            if text.endswith("-"):
                found = found[:-1]
            self.words.update(found)
            self._inside.update(found[1:-1])
            self._inside_as_printed.update(printed[1:-1])
        ends = [end for pair in pairwise(texts) if (end := self._end(*pair))]
        parts_words = any(a + b in self.words and f"{a}-{b}" not in self.words for a, b in ends)
        self._only_compounds = not parts_words and any(self._is_known(a, b) for a, b in ends)

    def _end(self, last: str, line: str) -> tuple[str, str] | None:
        """The two pieces round the hyphen at a line's end."""
        head, tail = _LAST.search(last.lower()), _FIRST.search(line.lower())
        return (head[1], tail[0]) if head and tail else None

    def _is_known(self, first: str, second: str) -> bool:
        """Whether two pieces are a compound, as its first piece or the words themselves show."""
        return first in _KEEP or (first in self.words and second in self.words)

    def is_cut(self, last: str, line: str, is_full: bool) -> bool:
        """Whether a narrow cell cuts a word without a hyphen: `Revenu` `e`.

        The first piece is a word nowhere else, and the whole is one; or the last line is full to
        the last letter (`is_full`) with one word, and a rest of few letters is no word either. A
        longer rest may be the next word of a column that is as wide as its longest word.
        """
        head, tail = _TAIL.search(last), _FIRST.search(line)
        if head is None or tail is None:
            return False
        first, second = head[0], tail[0]
        in_capitals = first.isupper() and len(first) > 2 and second.isupper()
        if not (second.islower() or in_capitals) or first.lower() in self._inside:
            return False
        is_rest = (
            len(second.partition("-")[0]) < 5
            and second not in self._inside_as_printed
            and second.lower() not in _WHOLE
        )
        return (first + second).lower() in self.words or (is_full and is_rest)

    def join(self, runs: Sequence[Run]) -> Run:
        """One run of all lines: a space between two, none after a hyphen or slash."""
        pieces: list[Run] = []
        for i, run in enumerate(runs):
            if i:
                keep, between = self._link(runs[i - 1].text, run.text)
                if not keep:
                    pieces[-1] = pieces[-1][: len(pieces[-1].text) - 1]
                if between:
                    pieces.append(Run.unplaced(between))
            pieces.append(run)
        return Run.join(pieces, "")

    def _link(self, last: str, line: str) -> tuple[bool, str]:
        """Whether the last character stays, and what stands between the two lines."""
        if last.endswith("/") and not last.endswith(" /"):
            return True, ""
        head, tail = _LAST.search(last.lower()), _FIRST.search(line)
        if head is None:
            return (True, "") if re.search(r"\d[-–]$", last) and line[:1].isalnum() else (True, " ")
        if tail is None or not tail[0][0].islower():
            return True, "" if line[:1].isalnum() else " "
        first, second = head[1], tail[0].lower()
        if second in ("and", "or", "to") and first + second not in self.words:
            return True, " "
        return self._is_compound(first, second), ""

    def _is_compound(self, first: str, second: str) -> bool:
        """Whether the hyphen belongs to the word, as all do in a report that parts no words."""
        if f"{first}-{second}" in self.words:
            return True
        if first + second in self.words:
            return False
        return self._is_known(first, second) or self._only_compounds
