"""Records of an edition of the order and of the catalogue of facts, as written in this folder's YAML files."""

import re
from datetime import date
from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from otanalysis.reading.records import Day, Record


class Standing(StrEnum):
    """How sure we are of a rule, surest first."""

    VERBATIM = "verbatim"
    REPORTED = "reported"
    DEDUCED = "deduced"
    RECALLED = "recalled"


STANDING_IN_FRENCH = {
    Standing.VERBATIM: "lue mot à mot",
    Standing.REPORTED: "rapportée par une source",
    Standing.DEDUCED: "déduite",
    Standing.RECALLED: "de mémoire",
}


def _standing(value: object) -> object:
    if value in list(Standing):
        return Standing(str(value))
    raise ValueError(f"« {value} » n'est pas un niveau de certitude : {', '.join(Standing)}")


StandingField = Annotated[Standing, BeforeValidator(_standing)]
NUMBERED = re.compile(r"^C0*(?=\d)")
Scope = Literal["main_bureau", "main_and_station_bureaux", "office"]


class Source(Record):
    """Where a statement was read; ``url`` is empty for a paper."""

    title: str
    url: str


class Family(Record):
    """One of the families that group the criteria."""

    id: str
    title: str
    standing: StandingField
    sources: tuple[str, ...]


class Requirement(Record):
    """One thing to verify: a check, the facts it is given, its parameters, and where the rule comes from.

    ``applies``: facts and the values that they must have for the rule to ask anything; empty when it always does.
    """

    id: str
    label: str
    check: str
    facts: tuple[str, ...]
    params: dict[str, Any] = Field(default_factory=dict)
    applies: dict[str, bool] = Field(default_factory=dict)
    standing: StandingField
    sources: tuple[str, ...]
    action: str


class Replaces(Record):
    """The criteria of an earlier edition that a criterion takes the place of, and how sure we are of it."""

    edition: str
    criteria: tuple[str, ...]
    standing: StandingField
    sources: tuple[str, ...]


class Criterion(Record):
    """The conjunction of its requirements; ``text`` is the official wording, empty until somebody has read it.

    ``short`` is what a small square can hold of the label, empty when the label itself is short enough.
    """

    id: str
    family: str
    label: str
    short: str = ""
    text: str = ""
    text_source: str = ""
    replaces: Replaces | None = None
    scope: Scope
    requirements: tuple[Requirement, ...]


class Category(Record):
    """What an office applies for: the criteria that it must meet."""

    criteria: tuple[str, ...]


class Mission(Record):
    """What an office does, in our words."""

    text: str
    source: str


class Transition(Record):
    """What the passage from an edition to the next allows, told of the audits dated from ``start`` to ``end``."""

    text: str
    start: Day
    end: Day
    standing: StandingField
    sources: tuple[str, ...]


class Edition(Record):
    """One version of the order."""

    id: str
    title: str
    published: Day
    in_force: Day
    last_seen_in_force: Day
    validity_years: int
    sources: dict[str, Source]
    categories: dict[str, Category]
    not_modelled: tuple[str, ...]
    transitions: tuple[Transition, ...] = ()
    missions: tuple[Mission, ...]
    families: tuple[Family, ...]
    criteria: tuple[Criterion, ...]


class FactKind(Record):
    """One line of the catalogue: who bears the fact, the shape of its value, what it says, what proves it.

    ``question`` asks the office for it in plain French; empty for a computed fact, that nobody is asked.
    """

    bearer: Literal["office", "bureau"]
    kind: Literal["boolean", "languages", "share", "mark", "agreement", "computed"]
    label: str
    question: str = ""
    evidence: str
    choices: tuple[str, ...] = ()


def criteria_of(edition: Edition, category: str) -> tuple[Criterion, ...]:
    """Return the criteria that a category must meet, in the order of the edition."""
    wanted = edition.categories[category].criteria
    return tuple(criterion for criterion in edition.criteria if criterion.id in wanted)


def transitions_on(edition: Edition, day: date) -> tuple[Transition, ...]:
    """Return what the passage from an edition to the next allows on a day."""
    return tuple(transition for transition in edition.transitions if transition.start <= day <= transition.end)


def number_in(criterion_id: str) -> str:
    """Return a criterion's number as people say it: C04 is « 4 », 1.1.2.3 and A-1 say themselves."""
    return NUMBERED.sub("", criterion_id)
