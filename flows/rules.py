"""Shows the account of each rule on a terminal."""

from collections.abc import Sequence

from rich.text import Text

from flows.output import console, quiet_table
from review.ledger import Line

_DOUBTFUL = 0.7  # a share below it stands out


def show(lines: Sequence[Line], has_labels: bool) -> None:
    """A line a rule; precision and recall where there are labels."""
    table = quiet_table()
    table.padding = (0, 1, 0, 0)
    table.add_column("rule", no_wrap=True, overflow="ellipsis")
    heads = ["records", "reports", "conf", "acc.", "rej.", "share"]
    for head in heads + (["labelled", "prec.", "recall"] if has_labels else []):
        table.add_column(head, justify="right", no_wrap=True)
    for line in lines:
        cells = [
            Text(f"{line.records:,}"),
            Text(f"{line.reports:,}"),
            Text(f"{line.confidence:.2f}"),
            _count(line.accepted),
            _count(line.rejected),
            _share(line.share_accepted),
        ]
        if has_labels:
            cells += [_count(line.labelled), _share(line.precision), _share(line.recall, False)]
        table.add_row(line.rule, *cells)
    console().print(table)


def _count(n: int) -> Text:
    return Text(f"{n:,}") if n else Text("·", style="dim")


def _share(share: float | None, warns: bool = True) -> Text:
    if share is None:
        return Text("·", style="dim")
    return Text(f"{share:.2f}", style="red" if warns and share < _DOUBTFUL else "")
