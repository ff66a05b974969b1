"""Tells from their content how many of a table's first rows are headers."""

import re
from collections.abc import Sequence

_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*"
_YEAR = r"(?:(?:19|20)\d\d(?:\s*[/–-]\s*(?:20)?\d\d)?)"
# "2017" · "2018/19" · "Oct15 - Sep16" · "01/08/15 – 31/07/16" · "Q2 (22-23)"
_PERIOD = re.compile(
    rf"^(?:{_YEAR}|\d\d\s*[/–-]\s*\d\d|q[1-4].*|{_MONTH}\W*\d\d.*|\d\d?[/.]\d\d?[/.]\d\d(?:\d\d)?"
    rf"(?:\s*(?:–|-|to)\s*\d\d?[/.]\d\d?[/.]\d\d(?:\d\d)?)?)\W*$",
    re.IGNORECASE,
)
# "9,874" · "+12.4%" · "£500" · "1404 (34%)" · "*400" · "902 (29% incr)"
_NUMBER = re.compile(
    r"^[#*~<>≤≥]?\s*[(]?[+−–-]?\s*£?\s*[(]?\d[\d,]*(?:\.\d+)?\s*[%kmp]?[)]?"
    r"(?:\s*\([^()]*\d[^()]*\))?[*†‡]*$",
    re.IGNORECASE,
)
_DATE = re.compile(r"\b\d\d?[/.]\d\d?[/.]\d\d(?:\d\d)?\b|\b\d\d? [A-Z][a-z]{2,8} (?:19|20)\d\d\b")


def is_period(text: str) -> bool:
    """Whether a cell is only a year, a quarter or a span of dates."""
    return bool(_PERIOD.match(text.strip()))


def is_number(text: str) -> bool:
    """Whether a cell is only a number: a count, share, change or sum; a year is none."""
    text = text.strip()
    return bool(_NUMBER.match(text)) and not is_period(text)


def is_section(row: Sequence[str]) -> bool:
    """Whether only the first cell of the row is filled: a heading across the table."""
    return len(row) > 1 and bool(row[0].strip()) and not any(cell.strip() for cell in row[1:])


def count_header_rows(rows: Sequence[Sequence[str]]) -> int:
    """How many of the first rows are headers; `rows` of equal length, blank cells as ``."""
    if len(rows) < 2:
        return 0
    if any(_is_data(row) for row in rows):
        return _before_numbers(rows)
    return int(_names_columns(rows))


def _is_data(row: Sequence[str]) -> bool:
    return any(is_number(cell) for cell in row[1:]) or (len(row) > 2 and _all_numbers(row))


def _all_numbers(row: Sequence[str]) -> bool:
    filled = [cell for cell in row if cell.strip()]
    return bool(filled) and all(is_number(cell) for cell in filled)


def _before_numbers(rows: Sequence[Sequence[str]]) -> int:
    """Rows without a number, down to a section row; a second row of years under years is data."""
    numeric = {col for row in rows for col, cell in enumerate(row) if col and is_number(cell)}
    with_period: set[int] = set()
    for index, row in enumerate(rows):
        periods = {col for col, cell in enumerate(row) if col and is_period(cell)}
        if _is_data(row) or periods & with_period or (index and is_section(row)):
            return index
        if index and not periods and not _heads(row, rows[index - 1], numeric):
            return index
        with_period |= periods
    return 1


def _heads(row: Sequence[str], above: Sequence[str], numeric: set[int]) -> bool:
    """Whether a row without numbers is a header below the header `above`: `Crime type, Rank, Rank`.

    Words stand in each numeric column, or below a grouped header where that has blanks.
    """
    words = {col for col in numeric if re.search(r"[^\W\d]|[%#]", row[col])}
    if all(cell.strip() for cell in above):
        return words == numeric
    return not row[0].strip() or bool(words)


def _names_columns(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the first row of a table of words names its columns."""
    first = rows[0]
    if is_section(first):
        return True
    if any(not cell.strip() for cell in first[1:]) or any(_DATE.search(cell) for cell in first):
        return False
    if any(len(cell) > 60 or cell.rstrip().endswith((".", ":", ";")) for cell in first):
        return False
    return not _is_acronym_of(first[0], first[1] if len(first) > 1 else "")


def _is_acronym_of(short: str, full: str) -> bool:
    """`ASB` of `Anti-Social Behaviour`: the list starts at once."""
    initials = "".join(word[0] for word in re.findall(r"[A-Za-z]+", full)).lower()
    letters = re.sub(r"[^A-Za-z]", "", short).lower()
    return len(letters) > 1 and short.strip().isupper() and letters[0] == initials[:1]
