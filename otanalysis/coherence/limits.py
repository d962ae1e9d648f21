"""The limits of a better timetable, their names in French, and what is said when they cannot hold together."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from otanalysis.french import WEEKDAYS, joined, quantity


@dataclass(frozen=True)
class Limits:
    """What a timetable may use; hours are hours of a day or durations, None is no such limit, Monday is 0.

    Hours of the day and slots are multiples of a half-hour. ``same_hours``: in a season, the same hours on every open
    day. ``min_days`` counts the days open ``min_hours_a_day``. A day open asks ``people_present`` × (hours open +
    ``preparation_hours_a_day``) of person-hours; a week is a season's full week. Raises ValueError, in French, with
    every limit that makes no sense.
    """

    opens_at: float = 9
    closes_at: float = 19
    shortest_slot: float = 2
    longest_slot: float | None = None
    lunch_break: tuple[float, float] | None = None
    closed_weekdays: tuple[int, ...] = ()
    same_hours: bool = True
    hours_a_year: float | None = None
    least_hours_a_year: float = 0
    min_days: int = 0
    min_hours_a_day: float = 4
    people_present: float = 1
    preparation_hours_a_day: float = 0
    person_hours_a_week: float | None = None
    person_hours_a_year: float | None = None

    def __post_init__(self) -> None:
        if mistakes := [*_wrong_hours(self), *_wrong_quantities(self)]:
            raise ValueError(" ; ".join(mistakes))

    @property
    def minutes_of_a_long_day(self) -> int:
        """Return the minutes from which a day open counts in ``min_days``."""
        return max(1, round(60 * self.min_hours_a_day))


class Infeasible(ValueError):  # noqa: N818 - an answer rather than an error
    """Limits that cannot hold together: ``limits`` are the French names of a minimal set of them."""

    def __init__(self, limits: tuple[str, ...], usual_hours: bool = False) -> None:
        self.limits = limits
        hours = " aux heures habituelles" if usual_hours else ""
        names = joined([f"« {name} »" for name in limits])
        one = f"Cette limite ne peut pas tenir{hours} : {names}. Relâchez-la."
        several = f"Ces limites ne peuvent pas tenir ensemble{hours} : {names}. Relâchez l'une d'elles."
        super().__init__(several if len(limits) > 1 else one)


def clock(hour: float) -> str:
    """Return an hour of the day, or a duration, in words: 12.5 gives « 12 h 30 »."""
    whole, minutes = divmod(round(60 * hour), 60)
    return f"{whole}\u00a0h" + (f"\u00a0{minutes:02}" if minutes else "")


def stated(limits: Limits) -> dict[str, dict[str, Any]]:
    """Return the French name of each limit that is set, with the fields that lift it.

    The first ones are lifted first in the search of a conflict: the last ones are those that people think of.
    """
    return {**_on_slots(limits), **_on_work(limits), **_on_days(limits)}


def _on_slots(limits: Limits) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {f"créneaux d'au moins {clock(limits.shortest_slot)}": {"shortest_slot": 0.5}}
    if limits.longest_slot is not None:
        found[f"créneaux d'au plus {clock(limits.longest_slot)}"] = {"longest_slot": None}
    if limits.lunch_break:
        start, end = limits.lunch_break
        found[f"pause de {clock(start)} à {clock(end)}"] = {"lunch_break": None}
    if limits.same_hours:
        found["mêmes heures tous les jours d'une saison"] = {"same_hours": False}
    return found


def _on_work(limits: Limits) -> dict[str, dict[str, Any]]:
    named = {
        "person_hours_a_week": "heure de travail par semaine",
        "person_hours_a_year": "heure de travail par an",
        "hours_a_year": "h par an",
    }
    return {
        f"au plus {quantity(most, unit)}": {field: None}
        for field, unit in named.items()
        if (most := getattr(limits, field)) is not None
    }


def _on_days(limits: Limits) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    if limits.closed_weekdays:
        weekdays = joined([f"le {WEEKDAYS[weekday]}" for weekday in sorted(set(limits.closed_weekdays))])
        found[f"fermé {weekdays}"] = {"closed_weekdays": ()}
    if limits.least_hours_a_year > 0:
        found[f"au moins {quantity(limits.least_hours_a_year, 'h par an')}"] = {"least_hours_a_year": 0}
    if limits.min_days > 0:
        long = f"jour d'au moins {clock(limits.min_hours_a_day)}" if limits.min_hours_a_day else "jour d'ouverture"
        found[f"au moins {quantity(limits.min_days, long)}"] = {"min_days": 0}
    found[f"ouvert entre {clock(limits.opens_at)} et {clock(limits.closes_at)}"] = {"opens_at": 0, "closes_at": 24}
    return found


def _wrong_hours(limits: Limits) -> Iterator[str]:
    hours = [limits.opens_at, limits.closes_at, limits.shortest_slot, limits.longest_slot, *(limits.lunch_break or ())]
    if any(hour is not None and not (0 <= hour <= 24 and 2 * hour % 1 == 0) for hour in hours):
        yield "les heures et les créneaux sont des multiples d'une demi-heure, de 0 à 24 h"
    if limits.opens_at >= limits.closes_at:
        yield f"l'ouverture ({clock(limits.opens_at)}) doit précéder la fermeture ({clock(limits.closes_at)})"
    if limits.lunch_break and limits.lunch_break[0] >= limits.lunch_break[1]:
        yield "le début de la pause doit précéder sa fin"
    if limits.shortest_slot <= 0:
        yield "le créneau le plus court doit durer au moins une demi-heure"
    if limits.longest_slot is not None and limits.longest_slot < limits.shortest_slot:
        yield "le créneau le plus long ne peut pas être plus court que le plus court"


def _wrong_quantities(limits: Limits) -> Iterator[str]:
    most = (limits.hours_a_year, limits.person_hours_a_week, limits.person_hours_a_year)
    least = (limits.least_hours_a_year, limits.min_days, limits.min_hours_a_day, limits.preparation_hours_a_day)
    if any(value is not None and value < 0 for value in (*most, *least)):
        yield "un nombre de jours ou d'heures ne peut pas être négatif"
    if limits.people_present <= 0:
        yield "il faut au moins une personne présente"
    if set(limits.closed_weekdays) - set(range(7)):
        yield "les jours de la semaine vont de 0 (lundi) à 6 (dimanche)"
