"""The opening calendar of a reception point: one boolean for each minute of a year.

Minutes are local and naive: an office never opens at the hour when clocks change.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

MINUTES_A_DAY = 1440


class OpeningError(ValueError):
    """Opening hours that cannot be read; the message is French and says what to write instead."""


@dataclass(frozen=True, eq=False)
class OpeningCalendar:
    """Minutes open and days described of one year.

    ``minutes`` has shape (days of the year, 1440); ``described`` has shape (days of the year,) and is false where
    the source says nothing: silence is not closure. ``notes`` carries what the source says and minutes cannot.
    """

    year: int
    minutes: NDArray[np.bool_]
    described: NDArray[np.bool_]
    illustrative: bool = False
    notes: tuple[str, ...] = ()


def days_in(year: int) -> int:
    """Return the number of days of a calendar year (365 or 366)."""
    return (date(year + 1, 1, 1) - date(year, 1, 1)).days


def dates_of(year: int) -> list[date]:
    """Return every date of a calendar year, in order."""
    return [date(year, 1, 1) + timedelta(days=n) for n in range(days_in(year))]


@lru_cache(maxsize=64)
def month_of_days(year: int) -> NDArray[np.int64]:
    """Return the month of each day of a calendar year, 0 to 11, shape (days,), read-only."""
    months = np.array([day.month - 1 for day in dates_of(year)])
    months.flags.writeable = False
    return months


def silent(year: int) -> OpeningCalendar:
    """Return a calendar that says nothing: no minute open, no day described."""
    days = days_in(year)
    return OpeningCalendar(year, np.zeros((days, MINUTES_A_DAY), bool), np.zeros(days, bool))


def union(calendars: Sequence[OpeningCalendar]) -> OpeningCalendar:
    """Return the calendar open whenever one of ``calendars`` is; a minute open twice counts once.

    A day is described when every calendar describes it: what one of them leaves out could add to it.
    Raises ValueError for no calendar, or calendars of different years.
    """
    if len({calendar.year for calendar in calendars}) != 1:
        raise ValueError("a union takes calendars of one year")
    return OpeningCalendar(
        calendars[0].year,
        np.logical_or.reduce([c.minutes for c in calendars]),
        np.logical_and.reduce([c.described for c in calendars]),
        any(c.illustrative for c in calendars),
        tuple(note for c in calendars for note in c.notes),
    )


def minutes_per_day(calendar: OpeningCalendar) -> NDArray[np.int64]:
    """Return the minutes open on each day of the year, shape (days,)."""
    # Added as bytes, four times faster than as booleans.
    minutes: NDArray[np.int64] = calendar.minutes.view(np.uint8).sum(axis=1, dtype=np.uint16).astype(np.int64)
    return minutes


def hours_per_month(calendar: OpeningCalendar, minutes: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return the hours open in each month, shape (12,), from the minutes of each day; NaN where no day is described."""
    months = month_of_days(calendar.year)
    hours: NDArray[np.float64] = np.bincount(months, minutes, 12) / 60
    hours[np.bincount(months, calendar.described, 12) == 0] = np.nan
    return hours


def days_open(calendar: OpeningCalendar, at_least: int = 1) -> int:
    """Return the number of days open ``at_least`` that many minutes."""
    return int((minutes_per_day(calendar) >= at_least).sum())


def hours_open(calendar: OpeningCalendar, at_least: int = 1) -> float:
    """Return the hours open in the year, summed over the days open ``at_least`` that many minutes."""
    minutes = minutes_per_day(calendar)
    return float(minutes[minutes >= at_least].sum()) / 60


def days_described(calendar: OpeningCalendar) -> int:
    """Return the number of days that the source says anything about."""
    return int(calendar.described.sum())


def describes_whole_year(calendar: OpeningCalendar) -> bool:
    """Tell whether every day of the calendar year is described."""
    return bool(calendar.described.all())
