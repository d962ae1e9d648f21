"""An oracle: every timetable of a small question, one by one, and what each gives. Nothing of the optimiser is used."""

from itertools import groupby, product

import numpy as np

from otanalysis.attendance.series import Step
from otanalysis.coherence.demand import Demand
from otanalysis.coherence.limits import Limits
from otanalysis.opening.calendar import dates_of

VISITORS, HOURS, DAYS, LONG_DAYS, PERSON_HOURS = range(5)


def random_demand(seed: int, year: int, slots_a_day: int) -> Demand:
    """Return visitors drawn at random, more of them at weekends, some days not counted."""
    random = np.random.default_rng(seed)
    weekend = np.array([3 if day.weekday() > 4 else 1 for day in dates_of(year)])[:, None]
    visitors = weekend * random.integers(0, 20, (len(weekend), slots_a_day)).astype(float)
    visitors[random.random(len(weekend)) < 0.1] = np.nan
    return Demand(year, Step.DAY if slots_a_day == 1 else Step.HOUR, visitors)


def slots_of(day: np.ndarray) -> list[tuple[float, float]]:
    """Return the slots of a day, from and to, in hours."""
    found, at = [], 0
    for is_open, half_hours in groupby(day):
        length = len(list(half_hours))
        if is_open:
            found.append((at / 2, (at + length) / 2))
        at += length
    return found


def is_allowed(day: np.ndarray, limits: Limits) -> bool:
    """Tell whether the limits on the hours of a day hold."""
    slots = slots_of(day)
    noon = limits.lunch_break or (0, 0)
    return len(slots) <= 2 and all(
        limits.opens_at <= start
        and end <= limits.closes_at
        and limits.shortest_slot <= end - start <= (limits.longest_slot or 24)
        and (end <= noon[0] or start >= noon[1])
        for start, end in slots
    )


def days_allowed(limits: Limits) -> list[np.ndarray]:
    """Return every day allowed, closed included, among all the sets of half-hours between opening and closing."""
    first, last = int(2 * limits.opens_at), int(2 * limits.closes_at)
    days = []
    for bits in product((False, True), repeat=last - first):
        day = np.zeros(48, bool)
        day[first:last] = bits
        days += [day] if is_allowed(day, limits) else []
    return days


def weeks_allowed(limits: Limits, usual: np.ndarray | None) -> list[tuple[np.ndarray, ...]]:
    """Return every week of a season, seven days each."""
    days = days_allowed(limits) if usual is None else [np.zeros(48, bool), usual]
    closed = [np.zeros(48, bool)]
    weeks = product(*(closed if weekday in limits.closed_weekdays else days for weekday in range(7)))
    return [week for week in weeks if not limits.same_hours or len({d.tobytes() for d in week if d.any()}) <= 1]


def every_timetable(demand, seasons, limits, usual, closed, full_day_hours) -> np.ndarray:
    """Return visitors, hours, days, long days and person-hours of every timetable whose weeks hold, one a row."""
    totals = np.zeros((1, 5))
    for season in range(seasons.max() + 1):
        where = [
            (n, d.weekday()) for n, d in enumerate(dates_of(demand.year)) if seasons[n] == season and not closed[n]
        ]
        found = []
        for week in weeks_allowed(limits, None if usual is None else usual[season]):
            work = [limits.people_present * (d.sum() / 2 + limits.preparation_hours_a_day) for d in week if d.any()]
            if limits.person_hours_a_week is not None and sum(work) > limits.person_hours_a_week + 1e-9:
                continue
            gains = [_a_day(week[w], demand.visitors[n], limits, full_day_hours) for n, w in where]
            found.append(np.sum([np.zeros(5), *gains], axis=0))
        totals = (totals[:, None] + np.array(found)[None]).reshape(-1, 5)
    return totals


def _a_day(day: np.ndarray, visitors: np.ndarray, limits: Limits, full_day_hours: float) -> list[float]:
    if not day.any():
        return [0] * 5
    hours = day.sum() / 2
    if len(visitors) == 1:
        reached = visitors[0] * min(1, hours / full_day_hours)
    else:
        reached = sum(visitors[n // 2] / 2 for n in range(48) if day[n])
    work = limits.people_present * (hours + limits.preparation_hours_a_day)
    return [0 if np.isnan(reached) else reached, hours, 1, hours >= limits.min_hours_a_day, work]


def within(totals: np.ndarray, limits: Limits) -> np.ndarray:
    """Return the timetables that hold the limits on the year."""
    holds = totals[:, LONG_DAYS] >= limits.min_days
    if limits.hours_a_year is not None:
        holds &= totals[:, HOURS] <= limits.hours_a_year
    if limits.person_hours_a_year is not None:
        holds &= totals[:, PERSON_HOURS] <= limits.person_hours_a_year + 1e-9
    return totals[holds]
