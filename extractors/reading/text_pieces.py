"""Cuts a text file into pieces: headings, items, groups of lines, captions, notes and tables."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from extractors.reading.markup import plain
from extractors.reading.text_tables import (
    Table,
    html_table,
    is_pipe_separator,
    joined,
    pad,
    pipe_table,
    runs_on,
    tab_row,
)

PieceKind = Literal["heading", "text", "item", "table", "caption", "footnote"]

_HASHES = re.compile(r"^(#{1,6})\s+(.*?)\s*#*$")
_RULE = re.compile(r"^\s*(?:(?:-\s*){3,}|(?:\*\s*){3,}|(?:_\s*){3,}|(?:=\s*){3,})$")
_BULLETS = r"[•▪●◦‣⁃∙■□➢➤✓✔✦❖◆⬧·↑↓→►▶\uf0b7\uf0a7\uf0d8]"
# "- word" · "• word" · "- • word" · "1. word" · "b) word" · "(iii) word"; "3.1 word" is none
_ITEM = re.compile(
    rf"^(?P<indent>[\s>]*)(?P<marker>(?:[-*+–o](?=\s)|{_BULLETS})(?:\s*{_BULLETS})?"
    r"|\(?(?:\d{1,2}|[a-zA-Z]|[ivx]{1,4})\)(?=\s)|(?:\d{1,2}|[a-z]|[ivx]{2,4})\.(?=\s))\s*"
    r"(?P<text>\S.*)$"
)
_NOTE = re.compile(
    r"^(?:<sup>\s*(?P<mark>[\d*†‡]+)\s*</sup>|(?P<star>[*†‡](?=[A-Z])))\s*(?P<text>[^*]+)$"
)
_CAPTION = re.compile(
    r"^\W*(?:table|figure|fig\.?|chart|graph|map)\s*\d+[a-z]?\b"
    r"(?!\s+(?:shows?|below|above|is|are|and|to|has|gives|sets)\b)",
    re.IGNORECASE,
)
_BOLD = re.compile(
    r"^(?:<b>|<strong>)(.+)(?:</b>|</strong>)$|^\*\*(?!\*)((?:(?!\*\*).)+)\*\*$|^__(.+)__$",
    re.DOTALL,
)
_HARD_BREAK = re.compile(r"(?: {2,}|\\|<br\s*/?>)$")
DANGLING = re.compile(
    r"(?:,|&|\b(?:and|or|of|the|to|for|in|on|with|a|an|by|at|from|its|their|our|as|that))$",
    re.IGNORECASE,
)
# "Page 3 of 20" · "- 3 -": of the page, not of the report; a lone number may be a figure
_PAGE_NUMBER = re.compile(
    r"^\s*(?:page\s+\d{1,3}(?:\s+of\s+\d{1,3})?|\d{1,3}\s+of\s+\d{1,3}|[-–]\s?\d{1,3}\s?[-–])\s*$",
    re.IGNORECASE,
)
_TABLE_START = re.compile(r"^\s*<table\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a text file; `gap` blank lines stand above it.

    `lines`: its text without marks. `bold`: whether all of it, `bold_first`: whether its first
    line only was printed bold.
    """

    kind: PieceKind
    lines: tuple[str, ...] = ()
    gap: int = 0
    level: int = 0
    marker: str | None = None
    bold: bool = False
    bold_first: bool = False
    table: Table | None = None

    @property
    def text(self) -> str:
        """Its lines as one."""
        return " ".join(self.lines)


def continues(above: str, below: str) -> bool:
    """Whether a line plainly goes on in the next: `of Drugs in the` / `Community`."""
    return below[:1].islower() or bool(DANGLING.search(above))


def cut(lines: Sequence[str]) -> list[Piece]:
    """The pieces of a file, in order."""
    return _Cutter(lines).run()


