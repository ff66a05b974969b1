"""Finds numbers that may count something: figures, words, shares, ranks."""

import re

from extractors.values.decoys import Decoy, decoy_candidates, find_decoys
from extractors.values.figures import SMALL_WORD
from extractors.values.quantities import Number, quantities
from extractors.values.shares import RANK_WORD, shares
from extractors.values.spans import longest, outside

__all__ = ["Decoy", "Number", "find_decoys", "find_numbers"]

_HINT = re.compile(
    rf"[0-9½⅓⅔¼¾⅕]|\b(?:{SMALL_WORD}|{RANK_WORD}|half|dozen|hundred|thousand|million|quarter|third"
    r"|fifth|tenth|twice)|fold\b",
    re.IGNORECASE,
)


def find_numbers(text: str) -> list[Number]:
    """The numbers in a text, in order; a date, an age, a sum of money, a period... is none."""
    if not _HINT.search(text):
        return []
    candidates = longest([*shares(text), *quantities(text)])
    return longest(outside(candidates, decoy_candidates(text)))
