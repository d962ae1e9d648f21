"""Delays in months, from a day to the day of the same number, or to the last of a month that has no such day."""

from calendar import monthrange
from datetime import date, timedelta
from functools import reduce

LONGEST_SHIFT = 4  # days that clipped ends of months can hide, and one more


def plus_months(start: date, months: int) -> date:
    """Return the day so many months later (earlier when negative): 31 August plus six is 28 or 29 February."""
    year, month = divmod(12 * start.year + start.month - 1 + months, 12)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def latest_start(end: date, delays: tuple[int, ...]) -> date:
    """Return the last day from which delays in months, one after another, are over by ``end``."""
    safe = plus_months(end, -sum(delays)) - timedelta(days=LONGEST_SHIFT)
    days = [safe + timedelta(days=n) for n in range(2 * LONGEST_SHIFT + 1)]
    return max(day for day in days if reduce(plus_months, delays, day) <= end)
