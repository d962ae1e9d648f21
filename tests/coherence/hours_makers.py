"""Calendars of a real year written day by day, for tests of arithmetic."""

from collections.abc import Mapping
from datetime import date

import numpy as np

from otanalysis.opening.calendar import OpeningCalendar, dates_of, silent

YEAR = 2025


def calendar_of(open_minutes: Mapping[date, int], year: int = YEAR, *, described: str = "written") -> OpeningCalendar:
    """Return a calendar with so many minutes open from 9 o'clock; described on the days written, or on "all"."""
    found = silent(year)
    for day, minutes in open_minutes.items():
        n = (day - date(year, 1, 1)).days
        found.minutes[n, 540 : 540 + minutes] = True
        found.described[n] = True
    found.described[:] |= described == "all"
    return found


def every_day(minutes, year: int = YEAR) -> OpeningCalendar:
    """Return the calendar of a year whose days open as a function of the date says."""
    return calendar_of({day: minutes(day) for day in dates_of(year)}, year)


def visitors(a_day, year: int = YEAR) -> np.ndarray:
    return np.array([a_day(day) for day in dates_of(year)], float)
