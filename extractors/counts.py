"""Rules for numbers that count or state a level: of a noun after them, or of a subject before."""

from extractors.changes import carried, moved_thing, resolve
from extractors.lexicon import CHANGES, DETERMINERS, MOVES, STRUCTURAL
from extractors.measures import is_general, is_plural, is_verb, predicate_end
from extractors.numerals import Line, Reading
from schemas.statistics import Unit

# "X was 27.4%" · "X stood at 612" · "X came to 246 offences" · "X: 182" · "X – 65%"
_STATES = frozenset(
    "was were is are at to reached reaching totalled totalling totaled numbered numbering "
    "of equals equalled = : - – — averaged averaging hit recorded".split()
)
_BACKWARD = frozenset("the these those both all our its their his her".split())
_DOING = frozenset(
    "delivered deliver delivering held hold holding ran run running made making issued issue issuing "
    "trained training provided providing organised organising conducted conducting completed "
    "completing supported supporting visited visiting installed installing arrested arresting seized "
    "seizing engaged engaging attended attending received receiving reached reaching recorded "
    "recording identified executed served obtained secured closed distributed fitted referred "
    "carried given gave hosted launched dealt heard discussed detected took included include "
    "including resulted resulting produced ".split()
)


# "from 527 to 404 offences" · "fell to 31 from 44" · "69 to 67 serious casualties"
def pair(line: Line, k: int) -> Reading | None:
    """A number that something rose or fell from or to."""
    before = _moved_from(line, k)
    if before is None:
        return None
    lead = line.lead(k)
    measure = _of_pair(line, k, lead)
    if not measure:
        return None
    number = line.numbers[k]
    return Reading(
        number.value,
        _level_unit(line, k, measure),
        measure,
        "statistics.from_to",
        0.92,
        breakdown="before" if before else None,
        qualifier=number.qualifier,
        is_before=before,
    )


def _moved_from(line: Line, k: int) -> bool | None:
    """True for the base of a movement, False for where it went, None for no movement."""
    if line.numbers[k].kind in ("ordinal", "multiple", "one_word"):
        return None
    before, lead = line.word(line.lead(k) - 1), line.lead(k)
    last = line.readings.get(k - 1)
    if before == "from":
        goes_on = (
            k + 1 < len(line.numbers)
            and line.word(line.lead(k + 1) - 1) == "to"
            and line.lead(k + 1) - line.at[k] < 12
        )
        came = last is not None and (
            line.word(lead - 2) in ("up", "down", ",") or not last.is_before
        )
        return True if goes_on or came else None
    if before == "to":
        if last is not None and (last.is_before or last.unit.endswith("change")):
            return False
        verb = line.move(line.clause_start(lead), lead)
        return False if verb is not None and lead - verb < 9 else None
    if _descends(line, k):
        return True
    if (
        last is not None
        and last.is_before
        and last.method == "statistics.from_to"
        and line.word(lead - 1) == "to"
    ):
        return False
    return None


def _descends(line: Line, k: int) -> bool:
    """Whether it is the first of "69 to 67 serious casualties"."""
    if (
        k + 1 >= len(line.numbers)
        or line.at[k + 1] - line.at[k] != 2
        or line.word(line.at[k] + 1) != "to"
    ):
        return False
    return line.numbers[k].kind == line.numbers[k + 1].kind


def _of_pair(line: Line, k: int, lead: int) -> str:
    last = line.readings.get(k - 1)
    if last is not None and (
        last.is_before or last.unit.endswith("change") or line.word(lead - 1) == "from"
    ):
        own = line.phrase(line.at[k] + 1)
        return last.measure if not own or is_general(own) or last.is_before else last.measure
    if line.in_brackets(k):
        return carried(line, k)
    verb = line.move(line.clause_start(lead), lead)
    own = _after_pair(line, k)
    if verb is not None:
        words = _of_move(line, k, verb, lead)
    elif line.word(lead - 1) in ("from", "to"):
        words = line.subject(lead - 1)
        words = resolve(line, k, words) if words else own
    else:
        words = own
    if own and words and is_general(own) and own.split()[-1] not in words.split():
        return f"{words} {own}"
    return words or own or carried(line, k)


