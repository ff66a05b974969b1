"""Joins a number set large with the words above, below or beside it that say what it counts."""

import re
from collections.abc import Sequence
from itertools import groupby

from extractors.reading.blocks import BodyLook, TextBlock
from extractors.reading.tiles import BIG_NUMBER

_NUMBERING = re.compile(r"\d{1,2}(?:\.\d{1,2})*\.?\s+[A-Z]")


def join_statements(blocks: Sequence[TextBlock], body: BodyLook) -> list[TextBlock]:
    """The blocks, those of one infographic statement joined: `47%` `fewer burglaries`."""
    joined: list[TextBlock] = []
    for block in _framed(blocks, body):
        last = joined[-1] if joined else None
        if last is not None and _belongs(last, block, body):
            last.lines += block.lines
            last.is_statement = True
        else:
            joined.append(block)
    return joined


def _framed(blocks: Sequence[TextBlock], body: BodyLook) -> list[TextBlock]:
    """The blocks, those of one tile joined: a few words and one large number in a box."""
    joined: list[TextBlock] = []
    for _, group in groupby(blocks, key=lambda block: (block.first.page, block.first.frame)):
        tile = list(group)
        numbers = sum(is_big_number(block, body) for block in tile)
        n_letters = sum(len(block.text) for block in tile)
        plain = all(block.marker is None for block in tile)
        if tile[0].first.frame and numbers == 1 and 1 < len(tile) < 5 and n_letters < 160 and plain:
            whole = TextBlock([line for block in tile for line in block.lines], is_statement=True)
            joined.append(whole)
        else:
            joined += tile
    return joined


def _belongs(last: TextBlock, block: TextBlock, body: BodyLook) -> bool:
    if block.marker is not None or not _is_near(last, block) or last.text[-1:] in ".!?:":
        return False
    if is_big_number(block, body):
        return not is_big_number(last, body) and (
            last.is_statement or last.first.size < block.first.size
        )
    if not (last.is_statement or is_big_number(last, body)):
        return False
    is_bare = not re.search(r"[^\W\d_]{3}", last.last.text)
    smaller = block.first.size < 0.9 * max(line.size for line in last.lines)
    return smaller and (block.text[:1].islower() or is_bare) and len(block.text) < 150


def is_big_number(block: TextBlock, body: BodyLook) -> bool:
    """Whether a block is a number with a word or two, larger than the running text."""
    text = block.text
    return (
        block.first.size >= 1.2 * body.size
        and bool(BIG_NUMBER.fullmatch(text))
        and not _NUMBERING.match(text)
        and not re.fullmatch(r"(?:19|20)\d\d(?:\W.*)?", text)
    )


def _is_near(last: TextBlock, block: TextBlock) -> bool:
    """Whether a block stands close below another."""
    above, below = last.last, block.first
    size = max(above.size, below.size)
    gap = below.box.top - above.box.bottom
    overlap = min(above.box.x1, below.box.x1) - max(above.box.x0, below.box.x0)
    return above.page == below.page and -0.7 * size < gap < 0.6 * size and overlap > 0
