"""The days that APIDAE names: recurring periods, special days, the first Monday of the month."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from otanalysis.opening.clock import date_of
from otanalysis.opening.offices import plain
from otanalysis.opening.table_text import WEEKDAYS, on

FIXED = {
    "PREMIER_JANVIER": (1, 1),
    "BERCHTOLDSTAG": (1, 2),
    "SAINT_JOSEPH": (3, 19),
    "PREMIER_MAI": (5, 1),
    "HUIT_MAI": (5, 8),
    "QUATORZE_JUILLET": (7, 14),
    "FETE_NATIONALE_SUISSE": (8, 1),
    "QUINZE_AOUT": (8, 15),
    "PREMIER_NOVEMBRE": (11, 1),
    "ONZE_NOVEMBRE": (11, 11),
    "IMMACULEE_CONCEPTION": (12, 8),
    "VINGT_CINQ_DECEMBRE": (12, 25),
    "VINGT_SIX_DECEMBRE": (12, 26),
}
AFTER_EASTER = {"VENDREDI_SAINT": -2, "LUNDI_PAQUES": 1, "ASCENSION": 39, "LUNDI_PENTECOTE": 50, "FETE_DIEU": 60}
OF_MONTH = {"D_1ER": 1, "D_2EME": 2, "D_3EME": 3, "D_4EME": 4, "D_DERNIER": -1}
ALL = ("tous", "all")


def easter(year: int) -> date:
    """Return Easter Sunday. Source: the anonymous Gregorian algorithm (Meeus, Astronomical Algorithms, ch. 8)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    h = (19 * a + b - d - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


def special(entry: dict[str, Any], key: str, year: int) -> list[date] | None:
    """Return the days of ``year`` that an exceptional opening or closure names; None when its name is not known.

    ``key`` holds a date; ``dateSpeciale`` names a feast, every year, and ``dates`` writes it out for some years.
    """
    own = date_of(entry.get(key))
    if own is not None:
        return [own]
    listed = entry.get("dates")
    dates = listed if isinstance(listed, list) else []
    written = [day for text in dates if (day := date_of(text)) is not None and day.year == year]
    name = str(entry.get("dateSpeciale") or "")
    if written or name in FIXED:
        return written or [date(year, *FIXED[name])]
    return [easter(year) + timedelta(days=AFTER_EASTER[name])] if name in AFTER_EASTER else None


def ranges(first: date, last: date, year: int, *, every_year: bool) -> list[tuple[date, date]]:
    """Return the ranges of dates that a period covers; of one that comes back every year, those of ``year``.

    Of recurring dates the stored year does not count: a period may run over New Year.
    """
    if not every_year:
        return [(first, last)]
    if last >= _anniversary(first) - timedelta(days=1):
        return [(date(year, 1, 1), date(year, 12, 31))]
    start, end = on(f"{first:%m-%d}", year), on(f"{last:%m-%d}", year)
    if start <= end:
        return [(start, end)]
    return [(date(year, 1, 1), end), (start, date(year, 12, 31))]


def _anniversary(day: date) -> date:
    """Return the same day a year later, 1 March for 29 February, the last day of all when there is none."""
    if day.year == date.max.year:
        return date.max
    return date(day.year + 1, 3, 1) if (day.month, day.day) == (2, 29) else day.replace(year=day.year + 1)


def weekday(name: object) -> tuple[int, ...]:
    """Return the weekdays of a name, « LUNDI » or « TOUS »; none when it is not one."""
    word = plain(str(name))
    return tuple(range(7)) if word in ALL else (WEEKDAYS.index(word),) if word in WEEKDAYS else ()


def days_of_months(entries: list[dict[str, Any]], first: date, last: date, year: int) -> list[date]:
    """Return the days of ``year`` such as the first Monday of each month, from ``first`` to ``last``."""
    months = [date(year, month, 1) for month in range(1, 13)]
    found = (day for entry in entries for month in months for day in _in_month(entry, month))
    return sorted({day for day in found if first <= day <= last})


def _in_month(entry: dict[str, Any], month: date) -> Iterator[date]:
    """Give the days of a month that an entry names."""
    rank = OF_MONTH.get(str(entry.get("jourDuMois")), 0)
    days = [month + timedelta(days=n) for n in range(monthrange(month.year, month.month)[1])]
    for number in weekday(entry.get("jour")):
        alike = [day for day in days if day.weekday() == number]
        yield from [alike[rank - 1 if rank > 0 else -1]] if rank else []
