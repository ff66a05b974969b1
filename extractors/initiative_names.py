"""Names of projects, schemes, operations and campaigns in running text."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from extractors.entities import OPERATION
from extractors.initiative_titles import place_before
from extractors.initiative_vocabulary import CAPITAL, SMALL, vocabulary
from extractors.organisations import find_organisations

_OPENED_QUOTE = re.compile(r"(?<![\w’'])[‘'“\"](?=O)")
# "a recent “Night of Action”" · "launched ‘Walk Home’" before a name in quotation marks
_INTRODUCED = re.compile(
    r"\b(?:called|named|titled|entitled|launch(?:ed|ing)?|host(?:s|ed)?|ran|running|recent"
    r"|perform(?:ed|ing)|delivered|attended|under the name|promoted?|project|campaign|scheme"
    r"|programme|play|initiative|course|production)\s*(?:of\s+|the\s+)?$",
    re.IGNORECASE,
)
# "Commission the Shelter project": a word that opens a sentence before an article is a verb
_VERB_OPENING = re.compile(
    r"[A-Z][a-z]+\s+(?:(?:on|up|out|in|with|to|of|for)\s+){0,2}(?:the|a|an|our|its|their)\s+"
)
_OPENING = re.compile(
    r"^(?:Set\s+[Uu]p|Sign\s+up|the|a|an|our|The|A|An|This|These|That|Those|Our|Their|Its|In|At|For|During|Through|Also|To|Of|New"
    r"|Current|Additional|Annual|Regular|Various|Several|One|Two|Three|Four|Five|Six|All|Other"
    r"|Support|Supported|Develop|Developed|Progress|Deliver|Delivered|Promote|Promoted|Continue"
    r"|Continued|Provide|Provided|Increase|Launch|Launched|Introduce|Run|Host|Hosted|Create"
    r"|Organise|Organised|Attended|Working|With|And|Using|Following|Use|Used|Expand|Expanded|Roll"
    r"|Commission|Commissioned|Extend|Establish|Established|Relaunch|Fund|Funded|Pilot|Implement"
    r"|Join|Review|Embed|Explore|Raise|Hold|Held|Undertake|Completed?|Start|Started)\s+"
)
# "Valley Trust’s Sunrise Project": who runs it is no part of its name
_OWNER = re.compile(
    r"^[A-Z][\w&-]+(?:\s+[A-Z][\w&-]+)*\s+(?!(?:Women|Men|Children|People|Residents|Parents|Girls|Boys)\b)"
    r"[A-Z][\w&-]+[’']s\s+(?=[A-Z])"
)
# "Anchor’s Youth at Risk service"; but "Anna’s Gift project"
_ONE_OWNER = re.compile(
    r"^(?!Women|Men|Children|People|Parent)[A-Z]\w+[’']s\s+(?=[A-Z]\w+\s.*[A-Z])"
)
# "Domestic Abuse Project Officer" works, "Safe Homes Project Board" meets, "Early Intervention
# Youth Fund" pays: the name goes on and is no project's
_OF_A_ROLE = re.compile(
    r"^(?:\s+(?!And\b)[A-Z][\w’'-]*){0,3}\s+(?:Officers?|Workers?|Managers?|Co-?ordinators?|Leads?"
    r"|Leaders?|Team|Board|Group|Panel|Steering|Committee|Fund|Funding|Director|Partnership|Service"
    r"|Services|Unit|Strategy|Plan)\b"
)
# "The Harbour Project was commissioned to deliver …" · "run by Vale Youth Projects": bodies
_COMMISSIONED = re.compile(r"^\s+(?:was|were|is|has been|have been)\s+commissioned\s+to\b")
_BY = re.compile(r"\b(?:by|from)\s+(?:[Tt]he\s+)?$")
_WITH_ITS_THE = re.compile(r"[,\w]\s+The\s+$")
# "Project Guardian" · "Programme Precision"; not "Project Manager", nor "the Sunrise Project Lead"
_PROJECT = re.compile(
    r"(?<![\w’'-])(?<![A-Z]\w\s)(?<![a-z]{2}\w’s\s)(?:Project|Programme)\s+(?!(?:Officers?|Office|Directors?|Workers?|Managers?"
    r"|Co-?ordinators?|Leads?|Leaders?|Teams?|Boards?|Groups?|Plans?|Title|Name|Description|Cost"
    r"|Funding|Activit\w+|Outcomes?|Management|Support|Update|Report|The|In|Was|Is|Has|And|For)\b)"
    r"(?P<name>[A-Z][\w’'-]+(?:\s+(?!Board|Team|Group)[A-Z][a-z’'-]+)?)"
)
# "inputs from Safer Homes, The Change Project and …": a body among others
_AMONG_BODIES = re.compile(r"(?:,|\b(?:from|by))\s+(?:[Tt]he\s+)?$")
# "IDVA is the Independent Adviser scheme": the name stands behind
_EQUALS = re.compile(r"\sis\s+(?:the|an?|our)\s+")
_YEAR = re.compile(r"^,?\s+\(?20\d\d\b")  # "the Force Data Pack 2018" is a source
_OF_WORK = re.compile(
    r"\b(?:Project|Scheme|Programme|Campaign|Initiative|Pilot|Course|Event|Crew|Roadshow|Pledge"
    r"|Charter|Workshop)s?$"
)
# "North Stay Safe Group" meets; "Fire Break courses" are told by their head
_MEETS = re.compile(
    r"^\s+(?:members|(?:Sub-?|Sub\s)?[Gg]roup|Board|Meeting|Panel|Forum|Partnership|Team|Unit|Fund(?:ing)?|fund(?:s|ing)?|bid"
    r"|meetings?|grant|money)\b"
)
# "£430,000 was won under Safer Streets Round 4": a fund that pays for what is named elsewhere
_PAYS = re.compile(
    r"(?:£|\b[Ff]und|\b[Bb]ids?\b|\b[Aa]ppli(?:ed|cation)).*"
    r"\b(?:under|from|through|of|via|for|to)\s+(?:the\s+)?$"
)
# "(lead: Harbury Pubwatch)"
_LEADS = re.compile(r"\b[Ll]ead\b[^:;.]{0,20}:[^.;)]*$")
_PAYS_FOR = re.compile(
    r"^\s*[–:-]\s*£|^\s+(?:also\s+)?(?:pays?|paid|gave|provided|brought|contributed|was\s+worth"
    r"|is\s+worth)\s+(?:us\s+)?£"
)
# "the Street Pastors helped …" · "by Harbury Street Pastors" · "among them Street Pastors"
_THE_BODY = re.compile(
    r"\b(?:[Tt]he|by|from|with|them|including|thank|to|of|our|local|[A-Z][\w’'-]+)\s+$"
)
# "Wise Drive, the HFRS roadshow for …": whose the name before it is
_APPOSED = re.compile(r",\s+(?:the|our|an?|another)\s+$")
# "our campaign for Hate Crime Awareness Week": when it was
_OCCASION = re.compile(
    r"\b(?:campaign|events?|programme|activities|stalls?)\s+(?:for|during|to\s+mark)\s+(?:the\s+)?$"
)
_TIME = re.compile(r"\b(?:Day|Week|Month|Fortnight)s?(?:\s+of\s+Action)?$")


@dataclass(frozen=True, slots=True)
class Name:
    """The name of an initiative at `text[start:end]`, with the rule that found it."""

    start: int
    end: int
    text: str
    method: str
    confidence: float


def find_names(text: str) -> list[Name]:
    """Names of initiatives in a text, in order, none within another, the longest first."""
    organisations = frozenset(o.text for o in find_organisations(text))
    candidates = [
        *_operations(text),
        *_projects(text),
        *_known(text),
        *_headed(text, organisations),
        *_in_quotes(text, organisations),
    ]
    return apart(candidates)


def apart(names: Iterable[Name]) -> list[Name]:
    """Names in order, none within another, the longest first."""
    found: list[Name] = []
    for name in sorted(names, key=lambda n: (n.start, -n.end)):
        if not found or name.start >= found[-1].end:
            found.append(name)
    return found


def _operations(text: str) -> Iterator[Name]:
    for match in OPERATION.finditer(_OPENED_QUOTE.sub(" ", text)):
        name = re.split(r"-(?=\s|$)", match.group())[0]
        yield Name(match.start(), match.start() + len(name), name, "initiatives.operation", 0.9)


def _projects(text: str) -> Iterator[Name]:
    for match in _PROJECT.finditer(text):
        yield Name(match.start(), match.end(), match.group(), "initiatives.project", 0.8)


def _known(text: str) -> Iterator[Name]:
    for match in vocabulary().known.finditer(text):
        before, behind = text[: match.start()], text[match.end() :]
        pays = _PAYS.search(before) or _PAYS_FOR.match(behind)
        is_fund = pays and vocabulary().funds.match(match.group())
        is_fund = is_fund or _LEADS.search(before)
        is_body = match.group() in vocabulary().volunteers and _THE_BODY.search(before)
        if not is_fund and not is_body and not _MEETS.match(behind):
            yield Name(match.start(), match.end(), match.group(), "initiatives.known_scheme", 0.8)


# "the Sunrise Project" · "the Speedwatch scheme" · "Independent Advisor (IDA) service"
def _headed(text: str, organisations: frozenset[str]) -> Iterator[Name]:
    for match in vocabulary().headed.finditer(text):
        start, end = without_verb(text, *match.span("name"))
        if owner := _ONE_OWNER.match(text[start:end]):
            start += owner.end()
        name = text[start:end]
        before_head = (
            re.findall(CAPITAL, name) if match["small"] else re.findall(CAPITAL, name)[:-1]
        )
        before = text[:start]
        known = name in organisations and bool(
            not _OF_WORK.search(name) or _AMONG_BODIES.search(before)
        )
        known = known or bool(_WITH_ITS_THE.search(before) or _COMMISSIONED.match(text[end:]))
        is_body = name.endswith("Projects") or bool(place_before(name))
        known = known or bool(
            is_body and name.endswith(("Project", "Projects")) and _BY.search(before)
        )
        known = known or bool(match["small"] and OPERATION.match(name))
        if name in vocabulary().none or known or not before_head:
            continue
        if _OF_A_ROLE.match(text[end:]) or (name.endswith("Pack") and _YEAR.match(text[end:])):
            continue
        alone = len(before_head) == 1
        opens = start == 0 or text[:start].rstrip().endswith((".", ":", "•"))
        bare_acronym = (
            alone
            and before_head[0].isupper()
            and (
                name.endswith(("s", "service")) or bool(match["small"] and _APPOSED.search(before))
            )
        )
        if _TIME.search(name) and _OCCASION.search(before):
            continue
        if bare_acronym or (alone and match["small"] and opens and not before_head[0].isupper()):
            continue
        if alone and re.search(r"\s(?:week|weekend)s?$", name):  # "Freshers’ week"
            continue
        yield Name(start, end, name, "initiatives.named_with_kind", 0.75)


def _in_quotes(text: str, organisations: frozenset[str]) -> Iterator[Name]:
    for match in vocabulary().quoted.finditer(text):
        name, head = match["quoted"], match["head"]
        introduced = _INTRODUCED.search(text[: match.start()]) and _is_proper(name)
        if name not in organisations and (head or introduced):
            yield Name(match.start(), match.end(), name, "initiatives.quoted_name", 0.8)
    for match in re.finditer(r"#\w{4,}\s+campaign", text):
        yield Name(match.start(), match.end(), match.group(), "initiatives.hashtag", 0.8)


def _is_proper(name: str) -> bool:
    """Whether at least two words, and all but small ones, are capitalised."""
    words = [word for word in name.split() if not re.fullmatch(SMALL, word)]
    return len(words) > 1 and all(word[0].isupper() for word in words)


def without_opening(text: str, start: int, end: int) -> tuple[int, int]:
    """A name without the articles and verbs before it that a sentence begins with."""
    while opening := _OPENING.match(text[start:end]):
        start += opening.end()
    return without_owner(text, start, end)


def without_owner(text: str, start: int, end: int) -> tuple[int, int]:
    """A name without whose project it is: *Valley Trust’s Sunrise Project*."""
    owner = _OWNER.match(text[start:end])
    return start + owner.end() if owner else start, end


def without_verb(text: str, start: int, end: int) -> tuple[int, int]:
    """A name without the verb that opens its sentence: *Commission the Shelter project*."""
    for told in _EQUALS.finditer(text, start, end):
        start = told.end()
    opens = start == 0 or text[:start].endswith("\n")
    verb = _VERB_OPENING.match(text[:end], start) if opens else None
    if verb and len(text[verb.end() : end].split()) < 2:  # "Beat the Burglar"
        verb = None
    return without_opening(text, verb.end() if verb else start, end)
