"""Reads plain text and markdown, as tools that convert PDFs leave them."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from extractors.reading.assemble import DraftBlock, DraftGrid, Run, assemble
from extractors.reading.document import Document
from extractors.reading.errors import ReadingError
from extractors.reading.text_headings import find_headings
from extractors.reading.text_pieces import Piece, continues, cut
from extractors.reading.text_rows import restore_rows
from extractors.reading.text_tables import grid_of

MEDIA_TYPES = {".txt": "text/plain", ".md": "text/markdown"}


def read_text(path: Path, *, source: str | None = None) -> Document:
    """The document of a `.txt` or `.md` file; raises ReadingError where it is empty."""
    content = path.read_bytes()
    text, warnings = _decoded(content)
    if not text.strip():
        raise ReadingError("is empty: nothing to read")
    pieces = restore_rows(cut(text.splitlines()))
    is_markdown = any(piece.kind == "heading" for piece in pieces)
    whole = _starred_notes(_mended(pieces))
    headed = find_headings(whole, is_markdown=is_markdown)
    settled = _captions_first(_numbered_paragraphs(headed))
    document = assemble(
        _drafts(settled),
        source=source or str(path),
        sha256=hashlib.sha256(content).hexdigest(),
        media_type=MEDIA_TYPES.get(path.suffix.lower(), "text/plain"),
        warnings=warnings,
    )
    return replace(document, has_levels=is_markdown)


def _decoded(content: bytes) -> tuple[str, list[str]]:
    """The text of a file in UTF-8, or in what Windows wrote before, and warnings."""
    for mark, encoding in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if content.startswith(mark):
            return content.decode(encoding, errors="replace"), []
    try:
        return content.decode("utf-8-sig"), []
    except UnicodeDecodeError as error:
        warning = f"is not UTF-8 (byte {error.start}): read as Windows-1252"
        return content.decode("cp1252", errors="replace"), [warning]


def _mended(pieces: Sequence[Piece]) -> list[Piece]:
    """Sentences that a page break or a picture cut in two are one again."""
    mended: list[Piece] = []
    for piece in pieces:
        last = mended[-1] if mended else None
        if last is not None and _is_cut_off(last, piece):
            lines = (*last.lines[:-1], f"{last.lines[-1]} {piece.lines[0]}", *piece.lines[1:])
            mended[-1] = replace(last, lines=lines)
        else:
            mended.append(piece)
    return mended


# "4.2 Violence with injury fell …": the number of a paragraph of a committee report
_PARAGRAPH = re.compile(
    r"^(?P<number>(?P<part>\d{1,2})(?:\.(?!0\d)\d{1,2}){1,3})\.?\s+(?=[A-Z‘“'\"(\d])"
)


def _numbered_paragraphs(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces, paragraphs of prose without the number that they begin with.

    A time or an amount stands alone; of numbers of paragraphs, several begin alike.
    """
    found = [_PARAGRAPH.match(piece.text) if piece.kind == "text" else None for piece in pieces]
    parts = Counter(match["part"] for match in found if match)
    settled = []
    for piece, match in zip(pieces, found, strict=True):
        if match and parts[match["part"]] > 1 and _is_sentence(piece.text[match.end() :]):
            first, *rest = piece.lines
            lines = (first[match.end() :], *rest)
            settled.append(replace(piece, lines=lines, marker=match["number"]))
        else:
            settled.append(piece)
    return settled


def _starred_notes(pieces: Sequence[Piece]) -> list[Piece]:
    """A lone `* word` in a file whose bullets are others is a footnote."""
    starred = [at for at, piece in enumerate(pieces) if piece.marker == "*"]
    bullets = sum(piece.kind == "item" and piece.marker != "*" for piece in pieces)
    settled = list(pieces)
    for at in starred:
        follows = at + 1 < len(pieces) and pieces[at + 1].kind == "item"
        if pieces[at].gap and not follows and bullets > len(starred):
            settled[at] = replace(pieces[at], kind="footnote", level=0)
    return settled


def _is_cut_off(above: Piece, below: Piece) -> bool:
    """`... New Rickstones Academy, Tabor` / `Academy and Notley High School – in February.`"""
    if above.kind not in ("text", "item") or below.kind != "text" or above.bold or below.bold:
        return False
    upper, lower = above.text, below.text
    if upper.endswith((".", "!", "?", ":", ";", "”", '"')) or len(upper) < 60:
        return False
    if lower[:1].islower() or (continues(upper, lower) and len(lower) > 30):
        return True
    # a name that goes on: the last word and the next have capitals, and prose follows
    is_name = upper.split()[-1][:1].isupper() and lower[:1].isupper()
    return is_name and above.kind == "text" and len(upper) > 100 and _is_sentence(lower)


def _is_sentence(text: str) -> bool:
    return len(text) > 60 and text.endswith((".", "”"))


def _captions_first(pieces: Sequence[Piece]) -> list[Piece]:
    """Each table's caption, printed above or below it, stands just before it."""
    ordered = list(pieces)
    at = 0
    while at < len(ordered):
        if ordered[at].kind == "table" and not (at and ordered[at - 1].kind == "caption"):
            below = at + 1
            while below < len(ordered) and ordered[below].kind == "caption":
                below += 1
            if below > at + 1 and not _is_above(ordered, below):
                chosen = _caption_of_table(ordered, at + 1, below)
                ordered.insert(at, ordered.pop(chosen))
                at += 1
        at += 1
    return ordered


def _is_above(pieces: Sequence[Piece], below: int) -> bool:
    """Whether the captions before `below` belong to the table that follows them."""
    has_table = below < len(pieces) and pieces[below].kind == "table"
    return has_table and pieces[below - 1].gap > pieces[below].gap


def _caption_of_table(pieces: Sequence[Piece], start: int, end: int) -> int:
    """A table's own caption says *Table*; a chart's beside it does not."""
    tables = (at for at in range(start, end) if pieces[at].text.lower().startswith("table"))
    return next(tables, start)


def _drafts(pieces: Sequence[Piece]) -> Iterator[DraftBlock | DraftGrid]:
    for piece in pieces:
        if piece.table is not None:
            yield grid_of(piece.table)
        elif piece.kind == "text":
            run = Run.unplaced("\n".join(piece.lines))
            yield DraftBlock(run, "paragraph", marker=piece.marker)
        elif piece.kind != "table":
            run = Run.unplaced("\n".join(piece.lines))
            yield DraftBlock(run, piece.kind, piece.level, piece.marker)
