"""A difference as Markdown for a pull request, short enough to be posted."""

import re
from collections.abc import Iterator, Sequence

from review.diff import KINDS, Change, Difference
from review.telling import Group, around, excerpt, groups, listed, told

MOST = 64_000
"""Characters; GitHub takes 65,536."""

_EXAMPLES = 3  # changes of a rule and report
_FOOT = 400  # characters kept for the last lines
_GRAVE = {"lost", "value", "unit", "period"}  # what somebody must have looked at: a box to tick
# Characters that Markdown, HTML or GitHub (@somebody, #12) would take for more than they are.
_ACTIVE = re.compile(r"[\\`*_\[\]<>|~#@&!$]")


def as_markdown(difference: Difference, most: int = MOST) -> str:
    """Counts by dataset and kind, all lost records, then examples of each rule's changes."""
    if not difference.is_any:
        return f"### csp diff: nothing changed\n\n{difference.reports} reports compared.\n"
    found = groups(difference)
    lost = [group for group in found if group.is_lost]
    text = "\n".join(_head(difference)) + "\n"
    text += _lost(lost, most - len(text) - _FOOT)
    hidden = 0
    for group in found[len(lost) :]:
        section = "\n".join(_section(group)) + "\n"
        if hidden or len(text) + len(section) > most - _FOOT:
            hidden += len(group.changes)
        else:
            text += section
    if hidden:
        text += f"\n**{hidden:,} more changes are not shown here**: `csp diff` shows them.\n"
    return text


def _head(difference: Difference) -> Iterator[str]:
    counts = difference.counts()
    lost = sum(found["lost"] for found in counts.values())
    yield f"### csp diff: {len(difference.changes):,} changes in {difference.reports:,} reports"
    yield ""
    yield f"**{lost:,} lost**, {sum(difference.same.values()):,} records the same."
    yield ""
    for gap in difference.gaps[:50]:
        yield f"- **{escaped(str(gap))}**"
    if len(difference.gaps) > 50:
        yield f"- and {len(difference.gaps) - 50:,} more missing or new reports and columns"
    yield ""
    yield "| dataset | " + " | ".join((*KINDS, "same")) + " |"
    yield "|---|" + "--:|" * (len(KINDS) + 1)
    for dataset, found in counts.items():
        cells = (f"{found[kind]:,}" if found[kind] else "" for kind in (*KINDS, "same"))
        yield f"| {dataset} | " + " | ".join(cells) + " |"


def _lost(found: Sequence[Group], most: int) -> str:
    """All lost records: with their words, or shorter, or by page, until there is room."""
    if not found:
        return ""
    n = sum(len(group.changes) for group in found)
    head = f"\n#### Lost: {n:,}\n"
    for section in (_section, _short_section, _by_page):
        text = head + "".join("\n".join(section(group)) + "\n" for group in found)
        if len(text) <= most:
            return text
    reports = sorted({name for group in found for name, _ in group.reports})
    return f"{head}\nIn {len(reports):,} reports: {listed(reports, 100)}; `csp diff` lists them.\n"


def _section(group: Group) -> Iterator[str]:
    """A rule's changes by report: all that are lost, else some."""
    yield f"\n**`{group.rule}`** {group.dataset}: {group.summary}\n"
    for report_id, changes in group.reports:
        shown = changes if group.is_lost else changes[:_EXAMPLES]
        for change in shown:
            yield _line(change, report_id)
        if rest := len(changes) - len(shown):
            yield f"- and {rest:,} more in {report_id}"


def _line(change: Change, report_id: str) -> str:
    page = f" p. {change.page}" if change.page else ""
    box = "[ ] " if change.kind in _GRAVE else ""
    name = escaped(change.name[:120])
    what = [
        f"{item.column}: {escaped(old)} → {escaped(new)}"
        for item in told(change)
        for old, new in [around(item.old, item.new, 60)]
    ]
    words = f"“{escaped(excerpt(change.row, 90))}”"
    said = "; ".join(what) or words
    return f"- {box}{change.kind}: {report_id}{page} **{name}** {said}"


def _short_section(group: Group) -> Iterator[str]:
    yield f"\n**`{group.rule}`** {group.dataset}: {group.summary}\n"
    for report_id, changes in group.reports:
        names = (f"p. {change.page or '–'} {escaped(change.name[:30])}" for change in changes)
        yield f"- {report_id}: {'; '.join(names)}"


def _by_page(group: Group) -> Iterator[str]:
    yield f"\n**`{group.rule}`** {group.dataset}: {group.summary}\n"
    for report_id, changes in group.reports:
        pages = sorted({change.page or 0 for change in changes})
        told_pages = listed([str(page) for page in pages], 12)
        yield f"- {report_id}: {len(changes):,} lost on pages {told_pages}"


def escaped(text: str) -> str:
    """Text from a report that stays text: no markup, no mention, no link."""
    return _ACTIVE.sub(lambda found: f"&#{ord(found[0])};", text)
