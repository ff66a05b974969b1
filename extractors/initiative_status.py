"""How far an initiative is, by the tense of what is told of it and by where it is told."""

import re

from extractors.initiative_accounts import PLANS, Accounts
from extractors.initiative_agencies import agencies_of, agency_over
from extractors.lexicon import DETERMINERS, INFINITIVES
from extractors.reading.document import Block
from extractors.scope import Scope
from extractors.sentences import Sentence
from schemas.initiatives import Status

_COMING = re.compile(
    r"\b(?:will|shall|plans? to|planned|proposed|(?:is|are) to be|(?:is|are) due to|looking to"
    r"|intends? to|subject to funding|going to|from next|committed to|not yet|yet to)\b"
)
_NOT_YET = re.compile(r"\b(?:not yet|yet to)\b")
_GOES_ON = re.compile(
    r"\b(?:is|are|can|ha(?:s|ve)(?=\s+(?:an?|the)\b)|runs|provides?|works|delivers?|aims?|offers?"
    r"|forms? part|hosts?|displays?|helps"
    r"|supports|gives|brings|takes)\b"
)
# What goes on although it was begun long ago
_STILL = re.compile(
    r"\b(?:continues?(?! to be (?:monitored|reviewed))|ha(?:s|ve) been running|has been developed"
    r"|ha(?:s|ve) supported|(?:is|are) (?:still|now|being|currently)|on-?going)\b"
)
# ", which works with men who have been violent, had 41 on its books"
_APPOSITION = re.compile(r"^,\s[^,;.]{3,120},\s(?=[a-z])")
# "was delivered", "gave 40 visitors a badge": told as over, whatever the words before the name
_OVER = re.compile(
    r"\b(?:was|were|ran|gave|saw|took|held|brought|made|led|went|met|put|came|began|won|built|sent"
    r"|(?!based|named|need|aimed)[a-z]{3,}ed)\b"
)
# "; 9 schools have done so to date" · ", a joint team that took 76 bikes" · "which offers grants"
_EXISTS = re.compile(
    r"\b(?:to date|so far|(?:have|has) (?!been\b)(?:\w+ )?(?:\w+ed|done|run)|already)\b"
    r"|\b(?:that|which|who)\s+(?:took|has|have|was|were|is|offers?|runs?|gives?|provides?|\w+ed)\b"
)
# What was begun goes on where the text around says so
_BEGUN = re.compile(r"\b(?:launched|introduced|developed|established|set up|created|formed)\b")
# "The operation continues." ends an account
_CONTINUES = re.compile(
    r"\b(?:continues(?=\s*(?:[.;]|$|\s(?:to (?:run|operate)|in(?:to)?|until|throughout)))"
    r"|is (?:still )?(?:on-?going|running|under ?way)|remains? in place)\b"
)


def status_of(scope: Scope, accounts: Accounts, sentence: Sentence, start: int, end: int) -> Status:
    """What the sentence round a name at text[start:end] tells of it, else the text around it."""
    text = scope.document.text
    before, behind = text[sentence.start : start], text[end : sentence.end]
    telling, part = accounts.tells(sentence.start, sentence.block), scope.part_at(sentence.start)
    if _is_coming(before):
        return "planned"
    is_update = _is_update(scope, sentence.section)
    if telling == "done" and not (is_update and _GOES_ON.search(behind)):
        return status_told(text[start : sentence.end])
    if _COMING.search(behind):
        return "planned"
    around = scope.words(sentence.block) if sentence.block else ""
    is_plan = part.document_type in PLANS
    if telling == "ahead" or (is_plan and not _tells_tense(before, behind)):
        return "ongoing" if _EXISTS.search(behind) else "planned"
    return _by_tense(before, behind, around)


def status_of_text(scope: Scope, accounts: Accounts, block: Block, told: str) -> Status:
    """What the text of a heading, bullet or paragraph tells of the initiative that it names."""
    status, telling = status_told(told), accounts.tells(block.start, block)
    part = scope.part_at(block.start)
    is_update = _is_update(scope, block.section)
    if status != "delivered" or (telling == "done" and not (is_update and _GOES_ON.search(told))):
        return status
    is_plan = part.document_type in PLANS
    if telling == "ahead" or (is_plan and not _tells_tense("", told)):
        return "ongoing" if _EXISTS.search(told) else "planned"
    return _by_tense("", told, told)


def _is_update(scope: Scope, section: tuple[str, ...]) -> bool:
    """Whether an agency tells of its own work, which it does in the tense that it means."""
    return agency_over(section, agencies_of(scope.document.text)) is not None


def status_told(told: str) -> Status:
    """What an account tells of an initiative: it is over, unless it is said to come or go on."""
    first = re.split(r"(?<=[.!?])\s+(?=[A-Z])", told, maxsplit=1)[0]
    if _NOT_YET.search(first):
        return "planned"
    if _COMING.search(first) and not re.search(r"\b(?:was|were|has|have|ran)\b", first):
        return "planned"
    return "ongoing" if _CONTINUES.search(told) else "delivered"


def _by_tense(before: str, behind: str, around: str) -> Status:
    """By the first verb behind a name, else those before it, else what the text around tells."""
    behind = _APPOSITION.sub("", behind)
    if _STILL.search(behind):
        return "ongoing"
    verbs = [m for tense in (_GOES_ON, _OVER) if (m := tense.search(behind))]
    if verbs and min(verbs, key=lambda m: m.start()).re is _GOES_ON:
        return "ongoing"
    if not verbs and not _OVER.search(before) and _GOES_ON.search(before):
        return "ongoing"
    goes_on = _GOES_ON.search(around) or _STILL.search(around)
    return "ongoing" if _BEGUN.search(f"{before} {behind}") and goes_on else "delivered"


def _is_coming(before: str) -> bool:
    """Whether the last clause before a name tells of what will be: "we will launch the …"."""
    clause = re.split(r"[,;:.]\s|\b(?:which|who|that)\b", before)[-1]
    return bool(_COMING.search(clause)) and not _OVER.search(_COMING.sub(" ", clause))


def _tells_tense(before: str, behind: str) -> bool:
    """Whether a sentence has a verb that tells what was or is, and does not begin with an order."""
    first = re.match(r"\W*([A-Za-z]+)", before)
    if first and first[1].lower() in INFINITIVES - DETERMINERS:
        return False
    return any(tense.search(words) for tense in (_OVER, _GOES_ON) for words in (before, behind))
