"""The make of a priority: something to do, doing it, it being done, or a thing."""

import re
from typing import Literal

from extractors.lexicon import word_set

Form = Literal["verb", "gerund", "state", "noun"]

# Verbs of priorities in running text: "tackle …", "work for …"
_VERBS = word_set(
    """address assist bring build challenge combat continue create crack cut deal deliver deter
    develop disrupt divert drive empower enable encourage end engage enhance ensure fight focus
    foster get give hear help hold identify improve increase intervene invest involve keep limit
    listen make manage minimise modernise pay prevent prioritise promote protect provide put raise
    rebuild reassure reduce rehabilitate respond restore reverse safeguard secure serve stand stop
    strengthen support sustain tackle take target treat turn uphold work break maintain achieve
    design embed bear champion change detect educate eliminate eradicate halt inspire lower open
    pursue reach reclaim recover reform relieve remove repair rid save shape share speed steer step
    supply train transform understand unite value welcome widen win spend be use act care"""
)
_GERUND = re.compile(r"[a-z-]{2,}ing", re.IGNORECASE)
# Words in -ing that are things: "Policing", "county lines grooming"
_THINGS = word_set(
    """policing offending re-offending reoffending housing trafficking shoplifting grooming begging
    speeding parking bullying stalking drink-driving driving fly-tipping dumping drinking
    drug-driving wellbeing well-being safeguarding cuckooing spiking hunting burning dealing
    licensing nothing anything everything king ageing mugging rough-sleeping sleeping loitering
    funding training learning hare-coursing coursing poaching stabbing cycling racing cruising
    littering during spring ring wing morning evening thing trading living"""
)
# "safeguarding the vulnerable" is something to do all the same
_OF_SOMEBODY = re.compile(
    r"\s+(?:the|our|their|those|all|people|children|adults|victims|vulnerable|young)\b",
    re.IGNORECASE,
)
_ADVERBS = re.compile(r"(?:[a-z]+ly|better|also|jointly|not)\s+", re.IGNORECASE)
# "builds a safer county", "puts victims first": no "reports of theft"
_OBJECT = re.compile(
    r"\w+s\s+(?:an?|the|our|their|its|communities|victims|people|trust|confidence|crime|harm|those)\b",
    re.IGNORECASE,
)
# "better support for victims" is a thing, "better support victims" something to do
_BETTER_HELP = re.compile(r"(?:better|more|early|stronger)\s+\w+\s+(?:for|of|to)\b", re.IGNORECASE)
# "support for victims" is a thing too
_HELP_FOR = re.compile(
    r"(?:support|help|care|work|respect|change|focus)\s+(?:for|to|with)\b", re.IGNORECASE
)
# What may stand before a priority: "to", "on", "firstly,", "(a)", a quotation mark
LEAD = re.compile(
    r"""\s*
    (?:(?:to|on|upon|both|that|first(?:ly)?,?|second(?:ly)?,?|third(?:ly)?,?|last(?:ly)?,?
       |finally,?)\s+
      |\(?(?:\d{1,2}|[a-h]|i{1,3}|iv|v|vi)[.)]\s*|[‘’“”\"'•*–—-]\s*)*""",
    re.IGNORECASE | re.VERBOSE,
)
# "violence reduced and prevented" · "victims better supported" · "harm is prevented" · "people
# feel safe"; not "organised crime", whose participle stands before its noun
_STATE = re.compile(
    r"""(?:(?:[\w’'-]+\s+){1,6}?(?:is|are|be|being|can\s+be)\s+
        (?:\w+ly\s+|better\s+|more\s+|less\s+|well\s+|not\s+)?\w+
      |(?:[\w’'-]+\s+){0,3}?(?:people|children|women|men|everyone|everybody|[\w’'-]+s)\s+
        (?:feels?|stays?|remains?|become|live|thrive|trust|lead|turn|change|get|have|know|recover
         |report|fall|rise)\s
      |(?:[\w’'-]+\s+){1,6}?(?:better\s+|well\s+|\w+ly\s+|not\s+)?
       (?:\w{2,}ed|made|kept|held|heard|built|brought|broken|cut|given|driven|put|dealt|stopped
         |drawn|met)
       (?=[.\s]*$|,|\s+(?:and|or|by|from|in|into|to|on|with|for|at|through|up|down|out|away|better
         |safe|early)\b))""",
    re.IGNORECASE | re.VERBOSE,
)


def form_of(words: str) -> Form:
    """`verb` or `gerund` where the words begin so, `state` where they tell a thing done."""
    words = LEAD.sub("", words, count=1)
    if _BETTER_HELP.match(words) or _HELP_FOR.match(words):
        return "noun"
    words = _ADVERBS.sub("", words, count=1)
    first = re.match(r"[\w-]+", words)
    word = first.group().casefold() if first else ""
    if word in _VERBS or (word.endswith("s") and word[:-1] in _VERBS and _OBJECT.match(words)):
        return "verb"
    is_thing = word in _THINGS and not _OF_SOMEBODY.match(words, len(word))
    if _GERUND.fullmatch(word) and not is_thing:
        return "gerund"
    return "state" if _STATE.match(words) else "noun"


def is_begun(words: str) -> bool:
    """Whether words are a verb that waits for its object: the *engaging* of *engaging, helping*."""
    alone = LEAD.sub("", words, count=1).strip()
    return len(alone.split()) == 1 and form_of(alone) in ("verb", "gerund")
