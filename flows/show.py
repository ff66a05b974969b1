"""Shows one record: what it says, its words on the page, its rule and its history."""

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.text import Text

from flows.output import console
from review.columns import name_of
from review.found import FoundRecord, find_record
from review.originals import Originals
from review.pictures import NEW, PictureError, box_of, draw_marked
from review.telling import excerpt
from schemas.store import Store

_LABEL = 16
_OF_EVERY_RECORD = {"record_id", "report_id", "partnership", "report_period", "page", "x0", "top"}
_OF_EVERY_RECORD |= {"x1", "bottom", "section", "source_text", "method", "confidence"}


def find(curated: str, record_id: str, raw: Sequence[str]) -> FoundRecord:
    """Raises StoreError where there is no such record, or several begin so."""
    return find_record(Store(curated), record_id, Originals(raw))


def as_data(found: FoundRecord) -> dict[str, Any]:
    """For JSON: the record, its sentence, its rule and its history."""
    return {
        "dataset": found.dataset,
        "waits": found.waits,
        "record": dict(found.row),
        "sentence": found.sentence,
        "source": found.source,
        "file": str(found.file) if found.file else None,
        "rule": asdict(found.rule),
        "history": [asdict(event) for event in found.history],
        "decisions": [asdict(decision) for decision in found.decisions],
    }


def draw(found: FoundRecord, to: Path) -> None:
    """Writes the page with the record's box drawn. Raises PictureError and OSError."""
    box = box_of(found.row)
    if found.file is None:
        raise PictureError(f"{found.source} is not here: --raw FOLDER says where it is")
    if box is None:
        raise PictureError("the record has no place on a page: the report is a text file")
    to.write_bytes(draw_marked(found.file, found.row["page"], [(box, NEW)]).data)


def show(found: FoundRecord) -> None:
    """What the record says, its words in their sentence, why it is believed, and its history."""
    out = console()
    row = found.row
    out.print(Text(name_of(found.dataset, row), style="bold"))
    where = f"page {row['page']}" if row.get("page") else None
    told = [found.dataset, row["partnership"], row["report_period"], where]
    out.print(Text(" · ".join(filter(None, told))))
    if found.waits:
        out.print(Text("waits to be accepted: csp review", style="yellow"))
    _show_words(found, out)
    out.print()
    for column, value in found.said:
        _line(out, column, value)
    out.print()
    _line(out, "record", row["record_id"])
    _line(out, "report", row["report_id"])
    _line(out, "file", str(found.file) if found.file else f"{found.source} (not here)")
    if row.get("section"):
        _line(out, "section", row["section"])
    _line(out, "rule", row["method"])
    for line in found.why:
        _line(out, "", line)
    _show_history(found, out)


def _show_words(found: FoundRecord, out: Console) -> None:
    before, words, after = found.sentence
    line = Text("\n“", style="default")
    line.append(before, style="dim")
    line.append(words, style="bold green")
    line.append(after, style="dim")
    line.append("”")
    out.print(line)


def _show_history(found: FoundRecord, out: Console) -> None:
    out.print()
    for event in found.history:
        columns = f": {', '.join(event.columns)}" if event.columns else ""
        who = f", accepted by {event.who}" if event.who else ""
        _line(out, event.when[:16].replace("T", " "), f"{event.what}{columns}{who}")
        _line(out, "", f"code {event.code}")
    for decision in found.decisions:
        why = f" ({excerpt({'source_text': decision.why}, 60)})" if decision.why else ""
        said = f"{decision.kind} {decision.what}ed by {decision.who}{why}"
        _line(out, decision.when[:16].replace("T", " "), said)


def _line(out: Console, label: str, value: str) -> None:
    text = Text(f"{label.replace('_', ' '):<{_LABEL}} ", style="dim")
    text.append(value, style="default")
    out.print(text)
