"""A calendar written as schema.org hours, that read back to the same days and minutes."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import numpy as np

from otanalysis.opening.calendar import OpeningCalendar, OpeningError
from otanalysis.opening.feast_days import runs
from otanalysis.opening.found_seasons import FoundSeason, Spans, found_seasons
from otanalysis.opening.schema_org import place_calendar

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
CLOSED = "00:00-00:00"  # how search engines read a day that is expressly closed
Node = dict[str, Any]


def hours_json_ld(calendar: OpeningCalendar) -> Node:
    """Return the ``openingHoursSpecification`` and ``specialOpeningHoursSpecification`` of a calendar, read back first.

    Seasons bear their dates, closed weekdays say so, and days unlike their weekday replace it. A day that the calendar
    does not describe is in no validity: nothing is said of it. Raises OpeningError for hours that read back otherwise.
    """
    seasons, exceptions = found_seasons(calendar)
    special = [node for spans, days in sorted(exceptions.items()) for node in _specials(spans, days)]
    told: Node = {"openingHoursSpecification": [node for season in seasons for node in _season(season)]}
    if special:
        told["specialOpeningHoursSpecification"] = special
    read = place_calendar(told, calendar.year)
    if not _same(read, calendar):
        raise OpeningError("ces horaires, écrits pour schema.org, se relisent autrement")
    return told


def _same(one: OpeningCalendar, other: OpeningCalendar) -> bool:
    return np.array_equal(one.minutes, other.minutes) and np.array_equal(one.described, other.described)


def _season(season: FoundSeason) -> Iterator[Node]:
    for spans, days in season.alike().items():
        named = [f"https://schema.org/{DAYS[day]}" for day in days]
        for slot in _slots(spans):
            yield {**_spec(slot, season.first, season.last), "dayOfWeek": named}


def _specials(spans: Spans, days: list[date]) -> Iterator[Node]:
    for first, last in runs(days):
        yield from (_spec(slot, first, last) for slot in _slots(spans))


def _slots(spans: Spans) -> list[str]:
    return (spans or CLOSED).split(",")


def _spec(slot: str, first: date, last: date) -> Node:
    opens, closes = slot.split("-")
    validity = {"validFrom": first.isoformat(), "validThrough": last.isoformat()}
    return {"@type": "OpeningHoursSpecification", **validity, "opens": opens, "closes": closes}
