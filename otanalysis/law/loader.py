"""Editions and catalogue, read once from this folder."""

import re
from datetime import date
from functools import cache
from pathlib import Path

from otanalysis.law.code import FILE as CODE
from otanalysis.law.records import Edition, FactKind
from otanalysis.reading.problems import InputError, Problem, did_you_mean
from otanalysis.reading.records import build, read_record
from otanalysis.reading.yaml12 import Document, read_yaml

FOLDER = Path(__file__).parent
CATALOGUE = "faits"
OTHERS = (CATALOGUE, CODE.stem)
IN_FORCE = re.compile(r'^in_force: "(\d{4}-\d\d-\d\d)"', re.MULTILINE)


def edition_ids() -> tuple[str, ...]:
    """Return the ids of the editions known, in alphabetical order."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.yaml") if path.stem not in OTHERS))


def load_edition(edition_id: str) -> Edition:
    """Return the edition of that id; raises InputError for an unknown one.

    >>> import otanalysis as ota
    >>> ota.load_edition("arrete_2019_04_16").in_force
    datetime.date(2019, 7, 1)
    """
    if edition_id not in edition_ids():
        advice = did_you_mean(edition_id, edition_ids())
        raise InputError([Problem("", 0, "edition", f"édition inconnue « {edition_id} »", advice)])
    return read_edition(FOLDER / f"{edition_id}.yaml")


def read_document(edition_id: str) -> Document:
    """Return the file of an edition with the place of each of its values."""
    return read_yaml(FOLDER / f"{edition_id}.yaml", f"otanalysis/law/{edition_id}.yaml")


@cache
def read_edition(path: Path) -> Edition:
    """Return the edition written in a file; raises InputError with every mistake of the file."""
    return read_record(Edition, path, path.name)


@cache
def _in_force(path: Path) -> date:
    """Return when the edition of a file came into force, from that line of it: the whole is long to read."""
    found = IN_FORCE.search(path.read_text(encoding="utf-8"))
    return date.fromisoformat(found[1]) if found else read_edition(path).in_force


def _dates() -> dict[str, date]:
    """Return when each edition came into force, by id."""
    return {edition_id: _in_force(FOLDER / f"{edition_id}.yaml") for edition_id in edition_ids()}


def latest_edition() -> Edition:
    """Return the edition that came into force last."""
    dates = _dates()
    return load_edition(max(dates, key=dates.__getitem__))


def id_in_force_on(day: date) -> str:
    """Return the id of the edition in force on a day; raises InputError when none was."""
    dates = {edition_id: begun for edition_id, begun in _dates().items() if begun <= day}
    if not dates:
        raise InputError([Problem("", 0, "audit_date", f"aucune édition connue n'est en vigueur le {day}", "")])
    return max(dates, key=dates.__getitem__)


def edition_on(day: date) -> Edition:
    """Return the edition in force on a day; raises InputError when none was."""
    return load_edition(id_in_force_on(day))


@cache
def load_catalogue() -> dict[str, FactKind]:
    """Return the catalogue of facts, by fact id."""
    document = read_yaml(FOLDER / f"{CATALOGUE}.yaml", f"{CATALOGUE}.yaml")
    built = {key: build(FactKind, data, document, (key,)) for key, data in document.data.items()}
    problems = [problem for _, found in built.values() for problem in found]
    if problems:
        raise InputError(problems)
    return {key: kind for key, (kind, _) in built.items() if kind is not None}
