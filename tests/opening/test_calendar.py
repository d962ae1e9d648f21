from datetime import date, timedelta

import numpy as np
import pytest

from otanalysis.opening.calendar import (
    OpeningCalendar,
    dates_of,
    days_described,
    days_in,
    days_open,
    describes_whole_year,
    hours_open,
    minutes_per_day,
    silent,
    union,
)


def opened(year: int, slots: dict[int, list[tuple[int, int]]], described: range = range(0), **more) -> OpeningCalendar:
    """A calendar open at ``slots`` of the days numbered from 0."""
    calendar = silent(year)
    for day, spans in slots.items():
        for start, end in spans:
            calendar.minutes[day, start:end] = True
    calendar.described[list(described)] = True
    return OpeningCalendar(year, calendar.minutes, calendar.described, **more)


def brute_minutes(calendar: OpeningCalendar) -> list[int]:
    return [sum(1 for minute in day if minute) for day in calendar.minutes]


@pytest.mark.parametrize(("year", "days"), [(2023, 365), (2024, 366), (2000, 366), (2100, 365)])
def test_days_in_a_year(year, days):
    assert days_in(year) == days
    assert len(dates_of(year)) == days
    assert (dates_of(year)[0], dates_of(year)[-1]) == (date(year, 1, 1), date(year, 12, 31))
    assert all(b - a == timedelta(days=1) for a, b in zip(dates_of(year), dates_of(year)[1:], strict=False))


def test_silence_is_neither_open_nor_described():
    calendar = silent(2024)
    assert calendar.minutes.shape == (366, 1440)
    assert (days_open(calendar), hours_open(calendar), days_described(calendar)) == (0, 0, 0)
    assert not describes_whole_year(calendar)


def test_counts_equal_brute_force():
    calendar = opened(
        2025, {0: [(540, 780)], 5: [(540, 720), (840, 1080)], 364: [(0, 1440)], 9: [(600, 601)]}, range(365)
    )
    expected = brute_minutes(calendar)
    assert list(minutes_per_day(calendar)) == expected
    assert days_open(calendar) == sum(1 for n in expected if n >= 1) == 4
    assert days_open(calendar, 240) == sum(1 for n in expected if n >= 240) == 3
    assert hours_open(calendar, 240) == sum(n for n in expected if n >= 240) / 60 == 4 + 7 + 24
    assert describes_whole_year(calendar)


def test_a_day_at_the_threshold_counts_and_one_minute_less_does_not():
    calendar = opened(2025, {0: [(540, 780)], 1: [(540, 779)]})
    assert days_open(calendar, 240) == 1


def test_union_counts_a_minute_open_twice_once():
    one = opened(2025, {3: [(540, 720)], 4: [(600, 660)]})
    other = opened(2025, {3: [(600, 780)]})
    both = union([one, other])
    expected = sum(bool(a or b) for a, b in zip(one.minutes.flat, other.minutes.flat, strict=True))
    assert int(both.minutes.sum()) == expected == 240 + 60


def test_union_describes_only_what_every_calendar_describes():
    both = union([opened(2025, {}, range(100)), opened(2025, {}, range(50, 365))])
    assert list(np.flatnonzero(both.described)) == list(range(50, 100))


def test_union_keeps_notes_and_what_is_illustrative():
    both = union([opened(2025, {}, notes=("a",)), opened(2025, {}, illustrative=True, notes=("b",))])
    assert both.illustrative
    assert both.notes == ("a", "b")
    assert not union([silent(2025)]).illustrative


@pytest.mark.parametrize("calendars", [[], [silent(2024), silent(2025)]], ids=["none", "two years"])
def test_union_takes_calendars_of_one_year(calendars):
    with pytest.raises(ValueError, match="one year"):
        union(calendars)
