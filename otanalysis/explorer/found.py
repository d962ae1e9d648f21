"""A calendar told as a table of seasons, whatever the form its hours were written in: a hand can then change it."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import groupby

import numpy as np

from otanalysis.explorer.weeks import Days, Spans, with_days
from otanalysis.opening.calendar import OpeningCalendar, dates_of
from otanalysis.opening.days import kinds
from otanalysis.opening.feast_days import runs
from otanalysis.opening.table import AS_WEEKDAY, CLOSED, Season, Table

LONGEST_CLOSURE = 14  # days shut in a row: beyond that, it is a season
RARE = 2  # a weekday shut so many times only, and then open, was shut by exception


@dataclass
class _Found:
    """A season being found: its days, what each weekday was so far and on which days, whether it is shut."""

    first: date
    last: date
    shut: bool
    week: dict[int, tuple[Spans, list[date]]] = field(default_factory=dict)


def table_of(calendar: OpeningCalendar, region: str = "") -> Table:
    """Return the table of seasons and closures, dated in the calendar's year, that ``expand`` turns into it again.

    Of the ways to tell public holidays, the shorter is chosen. Raises ValueError for a calendar of no described day.
    """
    days = [_spans(minutes) for minutes in calendar.minutes]
    feasts = kinds(calendar.year, region) >= 7
    shut_on_feasts = not any(days[n] for n in np.flatnonzero(feasts & calendar.described))
    rules = [AS_WEEKDAY, CLOSED] if shut_on_feasts else [AS_WEEKDAY]
    found = [_table(calendar, days, rule, region) for rule in rules]
    return min(found, key=lambda table: len(table.seasons) + len(table.closures))


def _spans(minutes: "np.ndarray[tuple[int, ...], np.dtype[np.bool_]]") -> Spans:
    """Return the spans open in a day of minutes, shape (1440,)."""
    edges = np.flatnonzero(np.diff(minutes, prepend=False, append=False))
    return tuple(zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True))


def _table(calendar: OpeningCalendar, days: list[Spans], rule: str, region: str) -> Table:
    dates, feasts = dates_of(calendar.year), kinds(calendar.year, region) >= 7
    long_shut = _long_shut(days, calendar)
    seasons: list[_Found] = []
    closures: list[date] = []
    for n, day in enumerate(dates):
        if not calendar.described[n]:
            continue
        if not (seasons and seasons[-1].last + timedelta(days=1) == day and seasons[-1].shut == long_shut[n]):
            seasons.append(_Found(day, day, long_shut[n]))
        if not (long_shut[n] or (rule == CLOSED and feasts[n])):
            _learn(seasons, closures, day, days[n])
        seasons[-1].last = day
    spans = [a.isoformat() if a == b else f"{a.isoformat()}/{b.isoformat()}" for a, b in runs(closures)]
    return Table(
        seasons=tuple(map(_season, seasons)), public_holidays=rule, closures=tuple(spans), region=region
    )  # fmt: skip


def _long_shut(days: list[Spans], calendar: OpeningCalendar) -> list[bool]:
    """Return whether each day is among more days shut in a row than an exceptional closure has."""
    shut = [described and not day for day, described in zip(days, calendar.described, strict=True)]
    lengths = ((value, len(list(group))) for value, group in groupby(shut))
    return [bool(value) and length > LONGEST_CLOSURE for value, length in lengths for _ in range(length)]


def _learn(seasons: list[_Found], closures: list[date], day: date, open_: Spans) -> None:
    """Note what a day says of its weekday: the same, an exception, or the start of another season."""
    known, seen = seasons[-1].week.setdefault(day.weekday(), (open_, []))
    if known == open_:
        seen.append(day)
    elif not open_:
        closures.append(day)
    elif not known and len(seen) <= RARE:
        closures.extend(seen)
        seasons[-1].week[day.weekday()] = (open_, [day])
    else:
        seasons.append(_Found(day, day, False, {day.weekday(): (open_, [day])}))


def _season(found: _Found) -> Season:
    week: Days = tuple(found.week.get(day, ((), []))[0] for day in range(7))
    season = Season(start=found.first.isoformat(), end=found.last.isoformat(), week=())
    return with_days(season, week)
