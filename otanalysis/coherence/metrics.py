"""Measures of opening against visitors. Each takes, slot by slot, the visitors ``d`` and the share open ``o``.

Formulae: coverage by day or hour, the practice of people counters; skill, the form of forecast skill scores; overlap,
Inman and Bradley (1989); Gini over months, Rosselló and Sansó (2017).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Coverage:
    """Shares of visitors who find the office open: measured, if hours were spread evenly, if put on the busiest slots.

    ``baseline`` and ``best`` keep the hours open: ``coverage`` says little without them, since opening longer always
    raises it.
    """

    coverage: float
    baseline: float
    best: float

    @property
    def skill(self) -> float | None:
        """Return E = (C - C0) / (C* - C0): 1 at best, 0 no better than even, below 0 against the visitors.

        None when the best is no better than even: always or never open, or as many visitors on every slot.
        """
        reachable = self.best - self.baseline
        return (self.coverage - self.baseline) / reachable if reachable > 1e-12 else None


@dataclass(frozen=True)
class Seasonality:
    """How unequal the months are: Gini (0 even, 11/12 all in one month), peak month over mean month, that month."""

    gini: float
    peak_ratio: float
    peak_month: int


def coverage(d: Array, o: Array) -> Coverage | None:
    """Return the coverage of visitors ``d`` by share open ``o``, shape (slots,); None when nobody came.

    C = Σ d·o / Σ d, C0 = Σ o / T, C* = the same hours on the busiest slots, an upper bound for any timetable.
    """
    visitors, open_slots = float(d.sum()), float(o.sum())
    if visitors <= 0:
        return None
    reached = np.concatenate(([0.0], np.cumsum(np.sort(d)[::-1])))
    best = float(np.interp(open_slots, np.arange(len(reached)), reached))
    return Coverage(float(d @ o) / visitors, open_slots / len(d), best / visitors)


def overlap(visitors: Array, hours: Array) -> float | None:
    """Return OVL = Σ min(p, q) of the shares of visitors and of open hours by month; None when one of them is empty."""
    if not (visitors.sum() > 0 and hours.sum() > 0):
        return None
    return float(np.minimum(visitors / visitors.sum(), hours / hours.sum()).sum())


def seasonality(visitors: Array) -> Seasonality | None:
    """Return how unequal the months' visitors are, shape (12,); None when a month is not counted or nobody came."""
    whole, n = visitors.sum(), len(visitors)
    if not whole > 0:
        return None
    rank = 2 * np.arange(1, n + 1) - n - 1
    gini = float((rank * np.sort(visitors)).sum() / (n * whole))
    return Seasonality(gini, float(visitors.max() / visitors.mean()), int(visitors.argmax()) + 1)
