"""One series of visitors per hour, day or month of a year. Zero is a count; missing is not."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import pandas as pd


class Step(StrEnum):
    """The step of a series, as pandas names frequencies."""

    HOUR = "h"
    DAY = "D"
    MONTH = "MS"


@dataclass(frozen=True, eq=False)
class Attendance:
    """Visitors by step of one calendar year.

    ``visitors`` is indexed by every step of the year (local naive timestamps); NaN where nothing was counted.
    """

    year: int
    step: Step
    visitors: pd.Series
    label: str = ""
    source: str = ""
    illustrative: bool = False


def steps_of(year: int, step: Step) -> pd.DatetimeIndex:
    """Return every step of a calendar year."""
    return pd.date_range(f"{year}-01-01", f"{year}-12-31 23:59", freq=step.value)


def missing_steps(attendance: Attendance) -> int:
    """Return the number of steps of the year that were not counted."""
    return int(attendance.visitors.isna().sum())


def per_month(attendance: Attendance) -> pd.Series:
    """Return the visitors counted in each month, indexed 1 to 12; NaN for a month with no count at all."""
    series = attendance.visitors
    return series.groupby(pd.DatetimeIndex(series.index).month).sum(min_count=1)


def per_day(attendance: Attendance) -> pd.Series | None:
    """Return the visitors counted on each day of the year (NaN where none), or None for a monthly series."""
    if attendance.step is Step.MONTH:
        return None
    return attendance.visitors.groupby(pd.DatetimeIndex(attendance.visitors.index).normalize()).sum(min_count=1)


def total(attendance: Attendance) -> float:
    """Return the visitors counted in the year."""
    return float(np.nansum(attendance.visitors.to_numpy()))
