"""The weekly timetable by season that covers most visitors within limits, or the cheapest that covers enough."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from otanalysis.coherence.choice import Objective, choose, fewest_person_hours, most_visitors, no_preference
from otanalysis.coherence.day_patterns import MINUTES, Patterns
from otanalysis.coherence.demand import Demand, side_by_side
from otanalysis.coherence.limits import Infeasible, Limits, stated
from otanalysis.coherence.options import Index, Mask, Question
from otanalysis.coherence.scale import weekday_of_days
from otanalysis.french import number, quantity
from otanalysis.opening.calendar import OpeningCalendar, days_in, days_open, hours_open


@dataclass(frozen=True, eq=False)
class WeekBySeason:
    """The half-hours open in a week of each season: ``open`` has shape (seasons, 7, 48), Monday first."""

    open: NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Suggestion:
    """A timetable and what a year of it gives, recounted from its calendar.

    ``coverage`` is the share, 0 to 1, of all the visitors counted; ``long_days`` are those that ``min_days`` counts;
    ``gap`` is the relative distance to the best bound proven, 0 when nothing better exists.
    """

    week: WeekBySeason
    visitors: float
    coverage: float
    hours: float
    days: int
    long_days: int
    person_hours: float
    gap: float


def best_timetable(
    demand: Demand,
    seasons: Index,
    limits: Limits,
    usual: Patterns | None = None,
    closed: Mask | None = None,
    full_day_hours: float = 4,
) -> Suggestion:
    """Return the timetable that covers most visitors within the limits.

    ``seasons`` (days,) is the season of each day; ``closed`` (days,) are days shut whatever the timetable. ``usual``
    (seasons, 48) are hours taken as they are: only weekdays are then chosen, and the limits on the hours of a day say
    nothing. Daily counts ask for it, for they do not say when people come. Of equal timetables, the one with fewer
    hours is returned, to a ten-millionth of the visitors; within a season, the one that is open earlier in the week.
    Raises Infeasible when the limits cannot hold together, ValueError when nothing is counted or ``usual`` lacks.
    """
    return _answered(_question(demand, seasons, limits, usual, closed, full_day_hours), most_visitors)


def fewest_staff(  # noqa: PLR0913 - what a best timetable is given, and the coverage to reach
    demand: Demand,
    seasons: Index,
    limits: Limits,
    coverage: float,
    usual: Patterns | None = None,
    closed: Mask | None = None,
    full_day_hours: float = 4,
    gap: float = 0,
) -> Suggestion:
    """Return the timetable of fewest person-hours a year that covers a share of the visitors, 0 to 1.

    Of equal ones, the one that covers most. A ``gap`` of 0.01 stops at 1 % of the bound proven: the last per cent takes
    most of the time. The rest is as for ``best_timetable``.
    """
    if not 0 <= coverage <= 1:
        raise ValueError("la part des visiteurs à couvrir va de 0 à 1")
    question = _question(demand, seasons, limits, usual, closed, full_day_hours)
    return _answered(replace(question, coverage=coverage), fewest_person_hours, gap)


def calendar_of(
    week: WeekBySeason, seasons: Index, year: int, closed: Mask | None = None, illustrative: bool = False
) -> OpeningCalendar:
    """Return the opening of a year that follows a timetable, except on the days ``closed``, wholly described."""
    half_hours = week.open[seasons, weekday_of_days(year)]
    if closed is not None:
        half_hours = half_hours & ~closed[:, None]
    return OpeningCalendar(year, np.repeat(half_hours, MINUTES, axis=1), np.ones(days_in(year), bool), illustrative)


def _question(
    demand: Demand, seasons: Index, limits: Limits, usual: Patterns | None, closed: Mask | None, full_day_hours: float
) -> Question:
    if not np.nansum(demand.visitors) > 0:
        raise ValueError("aucun visiteur n'est compté : il n'y a pas d'horaires à chercher")
    if usual is None and demand.visitors.shape[1] == 1:
        raise ValueError(
            "les comptages par jour ne disent pas à quelle heure on vient : donnez les heures habituelles par saison"
        )
    shut = np.zeros(len(seasons), bool) if closed is None else closed
    return Question(demand, seasons, limits, usual, shut, full_day_hours)


def _answered(question: Question, objective: Objective, gap: float = 0) -> Suggestion:
    choice = choose(question, objective, gap)
    if choice.impossible:
        raise Infeasible(_conflict(question), usual_hours=question.usual is not None)
    if choice.rows is None:
        raise TimeoutError("aucun horaire trouvé dans ces limites avant la fin de la recherche")
    return _measured(question, WeekBySeason(choice.options.chosen(choice.rows)), choice.gap)


def _measured(question: Question, week: WeekBySeason, gap: float) -> Suggestion:
    """Return what a year of a timetable gives, counted on its calendar as any other opening is."""
    demand, limits = question.demand, question.limits
    calendar = calendar_of(week, question.seasons, demand.year, question.closed)
    share = side_by_side(calendar, demand, question.full_day_hours).opened
    visitors = float(np.nansum(demand.visitors * share))
    hours, days = hours_open(calendar), days_open(calendar)
    return Suggestion(
        week,
        visitors,
        visitors / float(np.nansum(demand.visitors)),
        hours,
        days,
        days_open(calendar, limits.minutes_of_a_long_day),
        limits.people_present * (hours + limits.preparation_hours_a_day * days),
        gap,
    )


def _conflict(question: Question) -> tuple[str, ...]:
    """Return the names of limits that cannot hold together, while all but any one of them can.

    A deletion filter: each limit in turn is lifted for good when what is left is still impossible.
    Source: Chinneck and Dravnieks (1991), doi 10.1287/ijoc.3.2.157.
    """
    kept = []
    for name, lifted in _limits_of(question).items():
        without = lifted(question)
        if choose(without, no_preference).impossible:
            question = without
        else:
            kept.append(name)
    return tuple(kept)


def _limits_of(question: Question) -> dict[str, Callable[[Question], Question]]:
    """Return how to lift each limit of a question, by French name."""
    found: dict[str, Callable[[Question], Question]] = {}
    if question.closed.any():
        days = quantity(int(question.closed.sum()), "jour")
        found[f"fermé {days} quoi qu'il arrive"] = partial(replace, closed=np.zeros_like(question.closed))
    if question.coverage:
        share = f"couvrir au moins {number(100 * question.coverage)} % des visiteurs"
        found[share] = partial(replace, coverage=0.0)
    return found | {name: partial(_lifted, fields=fields) for name, fields in stated(question.limits).items()}


def _lifted(question: Question, fields: dict[str, Any]) -> Question:
    return replace(question, limits=replace(question.limits, **fields))
