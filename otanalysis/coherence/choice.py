"""The choice among options: an integer programme with one binary an option, solved exactly."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from otanalysis.coherence.day_patterns import MINUTES
from otanalysis.coherence.limits import Limits
from otanalysis.coherence.near_bound import INFEASIBLE, Found, Programme, near_bound
from otanalysis.coherence.options import Array, Index, Options, Question, options_of

# A count of nodes, unlike seconds, stops at the same place on every machine.
MOST_NODES = 2000
# Visitors are counted in millionths of their sum: the solver holds rows and the objective to a millionth of a unit.
WHOLE = 1e6
HOURS_A_YEAR = 8784

Row = tuple[Array, float, float]
Objective = Callable[[Question, Options], Array]


@dataclass(frozen=True, eq=False)
class Choice:
    """What was found: the rows of ``options`` (None when nothing was), proven impossible, relative gap."""

    options: Options
    rows: Index | None
    impossible: bool
    gap: float


def most_visitors(question: Question, options: Options) -> Array:
    """Return what to minimise for most visitors; a whole year open weighs one ten-millionth of them, to break ties."""
    return 0.1 * _hours(options) / HOURS_A_YEAR - _share(question, options)


def fewest_person_hours(question: Question, options: Options) -> Array:
    """Return what to minimise for fewest person-hours; all the visitors weigh 36 s of work, to break ties."""
    return _person_hours_a_year(question.limits, options) - 0.01 * _share(question, options) / WHOLE


def no_preference(question: Question, options: Options) -> Array:
    """Return what to minimise when any timetable will do."""
    return np.zeros(len(options.group))


def choose(question: Question, objective: Objective, gap: float = 0) -> Choice:
    """Return the rows of the options, one a group, that minimise an objective within every limit, to a relative gap."""
    options = options_of(question)
    programme = Programme(objective(question, options), options.group, *_limits(question, options))
    found = near_bound(programme, gap)
    if not found.impossible and found.gap > gap:
        found = _searched(programme, gap)
    return Choice(options, found.rows, found.impossible, found.gap)


def _searched(programme: Programme, gap: float) -> Found:
    """Return what HiGHS finds among all the choices."""
    from scipy.optimize import Bounds, LinearConstraint, milp

    found = milp(
        programme.costs,
        integrality=np.ones(len(programme.costs)),
        bounds=Bounds(0, 1),
        constraints=[
            LinearConstraint(programme.one_of_each, 1, 1),
            LinearConstraint(programme.uses, -np.inf, programme.most),
        ],
        options={"mip_rel_gap": gap, "node_limit": MOST_NODES},
    )
    chosen = np.flatnonzero(found.x > 0.5) if found.x is not None else None
    return Found(chosen, found.status == INFEASIBLE, found.mip_gap if found.status or gap else 0.0)


def _limits(question: Question, options: Options) -> tuple[Array, Array]:
    """Return what each option uses of each limit, shape (limits, options), and the most of it, shape (limits,)."""
    rows, least, most = map(np.array, zip(*_rows(question, options), strict=True))
    above, below = np.isfinite(most), np.isfinite(least)
    return np.vstack([rows[above], -rows[below]]), np.concatenate([most[above], -least[below]])


def _rows(question: Question, options: Options) -> Iterator[Row]:
    """Return what every choice must hold: coefficients by option, least and most."""
    limits = question.limits
    yield _long_days(limits, options), limits.min_days, np.inf
    yield _share(question, options), WHOLE * question.coverage, np.inf
    most = np.inf if limits.hours_a_year is None else limits.hours_a_year
    yield _hours(options), limits.least_hours_a_year, most
    if limits.person_hours_a_year is not None:
        yield _person_hours_a_year(limits, options), -np.inf, limits.person_hours_a_year
    if limits.person_hours_a_week is not None:
        week = _person_hours_a_week(limits, options)
        yield from (
            (week * (options.season == season), -np.inf, limits.person_hours_a_week)
            for season in np.unique(options.season)
        )


def _share(question: Question, options: Options) -> Array:
    return WHOLE * options.visitors / float(np.nansum(question.demand.visitors))


def _hours(options: Options) -> Array:
    """Return the hours open in the year of each option."""
    hours: Array = options.days * options.patterns.sum(axis=1) / 2
    return hours


def _long_days(limits: Limits, options: Options) -> Array:
    """Return the days of the year of each option that are open long enough to count."""
    days: Array = 1.0 * options.days * (MINUTES * options.patterns.sum(axis=1) >= limits.minutes_of_a_long_day)
    return days


def _person_hours_a_year(limits: Limits, options: Options) -> Array:
    return limits.people_present * (_hours(options) + limits.preparation_hours_a_day * options.days)


def _person_hours_a_week(limits: Limits, options: Options) -> Array:
    """Return the person-hours of a full week of its season of each option."""
    a_day = options.patterns.sum(axis=1) / 2 + limits.preparation_hours_a_day
    hours: Array = limits.people_present * a_day * options.weekdays.sum(axis=1)
    return hours
