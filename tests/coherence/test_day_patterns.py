"""The ways of opening a day are all those that the limits allow, each once."""

import numpy as np
import pytest
from every_timetable import days_allowed, slots_of

from otanalysis.coherence.day_patterns import day_patterns
from otanalysis.coherence.limits import Limits


@pytest.mark.parametrize("shortest_slot", [0.5, 1, 2])
@pytest.mark.parametrize("longest_slot", [None, 2, 2.5])
@pytest.mark.parametrize("lunch_break", [None, (12, 12.5), (12.5, 13.5), (8, 11)])
@pytest.mark.parametrize("hours", [(10, 14), (9.5, 14.5), (0, 3), (20, 24), (12, 13)])
def test_the_patterns_are_every_day_allowed(shortest_slot, longest_slot, lunch_break, hours):
    limits = Limits(*hours, shortest_slot, longest_slot, lunch_break)
    found = [day.tobytes() for day in day_patterns(limits)]
    assert sorted(found) == sorted(day.tobytes() for day in days_allowed(limits))


def test_the_simplest_come_first():
    found = [slots_of(day) for day in day_patterns(Limits(9, 11, 0.5, 0.5))]
    assert found[:5] == [[], [(9, 9.5)], [(9.5, 10)], [(10, 10.5)], [(10.5, 11)]]
    assert found[5:] == [[(9, 9.5), (10, 10.5)], [(9, 9.5), (10.5, 11)], [(9.5, 10), (10.5, 11)]]


def test_nine_to_nineteen_by_slots_of_two_hours():
    # One slot: 17 x 18 / 2. Two: 4 boundaries among 20 - 4 - 4 - 1 + 4 = 15 places. And closed.
    assert len(np.unique(day_patterns(Limits()), axis=0)) == 153 + 1365 + 1
