"""Names the rule by which a printed number that became no record counts nothing."""

import re
from collections.abc import Callable
from itertools import pairwise

from extractors.lexicon import STRUCTURAL, word_set
from extractors.reading.document import Grid
from extractors.scope import Scope
from extractors.sentences import Sentence

# Tables of which only the sums are read
_NOT_COUNTED = {"action_plan": "action plan", "contacts": "contacts", "glossary": "glossary"}
_SMALL = word_set("two three four five six seven eight nine ten eleven twelve")
_BACK = word_set("the these those both all our its their following next last past previous")

# "2." alone · "1 EXECUTIVE SUMMARY" · "… and violence; 3."
_ALONE = re.compile(r"^\s*\(?[0-9]{1,2}(?:\.[0-9]{1,2}){0,2}[a-z]?[.)]\s*$")
_SECTION = re.compile(r"^\s*[0-9]{1,2}(?:\.[0-9]{1,2}){0,3}[a-z]?[.):]?\s+(?=[A-Z])")
_NEXT_ITEM = re.compile(r"(?<=[;.:,])\s+[0-9]{1,2}[.)]$|\bto:?\s+[0-9]{1,2}[.)]$")
# "… to 568 (60%) 2 ." · "2 Excluding categories …" · "8 https://…"
_RAISED = re.compile(r"(?<=[\w%)])\s[0-9]{1,2}\s?\.?$")
_NOTE = re.compile(
    r"^\s*[0-9]{1,2}\s+(?=https?:|www\.|(?:See|For|From|Source|Supplied|Excluding|Including|Based"
    r"|As|Note|Figures?|Data|Based|Includes|Excludes|Available|National|Home|Office|ONS)\b)"
)
# A line of a table of contents
_LEADERS = re.compile(r"\.{4,}|…{2,}|(?:\. ){4,}")
_MARK = re.compile(r"['’]?[0-9][0-9,.]*%?")
_WORDS_OF_AXIS = re.compile(r"^\s*0%?\s[a-z]")
_PAGE = re.compile(r"^\s*(?P<page>[0-9]{1,3})(?:\s?[-–]\s?[0-9]{1,3})?\s*$")
_ORDER = re.compile(r"^\s*(?P<row>[0-9]{1,3})[.)]?\s*$")
# "42-10732-17-B" · "NC/12" · "MACE 2"
_CODE_BEFORE = re.compile(r"(?:[0-9]-|[A-Za-z]/|[A-Za-z]|\b(?!CSPS?\b)[A-Z]{3,}\s)$")
_CODE_AFTER = re.compile(r"-[0-9]+-|-[A-Z0-9]|(?!(?:mn?|bn|k|s|th|st|nd|rd|x)\b)[A-Za-z]")
# "fewer than 100" of "(for example fewer than 100)"
_EXAMPLE = re.compile(r"\b(?:for\sexample|e\.g\.|such\sas|containing)\W{1,3}(?:\w+\sthan\s)?$")

_Rule = Callable[[str, int, int], bool]


class Setting:
    """Where numbers stand in a report: what that says of them."""

    def __init__(self, scope: Scope) -> None:
        self._scope = scope
        self._columns: dict[int, dict[int, str]] = {}

    def rule(self, sentence: Sentence) -> str | None:
        """Why no number of a sentence or cell counts anything, sums aside."""
        words = self._scope.words(sentence)
        if _LEADERS.search(words):
            return "table of contents"
        if sentence.cell is None and _is_axis(words):
            return "chart axis"
        if sentence.grid is None or sentence.cell is None:
            return None
        grid = sentence.grid
        if rule := _NOT_COUNTED.get(self._scope.kinds[grid.index]):
            return rule
        if grid.index not in self._columns:
            self._columns[grid.index] = _numbered_columns(self._scope.document.text, grid)
        return self._columns[grid.index].get(sentence.cell.col)


# "0 40,000 80,000 120,000" · "0 number of searches"
def _is_axis(words: str) -> bool:
    marks = words.split()
    is_bare = len(marks) >= 3 and all(_MARK.fullmatch(mark) for mark in marks)
    return is_bare or _WORDS_OF_AXIS.match(words) is not None


