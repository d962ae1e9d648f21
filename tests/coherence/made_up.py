"""Calendars and counts made for the tests."""

import numpy as np
import pandas as pd

from otanalysis.attendance.series import Attendance, Step, steps_of
from otanalysis.opening.calendar import MINUTES_A_DAY, OpeningCalendar, dates_of

YEAR = 2023


def calendar(opens, year=YEAR, described=None):
    """Return the calendar open from and to the hours that ``opens(date)`` gives: [(9.5, 12.5), (14, 18)]."""
    days = dates_of(year)
    minutes = np.zeros((len(days), MINUTES_A_DAY), bool)
    for number, day in enumerate(days):
        for start, end in opens(day) or ():
            minutes[number, round(start * 60) : round(end * 60)] = True
    known = np.ones(len(days), bool) if described is None else np.array([bool(described(day)) for day in days])
    return OpeningCalendar(year, minutes, known)


def attendance(visitors, step=Step.DAY, year=YEAR, proxy="zone"):
    """Return the series whose counts ``visitors(timestamp)`` gives, None where nothing was counted."""
    index = steps_of(year, step)
    counts = [np.nan if (count := visitors(moment)) is None else float(count) for moment in index]
    return Attendance(year, step, pd.Series(counts, index=index), "visiteurs", "test", proxy=proxy)
