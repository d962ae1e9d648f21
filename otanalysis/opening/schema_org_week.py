"""The week of a schema.org specification: its days, its times, and what is missing from them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from otanalysis.opening.clock import minute_of
from otanalysis.opening.days import KINDS
from otanalysis.opening.json_ld import bare, text, values
from otanalysis.opening.notes import hhmm, quoted
from otanalysis.opening.offices import plain
from otanalysis.opening.periods import Period, Span, both, chosen, doubtful, opened, period
from otanalysis.opening.table_text import WEEKDAYS

ENGLISH = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
NUMBERS = {name: n for names in (ENGLISH, WEEKDAYS) for n, name in enumerate(names)}
HOLIDAYS = -1
NO_DAYS = "des horaires sans jours de la semaine : comptés tous les jours de leur période"
ALL_KINDS = tuple(range(KINDS))


class Mistake(ValueError):  # noqa: N818 - it becomes a Problem, never an error of the program
    """What one specification says and nobody can read; ``place`` is where it is."""

    def __init__(self, message: str, advice: str, place: str = "") -> None:
        super().__init__(message)
        self.advice, self.place = advice, place

    def at(self, place: str) -> "Mistake":
        """Return the same mistake, at its place."""
        return Mistake(str(self), self.advice, place)


def spec_days(spec: dict[str, Any]) -> tuple[int, ...]:
    """Return the weekdays of a specification (Monday is 0, public holidays are -1); empty when it names none.

    Raises Mistake for a name that is no day.
    """
    return tuple(_day(value) for value in values(spec, "dayOfWeek"))


def _day(value: object) -> int:
    """Return the number of one day, given by its identifier, its name, or a node that bears either."""
    name = value.get("@id") or value.get("@value") or text(value, "label") if isinstance(value, dict) else value
    word = plain(bare(str(name)))
    if word in ("publicholidays", "publicholiday"):
        return HOLIDAYS
    if word not in NUMBERS:
        raise Mistake(f"jour inconnu : « {name} »", "écrivez « schema:Monday » … « schema:Sunday »")
    return NUMBERS[word]


def with_spec(
    dates: tuple[date, date], specs: Sequence[dict[str, Any]], notes: list[str], *, empty_is_closed: bool
) -> Period:
    """Return the period of the specifications of one validity; what cannot be counted is added to ``notes``."""
    found, holidays = period("", *dates), _says_holidays(specs)
    for spec in specs:
        days = _kinds(spec_days(spec), holidays)
        if not spec_days(spec):
            notes.append(NO_DAYS)
        notes += [f"précision de la source : {quoted(told)}" for told in [text(spec, "additionalInformation")] if told]
        found = _with_times(found, spec, days, notes, empty_is_closed=empty_is_closed)
    return replace(found, says_holidays=holidays)


def _says_holidays(specs: Sequence[dict[str, Any]]) -> bool:
    """Tell whether some specification names the public holidays."""
    return any(HOLIDAYS in spec_days(spec) for spec in specs)


def _kinds(days: Sequence[int], holidays: bool) -> list[int]:
    """Return the kinds of day that weekdays cover; a validity that names the holidays speaks for them."""
    if not days:
        return list(ALL_KINDS[:7] if holidays else ALL_KINDS)
    weekdays = [day for day in days if day != HOLIDAYS]
    named = list(ALL_KINDS[7:]) if HOLIDAYS in days else []
    return named + (weekdays if holidays else both(weekdays))


def _with_times(
    found: Period, spec: dict[str, Any], days: list[int], notes: list[str], *, empty_is_closed: bool
) -> Period:
    """Return the period with the times of one specification: open, closed, or unknown."""
    written = (text(spec, "opens"), text(spec, "closes"))
    start, end = (minute_of(one) for one in written)
    if (start, end) == (0, 0) or (empty_is_closed and written == ("", "")):
        return replace(found, shut=found.shut | chosen(days))
    if spans := _spans(start, end):
        return opened(found, days, spans)
    notes.append(f"non compté, {_why(written, start, end)} : {found.name}")
    return doubtful(found, days)


def _spans(start: int | None, end: int | None) -> list[Span]:
    """Return the span of times that go forward; closing at midnight is the end of the day."""
    if start is None or end is None or end == start:
        return []
    last = end or 1440
    return [(start, last)] if last > start else []


def _why(written: tuple[str, str], start: int | None, end: int | None) -> str:
    """Return why times are not counted."""
    if written == ("", ""):
        return "sans heures"
    for name, one, minute in zip(("ouverture", "fermeture"), written, (start, end), strict=True):
        if minute is None:
            return f"heure de {name} illisible {quoted(one)}" if one else f"heure de {name} manquante"
    assert start is not None and end is not None  # noqa: S101, PT018 - both were read
    return f"{hhmm(start)}-{hhmm(end)} " + ("commence et finit à la même heure" if start == end else "passe minuit")
