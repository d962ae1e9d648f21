"""A calendar written as an OSM string that reads back to the same minutes."""

from collections.abc import Iterable
from datetime import date
from itertools import compress, pairwise

from otanalysis.opening.calendar import OpeningCalendar, dates_of
from otanalysis.opening.feast_days import runs
from otanalysis.opening.found_seasons import FoundSeason, found_seasons
from otanalysis.opening.osm_holidays import MONTHS

WEEKDAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
UNSAID = '"horaires non communiqués"'


def to_osm(calendar: OpeningCalendar) -> str:
    """Return an OSM string whose minutes, in the calendar's year, are the calendar's; "off" when it never opens.

    Seasons of equal weeks come first, then the days that differ from them, all with their year. OSM describes every
    day: days that the calendar does not describe read back as closed (see ``dated_osm``), and notes are lost.
    """
    seasons, exceptions = found_seasons(calendar)
    rules = [rule for season in seasons for rule in _season_rules(season)]
    rules += [f"{dates_in_osm(alike)} {spans or 'off'}" for spans, alike in sorted(exceptions.items())]
    return "; ".join(rules) or "off"


def dated_osm(calendar: OpeningCalendar) -> str:
    """Return the string of ``to_osm`` where what nobody said is unknown, never closed.

    OSM closes what it does not open: days that the calendar does not describe, and those of other years, are written
    ``unknown``, which says that nobody knows; ``off`` would say that the bureau is closed.
    """
    silent = list(compress(dates_of(calendar.year), ~calendar.described))
    unknown = [f"{dates_in_osm(silent)} unknown {UNSAID}"] if silent else []
    known = [to_osm(calendar)] if calendar.minutes.any() else []
    return "; ".join([f"Mo-Su unknown {UNSAID}", f"{calendar.year} off", *known, *unknown])


def _season_rules(season: FoundSeason) -> list[str]:
    """Return one rule for each kind of open day in a season."""
    dates = _run_in_osm(season.first, season.last)
    return [f"{dates} {weekdays_in_osm(days)} {spans}" for spans, days in season.alike().items() if spans]


def weekdays_in_osm(days: Iterable[int]) -> str:
    """Return weekdays (Monday is 0) as OSM writes them, ``Mo-We,Sa``."""
    found = sorted(days)
    cuts = [0, *(n + 1 for n, (a, b) in enumerate(pairwise(found)) if b != a + 1), len(found)]
    groups = [found[a:b] for a, b in pairwise(cuts)]
    return ",".join(WEEKDAYS[g[0]] if len(g) == 1 else f"{WEEKDAYS[g[0]]}-{WEEKDAYS[g[-1]]}" for g in groups)


def dates_in_osm(dates: Iterable[date]) -> str:
    """Return dates as OSM writes them, runs of consecutive ones together."""
    return ",".join(_run_in_osm(first, last) for first, last in runs(dates))


def _run_in_osm(first: date, last: date) -> str:
    """Return a run of dates; both ends carry the year, or other readers lose them."""
    ends = [f"{day.year} {MONTHS[day.month - 1]} {day.day:02}" for day in (first, last)]
    return ends[0] if first == last else "-".join(ends)
