"""The one spaCy pipeline: sentences and phrase matching over the vocabulary."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import spacy
from spacy.language import Language
from spacy.matcher import PhraseMatcher


@lru_cache(maxsize=1)
def pipeline() -> Language:
    """The blank English pipeline, built once: tokens only, no model."""
    return spacy.blank("en")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase of the vocabulary found in a text: `text[start:end]` leads to `code`."""

    code: str
    start: int
    end: int


class Phrases:
    """Finds the phrases of a vocabulary in texts, whatever their case; longest first wins."""

    def __init__(self, vocabulary: Iterable[tuple[str, Sequence[str]]]) -> None:
        """`vocabulary`: pairs of a code and the phrases that lead to it."""
        nlp = pipeline()
        self._matcher = PhraseMatcher(nlp.vocab, attr="LOWER")
        for code, phrases in vocabulary:
            self._matcher.add(code, list(nlp.tokenizer.pipe(phrases)))

    def find(self, text: str) -> list[Phrase]:
        """The phrases in the text, in order, none within another."""
        doc = pipeline().make_doc(text)
        spans = spacy.util.filter_spans(self._matcher(doc, as_spans=True))
        return [Phrase(span.label_, span.start_char, span.end_char) for span in spans]
