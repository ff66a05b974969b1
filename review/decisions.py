"""What people decided on changes: a file a report that belongs in git, and is replayed."""

import json
import os
import re
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Literal

from review.diff import Change
from schemas.folder import StoreError

What = Literal["accept", "reject", "undo"]
_WHATS = ("accept", "reject", "undo")
_REPORT_ID = re.compile(r"[a-z0-9][a-z0-9-]*")


@dataclass(frozen=True)
class Decision:
    """One line of a decisions file."""

    what: What
    dataset: str
    record_id: str
    kind: str
    """What became of the record, as `review.diff.KINDS` has it."""
    rule: str
    change: str
    """Id of the change: it hashes both readings of the record and their words."""
    words: str
    """Hash of the words that the records were read from."""
    who: str
    when: str
    """UTC, to the second."""
    why: str = ""

    @classmethod
    def on(cls, change: Change, what: What, who: str, when: str, why: str = "") -> "Decision":
        """What somebody decided on a change."""
        return cls(
            what=what,
            dataset=change.dataset,
            record_id=change.record_id,
            kind=change.kind,
            rule=change.rule,
            change=change.id,
            words=change.words,
            who=who,
            when=when,
            why=why,
        )

    @classmethod
    def from_line(cls, line: str, place: str) -> "Decision":
        """Raises StoreError where the line is none."""
        try:
            values = json.loads(line)
            decision = cls(**values)
        except (ValueError, TypeError) as error:
            raise StoreError(f"{place} is no decision ({error}): mend or remove it") from error
        said = (getattr(decision, field.name) for field in fields(cls))
        if decision.what not in _WHATS or not all(isinstance(value, str) for value in said):
            raise StoreError(f"{place} is no decision: `what` is one of {', '.join(_WHATS)}")
        return decision


class Decisions:
    """The decisions files of a folder, one a report, lines added at the end and never changed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @classmethod
    def beside(cls, curated: str) -> "Decisions":
        """Those that belong to a folder of datasets; CSP_DECISIONS names another place."""
        return cls(review_folder(curated) / "decisions")

    def path(self, report_id: str) -> Path:
        """The file of a report; raises StoreError where that is no report's id."""
        if not _REPORT_ID.fullmatch(report_id):
            raise StoreError(f"{report_id!r} is no id of a report")
        return self.folder / f"{report_id}.jsonl"

    def all_of(self, report_id: str) -> list[Decision]:
        """All that was ever decided on a report, in order. Raises StoreError."""
        path = self.path(report_id)
        try:
            lines = path.read_text("utf-8").splitlines()
        except FileNotFoundError:
            return []
        except (OSError, UnicodeError) as error:
            raise StoreError(f"{path} cannot be read: {error}") from error
        numbered = enumerate(lines, start=1)
        return [Decision.from_line(line, f"{path}, line {n}") for n, line in numbered if line]

    def standing(self, report_id: str) -> dict[str, Decision]:
        """The last decision on each change, by its id, without what was undone."""
        last = {decision.change: decision for decision in self.all_of(report_id)}
        return {change: found for change, found in last.items() if found.what != "undo"}

    def add(self, report_id: str, decisions: Sequence[Decision]) -> None:
        """Saves decisions before it returns. Raises StoreError."""
        path = self.path(report_id)
        text = "".join(
            json.dumps(asdict(decision), ensure_ascii=False) + "\n" for decision in decisions
        )
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("a", encoding="utf-8") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise StoreError(f"{path} cannot be written: {error.strerror}") from error

    def report_ids(self) -> list[str]:
        """The reports on which something was decided."""
        return sorted(path.stem for path in self.folder.glob("*.jsonl"))


def review_folder(curated: str) -> Path:
    """Where decisions and row counts of these datasets are kept: `review` beside their folder."""
    if named := os.environ.get("CSP_DECISIONS"):
        return Path(named).absolute().parent
    return Path("review") if "://" in curated else Path(curated).absolute().parent / "review"


def earlier(change: Change, decisions: Iterable[Decision]) -> Decision | None:
    """The last decision on the same record that does not hold any more: why it asks again."""
    found = [
        decision
        for decision in decisions
        if decision.change != change.id
        and decision.dataset == change.dataset
        and decision.record_id == change.record_id
        and decision.what != "undo"
    ]
    return found[-1] if found else None
