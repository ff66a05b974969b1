"""Sentences and phrases by the one pipeline."""

import pytest

from extractors.language import Phrase, Phrases, sentence_spans


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in sentence_spans(text)]


SENTENCES = [
    ("Burglary fell. Robbery rose.", ["Burglary fell.", "Robbery rose."]),
    ("Cllr. Ann Other and Insp. Bloggs came.", ["Cllr. Ann Other and Insp. Bloggs came."]),
    ("It had approx. 40 visits.", ["It had approx. 40 visits."]),
    ("It rose by 3.5% to 1.2 a home.", ["It rose by 3.5% to 1.2 a home."]),
    ("Aims\nBurglary fell.", ["Aims", "Burglary fell."]),
    ("It fell.  • Robbery rose", ["It fell.", "Robbery rose"]),
    ("Homes (flats. Houses too) were visited.", ["Homes (flats. Houses too) were visited."]),
    ("Who came? Many! We thank them.", ["Who came?", "Many!", "We thank them."]),
    ("", []),
    (" \n ", []),
]


@pytest.mark.parametrize(("text", "expected"), SENTENCES)
def test_sentences(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


def test_phrases_whatever_their_case_the_longest_first() -> None:
    phrases = Phrases([("crime", ["crime"]), ("hate", ["hate crime"]), ("asb", ["anti-social"])])
    text = "HATE CRIME, crime and anti-social acts; criminal"
    assert phrases.find(text) == [
        Phrase("hate", 0, 10),
        Phrase("crime", 12, 17),
        Phrase("asb", 22, 33),
    ]


def test_no_phrase_within_a_word() -> None:
    assert Phrases([("asb", ["asb"])]).find("asbestos") == []
