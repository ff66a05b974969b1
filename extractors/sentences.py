"""The sentences of a document, wherever they stand: prose, lists, headings, table cells."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from extractors.language import sentence_spans
from extractors.reading.document import Block, Cell, Document, Grid

SentenceKind = Literal["heading", "paragraph", "item", "caption", "footnote", "cell"]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: `document.text[start:end]`, and the block, or grid and cell, it stands in."""

    start: int
    end: int
    kind: SentenceKind
    section: tuple[str, ...]
    block: Block | None = None
    grid: Grid | None = None
    cell: Cell | None = None


def find_sentences(document: Document) -> Iterator[Sentence]:
    """Every sentence in reading order."""
    for part in document.content:
        if isinstance(part, Block):
            for start, end in _spans(document, part):
                yield Sentence(start, end, part.kind, part.section, block=part)
        else:
            for cell in part.cells:
                for start, end in _spans(document, cell):
                    yield Sentence(start, end, "cell", part.section, grid=part, cell=cell)


def _spans(document: Document, part: Block | Cell) -> list[tuple[int, int]]:
    spans = sentence_spans(document.words_of(part))
    return [(part.start + start, part.start + end) for start, end in spans]
