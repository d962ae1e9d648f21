"""How far a coverage would move with other weeks of the same seasons: a bootstrap over weeks."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from otanalysis.coherence.metrics import Array

WEEKS, QUARTERS = 52, 4


@dataclass(frozen=True)
class Interval:
    """From ``low`` to ``high``: where the measure falls in the middle share of the draws."""

    low: float
    high: float


def intervals(d: Array, o: Array, days: NDArray[np.intp], draws: int, level: float) -> tuple[Interval, Interval | None]:
    """Return the intervals of coverage and of skill when the weeks of each quarter are drawn again, with replacement.

    ``days`` is the day of the year (from 0) of each slot. Weeks are drawn within their quarter, so that every draw has
    a summer; the same inputs give the same draws. Skill is None when no draw defines it.
    """
    week = np.minimum(days // 7, WEEKS - 1)
    drawn = _draws(draws)
    drawn = drawn[drawn @ np.bincount(week, d, WEEKS) > 0]
    visitors, hours, size = (drawn @ np.bincount(week, values, WEEKS) for values in (d, o, np.ones(len(d))))
    covered, even = drawn @ np.bincount(week, d * o, WEEKS) / visitors, hours / size
    busiest = np.argsort(-d, kind="stable")
    down, week = d[busiest], week[busiest]
    best = np.array([_best(down, row[week], h) for row, h in zip(drawn, hours, strict=True)]) / visitors
    reachable = best - even
    skill = (covered - even)[reachable > 1e-12] / reachable[reachable > 1e-12]
    return _middle(covered, level), _middle(skill, level) if len(skill) else None


def _draws(draws: int) -> Array:
    """Return how many times each week is drawn, shape (draws, 52): thirteen of the thirteen weeks of each quarter."""
    each = WEEKS // QUARTERS
    drawn = np.random.default_rng(0).multinomial(each, [1 / each] * each, size=(draws, QUARTERS))
    return drawn.reshape(draws, WEEKS).astype(float)


def _best(down: Array, weights: Array, hours: float) -> float:
    """Return the visitors reached by ``hours`` on the busiest slots: ``down`` decreases, a slot counts ``weights``."""
    filled = np.cumsum(weights)
    last = min(int(np.searchsorted(filled, hours)), len(down) - 1)
    return float(down[:last] @ weights[:last] + down[last] * (hours - filled[last] + weights[last]))


def _middle(values: Array, level: float) -> Interval:
    low, high = np.quantile(values, [(1 - level) / 2, (1 + level) / 2])
    return Interval(float(low), float(high))
