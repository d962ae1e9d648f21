"""What a hand does to hours: laws of weeks, of seasons, and of calendars told as tables."""

from datetime import date
from itertools import pairwise

import numpy as np
import pytest
from exploring import BUSIEST, DECK, explored, next_day
from hypothesis import given, settings
from hypothesis import strategies as st

from otanalysis.explorer.choices import Choices
from otanalysis.explorer.found import table_of
from otanalysis.explorer.gestures import Desk, open_at_noon, season_moved, table_at
from otanalysis.explorer.hours import dates_of, moved, shut
from otanalysis.explorer.weeks import closes, closing_at, days_of, days_text, open_on, opening_at, opens, with_days
from otanalysis.opening.calendar import OpeningCalendar, days_in
from otanalysis.opening.osm import from_osm
from otanalysis.opening.table import Season, Table, Week, expand
from otanalysis.opening.table_text import weekdays

DAY = st.sampled_from([(), ((600, 720),), ((570, 750), (840, 1080)), ((600, 660), (720, 780), (900, 1140))])
WEEKS = st.tuples(*[DAY] * 7)
LAUZERTE = explored(DECK).hours["lauzerte"]
EMPTY = Season(start="01-01", end="12-31", week=())


@given(WEEKS)
def test_a_week_written_as_rows_reads_back(week):
    assert days_of(with_days(EMPTY, week)) == week


@given(st.sets(st.integers(0, 6), min_size=1))
def test_weekdays_written_read_back(days):
    assert weekdays(days_text(sorted(days))) == days


@given(WEEKS, st.integers(0, 1440))
def test_a_week_moved_opens_when_asked_or_as_near_as_it_can(week, minute):
    after = opening_at(week, minute)
    assert [bool(day) for day in after] == [bool(day) for day in week], "no day is lost or gained"
    assert all(first < last for day in after for first, last in day)
    assert closes(after) == closes(week), "closing stays"
    if opens(week) is not None and minute <= opens(week):
        assert opens(after) == minute


@given(WEEKS, st.integers(0, 1440))
def test_a_week_closes_when_asked_or_as_near_as_it_can(week, minute):
    after = closing_at(week, minute)
    assert opens(after) == opens(week)
    assert all(first < last <= 1440 for day in after for first, last in day)
    if closes(week) is not None and minute >= closes(week):
        assert closes(after) == minute


@given(WEEKS, st.sets(st.integers(0, 6)))
def test_only_the_weekdays_chosen_are_open(week, chosen):
    after = open_on(week, chosen, ((600, 720),))
    assert {n for n, day in enumerate(after) if day} == chosen
    assert all(after[n] == week[n] for n in chosen if week[n]), "a day already open keeps its hours"


def test_noon_open_then_shut_again_is_the_proposed_break():
    present = explored(DECK)
    at = (Desk("lauzerte"), 2)
    without = open_at_noon(present, Choices(), *at, True)
    assert days_of(table_at(present, without, at[0]).seasons[2])[0] == ((570, 1140),)
    again = open_at_noon(present, without, *at, False)
    assert len(days_of(table_at(present, again, at[0]).seasons[2])[0]) == 2


@given(st.dates(date(2023, 1, 1), date(2023, 12, 31)), st.dates(date(2023, 1, 1), date(2023, 12, 31)))
def test_a_season_moved_leaves_no_gap_and_takes_no_season_away(first, last):
    after = [dates_of(season, 2023) for season in moved(LAUZERTE, 2, first, last, 2023).seasons]
    assert after[0][0] == date(2023, 1, 1)
    assert after[-1][1] == date(2023, 12, 31)
    assert all(start <= end for start, end in after)
    assert all(next_day(end) == start for (_, end), (start, _) in pairwise(after))


def test_dates_without_a_year_stay_so():
    after = moved(LAUZERTE, 2, date(2023, 6, 24), date(2023, 9, 3), 2023)
    assert [(s.start, s.end) for s in after.seasons[1:4]] == [
        ("04-01", "06-23"), ("06-24", "09-03"), ("09-04", "09-30"),
    ]  # fmt: skip


def test_a_season_beside_nothing_stops_at_the_next_one():
    week = (Week(days="lun", slots=("10:00-12:00",)),)
    seasons = tuple(Season(start=a, end=b, week=week) for a, b in (("02-01", "03-31"), ("06-01", "06-30")))
    table = Table(seasons=seasons, public_holidays="ouvert")
    assert moved(table, 0, date(2023, 1, 15), date(2023, 9, 1), 2023).seasons[0].end == "05-31"


def test_days_shut_in_any_order_once():
    one = shut(LAUZERTE, date(2023, 5, 3), date(2023, 5, 1))
    assert one.closures == ("12-25/12-31", "2023-05-01/2023-05-03")
    assert shut(one, date(2023, 5, 1), date(2023, 5, 3)) == one


OSM = [
    "Mo-Su 09:00-12:00,14:00-18:00",
    "Apr-Sep Mo-Sa 09:30-12:30; Oct-Mar Tu-Fr 10:00-12:00; PH off; Dec 25-Jan 1 off",
    "Jul-Aug Fr,Sa 19:00-21:00",
    "Mo-Fr 10:00-12:00; PH 14:00-16:00; Aug 15-20 off; May 08 10:00-18:00",
    "week 1-53/2 Mo-Fr 09:00-12:00; week 2-52/2 Tu-Sa 09:00-12:00",
]


@pytest.mark.parametrize("text", OSM)
@pytest.mark.parametrize("year", [2023, 2024])
def test_a_calendar_told_as_a_table_expands_to_itself(text, year):
    same_calendar(from_osm(text, year))


@settings(max_examples=25)
@given(st.data())
def test_any_calendar_told_as_a_table_expands_to_itself(data):
    year, days = 2023, days_in(2023)
    rng = np.random.default_rng(data.draw(st.integers(0, 2**32 - 1)))
    minutes = np.zeros((days, 1440), bool)
    for first, last in ((600, 720), (840, 1080)):
        minutes[rng.random(days) < data.draw(st.sampled_from([0, 0.02, 0.5, 0.98, 1])), first:last] = True
    described = rng.random(days) < data.draw(st.sampled_from([0.5, 0.99, 1]))
    minutes[~described] = False
    if described.any():
        same_calendar(OpeningCalendar(year, minutes, described))


def same_calendar(calendar):
    found = expand(table_of(calendar), calendar.year)
    assert (found.minutes == calendar.minutes).all()
    assert (found.described == calendar.described).all()


def test_the_seasons_that_people_say_are_found_in_osm():
    present = explored(BUSIEST)
    summer = present.hours["brumaire"].seasons[2]
    assert dates_of(summer, 2025) == (date(2025, 7, 1), date(2025, 8, 31))
    assert len(present.hours["brumaire"].seasons) == 5
    moved_one = season_moved(present, Choices(), Desk("brumaire"), 2, (date(2025, 6, 15), date(2025, 8, 31)))
    assert dates_of(moved_one.hours["brumaire"].seasons[1], 2025)[1] == date(2025, 6, 14)
