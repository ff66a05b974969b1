"""Tells what a sum is, a grant, a cost, a bid..., from the words round it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from extractors.values.money import Money
from schemas.funding import FundingKind

_NEAR = 60  # characters within which a word is sure to be about the sum
_BEHIND = 12  # characters: a word behind a sum tells less of it than one before

# The words that tell what a sum is; of several the one nearest to it counts
KINDS: tuple[tuple[FundingKind, re.Pattern[str]], ...] = (
    # "saved the force £40,000" · "a cashable saving of £2m"
    # "stopped losses of £9,000" · "prevented £400 being handed over"
    (
        "saving",
        re.compile(
            r"\b(?<!her )(?<!his )(?<!life )(?<!their )(?:sav(?:e[ds]?|ing|ings)|cashable"
            r"|cost avoidance|(?-i:(?!Prevent\b))(?:stopp?|prevent|avoid|avert)(?:ed|s"
            r"|ing)?\s+(?:\w+\s+){0,2}?(?:loss(?:es)?\b|costs?\b|(?=£))|(?:stopp?|prevent)(?:ed|s"
            r"|ing)?\s+[^.;£]{2,60}?\b(?:handing|sending|losing|paying|transferring)\b)",
            re.I,
        ),
    ),
    # "a bid for £20,000 was submitted" · "has applied for £5,000"
    (
        "bid",
        re.compile(
            r"\b(?:(?-i:(?!BID))bids?(?: for| of| to)?|expressions? of interest|appl(?:y|ied"
            r"|ying) for|applications?(?: for)?|submi(?:t|tted|ssion)|seek(?:ing)?|request(?:ed"
            r"|ing|s| that)|ask(?:ed|ing|s)?(?: [^.;£]{2,60})? for|(?:is|are|was|were"
            r"|being) sought)\b",
            re.I,
        ),
    ),
    # "£8,000 match funding from the trust" · "matched by the Council"
    (
        "match_funding",
        re.compile(
            r"\bmatch(?:ed)?[- ]?fund(?:ed|ing|s)?|\bmatch(?:ed|es)?\b(?: \w+)? (?:by|with)\b"
            r"|\bin[- ]kind\b(?: contributions?| support| funding)?",
            re.I,
        ),
    ),
    # "a successful bid for £12,000" · "awarded £3,000" · "core funding of £30,000"
    (
        "grant",
        re.compile(
            r"\b(?:(?:(?:successful(?:ly)?|approved)\b(?: in| with)?(?: \w+){0,3}? (?:bids?"
            r"|bidding|appl\w+)|(?:bids?|applications?) (?:was|were|being|proved|has been"
            r"|have been) (?:successful|approved|granted))(?: for| of)?|(?:grants?|awards?"
            r"|donations?) (?:\w+ ){0,2}paid|grants?|granted|award(?:s|ed|ing)?|allocat(?:e[ds]?"
            r"|ion|ions|ing)|receiv(?:e[ds]?|ing)|secur(?:e[ds]?|ing)|funding|funds?|funded|given"
            r"|gave|invest(?:ed|ment|ments|ing)?|contribut(?:e[ds]?|ions?|ing)|donat(?:e[ds]?"
            r"|ions?|ing)|provided|successful|distribut(?:e[ds]?|ing)|sponsor(?:ed|ship)"
            r"|made available|pledged|attracted|cheques?|(?:brought|levered) in(?:to)?|(?:went"
            r"|goes|passed|handed(?: on| over)?) to|(?:our|total|partnership['’]?s?|csp) income"
            r"|benefit(?:t?ed)? from|won)\b",
            re.I,
        ),
    ),
    # "an allocated budget of £17,000" · "£5,000 has been set aside"
    (
        "budget",
        re.compile(
            r"\b(?:(?:allocated |annual |core |total )*budget(?:ed|s)?|set aside|ring-?fenced"
            r"|ear-?marked|to spend|h[eo]lds?(?: back)?(?= [^.;£]{0,25}£)|be (?:allocated|used"
            r"|spent))\b",
            re.I,
        ),
    ),
    # "at a cost of £42 a head" · "goods worth £900 were stolen" · "£15 an hour"
    (
        "cost",
        re.compile(
            r"\b(?:costs?|costing|costed|(?:went|goes|going|taken|took) (?:on|up)\b|spent"
            r"|spend(?:ing|s)?|loss(?:es)?|los[et]s?|bill|paid"
            r"|pay(?:ing)?|part(?:ed)? with|c[ao]mes? in at|work(?:s|ed)? out at|(?:needs?"
            r"|requires?)(?= (?:\w+ ){0,2}£)|worth|valued?|damages?|expenditure|price[ds]?|stolen"
            r"|stole|theft of|thefts?|purchas(?:e|ed|ing)|bought|sal(?:ary|aries)|wages?|hourly"
            r"|charged?|commissioned|contract(?:ed)?|conned|tricked|duped|cheated|defraud\w*"
            r"|scammed|debts?|arrears|per hour|an hour)\b",
            re.I,
        ),
    ),
    # "a £1,000 fine" · "fundraised £400": neither given to a partner nor spent
    (
        "other",
        re.compile(
            r"\b(?:fines?|fined|penalt(?:y|ies)|seiz(?:ed?|ures?|ing)|recovered|confiscat\w+"
            r"|forfeit\w*|refund\w*|repaid|reimbursed|got [^.;]{0,30}\bback|income|turnover"
            r"|compensation|fund-?rais\w+|raised|surcharge|rewards?|precept|council tax|proceeds"
            r"|variance|difference|carry[- ]forward)\b",
            re.I,
        ),
    ),
)

# What was taken, found again or ordered to be paid is no cost, whatever it was worth
_TAKEN = re.compile(
    r"\b(?:seiz(?:ed|ures?|ing)|confiscat\w+|forfeit\w*|fined|fines?|penalt(?:y|ies)|court costs"
    r"|(?:illegal|illicit|counterfeit)\b[^.;]*\b(?:worth|value)|victim surcharge|ordered to pay"
    r"|recover(?:ed|ing)|street value|(?:house|property) prices?|earnings|household incomes?)\b",
    re.I,
)
# "£2,300 was left unspent" · "£4,000 less than last year" · "a reduction of £500": no money given
_DIFFERENCE = re.compile(
    r"\b(?:under-?spen[dt]\w*|over-?spen[dt]\w*|unspent|unable to spend|unallocated|left over"
    r"|(?:carr(?:y|ied"
    r"|ying)|brought) (?:\w+ ){0,2}?forward|roll(?:ed)? (?:forward|over)|shortfall|deficit"
    r"|budget (?:gap|pressure)|surplus|reserves?,? (?:of|currently|stands?|totall?ing|is|was|are"
    r"|were)|(?:reduction|increase|rise|cut|fall|decrease|drop|uplift) of)\b"
    r"|£\S+ (?:a year )?(?:less|more|lower|higher|up|down)\b(?: than| on)|£\S+ (?:below|above"
    r"|short of|(?:under|over) budget)\b|£\S+ (?:was|is|were|had been) (?:left|unspent)\b"
    r"|\b(?:increas\w*|reduc\w*|decreas\w*|cut|rose|fell|fall\w*|up|down) by (?=\S*£)",
    re.I,
)
# "staff time worth £9,000" · "raised £900 themselves" · "from its own budget"
_OWN_MEANS = re.compile(
    r"\b(?:\d+ hours\b[^.;]*\b(?:worth|valued?)|(?:in[- ]kind|(?:staff|volunteer"
    r"|officer)s?['’]? time)\b[^.;]*\b(?:worth|valued?)\b|(?:worth|valued?)\b[^.;]* (?:in[- ]kind"
    r"|staff time|volunteer time)|raised\b[^.;]* (?:themselves|of their own|from other sources)"
    r"|(?:add|contribut|put|match|provid|gave|giv|top)\w*\b[^.;]* (?:of (?:its|their|our) own"
    r"|from (?:its|their|our) own (?:budgets?|resources|reserves|funds)))\b",
    re.I,
)
# "found £9,000 to match it" · "gave £900 in kind"
_TO_MATCH = re.compile(r"\bto match\b|£\S+ in[- ]kind\b", re.I)
# "The Commissioner tops this up by £9,000"
_TOPS_UP = re.compile(r"\btop(?:s|ped|ping)? (?:\w+ ){0,2}?up\b", re.I)
# Words that settle what a sum is, whatever stands nearer to it
_SURE: tuple[tuple[FundingKind, re.Pattern[str]], ...] = (
    ("other", _TAKEN),
    ("match_funding", _OWN_MEANS),
    ("match_funding", _TO_MATCH),
    ("grant", _TOPS_UP),
    ("other", _DIFFERENCE),
)
# "£9,000 of next year’s grant set aside for it"
_PUT_BY = re.compile(
    r"^\s*(?:of [^.;£]{2,40}? )?(?:(?:has|have) been |is |was |to be |being "
    r"|will be )?(?:set aside|ear-?marked|ring-?fenced)\b"
)
_HOW_SPENT = re.compile(
    r"\b(?:is|are|will be|to be) (?:being )?(?:spent|used|allocated|split|shared|divided)\b"
    r"|planned spend",
    re.I,
)
# "It is recommended that £9,000 is spent on cameras": not yet spent
_PROPOSED = re.compile(r"\b(?:recommend|propos)\w*\b[^.;£]*\b(?:that|to)\b[^.;£]*$", re.I)
# "the £9,000 project"
_WHAT_COSTS = re.compile(
    r"^\s(?:[a-z-]+\s){0,2}(?:project|pilot|programme|scheme|refurbishment|campaign|upgrade"
    r"|contract|system)\b"
)
# "a capital programme of £9,000 replaced"
_COSTING = re.compile(
    r"\b(?:project|programme|scheme|refurbishment|upgrade|contract|works?) of (?:\w+ ){0,2}$", re.I
)
# "Fraudsters took £9,000" · "gave £3,000 to a bogus officer": lost, though the verbs are of giving
_SWINDLE = re.compile(
    r"\b(?:criminals|fraudsters?|thie(?:f|ves)|burglars?|scammers?|gangs?|conm[ae]n"
    r"|rogue traders?)\s+(?:\w+\s+){0,3}?(?:made|took|taken|stole|got|demanded|charged|obtained"
    r"|claimed)\b|\b(?:gave|handed|paid|sent|transferred|given)\b[^.;]*\bto\s+(?:an?"
    r"|the)\s+(?:\w+\s+)?(?:bogus|fake|fraudsters?|scammers?|callers?|strangers?|criminals?"
    r"|conm[ae]n|rogue|man|woman)\b(?! (?:charity|group|club))",
    re.I,
)
# "fitted 90 locks for £8,100"
_FOR_PRICE = re.compile(
    r"(?<!cheque )\bfor (?:about |around |just |only |under |over |some )?$", re.I
)
# "at around £640 a pupil"
_AT = re.compile(r"\bat (?:[a-z]+ ){0,4}$", re.I)
_SUCCESSFUL = re.compile(
    r"\b(?:was|were|proved|has been|have been) (?:\w+ )?(?:successful|approved"
    r"|granted)\b(?! in part| for part)"
)
_SEIZED = re.compile(r"\b(?:seiz(?:ed|ures?|ing)|confiscat\w+)\b[^.;]*\b(?:worth|value)\b", re.I)
# "A bid for funding of £20,000 was submitted": asked for, though the word "funding" is nearer
_ASKED = re.compile(
    r"\b(?:bids? (?:for|of|to|totalling|worth|has been|have been|was|were)|(?:submitted"
    r"|put in) an? (?:\w+ ){0,3}?(?:bid|application|request|proposal)|appl(?:ied"
    r"|ying) (?:to [^.;£]{3,60} )?for|applications? (?:for|to|of|totalling)|ask(?:ed"
    r"|ing) [^.;£]{0,60}?for|lodged|request(?:ed|ing|s)|seeking|sought)\b",
    re.I,
)
_GRANTED = re.compile(
    r"\b(?:award\w*|receiv\w+|secur\w+|grant(?:ed|ing)\b|successful\w*|approved|allocated|won\b"
    r"|given|obtained)",
    re.I,
)
_NOT_GRANTED = re.compile(
    r"\b(?:(?:bids|applications|requests) (?:were|have been) (?:received|submitted|made)"
    r"|unsuccessful\w*|successful in part|partly successful|not successful|not awarded|rejected"
    r"|turned down|declined)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class ToldKind:
    """What a sum is; `is_near`: a word close to it tells."""

    kind: FundingKind
    is_near: bool


def kind_of_sum(
    text: str, money: Money, stretch: tuple[int, int], announced: Iterable[str] = ()
) -> ToldKind | None:
    """What the sum is by the word nearest to it: in its stretch, its sentence, the lines above."""
    if own := own_kind(text, money, stretch):
        return own
    if whole := own_kind(text, money, (0, len(text))):
        return replace(whole, is_near=False)
    kinds = (kind for line in announced if (kind := kind_of_line(line)))
    return next((ToldKind(kind, is_near=False) for kind in kinds), None)


def own_kind(text: str, money: Money, stretch: tuple[int, int]) -> ToldKind | None:
    """What a sum is by the word nearest to it within a stretch of the text."""
    if money.basis == "per_pound":
        return ToldKind("saving", is_near=True)
    if money.basis == "per_unit" and _AT.search(text[stretch[0] : money.start]):
        return ToldKind("cost", is_near=True)
    if is_swindle(text[stretch[0] : stretch[1]]):
        return ToldKind("cost", is_near=True)
    if _PUT_BY.match(text[money.end : stretch[1]]):
        return ToldKind("budget", is_near=True)
    found = _nearest(text, money, *stretch)
    if found and found.kind in ("cost", "grant") and _PROPOSED.search(text[: money.start]):
        return ToldKind("budget", is_near=True)
    lead, behind = text[stretch[0] : money.start], text[money.end : stretch[1]]
    is_price = _FOR_PRICE.search(lead) or _COSTING.search(lead) or _WHAT_COSTS.match(behind)
    if found is None and is_price:
        return ToldKind("cost", is_near=False)
    # "seized £18,000 in cash and drugs worth £40,000"
    is_taken = found and found.kind == "cost" and _SEIZED.search(text[: money.start])
    return replace(found, kind="other") if found and is_taken else found


def is_swindle(words: str) -> bool:
    """Whether words tell of money that went to a criminal."""
    return _SWINDLE.search(words) is not None


def is_leftover(label: str) -> bool:
    """Whether a row is called after money that nobody gave or spent: "Carried forward"."""
    return _DIFFERENCE.search(label) is not None


def is_meant(line: str) -> bool:
    """Whether a line heads what money is meant for, not what it cost: "How the grant is spent"."""
    return _HOW_SPENT.search(line) is not None


def kind_of_line(text: str) -> FundingKind | None:
    """What sums under a heading, or in a column with this header, are."""
    found = [(m.start(), kind) for kind, words in KINDS for m in words.finditer(text)]
    kinds = [kind for _, kind in sorted(found)]
    if is_meant(text):
        return "budget"
    if kinds and "match_funding" in kinds:
        return "match_funding"
    return kinds[-1] if kinds else None


def _nearest(text: str, money: Money, start: int, end: int) -> ToldKind | None:
    told = text[start:end]
    for sure, words in _SURE:
        if words.search(told):
            return ToldKind(sure, is_near=True)
    if _ASKED.search(told) and _SUCCESSFUL.search(told):
        return ToldKind("grant", is_near=True)
    if _NOT_GRANTED.search(told) or (_ASKED.search(told) and not _GRANTED.search(told)):
        return ToldKind("bid", is_near=True)
    found = [
        (start + m.start(), start + m.end(), kind)
        for kind, words in KINDS
        for m in words.finditer(told)
    ]
    alone = [
        one
        for one in found
        if not any(o != one and o[0] <= one[0] and one[1] <= o[1] for o in found)
    ]
    nearest = sorted((distance(money, first, last), kind) for first, last, kind in alone)
    return ToldKind(nearest[0][1], nearest[0][0] <= _NEAR) if nearest else None


def distance(money: Money, start: int, end: int) -> int:
    """Characters between words and the sum; words behind it count as a little further off."""
    return money.start - end if end <= money.start else (start - money.end) + _BEHIND
