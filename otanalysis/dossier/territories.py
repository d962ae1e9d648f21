"""Territories: the offices of a département, counted, and the parameters of the page that shows them together."""

import re
from pathlib import Path
from typing import Annotated, Self

from pydantic import Field, model_validator

from otanalysis.dossier.places import find_folder
from otanalysis.reading.problems import InputError, Problem, did_you_mean, nearest
from otanalysis.reading.records import Day, Record, Text, build, read_record
from otanalysis.reading.yaml12 import Document, read_yaml

KEY = re.compile(rb"""(?:\A(?:\xef\xbb\xbf)?|[\r\n])["']?territory["']?[ \t]*:""")  # any end of line, a byte-order mark
Count = Annotated[int, Field(strict=True, ge=0)]


class Territory(Record):
    """The offices of a territory, counted: nothing is said of those that are only counted."""

    name: Text
    as_of: Day
    offices: Count
    classified: Count
    planned: Count
    planned_by: Day
    quality_marked: Count
    quality_engaged: Count
    source: str
    fictitious: bool = False

    @model_validator(mode="after")
    def _no_more_than_there_are(self) -> Self:
        for one, other in (("classified", "planned"), ("quality_marked", "quality_engaged")):
            both = getattr(self, one) + getattr(self, other)
            if both > self.offices:
                raise ValueError(f"« {one} » et « {other} » font {both} offices, pour {self.offices} en tout")
        return self


class TerritoryParams(Record):
    """The parameters of a territory's page, as written in ``params/<name>.yaml``."""

    territory: Text
    url: str = ""


def is_territory(params: Path) -> bool:
    """Tell whether a file of parameters asks for a territory rather than for an office, by its first-level keys."""
    try:
        return KEY.search(params.read_bytes()) is not None
    except OSError:
        return False


def read_territory_params(path: Path) -> TerritoryParams:
    """Return the parameters of a territory; raises InputError with every mistake, those of the territory included."""
    document = read_yaml(path)
    params, problems = build(TerritoryParams, document.data, document)
    if params is None:
        raise InputError(problems)
    _found(params.territory, path.resolve().parent.parent, document)
    return params


def find_territory(written: str, start: Path) -> tuple[str, Territory]:
    """Return the id and the counts of the territory whose file is ``written``, looked for from ``start`` upwards.

    Raises InputError, in French, for a file that is not there and for every mistake in it.
    """
    return _found(written, start, Document("paramètres", {"territory": written}, {}, ()))


def _found(written: str, start: Path, document: Document) -> tuple[str, Territory]:
    asked = Path(written)
    folder = find_folder(asked.parent.as_posix(), start)
    known = sorted(path.name for path in folder.glob("*.yaml")) if folder else []
    if folder is None or asked.name not in known:
        raise InputError([_missing(asked, known, document)])
    return asked.stem, read_record(Territory, folder / asked.name, written)


def _missing(asked: Path, known: list[str], document: Document) -> Problem:
    near = nearest(asked.name, known)
    advice = did_you_mean(asked.name, known) if known else "écrivez le chemin du fichier du territoire"
    better = f'"{(asked.parent / near).as_posix()}"' if near else ""
    message = f"le territoire « {asked.as_posix()} » n'existe pas"
    return document.problem(("territory",), message, advice, better)
