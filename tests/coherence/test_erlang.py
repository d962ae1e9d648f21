"""The queue at a desk: known values, the formula itself in exact fractions, and laws."""

from fractions import Fraction
from math import factorial, inf

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from otanalysis.coherence.erlang import Waiting, desks_for, waiting

ARRIVALS, MINUTES, DESKS = st.integers(0, 200), st.integers(1, 30), st.integers(1, 40)
quick = settings(deadline=None)


def wait(arrivals: float, minutes: float, desks: int) -> float:
    found = waiting(arrivals, minutes, desks)
    return inf if found is None else found.minutes


@pytest.mark.parametrize(
    ("arrivals", "desks", "probability", "minutes"),
    [(12, 2, 0.450, 3.38), (20, 3, 0.444, 2.67), (20, 4, 0.174, 0.52)],
)
def test_known_values_at_six_minutes_a_request(arrivals, desks, probability, minutes):
    found = waiting(arrivals, 6, desks)
    assert found.probability == pytest.approx(probability, abs=5e-4)
    assert found.minutes == pytest.approx(minutes, abs=6e-3)


@quick
@given(ARRIVALS, MINUTES, DESKS)
def test_waiting_is_the_formula_with_its_factorials(arrivals, minutes, desks):
    load = Fraction(arrivals * minutes, 60)
    found = waiting(arrivals, minutes, desks)
    if load >= desks:
        assert found is None
        return
    all_taken = load**desks / factorial(desks) * desks / (desks - load)
    probability = all_taken / (sum(load**k / factorial(k) for k in range(desks)) + all_taken)
    assert found.probability == pytest.approx(float(probability), rel=1e-9)
    assert found.minutes == pytest.approx(float(probability * minutes / (desks - load)), rel=1e-9)


def test_one_desk_always_busy_never_empties_its_queue():
    assert waiting(10, 6, 1) is None
    assert waiting(11, 6, 1) is None
    assert waiting(9, 6, 1) == Waiting(pytest.approx(0.9), pytest.approx(54))


def test_nobody_waits_where_nobody_comes():
    assert waiting(0, 6, 1) == Waiting(0, 0)
    assert desks_for(0, 6, 5) == 1


@quick
@given(ARRIVALS, MINUTES, DESKS)
def test_more_desks_never_wait_longer(arrivals, minutes, desks):
    assert wait(arrivals, minutes, desks + 1) <= wait(arrivals, minutes, desks)


@quick
@given(ARRIVALS, MINUTES, DESKS)
def test_more_arrivals_never_wait_less(arrivals, minutes, desks):
    assert wait(arrivals + 1, minutes, desks) >= wait(arrivals, minutes, desks)


@quick
@given(ARRIVALS, MINUTES, st.integers(1, 20))
def test_desks_are_the_fewest_that_keep_the_wait(arrivals, minutes, longest):
    desks = desks_for(arrivals, minutes, longest)
    assert wait(arrivals, minutes, desks) <= longest
    assert all(wait(arrivals, minutes, fewer) > longest for fewer in range(1, desks))


def test_hundreds_of_desks_are_counted_without_overflow():
    """The formula in whole numbers gives 5.674335853 min with 501 desks, 0.10613 with 518, 0.09345 with 519."""
    assert waiting(5000, 6, 501).minutes == pytest.approx(5.674335853, rel=1e-9)
    assert desks_for(5000, 6, 0.1) == 519
