"""What a season, or a weekday of a season, may choose from: an exact summary of every timetable within the limits.

The limits on a year and on a week see of a day only how long it is. So among the patterns of one length, only the one
that covers most visitors can be in a best timetable; and among the weekdays and lengths that weigh the same in every
limit, likewise.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from otanalysis.coherence.day_patterns import HALF_HOURS, Patterns, day_patterns, visitors_met
from otanalysis.coherence.demand import Demand
from otanalysis.coherence.limits import Limits
from otanalysis.coherence.scale import weekday_of_days

Array = NDArray[np.float64]
Mask = NDArray[np.bool_]
Index = NDArray[np.intp]

# Every set of weekdays, those early in the week first: of two that are worth the same, the first is kept.
SETS_OF_WEEKDAYS = (np.arange(127, -1, -1)[:, None] >> np.arange(6, -1, -1) & 1).astype(bool)
# The empty set keeps a choice, to stay shut, in a season whose weekdays are all ruled out.
EACH_WEEKDAY = np.vstack([np.zeros(7, bool), np.eye(7, dtype=bool)])
GROUP_OF_EACH = np.array([0, *range(7)])
# How many groups, half-hours open, days of the year and weekdays there may be.
WEIGHTS = (7, HALF_HOURS + 1, 367, 8)


@dataclass(frozen=True, eq=False)
class Question:
    """What a timetable is asked: ``seasons`` (days,), ``usual`` (seasons, 48) or None, ``closed`` (days,).

    ``coverage`` is the least share of the visitors, 0 for none asked.
    """

    demand: Demand
    seasons: Index
    limits: Limits
    usual: Patterns | None
    closed: Mask
    full_day_hours: float
    coverage: float = 0


@dataclass(frozen=True, eq=False)
class Options:
    """One row an option; exactly one of each ``group`` is to be chosen.

    On ``weekdays`` (n, 7) of ``season``, ``days`` of the year, doors open as ``patterns`` (n, 48), for ``visitors``.
    """

    season: Index
    group: Index
    weekdays: Mask
    patterns: Patterns
    days: Index
    visitors: Array

    def chosen(self, rows: Index) -> Patterns:
        """Return the week of each season when these rows are chosen, shape (seasons, 7, 48)."""
        week = np.zeros((self.season.max() + 1, 7, HALF_HOURS), bool)
        for row in rows:
            week[self.season[row], self.weekdays[row]] = self.patterns[row]
        return week


def options_of(question: Question) -> Options:
    """Return the options of every season; a group is a season when its days share their hours, else one weekday."""
    asked = zip(_patterns(question), _counts(question), strict=True)
    by_season = [_of_season(question, n, patterns, *counts) for n, (patterns, counts) in enumerate(asked)]
    columns = zip(*by_season, strict=True)
    return Options(*map(np.concatenate, columns))


def _counts(question: Question) -> Iterator[tuple[Array, Index]]:
    """Return for each season the visitors of each weekday and slot, and its days: shapes (7, slots) and (7,)."""
    opens = ~question.closed
    where = (question.seasons, weekday_of_days(question.demand.year))
    counted = np.where(opens[:, None], np.nan_to_num(question.demand.visitors), 0)
    seasons = question.seasons.max() + 1
    visitors, days = np.zeros((seasons, 7, counted.shape[1])), np.zeros((seasons, 7), int)
    np.add.at(visitors, where, counted)
    np.add.at(days, where, opens)
    return zip(visitors, days, strict=True)


def _of_season(
    question: Question, season: int, patterns: Patterns, visitors: Array, days: Index
) -> tuple[NDArray[Any], ...]:
    """Return the columns of the options of one season."""
    weekdays, group = _sets_of_weekdays(question, days)
    values = visitors_met(patterns, visitors, question.full_day_hours)
    sets, best, worth = _best_of_each_length(weekdays, patterns, values)
    chosen = weekdays[sets] & patterns[best].any(axis=1, keepdims=True)
    open_as = patterns[best] & chosen.any(axis=1, keepdims=True)
    open_days = chosen @ days
    weight = (group[sets], open_as.sum(axis=1), open_days, chosen.sum(axis=1))
    kept = _first_of_each(np.ravel_multi_index(weight, WEIGHTS), np.argsort(-worth, kind="stable"))
    columns = (7 * season + group[sets], chosen, open_as, open_days, worth)
    return (np.full(len(kept), season), *(column[kept] for column in columns))


def _sets_of_weekdays(question: Question, days: Index) -> tuple[Mask, Index]:
    """Return the weekdays that may be open together, one set a row, and the group of each set."""
    shared = question.limits.same_hours or question.usual is not None
    weekdays = SETS_OF_WEEKDAYS if shared else EACH_WEEKDAY
    group = np.zeros(len(SETS_OF_WEEKDAYS), int) if shared else GROUP_OF_EACH
    never = days == 0
    never[list(question.limits.closed_weekdays)] = True
    possible = ~weekdays[:, never].any(axis=1)
    return weekdays[possible], group[possible]


def _patterns(question: Question) -> list[Patterns]:
    """Return the ways of opening a day of each season."""
    seasons = range(question.seasons.max() + 1)
    if question.usual is None:
        return [day_patterns(question.limits)] * len(seasons)
    return [np.vstack([np.zeros((1, HALF_HOURS), bool), question.usual[season]]) for season in seasons]


def _best_of_each_length(weekdays: Mask, patterns: Patterns, values: Array) -> tuple[Index, Index, Array]:
    """Return, for every set of weekdays and length, the set, the pattern that covers most, and what it covers.

    ``values`` are the visitors of each weekday under each pattern, shape (7, patterns).
    """
    lengths, sets = patterns.sum(axis=1), np.arange(len(weekdays))
    found = []
    for length in np.unique(lengths):
        of_length = np.flatnonzero(lengths == length)
        worth = weekdays @ values[:, of_length]
        best = worth.argmax(axis=1)
        found.append((sets, of_length[best], worth[sets, best]))
    return tuple(map(np.concatenate, zip(*found, strict=True)))  # type: ignore[return-value]


def _first_of_each(weight: Index, order: Index) -> Index:
    """Return the row that comes first in ``order`` among those of the same weight, for every weight."""
    _, first = np.unique(weight[order], return_index=True)
    return order[first]
