"""Opening hours written as a table of seasons in the office's file."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import combinations
from typing import Annotated, Self

import numpy as np
from numpy.typing import NDArray
from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from otanalysis.opening.calendar import MINUTES_A_DAY, OpeningCalendar, silent
from otanalysis.opening.days import kinds, part_of
from otanalysis.opening.feast_days import public_holidays
from otanalysis.opening.table_text import bounds, has_year, on, refuse_backward, span, spans, weekdays
from otanalysis.reading.records import Record

CLOSED, AS_WEEKDAY = "fermé", "ouvert"


def _readable(read: Callable[[str], object]) -> AfterValidator:
    """Return a validator that keeps a text when ``read`` accepts it; its French message bears the text's own place."""

    def check(text: str) -> str:
        read(text)
        return text

    return AfterValidator(check)


def _apart(slots: tuple[str, ...]) -> tuple[str, ...]:
    """Return the slots, none of which overlaps another."""
    spans(slots)
    return slots


def _some(seasons: tuple["Season", ...]) -> tuple["Season", ...]:
    """Return the seasons, of which there is at least one."""
    if not seasons:
        raise ValueError('aucune période : écrivez-en au moins une, avec "start", "end" et "week"')
    return seasons


def _holiday_rule(value: object) -> object:
    """Return what the table says of public holidays, with one message where a union of types would give two."""
    if isinstance(value, list | tuple) and all(isinstance(slot, str) for slot in value):
        return _apart(tuple(value))
    if value in (CLOSED, AS_WEEKDAY):
        return value
    raise ValueError(
        f'jours fériés : « {value} » ; écrivez "{CLOSED}", "{AS_WEEKDAY}" (comme le jour de la semaine) '
        'ou une liste de plages, ["10:00-12:00"]'
    )


# YAML gives lists where the records keep tuples: only the container is lax, never what it holds.
LIST = Field(strict=False)
Day = Annotated[str, _readable(has_year)]
Slots = Annotated[tuple[Annotated[str, _readable(span)], ...], LIST, AfterValidator(_apart)]
Closures = Annotated[tuple[Annotated[str, _readable(bounds)], ...], LIST]


class Week(Record):
    """The slots of some weekdays; no slot means closed those days."""

    days: Annotated[str, _readable(weekdays)]
    slots: Slots


class Season(Record):
    """A part of the year, both ends included ("MM-DD" every year, or "YYYY-MM-DD"); no week means closed all along."""

    name: str = ""
    start: Day
    end: Day
    week: Annotated[tuple[Week, ...], LIST]

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        refuse_backward(self.start, self.end)
        return self


class Table(Record):
    """The seasons of a reception point, what it does on public holidays, and its exceptional closures."""

    seasons: Annotated[tuple[Season, ...], LIST, AfterValidator(_some)]
    public_holidays: Annotated[str | tuple[str, ...], BeforeValidator(_holiday_rule)]
    closures: Closures = ()
    region: Annotated[str, _readable(lambda region: public_holidays(2024, region))] = ""


def overlaps(seasons: Sequence[Season]) -> list[tuple[int, int]]:
    """Return the index pairs of the seasons that share a day in some year; ``expand`` adds their hours up."""
    return [(i, j) for (i, one), (j, other) in combinations(enumerate(seasons), 2) if _meet(one, other)]


def _meet(one: Season, other: Season) -> bool:
    """Tell whether two seasons share a day; recurring ones are compared in a common year and in a leap year."""
    ends = (one.start, one.end, other.start, other.end)
    dated = [on(text, 2024).year for text in ends if has_year(text)]
    years = range(min(dated), max(dated) + 1) if dated else (2023, 2024)
    return any(
        on(one.start, year) <= on(other.end, year) and on(other.start, year) <= on(one.end, year) for year in years
    )


def expand(table: Table, year: int) -> OpeningCalendar:
    """Return the calendar of a table in ``year``.

    A season describes all its days, closed ones too; a day in no season is described only when a closure names it.
    Slots of public holidays replace the weekday's on the days of a season that opens some weekday: a season closed all
    along stays closed. Hours of overlapping seasons add up, and a note says so.
    """
    kind, found = kinds(year, table.region), silent(year)
    for season in table.seasons:
        covered = part_of(on(season.start, year), on(season.end, year), year)
        found.described[covered] = True
        found.minutes[covered] |= _pattern(season.week, table.public_holidays)[kind[covered]]
    for closure in table.closures:
        first, last = bounds(closure)
        shut = part_of(on(first, year), on(last, year), year)
        found.described[shut] = True
        found.minutes[shut] = False
    return replace(found, notes=_overlap_notes(table.seasons))


def _pattern(week: Sequence[Week], on_holidays: str | tuple[str, ...]) -> NDArray[np.bool_]:
    """Return the minutes open by kind of day, shape (14, 1440): Monday to Sunday, then the same as public holidays."""
    ordinary = np.zeros((7, MINUTES_A_DAY), bool)
    for row in week:
        ordinary[sorted(weekdays(row.days))] |= _minutes(row.slots)
    if on_holidays == AS_WEEKDAY:
        return np.vstack([ordinary, ordinary])
    slots = () if isinstance(on_holidays, str) or not ordinary.any() else on_holidays
    return np.vstack([ordinary, np.tile(_minutes(slots), (7, 1))])


def _minutes(slots: tuple[str, ...]) -> NDArray[np.bool_]:
    """Return the minutes of a day that slots cover, shape (1440,)."""
    minutes = np.zeros(MINUTES_A_DAY, bool)
    for first, last in spans(slots):
        minutes[first:last] = True
    return minutes


def _overlap_notes(seasons: Sequence[Season]) -> tuple[str, ...]:
    """Return one French note for each pair of seasons that overlap: one of them may have been meant to replace."""
    return tuple(
        f"les périodes « {_called(seasons[i])} » et « {_called(seasons[j])} » se chevauchent : leurs heures s'ajoutent"
        for i, j in overlaps(seasons)
    )


def _called(season: Season) -> str:
    """Return the name of a season, or its dates."""
    return season.name or f"{season.start} – {season.end}"
