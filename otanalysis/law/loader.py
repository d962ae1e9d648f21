"""Editions and catalogue, read once from this folder."""

from datetime import date
from functools import cache
from pathlib import Path

from otanalysis.law.code import FILE as CODE
from otanalysis.law.records import Edition, FactKind
from otanalysis.reading.problems import InputError, Problem, did_you_mean
from otanalysis.reading.records import build
from otanalysis.reading.yaml12 import Document, read_yaml

FOLDER = Path(__file__).parent
CATALOGUE = "faits"
OTHERS = (CATALOGUE, CODE.stem)


def edition_ids() -> tuple[str, ...]:
    """Return the ids of the editions known, in alphabetical order."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.yaml") if path.stem not in OTHERS))


def load_edition(edition_id: str) -> Edition:
    """Return the edition of that id; raises InputError for an unknown one."""
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
    document = read_yaml(path, path.name)
    edition, problems = build(Edition, document.data, document)
    if edition is None:
        raise InputError(problems)
    return edition


def latest_edition() -> Edition:
    """Return the edition that came into force last."""
    return max(map(load_edition, edition_ids()), key=lambda edition: edition.in_force)


def edition_on(day: date) -> Edition:
    """Return the edition in force on a day; raises InputError when none was."""
    editions = [e for e in map(load_edition, edition_ids()) if e.in_force <= day]
    if not editions:
        raise InputError([Problem("", 0, "audit_date", f"aucune édition connue n'est en vigueur le {day}", "")])
    return max(editions, key=lambda edition: edition.in_force)


@cache
def load_catalogue() -> dict[str, FactKind]:
    """Return the catalogue of facts, by fact id."""
    document = read_yaml(FOLDER / f"{CATALOGUE}.yaml", f"{CATALOGUE}.yaml")
    built = {key: build(FactKind, data, document, (key,)) for key, data in document.data.items()}
    problems = [problem for _, found in built.values() for problem in found]
    if problems:
        raise InputError(problems)
    return {key: kind for key, (kind, _) in built.items() if kind is not None}
