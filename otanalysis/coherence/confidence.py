"""How far a measure would move with other weeks of the same seasons: a bootstrap over weeks.

Weeks are drawn with replacement within their quarter, so that every draw has a summer; the same inputs give the same
draws. ``days`` is the day of the year (from 0) of each slot.
"""

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from otanalysis.coherence.metrics import Array

WEEKS, QUARTERS = 52, 4


@dataclass(frozen=True)
class Interval:
    """From ``low`` to ``high``: where the measure falls in the middle share of the draws."""

    low: float
    high: float


def likely_coverage(d: Array, o: Array, days: NDArray[np.intp], draws: int, level: float) -> Interval:
    """Return the interval of the coverage of visitors ``d`` by share open ``o``, shape (slots,); somebody must come."""
    week = _week(days)
    visitors, covered = (_by_week(week, values) for values in (d, d * o))
    drawn = _draws(draws, visitors)
    return _middle(drawn @ covered / (drawn @ visitors), level)


def likely_skill(d: Array, o: Array, days: NDArray[np.intp], draws: int, level: float) -> Interval | None:
    """Return the interval of the skill; None when no draw defines it."""
    week = _week(days)
    by_week = [_by_week(week, values) for values in (d, d * o, o, np.ones(len(d)))]
    drawn = _draws(draws, by_week[0])
    visitors, covered, hours, size = (drawn @ values for values in by_week)
    busiest = np.argsort(-d, kind="stable")
    best = _best(d[busiest], week[busiest], drawn, hours)
    even = visitors * hours / size
    reachable = best - even
    defined = reachable > 1e-12 * best
    skill = (covered - even)[defined] / reachable[defined]
    return _middle(skill, level) if len(skill) else None


def _week(days: NDArray[np.intp]) -> NDArray[np.intp]:
    return np.minimum(days // 7, WEEKS - 1)


def _by_week(week: NDArray[np.intp], values: Array) -> Array:
    sums: Array = np.bincount(week, values, WEEKS).astype(float)
    return sums


def _draws(draws: int, visitors: Array) -> Array:
    """Return how many times each week is drawn, shape (draws, 52), for the draws where somebody comes."""
    weights = weeks_drawn(draws)
    return weights[weights @ visitors > 0]


@cache
def weeks_drawn(draws: int) -> Array:
    """Return how many times each week is drawn, shape (draws, 52): thirteen from the thirteen of each quarter."""
    each = WEEKS // QUARTERS
    drawn = np.random.default_rng(0).multinomial(each, [1 / each] * each, size=(draws, QUARTERS))
    weights = drawn.reshape(draws, WEEKS).astype(float)
    weights.setflags(write=False)
    return weights


def _best(down: Array, week: NDArray[np.intp], drawn: Array, hours: Array) -> Array:
    """Return the visitors that each draw reaches in its ``hours`` on the busiest slots, shape (draws,).

    ``down`` decreases; a slot counts as many times as its ``week`` is drawn. The slot that fills the hours is found by
    halving.
    """
    of_week = (week == np.arange(WEEKS)[:, None]).astype(float)
    filled, reached = (np.ascontiguousarray(np.cumsum(each, axis=1).T) for each in (of_week, of_week * down))
    first, last = np.zeros(len(hours), int), np.full(len(hours), len(down) - 1)
    for _ in range(len(down).bit_length()):
        middle = (first + last) // 2
        short = _each(drawn, filled[middle]) < hours
        first, last = np.where(short, np.minimum(middle + 1, last), first), np.where(short, last, middle)
    best: Array = _each(drawn, reached[last]) - down[last] * (_each(drawn, filled[last]) - hours)
    return best


def _each(drawn: Array, by_week: Array) -> Array:
    """Return the sum of each draw over its own weeks, shape (draws,)."""
    sums: Array = np.einsum("dw,dw->d", drawn, by_week)
    return sums


def _middle(values: Array, level: float) -> Interval:
    low, high = np.quantile(values, [(1 - level) / 2, (1 + level) / 2])
    return Interval(float(low), float(high))
