"""Hours of a date written as Python functions, and counted without any library."""

from collections.abc import Callable
from datetime import date, timedelta

import numpy as np

from otanalysis.opening.calendar import dates_of, days_in

Hours = Callable[[date], list[tuple[float, float]]]
EASTER = {2023: date(2023, 4, 9), 2024: date(2024, 3, 31), 2025: date(2025, 4, 20), 2026: date(2026, 4, 5)}
# School holidays of zone A in 2025 (arrêté of 7 December 2022), Ascension bridge included.
ZONE_A = [
    (date(2025, *first), date(2025, *last))
    for first, last in [
        ((1, 1), (1, 5)),
        ((2, 22), (3, 9)),
        ((4, 19), (5, 4)),
        ((5, 29), (6, 1)),
        ((7, 5), (8, 31)),
        ((10, 18), (11, 2)),
        ((12, 20), (12, 31)),
    ]
]


def feast(day: date) -> bool:
    """A public holiday of metropolitan France."""
    moving = {EASTER[day.year] + timedelta(days=n) for n in (1, 39, 50)}
    fixed = {(1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25)}
    return (day.month, day.day) in fixed or day in moving


def alsatian_feast(day: date) -> bool:
    return feast(day) or (day.month, day.day) == (12, 26) or day == EASTER[day.year] - timedelta(days=2)


def on_holiday(day: date) -> bool:
    return any(first <= day <= last for first, last in ZONE_A)


def within(day: date, first: tuple[int, int], last: tuple[int, int]) -> bool:
    """The day lies between two (month, day), over New Year when the first comes later."""
    here = (day.month, day.day)
    return first <= here <= last if first <= last else here >= first or here <= last


def brute(year: int, hours: Hours) -> np.ndarray:
    """The quarters of an hour of each date looked at one by one: every expression here opens and closes on one."""
    minutes = np.zeros((days_in(year), 1440), bool)
    for row, day in enumerate(dates_of(year)):
        spans = hours(day)
        for minute in range(0, 1440, 15):
            minutes[row, minute : minute + 15] = any(a * 60 <= minute < b * 60 for a, b in spans)
    return minutes


def when(condition: Callable[[date], bool], *spans: tuple[float, float]) -> Hours:
    return lambda day: list(spans) if condition(day) else []


def weekday(*numbers: int) -> Callable[[date], bool]:
    return lambda day: day.weekday() in numbers


WORKDAY = weekday(0, 1, 2, 3, 4)
