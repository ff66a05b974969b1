"""Whether words are the name of a project: no sentence, topic, place, body, law or meeting."""

import re
from functools import lru_cache

from extractors.geography import find_places
from extractors.initiative_vocabulary import vocabulary
from extractors.organisations import find_organisations
from extractors.priority_words import NUMBER_ALONE, headed
from extractors.themes import is_theme_only
from extractors.values.names import clean_name
from schemas.codes import places

# "The Sunrise Project" is named like an organisation and is none
OF_WORK = re.compile(
    r"\b(?:project|programme|scheme|campaign|initiative|pilot|course|events?|workshops?|training)\b",
    re.IGNORECASE,
)
KIND_OF_WORK = re.compile(
    r"\b(?:programme|course|project|service|scheme|group|sessions?|workshops?|campaign|training"
    r"|events?|support)\b"
)
_SMALL = re.compile(
    r"^(?:of|for|the|and|to|in|on|your|it|with|at|a|an|by|&|or|we|our|my|is|not|from)$",
    re.IGNORECASE,
)
# "Between January – February …" · "Supported the …": the words before the dash are no name
_NO_TITLE = re.compile(
    r"^(?:between|in|during|from|since|our|we|this|these|please|an? example|\w+ed)\b"
    r"|\b(?:made|took|held|gave|ran|went|saw|won|met|got|came|became|brought|began)\b"
    r"|\b(?:\w{3,}ed|is|are|was|were|has|have|had|will|can|includes?)\b",
    re.IGNORECASE,
)
# "Delivered 14 projects to …" · "Worked with schools" · "We held two events" tell and do not name
_TELLS = re.compile(
    r"^(?:[A-Z][a-z]+ed|Held|Ran|Gave|Made|Took|Set\s+up|Co-\w+ed)\s+"
    r"(?:over|around|more|nearly|up|with|to|a|an|the|our|all|in|on|by|for|and|\d+|two|three|four"
    r"|five|six|seven|eight|nine|ten|several|many|\w+ly|local|new|\w+\s+(?:events?|sessions?))\b"
    r"|^(?i:we|they|it|there|this|these|officers|partners)\s+(?!\w+ing\b)[a-z]"
    r"|[.!?][”\"’']*\s+[A-Z“‘]|^(?:\S+\s+){8,}.*[.!?][”\"’']*$"
    r"|^\d[\d,.%]*\s+[a-z]|^(?i:what|how|why|where|who|did you know)\b"
    r"|\b(?:was|were|has been|have been|is being|are being|will be)\b",
)
# "CSP newsletter produced bi monthly" · "Immediate & ongoing" · "By March 2023"
_OFTEN = r"(?:bi-?\s?)?(?:daily|weekly|monthly|quarterly|annually|yearly)"
_TIMESCALE = re.compile(
    rf"^(?:\W*\b(?:immediate(?:ly)?|on-?\s?going|short|medium|long|term|and|to|{_OFTEN}|by|end|of"
    r"|completed?|tbc|january|february|march|april|may|june|july|august|september|october|november"
    rf"|december|20\d\d|quarter|q[1-4])\b\W*)+$|\w+ed\s+{_OFTEN}$",
    re.IGNORECASE,
)
# "Colchester referrals" · "Service Outcomes" · "Town Centre" · "Small grants awarded"
_GENERAL = re.compile(
    r"(?:^|\s)(?:referrals?|outcomes?|figures|statistics|data|results|feedback|summary|overview"
    r"|updates?|numbers|demographics|challenges|concerns|issues|trends|impact|background|aims?"
    r"|objectives|priorities|context|quotes?|testimonials?|testimony|membership|attendance|offences"
    r"|participants?|grants?(?:\s+awarded)?(?:\s+20\d\d\S*)?|(?:town|city|village) cent(?:re|res)"
    r"|case stud(?:y|ies)|actions?|leads?|timescales?|next steps|key messages)$"
    r"|^(?:case stud(?:y|ies)|spotlight|focus|in focus|example)\b"
    r"|^(?:on|about|around|regarding|against|under)\s(?:\S+\s){0,6}?(?:abuse|asb|crimes?|violence"
    r"|behaviour|exploitation|girls|slavery|thefts?|drugs|alcohol|harm|disorder|safety|offending)$"
    r"|^(?:report|date|paper|title)\s+(?:to|of|by|from)\b"
    r"|^(?:other|wider|further|additional|more)\s+(?:work|projects|activit(?:y|ies)|initiatives)$"
    r"|^(?:the\s+)?(?:picture|story|state|shape|extent|scale|nature|level|face)\s+of\s"
    r"|^(?:recorded\s+)?(?:crime|offending|violence|asb)(?:\s+and\s+\w+)?\s+(?:in|across)\s",
    re.IGNORECASE,
)
# "Vehicular ASB" · "Cultural Abuse": topics, not names
_TOPIC = re.compile(
    r"^(?:\S+\s+){0,2}(?:abuse|asb|crimes?|violence|behaviour|exploitation|slavery|thefts?|drugs"
    r"|disorder|harassment|extremism)$",
    re.IGNORECASE,
)
# "Love Your Park" · "Lock It or Lose It": a call to the reader is the name of a campaign
_SLOGAN = re.compile(r"\b(?i:your|it|my|we|me|us|you)\b")
# "Bike marking" · "Reassurance patrols": told before a dash or stop, an activity is an initiative
_ACTIVITY = re.compile(
    r"^[A-Z][\w’-]+(?:\s+(?:and|&|in|for|of))?(?:\s+[\w’-]+){0,3}\s+(?:marking|hardening|patrols|training"
    r"|workshops|sessions|visits|events?|campaigns?|project|scheme|programme|course|clean-?ups?|mentoring"
    r"|drop-ins?|roadshows?|surgeries|days|nights|weeks?|operations?|outreach|lessons|talks|walks?|packs?)$"
)
_UPDATE = re.compile(r"\s+(?:updates?|progress|report|summary)$", re.IGNORECASE)