def _of_move(line: Line, k: int, verb: int, lead: int) -> str:
    if line.word(verb) in CHANGES and line.word(verb + 1) in ("in", "of"):
        return line.phrase(verb + 2)
    return moved_thing(line, k, verb, lead)


def _after_pair(line: Line, k: int) -> str:
    """The noun after the second number of a pair, or after the first."""
    own = line.phrase(line.at[k] + 1)
    if not own and k + 1 < len(line.numbers):
        own = line.phrase(line.at[k + 1] + 1)
    return own


def _level_unit(line: Line, k: int, measure: str) -> Unit:
    kind = line.numbers[k].kind
    if kind in ("percent", "fraction"):
        return "percent"
    if "per 1,000" in measure or "per 1000" in measure:
        return "rate_per_1000"
    return "percentage_point_change" if kind == "percentage_points" else "count"


# "688 compared to 602 investigations" · "against 40%" · "than 74 in the year before"
def compared(line: Line, k: int) -> Reading | None:
    """A number that the one before is compared with."""
    number, last = line.numbers[k], line.readings.get(k - 1)
    if last is None or number.kind not in ("number", "percent") or number.signed:
        return None
    lead = line.lead(k)
    before, earlier = line.word(lead - 1), line.word(lead - 2)
    is_base = before in ("against", "than", "versus", "vs") or (
        before in ("to", "with") and earlier in ("compared", "comparison")
    )
    unit: Unit = "count" if number.kind == "number" else "percent"
    if not is_base or last.unit not in (
        unit,
        "absolute_change",
        "percentage_change",
        "percentage_point_change",
    ):
        return None
    own = line.phrase(line.at[k] + 1) if number.kind == "number" else ""
    measure = own if own and has_plural(own) and not is_general(own) else last.measure
    return Reading(
        number.value,
        unit,
        measure,
        "statistics.compared",
        0.88,
        qualifier=number.qualifier,
        is_before=True,
    )


# "302 Safe and Well visits" · "34 professionals attended" · "a total of 117 educational inputs"
def count_of_noun(line: Line, k: int) -> Reading | None:
    """A number with the noun it counts after it."""
    number = line.numbers[k]
    if number.kind != "number" or number.signed:
        return None
    words = counted(line, k)
    if not words or _is_structural(words, line, k) or _points_back(line, k):
        return None
    if number.is_word and number.value <= 12 and not _tells(line, k, words):
        return None
    measure = resolve(line, k, words) if is_general(words) else words
    sure = 0.9 if not number.is_word and number.value > 12 else 0.75
    unit: Unit = "count"
    if words.split()[0].lower() in ("hours", "hrs"):
        unit = "hours"
    return Reading(
        number.value,
        unit,
        measure,
        "statistics.count_of_noun",
        sure,
        qualifier=number.qualifier,
        context=_said(line, k),
    )


def counted(line: Line, k: int) -> str:
    """The noun phrase after a number, or that after the next where it is shared."""
    start = line.at[k] + 1
    words = line.phrase(start)
    if words and (has_plural(words) or line.numbers[k].value == 1):
        return words
    if words and k + 1 < len(line.numbers) and _shares_noun(line, k, words):
        further = counted(line, k + 1)
        noun = further.split()[-1] if further else ""
        return f"{words} {noun}".strip() if noun else ""
    return ""


def _shares_noun(line: Line, k: int, words: str) -> bool:
    """Whether "7 fatal" of "7 fatal, 58 serious and 231 slight casualties" lacks its noun."""
    gap = line.words(line.at[k] + 1, line.at[k + 1]).replace(",", "").split()
    return len(words.split()) <= 2 and [w for w in gap if w not in ("and", "or")] == words.split()


