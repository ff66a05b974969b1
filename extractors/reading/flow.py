"""The whole document in reading order: text over page breaks, tables joined, captions at them."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from extractors.reading.assemble import DraftBlock, DraftGrid
from extractors.reading.blocks import (
    BodyLook,
    Grouper,
    TextBlock,
    body_look,
    classify,
    draft_block,
)
from extractors.reading.captions import is_caption
from extractors.reading.cells import PageTable
from extractors.reading.hyphens import Joiner
from extractors.reading.lines import Line
from extractors.reading.page_layout import PageDraft, lines_of
from extractors.reading.statements import join_statements
from extractors.reading.stitch import LongTable, adopt_frames


def drafts(pages: Sequence[PageDraft]) -> Iterator[DraftBlock | DraftGrid]:
    """The blocks and grids of all pages."""
    adopt_frames(pages)
    lines = [part for page in pages for part in page.parts if isinstance(part, Line)]
    body = body_look(_main_text(lines, pages))
    joiner = Joiner(_texts(pages))
    parts = _parts(pages, Grouper(body))
    parts = _with_statements(parts, body)
    blocks = [part for part in parts if isinstance(part, TextBlock)]
    classify(blocks, body, {page.number: page.height for page in pages})
    _place_captions(parts)
    for part in parts:
        yield part.grid(joiner) if isinstance(part, LongTable) else draft_block(part, joiner)


def _with_statements(
    parts: Sequence[TextBlock | LongTable], body: BodyLook
) -> list[TextBlock | LongTable]:
    """The parts, large numbers joined with the words that belong to them."""
    joined: list[TextBlock | LongTable] = []
    for is_table, group in groupby(parts, key=lambda part: isinstance(part, LongTable)):
        stretch = list(group)
        blocks = [part for part in stretch if isinstance(part, TextBlock)]
        joined += stretch if is_table else join_statements(blocks, body)
    return joined


def _main_text(lines: list[Line], pages: Sequence[PageDraft]) -> list[Line]:
    """The lines outside of tables; all lines where nearly all stand in tables."""
    every = [line for page in pages for line in lines_of(page.parts)]
    outside = sum(len(line.text) for line in lines)
    return lines if 5 * outside > sum(len(line.text) for line in every) else every


def _texts(pages: Sequence[PageDraft]) -> Iterator[str]:
    for page in pages:
        for part in page.parts:
            if isinstance(part, Line):
                yield part.text
            else:
                yield from (line.text for cell in part.cells for line in cell.lines)


def _parts(pages: Sequence[PageDraft], grouper: Grouper) -> list[TextBlock | LongTable]:
    parts: list[TextBlock | LongTable] = []
    for page in pages:
        for part in page.parts:
            if isinstance(part, PageTable):
                last = parts[-1] if parts else None
                if not (isinstance(last, LongTable) and last.takes(part)):
                    parts.append(LongTable(part))
                    grouper.interrupt()
                continue
            n_blocks = len(grouper.blocks)
            grouper.add(part)
            parts += grouper.blocks[n_blocks:]
    return parts


def _place_captions(parts: list[TextBlock | LongTable]) -> None:
    """Captions stand just before their table, also those printed below it."""
    i = 0
    while i < len(parts):
        part = parts[i]
        if isinstance(part, TextBlock) and is_caption(part.text):
            following = parts[i + 1] if i + 1 < len(parts) else None
            before = parts[i - 1] if i else None
            if isinstance(following, LongTable):
                part.kind, part.marker = "caption", None
            elif isinstance(before, LongTable) and not _has_caption(parts, i - 1):
                part.kind, part.marker = "caption", None
                parts[i - 1], parts[i] = part, before
            elif part.kind != "heading" and len(part.lines) < 3 and _is_short(part):
                part.kind = "caption"
        i += 1


def _has_caption(parts: Sequence[TextBlock | LongTable], table: int) -> bool:
    above = parts[table - 1] if table else None
    return isinstance(above, TextBlock) and above.kind == "caption"


def _is_short(block: TextBlock) -> bool:
    return not block.text.endswith(".") or len(block.text) < 80
