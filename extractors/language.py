"""The one spaCy pipeline: sentences, and phrases of the vocabulary in a text."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any

import spacy
from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc

# Officers' abbreviations after which a sentence goes on: "Cllr. Smith", "approx. 40 visits"
ABBREVIATIONS = (
    "Cllr. Cllrs. Supt. Insp. Sgt. Ch. No. no. Nos. nos. approx. Approx. est. incl. excl. inc. "
    "avg. min. max. Dept. St. Rd. Ave. Fig. fig. p.a. pp. para. s. ss. cf. vs. tel. Tel. ext. Ext."
)

# A sentence ends before these, whatever the tokens: "… by 5%.\nForce fall" · "… 5%. • Robbery"
_HARD_BREAK = re.compile(r"\n+|\s*[•▪●◦➢✓]\s*")

# Most cells and headings have no mark within that could end a sentence: no tokens are needed
_MAY_END = re.compile(r"[.!?](?!\s*$)")


@lru_cache(maxsize=1)
def pipeline() -> Language:
    """The blank English pipeline, built once: tokens and sentence ends, no model."""
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer", config={"punct_chars": [".", "!", "?"]})
    tokenizer: Any = nlp.tokenizer
    for word in ABBREVIATIONS.split():
        tokenizer.add_special_case(word, [{"ORTH": word}])
    return nlp


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Start and end of each sentence, without white space round it; line breaks end sentences."""
    spans = []
    begin = 0
    for stop in (*_HARD_BREAK.finditer(text), None):
        piece = text[begin : stop.start() if stop else len(text)]
        for start, end in _sentences_in(piece):
            spans.append((begin + start, begin + end))
        begin = stop.end() if stop else len(text)
    return spans


def _sentences_in(piece: str) -> list[tuple[int, int]]:
    if _MAY_END.search(piece):
        return _joined(piece, pipeline()(piece))
    words = piece.strip()
    start = len(piece) - len(piece.lstrip())
    return [(start, start + len(words))] if words else []


def _joined(text: str, doc: Doc) -> list[tuple[int, int]]:
    """Sentences of a text; one that begins lower-case or inside brackets belongs to the last."""
    spans: list[tuple[int, int]] = []
    first = doc.to_array(["SENT_START"]) == 1
    begins = [int(place) for place in doc.to_array(["IDX"])[first]]
    for begin, stop in pairwise([*begins, len(text)]):
        words = text[begin:stop].strip()
        if not words:
            continue
        start = text.index(words, begin)
        end = start + len(words)
        last = text[spans[-1][0] : spans[-1][1]] if spans else ""
        if last and (words[0].islower() or last.count("(") > last.count(")")):
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
    return spans


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase of the vocabulary found in a text: `text[start:end]` leads to `code`."""

    code: str
    start: int
    end: int


class Phrases:
    """Finds the phrases of a vocabulary in texts, whatever their case; the longest wins."""

    def __init__(self, vocabulary: Iterable[tuple[str, Sequence[str]]]) -> None:
        """`vocabulary`: pairs of a code and the phrases that lead to it."""
        tokenizer: Any = pipeline().tokenizer
        self._matcher = PhraseMatcher(pipeline().vocab, attr="LOWER")
        for code, phrases in vocabulary:
            self._matcher.add(code, list(tokenizer.pipe(phrases)))

    def find(self, text: str) -> list[Phrase]:
        """The phrases in the text, in order, none within another."""
        doc = pipeline().make_doc(text)
        spans = spacy.util.filter_spans(self._matcher(doc, as_spans=True))
        return [Phrase(span.label_, span.start_char, span.end_char) for span in spans]
