"""Holidays in OSM rules: ``PH`` and ``SH`` become the dates of one year.

opening-hours-py 2.1.4 has no French school holidays, no holidays of Alsace-Moselle or overseas, and reads ``SH Mo-Sa``
as "school holidays or Monday to Saturday"; dates leave it nothing to guess.
"""

import re
from collections.abc import Iterable
from datetime import date

import numpy as np

from otanalysis.opening.calendar import OpeningError, dates_of
from otanalysis.opening.feast_days import public_holidays, runs, school_holidays
from otanalysis.opening.osm_library import is_readable, minutes_open

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
WEEKDAY = r"(?i:Mo|Tu|We|Th|Fr|Sa|Su)"
ITEM = rf"(?:PH|SH|{WEEKDAY}(?:-{WEEKDAY}|\[[-\d,]+\])?)"
LIST = rf"{ITEM}(?:,{ITEM})*"
RULE = re.compile(
    rf"(?P<wide>.*?)[ :]*(?P<days>{LIST})(?: (?P<narrow>{LIST}))? ?(?P<rest>\d{{1,2}}:.*|off|closed|open|unknown)"
)
HOLIDAY = re.compile("PH|SH")


def mentions_school(body: str) -> bool:
    """Tell whether a rule speaks of school holidays."""
    return "SH" in body


def dated(body: str, year: int, region: str, zone: str) -> str | None:
    """Return the rule with its holidays written as dates of ``year``, or None when it has no day in it.

    Raises OpeningError when the holidays are combined with other selectors in a way that has no sure reading.
    """
    if not HOLIDAY.search(body):
        return body
    found = RULE.fullmatch(body)
    if found is None or (found["wide"] and not is_readable(found["wide"])):
        raise OpeningError(
            f"« {body} » : écrivez les jours fériés seuls, « PH off », ou avec des jours, « Su,PH 10:00-12:00 »"
        )
    wide, days, narrow, rest = (found[name] or "" for name in ("wide", "days", "narrow", "rest"))
    _refuse_mixtures(body, wide, days, narrow)
    holidays = _named(days, year, region, zone)
    if narrow:
        chosen = holidays & _selected(narrow, year)
    else:
        chosen = _within(holidays, wide, year) | _weekdays(wide, days, year)
    return f"{_written(chosen)} {rest}" if chosen else None


def _refuse_mixtures(body: str, wide: str, days: str, narrow: str) -> None:
    """Raise OpeningError for holidays and selectors whose combination the guard does not translate."""
    if "SH" in days and wide:
        raise OpeningError(
            f"« {body} » : les vacances scolaires (SH) ne se combinent pas avec « {wide} » ; "
            "écrivez les dates de ces vacances"
        )
    if narrow and (days != "SH" or HOLIDAY.search(narrow)):
        raise OpeningError(
            f"« {body} » : l'espace veut dire « et » (un jour férié qui tombe ces jours-là) ; écrivez une virgule pour "
            f"« ou » : « Mo-Fr,PH », ou les dates elles-mêmes"
        )


def _named(days: str, year: int, region: str, zone: str) -> frozenset[date]:
    """Return the dates of the holidays named in a list of days."""
    if "SH" in days and not zone:
        raise OpeningError('vacances scolaires (SH) : donnez la zone du bureau, zone: "A", "B" ou "C"')
    feasts = public_holidays(year, region) if "PH" in days else frozenset()
    return feasts | (school_holidays(year, zone) if "SH" in days else frozenset())


def _within(dates: frozenset[date], wide: str, year: int) -> frozenset[date]:
    """Return the dates that a wide selector (``Jul-Aug``, ``week 10``) covers; all of them without selector."""
    return dates & _selected(wide, year) if wide else dates


def _weekdays(wide: str, days: str, year: int) -> frozenset[date]:
    """Return the dates of the weekdays in a list of days that may also name holidays."""
    weekdays = ",".join(item for item in re.findall(ITEM, days) if not HOLIDAY.fullmatch(item))
    return _selected(f"{wide} {weekdays}".strip(), year) if weekdays else frozenset()


def _selected(selector: str, year: int) -> frozenset[date]:
    """Return the dates of a year that a selector without holidays covers, as the library reads it."""
    dates = dates_of(year)
    return frozenset(dates[n] for n in np.flatnonzero(minutes_open(f"{selector} 00:00-24:00", year).any(axis=1)))


def _written(dates: Iterable[date]) -> str:
    """Return dates as OSM writes them; both ends of a run carry the year, or other readers lose them."""
    return ",".join(_one(first) if first == last else f"{_one(first)}-{_one(last)}" for first, last in runs(dates))


def _one(day: date) -> str:
    """Return a date as OSM writes it, ``2025 Feb 08``."""
    return f"{day.year} {MONTHS[day.month - 1]} {day.day:02}"
