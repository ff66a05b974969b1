"""What a report is as a whole: whose, of what kind and period, and the parts it holds."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import PurePath

from extractors.headings import DocumentPart
from extractors.partnerships import Match, councils_in, is_county_body, partnership_in
from extractors.reading.document import Document
from extractors.scope import Scope
from extractors.table_kinds import kind_of
from extractors.titles import Title, calendar_year, find_titles, overlaps, report_period
from extractors.values.contacts import without_contacts
from extractors.values.periods import Period, find_periods
from schemas import Part, Report
from schemas.codes import partnerships, places, slug

_OPENING = 3000  # characters in which a report says what it is about
_LISTED = 200  # characters: titles nearer to the next are entries of a list of appendices


def find_scope(
    document: Document,
    report_id: str,
    partnership: str | None = None,
    period: str | None = None,
) -> Scope:
    """The document with what it says of itself; `partnership` (slug) and `period` overrule it."""
    titles = tuple(find_titles(document))
    match = _partnership(document, titles)
    warnings = list(document.warnings)
    if not match and not partnership:
        warnings.append(NO_NAME)
    own = match.slug if match else slug(PurePath(document.source).stem)
    return Scope(
        document=document,
        report_id=report_id,
        partnership=partnership or own,
        partnership_name=match.name if match else None,
        parts=tuple(_parts(document, titles, own, period)),
        kinds=tuple(kind_of(document, grid) for grid in document.grids),
        is_county=match is not None and is_county_body(match),
        warnings=warnings,
    )


NO_NAME = "no partnership is named: its slug is that of the file, give it with --partnership"


def find_report(scope: Scope, extractor_version: str) -> Report:
    """The report's own row; made last, when all warnings are known."""
    document, first = scope.document, scope.parts[0]
    covered = _whole_period(document, first)
    known = [entry for entry in partnerships() if entry.slug == scope.partnership]
    return Report(
        report_id=scope.report_id,
        title=first.title or without_contacts(document.title or "").strip() or None,
        document_type=first.document_type,
        partnership=scope.partnership,
        partnership_name=scope.partnership_name,
        area_codes=list(known[0].area_codes) if known else [],
        report_period=first.period,
        period_start=covered.first if covered else None,
        period_end=covered.last if covered else None,
        n_pages=document.n_pages,
        sha256=document.sha256,
        source=document.source,
        media_type=document.media_type,
        extractor_version=extractor_version,
        ingested_at=datetime.now(UTC).replace(microsecond=0),
        n_warnings=len(scope.warnings),
        warnings=list(scope.warnings),
        parts=[
            Part(
                document_type=part.document_type,
                title=part.title,
                period=part.period,
                page_start=part.page_start,
                page_end=part.page_end,
            )
            for part in scope.parts
        ],
    )


def _parts(
    document: Document, titles: Sequence[Title], partnership: str, period: str | None
) -> Iterator[DocumentPart]:
    """A part from each of its own titles whose kind or period is not that of the part before."""
    begun: list[Title] = [titles[0]]
    for title in titles[1:]:
        last = begun[-1]
        if title.partnership not in (None, partnership):
            continue
        told = title.period.label if title.period else None
        before = _period_of(document, last)
        if title.document_type == last.document_type and (told in (None, before)):
            continue
        if len(begun) > 1 and title.start - last.start < _LISTED:
            begun.pop()
        begun.append(title)
    for title, following in zip(begun, [*begun[1:], None], strict=True):
        start = 0 if title is begun[0] else title.start
        end = following.start if following else len(document.text)
        pages = document.places.page[start:end]
        printed = pages[pages > 0]
        yield DocumentPart(
            document_type=title.document_type or "other",
            title=without_contacts(title.text).strip() or None,
            period=period or _period_of(document, title) or _period_of_matter(title, following),
            start=start,
            end=end,
            page_start=int(printed.min()) if printed.size else None,
            page_end=int(printed.max()) if printed.size else None,
        )


def _period_of_matter(title: Title, following: Title | None) -> str | None:
    """A committee's cover without a period has that of the report it brings."""
    if title.document_type != "committee_report" or not following or not following.period:
        return None
    return following.period.label


def _period_of(document: Document, title: Title) -> str | None:
    covered = _covered(document, title)
    return covered.label if covered else None


def _whole_period(document: Document, first: DocumentPart) -> Period | None:
    """Days of the period that the report, as its first part, covers."""
    if first.period:
        return next(iter(find_periods(first.period)), None)
    return _covered(document, next(find_titles(document)))


def _covered(document: Document, title: Title) -> Period | None:
    """What the title tells, or else the text behind it where the title's year does not differ."""
    if title.period:
        return title.period
    told = report_period(document.text[title.end : title.end + _OPENING])
    year = calendar_year(document.text[title.start : title.end])
    return year if year and not (told and overlaps(told, year)) else told


# "Partneriaeth Diogelwch Cymunedol Conwy a Sir Ddinbych"
_WELSH = re.compile(r"Partneriaeth\b", re.IGNORECASE)
# "the Community Safety Partnership" and no name: then it is that of the council that reports
_NAMELESS = re.compile(r"\bcommunity safety partnership\b|\bCSP\b", re.IGNORECASE)


def _partnership(document: Document, titles: Sequence[Title]) -> Match | None:
    """The partnership that the title names, or else the one named most often."""
    if agreement := _county_of(titles[0].text):
        return agreement
    for title in titles:
        if named := partnership_in(document.text[title.start : title.end]):
            return _fullest(named)
    opening = document.text[:_OPENING]
    mentions = partnership_in(opening) or partnership_in(document.text)
    if not mentions and _NAMELESS.search(opening):
        mentions = councils_in(opening)
    if not mentions:
        return None
    counts = Counter(match.slug for match in mentions)
    most, _ = counts.most_common(1)[0]
    return _fullest([match for match in mentions if match.slug == most])


# "Worcestershire Community Safety Agreement 2022-25": a county's, above the districts' partnerships
_AGREEMENT = re.compile(
    r"(?P<county>[A-Z]\w+(?: (?:and )?[A-Z]\w+){0,2}) (?:County )?Community Safety Agreement\b"
)


def _county_of(title: str) -> Match | None:
    """The county whose agreement a title names; all counties of two tiers have one."""
    found = _AGREEMENT.search(title)
    county = slug(found["county"]) if found else None
    known = {slug(place.name) for place in places() if place.kind == "county"}
    if not found or county not in known:
        return None
    return Match(slug(found["county"]), found["county"], *found.span("county"), None)


def _fullest(matches: Sequence[Match]) -> Match:
    """The longest printed name of the first partnership named, in English where it has both."""
    matches = [match for match in matches if not _WELSH.match(match.name)] or matches
    same = [match for match in matches if match.slug == matches[0].slug]
    return max(same, key=lambda match: len(match.name))