@dataclass
class _Cutter:
    """Reads lines to pieces; what goes on from the piece above is added to it."""

    lines: Sequence[str]
    at: int = 0
    gap: int = 0
    pieces: list[Piece] = field(default_factory=list)
    indents: list[int] = field(default_factory=list)

    def run(self) -> list[Piece]:
        while self.at < len(self.lines):
            line = self.lines[self.at]
            if not line.strip() or _RULE.match(line) or _PAGE_NUMBER.match(line):
                self.gap, self.at = self.gap + 1, self.at + 1
                continue
            if not (self._table(line) or self._marked(line)):
                self._group()
            self.gap = 0
        return self.pieces

    def _add(self, piece: Piece, lines: int = 1) -> bool:
        self.pieces.append(replace(piece, gap=self.gap))
        self.at += lines
        return True

    def _table(self, line: str) -> bool:
        if _TABLE_START.match(line):
            end = self._up_to("</table>")
            return self._add_table(html_table("\n".join(self.lines[self.at : end])), end)
        if self._next(1) is not None and is_pipe_separator(self._next(1) or "") and "|" in line:
            end = self.at
            while end < len(self.lines) and "|" in self.lines[end]:
                end += 1
            return self._add_table(pipe_table(self.lines[self.at : end]), end)
        return "\t" in line.strip("\n") and self._tab_table()

    def _next(self, ahead: int) -> str | None:
        at = self.at + ahead
        return self.lines[at] if at < len(self.lines) else None

    def _up_to(self, closing: str) -> int:
        for at in range(self.at, len(self.lines)):
            if closing in self.lines[at].lower():
                return at + 1
        return len(self.lines)

    def _add_table(self, table: Table, end: int) -> bool:
        last = self.pieces[-1] if self.pieces else None
        self.at = end
        if not table.rows:
            return True
        if last and last.table and last.table.rows[0] == table.rows[0] and not table.spans:
            rows = (*last.table.rows, *table.rows[1:])
            self.pieces[-1] = replace(last, table=replace(last.table, rows=rows))
            return True
        return self._add(Piece("table", table=table), 0)

    def _tab_table(self) -> bool:
        """Tab separated lines; a bullet before a tab, a tab before a line make no table."""
        end = self.at
        while end < len(self.lines) and "\t" in self.lines[end]:
            end += 1
        block = self.lines[self.at : end]
        if not any("\t" in line.strip() for line in block) or all(map(_is_tabbed_item, block)):
            return False
        rows = [row for row in map(tab_row, block) if any(row)]
        last = self.pieces[-1] if self.pieces else None
        if rows and last and last.table and runs_on(last.table.rows, rows):
            table = Table(pad(joined(last.table.rows, rows)))
            self.pieces[-1] = replace(last, table=table)
            self.at = end
            return True
        padded = pad(rows)
        if len(padded) < 2 and (not padded or len(padded[0]) < 3):
            return False
        bulleted = frozenset(i for i, line in enumerate(block) if _ITEM.match(line))
        return self._add_table(Table(padded, bulleted=bulleted), end)

    def _marked(self, line: str) -> bool:
        """A line whose own mark says what it is."""
        if match := _HASHES.match(line):
            text = plain(match[2])
            level = len(match[1])
            return self._add(Piece("heading", (text,), level=level)) if text else self._skip()
        if match := _NOTE.match(line.strip()):
            marker = match["mark"] or match["star"]
            return self._add(Piece("footnote", (plain(match["text"]),), marker=marker))
        if match := _ITEM.match(line.replace("\t", "    ")):
            return self._item(match)
        if _CAPTION.match(plain(line)) and len(plain(line)) < 250:
            return self._add(Piece("caption", (plain(line),)))
        return False

    def _skip(self) -> bool:
        self.at += 1
        return True

    def _item(self, match: re.Match[str]) -> bool:
        indent = len(match["indent"])
        if self.gap or not (self.pieces and self.pieces[-1].kind == "item"):
            self.indents = [i for i in self.indents if i < indent] if indent else []
        while self.indents and self.indents[-1] > indent:
            self.indents.pop()
        if not self.indents or self.indents[-1] < indent:
            self.indents.append(indent)
        marker = match["marker"].split()[-1]
        lines = [match["text"]]
        while (more := self._next(len(lines))) is not None and self._goes_on(lines[-1], more):
            lines.append(more.strip())
        item = Piece("item", (plain(" ".join(lines)),), level=len(self.indents), marker=marker)
        return self._add(item, len(lines)) if item.text else self._skip()

    def _goes_on(self, above: str, below: str) -> bool:
        """Whether the line below an item is still the item."""
        if not below.strip() or "\t" in below or _is_start(below):
            return False
        if below[:1].isspace() or continues(above.strip(), below.strip()):
            return True
        return 60 <= len(above) <= 110 and not above.rstrip().endswith((".", "!", "?", ":"))

    def _group(self) -> None:
        """Lines down to a blank one or one that says itself what it is."""
        end = self.at + 1
        while end < len(self.lines) and self.lines[end].strip():
            if _is_start(self.lines[end]) or "\t" in self.lines[end].strip():
                break
            end += 1
        raw = list(self.lines[self.at : end])
        if end < len(self.lines) and _is_underline(self.lines[end]) and len(raw) == 1:
            level = 1 if "=" in self.lines[end] else 2
            self._add(Piece("heading", (plain(raw[0]),), level=level), 2)
            return
        bold = bool(_BOLD.match("\n".join(line.strip() for line in raw)))
        first = len(raw) > 1 and bool(_BOLD.match(raw[0].strip()))
        lines = _unwrapped(raw)
        piece = Piece("text", lines, bold=bold, bold_first=first and not bold)
        if lines:
            self._add(piece, len(raw))
        else:
            self.at += len(raw)


def _is_start(line: str) -> bool:
    """Whether a line begins a piece of its own, whatever stands above it."""
    return bool(
        _HASHES.match(line)
        or _RULE.match(line)
        or _ITEM.match(line)
        or _NOTE.match(line.strip())
        or _TABLE_START.match(line)
        or _CAPTION.match(plain(line))
    )


def _is_underline(line: str) -> bool:
    return bool(re.match(r"^(?:=|-){3,}\s*$", line))


def _is_tabbed_item(line: str) -> bool:
    """A bullet or number with a tab behind it, and no further one."""
    return "\t" not in line.strip() or (
        bool(_ITEM.match(line.replace("\t", " "))) and line.strip().count("\t") == 1
    )


def _unwrapped(raw: Sequence[str]) -> tuple[str, ...]:
    """The lines of a group; those that were only wrapped to the width of a page are joined."""
    texts = [plain(source.rstrip("\\")) for source in raw]
    texts = [text for text in (re.sub(r"^\*\*|\*\*$", "", t).strip() for t in texts) if text]
    broken = any(_HARD_BREAK.search(source) for source in raw)
    widths = sorted(len(text) for text in texts[:-1])
    wraps = bool(widths) and not broken and widths[len(widths) // 2] >= 60
    lines: list[str] = []
    for text in texts:
        if lines and (wraps or continues(lines[-1], text)):
            lines[-1] = f"{lines[-1]} {text}"
        else:
            lines.append(text)
    return tuple(lines)
