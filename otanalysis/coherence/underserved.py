"""When the office is shut while visitors are there: hours of the week, season by season."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from otanalysis.coherence.demand import Array, Demand, SideBySide
from otanalysis.coherence.scale import Scale, season_of_days, weekday_of_days
from otanalysis.opening.calendar import OpeningCalendar

DAYS_A_WEEK = 7


@dataclass(frozen=True, eq=False)
class Weeks:
    """The average week of each season, shape (seasons, 7, 24) or (seasons, 7, 1); NaN where nothing is known.

    ``visitors`` are those of one slot, ``opened`` the share of it open, ``lost`` the visitors of the year's slots who
    find the office shut.
    """

    visitors: Array
    opened: Array
    lost: Array


@dataclass(frozen=True)
class Underserved:
    """Hours of a weekday and season mostly shut, with as many visitors as the busier hours open.

    ``hours`` are those of the day, from and to ((0, 1) with daily counts: the whole day); ``lost`` is the visitors
    missed in the year.
    """

    season: int
    weekday: int
    hours: tuple[int, int]
    lost: float


def weeks_of(slots: SideBySide, scale: Scale) -> Weeks:
    """Return the average week of each season, over the slots that are described and counted."""
    counted = slots.known.astype(float)
    times, visitors, opened, lost = _by_week(
        scale, slots.year, counted, slots.visitors, slots.opened * counted, slots.visitors * (1 - slots.opened)
    )
    known = np.where(times > 0, times, np.nan)
    return Weeks(visitors / known, opened / known, np.where(times > 0, lost, np.nan))


def usual_visitors(demand: Demand, scale: Scale) -> Array:
    """Return the visitors of each slot in the average week of each season, whatever is said of the opening.

    Shape (seasons, 7, slots a day), NaN where nothing was counted.
    """
    counted = ~np.isnan(demand.visitors)
    times, visitors = _by_week(scale, demand.year, counted.astype(float), np.where(counted, demand.visitors, 0.0))
    return visitors / np.where(times > 0, times, np.nan)


def usual_week(calendar: OpeningCalendar, scale: Scale, slots_a_day: int) -> Array:
    """Return the share open of each slot in the average week of each season, shape (seasons, 7, ``slots_a_day``).

    NaN where no day is described.
    """
    share = calendar.minutes.reshape(len(calendar.described), slots_a_day, -1).mean(axis=2)
    times, opened = _by_week(scale, calendar.year, calendar.described[:, None].astype(float), share)
    return opened / np.where(times > 0, times, np.nan)


def _by_week(scale: Scale, year: int, *values: Array) -> tuple[Array, ...]:
    """Return the sums of each of ``values``, shape (days, slots), by season and weekday: (seasons, 7, slots)."""
    cell = season_of_days(scale.seasons, year) * DAYS_A_WEEK + weekday_of_days(year)
    is_in = (np.arange(DAYS_A_WEEK * len(scale.seasons))[:, None] == cell).astype(float)
    return tuple((is_in @ value).reshape(-1, DAYS_A_WEEK, value.shape[1]) for value in values)


def underserved(weeks: Weeks, percentile: float) -> tuple[Underserved, ...]:
    """Return the under-served hours, those that miss most visitors first, hours in a row as one.

    An hour is under-served when it is shut more than half of the time and its visitors reach that percentile of those
    of the hours open (0 to 100). Empty when no hour is open.
    """
    served = weeks.visitors[weeks.opened >= 0.5]
    if not served.size:
        return ()
    wanted = (weeks.opened < 0.5) & (weeks.visitors >= np.percentile(served, percentile)) & (weeks.visitors > 0)
    season, weekday, start, end = _runs(wanted)
    before = np.cumsum(weeks.lost, axis=2) - weeks.lost
    lost = before[season, weekday, end - 1] + weeks.lost[season, weekday, end - 1] - before[season, weekday, start]
    most_first = np.argsort(-lost, kind="stable")
    rows = np.column_stack([season, weekday, start, end])[most_first].tolist()
    return tuple(
        Underserved(s, w, (first, last), missed)
        for (s, w, first, last), missed in zip(rows, lost[most_first].tolist(), strict=True)
    )


def _runs(wanted: NDArray[np.bool_]) -> tuple[NDArray[np.intp], ...]:
    """Return season, weekday, first slot and the one after the last of each run of true, shape (seasons, 7, slots)."""
    edges = np.diff(wanted.view(np.int8), axis=2, prepend=0, append=0)
    season, weekday, start = np.nonzero(edges == 1)
    return season, weekday, start, np.nonzero(edges == -1)[2]
