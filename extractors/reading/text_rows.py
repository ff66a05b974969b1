"""Puts a table row back that a tool broke into running lines below its table."""

import re
from collections.abc import Sequence
from dataclasses import replace

from extractors.reading.text_pieces import Piece
from extractors.reading.text_tables import Table

_MONEY = re.compile(r"^£\s?\d")
_ENOUGH_COLUMNS = 4
_FARTHEST = 40


def restore_rows(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces with broken rows back in their tables, where their words leave no doubt."""
    restored: list[Piece] = []
    at = 0
    while at < len(pieces):
        piece = pieces[at]
        at += 1
        if piece.table is not None and piece.table.n_cols >= _ENOUGH_COLUMNS:
            while (found := _broken_row(piece.table, pieces[at : at + _FARTHEST])) is not None:
                row, size = found
                piece = replace(piece, table=replace(piece.table, rows=(*piece.table.rows, row)))
                at += size
        restored.append(piece)
    return restored


def _broken_row(table: Table | None, below: Sequence[Piece]) -> tuple[tuple[str, ...], int] | None:
    """The row that the pieces make and how many of them it takes.

    It ends with words that the last column had before, has a part for each column, and at least
    one more part with words, or a sum of money, as its column had before.
    """
    if table is None:
        return None
    known = [_lines_of(table, col) for col in range(table.n_cols)]
    parts: list[list[str]] = []
    for size, piece in enumerate(below, start=1):
        if piece.kind not in ("text", "item") or len(parts) > table.n_cols:
            return None
        part = list(piece.lines)
        if piece.kind == "item" and parts and not _is_new_part(part, parts, known):
            parts[-1] += part
        else:
            parts.append(part)
        if len(parts) == table.n_cols and _fits(part, known[-1]):
            confirmed = sum(map(_fits, parts[:-1], known[:-1]))
            return (tuple("\n".join(p) for p in parts), size) if confirmed else None
    return None


def _lines_of(table: Table, col: int) -> frozenset[str]:
    return frozenset(line for row in table.rows[1:] for line in row[col].split("\n") if line)


def _is_new_part(item: list[str], parts: list[list[str]], known: Sequence[frozenset[str]]) -> bool:
    """An item opens the cell of a later column that had its words before."""
    if _fits(item, known[len(parts) - 1]):
        return False
    return any(_fits(item, column) for column in known[len(parts) :])


def _fits(part: list[str], column: frozenset[str]) -> bool:
    if all(_MONEY.match(line) for line in part):
        return any(_MONEY.match(line) for line in column)
    return any(line in column for line in part)
