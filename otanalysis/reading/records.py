"""From a document to a record: pydantic finds the mistakes, this module tells them in French with their correction."""

import types
import typing
from collections.abc import Iterator
from datetime import date
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError
from pydantic_core import ErrorDetails

from otanalysis.reading.problems import Problem, did_you_mean, nearest
from otanalysis.reading.yaml12 import Document, Loc, dotted

FALSE_WORDS = {"no", "non", "off", "faux", "n"}
TRUE_WORDS = {"yes", "oui", "on", "vrai", "o", "y"}


class Record(BaseModel):
    """What is read from a file: frozen, no unknown key, no value converted behind the writer's back."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


def _day(value: object) -> object:
    if not isinstance(value, str):
        return value
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise ValueError(f"« {value} » n'est pas une date ; écrivez « 2023-09-30 » (année-mois-jour)") from None


Day = Annotated[date, BeforeValidator(_day)]
R = TypeVar("R", bound=Record)


def build(model: type[R], data: object, document: Document, at: Loc = ()) -> tuple[R | None, list[Problem]]:
    """Return the record written at ``at`` in a document, or None with every mistake found in it."""
    try:
        return model.model_validate(data), []
    except ValidationError as error:
        return None, [problem for details in error.errors() for problem in _told(details, model, document, at)]


def _told(details: ErrorDetails, model: type[Record], document: Document, at: Loc) -> Iterator[Problem]:
    loc = (*at, *details["loc"])
    line = document.line_of(loc)
    key = str(details["loc"][-1]) if details["loc"] else ""
    message, advice, instead = _explained(details, key, model)
    written = document.written_at(line)
    old, new = instead
    corrected = written.replace(old, new, 1) if old and old in written else ""
    yield Problem(document.file, line, dotted(loc), message, advice, written.strip(), corrected.strip())


def _explained(  # noqa: PLR0911 - one line a kind of mistake
    details: ErrorDetails, key: str, model: type[Record]
) -> tuple[str, str, tuple[str, str]]:
    """Return the French message, the advice and (what is written, what to write)."""
    kind, given, context = details["type"], details["input"], details.get("ctx", {})
    if kind == "extra_forbidden":
        known = _keys_at(model, details["loc"][:-1])
        near = nearest(key, known)
        advice = did_you_mean(key, known) if near else "clés possibles : " + ", ".join(known)
        return f"clé inconnue « {key} »", advice, (f"{key}:", f"{near}:") if near else ("", "")
    if kind == "missing":
        return f"la clé « {key} » manque", f"ajoutez une ligne « {key}: … »", ("", "")
    if kind == "value_error":
        return str(context["error"]), "", ("", "")
    if kind == "literal_error":
        return f"« {given} » n'est pas une valeur admise", f"écrivez {context['expected']}", ("", "")
    if kind in WANTED:
        return _wanted(kind, given, key)
    if kind in BOUNDS:
        (bound,) = context.values()
        return f"{given} est impossible : il faut une valeur {BOUNDS[kind]} {bound}", "", ("", "")
    return f"valeur refusée : {given!r}", details["msg"], ("", "")


BOUNDS = {
    "greater_than": "supérieure à",
    "greater_than_equal": "d'au moins",
    "less_than": "inférieure à",
    "less_than_equal": "d'au plus",
    "too_short": "de longueur au moins",
}
WANTED = {
    "bool_type": "true ou false",
    "string_type": "un texte",
    "int_type": "un nombre entier",
    "float_type": "un nombre",
    "tuple_type": "une liste",
    "dict_type": "un bloc de lignes « clé: valeur »",
    "model_type": "un bloc de lignes « clé: valeur »",
    "date_type": "une date comme « 2023-09-30 »",
}


def _wanted(kind: str, given: object, key: str) -> tuple[str, str, tuple[str, str]]:
    shown = "rien" if given is None else "une liste" if isinstance(given, tuple) else f"« {_yaml(given)} »"
    shown = "un bloc" if isinstance(given, dict) else shown
    better = _better(kind, given)
    advice = f"écrivez {key}: {better}" if better else ""
    return f"il faut {WANTED[kind]}, pas {shown}", advice, (str(_yaml(given)), better) if better else ("", "")


def _better(kind: str, given: object) -> str:
    """Return what the writer most likely meant, as YAML, or an empty string."""
    if kind == "bool_type" and str(given).lower() in FALSE_WORDS | TRUE_WORDS:
        return "false" if str(given).lower() in FALSE_WORDS else "true"
    if kind == "string_type" and isinstance(given, int | float):
        return f'"{_yaml(given)}"'
    if kind in {"int_type", "float_type"} and isinstance(given, str):
        plain = "".join(given.split()).replace(",", ".").removesuffix("%")
        return plain if plain.replace(".", "", 1).isdigit() else ""
    return f'["{given}"]' if kind == "tuple_type" and isinstance(given, str) else ""


def _yaml(value: object) -> object:
    return {True: "true", False: "false"}[value] if isinstance(value, bool) else value


def _keys_at(model: type[BaseModel], loc: tuple[str | int, ...]) -> list[str]:
    """Return the keys that the record at ``loc`` knows."""
    found: Any = model
    for part in loc:
        if isinstance(found, type) and issubclass(found, BaseModel) and part in found.model_fields:
            found = _record_in(found.model_fields[str(part)].annotation)
    return list(found.model_fields) if isinstance(found, type) and issubclass(found, BaseModel) else []


def _record_in(annotation: Any) -> Any:  # noqa: ANN401
    """Return the record class inside an annotation such as ``tuple[Bureau, ...]`` or ``Hours | None``."""
    if isinstance(annotation, type) and not isinstance(annotation, types.GenericAlias):
        return annotation
    inside = (_record_in(argument) for argument in typing.get_args(annotation))
    return next((c for c in inside if isinstance(c, type) and issubclass(c, BaseModel)), None)
