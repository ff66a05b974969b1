"""Noun phrases after numbers and subjects before verbs, in marked sentences."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.measures import is_general, is_plural, phrase_end, predicate_end, subject
from extractors.tokens import Found, Token, tokenise


def tokens_of(text: str) -> list[Token]:
    """The tokens of a text, digits as numbers."""
    numbers = []
    at = 0
    for word in text.split(" "):
        if word[:1].isdigit():
            numbers.append(Found(at, at + len(word.rstrip(".,;")), "number"))
        at += len(word) + 1
    return tokenise(text, numbers)


def words(tokens: list[Token], start: int, end: int) -> str:
    """The tokens of a slice, apart by spaces."""
    return " ".join(token.text for token in tokens[start:end])


# What is counted stands before the bar
PHRASES = [
    "Safe and Well visits | to offer advice",
    "professionals | attended from health",
    "repeat offenders | (mostly burglars)",
    "youth football coaches | from Testham Town received training",
    "members of staff | have been trained",
    "stop and check operations | were run",
    "Right to Know applications | in the year",
    "thefts from shops | and in the next quarter",
    "calls for service | last year",
    "reports | on last year",
    "threats to residents | rose",
    "Community Protection Warnings | and fines",
    "newly trained volunteers | with radios",
    "women victims | were helped",
    "people | actively engaged with the posts",
    "home fire safety checks | also took place",
]
# The subject stands before the bar, the verb after it
SUBJECTS = [
    ("Theft from vehicles |has gone up", "Theft from vehicles"),
    ("Data shows that theft from vehicles |fell", "theft from vehicles"),
    ("Robbery rose by 12 and arson |fell", "arson"),
    ("Business and community burglary |rose", "Business and community burglary"),
    (
        "The share of crimes that ended in a charge |slipped",
        "share of crimes that ended in a charge",
    ),
    ("Burglary, at 4.9 a home, |fell", "Burglary"),
    ("Three wards – Castle, Moor and Dell – |rose", "Three wards"),
    ("Last year was hard, but arson |fell", "arson"),
    ("Robbery, which |rose", "Robbery"),
    ("Violence – |up", "Violence"),
    ("Backed up by council data |fell", "council data"),
    ("There |were", ""),
]


@pytest.mark.parametrize("marked", PHRASES)
def test_what_a_number_counts(marked: str) -> None:
    """The phrase ends before its verb, its adverbial or another noun phrase."""
    expected = marked.partition(" | ")[0]
    tokens = tokens_of(marked.replace(" | ", " "))
    assert words(tokens, 0, phrase_end(tokens, 0)) == expected


@pytest.mark.parametrize("text", ["in the year", "were helped", "which rose", "and more", ", 12"])
def test_no_noun_follows(text: str) -> None:
    """A preposition, a verb, a pronoun or a mark begins no noun phrase."""
    assert phrase_end(tokens_of(text), 0) == 0


@pytest.mark.parametrize(("marked", "expected"), SUBJECTS)
def test_the_subject_of_a_verb(marked: str, expected: str) -> None:
    """The subject is of the verb's own clause, and goes over an insertion."""
    tokens = tokens_of(marked.replace("|", ""))
    verb = next(at for at, one in enumerate(tokens) if one.start >= marked.index("|"))
    assert words(tokens, *subject(tokens, verb)) == expected


def test_what_is_said_of_a_share() -> None:
    """A predicate ends before a mark, or what goes on with another number."""
    tokens = tokens_of("felt safe by day, and 12 did not")
    assert words(tokens, 0, predicate_end(tokens, 0)) == "felt safe by day"
    tokens = tokens_of("are satisfied with 8 undecided")
    assert words(tokens, 0, predicate_end(tokens, 0)) == "are satisfied"


@pytest.mark.parametrize("word", ["visits", "people", "children", "DHRs", "CPN's", "staff"])
def test_plural_nouns(word: str) -> None:
    """Regular and irregular plurals, officers' acronyms."""
    assert is_plural(word)


@pytest.mark.parametrize("word", ["business", "analysis", "virus", "visit", "council's", "as"])
def test_no_plural_nouns(word: str) -> None:
    """Words that end in -s and are singular."""
    assert not is_plural(word)


def test_general_words_need_a_subject() -> None:
    """`offences` say nothing of what was done, `weapons offences` do."""
    assert is_general("recorded offences")
    assert not is_general("weapons offences")
    assert not is_general("")


@given(st.text(alphabet="ab ,.;()andofthewas12", max_size=60), st.integers(0, 20))
def test_phrases_stay_within_the_sentence(text: str, at: int) -> None:
    """Whatever the text, slices run forward and stay inside."""
    tokens = tokenise(text, [])
    start = min(at, len(tokens))
    assert start <= phrase_end(tokens, start) <= len(tokens)
    assert start <= predicate_end(tokens, start) <= len(tokens)
    first, end = subject(tokens, start)
    assert 0 <= first <= end <= start
