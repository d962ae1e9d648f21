"""Values of facts: the catalogue gives their shape, this module reads them, each mistake with its correction."""

from collections.abc import Callable, Mapping
from typing import Annotated

from pydantic import Field

from otanalysis.dossier.records import Agreement, Fact, Mark
from otanalysis.law.records import FactKind
from otanalysis.reading.problems import Problem, did_you_mean, nearest
from otanalysis.reading.records import Record, build
from otanalysis.reading.yaml12 import Document, Loc, dotted

Language = Annotated[str, Field(pattern=r"^[a-z]{2}$")]
LANGUAGES_BY_NAME = {"anglais": "en", "espagnol": "es", "allemand": "de", "italien": "it", "néerlandais": "nl"}


class BooleanValue(Record):
    """A yes or a no."""

    value: bool


class LanguagesValue(Record):
    """Languages by their two-letter code."""

    value: tuple[Language, ...]


class ShareValue(Record):
    """A share in per cent."""

    value: Annotated[float, Field(ge=0, le=100)]


class MarkValue(Record):
    """A mark held."""

    value: Mark


class AgreementValue(Record):
    """An agreement signed."""

    value: Agreement


SHAPES: dict[str, type[Record]] = {
    "boolean": BooleanValue,
    "languages": LanguagesValue,
    "share": ShareValue,
    "mark": MarkValue,
    "agreement": AgreementValue,
}


def read_facts(
    written: Mapping[str, object], bearer: str, catalogue: Mapping[str, FactKind], document: Document, at: Loc
) -> tuple[dict[str, Fact], list[Problem]]:
    """Return the facts written at ``at`` with values of their catalogue's kind, and every mistake found."""
    facts: dict[str, Fact] = {}
    problems: list[Problem] = []
    known = [name for name, kind in catalogue.items() if kind.bearer == bearer and kind.kind != "computed"]
    for name, raw in written.items():
        if name not in known:
            problems.append(_unknown(name, known, catalogue, document, (*at, name)))
            continue
        fact, found = _read_fact(raw, catalogue[name], document, (*at, name))
        problems += found
        if fact is not None:
            facts[name] = fact
    return facts, problems


def _unknown(name: str, known: list[str], catalogue: Mapping[str, FactKind], document: Document, loc: Loc) -> Problem:
    line = document.line_of(loc)
    written = document.written_at(line).strip()
    if name not in catalogue:
        near = nearest(name, known)
        corrected = written.replace(f"{name}:", f"{near}:", 1) if near else ""
        return Problem(
            document.file, line, dotted(loc), f"fait inconnu « {name} »", did_you_mean(name, known), written, corrected
        )
    if catalogue[name].kind == "computed":
        advice = "retirez cette ligne : ce fait se calcule à partir des horaires ou de l'effectif"
    else:
        place = "« facts » du bureau" if catalogue[name].bearer == "bureau" else "« facts » de l'office"
        advice = f"écrivez-le sous {place}"
    return Problem(document.file, line, dotted(loc), f"« {name} » n'a pas sa place ici", advice, written)


def _read_fact(raw: object, kind: FactKind, document: Document, loc: Loc) -> tuple[Fact | None, list[Problem]]:
    """Return one fact; a plain value is a fact without evidence, and no value at all is no fact."""
    whole = raw if isinstance(raw, dict) and "value" in raw else {"value": raw}
    fact, problems = build(Fact, whole, document, loc)
    value = whole["value"]
    if value is None:
        return None, problems
    if value is False and kind.kind in {"mark", "agreement"}:
        return fact, problems
    read, found = build(SHAPES[kind.kind], {"value": value}, document, loc if whole is raw else loc[:-1])
    found = [_in_words(problem, kind, loc) for problem in found]
    if fact is None or read is None:
        return None, problems + found
    return fact.model_copy(update={"value": read.value}), problems  # type: ignore[attr-defined]


ASKED: dict[str, Callable[[], str]] = {
    "languages": lambda: 'des codes de langue, par exemple ["en", "es"] (' + _codes() + ")",
    "mark": lambda: "false, ou {name: …, start: …, end: …}",
    "agreement": lambda: "false, ou {start: …, end: …, means: [humains, techniques, financiers]}",
}


def _codes() -> str:
    return ", ".join(f"{code} = {name}" for name, code in LANGUAGES_BY_NAME.items())


def _in_words(problem: Problem, kind: FactKind, loc: Loc) -> Problem:
    asked = ASKED[kind.kind]() if kind.kind in ASKED else ""
    advice = problem.advice or (f"il faut {asked}" if asked else "")
    return Problem(problem.file, problem.line, dotted(loc), problem.message, advice, problem.written, problem.corrected)
