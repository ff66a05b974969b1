"""What a report is as a whole: whose, of what kind and period, and the parts it holds."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from extractors.partnerships import Match, partnership_in
from extractors.reading.document import Document
from extractors.scope import DocumentPart, Scope
from extractors.tables import kind_of
from extractors.titles import Title, find_titles, report_period
from extractors.values.periods import Period, find_periods
from schemas import Part, Report
from schemas.codes import slug

_OPENING = 3000  # characters in which a report says what it is about


def find_scope(
    document: Document,
    report_id: str,
    partnership: str | None = None,
    period: str | None = None,
) -> Scope:
    """The document with what it says of itself; `partnership` (slug) and `period` overrule it."""
    titles = tuple(find_titles(document))
    parts = tuple(_parts(document, titles, period))
    match = _partnership(document, titles)
    return Scope(
        document=document,
        report_id=report_id,
        partnership=partnership or (match.slug if match else slug(document.source)),
        partnership_name=match.name if match else None,
        parts=parts,
        kinds=tuple(kind_of(document, grid) for grid in document.grids),
        warnings=list(document.warnings) if match or partnership else [*document.warnings, NO_NAME],
    )


NO_NAME = "no partnership is named: its slug is that of the file, give it with --partnership"


def find_report(scope: Scope, extractor_version: str) -> Report:
    """The report's own row; made last, when all warnings are known."""
    document, first = scope.document, scope.parts[0]
    covered = _covered(document, scope.parts[0])
    match = next(iter(partnership_in(scope.partnership_name or "")), None)
    return Report(
        report_id=scope.report_id,
        title=first.title or document.title,
        document_type=first.document_type,
        partnership=scope.partnership,
        partnership_name=scope.partnership_name,
        area_codes=list(match.known.area_codes) if match and match.known else [],
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
    document: Document, titles: Sequence[Title], period: str | None
) -> Iterator[DocumentPart]:
    """A part from each title whose kind or period differs from that of the part before it."""
    begun: list[Title] = [titles[0]]
    for title in titles[1:]:
        last = begun[-1]
        told = title.period.label if title.period else None
        before = _period_of(document, last)
        if title.document_type == last.document_type and (told in (None, before)):
            continue
        begun.append(title)
    for title, following in zip(begun, [*begun[1:], None], strict=True):
        start = 0 if title is begun[0] else title.start
        end = following.start if following else len(document.text)
        pages = document.places.page[start:end]
        printed = pages[pages > 0]
        yield DocumentPart(
            document_type=title.document_type or "other",
            title=title.text or None,
            period=period or _period_of(document, title),
            start=start,
            end=end,
            page_start=int(printed.min()) if printed.size else None,
            page_end=int(printed.max()) if printed.size else None,
        )


def _period_of(document: Document, title: Title) -> str | None:
    covered = title.period or report_period(document.text[title.end : title.end + _OPENING])
    return covered.label if covered else None


def _covered(document: Document, part: DocumentPart) -> Period | None:
    if part.period:
        return next(iter(find_periods(part.period)), None)
    return report_period(document.text[part.start : part.start + _OPENING])


def _partnership(document: Document, titles: Sequence[Title]) -> Match | None:
    """The partnership that the title names, or else the one named most often."""
    for title in titles:
        if named := partnership_in(document.text[title.start : title.end]):
            return _fullest(named)
    mentions = partnership_in(document.text[:_OPENING]) or partnership_in(document.text)
    if not mentions:
        return None
    counts = Counter(match.slug for match in mentions)
    most, _ = counts.most_common(1)[0]
    return _fullest([match for match in mentions if match.slug == most])


def _fullest(matches: Sequence[Match]) -> Match:
    """The longest printed name of the first partnership named."""
    same = [match for match in matches if match.slug == matches[0].slug]
    return max(same, key=lambda match: len(match.name))
