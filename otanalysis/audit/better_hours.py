"""Better hours for an office: the timetable that reaches most visitors in as many hours, and the cheapest as good."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from otanalysis.attendance.series import Step
from otanalysis.audit.coherence import Coherence, coherences, widest_of
from otanalysis.audit.findings import Audit, params_asked
from otanalysis.coherence.day_patterns import HALF_HOURS, MINUTES
from otanalysis.coherence.demand import demand_of
from otanalysis.coherence.hypotheses import HORS_LES_MURS
from otanalysis.coherence.limits import Infeasible, Limits
from otanalysis.coherence.scale import Scale, load_scale, season_of_days
from otanalysis.coherence.timetables import Suggestion, best_timetable, fewest_staff
from otanalysis.dossier.dossier import main_point
from otanalysis.opening.calendar import dates_of, hours_open, minutes_per_day
from otanalysis.opening.feast_days import public_holidays

# The cheapest hours are sought to one per cent: the last one takes most of the time.
NEAR = 0.01
# What the category's requirements call the days a year, the hours a year and the hours a day that they ask.
ASKED = ("min_days", "min_hours", "min_hours_a_day")


@dataclass(frozen=True, eq=False)
class BetterHours:
    """What an office could do: ``best`` within ``limits``, ``fewest`` as good as today; None, and ``why_not``.

    ``now`` is the opening of the bureaux counted today. ``holidays`` (days,) are public holidays when it is shut, and
    stays so; ``by_hour``: the counts say at what time visitors come.
    """

    now: Coherence
    limits: Limits
    holidays: NDArray[np.bool_]
    by_hour: bool
    best: Suggestion | None = None
    fewest: Suggestion | None = None
    why_not: str = ""


def better_hours(audit: Audit) -> BetterHours | None:
    """Return better hours for the opening that the audit counts; None without hours or without counts."""
    rows, attendance, scale = coherences(audit), audit.dossier.attendance, load_scale()
    if not rows or attendance is None:
        return None
    # Hors les murs has no door: what is sought is the hours of the bureaux.
    now = widest_of(tuple(row for row in rows if row.hypothesis != HORS_LES_MURS))
    by_hour = attendance.step is Step.HOUR
    found = BetterHours(now, _limits(audit, now, scale), _holidays_shut(now), by_hour)
    if now.why_no_word:
        return replace(found, why_not=now.why_no_word)
    if attendance.step is Step.MONTH:
        return replace(found, why_not="des comptages par mois ne disent pas quels jours on vient")
    return _searched(audit, found, scale)


def _searched(audit: Audit, found: BetterHours, scale: Scale) -> BetterHours:
    attendance = audit.dossier.attendance
    assert attendance is not None  # noqa: S101 - the caller has looked
    demand, now = demand_of(attendance), found.now
    seasons = season_of_days(scale.seasons, demand.year)
    usual = None if found.by_hour else usual_hours(now, seasons, len(scale.seasons))
    asked = (usual, found.holidays, scale.full_day_hours)
    try:
        best = best_timetable(demand, seasons, found.limits, *asked)
        free = replace(found.limits, hours_a_year=None)
        fewest = fewest_staff(demand, seasons, free, now.measures.coverage.coverage, *asked, gap=NEAR)
    except (Infeasible, TimeoutError) as error:
        return replace(found, why_not=str(error))
    return replace(found, best=best, fewest=fewest)


def _limits(audit: Audit, now: Coherence, scale: Scale) -> Limits:
    """Return as many hours as today, or those that the category asks, the category's days, and today's habits.

    Where today goes beyond the proposed timetable (a slot longer, open at noon), today's habits are kept.
    """
    params = params_asked(audit)
    days, hours, a_day = (max((p.get(name, 0) for p in params), default=0) for name in ASKED)
    half_hours, proposed = _half_hours(now), scale.timetable
    opened = np.flatnonzero(half_hours.any(axis=0))
    break_start, break_end = (round(2 * hour) for hour in proposed.lunch_break)
    works_at_noon = half_hours[:, break_start:break_end].any()
    person = main_point(audit.dossier).bureau.people_present
    return Limits(
        opens_at=min([proposed.opens_at, *(opened[:1] / 2)]),
        closes_at=max([proposed.closes_at, *(opened[-1:] / 2 + 0.5)]),
        shortest_slot=proposed.shortest_slot,
        longest_slot=max(proposed.longest_slot, _longest_slot(half_hours)),
        lunch_break=None if works_at_noon else proposed.lunch_break,
        hours_a_year=max(hours_open(now.calendar), hours, days * a_day),
        least_hours_a_year=hours,
        min_days=round(days),
        min_hours_a_day=a_day,
        people_present=person or 1,
        preparation_hours_a_day=scale.work.preparation_hours_a_day,
    )


def usual_hours(now: Coherence, seasons: NDArray[np.intp], count: int) -> NDArray[np.bool_]:
    """Return the hours of most open days of each season, of the year where a season has none, shape (seasons, 48)."""
    half_hours = _half_hours(now)
    always = half_hours[half_hours.any(axis=1)]
    found = (always[seasons[half_hours.any(axis=1)] == season] for season in range(count))
    return np.array([_most_common(days if len(days) else always) for days in found])


def _most_common(days: NDArray[np.bool_]) -> NDArray[np.bool_]:
    if not len(days):
        return np.zeros(HALF_HOURS, bool)
    patterns, times = np.unique(days, axis=0, return_counts=True)
    usual: NDArray[np.bool_] = patterns[times.argmax()]
    return usual


def _half_hours(now: Coherence) -> NDArray[np.bool_]:
    """Return the half-hours mostly open each day, shape (days, 48)."""
    open_most: NDArray[np.bool_] = now.calendar.minutes.reshape(-1, HALF_HOURS, MINUTES).mean(axis=2) >= 0.5
    return open_most


def _longest_slot(half_hours: NDArray[np.bool_]) -> float:
    """Return the longest time open without a break, in hours."""
    edges = np.diff(np.pad(half_hours.astype(np.int8), ((0, 0), (1, 1))), axis=1)
    starts, ends = np.nonzero(edges == 1)[1], np.nonzero(edges == -1)[1]
    return float((ends - starts).max(initial=0)) / 2


def _holidays_shut(now: Coherence) -> NDArray[np.bool_]:
    """Return the public holidays (of metropolitan France) when the office is shut today, shape (days,)."""
    feasts = public_holidays(now.calendar.year)
    is_feast = np.array([day in feasts for day in dates_of(now.calendar.year)])
    shut: NDArray[np.bool_] = is_feast & (minutes_per_day(now.calendar) == 0)
    return shut
