"""The words by which reports announce priorities, and those that only sound like it."""

import re

# "priorities", "priority areas", and other names of the same where they are called strategic
_PRIORITIES = r"""(?:priorit(?:y|ies)(?:\s+(?:areas?|themes?|outcomes?))?
    |(?:strategic|key|core|partnership|headline|overarching)\s+
      (?:objectives|aims|themes|outcomes|goals|focus(?:\s+areas)?|pillars|ambitions)
    |(?:areas?\s+of\s+focus|focus\s+areas|partnership\s+focus|pillars)
    |(?:partnership|CSP|board)\s+(?:has\s+|have\s+)?(?:agreed\s+to|will|decided\s+to)\s+
      (?:focus|concentrate)\b.{0,30}?\bon)"""
_NAMED = re.compile(rf"\b{_PRIORITIES}\b", re.IGNORECASE | re.VERBOSE)

# Lists that only sound like it: what residents fear, what agencies must do, what was scored
_THESE = (
    r"(?:the(?! following)|each|these|this|those|all|our|its)(?: of (?:the|our|these))?"
    r"(?: \w+){0,2}?"
)
_ITS = r"(?:priorit\w+|themes)(?! (?:of|in|set)\b)"
_NOT_PRIORITIES = re.compile(
    r"\b(?:(?:residents|public|community|main|top|key)(?:['’]s?)? concerns|issues raised|values"
    r"|(?:group|panel|meeting)s? there are|principles|achievements?|highlights|performance|update"
    r"|progress|responsibilit\w+|duties|membership"
    r"|members (?:include|are(?! (?:asked|invited|recommended|requested)))"
    r"|consists? of|made up of"
    r"|how we will work|objectives of the (?:group|meeting|panel)|terms of reference|benefits"
    r"|(?:following|these|key|main) (?:\w+ )?(?:actions|activities|projects|steps|initiatives"
    r"|measures)|cross-cutting (?:themes|issues|aims|areas)|enablers|scor(?:ed|ing)|ranked"
    r"|highest|increases?|decreases?|reductions?"
    r"|will (?:need|continue) to\b(?! (?:focus|concentrate|prioritise|work to|have))"
    r"|(?:residents|public|respondents|community(?! safety)|communities|people|businesses"
    r"|victims)(?:['’]s?)?"
    r" (?:(?:\w+ ){0,7}(?:their|own) )?(?:\w+ )?priorities"
    r"|(?:police|ward|neighbourhood|parish|corporate|council|funding|grant|spending|research"
    r"|training|inspection)(?:['’]s)? priorities"
    rf"|(?:against|under|through|across|underpin\w*|behind|beneath|alongside|below|cross-cutting"
    rf"|beyond|towards?|deliver\w*) {_THESE} ?priorit\w+"
    rf"|(?:achieve|support|address|meet) {_THESE} ?{_ITS}"
    r"|(?:work|support|delivery|activity|actions?|projects?|pursuit) (?:of|on|for|towards?)"
    rf" {_THESE} ?{_ITS})\b",
    re.IGNORECASE,
)

# "Priority 1 – Tackle …" · "Priority One: …" · "PRIORITY: …" · "Strategic Priority 2 - …"
_KIND = r"(?:priority|theme|objective|pillar|outcome|ambition|aim|goal)(?:\s+(?:area|theme))?"
_NUMBER = r"(?P<number>\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten)"
_BEFORE = r"^(?:\d+(?:\.\d+)*[.)]?\s+)?(?:(?:strategic|key|partnership|our|local)\s+)?"
HEADED = re.compile(
    rf"{_BEFORE}{_KIND}\s*{_NUMBER}?\s*(?:[:–—-]+|\.(?=\s))\s*(?P<text>\S.*)$", re.IGNORECASE
)
# "Priority 2 Serious Violence"
_HEADED_BARE = re.compile(rf"{_BEFORE}(?i:{_KIND})\s+(?i:{_NUMBER})\s+(?P<text>[A-Z‘'“\"].*)$")
# "Priority One" over a heading that says what it is
NUMBER_ALONE = re.compile(rf"{_BEFORE}{_KIND}\s+{_NUMBER}\s*[:.–—-]*$", re.IGNORECASE)

_ORDINALS = {
    word: place
    for place, word in enumerate(
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"], start=1
    )
}


def headed(text: str) -> re.Match[str] | None:
    """A heading `Priority 1 – …`, with groups `number` and `text`."""
    return HEADED.match(text) or _HEADED_BARE.match(text)


def ordinal_of(number: str | None) -> int | None:
    """Place told as `2` or `two`."""
    if not number:
        return None
    return int(number) if number.isdigit() else _ORDINALS[number.casefold()]


# "The following ranked highest and will become our priorities": what goes before does not matter
_MADE = re.compile(
    r"\b(?:bec[ao]mes?|(?:adopted|agreed|chosen|recommended|proposed|put forward) as)\s"
    r"(?:the |our |its )?(?:\w+ ){0,2}priorities\b",
    re.IGNORECASE,
)


def announces(text: str) -> bool:
    """Whether words name priorities, and none that only sounds like it."""
    if made := _MADE.search(text):
        text = text[made.start() :]
    return bool(_NAMED.search(text)) and not _NOT_PRIORITIES.search(text) and not headed(text)


# "Our aims for 2022/23" · "Objectives 2019-22" · "Themes of the plan", over a list
_AIMS_HEADING = re.compile(
    r"^(?:\d+(?:\.\d+)*[.)]?\s+)?(?:(?P<our>our|the partnership['’]s|partnership|CSP)|the|main)?\s*"
    r"(?:objectives|aims|themes|goals|pillars|ambitions|commitments|outcomes)"
    r"(?(our)|(?!$))(?:\s+(?:(?:of|in)\s+(?:the|this|our)\s+(?:\w+\s+)?(?:plan|strategy)"
    r"|(?:for\s+|to\s+)?(?:19|20)\d\d\S*.*))?$",
    re.IGNORECASE,
)


def heads_aims(heading: str) -> bool:
    """Whether a heading names the aims of a plan or year, which may be its priorities."""
    return bool(_AIMS_HEADING.match(heading.strip(" :")))


def only_sounds_like_it(text: str) -> bool:
    """Whether words tell what residents fear, agencies must do, or was scored."""
    return bool(_NOT_PRIORITIES.search(text))


def is_list_heading(heading: str) -> bool:
    """Whether a heading announces priorities: `Priorities for 2022/23`, not `Priority 1: …`."""
    return announces(heading) and not NUMBER_ALONE.match(heading) and len(heading.split()) <= 12
