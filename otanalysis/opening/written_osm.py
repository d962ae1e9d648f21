"""A calendar written as an OSM string that reads back to the same minutes."""

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import pairwise
from statistics import mode

import numpy as np

from otanalysis.opening.calendar import OpeningCalendar, dates_of
from otanalysis.opening.feast_days import runs
from otanalysis.opening.notes import hhmm
from otanalysis.opening.osm_holidays import MONTHS

WEEKDAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
LOOK_AHEAD = 21  # days: three weeks tell an exception from a new season
MAX_EXCEPTIONS = 3
Spans = str


def to_osm(calendar: OpeningCalendar) -> str:
    """Return an OSM string whose minutes, in the calendar's year, are the calendar's; "off" when it never opens.

    Seasons of equal weeks come first, then the days that differ from them, all with their year. OSM describes every
    day: days that the calendar does not describe read back as closed, and notes are lost.
    """
    days = [_spans(row) for row in calendar.minutes]
    rules, start, dates = list[str](), 0, dates_of(calendar.year)
    exceptions: dict[Spans, list[date]] = {}
    while start < len(days):
        end, week = _season(days, dates, start)
        rules += _season_rules(dates[start], dates[end - 1], week)
        for n in range(start, end):
            if days[n] != week[dates[n].weekday()]:
                exceptions.setdefault(days[n], []).append(dates[n])
        start = end
    rules += [f"{_written(alike)} {spans or 'off'}" for spans, alike in sorted(exceptions.items())]
    return "; ".join(rules) or "off"


def _spans(row: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> Spans:
    """Return the slots of a day as OSM writes them, empty when it is closed."""
    edges = np.flatnonzero(np.diff(row.astype(np.int8), prepend=0, append=0))
    return ",".join(f"{hhmm(int(a))}-{hhmm(int(b))}" for a, b in edges.reshape(-1, 2))


def _season(days: list[Spans], dates: list[date], start: int) -> tuple[int, dict[int, Spans]]:
    """Return the end (excluded) of the season that starts on a day, and the slots of its weekdays.

    A day unlike its weekday is an exception when few of the days after it are; otherwise it starts another season.
    """
    week = {dates[n].weekday(): mode(days[n::7][:3]) for n in range(start, min(start + 7, len(days)))}
    for n in range(start, len(days)):
        if days[n] == week[dates[n].weekday()]:
            continue
        ahead = range(n, min(n + LOOK_AHEAD, len(days)))
        unlike = sum(days[m] != week[dates[m].weekday()] for m in ahead)
        if unlike > MAX_EXCEPTIONS and n > start:
            return n, week
    return len(days), week


def _season_rules(first: date, last: date, week: dict[int, Spans]) -> list[str]:
    """Return one rule for each kind of open day in a season."""
    kinds = sorted({spans for spans in week.values() if spans})
    return [
        f"{_written_run(first, last)} {_weekdays(day for day in week if week[day] == spans)} {spans}" for spans in kinds
    ]


def _weekdays(days: Iterable[int]) -> str:
    """Return weekdays as OSM writes them, ``Mo-We,Sa``."""
    found = sorted(days)
    cuts = [0, *(n + 1 for n, (a, b) in enumerate(pairwise(found)) if b != a + 1), len(found)]
    groups = [found[a:b] for a, b in pairwise(cuts)]
    return ",".join(WEEKDAYS[g[0]] if len(g) == 1 else f"{WEEKDAYS[g[0]]}-{WEEKDAYS[g[-1]]}" for g in groups)


def _written(dates: Iterable[date]) -> str:
    """Return dates as OSM writes them, runs of consecutive ones together."""
    return ",".join(_written_run(first, last) for first, last in runs(dates))


def _written_run(first: date, last: date) -> str:
    """Return a run of dates; both ends carry the year, or other readers lose them."""
    ends = [f"{day.year} {MONTHS[day.month - 1]} {day.day:02}" for day in (first, last)]
    return ends[0] if last - first < timedelta(days=1) else "-".join(ends)
