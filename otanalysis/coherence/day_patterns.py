"""The ways of opening a day: one boolean for each half-hour."""

import numpy as np
from numpy.typing import NDArray

from otanalysis.coherence.limits import Limits

HALF_HOURS = 48
MINUTES = 30
Patterns = NDArray[np.bool_]


def day_patterns(limits: Limits) -> Patterns:
    """Return every day of no, one or two slots that the limits allow, shape (patterns, 48).

    Closed comes first, then one slot, then two; among them the earliest first.
    """
    starts, ends = _slots(limits)
    first, second = np.nonzero(ends[:, None] < starts[None, :])
    one = _open_between(starts, ends)
    return np.vstack([np.zeros((1, HALF_HOURS), bool), one, one[first] | one[second]])


def _slots(limits: Limits) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Return the first half-hour of every slot allowed, and the one after its last."""
    starts, ends = np.nonzero(_lengths_allowed(limits))
    pause = [round(2 * hour) for hour in limits.lunch_break or (0, 0)]
    outside = (ends <= pause[0]) | (starts >= pause[1])
    within = (starts >= 2 * limits.opens_at) & (ends <= 2 * limits.closes_at)
    return starts[outside & within], ends[outside & within]


def _lengths_allowed(limits: Limits) -> Patterns:
    """Return whether a slot may go from each half-hour to each later one, shape (48, 49)."""
    length = np.arange(HALF_HOURS + 1)[None, :] - np.arange(HALF_HOURS)[:, None]
    longest = limits.longest_slot if limits.longest_slot is not None else 24
    allowed: Patterns = (length >= 2 * limits.shortest_slot) & (length <= 2 * longest)
    return allowed


def _open_between(starts: NDArray[np.intp], ends: NDArray[np.intp]) -> Patterns:
    half_hours = np.arange(HALF_HOURS)
    between: Patterns = (half_hours >= starts[:, None]) & (half_hours < ends[:, None])
    return between


def visitors_met(patterns: Patterns, visitors: NDArray[np.float64], full_day_hours: float) -> NDArray[np.float64]:
    """Return the visitors of each row, shape (rows, slots a day), whom each pattern meets, shape (rows, patterns).

    The share of a slot that is covered is the one of ``side_by_side``.
    """
    slots_a_day = visitors.shape[1]
    if slots_a_day == 1:
        met: NDArray[np.float64] = visitors * np.minimum(patterns.sum(axis=1) / (2 * full_day_hours), 1.0)
    else:
        parts = HALF_HOURS // slots_a_day
        met = np.repeat(visitors / parts, parts, axis=1) @ patterns.T
    return met
