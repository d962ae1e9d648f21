"""Staff week by week: weeks written out by hand, a day-by-day oracle, and laws."""

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from otanalysis.coherence.scale import load_scale
from otanalysis.coherence.staffing import total_fte
from otanalysis.coherence.weekly_staff import (
    cannot_be_held,
    held_without_leave,
    needed_together,
    staff_weeks,
    year_of_staff,
)
from otanalysis.dossier.contracts import Contract
from otanalysis.opening.calendar import dates_of, days_in
from tests.audit.case_files import Given, OtherBureau, Spell, changed, complete, dossier_of

WORK = load_scale().work
FULL_TIME = Contract(label="Accueil", quota=1)
SUMMER = Contract(label="Été", quota=1, months=4, start="06-01", end="09-30")
WINTER = Contract(label="Hiver", posts=3, quota=1, months=4, start="12-15", end="04-13")
quick = settings(max_examples=25, deadline=None)


def weeks_of(*contracts: Contract, **given):
    return staff_weeks(dossier_of(changed(Given(staff=contracts, **given), complete())), WORK)


def test_the_first_and_the_last_week_of_2025_are_partial():
    weeks = weeks_of(FULL_TIME)  # 1 January is a Wednesday, 31 December too
    assert weeks.mondays[:2] == (date(2025, 1, 1), date(2025, 1, 6))
    assert (len(weeks.mondays), weeks.mondays[-1]) == (53, date(2025, 12, 29))
    assert list(weeks.at_most[[0, 1, -1]]) == [25, 35, 15]
    assert list(weeks.average[[0, 1, -1]]) == pytest.approx([1607 * days / 365 for days in (5, 7, 3)])


def test_a_day_open_asks_its_hours_and_half_an_hour_for_each_person():
    bureau = OtherBureau(name="Port", opening=(Spell(days=2, a_day="3 h", start="01-05"),), people_present=2)
    weeks = weeks_of(FULL_TIME, opening=(Spell(days=10, a_day="7 h"),), other_bureaux=(bureau,))
    assert list(weeks.needed) == ["Accueil principal", "Port"]
    assert list(weeks.needed["Accueil principal"][:3]) == [37.5, 37.5, 0]  # five days, five days, none
    assert list(weeks.needed["Port"][:3]) == [7, 7, 0]  # a Sunday, then a Monday
    assert list(needed_together(weeks)[:3]) == [44.5, 44.5, 0]


def test_a_week_is_held_not_held_or_held_only_without_leave():
    """A full time gives 35 h, 30.82 h on average; five days of 6 h ask 32.5 h, 5 h 30 ask 30 h, 6 h 30 ask 35 h."""
    lengths = ("6 h", "5 h 30", "6 h 30", "6 h 31")
    spells = tuple(Spell(days=5, a_day=a, start=f"02-{3 + 7 * n:02}") for n, a in enumerate(lengths))
    weeks = weeks_of(FULL_TIME, opening=spells)
    first = weeks.mondays.index(date(2025, 2, 3))
    assert list(held_without_leave(weeks)[first : first + 4]) == [True, False, True, False]
    assert list(cannot_be_held(weeks)[first : first + 4]) == [False, False, False, True]
    assert (cannot_be_held(weeks).sum(), held_without_leave(weeks).sum()) == (1, 2)


def test_a_summer_contract_gives_its_hours_in_summer_only():
    weeks = weeks_of(SUMMER)
    first, last = weeks.mondays.index(date(2025, 5, 26)), weeks.mondays.index(date(2025, 9, 29))
    assert list(weeks.at_most[first - 1 : first + 2]) == [0, 5, 35]  # 1 June is a Sunday
    assert list(weeks.at_most[last : last + 2]) == [10, 0]  # 30 September is a Tuesday
    assert weeks.average[first + 1] == pytest.approx(1607 * 4 / 12 * 7 / 122)


def test_a_winter_contract_is_the_start_and_the_end_of_a_year():
    weeks = weeks_of(WINTER)
    april, december = weeks.mondays.index(date(2025, 4, 14)), weeks.mondays.index(date(2025, 12, 15))
    assert list(np.flatnonzero(weeks.at_most)) == [*range(april), *range(december, 53)]
    assert list(weeks.at_most[[0, 1, -1]]) == [75, 105, 45]
    assert weeks.average.sum() == pytest.approx(1607)


def test_a_seasonal_contract_without_dates_is_told_and_not_counted():
    undated = Contract(label="Renfort", quota=1, months=6)
    weeks = weeks_of(FULL_TIME, undated)
    assert weeks.unplaced == ("Renfort",)
    assert np.array_equal(weeks.average, weeks_of(FULL_TIME).average)
    assert not weeks_of(undated).at_most.any()


