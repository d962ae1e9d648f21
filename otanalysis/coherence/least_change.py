"""The least to add to an opening for enough days, or hours, to count: numbers and dates, no words."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import product
from math import ceil

import numpy as np
from numpy.typing import NDArray

from otanalysis.opening.calendar import MINUTES_A_DAY, OpeningCalendar, dates_of, minutes_per_day
from otanalysis.opening.feast_days import public_holidays

HALF_HOUR, HOUR = 30, 60
Visitors = NDArray[np.float64] | None


@dataclass(frozen=True)
class DayGroup:
    """Days of one weekday (Monday 0) in some months, each open ``minutes`` today, ``added`` more to add.

    ``days`` of ``dates`` are wanted. ``regular``: they are most of that weekday's days in these months, public holidays
    left out; the others are lone days.
    """

    weekday: int
    months: tuple[int, ...]
    minutes: int
    added: int
    regular: bool
    dates: tuple[date, ...]
    days: int


@dataclass(frozen=True)
class LongerDays:
    """``days`` of ``dates``, the opening days of some months, each ``added`` minutes longer.

    ``needed`` is the total before half-hours were rounded up, in minutes.
    """

    months: tuple[int, ...]
    added: int
    dates: tuple[date, ...]
    days: int
    needed: int


@dataclass(frozen=True)
class Plan:
    """What to add to a calendar: days brought to the minutes that count, then opening days made longer."""

    days: tuple[DayGroup, ...] = ()
    longer: LongerDays | None = None


def added_minutes(plan: Plan) -> int:
    """Return the minutes of opening that a plan adds to the year."""
    return sum(days * added for _, days, added in _parts(plan))


def applied(calendar: OpeningCalendar, plan: Plan) -> OpeningCalendar:
    """Return the calendar once a plan is carried out: each of its days opens longer, from noon outwards."""
    minutes = calendar.minutes.copy()
    from_noon = np.argsort(np.abs(np.arange(MINUTES_A_DAY) - MINUTES_A_DAY // 2), kind="stable")
    for dates, days, added in _parts(plan):
        for day in dates[:days]:
            row = minutes[day.timetuple().tm_yday - 1]
            row[from_noon[~row[from_noon]][:added]] = True
    return replace(calendar, minutes=minutes)


def _parts(plan: Plan) -> list[tuple[tuple[date, ...], int, int]]:
    """Return dates, how many of them are wanted and the minutes added to each, in the order to carry them out."""
    parts = [(group.dates, group.days, group.added) for group in plan.days]
    return parts + ([(plan.longer.dates, plan.longer.days, plan.longer.added)] if plan.longer else [])


def more_days(calendar: OpeningCalendar, visitors_a_day: Visitors, missing: int, at_least: int) -> tuple[DayGroup, ...]:
    """Return the groups of days that bring ``missing`` more days to ``at_least`` minutes, adding as little as can be.

    A day costs the minutes that it lacks, so the days lacking least come first. Between equal costs: whole weekdays of
    a month before lone days, then most visitors a day (NaN or None: not known), then the weekday with most days left.
    Only described days are proposed, and all of them when fewer than ``missing`` are left.
    """
    groups = _groups(calendar, at_least)
    taken = _taken(sorted(groups, key=lambda group: _rank(group, groups, visitors_a_day)), missing)
    return _merged(taken)


def _groups(calendar: OpeningCalendar, at_least: int) -> list[DayGroup]:
    """Return the days under ``at_least``, by minutes open, weekday and month; public holidays apart."""
    minutes, dates, feasts = minutes_per_day(calendar), dates_of(calendar.year), public_holidays(calendar.year)
    found: dict[tuple[int, int, int, bool], list[date]] = {}
    for n in np.flatnonzero(calendar.described & (minutes < at_least)):
        day = dates[n]
        found.setdefault((int(minutes[n]), day.weekday(), day.month, day in feasts), []).append(day)
    every = [(day.weekday(), day.month) for day in dates if day not in feasts]
    return [
        DayGroup(
            weekday,
            (month,),
            now,
            at_least - now,
            not feast and 2 * len(days) >= every.count((weekday, month)),
            tuple(days),
            len(days),
        )
        for (now, weekday, month, feast), days in found.items()
    ]


def _rank(group: DayGroup, groups: list[DayGroup], visitors: Visitors) -> tuple[float, ...]:
    alike = [g for g in groups if (g.weekday, g.added, g.regular) == (group.weekday, group.added, group.regular)]
    left = sum(len(g.dates) for g in alike)
    return (group.added, not group.regular, -_visitors_a_day(group, visitors), -left, group.weekday, group.months[0])


def _visitors_a_day(group: DayGroup, visitors: Visitors) -> float:
    if visitors is None:
        return 0.0
    counted = [visitors[day.timetuple().tm_yday - 1] for day in group.dates]
    return float(np.nan_to_num(np.nanmean(counted) if np.isfinite(counted).any() else 0.0))


def _taken(ranked: list[DayGroup], missing: int) -> Iterator[DayGroup]:
    """Yield the first groups up to ``missing`` days, the last possibly in part."""
    for group in ranked:
        days = min(missing, group.days)
        if days > 0:
            yield replace(group, days=days)
        missing -= days


def _merged(groups: Iterator[DayGroup]) -> tuple[DayGroup, ...]:
    """Return the groups with the months of a weekday put together where every day is wanted."""
    found: dict[tuple[object, ...], DayGroup] = {}
    for group in groups:
        partly = group.months if group.days < len(group.dates) else ()
        key = (group.weekday, group.minutes, group.regular, partly)
        found[key] = _together(found[key], group) if key in found else group
    return tuple(found.values())


def _together(one: DayGroup, other: DayGroup) -> DayGroup:
    months, dates = sorted({*one.months, *other.months}), sorted(one.dates + other.dates)
    return replace(one, months=tuple(months), dates=tuple(dates), days=one.days + other.days)


def more_hours(
    calendar: OpeningCalendar, visitors_a_day: Visitors, missing_hours: float, at_least: int, longest_day: int
) -> Plan | None:
    """Return the plan that adds as little as can be for ``missing_hours`` more hours a year to count.

    Hours count on days of ``at_least`` minutes: such a day lacking 1 h of 4 gives 4 h for one. The days lacking least
    come first as long as they save time; the rest goes to opening days, by half-hours, none longer than
    ``longest_day`` minutes, in the months with most visitors an open hour when known. None when the described days
    cannot hold it.
    """
    missing = ceil(round(60 * missing_hours, 3))
    for days in _numbers_of_days(calendar, missing, at_least):
        plan = Plan(more_days(calendar, visitors_a_day, days, at_least))
        left = missing - days * at_least
        if left <= 0:
            return plan
        longer = _longer(applied(calendar, plan), visitors_a_day, left, (at_least, longest_day))
        if longer:
            return replace(plan, longer=longer)
    return None


def _numbers_of_days(calendar: OpeningCalendar, missing: int, at_least: int) -> list[int]:
    """Return how many short days to bring to ``at_least``, the cheapest total first, the fewest between equals."""
    minutes = minutes_per_day(calendar)
    lacking = np.sort(at_least - minutes[calendar.described & (minutes < at_least)])
    rest = np.maximum(missing - at_least * np.arange(len(lacking) + 1), 0)
    totals = np.concatenate([[0], np.cumsum(lacking)]) + rest
    return [int(count) for count in np.argsort(totals, kind="stable")]


def _longer(calendar: OpeningCalendar, visitors: Visitors, needed: int, between: tuple[int, int]) -> LongerDays | None:
    """Return the opening days that take ``needed`` minutes, each open ``between`` these minutes; None without room.

    In the fewest months with an hour a day or less; failing that, with half an hour more, and so on. Where nobody
    counted visitors no month comes before another: the whole year's days share the least addition.
    """
    at_least, longest = between
    minutes, months = minutes_per_day(calendar), _month_of_days(calendar.year)
    ranked = range(1, 13) if visitors is None else _months_by_need(calendar, visitors, at_least)
    ways = product(range(HALF_HOUR, longest + 1, HALF_HOUR), (12,) if visitors is None else range(1, 13))
    for added, count in sorted(ways, key=lambda way: (max(way[0], HOUR), way[1])):
        room = (minutes >= at_least) & (minutes <= longest - added) & np.isin(months, ranked[:count])
        if added * room.sum() >= needed:
            dates = tuple(dates_of(calendar.year)[n] for n in np.flatnonzero(room))
            used = tuple(sorted({day.month for day in dates}))
            return LongerDays(used, added, dates, ceil(needed / added), needed)
    return None


def _month_of_days(year: int) -> NDArray[np.intp]:
    return np.array([day.month for day in dates_of(year)])


def _months_by_need(calendar: OpeningCalendar, visitors: NDArray[np.float64], at_least: int) -> list[int]:
    """Return the months by visitors an open hour, most first, over the days that somebody counted."""
    minutes, months = minutes_per_day(calendar), _month_of_days(calendar.year)
    counted = (minutes >= at_least) & np.isfinite(visitors)
    people, opened = (np.bincount(months[counted], each[counted], 13) for each in (visitors, minutes))
    need = people / np.maximum(opened, 1)
    return sorted(range(1, 13), key=lambda month: -need[month])
