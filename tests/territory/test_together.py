"""Several offices at once, against the slowest way of counting, and the laws that no figures may break."""

from datetime import date, timedelta

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from otanalysis.coherence.scale import load_scale, season_of_days
from otanalysis.coherence.together import Pool, missed_by_weekday, open_together, weekly_outings
from otanalysis.opening.calendar import OpeningCalendar, days_in

YEAR = 2025
DAYS = days_in(YEAR)
WEEKS = 53


def week_of(day: int) -> int:
    first = date(YEAR, 1, 1)
    return ((first + timedelta(days=day)).toordinal() - 1) // 7 - (first.toordinal() - 1) // 7


@st.composite
def calendars(draw):
    """An office open from an hour to another on some weekdays, from a day to another, known on a part of the year."""
    first, last = sorted(draw(st.tuples(*[st.integers(0, DAYS - 1)] * 2)))
    opens, closes = sorted(draw(st.lists(st.integers(0, 1440), min_size=2, max_size=2, unique=True)))
    weekdays = draw(st.sets(st.integers(0, 6)))
    minutes, described = np.zeros((DAYS, 1440), bool), np.zeros(DAYS, bool)
    described[draw(st.integers(0, first)) : draw(st.integers(last + 1, DAYS))] = True
    for day in range(first, last + 1):
        if (date(YEAR, 1, 1) + timedelta(days=day)).weekday() in weekdays:
            minutes[day, opens:closes] = True
    return OpeningCalendar(YEAR, minutes, described)


def slowly(offices, hour_of):
    """Return the mean of ``hour_of(office, day, hour)`` over the days described, office by office, season by season."""
    seasons = season_of_days(load_scale().seasons, YEAR)
    found = {}
    for season in range(4):
        for weekday in range(7):
            days = [
                d for d in range(DAYS)
                if seasons[d] == season and (date(YEAR, 1, 1) + timedelta(days=d)).weekday() == weekday
            ]  # fmt: skip
            for hour in (0, 9, 12, 23):
                means = [[hour_of(office, d, hour) for d in days if office.described[d]] for office in offices]
                known = [sum(values) / len(values) for values in means if values]
                found[season, weekday, hour] = sum(known) if known else None
    return found


@given(st.lists(calendars(), min_size=1, max_size=3))
def test_open_offices_by_hour_of_the_week_are_those_counted_one_by_one(offices):
    both = open_together(offices, load_scale())
    counted = slowly(offices, lambda office, d, hour: office.minutes[d, 60 * hour : 60 * hour + 60].sum() / 60)
    for cell, mean in counted.items():
        assert np.isnan(both.offices[cell]) if mean is None else np.isclose(both.offices[cell], mean)


@given(st.lists(calendars(), min_size=1, max_size=3))
def test_together_they_open_at_least_as_much_as_each_and_at_most_as_much_as_all(offices):
    both = open_together(offices, load_scale())
    assert max(both.days) <= both.one <= min(DAYS, sum(both.days))
    assert both.one + both.shut.sum() == DAYS
    assert not any(office.minutes[both.shut].any() for office in offices)
    known = ~np.isnan(both.offices)
    assert (both.offices[known] <= len(offices) + 1e-9).all()
    whole = [office for office in offices if office.described.all()]
    if len(whole) == len(offices):
        assert (both.anyone <= np.minimum(both.offices, 1) + 1e-9).all()


def test_an_office_that_says_nothing_of_a_season_is_left_out_not_shut():
    always = OpeningCalendar(YEAR, np.ones((DAYS, 1440), bool), np.ones(DAYS, bool))
    silent = OpeningCalendar(YEAR, np.zeros((DAYS, 1440), bool), np.zeros(DAYS, bool))
    both = open_together([always, silent], load_scale())
    assert (both.offices == 1).all()
    assert not both.whole


HOURS = st.floats(0, 200).map(lambda hours: round(hours, 2))


def hours(offices: int):
    return arrays(float, (offices, WEEKS), elements=HOURS)


@given(st.integers(1, 4).flatmap(lambda n: st.tuples(hours(n), hours(n))))
def test_staff_in_common_never_lack_more_than_each_alone(both):
    asked, given_ = both
    pool = Pool(asked, given_, given_)
    alone = [[max(a - g, 0) for a, g in zip(*rows, strict=True)] for rows in zip(asked, given_, strict=True)]
    together = [max(sum(asked[:, w]) - sum(given_[:, w]), 0) for w in range(WEEKS)]
    assert np.allclose(pool.lacking_alone, alone, atol=2e-3)
    assert np.allclose(pool.lacking_together, together, atol=2e-3)
    assert (pool.lacking_together <= pool.lacking_alone.sum(axis=0) + 1e-2).all()
    assert ((pool.lacking_together > 0) == (pool.room < 0)).all()


MISSED = st.integers(1, 3).flatmap(lambda n: arrays(float, (n, DAYS), elements=st.integers(0, 50).map(float)))


@given(MISSED, arrays(float, WEEKS, elements=st.floats(-20, 20)))
def test_a_weekly_outing_goes_where_and_when_most_visitors_find_their_office_shut(missed, room):
    best = {}
    for day in range(DAYS):
        best[week_of(day)] = max(best.get(week_of(day), 0), missed[:, day].max())
    found = weekly_outings(missed, room, 4.5, YEAR)
    assert found.weeks == sum(value > 0 for value in best.values())
    assert found.met == sum(best.values())
    held = [w for w in best if best[w] > 0 and room[w] >= 4.5]
    assert (found.held, found.met_held) == (len(held), sum(best[w] for w in held))
    assert found.met_held <= found.met <= found.missed == missed.sum()


def test_visitors_missed_fall_in_their_season_and_weekday():
    seasons, missed = season_of_days(load_scale().seasons, YEAR), np.zeros(DAYS)
    sunday = (date(2025, 7, 6) - date(YEAR, 1, 1)).days
    missed[sunday] = 12
    sums = missed_by_weekday(missed, seasons, YEAR)
    assert sums[2, 6] == sums.sum() == 12