def test_a_bureau_whose_opening_is_not_wholly_said_is_unknown():
    days = (Spell(days=10, a_day="3 h"),)
    others = (
        OtherBureau(name="en partie", opening=days, described_days=300, people_present=1),
        OtherBureau(name="sans horaires", people_present=1),
        OtherBureau(name="sans personne", opening=days),
    )
    weeks = weeks_of(FULL_TIME, other_bureaux=others)
    assert weeks.unknown == ("en partie", "sans horaires", "sans personne")
    assert list(weeks.needed) == ["Accueil principal", "en partie"]
    assert weeks.needed["en partie"].sum() == 35


def test_bureaux_of_one_name_add_up():
    port = OtherBureau(name="Port", opening=(Spell(days=10, a_day="3 h"),), people_present=1)
    assert weeks_of(FULL_TIME, other_bureaux=(port, port)).needed["Port"].sum() == 70


def test_the_year_is_the_sum_of_its_weeks():
    year = year_of_staff(weeks_of(FULL_TIME, opening=(Spell(days=200, a_day="7 h"),)))
    assert (year.needed, year.at_most) == (1500, 1825)
    assert (year.average, year.margin) == (pytest.approx(1607), pytest.approx(107))


def test_no_staff_described_has_no_weeks():
    assert staff_weeks(dossier_of(changed(Given(staff=None), complete())), WORK) is None


def season(first: int, days: int, posts: int, quota: int) -> Contract:
    """Return a contract of so many days from a day of the year on, over the new year if need be."""
    start, end = (date(2023, 1, 1) + timedelta(days=n % 365) for n in (first, first + days - 1))
    months = min(max(round(2 * days / 30.4), 1) / 2, 12)
    ends = {"start": f"{start:%m-%d}", "end": f"{end:%m-%d}"}
    return Contract(label="saison", posts=posts, quota=quota / 10, months=months, **ends)


SEASONS = st.builds(season, st.integers(0, 364), st.integers(1, 365), st.integers(1, 4), st.integers(1, 10))
ALL_YEAR = st.builds(Contract, label=st.just("année"), posts=st.integers(1, 4), quota=st.just(0.8))
TEAMS = st.lists(SEASONS | ALL_YEAR, max_size=4)
A_DAY = st.sampled_from(["3 h", "6 h 30", "9 h"])
SPELLS = st.lists(st.builds(Spell, days=st.integers(1, 90), a_day=A_DAY), max_size=4)
YEARS = st.sampled_from([2012, 2023, 2024, 2025])  # 2012 has 54 weeks, 2024 starts on a Monday


def is_there(contract: Contract, day: date) -> bool:
    start, end, written = contract.start or "01-01", contract.end or "12-31", f"{day:%m-%d}"
    return start <= written <= end if start <= end else written >= start or written <= end


@quick
@given(TEAMS, SPELLS, st.integers(1, 3), YEARS)
def test_weeks_are_what_a_count_day_by_day_gives(team, spells, people, year):
    other = OtherBureau(name="Port", opening=tuple(spells), people_present=people)
    given = Given(year=year, opening=(Spell(days=1, a_day="1 h"),), other_bureaux=(other,), staff=tuple(team))
    dossier = dossier_of(changed(given, complete()))
    expected: dict[date, list[float]] = {}
    presence = [sum(is_there(c, day) for day in dates_of(year)) for c in team]
    for day, minutes in zip(dates_of(year), dossier.points[1].opening.minutes, strict=True):
        monday = max(day - timedelta(days=day.weekday()), date(year, 1, 1))
        row = expected.setdefault(monday, [0, 0, 0])
        row[0] += people * (minutes.sum() / 60 + 0.5) if minutes.any() else 0
        for contract, days in zip(team, presence, strict=True):
            here = is_there(contract, day) * contract.posts * contract.quota
            row[1] += here * 1607 * contract.months / 12 / days
            row[2] += here * 5
    weeks = staff_weeks(dossier, WORK)
    assert weeks.mondays == tuple(expected)
    for n, found in enumerate((weeks.needed["Port"], weeks.average, weeks.at_most)):
        assert list(found) == pytest.approx([row[n] for row in expected.values()])


@quick
@given(TEAMS, YEARS)
def test_a_year_gives_a_legal_year_for_each_fte(team, year):
    assert weeks_of(*team, year=year).average.sum() == pytest.approx(1607 * total_fte(team), abs=1.607)


@quick
@given(TEAMS, SEASONS | ALL_YEAR, SPELLS, st.integers(1, 3))
def test_more_posts_never_leave_more_weeks_that_cannot_be_held(team, one_more, spells, people):
    other = OtherBureau(name="Port", opening=tuple(spells), people_present=people)
    before, after = (weeks_of(*some, other_bureaux=(other,)) for some in (team, [*team, one_more]))
    assert not (cannot_be_held(after) & ~cannot_be_held(before)).any()
    short = [cannot_be_held(weeks) | held_without_leave(weeks) for weeks in (before, after)]
    assert not (short[1] & ~short[0]).any()


@quick
@given(YEARS)
def test_a_full_time_gives_thirty_five_hours_of_seven_days(year):
    assert weeks_of(FULL_TIME, year=year).at_most.sum() == pytest.approx(5 * days_in(year))
