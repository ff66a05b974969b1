"""Sums in the cells of tables: budgets of action plans, and money columns with their headers."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractors.funding_kinds import kind_of_line, kind_of_sum
from extractors.funding_purposes import scheme_of
from extractors.funding_roles import Roles, announced_giver
from extractors.reading.document import Cell, Grid
from extractors.scope import Scope
from extractors.sentences import Sentence
from extractors.tables import caption_of
from extractors.values.money import Money, find_money, money_scale, parse_amount
from extractors.values.names import clean_name
from schemas.funding import FundingKind

# "£1950 BBC (Keep Safe Budget)": funder behind the sum, its scheme in brackets
_BEHIND = re.compile(
    r"^[\s:–-]*(?:from\s+(?:the\s+)?)?(?P<name>[^\d£()\n;,]{2,60}?)\s*(?:\((?P<scheme>[^)]{3,60})\))?\s*"
    r"(?:[+&/;,\n]|$|and\b)"
)
# "CSP - £500" · "CSP: £500"
_AHEAD = re.compile(r"(?:^|[\n;,+/])\s*(?P<name>[A-Z][^\d£()\n;,:]{1,60}?)\s*[:–-]?\s*$")
_NO_FUNDER = re.compile(
    r"^(?:per|no|can|a|an|for|to|each|every|of|in|on|plus|total|tbc|approx\w*|including|match|annual\w*|up"
    r"|budget\w*|cost\w*|existing|funding|funded|grant|estimated|one-?off|was|is|spent|allocated|will"
    r"|maximum|minimum|circa|awarded|towards|subject|available|over|under|less|more|revenue|capital"
    r"|printing|hire|materials|staff\w*|training|resources|costs)\b",
    re.I,
)
_SMALL = frozenset(["and", "&", "of", "for", "the", "upon", "on"])
_ROW_NUMBER = re.compile(r"^[\d.()a-z]{0,5}$")
_SUM_ONLY = re.compile(r"^[\s£\d,.()–-]*[kmKM]?$")
# A cell that tells a story is read as prose
_VERB = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|received|awarded|allocated|secured|spent|agreed|funded"
    r"|provided|submitted|can|must|should|costs)\b"
)

# Headers that say what stands under them
_COLUMNS: dict[str, re.Pattern[str]] = {
    "funder": re.compile(
        r"\b(?:funders?|funded by|funding (?:source|stream|body)|source|paid by|donor)\b", re.I
    ),
    "recipient": re.compile(
        r"\b(?:recipients?|organisations?|awarded to|providers?|applicants?|groups?|grantees?"
        r"|paid to|suppliers?|beneficiar(?:y|ies)|partnership|csp|district|agency)\b",
        re.I,
    ),
    "purpose": re.compile(
        r"\b(?:purpose|projects?|schemes?|initiatives?|activit(?:y|ies)|actions?|descriptions?|items?|for"
        r"|service|interventions?|details?|what|expenditure|objectives?|priority|focus)\b",
        re.I,
    ),
    "period": re.compile(r"\b(?:year|period|when)\b", re.I),
}


@dataclass(frozen=True, slots=True)
class CellSum:
    """A sum in a cell, at `document.text[start:end]`; `clause` is its row.

    With `sentence`, the cell tells a story and its sums are for the rules of prose to read.
    """

    start: int
    end: int
    clause: tuple[int, int]
    money: Money
    roles: Roles
    period: str | None
    method: str
    sentence: Sentence | None = None


def find_table_sums(scope: Scope) -> Iterator[CellSum]:
    """The sums in every table that is no layout."""
    for grid in scope.document.grids:
        kind = scope.kinds[grid.index]
        if kind == "layout":
            continue
        for cell in grid.cells:
            if cell.start == cell.end:
                continue
            sentences = [s for s in _sentences(scope, cell) if _is_story(scope.words(s))]
            told = [s for s in sentences if find_money(scope.words(s))]
            if told:
                yield from (_as_prose(scope, sentence) for sentence in told)
            elif cell.row >= grid.n_header_rows:
                yield from _sums_in_cell(scope, grid, cell, kind == "action_plan")


def _sentences(scope: Scope, cell: Cell) -> list[Sentence]:
    return [s for s in scope.sentences if s.cell == cell and cell.start <= s.start < cell.end]


# "The CSP has an allocated budget of £17,739 for 2018/19."
def _is_story(text: str) -> bool:
    return len(text.split()) >= 7 and _VERB.search(text) is not None


def _as_prose(scope: Scope, sentence: Sentence) -> CellSum:
    money = find_money(scope.words(sentence))[0]
    span = (sentence.start, sentence.end)
    return CellSum(*span, span, money, Roles("other"), None, "funding.sum_in_sentence", sentence)


def _sums_in_cell(scope: Scope, grid: Grid, cell: Cell, planned: bool) -> Iterator[CellSum]:
    text = scope.document.words_of(cell)
    header = _header(scope, grid, cell)
    sums = find_money(text)
    if not sums and (scale := money_scale(header)) and cell.col > 0:
        bare = parse_amount(text, scale)
        sums = [bare] if bare and bare.low >= 0 else []
    row = _row_span(grid, cell)
    for index, money in enumerate(sums):
        after = sums[index + 1].start if index + 1 < len(sums) else len(text)
        before = sums[index - 1].end if index else 0
        yield CellSum(
            cell.start + money.start,
            cell.start + money.end,
            row,
            money,
            _roles(scope, grid, cell, (money, before, after), planned),
            _period(scope, grid, cell, planned),
            "funding.plan_cell" if planned else "funding.table_cell",
        )


def _roles(
    scope: Scope, grid: Grid, cell: Cell, found: tuple[Money, int, int], planned: bool
) -> Roles:
    money, before, after = found
    text = scope.document.words_of(cell)
    is_only = (before, after) == (0, len(text))
    name, scheme = _party(text, money, before, after)
    columns = {} if planned else _columns(scope, grid, cell)
    label = _label(scope, grid, cell)
    kind = _kind(scope, grid, cell, money, planned)
    return Roles(
        kind=kind or "other",
        funder=name or columns.get("funder") or _funder_above(scope, grid, cell),
        recipient=columns.get("recipient") if not planned else None,
        purpose=columns.get("purpose") or label,
        scheme=scheme or (scheme_of(text, money, (0, len(text))) if is_only else None),
        is_told=kind is not None,
    )


def _party(text: str, money: Money, before: int, after: int) -> tuple[str | None, str | None]:
    """Who pays, as the cell says before or behind the sum, and from what fund."""
    behind = _BEHIND.match(text[money.end : after])
    if behind and _is_party(behind["name"]):
        return behind["name"].strip() or None, behind["scheme"]
    ahead = _AHEAD.search(text[before : money.start])
    if ahead and _is_party(ahead["name"]):
        return ahead["name"].strip(), None
    return None, None


def _is_party(name: str) -> bool:
    name = name.strip()
    is_name = all(word[0].isupper() or word in _SMALL for word in name.split())
    return is_name and 1 <= len(name.split()) <= 7 and not _NO_FUNDER.match(name)


def _kind(scope: Scope, grid: Grid, cell: Cell, money: Money, planned: bool) -> FundingKind | None:
    text = scope.document.words_of(cell)
    header, label = _header(scope, grid, cell), _label(scope, grid, cell) or ""
    caption = caption_of(scope.document, grid)
    above = (header, label, caption.text if caption else "", *reversed(grid.section))
    told = kind_of_sum(text, money, (0, len(text)))
    kind = told.kind if told else None
    if planned:
        is_giving = kind in (None, "grant", "cost") or _SUM_ONLY.match(text)
        return "budget" if is_giving else kind
    return kind or next((found for line in above if (found := kind_of_line(line))), None)


def _period(scope: Scope, grid: Grid, cell: Cell, planned: bool) -> str | None:
    """The year of the cell, its column, its row, the caption, or the plan."""
    told = [_header(scope, grid, cell), scope.document.words_of(cell)]
    told += (
        [scope.document.words_of(c) for c in _row(grid, cell) if c != cell] if not planned else []
    )
    caption = caption_of(scope.document, grid)
    for text in (*told, caption.text if caption else ""):
        if (period := scope.only_period(text)) and period.label:
            return period.label
    return scope.plan_period(grid.start, planned)


def _columns(scope: Scope, grid: Grid, cell: Cell) -> dict[str, str]:
    """What other cells of the row are, as their headers say: funder, recipient, purpose."""
    found: dict[str, str] = {}
    for other in _row(grid, cell):
        text = " ".join(scope.document.words_of(other).split())
        if other == cell or not text or _SUM_ONLY.match(text):
            continue
        header = _header(scope, grid, other)
        for role, words in _COLUMNS.items():
            if role not in found and words.search(header):
                found[role] = clean_name(text)[:300]
                break
    return found


def _funder_above(scope: Scope, grid: Grid, cell: Cell) -> str | None:
    """The organisation whose name heads a column of sums: "Home Office (£)"."""
    header = re.sub(r"\(?£[^)]*\)?", "", _header(scope, grid, cell)).strip()
    return announced_giver(header) if header else None


def _header(scope: Scope, grid: Grid, cell: Cell) -> str:
    """Texts of the header cells above the cell."""
    above = [
        scope.document.words_of(c)
        for c in grid.cells
        if c.row < grid.n_header_rows and c.col <= cell.col < c.col + c.col_span
    ]
    return " ".join(text for text in above if text)


def _label(scope: Scope, grid: Grid, cell: Cell) -> str | None:
    """The first words of the row that are no number: what the money is for."""
    for other in _row(grid, cell):
        text = scope.document.words_of(other).strip()
        if other.col < cell.col and text and not _ROW_NUMBER.match(text):
            return clean_name(" ".join(text.split("\n")[0].split()))[:300] or None
    return None


def _row(grid: Grid, cell: Cell) -> list[Cell]:
    return [c for c in grid.cells if c.row <= cell.row < c.row + c.row_span]


def _row_span(grid: Grid, cell: Cell) -> tuple[int, int]:
    row = [c for c in grid.cells if c.row == cell.row]
    return row[0].start, row[-1].end
