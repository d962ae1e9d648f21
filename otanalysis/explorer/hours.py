"""A table of hours, and what a hand does to it: another week, other dates of a season, days shut."""

from datetime import date, timedelta
from itertools import chain

from otanalysis.opening.days import told
from otanalysis.opening.table import Season, Table
from otanalysis.opening.table_text import has_year, on
from otanalysis.reading.records import Record

DAY = timedelta(days=1)


def with_season(table: Table, n: int, season: Season) -> Table:
    """Return a table with its season of index ``n`` replaced."""
    return changed(table, seasons=(*table.seasons[:n], season, *table.seasons[n + 1 :]))


def changed(table: Table, **values: object) -> Table:
    """Return a table with other values, checked as if they were written in a dossier."""
    return Table.model_validate({**_fields(table), **values})


def _fields(record: Record) -> dict[str, object]:
    return {name: getattr(record, name) for name in type(record).model_fields}


def dates_of(season: Season, year: int) -> tuple[date, date]:
    """Return the first and last day of a season in a year."""
    return on(season.start, year), on(season.end, year)


def called(season: Season, year: int) -> str:
    """Return the name of a season and its dates: « été, du 1er juillet au 31 août »."""
    first, last = dates_of(season, year)
    return f"{season.name}, " * bool(season.name) + f"du {told(first)} au {told(last)}"


def moved(table: Table, n: int, first: date, last: date, year: int) -> Table:
    """Return a table whose season ``n`` runs between two days; seasons that touched it still do, none loses all days.

    A day asked for beyond what its neighbours can give is brought back to what they can.
    """
    old = dates_of(table.seasons[n], year)
    spans = [dates_of(season, year) for season in table.seasons]
    floor, ceiling = _floor(spans, old, year), _ceiling(spans, old, year)
    first = min(max(first, floor), ceiling)
    last = min(max(last, first), ceiling)
    new = [_beside(span, old, (first, last)) for span in spans]
    new[n] = (first, last)
    seasons = (_dated(s, *to) if to != was else s for s, was, to in zip(table.seasons, spans, new, strict=True))
    return changed(table, seasons=tuple(seasons))


def _floor(spans: list[tuple[date, date]], old: tuple[date, date], year: int) -> date:
    """Return the first day that a season may take: a neighbour that touches it keeps a day, another keeps all."""
    before = (start + DAY if end + DAY == old[0] else end + DAY for start, end in spans if end < old[0])
    return max(chain(before, [min(date(year, 1, 1), old[0])]))


def _ceiling(spans: list[tuple[date, date]], old: tuple[date, date], year: int) -> date:
    after = (end - DAY if start - DAY == old[1] else start - DAY for start, end in spans if start > old[1])
    return min(chain(after, [max(date(year, 12, 31), old[1])]))


def _beside(span: tuple[date, date], old: tuple[date, date], new: tuple[date, date]) -> tuple[date, date]:
    """Return the dates of a neighbour, which end or begin where the season moved to."""
    start, end = span
    if end + DAY == old[0]:
        return start, new[0] - DAY
    return (new[1] + DAY, end) if start - DAY == old[1] else span


def _dated(season: Season, first: date, last: date) -> Season:
    """Return a season with other dates, written with or without their year as they were."""
    start = 0 if has_year(season.start) else 5
    return season.model_copy(update={"start": first.isoformat()[start:], "end": last.isoformat()[start:]})


def shut(table: Table, first: date, last: date) -> Table:
    """Return a table with one more exceptional closure, between two days in any order."""
    first, last = min(first, last), max(first, last)
    text = first.isoformat() if first == last else f"{first.isoformat()}/{last.isoformat()}"
    return table if text in table.closures else changed(table, closures=(*table.closures, text))


def reopened(table: Table, closure: str) -> Table:
    """Return a table without one of its exceptional closures, by its text."""
    return changed(table, closures=tuple(text for text in table.closures if text != closure))


def plain(table: Table) -> dict[str, object]:
    """Return a table as a dossier writes it, without what it does not say."""
    return table.model_dump(exclude_defaults=True, mode="json")
