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

    ``visitors`` is indexed by every step of the year (local naive timestamps); NaN where nothing was counted. ``notes``
    are French remarks of the reader (gaps, duplicates, clock changes, what was left out). ``proxy`` says what was
    counted: "zone" (visitors of the zone), "guichet" (contacts at a desk) or "rue" (ordinary street traffic).
    """

    year: int
    step: Step
    visitors: pd.Series
    label: str = ""
    source: str = ""
    illustrative: bool = False
    notes: tuple[str, ...] = ()
    proxy: str = "zone"


POOR_PROXIES = {
    "zone": "",
    "guichet": (
        "Ces comptages sont ceux d'un guichet : il compte zéro quand il est fermé, si bien que des horaires jugés sur "
        "eux paraissent toujours bien placés, et un à trois visiteurs sur dix seulement y entrent ; ils disent "
        "l'activité de l'accueil, non la demande touristique de la zone."
    ),
    "rue": (
        "Ces comptages sont ceux d'une rue ordinaire : les trajets vers l'école et le travail y dominent, si bien que "
        "des horaires à contre-saison peuvent y paraître les meilleurs ; ils ne disent pas la demande touristique."
    ),
}


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


def poor_proxy(attendance: Attendance) -> str:
    """Return why what was counted is a poor proxy of tourist demand, in French; empty for visitors of the zone.

    Desk counts are censored by the opening hours that they should judge (VCU libraries; reach: MONA 2018); on an
    ordinary street the counter-seasonal schedule was measured to look best.
    """
    return POOR_PROXIES[attendance.proxy]
