"""Tells the headings of a text file that no mark shows, and how deep each heading is."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz, process

from extractors.reading.text_pieces import DANGLING, Piece

# "3 Violence" · "3.1 Violence against the person" · "7.4 Essex Police:"
_NUMBERED = re.compile(r"^(?P<number>\d{1,2}(?:\.\d{1,2}){0,3})\.?\s+[A-Z‘'“\"(&].*$")
# "8.2 Overall evidence base – Police saw a decrease in reports ...": a heading run into its text
_RUN_IN = re.compile(r"^(\d{1,2}\.\d{1,2}\.? [A-Z][^.:;]{3,60}?) [–—-] ([A-Z].{60,})$")
_STOP = re.compile(r"[.,;:!?…]['’”\")]*$")
_CONTACT = re.compile(
    r"@|www\.|https?:|\b(?:tel|telephone|phone|email|e-mail|fax)\b"
    r"|\b[A-Z]{1,2}\d{1,2}[A-Z]? \d[A-Z]{2}\b|\d{5} ?\d{5,6}",
    re.IGNORECASE,
)
_QUOTED = ("“", "‘", '"', "'", "[", "(", "*", "$", "<")
# "Cases supported: 20" is a fact
_FACT = re.compile(r":\s*[£\d][\d,.%]*$")
_PAGES = re.compile(r"^\d{1,3}(?:\s*[-–]\s*\d{1,3})?$")
_PAGE_LEADER = re.compile(r"\s*\.{3,}\s*\d{1,3}$")


def find_headings(pieces: Sequence[Piece], *, is_markdown: bool) -> list[Piece]:
    """The pieces with headings found; unmarked lines are looked at only where no `#` is used."""
    return list(_Headings(pieces, is_markdown).run())


def _is_line(piece: Piece) -> bool:
    """A lone short line without a stop: it may be a heading or an item."""
    text = piece.text
    return (
        piece.kind == "text"
        and len(piece.lines) == 1
        and len(text) <= 140
        and (not _STOP.search(text) or (text.isupper() and text.endswith(":")))
        and not _FACT.search(text)
        and not DANGLING.search(text)
        and not text.startswith(_QUOTED)
        and not _CONTACT.search(text)
        and sum(char.isalpha() for char in text) >= 3
    )


def _may_head(piece: Piece) -> bool:
    """A lone line that begins like a heading and is no longer than one."""
    text = piece.text
    return len(text) <= 90 and len(text.split()) <= 14 and not text[:1].islower()


def _is_prose(piece: Piece | None) -> bool:
    """A sentence, a paragraph or a lead-in to a list; an address is none."""
    if piece is None or piece.kind != "text" or _is_line(piece):
        return False
    return max(map(len, piece.lines)) > 80 or bool(_STOP.search(piece.text)) or _is_lead_in(piece)


def _is_title(piece: Piece) -> bool:
    """A few short lines that open the file."""
    lines = [replace(piece, lines=(line,)) for line in piece.lines]
    return 1 < len(lines) <= 5 and all(_is_line(line) and _may_head(line) for line in lines)


def _is_lead_in(piece: Piece | None) -> bool:
    if piece is None or piece.kind != "text":
        return False
    return piece.text.endswith((":", ":-", ";")) or bool(DANGLING.search(piece.text))


def _title_key(text: str) -> str:
    return "".join(re.findall(r"[^\W_]", _PAGE_LEADER.sub("", text).casefold()))


def _contents(pieces: Sequence[Piece]) -> dict[str, int]:
    """The titles that tables of contents name, with their levels: lines that end in a page."""
    titles: dict[str, int] = {}
    for piece in pieces:
        if piece.table and piece.table.n_cols == 2:
            rows = piece.table.rows
            if sum(bool(_PAGES.match(row[1])) for row in rows) > len(rows) * 0.6:
                for index, row in enumerate(rows):
                    titles[_title_key(row[0])] = 2 + (index in piece.table.bulleted)
        elif _PAGE_LEADER.search(piece.text):
            titles[_title_key(piece.text)] = 2
    return titles


@dataclass
class _Headings:
    """Goes through the pieces once, from heading to heading."""

    pieces: Sequence[Piece]
    is_markdown: bool
    marked: int = 0
    numbered: int = 0
    top: int = 0
    is_nested: bool = False
    seen_any: bool = False

    def __post_init__(self) -> None:
        self.contents = _contents(self.pieces)

    def run(self) -> Iterator[Piece]:
        at = 0
        while at < len(self.pieces):
            size, found = self._read(at)
            yield from found
            self.seen_any = self.seen_any or any(piece.kind == "heading" for piece in found)
            at += size

    def _read(self, at: int) -> tuple[int, list[Piece]]:
        """How many pieces are settled, and what they are."""
        piece = self.pieces[at]
        if piece.kind == "heading":
            self.marked, self.numbered = piece.level, 0
        if piece.kind not in ("text", "item"):
            return 1, [piece]
        if found := self._numbered(at) or (piece.kind == "text" and self._bold(at)):
            return 1, found
        return (1, [piece]) if self.is_markdown else self._unmarked(at)

    def _unmarked(self, at: int) -> tuple[int, list[Piece]]:
        """A line that only its look and place may show to be a heading."""
        piece = self.pieces[at]
        if at == 0 and _is_title(piece):
            return 1, [replace(piece, kind="heading", lines=("\n".join(piece.lines),), level=1)]
        if self._leads_to_heading(at):
            return 1, self._stack([piece])
        if _is_line(piece):
            run = self._run(at)
            return len(run), self._settle(at, run)
        return 1, [piece]

    def _leads_to_heading(self, at: int) -> bool:
        """`Partnership focus for 2017-18:` over a heading is a heading."""
        over = self.pieces[at : at + 3]
        return (
            len(over) == 3
            and len(over[0].lines) == 1
            and over[0].text.endswith(":")
            and _may_head(over[0])
            and all(piece.gap for piece in over)
            and _is_line(over[1])
            and _may_head(over[1])
            and _is_prose(over[2])
        )

    def _below(self, at: int) -> Piece | None:
        return self.pieces[at + 1] if at + 1 < len(self.pieces) else None

    def _numbered(self, at: int) -> list[Piece]:
        """`3.1 Violence`, `1. Executive summary`, `8.2 Evidence base – Police saw ...`."""
        piece = self.pieces[at]
        printed = f"{piece.marker} {piece.text}" if piece.kind == "item" else piece.text
        if piece.kind == "text" and (match := _RUN_IN.match(printed)):
            return [self._head(piece, match[1], 3), replace(piece, lines=(match[2],), gap=1)]
        match = _NUMBERED.match(printed)
        if not match or len(piece.lines) != 1 or len(printed) > 140:
            return []
        if _STOP.search(printed.removesuffix(":")):
            return []
        depth = match["number"].count(".") + 1
        if depth == 1 and not self._is_next(at, int(match["number"])):
            return []
        return [self._head(piece, printed, depth + 1)]

    def _is_next(self, at: int, number: int) -> bool:
        """Whether a heading with this number may stand here: alone, and higher than the last."""
        piece, below = self.pieces[at], self._below(at)
        if below is None or not self.top < number <= self.top + 3:
            return False
        above = self.pieces[at - 1] if at else None
        if piece.kind == "item":
            in_list = _is_numbered_item(above) or _is_numbered_item(below)
            return not in_list and below.gap > 0 and not _is_lead_in(above)
        return not self.is_markdown

    def _head(self, piece: Piece, text: str, level: int) -> Piece:
        number = _NUMBERED.match(text)
        if number:
            self.top, self.numbered = int(number["number"].split(".")[0]), level
        return replace(piece, kind="heading", lines=(text,), level=level, marker=None)

    def _bold(self, at: int) -> list[Piece]:
        """A bold line over prose, a list or a table; the bold first line of a paragraph."""
        piece, below = self.pieces[at], self._below(at)
        level = max(self.marked, self.numbered, 1) + 1
        if piece.bold_first and _is_heading_text(piece.lines[0]):
            rest = replace(piece, lines=piece.lines[1:], gap=0, bold_first=False)
            if _is_prose(rest) and len(rest.text) > 60:
                return [replace(piece, kind="heading", lines=piece.lines[:1], level=level), rest]
        if not piece.bold or not _is_heading_text(piece.text):
            return []
        if not self.seen_any:
            text = "\n".join(piece.lines)
            return [replace(piece, kind="heading", lines=(text,), level=1)]
        stands_over = below is not None and (
            below.kind in ("item", "table") or (_is_prose(below) and not below.bold)
        )
        return (
            [replace(piece, kind="heading", lines=(piece.text,), level=level)]
            if stands_over
            else []
        )

    def _run(self, at: int) -> list[Piece]:
        """The lone lines that follow each other without a wide gap."""
        run = [self.pieces[at]]
        for piece in self.pieces[at + 1 :]:
            if not _is_line(piece) or piece.gap >= 3 or _NUMBERED.match(piece.text):
                break
            run.append(piece)
        return run

    def _settle(self, at: int, run: list[Piece]) -> list[Piece]:
        """Which lines of a run are headings and which are a list without bullets."""
        below = self.pieces[at + len(run)] if at + len(run) < len(self.pieces) else None
        above = self.pieces[at - 1] if at else None
        over = below is not None and (
            below.kind in ("item", "table", "caption")
            or _is_prose(below)
            or bool(_NUMBERED.match(below.text))
        )
        if not self.seen_any and len(run) <= 4:
            return [replace(piece, kind="heading", level=1) for piece in run]
        if len(run) > 1 and _is_lead_in(above) and run[0].gap < 3:
            return [self._item(piece) for piece in run]
        if len(run) <= 3 and over:
            return self._stack(run)
        if len(run) <= 2:
            return run
        first, *rest = run
        last = rest.pop() if over and _may_head(rest[-1]) else None
        found = [*(self._stack([first])), *map(self._item, rest)]
        return [*found, *(self._stack([last]) if last else [])]

    def _item(self, piece: Piece) -> Piece:
        return replace(piece, kind="item", level=1)

    def _stack(self, run: list[Piece]) -> list[Piece]:
        """Headings one over the other, each within the one above; too long a line is none."""
        found, level = [], self._level(run[0])
        for piece in run:
            if not _may_head(piece):
                found.append(piece)
                continue
            level = self._listed(piece) or level
            found.append(replace(piece, kind="heading", level=level))
            self.is_nested = level > 2
            level += 1
        return found

    def _listed(self, piece: Piece) -> int | None:
        """The level that the table of contents gives a title, in these or nearly these words."""
        found = process.extractOne(
            _title_key(piece.text), list(self.contents), scorer=fuzz.ratio, score_cutoff=85
        )
        return self.contents[found[0]] if found else None

    def _level(self, piece: Piece) -> int:
        if piece.text.isupper():
            return 2
        if self.numbered:
            return self.numbered + 1
        if listed := self._listed(piece):
            return listed
        return 3 if self.contents and self.is_nested else 2


def _is_numbered_item(piece: Piece | None) -> bool:
    """An item of a numbered list; a numbered paragraph is none."""
    return (
        piece is not None
        and piece.kind == "item"
        and (piece.marker or "")[:1].isdigit()
        and not (piece.gap and len(piece.text) > 60 and piece.text.endswith("."))
    )


def _is_heading_text(text: str) -> bool:
    return (
        len(text) <= 100
        and not text.endswith((".", ",", ";"))
        and not _CONTACT.search(text)
        and not text.startswith(_QUOTED[:4])
        and sum(char.isalpha() for char in text) >= 3
    )
