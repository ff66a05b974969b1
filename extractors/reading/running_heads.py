"""Drops what stands on every page beside its text: running heads, page numbers, watermarks."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from extractors.reading.cells import PageTable
from extractors.reading.lines import Line
from extractors.reading.page_layout import PageDraft

MARGIN = 0.12
"""Share of the page's height at its top and at its foot where running heads stand."""

# "Page 4" · "Page 4 of 12" · "- 4 -" · "4 | Page" · "Page | 4" · "p. 4"
_PAGE_NUMBER = re.compile(
    r"(?:page|p\.)\s*\|?\s*\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?|[-–—]\s*\d{1,4}\s*[-–—]"
    r"|\d{1,4}\s*\|\s*(?:page|p\s*a\s*g\s*e)|\d{1,4}\s+of\s+\d{1,4}",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d+")
_ROMAN = re.compile(r"[ivx]{1,6}")

_Key = tuple[str, int, bool]
_Stamp = tuple[str, int, int]


def drop_running_heads(pages: Sequence[PageDraft]) -> None:
    """Takes the lines that repeat at the same place of several pages out of the pages."""
    where: dict[_Key, set[int]] = defaultdict(set)
    for page in pages:
        for line in _marginal(page):
            for key in _keys(line, page):
                where[key].add(page.number)
    alike = Counter(_size(page) for page in pages)
    watermarks = _watermarks(pages)
    for page in pages:
        enough = 3 if alike[_size(page)] > 4 else 2
        dropped = {
            id(line)
            for line in _marginal(page)
            if _is_page_number(line, page)
            or any(_repeats(where, key, enough) for key in _keys(line, page))
        }
        dropped |= {id(part) for part in page.parts if _stamp(part) in watermarks}
        page.parts = [part for part in page.parts if id(part) not in dropped]


def _size(page: PageDraft) -> tuple[int, int]:
    """A landscape section has running heads of its own, on however few pages."""
    return round(page.width), round(page.height)


def _watermarks(pages: Sequence[PageDraft]) -> set[_Stamp | None]:
    """Texts that stand at the very same place of most pages."""
    where: dict[_Stamp, set[int]] = defaultdict(set)
    for page in pages:
        for part in page.parts:
            if stamp := _stamp(part):
                where[stamp].add(page.number)
    enough = max(3, 0.5 * len(pages))
    return {stamp for stamp, numbers in where.items() if len(numbers) >= enough}


def _stamp(part: Line | PageTable) -> _Stamp | None:
    """Words and place of a line that may be a watermark: slanted, turned, huge or pale."""
    if not isinstance(part, Line):
        return None
    pale = min(part.style.colour) > 170
    if part.upright and part.size < 30 and not pale:
        return None
    return part.text, round(part.box.x0), round(part.box.top)


def _marginal(page: PageDraft) -> list[Line]:
    """Lines at the top and the foot of the page."""
    return [
        part
        for part in page.parts
        if isinstance(part, Line)
        and (part.box.bottom < MARGIN * page.height or part.box.top > (1 - MARGIN) * page.height)
    ]


def _keys(line: Line, page: PageDraft) -> list[_Key]:
    """What the line has in common with its like on other pages: words, height, page number.

    A number that counts with the pages is written as its distance to the page's own.
    """
    text = " ".join(line.text.casefold().split())
    place, from_top = _place(line, page)
    numbers = list(_NUMBER.finditer(text))
    keys = [(text, place, from_top)]
    for found in {number.start(): number for number in (*numbers[:1], *numbers[-1:])}.values():
        if len(found[0]) < 5:
            offset = int(found[0]) - page.number
            masked = f"{text[: found.start()]}\x00{offset}\x00{text[found.end() :]}"
            keys.append((masked, place, from_top))
    return keys


def _place(line: Line, page: PageDraft) -> tuple[int, bool]:
    """The line's height in steps of four points from the nearer edge of the page."""
    if line.baseline < page.height / 2:
        return round(line.baseline / 4), True
    return round((page.height - line.baseline) / 4), False


def _repeats(where: dict[_Key, set[int]], key: _Key, enough: int) -> bool:
    text, place, from_top = key
    near: set[int] = set()
    for step in (place - 1, place, place + 1):
        near |= where.get((text, step, from_top), set())
    return len(near) >= enough


def _is_page_number(line: Line, page: PageDraft) -> bool:
    text = line.text.strip()
    if _PAGE_NUMBER.fullmatch(text):
        return True
    last = line.box.top > 0.9 * page.height or line.box.bottom < 0.06 * page.height
    return last and bool(text == str(page.number) or (_ROMAN.fullmatch(text) and len(text) < 5))
