"""Finds what partners did, do or plan: rows of action plans, achievements, named schemes."""

from collections.abc import Iterator

from extractors.initiative_accounts import Accounts
from extractors.initiative_achievements import find_achieved
from extractors.initiative_mentions import find_mentioned, find_planned_again
from extractors.initiative_plans import find_planned
from extractors.initiative_retold import told_once
from extractors.initiative_tables import find_funded
from extractors.provenance import make_record
from extractors.scope import Scope
from schemas import Initiative


def find_initiatives(scope: Scope) -> Iterator[Initiative]:
    """One row an initiative and period, where the report tells most of it."""
    accounts = Accounts(scope)
    found = [
        *find_planned(scope, accounts),
        *find_funded(scope, accounts),
        *find_achieved(scope, accounts),
        *find_mentioned(scope, accounts),
    ]
    again = list(find_planned_again(scope, accounts, found))
    for one in told_once([*found, *again]):
        yield from make_record(
            scope,
            Initiative,
            (one.start, one.end),
            one.clause,
            name=one.name,
            period=one.period,
            method=one.method,
            confidence=one.confidence,
            **one.columns,
        )
