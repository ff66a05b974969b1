"""Finds names of organisations in a text: capitalised words that end in a head, and known names."""

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from schemas.codes import places

# "Essex" · "St." · "&" · "V&V" · "Dyfed-Powys" · "Children’s"
_WORD = r"(?:[^\W\d_a-z](?:[\w’'&/-]*[\w’'])?|St\.|&)"
_PLURAL_OWNER = r"(?<=s)['’](?=\s)"
_SMALL = r"(?:of|for|and|the|upon|on|y|de|yr)"
_TOKEN = re.compile(rf"{_WORD}|{_SMALL}(?=\s)")
_GAP = re.compile(rf"\s+|(?:{_PLURAL_OWNER})\s+")
_POSSESSIVE = re.compile(r"['’]s$|(?<=s)['’]$")
# "(OPFCC)" behind a name belongs to it, "(Education)" does not
_ACRONYM_BEHIND = re.compile(r"\s*\((?:the\s+)?(?=[^\s)]*[A-Z][^\s)]*[A-Z])[A-Z][A-Za-z&/]{1,9}\)")
# "the Council Chamber" · "CSP Analyst" · "the Police and Crime Plan": names of something else
_GOES_ON = r"(?!\w|['’]s?\s+[A-Z]|\s+(?:and\s+|&\s+)?[A-Z][a-z])"
# What may stand between a county's or district's name and its beginning: "North Essex Council"
_BEFORE_PLACE = frozenset(
    re.findall(
        r"\S+",
        "North South East West Greater New Royal London City Isle Mid Central Old Great Little St"
        " St. Safer County Borough of and & upon the Inner Outer University",
    )
)
_LONGEST_RUN = 40  # words
_ONE_NAME = {("Police", "Fire"), ("Police", "Crime"), ("Force", "Crime")}
_RIVERS = frozenset(
    ["Trent", "Avon", "Tyne", "Thames", "Sea", "Tees", "Tweed", "Humber", "Wye", "Hull", "Severn"]
)


@dataclass(frozen=True, slots=True)
class Organisation:
    """The name of an organisation at `text[start:end]`."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of a run; `bare` without its possessive."""

    start: int
    end: int
    text: str
    bare: str

    @property
    def is_small(self) -> bool:
        return self.text == "&" or self.text[0].islower()


@dataclass(frozen=True, slots=True)
class _Vocabulary:
    lists: dict[str, frozenset[str]]
    known: re.Pattern[str]
    own: re.Pattern[str]
    with_comma: re.Pattern[str]

    def __getitem__(self, name: str) -> frozenset[str]:
        return self.lists[name]


@lru_cache(maxsize=1)
def _vocabulary() -> _Vocabulary:
    data = tomllib.loads((files("schemas.data") / "organisations.toml").read_text("utf-8"))
    own = _any_of(data["own"]).pattern.replace("the\\ ", "[Tt]he\\ ").removesuffix(r"(?!\w)")
    return _Vocabulary(
        {name: frozenset(entries) for name, entries in data.items()},
        _any_of(data["known"]),
        re.compile(own + _GOES_ON),
        _any_of(data["with_comma"]),
    )


