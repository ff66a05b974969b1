"""A sentence as words, marks and the values found in it, each with its place."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

TokenKind = Literal["word", "mark", "number", "period", "masked"]

# anti-social · engagement/awareness · A&E · children's · C.A.R.E
_WORD = re.compile(r"[^\W_]+(?:(?:[-‐-―'’/&.](?=[^\W_]))[^\W_]+)*")
_PIECE = re.compile(rf"{_WORD.pattern}|[^\s\w]|_")


@dataclass(frozen=True, slots=True)
class Token:
    """`text` at sentence offsets start:end; a value that was found is one token."""

    text: str
    start: int
    end: int
    kind: TokenKind

    @property
    def lower(self) -> str:
        """The word in lower case, typographic apostrophes straight."""
        return self.text.lower().replace("’", "'")

    @property
    def is_word(self) -> bool:
        """Whether it is a word."""
        return self.kind == "word"


@dataclass(frozen=True, slots=True)
class Found:
    """A value at sentence offsets start:end, which becomes one token."""

    start: int
    end: int
    kind: TokenKind


def tokenise(text: str, found: Iterable[Found]) -> list[Token]:
    """The tokens of a sentence; what was `found` must be in order and not overlap."""
    tokens: list[Token] = []
    begin = 0
    for item in found:
        tokens += _plain(text, begin, item.start)
        tokens.append(Token(text[item.start : item.end], item.start, item.end, item.kind))
        begin = item.end
    return tokens + _plain(text, begin, len(text))


def _plain(text: str, start: int, end: int) -> list[Token]:
    return [
        Token(
            match.group(),
            start + match.start(),
            start + match.end(),
            "word" if _WORD.fullmatch(match.group()) else "mark",
        )
        for match in _PIECE.finditer(text[start:end])
    ]
