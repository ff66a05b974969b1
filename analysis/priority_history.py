"""Builds `priority_history`: what became of each priority from one told period to the next."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pyarrow as pa

from analysis.periods import years_between
from analysis.priority_match import PROBABLE, Said, Sure, link, said_of
from analysis.wording import place_of

PRIORITY_COLUMNS = [
    "record_id",
    "report_id",
    "partnership",
    "report_period",
    "page",
    "area",
    "text",
    "ordinal",
    "period",
    "owner",
    "themes",
    "confidence",
]
_NEAR, _NEARER = 30, 45  # likeness to a wording left over that makes *new* and *dropped* less sure


@dataclass
class _Wording:
    """A priority of one period, and where it comes from."""

    row: dict[str, Any]
    said: Said
    n_reports: int
    chain: int
    before: list["_Wording"] = field(default_factory=list)
    score: float | None = None


def find_priority_history(priorities: pa.Table) -> list[dict[str, Any]]:
    """Rows of `priority_history`, from the dataset `priorities`; those of no period are in none."""
    rows = priorities.select(PRIORITY_COLUMNS).sort_by("record_id").to_pylist()
    whose: dict[tuple[str, str, str], list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        if row["period"] is not None:
            place = "" if row["area"] is None else place_of(row["area"], row["partnership"])
            whose[row["partnership"], row["owner"], " ".join(place)].append(row)
    return [event for key in sorted(whose) for event in _events(whose[key])]


def _events(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The events of one partnership and owner, by period and place in the list."""
    periods = _by_period(rows)
    chains = list(range(sum(map(len, periods.values()))))
    events: list[dict[str, Any]] = []
    earlier: tuple[str, list[_Wording]] | None = None
    for period, wordings in periods.items():
        if earlier is None:
            events += [_event(wording, period, "first", "certain") for wording in wordings]
        else:
            events += _between(earlier, (period, wordings), chains)
        earlier = period, wordings
    names = _names(chains, [w for wordings in periods.values() for w in wordings])
    for event in events:
        event["chain_id"] = names[_root(chains, event.pop("chain"))]
    return events


def _by_period(rows: list[dict[str, Any]]) -> dict[str, list[_Wording]]:
    """The wordings of each period; the same told by several reports is one."""
    same: dict[str, dict[tuple[str, ...], list[dict[str, Any]]]] = defaultdict(dict)
    for row in rows:
        key = tuple(sorted(said_of(row["text"], row["themes"]).all_words))
        same[row["period"]].setdefault(key, []).append(row)
    found: dict[str, list[_Wording]] = {}
    n = 0
    for period in sorted(same):
        best = [(min(told, key=_worth), told) for told in same[period].values()]
        best.sort(key=lambda one: _place(one[0]))
        found[period] = []
        for row, told in best:
            reports = {other["report_id"] for other in told}
            said = said_of(row["text"], row["themes"])
            found[period].append(_Wording(row, said, len(reports), n))
            n += 1
    return found


def _worth(row: dict[str, Any]) -> tuple[Any, ...]:
    """The report of that period first, then a place in a list, then what was read best."""
    own, listed = row["report_period"] != row["period"], row["ordinal"] is None
    return own, listed, -row["confidence"], row["report_id"], row["record_id"]


def _place(row: dict[str, Any]) -> tuple[Any, ...]:
    return row["ordinal"] is None, row["ordinal"] or 0, row["text"], row["record_id"]


def _between(
    earlier: tuple[str, list[_Wording]], later: tuple[str, list[_Wording]], chains: list[int]
) -> Iterator[dict[str, Any]]:
    """What became of the priorities of one told period in the next."""
    (before, old), (period, new) = earlier, later
    links = link([w.said for w in old], [w.said for w in new])
    heirs: dict[int, int] = defaultdict(int)
    for a, b, score in links:
        heirs[a] += 1
        new[b].before.append(old[a])
        new[b].score = max(new[b].score or 0.0, score)
        _join(chains, old[a].chain, new[b].chain)
    orphans = [w for w in new if not w.before]
    lost = [w for n, w in enumerate(old) if not heirs[n]]
    for wording in new:
        is_split = any(heirs[n] > 1 for n, w in enumerate(old) if w in wording.before)
        event, sure = _became(wording, is_split, lost)
        yield _event(wording, period, event, sure, before)
    listed = any(w.row["ordinal"] is not None for w in new)
    for wording in lost:
        sure = _alone(wording, orphans) if listed else "possible"
        yield _event(wording, period, "dropped", sure, before)


def _became(wording: _Wording, is_split: bool, lost: list[_Wording]) -> tuple[str, Sure]:
    if wording.score is None:
        return "new", _alone(wording, lost)
    if len(wording.before) > 1:
        event = "merged"
    elif is_split:
        event = "split"
    else:
        event = "kept" if wording.score >= 100 else "reworded"
    sure: Sure = "probable" if wording.score >= PROBABLE else "possible"
    return event, "certain" if event == "kept" else sure


def _alone(wording: _Wording, others: Iterable[_Wording]) -> Sure:
    """How sure it is that none of the others is this one, differently worded."""
    nearest = max((wording.said.likeness(other.said) for other in others), default=0.0)
    return "certain" if nearest < _NEAR else "probable" if nearest < _NEARER else "possible"


def _event(
    wording: _Wording, period: str, event: str, sure: Sure, before: str | None = None
) -> dict[str, Any]:
    row = wording.row
    sources = [wording] if event == "dropped" else wording.before
    score = None if event == "dropped" else wording.score
    return {
        **{name: row[name] for name in ("partnership", "owner", "area", "text", "themes")},
        **{name: row[name] for name in ("record_id", "report_id", "page")},
        "chain": wording.chain,
        "period": period,
        "event": event,
        "previous_period": before,
        "years_between": years_between(before, period) if before else None,
        "previous_texts": [source.row["text"] for source in sources],
        "match_score": score,
        "sureness": sure,
        "previous_record_ids": [source.row["record_id"] for source in sources],
        "n_reports": wording.n_reports,
    }


def _names(chains: list[int], wordings: list[_Wording]) -> dict[int, str]:
    """An id for each chain: a hash of whose it is and of its first wording."""
    names = {}
    for wording in reversed(wordings):  # the first of a chain is the last to write
        row = wording.row
        key = (row["partnership"], row["owner"], row["period"], *sorted(wording.said.all_words))
        digest = hashlib.sha256("\x1f".join(key).encode()).hexdigest()
        names[_root(chains, wording.chain)] = digest[:12]
    return names


def _join(chains: list[int], one: int, other: int) -> None:
    chains[max(_root(chains, one), _root(chains, other))] = min(
        _root(chains, one), _root(chains, other)
    )


def _root(chains: list[int], at: int) -> int:
    while chains[at] != at:
        at = chains[at]
    return at
