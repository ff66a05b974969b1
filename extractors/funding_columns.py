"""What the header of a column tells: what its sums are, or what its words are to the sums."""

import re
from typing import Literal

from extractors.funding_parties import Parties
from schemas.funding import FundingKind

Role = Literal["funder", "recipient", "purpose"]

# What sums stand under a header, in the order of asking
_SUMS: tuple[tuple[FundingKind, re.Pattern[str]], ...] = (
    # "Match funding" · "Partners’ money" · "Other sources" · "In-kind"
    (
        "match_funding",
        re.compile(
            r"\bmatch(?:ed)?\b|\bin[- ]kind\b|\bleverage\b|\b(?:other|external|additional"
            r"|own)\s+(?:money|fund\w*|sources?|contributions?|income|cash)\b"
            r"|\bpartners?['’]?s?\s+(?:money|funding|contributions?|share|cash|funds)\b"
            r"|\bcontributions?\s+(?:from|by)\s+(?:\w+\s+)?partners\b",
            re.I,
        ),
    ),
    # "Variance" · "Carried forward" · "Balance" · "Under/(over)spend"
    (
        "other",
        re.compile(
            r"\bunder\s?/\s?\(?over|\b(?:varianc\w+|differences?|under-?spen\w+|over-?spen\w+"
            r"|unspent|balance|remain\w+|left|surplus|deficit|change|(?:carried|brought|carry"
            r"|rolled)\s+\w+|reserves?)\b",
            re.I,
        ),
    ),
    # "Amount requested" · "Bid"
    ("bid", re.compile(r"\b(?:request\w*|bids?|asked|applied|sought)\b", re.I)),
    # "Savings"
    ("saving", re.compile(r"\bsav(?:ed|ings?)\b", re.I)),
    # "Outturn" · "Spend to date" · "Actual" · "Contract value"
    (
        "cost",
        re.compile(
            r"\b(?:out-?turn|actuals?|spen[dt]|spending|expenditure|costs?|paid|price|invoiced?"
            r"|forecast|contract\s+value|value\s+of\s+contract|used\b(?!\s+for))\b",
            re.I,
        ),
    ),
    # "Budget" · "Planned"
    ("budget", re.compile(r"\b(?:budgets?|planned|estimates?|proposed|set aside)\b", re.I)),
    # "PCC grant" · "Awarded" · "Allocation" · "Contribution"
    (
        "grant",
        re.compile(
            r"\b(?:grants?|award(?:ed|s)?|allocat\w+|received|funding|funded|contribut\w+|income"
            r"|donat\w+|given|secured|investment|sponsorship)\b",
            re.I,
        ),
    ),
)

# What the words under a header are to the sums beside them, in the order of asking
_WORDS: tuple[tuple[Role, re.Pattern[str]], ...] = (
    # "Funder" · "Paid by" · "Source of funding" · "From"
    (
        "funder",
        re.compile(
            r"\b(?:funders?|donors?|sponsors?|contributors?|fund(?:ing|ed)\s+(?:body|partner"
            r"|organisation|from)|sources?|(?:paid|met|funded|given|awarded|contributed|financed"
            r"|sponsored|resourced)\s+by)\b|^(?:from|who\s+(?:gave|paid|pays|funds))$",
            re.I,
        ),
    ),
    # "Awarded to" · "Run by" · "Provider" · "Group" · "Applicant"
    (
        "recipient",
        re.compile(
            r"\b(?:recipients?|(?:awarded|paid|given|allocated|granted)\s+to|grantees?|applicants?"
            r"|beneficiar(?:y|ies)|suppliers?|contractors?|providers?|organisations?|groups?"
            r"|(?:run|delivered|provided|organised)\s+by|delivery\s+(?:partner|agency|body)"
            r"|partnership|csp|district|agency|who\s+(?:got|received)(?:\s+it)?)\b",
            re.I,
        ),
    ),
    # "Project" · "Used for" · "What it pays for"
    (
        "purpose",
        re.compile(
            r"\b(?:purpose|projects?|schemes?|initiatives?|activit(?:y|ies)|actions?|descriptions?"
            r"|items?|for|service|interventions?|details?|what|expenditure|objectives?|heads?"
            r"|heading|use|priority|focus)\b",
            re.I,
        ),
    ),
)
# "No. of grants" · "% change" · "Visits": numbers that are no sums, whatever a caption says
NO_SUMS = re.compile(
    r"%|#|\b(?:no\.?|numbers?|count|per\s?cent|percentage|refs?|priority|people|sessions?|posts"
    r"|fte|hours|days|visits|referrals|participants|attend\w+|homes|households|places|victims"
    r"|cases|year|page|rank|target)\b",
    re.I,
)
# What stands in a header beside the name of who gives: "PCC grant 2022/23 (£)"
_BESIDE = re.compile(
    r"\(?£[^)\s]*\)?|\(?(?:20)?\d\d[-–/](?:20)?\d\d\)?|['’]s?(?=\s|$)|\b(?:core|annual|total"
    r"|grants?|money|funding|funds?|contributions?|share|cash|award(?:ed)?|allocation|amount"
    r"|income|budget|spend|match|reserves?|from|by|to)\b",
    re.I,
)


def kind_of_header(header: str) -> FundingKind | None:
    """What the sums under a header are."""
    return next((kind for kind, words in _SUMS if words.search(header)), None)


def role_of_header(header: str) -> Role | None:
    """What the words under a header are to the sums beside them."""
    return next((role for role, words in _WORDS if words.search(header)), None)


def giver_of_header(header: str, parties: Parties) -> str | None:
    """Whose money a header says it is: "PCC grant 2022/23", "Partners’ money"."""
    bare = " ".join(_BESIDE.sub(" ", header).split()).strip(" ()-–,:")
    name = parties.at(bare) if bare else None
    if name is None or len(name) < 0.7 * len(bare):
        return None
    is_named = any(organisation.text in name for organisation in parties.find(bare))
    return name if is_named or parties.is_kind(bare) else None
