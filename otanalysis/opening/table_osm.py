"""A table of seasons written as the OSM string that comes back every year: seasons, weekdays, holidays, closures."""

from collections.abc import Iterable
from itertools import compress

import numpy as np

from otanalysis.opening.calendar import dates_of
from otanalysis.opening.feast_days import runs
from otanalysis.opening.found_seasons import Spans, spans_of
from otanalysis.opening.osm_holidays import MONTHS
from otanalysis.opening.table import AS_WEEKDAY, CLOSED, Season, Table, expand
from otanalysis.opening.table_text import bounds, has_year, spans, weekdays
from otanalysis.opening.written_osm import UNSAID, weekdays_in_osm

MONTH_ENDS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
Ends = tuple[str, str]


def recurs(table: Table) -> bool:
    """Tell whether a table holds every year: no date of it bears one."""
    ends = [day for season in table.seasons for day in (season.start, season.end)]
    return not any(has_year(day) for day in (*ends, *(day for closure in table.closures for day in bounds(closure))))


def table_to_osm(table: Table, year: int) -> str:
    """Return the OSM string of a table that recurs; ``year`` tells which days it leaves out, written ``unknown``.

    Its reading may differ from the table's, where seasons overlap: read it back before using it.
    """
    weeks: dict[tuple[Spans, ...], list[Ends]] = {}
    for season in table.seasons:
        weeks.setdefault(_week(season), []).append((season.start, season.end))
    rules = [rule for week, ends in weeks.items() for rule in _rules(week, ends)]
    rules += _holidays(table, [pair for week, ends in weeks.items() if any(week) for pair in ends])
    if table.closures:
        rules.append(f"{_dates(bounds(closure) for closure in table.closures)} off")
    silent = runs(compress(dates_of(year), ~expand(table, year).described))
    if silent:
        rules.append(f"{_dates((f'{a:%m-%d}', f'{b:%m-%d}') for a, b in silent)} unknown {UNSAID}")
    return "; ".join(rules) or "off"


def _week(season: Season) -> tuple[Spans, ...]:
    """Return the slots of each weekday of a season."""
    minutes = np.zeros((7, 1440), bool)
    for row in season.week:
        for first, last in spans(row.slots):
            minutes[sorted(weekdays(row.days)), first:last] = True
    return tuple(spans_of(day) for day in minutes)


def _rules(week: tuple[Spans, ...], ends: list[Ends]) -> list[str]:
    """Return one rule for each kind of open day of seasons that have the same week."""
    dates = _dates(ends)
    kinds = [(slots, [day for day in range(7) if week[day] == slots]) for slots in sorted({*week} - {""})]
    return [f"{dates} {weekdays_in_osm(days)} {slots}".strip() for slots, days in kinds]


def _holidays(table: Table, open_seasons: list[Ends]) -> list[str]:
    """Return what public holidays do when it is not what their weekday does; their slots hold where a season opens."""
    said = table.public_holidays
    if said == AS_WEEKDAY or not open_seasons:
        return []
    if said == CLOSED or not said:
        return ["PH off"]
    return [f"{_dates(open_seasons)} PH {','.join(sorted(said))}".strip()]


def _dates(ends: Iterable[Ends]) -> str:
    """Return ranges of days of every year as OSM writes them; empty for the whole year."""
    found = sorted(ends)
    return "" if found == [("01-01", "12-31")] else ",".join(_range(*pair) for pair in found)


def _range(start: str, end: str) -> str:
    """Return a range of days, whole months by their names."""
    (first, day), (last, until) = ((int(text[:2]) - 1, int(text[3:])) for text in (start, end))
    if day == 1 and until == MONTH_ENDS[last]:
        return MONTHS[first] if first == last else f"{MONTHS[first]}-{MONTHS[last]}"
    return f"{MONTHS[first]} {day:02}" + ("" if start == end else f"-{MONTHS[last]} {until:02}")