def has_plural(words: str) -> bool:
    """Whether a phrase counts several."""
    return any(is_plural(word) for word in words.replace("/", " ").split())


def _is_structural(words: str, line: Line, k: int) -> bool:
    """How many priorities, groups or bodies there are is no statistic."""
    head = (
        words.split(" of ")[0].split(" for ")[0].split(" to ")[0].split(" with ")[0].lower().split()
    )
    plurals = [word for word in head if is_plural(word)] or head[-1:]
    return plurals[-1] in STRUCTURAL or (head[0] in STRUCTURAL and len(head) == 1)


def _points_back(line: Line, k: int) -> bool:
    """Whether "the two districts" points back to what was named before."""
    number, before = line.numbers[k], line.word(line.at[k] - 1)
    if before in (
        "these",
        "those",
        "both",
        "which",
        "following",
        "top",
        "first",
        "last",
        "next",
        "past",
        "previous",
        "other",
    ):
        return True
    return number.value <= 12 and before in _BACKWARD and line.word(line.at[k] - 2) not in ("of",)


def _tells(line: Line, k: int, words: str) -> bool:
    """Whether a small number in words is told for its own sake: held, delivered, attended."""
    end = line.at[k] + 1 + len(words.split())
    following = [line.word(i) for i in range(end, end + 3)]
    done = any(w in ("were", "was", "have", "has", "had") for w in following[:2])
    before = {line.word(i) for i in range(max(0, line.lead(k) - 3), line.lead(k))}
    return done or bool(before & _DOING)


def _said(line: Line, k: int) -> str:
    """The rest of the clause after a number: it may say of what crime the count is."""
    stop = line.at[k + 1] if k + 1 < len(line.at) else len(line.tokens)
    end = line.at[k] + 1
    while end < stop and line.word(end) not in (";", "(", ".", ","):
        end += 1
    return line.words(line.at[k] + 1, end)


# "of which 71% were racially motivated" · "14 were children" · "17 of them on school premises"
def part(line: Line, k: int) -> Reading | None:
    """A number of those that were counted just before."""
    number = line.numbers[k]
    if (
        number.kind not in ("number", "percent", "fraction")
        or number.signed
        or number.high is not None
    ):
        return None
    after = line.at[k] + 1
    start = after
    led = line.word(line.lead(k) - 1) in ("which", "whom", "these", "them", "those") and line.word(
        line.lead(k) - 2
    ) in ("of", "with")
    if line.word(after) == "of" and line.word(after + 1) in (
        "which",
        "whom",
        "them",
        "these",
        "those",
    ):
        led, start = True, after + 2
    if not led and not _begins_predicate(line, start):
        return None
    whole = _whole(line, k)
    if not whole and number.kind == "number":
        return None
    if line.kind(start) == "word" and line.word(start) not in ("of",):
        said = line.words(start, predicate_end(line.tokens, start))
    else:
        said = ""
    measure = " ".join(filter(None, (whole, _without_be(said))))
    unit: Unit = "count" if number.kind == "number" else "percent"
    if number.is_word and number.value <= 3 and unit == "count" and not led:
        return None
    return Reading(
        number.value,
        unit,
        measure,
        "statistics.part_of",
        0.9 if led else 0.8,
        breakdown=said or None,
        qualifier=number.qualifier,
        context=whole,
    )


def _begins_predicate(line: Line, at: int) -> bool:
    token = line.tokens[at] if at < len(line.tokens) else None
    if token is None or not token.is_word:
        return False
    following = line.tokens[at + 1] if at + 1 < len(line.tokens) else None
    if (
        is_verb(token, after_head=True)
        and following is not None
        and (token.lower.endswith("ed") or token.lower.endswith("ing"))
    ):
        return not is_plural(following.text) and following.is_word
    return is_verb(token, after_head=False)