def is_heading_name(heading: str) -> bool:
    """Whether a heading names what was done: no sentence, time, priority, theme, place, agency."""
    text = clean_name(heading)
    if vocabulary().headings.fullmatch(text):
        return True
    if not _may_name(text) or headed(heading) or NUMBER_ALONE.match(heading):
        return False
    return not is_theme_only(text) and not _is_of_place_or_agency(text)


def _may_name(text: str) -> bool:
    """Whether words tell nothing, are no time, and no topic of any report."""
    if not text or text[0].islower() or _TELLS.search(text) or _TIMESCALE.search(text):
        return False
    return not _GENERAL.search(text) and not _TOPIC.search(text)


def is_title(name: str) -> bool:
    """Whether words before a stop, dash or colon are a name: most of them capitalised."""
    words = [word.strip("‘’'“”\"()") for word in name.split() if not _SMALL.match(word)]
    capital = sum(word[:1].isupper() or word[:1] == "#" for word in words)
    named = [o for o in find_organisations(name) if not OF_WORK.search(o.text)]
    if _NO_TITLE.search(name) or (named and named[-1].end == len(name)):
        return False
    return len(words) <= 10 and capital > len(words) / 2


def is_activity(name: str) -> bool:
    """Whether words before a stop or dash name what was done: *Reassurance patrols*."""
    return bool(_ACTIVITY.match(name)) and not _NO_TITLE.search(name)


def is_project_name(name: str) -> bool:
    """Whether capitalised words in running text may be the name of a project."""
    words = name.split()
    if len(words) < 2 and not re.search(r"[a-z][A-Z]", name):
        return False
    known = vocabulary()
    heads = {re.split(r"\s(?:for|of|in)\s", name)[0].split()[-1], *words[-1].split("-")}
    if words[0] in known.no_begins or name.isupper() or find_organisations(name):
        return False
    if _SLOGAN.search(name):  # "Love Your Park" is no park
        return True
    is_topic = is_theme_only(name) and any(len(word) > 3 for word in words)
    if is_topic or not known.no_ends.isdisjoint(heads) or not _may_name(name):
        return False
    return not any(place.end - place.start == len(name) for place in find_places(name))


def without_update(title: str) -> str:
    """A clean name without what only says that news of it follows: *Second Half update*."""
    return _UPDATE.sub("", clean_name(title))


def place_before(name: str) -> str:
    """The place of England or Wales that a name of more words begins with, if any."""
    words = name.split()
    begins = (" ".join(words[:n]) for n in range(min(4, len(words) - 1), 0, -1))
    return next((begin for begin in begins if begin in _places()), "")


@lru_cache(maxsize=1)
def _places() -> frozenset[str]:
    return frozenset(name for place in places() for name in (place.name, *place.other_names))


def _is_of_place_or_agency(text: str) -> bool:
    agencies = [o for o in find_organisations(text) if not OF_WORK.search(o.text)]
    if agencies and len(agencies[0].text) > 0.7 * len(text):
        return True
    # "Northvale Women's Aid": the town before an agency's name belongs to it
    before = text[: agencies[-1].start] if agencies and agencies[-1].end == len(text) else "of"
    if all(word[0].isupper() for word in before.split()) and len(before.split()) <= 2:
        return True
    return any(place.end - place.start > 0.7 * len(text) for place in find_places(text))