def rule_of_number(sentence: Sentence, words: str, start: int, end: int) -> str | None:
    """What the words round `words[start:end]` say that it is, where it is no count."""
    if sentence.kind == "heading" and _opens(_SECTION, words, end):
        return "list number"
    return next((name for name, rule in _RULES if rule(words, start, end)), None)


def _opens(pattern: re.Pattern[str], words: str, end: int) -> bool:
    match = pattern.match(words)
    return match is not None and end <= match.end()


def _closes(pattern: re.Pattern[str], words: str, start: int) -> bool:
    return len(words) - start < 8 and pattern.search(words, max(0, start - 4)) is not None


def _is_numbering(words: str, start: int, end: int) -> bool:
    return _opens(_ALONE, words, end) or _closes(_NEXT_ITEM, words, start)


def _is_note_mark(words: str, start: int, end: int) -> bool:
    return _opens(_NOTE, words, end) or _closes(_RAISED, words, start)


def _is_code(words: str, start: int, end: int) -> bool:
    before = _CODE_BEFORE.search(words, max(0, start - 12), start)
    return before is not None or _CODE_AFTER.match(words, end) is not None


def _is_example(words: str, start: int, end: int) -> bool:
    del end
    return _EXAMPLE.search(words, max(0, start - 40), start) is not None


# "the 12 districts" · "5 priority areas" · "(of 14)": how many bodies or parts there are
def _is_structure(words: str, start: int, end: int) -> bool:
    del start
    following = re.findall(r"[a-z-]+|[^\sa-zA-Z]", words[end : end + 60].lower())[:4]
    phrase: list[str] = []
    for word in following:
        if not word[0].isalpha() or word in ("of", "in", "for", "to", "with", "and"):
            break
        phrase.append(word)
    return any(word in STRUCTURAL and word.endswith("s") for word in phrase)


_OF_ALL = re.compile(r"\b(?:out\s)?of\s(?:the\s)?$|\(of\s$", re.IGNORECASE)


_RANK = r"\brank|\b[0-9]{1,2}\s?(?:st|nd|rd|th)\b"


# Of how many something is ranked: "ranks 4th lowest (of 14)"
def _is_whole(words: str, start: int, end: int) -> bool:
    del end
    is_rank = re.search(_RANK, words[max(0, start - 120) : start], re.IGNORECASE)
    return is_rank is not None and _OF_ALL.search(words, max(0, start - 12), start) is not None


# "the two sources" · "all eight secondary schools"
def _points_back(words: str, start: int, end: int) -> bool:
    before = re.search(r"(?P<word>[a-z]+)\s+$", words[max(0, start - 20) : start].lower())
    is_small = words[start:end].lower() in _SMALL or words[start:end] in map(str, range(2, 13))
    return is_small and before is not None and before["word"] in _BACK


def _is_passing(words: str, start: int, end: int) -> bool:
    return words[start:end].lower() in _SMALL


_RULES: tuple[tuple[str, _Rule], ...] = (
    ("list number", _is_numbering),
    ("footnote", _is_note_mark),
    ("code", _is_code),
    ("example", _is_example),
    ("of how many", _is_whole),
    ("number of bodies", _is_structure),
    ("points back", _points_back),
    ("small number in words", _is_passing),
)


def _numbered_columns(text: str, grid: Grid) -> dict[int, str]:
    """Columns of a table that are its page numbers, or number its rows."""
    columns: dict[int, list[str]] = {}
    for cell in grid.cells:
        if cell.start < cell.end and cell.row >= grid.n_header_rows:
            columns.setdefault(cell.col, []).append(text[cell.start : cell.end])
    found = {}
    if grid.n_cols == 2 and _is_rising(columns.get(1, []), _PAGE):
        found[1] = "table of contents"
    if _is_rising(columns.get(0, []), _ORDER, step=1):
        found[0] = "row number"
    return found


def _is_rising(cells: list[str], pattern: re.Pattern[str], step: int | None = None) -> bool:
    numbers = [int(match[1]) for cell in cells if (match := pattern.match(cell))]
    if len(numbers) < 4 or len(numbers) < len(cells):
        return False
    steps = [b - a for a, b in pairwise(numbers)]
    return all(one == step for one in steps) if step else all(one >= 0 for one in steps)
