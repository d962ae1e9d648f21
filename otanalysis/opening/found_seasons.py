"""The seasons that a calendar shows: stretches of equal weeks, and the days that differ from them."""

from dataclasses import dataclass
from datetime import date
from itertools import compress
from statistics import mode

import numpy as np
from numpy.typing import NDArray

from otanalysis.opening.calendar import OpeningCalendar, dates_of
from otanalysis.opening.feast_days import runs
from otanalysis.opening.notes import hhmm

LOOK_AHEAD = 21  # days: three weeks tell an exception from a new season
MAX_EXCEPTIONS = 3
Spans = str  # the slots of a day as OSM writes them, empty when it is closed


@dataclass(frozen=True)
class FoundSeason:
    """Days from ``first`` to ``last`` included, and the slots of each weekday (Monday is 0) that is among them."""

    first: date
    last: date
    week: dict[int, Spans]

    def alike(self) -> dict[Spans, list[int]]:
        """Return the weekdays that have the same slots, together."""
        return {spans: sorted(d for d in self.week if self.week[d] == spans) for spans in sorted({*self.week.values()})}


def found_seasons(calendar: OpeningCalendar) -> tuple[list[FoundSeason], dict[Spans, list[date]]]:
    """Return the seasons of the days that a calendar describes, and the days unlike their weekday, by their slots."""
    new_year, days = date(calendar.year, 1, 1), [spans_of(row) for row in calendar.minutes]
    seasons, exceptions = list[FoundSeason](), dict[Spans, list[date]]()
    dates = dates_of(calendar.year)
    for first, last in runs(compress(dates, calendar.described)):
        start, end = ((day - new_year).days for day in (first, last))
        while start <= end:
            stop, week = _season(days, dates, start, end + 1)
            seasons.append(FoundSeason(dates[start], dates[stop - 1], week))
            for n in range(start, stop):
                if days[n] != week[dates[n].weekday()]:
                    exceptions.setdefault(days[n], []).append(dates[n])
            start = stop
    return seasons, exceptions


def spans_of(row: NDArray[np.bool_]) -> Spans:
    """Return the slots of a day of 1440 minutes as OSM writes them, empty when it is closed."""
    edges = np.flatnonzero(np.diff(row.astype(np.int8), prepend=0, append=0))
    return ",".join(f"{hhmm(int(a))}-{hhmm(int(b))}" for a, b in edges.reshape(-1, 2))


def _season(days: list[Spans], dates: list[date], start: int, limit: int) -> tuple[int, dict[int, Spans]]:
    """Return the end (excluded) of the season that starts on a day, and the slots of its weekdays.

    A day unlike its weekday is an exception when few of the days after it are; otherwise it starts another season.
    """
    week = {dates[n].weekday(): mode(days[n:limit:7][:3]) for n in range(start, min(start + 7, limit))}
    for n in range(start, limit):
        if days[n] == week[dates[n].weekday()]:
            continue
        ahead = range(n, min(n + LOOK_AHEAD, limit))
        unlike = sum(days[m] != week[dates[m].weekday()] for m in ahead)
        if unlike > MAX_EXCEPTIONS and n > start:
            return n, week
    return limit, week
