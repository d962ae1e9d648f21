"""Everything measured of one calendar against the visitors of its zone, and how it reads on the proposed scale."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from otanalysis.attendance.series import Attendance, Step, poor_proxy
from otanalysis.coherence.confidence import Interval, likely_coverage, likely_skill
from otanalysis.coherence.demand import (
    Array,
    Demand,
    SideBySide,
    day_share,
    demand_of,
    side_by_side,
    visitors_per_month,
)
from otanalysis.coherence.metrics import Coverage, Seasonality, coverage, overlap, seasonality
from otanalysis.coherence.scale import Scale
from otanalysis.coherence.underserved import Weeks, weeks_of
from otanalysis.french import MONTHS, joined, number, quantity
from otanalysis.opening.calendar import (
    OpeningCalendar,
    days_described,
    describes_whole_year,
    hours_per_month,
    month_of_days,
)

COHERENT, TO_JUSTIFY, INCOHERENT = "cohérent", "à justifier", "incohérent"


@dataclass(frozen=True)
class Appraisal:
    """How measures read: a word of the proposed scale, or none and the reason why (the end of a French sentence)."""

    word: str = ""
    reason: str = ""


@dataclass(frozen=True, eq=False)
class Measures:
    """What is measured of a calendar over ``days`` days both described and counted (all 365 or 366 at best).

    Shares run from 0 to 1; ``coverage`` is by hour where hours are counted, ``by_day`` always by day: the scale reads
    that one, since nights shut flatter the skill of any hourly series. ``visitors_an_hour`` are visitors of the zone an
    hour open, ``weeks`` is the average week of each season; None where nothing allows a measure.
    """

    days: int
    coverage: Coverage
    by_day: Coverage
    overlap: float | None
    seasonality: Seasonality | None
    visitors_an_hour: float | None
    weeks: Weeks
    appraisal: Appraisal


def measure(calendar: OpeningCalendar, attendance: Attendance, scale: Scale) -> Measures | None:
    """Return the measures of a calendar, over slots both described and counted; None when nobody was counted."""
    demand = demand_of(attendance)
    slots = side_by_side(calendar, demand, scale.full_day_hours)
    visitors, share, observed = _by_day(slots, scale)
    found = coverage(slots.visitors[slots.known], slots.opened[slots.known])
    by_day = coverage(visitors, share)
    if found is None or by_day is None:
        return None
    by_month = visitors_per_month(demand)
    shared = overlap(by_month, hours_per_month(calendar, slots.minutes))
    hours = float(slots.minutes[observed].sum()) / 60
    load = found.coverage * float(visitors.sum()) / hours if hours else None
    why_not = _no_reading(calendar, attendance, demand, scale.min_counted_share)
    read = Appraisal("", why_not) if why_not else _read(by_day.skill, shared, scale)
    weeks = weeks_of(slots, scale)
    return Measures(len(observed), found, by_day, shared, seasonality(by_month), load, weeks, read)


def likely(calendar: OpeningCalendar, attendance: Attendance, scale: Scale) -> tuple[Interval, Interval | None]:
    """Return the intervals of the coverage and of the skill by day of ``measure``, where it measured something."""
    slots = side_by_side(calendar, demand_of(attendance), scale.full_day_hours)
    draws, level = scale.bootstrap.draws, scale.bootstrap.level
    d, o, days = slots.visitors[slots.known], slots.opened[slots.known], np.nonzero(slots.known)[0]
    covered = likely_coverage(d, o, days, draws, level)
    visitors, share, days = _by_day(slots, scale)
    return covered, likely_skill(visitors, share, days, draws, level)


def _by_day(slots: SideBySide, scale: Scale) -> tuple[Array, Array, NDArray[np.intp]]:
    """Return visitors, share open and number of each day observed, shape (days observed,)."""
    days = np.flatnonzero(slots.known.any(axis=1))
    return slots.visitors.sum(axis=1)[days], day_share(slots.minutes[days] / 60, scale.full_day_hours), days


def _read(skill: float | None, shared: float | None, scale: Scale) -> Appraisal:
    if skill is None or shared is None:
        return Appraisal("", "des heures toujours ou jamais ouvertes, ou des visiteurs égaux toute l'année")
    if skill < scale.incoherent.skill:
        return Appraisal(INCOHERENT)
    both = shared >= scale.coherent.overlap and skill > scale.coherent.skill
    return Appraisal(COHERENT if both else TO_JUSTIFY)


def _no_reading(calendar: OpeningCalendar, attendance: Attendance, demand: Demand, asked: float) -> str:
    """Return why the measures must not be read as a verdict, or an empty text."""
    if poor_proxy(attendance):
        return "ces comptages ne disent pas la demande touristique de la zone"
    if not describes_whole_year(calendar):
        return f"horaires décrits sur {quantity(days_described(calendar), 'jour')} seulement"
    months = month_of_days(demand.year)
    counted = np.bincount(months, (~np.isnan(demand.visitors)).mean(axis=1), 12) / np.bincount(months)
    if low := [MONTHS[m] for m in np.nonzero(counted < asked)[0]]:
        told = "non compté" if attendance.step is Step.MONTH else f"compté à moins de {number(100 * asked)} %"
        return f"{joined(low)} : {told}"
    return ""