def _whole(line: Line, k: int) -> str:
    last = line.readings.get(k - 1)
    if (
        last is not None
        and line.text[line.numbers[k - 1].end : line.numbers[k].start].count(".") == 0
    ):
        return last.measure
    return line.topic


def _without_be(words: str) -> str:
    parts = words.split()
    while parts and parts[0].lower() in (
        "were",
        "was",
        "are",
        "is",
        "have",
        "has",
        "had",
        "been",
        "being",
    ):
        parts = parts[1:]
    return " ".join(parts[:8])


# "Hate crime came to 246 offences" · "Robbery: 182" · "(402 episodes)" · "X (199)"
def level(line: Line, k: int) -> Reading | None:
    """A number that its subject or label before it reached."""
    number = line.numbers[k]
    if number.kind not in ("number", "percent", "fraction") or number.signed:
        return None
    lead, after = line.lead(k), line.at[k] + 1
    own = counted(line, k) if number.kind == "number" else ""
    if own and not is_general(own):
        return None
    if (
        number.kind == "number"
        and not own
        and line.kind(after) == "word"
        and not _may_end(line, after)
    ):
        return None
    words = _subject_of_level(line, k, lead)
    if not words:
        return None
    if own and own.split()[-1].lower() not in words.lower().split():
        words = f"{words} {own}"
    unit: Unit = "count" if number.kind == "number" else "percent"
    sure = 0.92 if line.word(lead - 1) in _STATES else 0.75
    return Reading(number.value, unit, words, "statistics.level", sure, qualifier=number.qualifier)


def _may_end(line: Line, at: int) -> bool:
    return line.word(at) in (
        "in",
        "and",
        "with",
        "or",
        "but",
        "compared",
        "against",
        "for",
        "at",
        "on",
        "from",
        "since",
        "across",
        "during",
        "within",
        "while",
        "whilst",
        "by",
        "over",
        "nationally",
        "between",
        "total",
        "as",
        "per",
        "respectively",
        "overall",
        "last",
        "this",
        "although",
        "following",
        "locally",
    )


def _subject_of_level(line: Line, k: int, lead: int) -> str:
    before = line.word(lead - 1)
    if before in ("(", "["):
        return _before_bracket(line, k, lead)
    if before in _STATES:
        verb = lead - 1
        while verb > 0 and line.word(verb - 1) in _STATES | {
            "stands",
            "stood",
            "stand",
            "remained",
            "remains",
            "now",
            "came",
            "comes",
            "amounted",
            "equating",
            "equates",
            "standing",
            "stable",
        }:
            verb -= 1
        words = line.subject(verb)
        if before in (":", "-", "–", "—", "="):
            words = _label(line, verb)
        return resolve(line, k, words) if words or before not in ("of", "to", "at") else ""
    if line.at[k] + 1 >= len(line.tokens) or line.word(line.at[k] + 1) in (".", ";", ")", "/", ","):
        return _label(line, lead) if _is_label(line, lead) else ""
    return ""


def _label(line: Line, end: int) -> str:
    """The words before a colon or dash, without what their brackets say."""
    start = line.clause_start(end)
    if line.word(end - 1) == ")":
        opened = next((i for i in range(end - 1, -1, -1) if line.word(i) == "("), end)
        end, start = opened, line.clause_start(opened)
    return resolve(line, 0, line.words(start, end)) if end > start else ""


def _is_label(line: Line, end: int) -> bool:
    """Whether a short line ends in its number: "Confidence in local policing 65%"."""
    start = line.clause_start(end)
    return (
        0 < end - start <= 20
        and line.word(end - 1) not in DETERMINERS
        and line.word(end - 1) not in MOVES
    )


def _before_bracket(line: Line, k: int, lead: int) -> str:
    last = line.readings.get(k - 1)
    between = line.words(line.at[k - 1] + 1, lead - 1) if k else ""
    if last is not None and len(between.split()) <= 4:
        return last.measure
    own = line.subject(lead - 1)
    return resolve(line, k, own) if own else ""