def _any_of(names: list[str]) -> re.Pattern[str]:
    longest_first = sorted(names, key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")


@lru_cache(maxsize=1)
def _first_words_of_places() -> dict[str, tuple[tuple[str, ...], ...]]:
    """Names of places as words, by their first word, the longest first."""
    by_first: dict[str, list[tuple[str, ...]]] = {}
    for place in places():
        for name in (place.name, *place.other_names):
            if name:
                words = tuple(name.split())
                by_first.setdefault(words[0], []).append(words)
    return {first: tuple(sorted(set(names), key=len)[::-1]) for first, names in by_first.items()}


def find_organisations(text: str, *, own: bool = False) -> list[Organisation]:
    """Organisations named in a text, in order, none within another.

    With `own`, also how a report calls its own partnership and partners: *the CSP*, *the Council*.
    """
    return list(_found(text, own))


@lru_cache(maxsize=4096)  # several rules ask it of the same words
def _found(text: str, own: bool) -> tuple[Organisation, ...]:
    vocabulary = _vocabulary()
    named = [span for run in _runs(text, vocabulary) for span in _names_in(run, vocabulary)]
    known = [m.span() for m in vocabulary.known.finditer(text)]
    kept = _longest([*(_known_start(text, span, known) for span in named), *known])
    if own:
        called = [m.span() for m in vocabulary.own.finditer(text)]
        free = [(s, e) for s, e in called if all(e <= a or s >= b for a, b in kept)]
        kept = sorted([*kept, *_longest(free)])
    found: list[Organisation] = []
    for start, end in kept:
        if found and start < found[-1].end:
            continue
        behind = _ACRONYM_BEHIND.match(text, end)
        stop = behind.end() if behind else end
        found.append(Organisation(start, stop, text[start:stop]))
    return tuple(found)


def is_body(name: str) -> bool:
    """Whether a name is that of a meeting or team, which is no organisation of its own."""
    bare, vocabulary = without_acronym(name), _vocabulary()
    if any(bare.endswith(ending) for ending in vocabulary["not_bodies"]):
        return False
    return bool(bare) and bare.split()[-1] in vocabulary["bodies"]


def is_common(name: str) -> bool:
    """Whether a name has no word that tells it from others of its kind: *Parish Councils*."""
    vocabulary = _vocabulary()
    bare = without_acronym(name)
    if bare in vocabulary["not_common"] or vocabulary.known.fullmatch(bare):
        return False
    words = [word.strip(",") for word in bare.split()]
    known = vocabulary["common"] | vocabulary["heads"] | {"of", "and", "&", "for", "the"}
    return all(_POSSESSIVE.sub("", word) in known or word in known for word in words)


def without_acronym(name: str) -> str:
    """A name without the acronym in brackets behind it."""
    return re.sub(r"\s*\([^()]*\)$", "", name)


def _known_start(text: str, span: tuple[int, int], known: list[tuple[int, int]]) -> tuple[int, int]:
    """A known name of several words ends where only common words follow it."""
    for start, end in known:
        if start == span[0] and end < span[1] and " " in text[start:end]:
            return (start, end) if is_common(text[end : span[1]].strip()) else span
    return span


def _longest(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    kept: list[tuple[int, int]] = []
    for start, end in sorted(set(spans), key=lambda span: (span[0], -span[1])):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return kept


def _runs(text: str, vocabulary: _Vocabulary) -> list[list[_Word]]:
    """Runs of capitalised words and the small words that may stand within a name."""
    fixed = {m.start(): m for m in vocabulary.with_comma.finditer(text)}
    runs: list[list[_Word]] = [[]]
    position = 0
    for match in _TOKEN.finditer(text):
        start = match.start()
        if start < position or (start and text[start - 1] in "-’'_/") or _in_word(text, start):
            continue
        end = fixed[start].end() if start in fixed else match.end()
        is_next = runs[-1] and _GAP.fullmatch(text, runs[-1][-1].end, start)
        if not is_next or len(runs[-1]) >= _LONGEST_RUN:
            runs.append([])
        word = text[start:end]
        runs[-1].append(_Word(start, end, word, _POSSESSIVE.sub("", word)))
        position = end
    return [run for run in runs if any(not word.is_small for word in run)]


def _in_word(text: str, start: int) -> bool:
    return start > 0 and text[start - 1].isalnum()


def _names_in(run: list[_Word], words: _Vocabulary) -> list[tuple[int, int]]:
    found = []
    for piece in _pieces(run, words):
        name = _name(_trimmed(piece, words), words)
        if name and not _is_no_name(name, words):
            last = name[-1]
            found.append((name[0].start, last.start + len(last.bare)))
    return found


def _is_no_name(name: list[_Word], words: _Vocabulary) -> bool:
    bare = " ".join([*(word.text for word in name[:-1]), name[-1].bare])
    is_ending = any(bare.endswith(f" {ending}") for ending in words["no_endings"])
    return bare in words["no_names"] or is_ending or name[0].text.endswith("-based")


def _pieces(run: list[_Word], words: _Vocabulary) -> list[list[_Word]]:
    """A run cut where one name ends and another begins, and at posts."""
    pieces: list[list[_Word]] = [[]]
    for index, word in enumerate(run):
        rest = run[index + 1 :]
        if word.bare in words["posts"]:
            pieces[-1] = _employer(pieces[-1], words)
            pieces.append([])
            continue
        if pieces[-1] and (
            _parts(pieces[-1], word, rest, words) or _begins(pieces[-1], run, index, words)
        ):
            pieces.append([])
        if not (word.is_small and not pieces[-1]):
            pieces[-1].append(word)
        if _ends_here(pieces[-1], word, rest, words):
            pieces.append([])
    return [piece for piece in pieces if piece]


def _employer(piece: list[_Word], words: _Vocabulary) -> list[_Word]:
    """What stands before a post up to a council or police force: "Kent Police Youth Officers"."""
    strong = [index for index, word in enumerate(piece) if word.bare in words["strong"]]
    return piece[: strong[-1] + 1] if strong else []


def _parts(piece: list[_Word], word: _Word, rest: list[_Word], words: _Vocabulary) -> bool:
    """Whether a small word parts two names: "Kent Police and Medway Council"."""
    before, following = piece[-1].bare, rest[0].text if rest else ""
    if word.text == "of":
        return before not in words["with_of"]
    if word.text == "for":
        return before not in words["with_for"]
    if word.text == "the":
        return before not in ("of", "for")
    if word.text == "on":
        return following not in _RIVERS
    if word.text in ("and", "&"):
        return _parts_two(piece, rest, words)
    return word.text == "upon" and not rest


def _parts_two(piece: list[_Word], rest: list[_Word], words: _Vocabulary) -> bool:
    if not rest or rest[0].text == "the" or rest[0].text in words["first_heads"]:
        return True
    if (piece[-1].bare, rest[0].bare) in _ONE_NAME or piece[0].text in ("Department", "Ministry"):
        return False
    has_head = any(word.bare in words["heads"] for word in piece[1:])
    # "the CSP and Dover District Council" · "Police and Medway Council"
    is_acronym = piece[-1].bare.isupper() and len(piece[-1].bare) > 1
    is_new = is_acronym or piece[-1].bare in words["strong"]
    is_new = is_new or (len(piece) > 1 and not _ends_in_place(piece))
    right = any(word.bare in words["heads"] for word in rest)
    return right and (has_head or (is_new and _place_at(rest, 0) > 0))


def _ends_here(piece: list[_Word], word: _Word, rest: list[_Word], words: _Vocabulary) -> bool:
    """Whether a name ends with this word: a possessive, or a strong head that another follows."""
    if not rest or not piece:
        return False
    if _POSSESSIVE.search(word.text) and rest[0].text != "Office":
        is_acronym = word.bare.isupper() and len(word.bare) > 1
        return is_acronym or (word.bare in words["heads"] and len(piece) > 1)
    if word.bare not in words["strong"] or len(piece) < 2 or rest[0].is_small:
        return False
    # "Kent Police Harbour Homes" but "Kent Police Rural Crime Team"
    heads = [w.bare for w in rest if w.bare in words["heads"]]
    is_other = rest[0].bare not in words["after_strong"] and rest[0].bare not in words["heads"]
    return is_other and bool(heads) and heads[-1] in words["independent"]


def _begins(piece: list[_Word], run: list[_Word], index: int, words: _Vocabulary) -> bool:
    """Whether the name of a place begins another name: "Youth Offending Service Kent Police"."""
    if _place_at(run, index) == 0 or piece[-1].text in _BEFORE_PLACE:
        return False
    right = any(word.bare in words["heads"] for word in run[index + 1 :])
    return right and any(word.bare in words["heads"] for word in piece)


def _trimmed(piece: list[_Word], words: _Vocabulary) -> list[_Word]:
    """Without small words and the first words of a sentence before the name."""
    while piece and (
        piece[0].is_small or len(piece[0].text) == 1 or piece[0].text in words["starts"]
    ):
        if piece[0].text == "Local" and piece[1:2] and piece[1].text == "Government":
            break
        piece = piece[1:]
    # "Ash Academy and Elm High School", broken before its second word
    is_broken = len(piece) > 2 and piece[0].bare in words["heads"] and piece[1].text in ("and", "&")
    if is_broken and (piece[0].bare, piece[2].bare) not in _ONE_NAME:
        return _trimmed(piece[2:], words)
    return piece


def _name(piece: list[_Word], words: _Vocabulary) -> list[_Word]:
    """The name that a piece holds: up to its last head, and what "of" or "for" adds to it."""
    if not piece:
        return []
    if piece[0].text in words["first_heads"]:
        return piece if len(piece) > 1 else []
    heads = _heads(piece, words)
    if not heads:
        return []
    last = heads[-1]
    tail = piece[last + 1 :]
    is_led = last == 0 and piece[0].bare in words["with_of"] | words["with_for"]
    if len(tail) > 1 and tail[0].text in ("of", "for"):
        name = piece
    else:
        name = piece[: last + 1] if not is_led else []
    if len(name) < 2 or (name[0].bare in words["weak"] and last == 0):
        return []
    return _from_place(name) if name[last].bare in words["strong"] else name


def _heads(piece: list[_Word], words: _Vocabulary) -> list[int]:
    """Where heads stand: a doubled one, and that of a plan or of awards, are none."""
    following = [*(word.bare for word in piece[1:]), ""]
    return [
        index
        for index, word in enumerate(piece)
        if word.bare in words["heads"]
        and following[index] not in words["with_head"]
        and not (index and word.bare == piece[index - 1].bare)
    ]


def _from_place(name: list[_Word]) -> list[_Word]:
    """A council or a police force begins with its place: not with a person's name before it."""
    if name[-1].bare == "Trust" or _place_at(name, 0):
        return name
    for index in range(1, len(name) - 1):
        if _place_at(name, index) and name[index - 1].text not in _BEFORE_PLACE:
            return name[index:]
    return name


def _ends_in_place(words: list[_Word]) -> bool:
    return any(_place_at(words, i) == len(words) - i for i in range(len(words)))


def _place_at(words: list[_Word], index: int) -> int:
    """How many words from an index on are the name of a place of England and Wales."""
    for name in _first_words_of_places().get(words[index].text, ()):
        if tuple(word.text for word in words[index : index + len(name)]) == name:
            return len(name)
    return 0
