"""Measures against values worked out by hand, against brute force, and their laws."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from otanalysis.coherence.metrics import coverage, overlap, seasonality

COUNTS = st.integers(0, 500).map(float)
SHARES = st.sampled_from([0.0, 0.25, 0.5, 1.0])


def slots(most=40):
    sizes = st.integers(1, most)
    return sizes.flatmap(
        lambda n: st.tuples(hnp.arrays(float, n, elements=COUNTS), hnp.arrays(float, n, elements=SHARES))
    )


def test_three_days_by_hand():
    # Open on the days of 10 and 60 visitors, of 100: C = 70 %. One of two days at random: C0 = 2/3.
    # The two busiest days are those of 60 and 30: C* = 90 %. E = (70 - 66.67) / (90 - 66.67) = 1/7.
    found = coverage(np.array([10.0, 30.0, 60.0]), np.array([1.0, 0.0, 1.0]))
    assert (found.coverage, found.best) == (pytest.approx(0.70), pytest.approx(0.90))
    assert found.baseline == pytest.approx(2 / 3)
    assert found.skill == pytest.approx(1 / 7)


def test_half_an_hour_on_the_busiest_hour_is_worth_half_its_visitors():
    found = coverage(np.array([20.0, 80.0]), np.array([0.5, 0.0]))
    assert (found.coverage, found.baseline, found.best) == pytest.approx((0.10, 0.25, 0.40))
    assert found.skill == pytest.approx((0.10 - 0.25) / (0.40 - 0.25))


@pytest.mark.parametrize(("d", "o"), [([5, 5, 5], [1, 0, 1]), ([1, 9], [1, 1]), ([1, 9], [0, 0])])
def test_nothing_to_choose_means_no_skill(d, o):
    assert coverage(np.array(d, float), np.array(o, float)).skill is None


def test_nobody_came_means_no_coverage():
    assert coverage(np.zeros(3), np.ones(3)) is None


@given(slots())
def test_best_is_one_and_nothing_does_better(both):
    d, o = both
    found = coverage(d, o)
    if found is not None:
        assert found.coverage <= found.best + 1e-9
        assert found.skill is None or found.skill <= 1 + 1e-9


@given(slots(), st.data())
def test_opening_longer_never_lowers_coverage(both, data):
    d, o = both
    longer = np.maximum(o, data.draw(hnp.arrays(float, len(o), elements=SHARES)))
    if d.sum() > 0:
        assert coverage(d, longer).coverage >= coverage(d, o).coverage - 1e-12


@given(slots(9), st.integers(1, 100))
def test_skill_does_not_depend_on_the_unit_of_visitors(both, times):
    d, o = both
    if d.sum() > 0:
        one, other = coverage(d, o).skill, coverage(d * times, o).skill
        assert one is other is None or one == pytest.approx(other, abs=1e-9)


@given(hnp.arrays(float, 8, elements=COUNTS), st.integers(1, 7))
def test_the_best_is_the_best_of_every_choice_of_days(d, days):
    if d.sum() > 0:
        o = np.array([1.0] * days + [0.0] * (8 - days))
        tried = max(sum(chosen) for chosen in combinations(d, days))
        assert coverage(d, o).best == pytest.approx(tried / d.sum())


def test_overlap_by_hand():
    # Shares 10, 20, 70 % of visitors and 50, 25, 25 % of hours: 10 + 20 + 25.
    assert overlap(np.array([1.0, 2, 7]), np.array([2.0, 1, 1])) == pytest.approx(0.55)


@given(hnp.arrays(float, 12, elements=COUNTS), hnp.arrays(float, 12, elements=COUNTS))
def test_overlap_is_one_less_half_of_the_differences(visitors, hours):
    found = overlap(visitors, hours)
    if found is None:
        assert visitors.sum() == 0 or hours.sum() == 0
    else:
        apart = np.abs(visitors / visitors.sum() - hours / hours.sum()).sum()
        assert found == pytest.approx(1 - apart / 2)


def test_one_month_not_counted_means_no_overlap():
    assert overlap(np.array([1.0, np.nan]), np.array([1.0, 1.0])) is None
    assert overlap(np.array([1.0, 1.0]), np.array([np.nan, 1.0])) is None


def test_gini_of_even_and_of_single_months():
    assert seasonality(np.full(12, 7.0)).gini == pytest.approx(0)
    alone = seasonality(np.array([0.0] * 7 + [100] + [0] * 4))
    assert (alone.gini, alone.peak_ratio, alone.peak_month) == (pytest.approx(11 / 12), pytest.approx(12), 8)


@given(hnp.arrays(float, 12, elements=COUNTS))
def test_gini_is_half_the_mean_difference_between_months(visitors):
    found = seasonality(visitors)
    if found is None:
        assert visitors.sum() == 0
    else:
        apart = np.abs(visitors[:, None] - visitors[None, :]).mean()
        assert found.gini == pytest.approx(apart / (2 * visitors.mean()))


def test_a_month_not_counted_means_no_seasonality():
    assert seasonality(np.array([np.nan] + [1.0] * 11)) is None
