"""The OSM string of a bureau's hours that may be given to others: the shortest one that reads back exactly."""

from collections.abc import Iterable
from contextlib import suppress

import numpy as np

from otanalysis.opening.calendar import OpeningCalendar, OpeningError
from otanalysis.opening.osm import LAST_YEAR, from_osm, standard
from otanalysis.opening.table import Table, expand
from otanalysis.opening.table_osm import recurs, table_to_osm
from otanalysis.opening.written_osm import dated_osm

YEARS_PROVED = 5  # one of them is a leap year, and public holidays fall on every kind of weekday
LONGEST = 255  # characters that OpenStreetMap takes in a value. Source: its API, « Tags »


def published_osm(
    calendar: OpeningCalendar,
    *,
    table: Table | None = None,
    osm: str = "",
    region: str = "",
    zone: str = "",
    note: str = "",
) -> str:
    """Return an OSM string with exactly the minutes of ``calendar``, read back before it is returned.

    Hours written as OSM stay as they are, in its own spelling; a ``table`` without years gives a string without years,
    proved for five of them; other hours, or those that no short string tells, are written with their dates, and other
    years ``unknown``. A ``note`` comes first, about what follows. Raises OpeningError when nothing reads back.
    """
    head = f'Mo-Su unknown "{note}"; ' if note else ""
    if osm:
        return _proved(head + standard(osm), [calendar], region, zone)
    if table is not None and recurs(table):
        years = range(calendar.year, min(calendar.year + YEARS_PROVED, LAST_YEAR + 1))
        string, recurring = table_to_osm(table, calendar.year), (expand(table, year) for year in years)
        with suppress(OpeningError):
            return _proved(head + string, recurring, table.region, "")
    return _proved(head + dated_osm(calendar), [calendar], region, zone)


def _proved(string: str, calendars: Iterable[OpeningCalendar], region: str, zone: str) -> str:
    for calendar in calendars:
        if not np.array_equal(from_osm(string, calendar.year, region=region, zone=zone).minutes, calendar.minutes):
            raise OpeningError(f"ces horaires, écrits « {string} », se relisent autrement en {calendar.year}")
    return string
