"""The bootstrap against the same draws made the slow way, and what it must do."""

import numpy as np
import pytest

from otanalysis.coherence.confidence import likely_coverage, likely_skill
from otanalysis.coherence.metrics import coverage

DAYS = np.arange(365)
RNG = np.random.default_rng(7)
SUMMER = 50 + 400 * np.exp(-(((DAYS - 210) / 40) ** 2)) + RNG.integers(0, 60, 365)
MOSTLY = (DAYS % 7 < 5).astype(float)


def slowly(d, o, draws):
    """Draw thirteen weeks of each quarter, write their slots one after the other, measure each draw on its own."""
    drawn = np.random.default_rng(0).multinomial(13, [1 / 13] * 13, size=(draws, 4)).reshape(draws, 52)
    week = np.minimum(DAYS // 7, 51)
    again = [np.repeat(np.arange(365), times[week]) for times in drawn]
    return [coverage(d[slots], o[slots]) for slots in again]


@pytest.mark.parametrize("share", [MOSTLY, np.where(DAYS < 180, 0.35, 1.0)])
def test_intervals_are_those_of_weeks_written_out(share):
    found, skill = likely_coverage(SUMMER, share, DAYS, 60, 0.9), likely_skill(SUMMER, share, DAYS, 60, 0.9)
    slow = slowly(SUMMER, share, 60)
    assert (found.low, found.high) == pytest.approx(tuple(np.quantile([c.coverage for c in slow], [0.05, 0.95])))
    assert (skill.low, skill.high) == pytest.approx(tuple(np.quantile([c.skill for c in slow], [0.05, 0.95])))


def test_the_measure_is_inside_and_the_draws_are_the_same_every_time():
    measured = coverage(SUMMER, MOSTLY)
    found, skill = both = [likely(SUMMER, MOSTLY, DAYS, 300, 0.95) for likely in (likely_coverage, likely_skill)]
    assert found.low < measured.coverage < found.high
    assert skill.low < measured.skill < skill.high
    assert both == [likely(SUMMER, MOSTLY, DAYS, 300, 0.95) for likely in (likely_coverage, likely_skill)]


def test_a_year_that_repeats_one_week_has_no_doubt_but_for_its_last_day():
    weekly = np.tile([10.0, 20, 30, 40, 50, 60, 70], 53)[:364]
    found = likely_coverage(weekly, np.tile(MOSTLY[:7], 52), np.arange(364), 50, 0.95)
    assert found.low == pytest.approx(found.high) == pytest.approx(150 / 280)


def test_draws_without_a_visitor_are_left_out():
    one_day = np.where(DAYS == 100, 5.0, 0.0)
    found = likely_coverage(one_day, MOSTLY, DAYS, 200, 0.95)
    assert found.low == found.high == MOSTLY[100]


def test_no_skill_when_every_slot_is_open():
    assert likely_skill(SUMMER, np.ones(365), DAYS, 20, 0.95) is None
