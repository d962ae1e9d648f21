"""The choices near the bound are enough when few limits meet a few seasons, and no worse than the whole search."""

import numpy as np
import pytest
from every_timetable import random_demand
from hypothesis import given, settings
from hypothesis import strategies as st

from otanalysis.coherence import choice, near_bound
from otanalysis.coherence.limits import Infeasible, Limits
from otanalysis.coherence.near_bound import Programme
from otanalysis.coherence.scale import load_scale, season_of_days
from otanalysis.coherence.timetables import best_timetable, fewest_staff

SEASONS = season_of_days(load_scale().seasons, 2023)


@pytest.fixture
def without_search(monkeypatch):
    """Refuse the search among all the choices."""

    def refused(*_):
        raise AssertionError("the choices near the bound were not enough")

    monkeypatch.setattr(choice, "_searched", refused)


@pytest.mark.parametrize("seed", range(4))
def test_a_year_of_hours_needs_no_search(seed, without_search):
    demand, limits = random_demand(seed, 2023, 24), Limits(longest_slot=5, min_days=180, least_hours_a_year=1260)
    best = best_timetable(demand, SEASONS, Limits(longest_slot=5, min_days=180, hours_a_year=1700))
    assert best.gap == 0
    assert fewest_staff(demand, SEASONS, limits, best.coverage, gap=0.01).hours <= 1700 * 1.01


def test_limits_that_not_even_parts_of_options_hold_need_no_search(without_search):
    programme = Programme(np.zeros(2), np.zeros(2, int), np.array([[3.0, 5.0]]), np.array([2.0]))
    assert near_bound.near_bound(programme).impossible


def test_the_bound_lets_through_what_no_whole_option_holds():
    # Half of each would hold both limits: 2 and -2 at most 0, twice over.
    programme = Programme(np.zeros(2), np.zeros(2, int), np.array([[2.0, -2.0], [-2.0, 2.0]]), np.zeros(2))
    found = near_bound.near_bound(programme)
    assert (found.rows, found.impossible) == (None, True)


@settings(max_examples=8, deadline=None)
@given(st.integers(0, 10_000), st.sampled_from([180.0, 300.0, 500.0]), st.sampled_from([0, 60, 100]))
def test_many_choices_tried_few_or_none_the_answer_is_as_good(seed, hours, days):
    random = np.random.default_rng(seed)
    demand, seasons = random_demand(seed, 2023, 24), np.append([0, 1], random.integers(0, 2, 363))
    limits = Limits(closes_at=13, hours_a_year=hours, min_days=days, min_hours_a_day=2)
    found = []
    for most in (near_bound.MOST_TRIED, (50,), (0,)):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(near_bound, "MOST_TRIED", most)
            found.append(_visitors(demand, seasons, limits))
    assert found[0] == pytest.approx(found[1], rel=2e-7) == pytest.approx(found[2], rel=2e-7)


def _visitors(demand, seasons, limits) -> float:
    try:
        return best_timetable(demand, seasons, limits).visitors
    except Infeasible:
        return 0.0
