"""From a document to a record: what is written is checked against its shape, nothing is converted on the way."""

import re
from calendar import monthrange
from datetime import date
from functools import cache
from pathlib import Path
from typing import Annotated, Any, TypeVar, cast

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, TypeAdapter, ValidationError

from otanalysis.reading.mistakes import told
from otanalysis.reading.problems import InputError, Problem
from otanalysis.reading.yaml12 import Document, Loc, read_yaml

DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)", re.ASCII)
LOOSE_DAYS = (
    re.compile(r"(?P<year>\d{4})[-/. ](?P<month>\d{1,2})[-/. ](?P<day>\d{1,2})(?:[T ].*)?", re.ASCII),
    re.compile(r"(?P<day>\d{1,2})[-/. ](?P<month>\d{1,2})[-/. ](?P<year>\d{4})", re.ASCII),
    re.compile(r"(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)", re.ASCII),
)
FIRST_YEAR, LAST_YEAR = 1900, 2100
T = TypeVar("T")


class Record(BaseModel):
    """What is read from a file: frozen, no unknown key, no value converted behind the writer's back."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


def _day(value: object) -> object:
    """Return a date written "YYYY-MM-DD"; a message that ends in « écrivez "…" » gives what to write."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        return value
    text = str(value)
    found = DAY.fullmatch(text)
    if found is None:
        raise ValueError(f"« {text} » n'est pas une date ; {_how_to_write_day(text)}")
    year, month, day = (int(part) for part in found.groups())
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(f"« {text} » : l'année doit être entre {FIRST_YEAR} et {LAST_YEAR}")
    if not 1 <= month <= 12:
        raise ValueError(f"« {text} » n'existe pas : le mois, au milieu, va de 01 à 12")
    last = monthrange(year, month)[1]
    if not 1 <= day <= last:
        raise ValueError(f"« {text} » n'existe pas : ce mois finit le {year}-{month:02}-{last}")
    return date(year, month, day)


def _how_to_write_day(text: str) -> str:
    better = iso_day(text)
    return f'écrivez "{better}"' if better else "écrivez l'année, le mois et le jour, par exemple « 2023-09-30 »"


def iso_day(text: str) -> str:
    """Return a date written in another way (30/09/2023, 2023-9-1, 20230930) as "YYYY-MM-DD", or an empty string."""
    for shape in LOOSE_DAYS:
        found = shape.fullmatch(text.strip())
        year, month, day = (int(found[part]) for part in ("year", "month", "day")) if found else (0, 0, 0)
        if year and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]:
            return f"{year:04}-{month:02}-{day:02}"
    return ""


def _filled(text: str) -> str:
    if not text.strip():
        raise ValueError("le texte est vide : écrivez-le, ou retirez la ligne si elle n'est pas obligatoire")
    return text


Day = Annotated[date, BeforeValidator(_day)]
Text = Annotated[str, AfterValidator(_filled)]


def build(shape: type[T], data: object, document: Document, at: Loc = ()) -> tuple[T | None, list[Problem]]:
    """Return what is written at ``at`` in a document as a record or another shape, or None with every mistake in it."""
    try:
        read: T = adapter(cast(Any, shape)).validate_python(data)
    except ValidationError as error:
        return None, told(error, shape, document, at)
    return read, []


def read_record(shape: type[T], path: Path, shown: str) -> T:
    """Return the record that a whole YAML file holds; raises InputError with every mistake, under the name shown."""
    document = read_yaml(path, shown)
    record, problems = build(shape, document.data, document)
    if record is None:
        raise InputError(problems)
    return record


@cache
def adapter(shape: Any) -> TypeAdapter[Any]:  # noqa: ANN401 - a type, or what Annotated makes of one
    """Return what checks a shape, made once."""
    return TypeAdapter(shape)
