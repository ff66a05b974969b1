"""Sums in the cells of tables: budgets of action plans, and money columns with their headers."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractors.funding_columns import giver_of_header, kind_of_header
from extractors.funding_givers import fund_owner, giver_behind, is_fund, leading_giver
from extractors.funding_grid import MoneyTable
from extractors.funding_kinds import is_leftover, kind_of_line, kind_of_sum
from extractors.funding_lists import Direction, direction_of
from extractors.funding_parties import Parties
from extractors.funding_prose import ProseSums
from extractors.funding_said import GIVEN, SAYS, Roles, Sum
from extractors.funding_schemes import fund_named, scheme_of
from extractors.reading.document import Cell
from extractors.scope import Scope
from extractors.values.money import Money, find_money
from schemas.funding import FundingKind

# "£1950 BBC (Keep Safe Budget)" · "£650 (OPCC)": funder behind the sum, its scheme in brackets
_BEHIND = re.compile(
    r"^[\s:–-]*(?:from\s+(?:the\s+)?)?(?P<name>[^\d£()\n;,]{2,60}?)\s*(?:\((?P<scheme>[^)]{3,60})\))?\s*(?:[+&/;,\n]"
    r"|$|and\b)"
)
_BRACKET = re.compile(r"^\s*\((?P<name>[^\d£()]{2,60})\)")
# "CSP - £500" · "CSP: £500"
_AHEAD = re.compile(r"(?:^|[\n;,+/])\s*(?P<name>[A-Z][^\d£()\n;,:]{1,60}?)\s*[:–-]?\s*$")
_NO_FUNDER = re.compile(
    r"^(?:per|no|can|a|an|for|to|each|every|of|in|on|plus|total|tbc|approx\w*|including|match"
    r"|annual\w*|up|budget\w*|cost\w*|existing|funding|funded|grant|estimated|one-?off|was|is"
    r"|spent|allocated|will|maximum|minimum|circa|awarded|towards|subject|available|over|under"
    r"|less|more|revenue|capital|printing|hire|materials|staff\w*|training|resources|costs)\b",
    re.I,
)
_SMALL = frozenset(["and", "&", "of", "for", "the", "upon", "on"])
_OURS = re.compile(
    r"\b(?:our|we|us)\b|\bpartnership(?:['’]s)?\s+(?:income|budget|funding|resources)", re.I
)
_SUM_ONLY = re.compile(r"^[\s£\d,.()–-]*[kmKM]?$")


def find_table_sums(scope: Scope, parties: Parties, prose: ProseSums) -> Iterator[Sum]:
    """The sums in every table that is no layout; a cell that tells a story is read as prose."""
    for grid in scope.document.grids:
        kind = scope.kinds[grid.index]
        if kind == "layout":
            continue
        table = MoneyTable(scope, grid, parties)
        for cell in grid.cells:
            told = [s for s in table.sentences(cell) if _is_story(scope.words(s))]
            for sentence in told:
                yield from prose.of_cell(sentence)
            if not told and cell.row >= grid.n_header_rows and cell.start < cell.end:
                yield from _sums_in_cell(table, cell, kind == "action_plan")


# "The CSP has an allocated budget of £17,739 for 2018/19."
def _is_story(text: str) -> bool:
    is_told = len(text.split()) >= 7 and SAYS.search(text) is not None
    return is_told and bool(find_money(text))


def _sums_in_cell(table: MoneyTable, cell: Cell, planned: bool) -> Iterator[Sum]:
    text = table.words(cell)
    sums = table.sums(cell)
    for index, money in enumerate(sums):
        after = sums[index + 1].start if index + 1 < len(sums) else len(text)
        before = sums[index - 1].end if index else 0
        found = _Found(table, cell, money, text[before : money.start], text[money.end : after])
        yield Sum(
            cell.start + money.start,
            cell.start + money.end,
            table.row_span(cell),
            money,
            _planned(found) if planned else _roles(found),
            _period(table, cell, planned),
            None,
            "funding.plan_cell" if planned else "funding.table_cell",
            (*table.grid.section[-1:], table.caption),
            is_cell=True,
        )


@dataclass(frozen=True, slots=True)
class _Found:
    """A sum in a cell, and its own words there before and behind it."""

    table: MoneyTable
    cell: Cell
    money: Money
    before: str
    behind: str

    @property
    def text(self) -> str:
        return self.table.words(self.cell)

    @property
    def header(self) -> str:
        return self.table.header(self.cell.col)

    @property
    def own_kind(self) -> FundingKind | None:
        """What the cell itself says the sum is."""
        told = kind_of_sum(self.text, self.money, (0, len(self.text)))
        return told.kind if told else None


def _planned(found: _Found) -> Roles:
    """A sum in an action plan is set against its row, unless its cell says otherwise."""
    name, scheme = _party(found)
    if name in found.table.parties.funds:
        name, scheme = None, name
    kind = found.own_kind
    is_set = kind in (None, "grant", "cost") or _SUM_ONLY.match(found.text)
    label = found.table.label(found.cell)
    parties = found.table.parties
    return Roles(
        "budget" if is_set or kind is None else kind,
        funder=_giver(name, parties),
        purpose=label,
        scheme=scheme or _scheme(found, (found.header, label, found.table.caption)),
    )


def _roles(found: _Found) -> Roles:
    table, cell = found.table, found.cell
    columns, label = table.columns(cell), table.label(cell)
    name, scheme = _party(found)
    direction = direction_of(table.announcing(cell))[0]
    kind = _kind(found, label, direction)
    printed, recipient = columns.get("funder"), columns.get("recipient")
    if label and is_leftover(label):
        printed = None
    purpose = columns.get("purpose") or label
    is_open = label and direction != "spend" and not is_leftover(label)
    named = table.parties.at(label) if label and is_open else None
    is_named = named is not None and len(named) >= 0.5 * len(str(label))
    if direction == "source" and not table.has_column("funder"):
        printed, recipient = recipient or (named if is_named else None), None
    elif direction == "recipient" and not table.has_column("recipient") and is_named:
        recipient = named
    giver = _giver(name or giver_of_header(found.header, table.parties) or printed, table.parties)
    told = (printed, found.header, label, table.caption, table.lead_in)
    return Roles(
        kind=kind or "other",
        funder=giver or _giver_above(found, label, kind),
        recipient=recipient or _own(table, cell),
        purpose=purpose,
        scheme=scheme or _scheme(found, told),
        is_told=kind is not None,
    )


def _scheme(found: _Found, told: tuple[str | None, ...]) -> str | None:
    parties = found.table.parties
    is_only = not (found.before.strip() and find_money(found.before))
    own = scheme_of(found.text, found.money, (0, len(found.text)), parties) if is_only else None
    named = (fund for words in told if words and (fund := fund_named(words, parties)))
    return own or next(named, None)


def _giver(printed: str | None, parties: Parties) -> str | None:
    """Who gives, of a cell that names its fund too: "PCC Community Safety Fund"."""
    if printed is None:
        return None
    if owner := fund_owner(printed, parties):
        return owner
    return None if is_fund(printed) else printed


def _giver_above(found: _Found, label: str | None, kind: FundingKind | None) -> str | None:
    """Who owns the fund that the row is called after, or gives by the caption."""
    parties = found.table.parties
    if kind is None or kind not in GIVEN | {"bid"}:
        return None
    if label and kind in ("grant", "budget"):
        headed = giver_of_header(label, parties) if kind_of_header(label) else None
        if giver := fund_owner(label, parties) or headed or giver_behind(label, parties):
            return giver
    if giver := giver_behind(found.table.caption, parties):
        return giver
    return None if found.table.has_column("funder") else leading_giver(found.table.lead_in, parties)


# "Our budget for 2022/23" over a column of sources
def _own(table: MoneyTable, cell: Cell) -> str | None:
    """The partnership itself, where a table tells of its income."""
    over = (table.caption, table.header(cell.col), *table.grid.section[-1:])
    is_ours = any(_OURS.search(words) for words in over)
    return table.parties.own if is_ours and table.has_column("funder") else None


def _party(found: _Found) -> tuple[str | None, str | None]:
    """Who pays, as the cell says before or behind the sum, and from what fund."""
    for pattern in (_BRACKET, _BEHIND):
        behind = pattern.match(found.behind)
        if behind and _is_party(behind["name"]):
            return behind["name"].strip() or None, behind.groupdict().get("scheme")
    ahead = _AHEAD.search(found.before)
    if ahead and _is_party(ahead["name"]):
        return ahead["name"].strip(), None
    return None, None


def _is_party(name: str) -> bool:
    name = name.strip()
    is_name = all(word[0].isupper() or word in _SMALL for word in name.split())
    return is_name and 1 <= len(name.split()) <= 7 and not _NO_FUNDER.match(name)


def _kind(found: _Found, label: str | None, direction: Direction | None) -> FundingKind | None:
    """By its cell, its row where that is no money to spend, its column, and all that is above."""
    table, cell = found.table, found.cell
    if kind := found.own_kind:
        return kind
    if label and is_leftover(label):
        return "other"
    headed = kind_of_header(found.header)
    if headed is None and fund_named(found.header, table.parties):
        headed = "grant"
    if headed is None and giver_of_header(found.header, table.parties):
        headed = "grant"
    if headed or table.has_column("funder") or direction == "source":
        return headed or "grant"
    above = (label or "", *table.announcing(cell))
    return next((told for line in above if (told := kind_of_line(line))), None)


def _period(table: MoneyTable, cell: Cell, planned: bool) -> str | None:
    """The year of the cell, its column, its row, the caption, or the plan."""
    told = [table.header(cell.col), table.words(cell)]
    told += [table.words(c) for c in table.row(cell) if c != cell] if not planned else []
    for text in (*told, table.caption, table.lead_in):
        if (period := table.scope.only_period(text)) and period.label:
            return period.label
    return table.scope.plan_period(table.grid.start, planned)
