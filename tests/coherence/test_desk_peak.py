"""The desk at its peak: the hour or the day that makes it, and who of the zone's visitors come in."""

from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from otanalysis.attendance.series import Step
from otanalysis.coherence.demand import Demand
from otanalysis.coherence.desk import desk_peak
from otanalysis.coherence.erlang import Waiting, desks_for, waiting
from otanalysis.coherence.scale import load_scale
from tests.audit.case_files import Spell, calendar

DESK = load_scale().desk  # 6 minutes a request, one to three visitors in ten, 5 minutes of wait
OPEN = calendar((Spell(days=2, a_day="4 h", at="10 h"),), 2025)  # 10:00 to 14:00 on 1 and 2 January


def hourly(**visitors: float) -> Demand:
    """Return hourly counts, 0 everywhere but where « d2h11 » says otherwise."""
    counts = np.zeros((365, 24))
    for slot, value in visitors.items():
        day, hour = slot[1:].split("h")
        counts[int(day) - 1, int(hour)] = value
    return Demand(2025, Step.HOUR, counts)


def daily(*visitors: float) -> Demand:
    counts = np.zeros((365, 1))
    counts[: len(visitors), 0] = visitors
    return Demand(2025, Step.DAY, counts)


def test_the_peak_is_the_open_hour_with_most_visitors():
    found = desk_peak(hourly(d1h10=40, d2h11=60, d2h14=500, d3h11=900), OPEN, DESK, 2, "zone")
    assert (found.when, found.hour, found.visitors) == (date(2025, 1, 2), 11, 60)
    assert (found.low.arrivals_an_hour, found.high.arrivals_an_hour) == (6, 18)
    assert found.low.waiting == waiting(6, 6, 2)
    assert found.high.waiting == waiting(18, 6, 2)
    assert found.high.waiting.minutes == pytest.approx(25.58, abs=0.01)
    assert (found.low.desks_needed, found.high.desks_needed) == (2, 3)


def test_an_hour_open_in_part_is_an_open_hour():
    half = calendar((Spell(days=1, a_day="3 h", at="9 h 30"),), 2025)
    assert desk_peak(hourly(d1h9=10, d1h13=99), half, DESK, 1, "zone").hour == 9


def test_a_daily_count_is_spread_over_the_open_hours_of_its_day():
    found = desk_peak(daily(100, 80, 900), OPEN, DESK, 1, "zone")
    assert (found.when, found.hour, found.visitors) == (date(2025, 1, 1), None, 100)
    assert (found.low.arrivals_an_hour, found.high.arrivals_an_hour) == (2.5, 7.5)
    assert found.low.waiting == Waiting(pytest.approx(0.25), pytest.approx(2))


def test_everybody_counted_at_a_desk_came_in():
    found = desk_peak(daily(100), OPEN, DESK, 1, "guichet")
    assert found.low == found.high
    assert (found.low.arrivals_an_hour, found.low.waiting, found.low.desks_needed) == (25, None, desks_for(25, 6, 5))


def test_counts_by_month_of_a_street_or_of_closed_hours_have_no_peak():
    by_month = Demand(2025, Step.MONTH, np.ones((365, 1)))
    never_open, not_counted = calendar((), 2025), Demand(2025, Step.HOUR, np.full((365, 24), np.nan))
    assert desk_peak(by_month, OPEN, DESK, 1, "zone") is None
    assert desk_peak(hourly(d1h10=40), OPEN, DESK, 1, "rue") is None
    assert desk_peak(hourly(d1h10=40), never_open, DESK, 1, "zone") is None
    assert desk_peak(not_counted, OPEN, DESK, 1, "zone") is None


def test_nobody_at_the_peak_waits_not():
    found = desk_peak(hourly(), OPEN, DESK, 1, "zone")
    assert (found.visitors, found.high.waiting, found.high.desks_needed) == (0, Waiting(0, 0), 1)


@pytest.mark.parametrize(("people", "desks"), [(0.5, 1), (1, 1), (1.9, 1), (2.5, 2)])
def test_a_presence_is_rounded_down_to_one_desk_at_least(people, desks):
    found = desk_peak(hourly(d1h10=50), OPEN, DESK, people, "zone")
    assert found.low.waiting == waiting(5, 6, desks)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 2**32 - 1), st.sampled_from([1, 24]))
def test_the_peak_is_the_one_that_a_look_at_every_slot_finds(seed, slots):
    random = np.random.default_rng(seed)
    visitors = np.where(random.random((365, slots)) < 0.2, np.nan, random.permutation(365 * slots).reshape(365, slots))
    hours = calendar((Spell(days=int(random.integers(1, 300)), a_day="3 h 30", at="9 h 15"),), 2025)
    seen = [
        (visitors[day, slot], day, slot)
        for day in range(365)
        for slot in range(slots)
        if hours.minutes[day, slot * 1440 // slots : (slot + 1) * 1440 // slots].any()
        and not np.isnan(visitors[day, slot])
    ]
    found = desk_peak(Demand(2025, Step.HOUR if slots == 24 else Step.DAY, visitors), hours, DESK, 1, "zone")
    if not seen:
        assert found is None
        return
    most, day, slot = max(seen)
    assert (found.visitors, found.when.timetuple().tm_yday - 1) == (most, day)
    assert found.hour == (slot if slots == 24 else None)
    assert found.high.arrivals_an_hour == pytest.approx(0.3 * most / (1 if slots == 24 else 3.5))
