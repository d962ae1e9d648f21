"""The days of a year as arrays: where a date falls, and what kind of day it is."""

from datetime import date
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from otanalysis.opening.calendar import dates_of, days_in
from otanalysis.opening.feast_days import public_holidays, runs

# Monday to Sunday, then Monday to Sunday again for the days that are public holidays.
KINDS = 14
MONTHS = (
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
)


@lru_cache(maxsize=64)
def kinds(year: int, region: str = "") -> NDArray[np.int64]:
    """Return the kind of each day of a year, shape (days,), read-only: the weekday, plus 7 on public holidays."""
    feasts = public_holidays(year, region)
    found = np.array([day.weekday() + 7 * (day in feasts) for day in dates_of(year)])
    found.flags.writeable = False
    return found


def part_of(first: date, last: date, year: int) -> slice:
    """Return the days of ``year`` from ``first`` to ``last`` included; empty when none is in it."""
    start = (first - date(year, 1, 1)).days
    end = (last - date(year, 1, 1)).days + 1
    return slice(min(max(start, 0), days_in(year)), max(min(end, days_in(year)), 0))


def told(day: date, *, with_year: bool = False) -> str:
    """Return a date in French, « 1er juillet »."""
    text = f"{'1er' if day.day == 1 else day.day} {MONTHS[day.month - 1]}"
    return f"{text} {day.year}" if with_year else text


def told_runs(mask: NDArray[np.bool_], year: int, at_most: int = 5) -> str:
    """Return the days of a mask of shape (days,) as French runs of dates, the first ``at_most`` of them."""
    dates = dates_of(year)
    found = runs(dates[n] for n in np.flatnonzero(mask))
    texts = [told(a) if a == b else f"{told(a)} – {told(b)}" for a, b in found[:at_most]]
    return ", ".join(texts) + (f", et {len(found) - at_most} autres" if len(found) > at_most else "")
