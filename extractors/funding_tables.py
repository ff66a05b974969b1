"""Sums in the cells of tables: budgets of action plans, and money columns with their headers."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractors.funding_givers import fund_owner, giver_behind, is_fund
from extractors.funding_grid import MoneyTable
from extractors.funding_kinds import kind_of_line, kind_of_sum
from extractors.funding_lists import direction_of
from extractors.funding_parties import Parties
from extractors.funding_purposes import fund_named, scheme_of
from extractors.funding_roles import announced_giver
from extractors.funding_said import Roles
from extractors.reading.document import Cell
from extractors.scope import Scope
from extractors.sentences import Sentence
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
    r"^(?:per|no|can|a|an|for|to|each|every|of|in|on|plus|total|tbc|approx\w*|including|match"
    r"|annual\w*|up"
    r"|budget\w*|cost\w*|existing|funding|funded|grant|estimated|one-?off|was|is|spent"
    r"|allocated|will"
    r"|maximum|minimum|circa|awarded|towards|subject|available|over|under|less|more|revenue|capital"
    r"|printing|hire|materials|staff\w*|training|resources|costs)\b",
    re.I,
)
_SMALL = frozenset(["and", "&", "of", "for", "the", "upon", "on"])
_TOTAL = re.compile(r"^(?:grand\s+|sub-?\s?)?totals?\b", re.I)
_OURS = re.compile(
    r"\b(?:our|we|us)\b|\bpartnership(?:['’]s)?\s+(?:income|budget|funding|resources)", re.I
)
_ROW_NUMBER = re.compile(r"^[\d.()a-z]{0,5}$")
_SUM_ONLY = re.compile(r"^[\s£\d,.()–-]*[kmKM]?$")
# A cell that tells a story is read as prose
_VERB = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|received|awarded|allocated|secured|spent"
    r"|agreed|funded"
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
        r"\b(?:purpose|projects?|schemes?|initiatives?|activit(?:y|ies)|actions?|descriptions?"
        r"|items?|for"
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
    section: tuple[str, ...] = ()


def find_table_sums(scope: Scope, parties: Parties) -> Iterator[CellSum]:
    """The sums in every table that is no layout."""
    for grid in scope.document.grids:
        kind = scope.kinds[grid.index]
        if kind == "layout":
            continue
        table = MoneyTable(scope, grid, parties)
        for cell in grid.cells:
            told = [s for s in table.sentences(cell) if _is_story(scope.words(s))]
            if told:
                yield from (_as_prose(scope, sentence) for sentence in told)
            elif cell.row >= grid.n_header_rows and cell.start < cell.end:
                yield from _sums_in_cell(table, cell, kind == "action_plan")


# "The CSP has an allocated budget of £17,739 for 2018/19."
def _is_story(text: str) -> bool:
    is_told = len(text.split()) >= 7 and _VERB.search(text) is not None
    return is_told and bool(find_money(text))


def _as_prose(scope: Scope, sentence: Sentence) -> CellSum:
    money = find_money(scope.words(sentence))[0]
    span = (sentence.start, sentence.end)
    return CellSum(*span, span, money, Roles("other"), None, "funding.sum_in_sentence", sentence)


def _sums_in_cell(table: MoneyTable, cell: Cell, planned: bool) -> Iterator[CellSum]:
    text = table.words(cell)
    header = table.header(cell)
    sums = find_money(text)
    if not sums and (scale := money_scale(header)) and cell.col > 0:
        bare = parse_amount(text, scale)
        sums = [bare] if bare and bare.low >= 0 else []
    row = table.row_span(cell)
    for index, money in enumerate(sums):
        after = sums[index + 1].start if index + 1 < len(sums) else len(text)
        before = sums[index - 1].end if index else 0
        yield CellSum(
            cell.start + money.start,
            cell.start + money.end,
            row,
            money,
            _roles(table, cell, (money, before, after), planned),
            _period(table, cell, planned),
            "funding.plan_cell" if planned else "funding.table_cell",
            section=(*table.grid.section[-1:], table.caption),
        )


def _roles(table: MoneyTable, cell: Cell, found: tuple[Money, int, int], planned: bool) -> Roles:
    money, before, after = found
    text = table.words(cell)
    is_only = (before, after) == (0, len(text))
    name, scheme = _party(text, money, before, after)
    columns = {} if planned else _columns(table, cell)
    label = _label(table, cell)
    kind = _kind(table, cell, money, planned)
    scheme = scheme or (scheme_of(text, money, (0, len(text))) if is_only else None)
    told = (columns.get("funder"), table.header(cell), label, table.caption)
    scheme = scheme or next((fund for words in told if words and (fund := fund_named(words))), None)
    printed, recipient = columns.get("funder"), columns.get("recipient")
    if recipient and not printed and _is_of_givers(table):
        printed, recipient = recipient, None
    funder = _giver(name or printed, table.parties)
    return Roles(
        kind=kind or "other",
        funder=funder or (None if planned else _funder_above(table, cell)),
        recipient=recipient or (None if planned else _own(table, cell)),
        purpose=columns.get("purpose") or label,
        scheme=scheme,
        is_told=kind is not None,
    )


def _giver(printed: str | None, parties: Parties) -> str | None:
    """Who gives, of a cell that names its fund too: "PCC Community Safety Fund"."""
    if printed is None:
        return None
    if owner := fund_owner(printed, parties):
        return owner
    return None if is_fund(printed) else printed


# "Our budget for 2022/23" over a column of sources
def _own(table: MoneyTable, cell: Cell) -> str | None:
    """The partnership itself, where a table tells of its income."""
    over = (table.caption, table.header(cell), *table.grid.section[-1:])
    is_ours = any(_OURS.search(words) for words in over)
    return table.parties.own if is_ours and table.has_column("funder", _COLUMNS) else None


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


def _kind(table: MoneyTable, cell: Cell, money: Money, planned: bool) -> FundingKind | None:
    text = table.words(cell)
    header, label = table.header(cell), _label(table, cell) or ""
    above = (header, label, table.caption, *reversed(table.grid.section))
    told = kind_of_sum(text, money, (0, len(text)))
    kind = told.kind if told else None
    if kind is None and not planned and (_is_of_source(table, header) or _is_of_givers(table)):
        return "grant"
    if planned:
        is_giving = kind in (None, "grant", "cost") or _SUM_ONLY.match(text)
        return "budget" if is_giving else kind
    return kind or next((found for line in above if (found := kind_of_line(line))), None)


# "Contributions to the pooled budget" over a column of agencies
def _is_of_givers(table: MoneyTable) -> bool:
    return direction_of([table.caption, *table.grid.section[-1:]])[0] == "source"


def _is_of_source(table: MoneyTable, header: str) -> bool:
    """Whether the column beside one of funders tells what they give."""
    is_more = kind_of_line(header) in ("cost", "bid", "match_funding", "saving")
    return table.has_column("funder", _COLUMNS) and not is_more


def _period(table: MoneyTable, cell: Cell, planned: bool) -> str | None:
    """The year of the cell, its column, its row, the caption, or the plan."""
    told = [table.header(cell), table.words(cell)]
    told += [table.words(c) for c in table.row(cell) if c != cell] if not planned else []
    for text in (*told, table.caption):
        if (period := table.scope.only_period(text)) and period.label:
            return period.label
    return table.scope.plan_period(table.grid.start, planned)


def _columns(table: MoneyTable, cell: Cell) -> dict[str, str]:
    """What other cells of the row are, as their headers say: funder, recipient, purpose."""
    found: dict[str, str] = {}
    for other in table.row(cell):
        text = " ".join(table.words(other).split())
        if other == cell or not text or _SUM_ONLY.match(text) or _TOTAL.match(text):
            continue
        header = table.header(other)
        for role, words in _COLUMNS.items():
            if role not in found and words.search(header):
                found[role] = clean_name(text)[:300]
                break
    return found


def _funder_above(table: MoneyTable, cell: Cell) -> str | None:
    """The organisation whose name heads a column of sums: "Home Office (£)"."""
    header = re.sub(r"\(?£[^)]*\)?", "", table.header(cell)).strip()
    if not header:
        return None
    owner = announced_giver(header) or fund_owner(header, table.parties)
    return owner or giver_behind(table.caption, table.parties)


def _label(table: MoneyTable, cell: Cell) -> str | None:
    """The first words of the row that are no number: what the money is for."""
    for other in table.row(cell):
        text = table.words(other).strip()
        if other.col < cell.col and text and not _ROW_NUMBER.match(text):
            return clean_name(" ".join(text.split("\n")[0].split()))[:300] or None
    return None
