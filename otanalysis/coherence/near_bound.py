"""The choices nearest to the bound of the linear relaxation, tried one by one.

The relaxation prices each limit. At these prices no choice is below the bound, and a choice is above it by at least
what its options cost beyond the cheapest of their groups. So when the best of all the choices within some distance is
itself within that distance, no other is better. Source: Lagrangian bounds and reduced costs, Fisher (1981),
doi 10.1287/mnsc.27.1.1.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Index = NDArray[np.intp]

# How many choices are tried, at first and if those do not settle it.
MOST_TRIED = (20_000, 500_000)
INFEASIBLE = 2
# What the solver allows a limit to be exceeded by, in its own unit.
TOLERANCE = 1e-6


@dataclass(frozen=True, eq=False)
class Programme:
    """Minimise ``costs`` (options,) over one option of each ``group``, ``uses`` (limits, options) at ``most``."""

    costs: Array
    group: Index
    uses: Array
    most: Array

    @property
    def one_of_each(self) -> NDArray[np.bool_]:
        """Return which options are of each group, shape (groups, options)."""
        of_group: NDArray[np.bool_] = np.unique(self.group)[:, None] == self.group
        return of_group


@dataclass(frozen=True, eq=False)
class Found:
    """The rows of the best choice known (None: none), proven impossible, relative distance to the best bound proven."""

    rows: Index | None
    impossible: bool = False
    gap: float = np.inf


@dataclass(frozen=True, eq=False)
class _Priced:
    """What each option costs beyond the cheapest of its group once limits are priced, and the bound of all choices."""

    extra: Array
    bound: float


def near_bound(programme: Programme, gap: float = 0) -> Found:
    """Return the best of the choices nearest to the bound, as many as it takes to prove it to a relative gap.

    When too many would have to be tried, the gap returned is wider, infinite when none of those tried holds.
    """
    from scipy.optimize import linprog

    p = programme
    groups = p.one_of_each
    relaxed = linprog(p.costs, p.uses, p.most, groups, np.ones(len(groups)), options={"presolve": False})
    found = Found(None, relaxed.status == INFEASIBLE)
    if relaxed.status:
        return found
    priced = _priced(p, np.maximum(-relaxed.ineqlin.marginals, 0))
    for most in MOST_TRIED:
        distance = _distance(p, priced, most)
        found = _best(p, _choices(p, priced, distance), priced.bound, distance)
        if found.impossible or found.gap <= gap:
            break
    return found


def _priced(programme: Programme, prices: Array) -> _Priced:
    costs = programme.costs + prices @ programme.uses
    cheapest = np.where(programme.one_of_each, costs, np.inf).min(axis=1)
    _, group = np.unique(programme.group, return_inverse=True)
    return _Priced(costs - cheapest[group], float(cheapest.sum() - prices @ programme.most))


def _distance(programme: Programme, priced: _Priced, most: int) -> float:
    """Return the distance from the bound that leaves few enough options, infinite when that is all of them."""
    steps = np.sort(priced.extra)
    by_group = [np.sort(priced.extra[of_group]) for of_group in programme.one_of_each]
    choices = np.prod([np.searchsorted(extra, steps, "right") for extra in by_group], axis=0, dtype=float)
    few = int(np.searchsorted(choices, most, "right"))
    if few == len(steps):
        return np.inf
    return float(steps[few - 1]) if few else -np.inf


def _choices(programme: Programme, priced: _Priced, distance: float) -> Index:
    """Return every choice within a distance of the bound, shape (choices, groups): the row of an option a group."""
    rows, extra = np.zeros((1, 0), int), np.zeros(1)
    for of_group in programme.one_of_each:
        near = np.flatnonzero(of_group & (priced.extra <= distance))
        together = extra[:, None] + priced.extra[near]
        so_far, added = np.nonzero(together <= distance)
        rows, extra = np.column_stack([rows[so_far], near[added]]), together[so_far, added]
    return rows


def _best(programme: Programme, choices: Index, bound: float, distance: float) -> Found:
    uses = sum((programme.uses[:, rows] for rows in choices.T), start=np.zeros((len(programme.most), 1)))
    held = choices[(uses <= programme.most[:, None] + TOLERANCE).all(axis=0)]
    if not len(held):
        return Found(None, distance == np.inf)
    costs = programme.costs[held].sum(axis=1)
    least = float(costs.min())
    beyond = (least - bound) / abs(least) if least else np.inf  # of a cost of nothing, no part can be said
    return Found(held[costs.argmin()], gap=0.0 if least <= bound + distance else beyond)
