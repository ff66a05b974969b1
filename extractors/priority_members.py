"""Takes a list of priorities that a sentence tells apart into its members."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from extractors.priority_forms import LEAD, Form, form_of, is_begun
from extractors.themes import themes_of

Span = tuple[int, int]

_LONGEST = 18  # words of a priority within a sentence
_FEW = range(2, 13)  # how many priorities a list has

# What goes on after a list: ", which are reviewed", " – each has a lead", ", and will report"
_ASIDE = r""",?\s+(?:which|whilst|while|whereas|although|though|but|because|since|so\s+that
        |in\s+order\s+to|rather\s+than|instead\s+of|each\s+of\s+which|all\s+of\s+which|whose)\b"""
_BEHIND = re.compile(
    rf"""{_ASIDE}|,?\s+(?:and|while)\s+those\b
      |,\s+(?:with|each|as|where|and\s+(?:it|they|we|these|this|that|each|all|both|has|have|had|is
        |are|was|were|will|would|agreed|asked|the\s+(?:board|partnership|CSP|plan|group|list)\b
        |to\s+(?:add|keep|retain|report|review)
        |(?:add|keep|drop|retain|introduce|remove)(?:e?s|p?ed)?\s+(?:an?|one|another|the)\b))\b
      |(?<!\bwho)(?<!\bthat)(?<!\bwhich)(?<!\bthey)(?<!\bwe)
       (?P<finite>\s+)(?:were|was|are|is|remain|have|has|had|will|would|should)\s
      |\s+[–—-]\s+(?=\w)
      |\s*\)\s*(?=[.,;]|$)(?<!\)\))""",
    re.IGNORECASE | re.VERBOSE,
)
_WITHIN = re.compile(_ASIDE, re.IGNORECASE | re.VERBOSE)
# "…; all are reviewed each year": a remark on the list
# "four tests: less violence, …" · "three matters – fraud, …": the list begins behind the mark
_OPENED = re.compile(r"[^,;:.()]{3,60}?(?::|\s[–—-])\s+(?=[^,;]*[,;])")
_REMARK = re.compile(
    r"[;.]\s+(?:all|it|they|we|these|each|others?|the\s+(?:same|others?|board|partnership))\b",
    re.IGNORECASE,
)
# " for 2022/23", " over the next three years": when, not what
_WHEN = re.compile(
    r""",?\s+(?:for|in|during|over|from|until|to|by|throughout|into)\s+
    (?:(?:the\s+)?(?:period|year|financial\s+year)\s+)?
    (?:(?:the\s+)?(?:next|coming|forthcoming|following|current|present|remaining)\s+
       (?:\w+\s+){0,2}?(?:years?|months)
      |(?:this|next|the)\s+(?:financial\s+)?year|(?:19|20)\d\d\S*(?:\s+(?:to|and|[–-])\s+\d\S*)?)
    (?:\s+(?:onwards|and\s+beyond))?\s*$""",
    re.IGNORECASE | re.VERBOSE,
)
_NUMBERED = re.compile(r"(?:^|[,;]?\s)(?:and\s+)?\(?(?:\d{1,2}|[a-h]|i{1,3}|iv|v|vi)\)\s*")
_JOINED = re.compile(r"\s*(?:and|or|but)\b", re.IGNORECASE)
_SEMICOLON = re.compile(r"\s*[;•]\s*(?:(?:and|plus|as\s+well\s+as)\s+)?", re.IGNORECASE)
# "on theft, on fraud", "to cut crime, to help victims"
_OPENER = re.compile(r"\b(?P<word>on|to|for|against|at|with|in|by)\s+", re.IGNORECASE)
_COMMA = re.compile(r"\s*,(?!\d)\s*")
_AND = re.compile(
    r"\s+(?:and|plus|as\s+well\s+as|together\s+with|along\s+with|and\s+also|then)\s+", re.IGNORECASE
)
_COMMA_AND = re.compile(rf"\s*,(?:{_AND.pattern}|\s+followed\s+by\s+)", re.IGNORECASE)
_BRACKETS = re.compile(r"\([^()]*\)")

# Two words for one thing
_PAIRS = re.compile(
    r"""\b(?:drugs?\s+and\s+alcohol|alcohol\s+and\s+(?:drugs?|substance)|women\s+and\s+girls
    |men\s+and\s+boys|girls\s+and\s+women|children\s+and\s+(?:young|vulnerable|families|adults)
    |young\s+people\s+and\s+(?:children|vulnerable)|adults\s+and\s+children
    |crime\s+and\s+(?:disorder|anti-social|antisocial|ASB|re-?offending|fear)
    |health\s+and\s+well-?being|victims\s+and\s+(?:witnesses|survivors)|killed\s+and\s+seriously
    |towns?\s+and\s+cit|gangs?\s+and\s+(?:youth|county)|trust\s+and\s+confidence
    |safe\s+and\s+(?:secure|well|sound|healthy|strong|resilient|confident)|abuse\s+and\s+neglect|slavery\s+and\s+(?:human\s+)?trafficking
    |hatred\s+and|residents\s+and|police\s+and\s+crime|fire\s+and\s+rescue)""",
    re.IGNORECASE | re.VERBOSE,
)
# A word that only says of what kind the next noun is: "violent and sexual crime"
_ATTRIBUTE = re.compile(
    r"(?:\w+(?:al|ic|ent|ious|ous|ed|ive|ble|ish)|drug|knife|gun|youth|hate|rural|urban|gang|road"
    r"|vehicle|retail|business|cyber|street|fire|young|older|adult|child|safer?|night|day|public"
    r"|shop|domestic|stronger|healthier|cleaner)$",
    re.IGNORECASE,
)
_RELATED = re.compile(r"\w+(?:\s|-)(?:related|fuelled|driven|enabled|induced)\b", re.I)
# No priority begins so or holds this
_NO_MEMBER = re.compile(
    r"^(?:was|were|is|are|has|have|had|been|be|we|it|its|they|there|this|these"
    r"|those(?! who)|will|would|not|no|as|by|in|at|for|from|if|when|where"
    r"|who|that|which|only|some|other|others|more\s+than)\b"
    r"|^(?:agreed|reviewed|set|informed|identified|delivered|aligned|linked|monitored|owned|led|shared"
    r"|based|broad|clear|flexible|consistent|similar|relevant|subject|part|likely|available|due|able"
    r"|important|realistic|achievable|measurable|ambitious|about|said|described|shown|listed|outlined"
    r"|detailed|summarised|reported|discussed|considered|approved|kept|met|being\s+\w+ed|also|still|now|then"
    r"|under|outside|on|of|with|met|such|evidence|data|national|rated|scored|ranked|up|down)\b"
    r"|[£%]|\d{3}|\b(?:below|above|overleaf|appendix|section|page|table|strateg(?:y|ies)|polic(?:y|ies)"
    r"|protocols?|action plans?|officers?|coordinator|sub-?groups?|forums?|board)\b",
    re.IGNORECASE,
)


def members_of(
    text: str, start: int, end: int, count: int | None = None, *, is_sure: bool = False
) -> list[Span]:
    """Spans of the priorities that text[start:end] lists; none where it is no such list.

    A list has themes, or things to do, or as many members as `count`, the words before it, say.
    `is_sure`: those words call it priorities, so that one of three such members is enough.
    """
    if _JOINED.match(text, start):
        return []  # "what their priorities are and how …"
    spans = [s for s in _apart(text, start, end) if s[0] < s[1]]
    if len(spans) not in _FEW or any(not is_member(text[a:b]) for a, b in spans):
        return []
    words = [text[a:b] for a, b in spans]
    enough = len(spans) == count or (is_sure and len(spans) > 2 and any(map(_tells, words)))
    return spans if enough or are_priorities(words) else []


def are_priorities(members: Sequence[str]) -> bool:
    """Whether most members name a theme, or all tell what to do or hope for."""
    named = [words for words in members if themes_of(words)]
    hoped = [words for words in members if _HOPED_FOR.search(words)]
    return 2 * len(named) >= len(members) or (all(map(_tells, members)) and bool(named or hoped))


def of_one_make(text: str, spans: Sequence[Span]) -> int:
    """How many of the members are of the make that most of them have."""
    forms = Counter(_family(form_of(text[slice(*span)])) for span in spans)
    return max(forms.values(), default=0)


def is_plain(text: str, spans: Sequence[Span], *, is_led: bool = False) -> bool:
    """Whether the members are of one make, all or three in four, and tell what to hope for.

    `is_led`: they stand behind a colon, so that one of them may tell nothing.
    """
    words = [text[slice(*span)] for span in spans]
    telling = [bool(themes_of(one) or _HOPED_FOR.search(one)) for one in words]
    is_even = 4 * of_one_make(text, spans) >= 3 * len(spans) and len(spans) > 2
    return (
        is_even
        and sum(map(_tells, words)) >= len(words) - is_led
        and 2 * sum(telling) >= len(spans)
    )


def _family(form: Form) -> str:
    return "noun" if form == "state" else form


def is_member(words: str) -> bool:
    """Whether words can be a priority by their make."""
    return 0 < len(words.split()) <= _LONGEST and not _NO_MEMBER.search(words)


def one_member(text: str, start: int, end: int) -> Span | None:
    """The single priority that text[start:end] begins with, if it names a theme."""
    span = _trimmed(text, start, _end_of_list(text, start, end))
    words = text[slice(*span)]
    return span if is_member(words) and themes_of(words) else None


def _end_of_list(text: str, start: int, end: int) -> int:
    """Where the list ends: before what goes on after it, and before when it is for."""
    first = re.split(r"[,;]", text[start:end], maxsplit=1)[0]
    tells_states = form_of(first) == "state"
    for behind in _BEHIND.finditer(text, start, end):
        # the verbs of "people feel safe, harm is prevented" are no end of it
        if not (tells_states and behind["finite"]):
            end = behind.start()
            break
    when = _WHEN.search(text, start, end)
    return when.start() if when else end


# "a local and responsive service" · "a fair justice system" · "safer places"
_HOPED_FOR = re.compile(
    r"\b(?:safer|saf(?:e|ety)|better|fewer|less|stronger|healthier|cleaner|fairer|more|effective"
    r"|responsive|resilien\w+|trust\w*|confiden\w+|justice|victims?|partnerships?|value\s+for\s+money|communit\w+|harm|crime|policing"
    r"|visib\w+|offend\w*|town\s+centres?|high\s+streets?|streets|roads|homes|prevention|protection|vulnerab\w+|support\w*)\b",
    re.IGNORECASE,
)


def _tells(words: str) -> bool:
    return bool(themes_of(words) or _HOPED_FOR.search(words)) or form_of(words) != "noun"


def _apart(text: str, start: int, end: int) -> list[Span]:
    """Members apart by number, by `;`, by a word that each begins with, or by commas and *and*."""
    if opened := _OPENED.match(text, start, end):
        start = opened.end()
    remark = _REMARK.search(text, start, end)
    end = remark.start() if remark else end
    listed = text[:start] + _BRACKETS.sub(lambda m: "_" * len(m.group()), text[start:end])
    for mark, least in ((_NUMBERED, 2), (_SEMICOLON, 1)):
        pieces = list(_between(mark, listed, start, end))
        if pieces and len(list(mark.finditer(listed, start))) >= least:
            *firsts, last = pieces
            ends = [*(_end_within(text, a, b) for a, b in firsts), _end_of_list(text, *last)]
            begins = [a for a, _ in (*firsts, last)]
            return [_trimmed(text, a, b) for a, b in zip(begins, ends, strict=True)]
    end = _end_of_list(text, start, end)
    listed = listed[:end]
    spans = (
        _by_opener(listed, start, end)
        or _single_words(listed, start, end)
        or _by_commas(listed, start, end)
    )
    return [_trimmed(text, a, b) for a, b in spans]


def _end_within(text: str, start: int, end: int) -> int:
    aside = _WITHIN.search(text, start, end)
    return aside.start() if aside else end


def _by_opener(text: str, start: int, end: int) -> list[Span]:
    """Apart where the word that leads to the list is said again: "on theft, on fraud and on drugs".

    The word may stand before `start`. Said once more only, it parts two without commas.
    """
    opener = _OPENER.search(text, max(0, start - 12), end)
    while opener and opener.end() < start:
        opener = _OPENER.search(text, opener.end(), end)
    if opener is None or opener.start() > start:
        return []
    again = re.compile(rf"(?:\s*,(?:\s+and)?|\s+and)\s+{opener['word']}\s+", re.IGNORECASE)
    marks = list(again.finditer(text, start, end))
    if not marks or (len(marks) == 1 and "," in text[start : marks[0].start()]):
        return []
    return list(_split_at(marks, start, end))


# "Prevent, Support, Protect and Build"
_SINGLE_WORDS = re.compile(r"\s*[\w-]+(?:,\s+[\w-]+)+,?\s+and\s+[\w-]+[\s.]*")


def _single_words(text: str, start: int, end: int) -> list[Span]:
    """Apart by commas and *and* where each is of one word, whatever its make."""
    if not _SINGLE_WORDS.fullmatch(text, start, end):
        return []
    return list(_between(re.compile(r",?\s+and\s+|,\s+"), text, start, end))


def _between(mark: re.Pattern[str], text: str, start: int, end: int) -> Iterator[Span]:
    begin = start
    for stop in mark.finditer(text, start, end):
        if stop.start() > begin:
            yield begin, stop.start()
        begin = stop.end()
    if begin < end:
        yield begin, end


def _by_commas(text: str, start: int, end: int) -> list[Span]:
    """Apart by commas; `, and` begins the last member, or else its *and* is looked for."""
    *_, last = (None, *_COMMA_AND.finditer(text, start, end))
    if last is not None:
        before = _whole(text, list(_between(_COMMA, text, start, last.start())))
        begin = last.end()
        if form_of(text[begin:end]) == "noun" and len(before) > 1 and _all_verbs(text, before):
            return _last_apart(text, [*before[:-1], (before[-1][0], end)])
        return [*before, (begin, end)]
    return _last_apart(text, _whole(text, list(_between(_COMMA, text, start, end))))


def _all_verbs(text: str, spans: Sequence[Span]) -> bool:
    return all(form_of(text[slice(*span)]) != "noun" for span in spans)


def _whole(text: str, spans: list[Span]) -> list[Span]:
    """Without commas inside a member: of members with verbs, what has none goes on with the last.

    "reducing violence, theft and robbery, tackling abuse" is two.
    """
    spans = _with_what_waits(text, spans)
    verbs = [span for span in spans if form_of(text[slice(*span)]) in ("verb", "gerund")]
    if len(verbs) < 2:
        return spans
    joined: list[Span] = []
    for span in spans:
        goes_on = joined and joined[-1][0] >= verbs[0][0]
        if goes_on and span not in verbs and not _STARTS.match(text[slice(*span)].lstrip()):
            joined[-1] = (joined[-1][0], span[1])
        else:
            joined.append(span)
    return joined


# "a safer county", "better roads": what begins so is no object of the verb before
_STARTS = re.compile(r"(?:an?|safer|better|stronger|fewer|more|less|healthier|cleaner)\s", re.I)


def _with_what_waits(text: str, spans: list[Span]) -> list[Span]:
    """Without a comma behind a verb or adjective alone: "engaging, helping and serving people"."""
    waits = [_waits(text[slice(*span)]) for span in spans]
    if all(waits) or all(len(text[slice(*span)].split()) == 1 for span in spans):
        return spans
    joined: list[Span] = []
    for at, span in enumerate(spans):
        if at and waits[at - 1]:
            joined[-1] = (joined[-1][0], span[1])
        else:
            joined.append(span)
    return joined


def _waits(words: str) -> bool:
    is_one = len(words.split()) == 1
    return is_begun(words) or (
        is_one and bool(_ATTRIBUTE.search(words.strip())) and not themes_of(words)
    )


def _last_apart(text: str, spans: list[Span]) -> list[Span]:
    """The last member apart at the *and* that joins it to the one before."""
    if not spans:
        return []
    start, end = spans[-1]
    has_verbs = any(form_of(text[slice(*span)]) != "noun" for span in spans)
    marks = _joining(text, spans, has_verbs)
    if not marks:
        return spans
    if len(marks) > 1 and len(spans) == 1 and not has_verbs:
        return [*_split_at(marks, start, end)]
    mark = marks[0] if len(marks) == 1 or has_verbs else _parting(text, start, end, marks)
    return [*spans[:-1], (start, mark.start()), (mark.end(), end)]


def _joining(text: str, spans: Sequence[Span], has_verbs: bool) -> list[re.Match[str]]:
    """The *and*s of the last span that may stand before the last member."""
    start, end = spans[-1]
    all_ = list(_AND.finditer(text, start, end))
    marks = [mark for mark in all_ if _joins_members(text, start, end, mark)]
    if not marks and len(spans) > 1 and not has_verbs:
        # a list with commas has its *and*, whatever it is of: "People, Places and Offenders"
        marks = [mark for mark in all_ if _is_loose(text, start, mark)]
    if not has_verbs:
        return marks
    form = form_of(text[start:end])
    same = [mark for mark in marks if form_of(text[mark.end() : end]) == form != "noun"]
    # "tackle abuse, burglary and theft": one verb for all
    return same or (marks if form == "noun" or len(spans) == 1 else [])


def _split_at(marks: Sequence[re.Match[str]], start: int, end: int) -> Iterator[Span]:
    begins = [start, *(m.end() for m in marks)]
    ends = [*(m.start() for m in marks), end]
    return zip(begins, ends, strict=True)


def _parting(text: str, start: int, end: int, marks: Sequence[re.Match[str]]) -> re.Match[str]:
    """Of several, the first *and* whose sides tell of different things."""
    for mark in marks:
        left, right = themes_of(text[start : mark.start()]), themes_of(text[mark.end() : end])
        if left and right and not set(left) & set(right):
            return mark
    return marks[-1]


def _joins_members(text: str, start: int, end: int, mark: re.Match[str]) -> bool:
    """Whether an *and* stands between two priorities, not within one."""
    left, right = text[start : mark.start()], text[mark.end() : end]
    if _is_pair(text, start, mark):
        return False
    is_one_word = len(left.split()) == 1
    if is_one_word and (
        _ATTRIBUTE.search(left.strip()) or _RELATED.match(right) or form_of(left) != "noun"
    ):
        return False
    if is_one_word and not themes_of(left):
        return False
    return bool(themes_of(right)) or form_of(right) != "noun" or len(right.split()) > 1


def _is_loose(text: str, start: int, mark: re.Match[str]) -> bool:
    return not _is_pair(text, start, mark) and not _ATTRIBUTE.search(text[start : mark.start()])


def _is_pair(text: str, start: int, mark: re.Match[str]) -> bool:
    """Whether an *and* stands between two words for one thing."""
    begin = max(start, mark.start() - 15)
    pairs = _PAIRS.finditer(text[begin : mark.end() + 15])
    return any(pair.start() <= mark.start() - begin < pair.end() for pair in pairs)


def _trimmed(text: str, start: int, end: int) -> Span:
    lead = LEAD.match(text, start, end)
    start = lead.end() if lead else start
    and_ = re.match(r"(?:and|plus)\s+", text[start:end], re.IGNORECASE)
    start += and_.end() if and_ else 0
    when = _WHEN.search(text, start, end)
    words = text[start : when.start() if when else end].rstrip(" .:;,*‘’“”\"'–—-\n")
    if words.count(")") > words.count("("):
        words = words.rstrip(") ")
    return start, start + len(words)
