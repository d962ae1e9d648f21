"""The cases of ``tests/cases``: how they are written, and the dossier that each of them describes.

Every case starts from the complete, fictitious dossier of ``dossier_complet.yaml``, completed for its edition by
``dossier_complet_<edition>.yaml`` where there is one, and changes what it names.
"""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

import numpy as np
from pydantic import Field

from otanalysis.dossier.contracts import Contract
from otanalysis.dossier.dossier import Dossier, ReceptionPoint
from otanalysis.dossier.records import Bureau, Fact, Hours, Office, Staff
from otanalysis.dossier.values import read_facts
from otanalysis.law.loader import load_catalogue
from otanalysis.opening.calendar import OpeningCalendar, silent
from otanalysis.reading.problems import InputError
from otanalysis.reading.records import Day, Record, build
from otanalysis.reading.yaml12 import Document, read_yaml

FOLDER = Path(__file__).parent.parent / "cases"
COMPLETE = FOLDER / "dossier_complet.yaml"
Kind = Literal["juste sous le seuil", "juste au seuil", "fait absent", "autre catégorie", "autre"]
StatusWord = Literal["rempli", "bloquant", "à documenter", "sans objet"]
Time = Annotated[str, Field(pattern=r"^\d{1,2} h( [0-5]\d)?$")]


class Spell(Record):
    """So many consecutive days open so long each, from an hour on.

    Without ``start`` (month-day) it follows the spell written before it, the first one 1 January.
    """

    days: Annotated[int, Field(ge=1)]
    a_day: Time
    start: Annotated[str, Field(pattern=r"^\d\d-\d\d$")] = ""
    at: Time = "8 h"


Spells = tuple[Spell, ...] | None


class OtherBureau(Record):
    """A reception point beside the main one."""

    name: str
    opening: Spells = None
    described_days: int | None = None
    cumulated: bool = False
    station_classee: bool = False
    people_present: float | None = None
    hors_les_murs: Spells = None


class Given(Record):
    """What a case changes in the complete dossier; a fact at null is removed, and so is anything else at null.

    ``described_days``: how many days of the year, from 1 January, the hours say anything about; null for all.
    """

    audit_date: Day = date.min
    year: int = 0
    opening: Spells = None
    described_days: int | None = None
    main_in_station: bool = False
    hors_les_murs: Spells = None
    other_bureaux: tuple[OtherBureau, ...] = ()
    staff: tuple[Contract, ...] | None = None
    facts: dict[str, Any] = Field(default_factory=dict)


class Expected(Record):
    """What the audit must say of the criterion; only the requirements, bureaux and counts named are compared.

    ``reserve``: a part of the one reserve expected; empty when none is.
    """

    status: StatusWord
    requirements: dict[str, StatusWord] = Field(default_factory=dict)
    bureaux: dict[str, StatusWord] = Field(default_factory=dict)
    measured: dict[str, float] = Field(default_factory=dict)
    asked: dict[str, float] = Field(default_factory=dict)
    reserve: str = ""


class Case(Record):
    """One example of the order."""

    name: str
    kind: Kind
    category: str
    given: Given = Given()
    expect: Expected


class CaseFile(Record):
    """The examples of one criterion."""

    criterion: str
    cases: tuple[Case, ...]


def read_cases(path: Path) -> CaseFile:
    """Return the cases of a file; raises InputError for any key, status or kind that is not known."""
    return _read(CaseFile, path)


def complete(edition: str = "") -> Given:
    """Return the complete dossier, with what its edition changes; raises AssertionError when something is unsaid."""
    given = _read(Given, COMPLETE)
    assert given.model_fields_set == set(Given.model_fields), "le dossier complet doit tout dire"
    changes = FOLDER / f"dossier_complet_{edition}.yaml"
    return changed(_read(Given, changes), given) if changes.exists() else given


def changed(given: Given, base: Given) -> Given:
    """Return the complete dossier with what a case changes; facts are changed one by one."""
    named = {field: getattr(given, field) for field in given.model_fields_set}
    return base.model_copy(update={**named, "facts": {**base.facts, **given.facts}})


def dossier_of(given: Given) -> Dossier:
    """Return the dossier described; raises InputError for a fact that the catalogue knows not, or of another shape."""
    main = OtherBureau(
        name="Accueil principal",
        opening=given.opening,
        described_days=given.described_days,
        station_classee=given.main_in_station,
        people_present=1,
        hors_les_murs=given.hors_les_murs,
    )
    points = [_point(n, bureau, given) for n, bureau in enumerate((main, *given.other_bureaux))]
    staff = Staff(contracts=given.staff) if given.staff is not None else None
    office = Office(name="Office fictif", fictitious=True)
    return Dossier(given.year, office, (), None, (), tuple(points), staff, None, _facts(given, "office"), ())


def calendar(spells: tuple[Spell, ...], year: int, described_days: int | None = None) -> OpeningCalendar:
    """Return the calendar of spells: closed on the days described that no spell opens."""
    found, day = silent(year), 0
    found.described[:described_days] = True
    for spell in spells:
        day = (date.fromisoformat(f"{year}-{spell.start}") - date(year, 1, 1)).days if spell.start else day
        first, length = _minutes(spell.at), _minutes(spell.a_day)
        assert day + spell.days <= len(found.described), f"{spell} sort de l'année {year}"
        assert first + length <= 1440, f"{spell} dépasse minuit"
        found.minutes[day : day + spell.days, first : first + length] = True
        day += spell.days
    open_days = found.minutes.any(axis=1)
    assert not np.any(open_days & ~found.described), "un jour ouvert est un jour décrit"
    return found


def _minutes(time: str) -> int:
    hours, minutes = re.fullmatch(r"(\d+) h ?(\d*)", time).groups()
    return int(hours) * 60 + int(minutes or 0)


def _point(n: int, written: OtherBureau, given: Given) -> ReceptionPoint:
    bureau = Bureau(
        id=f"bureau-{n}",
        name=written.name,
        main=n == 0,
        station_classee=written.station_classee,
        cumulated=written.cumulated,
        people_present=written.people_present,
        hours=Hours(osm="d'après le cas") if written.opening is not None else None,
    )
    opening = written.opening
    hours = calendar(opening, given.year, written.described_days) if opening is not None else None
    outside = occasional(written.hors_les_murs, given.year) if written.hors_les_murs is not None else None
    return ReceptionPoint(bureau, _facts(given, "bureau") if n == 0 else {}, hours, outside)


def occasional(spells: tuple[Spell, ...], year: int) -> OpeningCalendar:
    """Return the calendar of a reception outside the walls: it says nothing of the days when there is none."""
    found = calendar(spells, year)
    return replace(found, described=found.minutes.any(axis=1))


def _facts(given: Given, bearer: str) -> dict[str, Fact]:
    """Return the facts of the office or of a bureau, read as those of a true dossier are."""
    said = {name: value for name, value in given.facts.items() if value is not None}
    written = {name: value for name, value in said.items() if name.startswith("bit_") == (bearer == "bureau")}
    facts, problems = read_facts(written, bearer, load_catalogue(), Document("cas", written, {}, ()), ())
    if problems:
        raise InputError(problems)
    return facts


def _read(model: type[Any], path: Path) -> Any:
    document = read_yaml(path, path.name)
    record, problems = build(model, document.data, document)
    if record is None:
        raise InputError(problems)
    return record
