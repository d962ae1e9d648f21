"""What pydantic refuses, told in French with its correction: no sentence of a library ever reaches a user."""

import json
import re
import types
import typing
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from otanalysis.reading.problems import Problem, nearest
from otanalysis.reading.yaml12 import Document, Loc, scalar

FALSE_WORDS = {"false", "no", "non", "off", "faux", "n"}
TRUE_WORDS = {"true", "yes", "oui", "on", "vrai", "o", "y"}
WHAT_TO_WRITE = re.compile(r'écrivez ("[^"]*"|\[[^]]*\]|[-\d.]+)$')  # at the end of a message, as YAML
BOUNDS = {
    "greater_than": "supérieure à",
    "greater_than_equal": "d'au moins",
    "less_than": "inférieure à",
    "less_than_equal": "d'au plus",
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
EXAMPLES = {"bool_type": "true", "string_type": '"un texte"', "int_type": "2", "float_type": "0.5"}


@dataclass(frozen=True)
class _Told:
    """A message, an advice, and the YAML to write instead of the value or of the key, when it can be known."""

    message: str
    advice: str = ""
    value: str = ""
    key: str = ""


def told(error: ValidationError, shape: object, document: Document, at: Loc) -> list[Problem]:
    """Return the mistakes of what is written at ``at``; a key misspelt is not also told as missing."""
    problems, misspelt = [], set[Loc]()
    for details in sorted(error.errors(), key=lambda details: details["type"] == "missing"):
        loc = (*at, *details["loc"])
        if details["type"] == "missing" and loc in misspelt:
            continue
        found = _told(details, loc, shape, document.source(loc))
        misspelt |= {(*loc[:-1], found.key)} if found.key else set()
        problem = document.problem(loc, found.message, found.advice, found.value, found.key)
        problems.append(_decimal_comma(problem, str(loc[-1])) if details["type"] == "extra_forbidden" else problem)
    return problems


def _decimal_comma(problem: Problem, key: str) -> Problem:
    """Return the problem of an unknown key, told as what « 0,8 » is between braces: a number and a key."""
    shape = re.compile(rf"(?<=\d),\s*{re.escape(key)}(?=\s*[,}}])", re.ASCII)
    if not key.isdigit() or not shape.search(problem.written):
        return problem
    corrected = shape.sub(f".{key}", problem.written, count=1)
    advice = "la virgule sépare deux clés : écrivez les décimales avec un point"
    return replace(problem, advice=advice, corrected=corrected)


def _told(details: ErrorDetails, loc: Loc, shape: object, source: str) -> _Told:  # noqa: PLR0911 - a line each
    kind, given, context = details["type"], details["input"], details.get("ctx", {})
    key = str(loc[-1]) if loc and isinstance(loc[-1], str) else ""
    if kind == "extra_forbidden":
        return _unknown_key(key, list(_fields_at(shape, details["loc"][:-1])))
    if kind == "missing":
        return _Told(f"la clé « {key} » manque", f"ajoutez « {key}: … »")
    if kind == "value_error":
        return _from_validator(str(context["error"]), given)
    if kind == "literal_error":
        return _not_admitted(given, re.findall(r"'([^']*)'", str(context["expected"])))
    if kind in WANTED:
        is_number = isinstance(given, int | float) and not isinstance(given, bool)
        text = source if source and is_number else _shown(given)
        return _wanted(kind, given, text, key, _fields_at(shape, details["loc"]))
    if kind in BOUNDS:
        (bound,) = context.values()
        return _Told(f"{given} est impossible : il faut une valeur {BOUNDS[kind]} {bound:g}")
    if kind == "too_short":
        return _Told("la liste est vide", "écrivez au moins un élément")
    what = "" if isinstance(given, dict | tuple) else f" : « {_shown(given)} »"
    return _Told(f"valeur refusée{what}", "comparez avec le même endroit d'un dossier d'exemple")


def _unknown_key(key: str, known: list[str]) -> _Told:
    near = nearest(key, known)
    message = f"clé inconnue « {key} »"
    if near:
        return _Told(message, f"vouliez-vous dire « {near} » ?", key=near)
    return _Told(message, "clés possibles : " + ", ".join(known))


def _from_validator(message: str, given: object) -> _Told:
    found = WHAT_TO_WRITE.search(message) if isinstance(given, str | int | float) else None
    return _Told(message, value=found[1] if found else "")


def _not_admitted(given: object, admitted: list[str]) -> _Told:
    near = nearest(str(given), admitted)
    advice = "écrivez " + " ou ".join(f"« {word} »" for word in admitted)
    return _Told(f"« {_shown(given)} » n'est pas une valeur admise", advice, _yaml(near) if near else "")


def _wanted(kind: str, given: object, text: str, key: str, fields: Mapping[str, Any]) -> _Told:
    """Return what is told of a value of another type; ``text`` is the value as it is written."""
    blocks = {dict: "un bloc", tuple: "une liste", type(None): "rien"}
    message = f"il faut {WANTED[kind]}, pas {blocks.get(type(given), f'« {text} »')}"
    better, before = _better(kind, given, text, fields), f"{key}: " if key else ""
    if better:
        return _Told(message, f"écrivez {before}{better}", better)
    if kind == "string_type" and isinstance(given, dict):
        return _Told(message, "mettez le texte entre guillemets")
    if kind == "tuple_type":
        return _Told(message, "écrivez un tiret devant chaque élément, ou [] s'il n'y en a pas")
    if kind in EXAMPLES:
        return _Told(message, f"écrivez par exemple {before}{EXAMPLES[kind]}")
    return _Told(message, "clés possibles : " + ", ".join(fields) if fields else "")


def _better(kind: str, given: object, text: str, fields: Mapping[str, Any]) -> str:
    """Return what the writer most likely meant, as YAML, or an empty string."""
    if given is None or isinstance(given, dict | tuple):
        return _yaml(", ".join(map(str, given))) if kind == "string_type" and isinstance(given, tuple) else ""
    if kind == "string_type":
        return _yaml(text)
    if kind == "bool_type" and text.lower() in FALSE_WORDS | TRUE_WORDS:
        return _yaml(text.lower() in TRUE_WORDS)
    if kind in {"int_type", "float_type"}:
        return _as_number(text, whole=kind == "int_type")
    if kind == "tuple_type" and isinstance(given, str):
        parts = [part.strip() for part in text.split(",")]
        return _yaml([text] if any(" " in part for part in parts) else parts)
    asked = [name for name, field in fields.items() if field.is_required()]
    return f"{{{asked[0]}: {_yaml(text)}}}" if kind == "model_type" and len(asked) == 1 else ""


def _as_number(text: str, *, whole: bool) -> str:
    plain = "".join(text.split()).replace(",", ".").removesuffix("%")
    plain = f"0{plain}" if plain.startswith(".") else plain.removesuffix(".0" if whole else ".")
    return plain if type(scalar(plain, plain=True)) in ((int,) if whole else (int, float)) else ""


def _yaml(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _shown(value: object) -> str:
    """Return a value as its file writes it."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _fields_at(shape: Any, loc: tuple[str | int, ...]) -> Mapping[str, Any]:  # noqa: ANN401
    """Return the fields that the record at ``loc`` knows, none when there is no record there."""
    found = _record_in(shape)
    for part in loc:
        if found is not None and part in found.model_fields:
            found = _record_in(found.model_fields[str(part)].annotation)
    return found.model_fields if found is not None else {}


def _record_in(annotation: Any) -> type[BaseModel] | None:  # noqa: ANN401
    """Return the record class inside an annotation such as ``tuple[Bureau, ...]`` or ``Hours | None``."""
    if isinstance(annotation, type) and not isinstance(annotation, types.GenericAlias):
        return annotation if issubclass(annotation, BaseModel) else None
    inside = (_record_in(argument) for argument in typing.get_args(annotation))
    return next((record for record in inside if record is not None), None)
