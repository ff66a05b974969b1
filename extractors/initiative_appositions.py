"""Names that the words behind them explain to be a project's."""

import re
from collections.abc import Iterator

from extractors.geography import find_places
from extractors.initiative_names import Name, without_opening
from extractors.initiative_vocabulary import NAME, vocabulary
from extractors.lexicon import ADVERBS, CONJUNCTIONS, DETERMINERS, PREPOSITIONS, PRONOUNS
from extractors.organisations import find_organisations

_KIND = (
    r"(?:course|programme|project|scheme|campaign|initiative|service|operation|run|pilot|event"
    r"|sessions?|workshops?|play|group\s+work|intervention|series|package|pack|toolkit|app|club"
    r"|caf[eé]|helpline|mentoring|film|exhibition|resource|drop-in|day|week|hub|charter"
    r"|roadshow|festival|tournament|panto|theatre|pledge|promise|clean-up|competition|(?:WhatsApp|support|therapy)\s+group"
    r"|(?:group|team)\s+(?:for|of))\b(?!\s+(?:has|is|was|will|had|areas?|sites?|manager|provider)\b)"
)
# "Second Half", 'Second Half' or Second Half (Cyfle)
_CLOSED = r"^[’'”\"]?(?:\s+\([A-Z][^()]{2,40}\))?"
# ", a run of evening patrols" · ", our intensive course designed to …" · " – a drop-in session"
_EXPLAINED = re.compile(
    rf"{_CLOSED}\s*(?:,|–|-|\()\s*(?:(?:an?|the|our|their|its|another)\s+(?:[\w’'-]+\s+){{0,5}}?{_KIND}"
    r"|(?:[a-z][\w’'-]+\s+){0,2}(?:workshops|sessions|talks|lessons|classes|patrols|drop-ins|mentoring|counselling)"
    r"\s+(?:led|run|given|held|delivered|for|by|that|which|in|at|on)\b)"
)
# ", a football programme run by the Rovers Trust" · ", in Harbury, run by the police"
_RUN_BY = re.compile(
    rf"{_CLOSED}(?:\s+(?:in|at|for|across)\s+(?:the\s+)?[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+)?)?,\s+"
    r"(?:(?:an?|the|our|their)\s+[^,.;()]{3,80}?\s)?"
    r"(?:run|led|delivered|organised|hosted|co-?ordinated|managed|staffed)\s+(?:jointly\s+)?by\b"
)
# ", a charity that is run by its members": no work but who works
_NO_WORK = re.compile(
    r"^[^.;]{0,40}\b(?:charity|organisation|company|agency|provider|partnership|team|force|town"
    r"|village|ward|estate|street|park|area|district|body|group|business|firm|club|school)\b"
)
# "Bang the Drum is a partnership initiative to reduce …"
_IS_ONE = re.compile(rf"{_CLOSED}\s+(?:is|was)\s+(?:an?|the|our)\s+(?:[\w’'-]+\s+){{0,6}}?{_KIND}")
_SERVED = (
    r"(?:children|young|people|women|men|girls|boys|families|parents|adults|victims|offenders|those"
    r"|anyone|residents|pupils|drivers|riders|students|motorcyclists|older|perpetrators|survivors"
    r"|\d\d?(?:\s*[–-]\s*|\s+to\s+)\d\d?\s+year|carers|teenagers|prisoners|learners|mothers|fathers|pensioners|teachers|staff)"
)
# ", for children on the edge of offending, took on 64 families"
_FOR_PEOPLE = re.compile(
    rf"^,\s+(?:(?:aimed|targeted)\s+at|(?:(?:designed|intended)\s+)?for)\s+(?:[\w-]+\s+){{0,2}}?{_SERVED}"
    r"\b[^.;]{0,80},\s+[a-z]"
)
# ", which works with men who have been violent, had 41 on its books"
_WHICH = re.compile(
    r"^,\s+(?:which|that|where)\s+(?:now\s+|also\s+)?(?:work(?:s|ed)\s+with|help|support|teach|taught"
    r"|gives?\b|gave|offer|bring|brought|train|pair|encourag|aim|target|focus|challeng|mentor|match"
    r"|provid|lets?\b|asks?\b|allow|enabl|steer|divert|engag)[^.;]{3,120}?,\s+[a-z]"
)
_NAMES = re.compile(rf"(?<![\w&/])(?<!, ){NAME}")
_GOES_ON = re.compile(r"[’'”\"]*\s*(?:[,(–-]|(?:is|was|in|at|for|across)\s)")
# "has begun in Camford, led by the police": where, not what
_AT = re.compile(r"\b(?:in|at|near|across|around|outside)\s+(?:the\s+)?$")
_EVERYDAY = DETERMINERS | PRONOUNS | PREPOSITIONS | CONJUNCTIONS | ADVERBS


def find_explained(text: str, agencies: frozenset[str]) -> Iterator[Name]:
    """Names that an apposition or a definition behind them shows to be an initiative's.

    `agencies`: short names of who works for others in the report, which help people too.
    """
    for match in _NAMES.finditer(text):
        if not _GOES_ON.match(text, match.end()):
            continue
        start, end = without_opening(text, *match.span())
        if text[start - 1 : start] in ("‘", "'") and text[end - 1] in ("’", "'"):
            end -= 1
        name, behind = text[start:end], text[end:]
        if not name or name.isupper():
            continue
        if " " not in name and (not may_stand_alone(name) or _AT.search(text[:start])):
            continue
        is_work = _EXPLAINED.match(behind) or _IS_ONE.match(behind)
        is_run = _RUN_BY.match(behind) and not _NO_WORK.match(behind)
        serves = _FOR_PEOPLE.match(behind) or _WHICH.match(behind)
        is_told = is_work or is_run or (serves and _opens(text[:start]) and name not in agencies)
        if is_told and not _is_body(text, name) and not _is_place(name):
            yield Name(start, end, name, "initiatives.name_explained", 0.8)


def _is_body(text: str, name: str) -> bool:
    return any(body.text == name for body in find_organisations(text))


def _opens(before: str) -> bool:
    return not before.strip() or before.endswith((" and ", " while ", "The ", "Our "))


def may_stand_alone(word: str) -> bool:
    """Whether a single capitalised word may be a name wherever it stands: *Drive*, *Compass*."""
    plain = word.lower()
    is_everyday = plain in _EVERYDAY or plain.endswith("ly")
    is_several = plain.endswith("s") and not plain.endswith(("ss", "us", "is"))
    known = vocabulary()
    is_other = word in known.none or word in known.no_ends or word in known.no_begins
    return len(word) > 3 and not (is_everyday or is_several or is_other)


def _is_place(name: str) -> bool:
    return any(place.end - place.start > 0.6 * len(name) for place in find_places(f"in {name}"))
