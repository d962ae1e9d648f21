"""Demand and opening on the same slots: hours of a year where hours are counted, days otherwise."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from otanalysis.attendance.series import Attendance, Step, per_month
from otanalysis.opening.calendar import MINUTES_A_DAY, OpeningCalendar, dates_of, minutes_per_day

Array = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Demand:
    """Visitors of the zone by slot of a year; ``visitors`` has shape (days, 24) or (days, 1), NaN where not counted.

    ``step`` is what was counted: a month's visitors are spread evenly over its days.
    """

    year: int
    step: Step
    visitors: Array


def demand_of(attendance: Attendance) -> Demand:
    """Return the visitors of a series by slot of its year."""
    if attendance.step is Step.MONTH:
        visitors = _spread(per_month(attendance).to_numpy(float), attendance.year)
    else:
        visitors = attendance.visitors.to_numpy(float).reshape(len(dates_of(attendance.year)), -1)
    return Demand(attendance.year, attendance.step, visitors)


def _spread(by_month: Array, year: int) -> Array:
    """Return the visitors of each day when those of a month are spread evenly, shape (days, 1)."""
    months = np.array([day.month - 1 for day in dates_of(year)])
    return (by_month / np.bincount(months))[months, None]


def open_share(calendar: OpeningCalendar, slots_a_day: int, full_day_hours: float) -> Array:
    """Return the share of each slot that is open, 0 to 1, shape (days, ``slots_a_day``): 24 hours or 1 day.

    A day counts whole from ``full_day_hours`` open on: daily counts do not say when visitors come.
    """
    if slots_a_day == 1:
        return np.minimum(minutes_per_day(calendar) / (60 * full_day_hours), 1.0)[:, None]
    share: Array = calendar.minutes.reshape(-1, slots_a_day, MINUTES_A_DAY // slots_a_day).mean(axis=2)
    return share
