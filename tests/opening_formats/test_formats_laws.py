import tempfile
from datetime import date
from pathlib import Path

import numpy as np
from format_makers import apidae, newer, older, poi, save, slot, spec, weekdays
from hypothesis import given, settings
from hypothesis import strategies as st

from otanalysis.opening.apidae import read_apidae
from otanalysis.opening.calendar import OpeningCalendar, days_described, days_open
from otanalysis.opening.formats import to_osm
from otanalysis.opening.osm import from_osm
from otanalysis.opening.schema_org import read_datatourisme

quick = settings(max_examples=30, deadline=None)
ENDS = st.lists(st.dates(date(2025, 1, 1), date(2025, 12, 31)), min_size=2, max_size=2).map(sorted)
HOURS = (
    st.lists(st.integers(0, 24), unique=True, min_size=2, max_size=2)
    .map(sorted)
    .map(lambda h: [f"{n:02}:00" for n in h])
)
DAYS = st.lists(st.integers(0, 6), unique=True, max_size=7)
SPECS = st.builds(
    lambda ends, hours, days: spec(weekdays(*days) or None, *hours, *map(str, ends)),
    ENDS,
    HOURS.filter(lambda h: h != ["00:00", "24:00"]),
    DAYS,
)
CODES = ("MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN")
NEWER = st.builds(
    lambda ends, hours, days, hol: newer(
        *map(str, ends), slot(" ".join([CODES[n] for n in days] + ["HOL"] * hol) or "MON", tuple(hours))
    ),
    ENDS,
    HOURS,
    DAYS,
    st.booleans(),
)
OLDER = st.builds(
    lambda ends, hours, every: older(*map(str, ends), opens=hours[0], closes=hours[1], tousLesAns=every),
    ENDS,
    HOURS,
    st.booleans(),
)


def read(reader, data) -> OpeningCalendar:
    with tempfile.TemporaryDirectory() as folder:
        return reader(save(Path(folder), data), 2025)


def same(one: OpeningCalendar, other: OpeningCalendar) -> bool:
    return np.array_equal(one.minutes, other.minutes) and np.array_equal(one.described, other.described)


@quick
@given(st.lists(SPECS, min_size=1, max_size=5), st.lists(SPECS, max_size=3))
def test_more_specifications_never_have_fewer_days(some, others):
    part, whole = (read(read_datatourisme, poi(*specs)) for specs in (some, some + others))
    assert days_open(whole) >= days_open(part)
    assert days_described(whole) >= days_described(part)
    assert not (part.minutes & ~whole.minutes).any()


@quick
@given(st.lists(SPECS, min_size=1, max_size=5), st.randoms(use_true_random=False))
def test_the_order_of_specifications_changes_nothing(specs, random):
    one, other = (read(read_datatourisme, poi(*each)) for each in (specs, random.sample(specs, len(specs))))
    assert same(one, other)
    assert set(one.notes) == set(other.notes)


@quick
@given(st.lists(NEWER | OLDER, min_size=1, max_size=4), st.randoms(use_true_random=False))
def test_the_order_of_periods_changes_nothing(periods, random):
    one, other = (read(read_apidae, apidae(*each)) for each in (periods, random.sample(periods, len(periods))))
    assert same(one, other)


@quick
@given(st.lists(NEWER | OLDER, min_size=1, max_size=4), NEWER | OLDER)
def test_one_more_period_never_closes_a_day(periods, more):
    part, whole = (read(read_apidae, apidae(*each)) for each in (periods, [*periods, more]))
    assert not (part.minutes & ~whole.minutes).any()


@quick
@given(st.lists(NEWER | OLDER, min_size=1, max_size=3))
def test_open_days_are_described_when_all_hours_are_known(periods):
    found = read(read_apidae, apidae(*periods))
    assert not (found.minutes.any(axis=1) & ~found.described).any()


RANGES = st.lists(st.integers(0, 1440), unique=True, max_size=6).map(sorted)
ROWS = st.lists(st.tuples(RANGES, st.lists(st.integers(0, 365), max_size=60)), max_size=4)


@quick
@given(st.sampled_from([2023, 2024, 2025]), ROWS, st.lists(RANGES, min_size=7, max_size=7))
def test_to_osm_then_from_osm_gives_the_same_minutes(year, rows, week):
    days = 366 if year == 2024 else 365
    minutes = np.zeros((days, 1440), bool)
    for day in range(days):
        fill(minutes, day, week[(date(year, 1, 1).weekday() + day) % 7])
    for edges, chosen in rows:
        for day in chosen:
            if day < days:
                minutes[day] = False
                fill(minutes, day, edges)
    calendar = OpeningCalendar(year, minutes, np.ones(days, bool))
    assert np.array_equal(from_osm(to_osm(calendar), year).minutes, minutes)


def fill(minutes, day, edges):
    for first, last in zip(edges[::2], edges[1::2], strict=False):
        minutes[day, first:last] = True
