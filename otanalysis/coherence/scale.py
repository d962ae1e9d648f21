"""The reading scale: how measures of coherence are read. Proposed data, never a legal threshold."""

from datetime import date
from functools import cache
from pathlib import Path
from typing import Annotated, Literal, Self

import numpy as np
from numpy.typing import NDArray
from pydantic import Field, model_validator

from otanalysis.law.records import Source
from otanalysis.opening.calendar import days_in, month_of_days
from otanalysis.reading.records import Record, read_record

FILE = Path(__file__).parent / "reperes.yaml"
Share = Annotated[float, Field(ge=0, le=1)]
Hour = Annotated[float, Field(ge=0, le=24, multiple_of=0.5)]


class Season(Record):
    """A part of the year, as months 1 to 12."""

    name: str
    months: tuple[Annotated[int, Field(ge=1, le=12)], ...]


class Coherent(Record):
    """From which overlap and which skill the opening follows the visitors."""

    overlap: Share
    skill: float


class Incoherent(Record):
    """Below which skill the opening goes against the visitors."""

    skill: float


class Bootstrap(Record):
    """How many times weeks are drawn again, and the level of the interval."""

    draws: Annotated[int, Field(ge=1)]
    level: Share


class Desk(Record):
    """The desk: minutes a request, share of the zone's visitors who come in (from, to), wait in minutes."""

    minutes_a_request: Annotated[float, Field(gt=0)]
    reach: tuple[Share, Share]
    longest_wait_minutes: Annotated[float, Field(gt=0)]


class Work(Record):
    """A full time in hours: a week when present, a year once leave is taken; a day around the opening."""

    hours_a_week: float
    hours_a_year: float
    preparation_hours_a_day: float


class Timetable(Record):
    """What a better schedule may use, in hours of the day and hours."""

    opens_at: Hour
    closes_at: Hour
    shortest_slot: Hour
    longest_slot: Hour
    lunch_break: tuple[Hour, Hour]


class Reminders(Record):
    """How long before a date one is reminded of it, in months, the longest first."""

    months_before: Annotated[tuple[Annotated[int, Field(ge=1, le=60)], ...], Field(min_length=1)]


class Scale(Record):
    """The whole of ``reperes.yaml``; ``standing`` says that nothing here is the law's."""

    standing: Literal["proposed"]
    sources: dict[str, Source]
    seasons: tuple[Season, ...]
    coherent: Coherent
    incoherent: Incoherent
    min_counted_share: Share
    full_day_hours: Annotated[float, Field(gt=0, le=24)]
    underserved_percentile: Annotated[float, Field(ge=0, le=100)]
    bootstrap: Bootstrap
    desk: Desk
    work: Work
    timetable: Timetable
    reminders: Reminders

    @model_validator(mode="after")
    def _each_month_once(self) -> Self:
        if sorted(month for season in self.seasons for month in season.months) != list(range(1, 13)):
            raise ValueError("chaque mois doit être dans une saison, et une seule")
        return self


@cache
def load_scale() -> Scale:
    """Return the reading scale of this package; raises InputError with every mistake of its file."""
    return read_record(Scale, FILE, FILE.name)


def season_of_days(seasons: tuple[Season, ...], year: int) -> NDArray[np.intp]:
    """Return the index of the season of each day of a year, shape (days,)."""
    index = {month: number for number, season in enumerate(seasons) for month in season.months}
    return np.array([index[month] for month in range(1, 13)])[month_of_days(year)]


def weekday_of_days(year: int) -> NDArray[np.intp]:
    """Return the weekday of each day of a year, Monday 0, shape (days,)."""
    return (np.arange(days_in(year)) + date(year, 1, 1).weekday()) % 7
