"""Initiatives that a sentence names."""

import re
from collections.abc import Iterator

from extractors.initiative_accounts import Accounts
from extractors.initiative_achievements import text_under
from extractors.initiative_agencies import agencies_of, agency_over
from extractors.initiative_appositions import find_explained
from extractors.initiative_contexts import find_in_context
from extractors.initiative_facts import Found, told_of
from extractors.initiative_names import Name, apart, find_names
from extractors.initiative_openings import find_subject
from extractors.initiative_periods import period_of
from extractors.initiative_status import status_of, status_of_text
from extractors.scope import Scope
from extractors.sentences import Sentence
from extractors.values.names import clean_name


# "Op Dial is a force wide operation" · "the Crucial Crew initiative"
def find_mentioned(scope: Scope, accounts: Accounts) -> Iterator[Found]:
    """The initiatives that sentences, headings and cells that lay out text name."""
    agencies = agencies_of(scope.document.text)
    for sentence in _telling(scope, accounts):
        text = scope.words(sentence)
        names = find_names(text)
        if sentence.kind == "heading":
            names = [name for name in names if len(name.text) > 0.6 * len(text)]
        else:
            in_account = accounts.tells(sentence.start, sentence.block) in ("done", "work")
            subject = find_subject(text, agencies, in_account=in_account)
            explained = find_explained(text, agencies)
            names = apart([*names, *explained, *find_in_context(text), *subject])
        yield from (_found(scope, accounts, sentence, name) for name in names)


def find_planned_again(scope: Scope, accounts: Accounts, found: list[Found]) -> Iterator[Found]:
    """What will be done with an initiative that the report names elsewhere.

    *Bring Second Half to all schools*, under *What we will do*, names it only to who knows it.
    """
    known = {_short(one.name) for one in found if one.method != "initiatives.plan_row"}
    known = {name for name in known if len(name.split()) > 1 and len(name.split()) < 6}
    if not known:
        return
    pattern = re.compile(rf"(?<![\w’'-])(?:{'|'.join(map(re.escape, sorted(known)))})(?![\w’'-])")
    for sentence in _telling(scope, accounts):
        if accounts.tells(sentence.start, sentence.block) != "ahead":
            continue
        for match in pattern.finditer(scope.words(sentence)):
            name = Name(*match.span(), match.group(), "initiatives.named_before", 0.7)
            yield _found(scope, accounts, sentence, name)


def _telling(scope: Scope, accounts: Accounts) -> Iterator[Sentence]:
    for sentence in scope.prose():
        if sentence.kind not in ("caption", "footnote") and not accounts.is_target(sentence.start):
            yield sentence


def _short(name: str) -> str:
    return re.sub(r"^The\s+", "", name)


def _found(scope: Scope, accounts: Accounts, sentence: Sentence, name: Name) -> Found:
    text, block = scope.words(sentence), sentence.block
    start, end = sentence.start + name.start, sentence.start + name.end
    status = status_of(scope, accounts, sentence, start, end)
    if block is not None and block.kind == "heading":
        text = text_under(scope, block)
        status = status_of_text(scope, accounts, block, text)
    over = agency_over(sentence.section, agencies_of(scope.document.text))
    before = scope.document.text[block.start : sentence.start] if block else ""
    behind = scope.document.text[sentence.end : block.end] if block else ""
    return Found(
        start,
        end,
        (sentence.start, sentence.end),
        clean_name(name.text),
        period_of(scope, accounts, scope.words(sentence), sentence.start, block, status),
        name.method,
        name.confidence,
        told_of(name.text, text, status, before, behind, over=over),
    )
