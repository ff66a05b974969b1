"""What the finders share: which of several overlapping matches stands."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from typing import Protocol, TypeVar


class Spanned(Protocol):
    """Anything with character offsets."""

    @property
    def start(self) -> int:
        """Offset of its first character."""

    @property
    def end(self) -> int:
        """Offset after its last character."""


S = TypeVar("S", bound=Spanned)


def longest(candidates: Iterable[S]) -> list[S]:
    """The candidates in order, none overlapping another: the longer wins, then the earlier."""
    starts: list[int] = []
    kept: list[S] = []
    for one in sorted(candidates, key=lambda c: (c.start - c.end, c.start)):
        at = bisect_left(starts, one.start)
        follows = at == 0 or kept[at - 1].end <= one.start
        if follows and (at == len(kept) or one.end <= kept[at].start):
            starts.insert(at, one.start)
            kept.insert(at, one)
    return kept


def outside(candidates: Iterable[S], taken: Iterable[Spanned]) -> list[S]:
    """The candidates that share no character with what is taken."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted((t.start, t.end) for t in taken):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    starts = [start for start, _ in merged]

    def is_free(one: S) -> bool:
        at = bisect_right(starts, one.start)
        behind = at > 0 and merged[at - 1][1] > one.start
        return not behind and (at == len(merged) or starts[at] >= one.end)

    return [one for one in candidates if is_free(one)]
