from datetime import date, timedelta

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from table_makers import season, table, week

from otanalysis.opening.calendar import dates_of, days_described, days_in, days_open
from otanalysis.opening.feast_days import public_holidays
from otanalysis.opening.table import expand
from otanalysis.opening.table_text import weekdays

HOURS = st.lists(st.integers(0, 24), unique=True, max_size=4).map(sorted)
SLOTS = HOURS.map(lambda h: [f"{a:02}:00-{b:02}:00" for a, b in zip(h[::2], h[1::2], strict=False)])
ROWS = st.builds(week, st.sampled_from(["lun-ven", "sam", "dim", "mar,jeu", "tous les jours", "sam-lun"]), SLOTS)
ENDS = st.lists(st.dates(date(2024, 1, 1), date(2024, 12, 31)), min_size=2, max_size=2).map(sorted)
SEASONS = st.builds(lambda ends, rows: season(*(f"{d:%m-%d}" for d in ends), *rows), ENDS, st.lists(ROWS, max_size=3))
LISTS = st.lists(SEASONS, min_size=1, max_size=3)
RULES = st.sampled_from(["fermé", "ouvert", ["10:00-12:00"]])
CLOSURES = st.lists(ENDS.map(lambda ends: "/".join(f"{d:%m-%d}" for d in ends)), max_size=1)
YEARS = st.sampled_from([2023, 2024, 2025])
quick = settings(max_examples=25, deadline=None)


@quick
@given(LISTS, RULES, CLOSURES, YEARS, st.randoms(use_true_random=False))
def test_the_order_of_seasons_and_rows_changes_nothing(seasons, holidays, closures, year, random):
    mixed = [
        one | {"week": random.sample(one["week"], len(one["week"]))} for one in random.sample(seasons, len(seasons))
    ]
    one, other = (expand(table(*each, holidays=holidays, closures=closures), year) for each in (seasons, mixed))
    assert np.array_equal(one.minutes, other.minutes)
    assert np.array_equal(one.described, other.described)


@quick
@given(LISTS, LISTS, RULES, YEARS)
def test_more_seasons_never_have_fewer_days(some, others, holidays, year):
    part, whole = (expand(table(*each, holidays=holidays), year) for each in (some, some + others))
    assert days_open(whole) >= days_open(part)
    assert days_described(whole) >= days_described(part)
    assert not (part.minutes & ~whole.minutes).any()


@quick
@given(LISTS, RULES, CLOSURES, YEARS)
def test_open_days_are_described(seasons, holidays, closures, year):
    found = expand(table(*seasons, holidays=holidays, closures=closures), year)
    assert found.minutes.shape == (days_in(year), 1440)
    assert not (found.minutes.any(axis=1) & ~found.described).any()


@quick
@given(SEASONS, RULES, YEARS)
def test_a_season_equals_brute_force(one, holidays, year):
    def in_year(text: str) -> date:
        month, day = int(text[:2]), int(text[3:])
        return date(year, 3, 1) - timedelta(days=1) if (month, day) == (2, 29) else date(year, month, day)

    def slots(day: date) -> list[str]:
        opens = any(each["slots"] for each in one["week"])
        if day in public_holidays(year) and holidays != "ouvert":
            return holidays if isinstance(holidays, list) and opens else []
        return [slot for each in one["week"] if day.weekday() in weekdays(each["days"]) for slot in each["slots"]]

    found = expand(table(one, holidays=holidays), year)
    for day, minutes in zip(dates_of(year), found.minutes, strict=True):
        covered = in_year(one["start"]) <= day <= in_year(one["end"])
        hours = {h for slot in slots(day) for h in range(int(slot[:2]), int(slot[6:8]))} if covered else set()
        assert set(np.flatnonzero(minutes) // 60) == hours
        assert minutes.sum() == 60 * len(hours)
