"""Values of facts: the catalogue gives their shape, this module reads them, each mistake with its correction."""

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field

from otanalysis.dossier.records import Agreement, Fact, Mark
from otanalysis.french import LANGUAGES
from otanalysis.law.records import FactKind
from otanalysis.reading.mistakes import FALSE_WORDS
from otanalysis.reading.problems import Problem, did_you_mean, nearest
from otanalysis.reading.records import build
from otanalysis.reading.yaml12 import Document, Loc, dotted

BY_NAME = {name: code for code, name in LANGUAGES.items()}
CODES = ", ".join(f"{code} = {LANGUAGES[code]}" for code in ("en", "es", "de", "it", "nl"))


def _language(text: str) -> str:
    if text in LANGUAGES:
        return text
    code = language_code(text)
    if code:
        raise ValueError(f'« {text} » n\'est pas un code de langue ; écrivez "{code}"')
    raise ValueError(f"« {text} » n'est pas un code de langue : écrivez deux lettres minuscules ({CODES})")


def language_code(text: str) -> str:
    """Return the code of a language written by its code or its French name, or an empty string."""
    word = text.strip().lower()
    return word if word in LANGUAGES else BY_NAME.get(word, "")


def _listed(value: object) -> object:
    """Refuse languages written as one text, with the list of their codes when they are known."""
    codes = [language_code(word) for word in re.split(r",|;|/| et ", value)] if isinstance(value, str) else []
    if codes and all(codes):
        raise ValueError(f"il faut une liste, pas « {value} » ; écrivez {json.dumps(codes)}")
    return value


STRICT = Field(strict=True)
Language = Annotated[str, STRICT, AfterValidator(_language)]
SHAPES: dict[str, Any] = {
    "boolean": Annotated[bool, STRICT],
    "languages": Annotated[tuple[Language, ...], STRICT, BeforeValidator(_listed)],
    "share": Annotated[float, Field(strict=True, ge=0, le=100)],
    "mark": Mark,
    "agreement": Agreement,
}
ASKED = {
    "languages": f'il faut des codes de langue, par exemple ["en", "es"] ({CODES})',
    "share": "il faut un nombre de 0 à 100, par exemple 80",
    "mark": "il faut false, ou {name: …, start: …, end: …}",
    "agreement": "il faut false, ou {start: …, end: …, means: [humains, techniques, financiers]}",
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
    if name not in catalogue:
        return document.problem(loc, f"fait inconnu « {name} »", did_you_mean(name, known), key=nearest(name, known))
    if catalogue[name].kind == "computed":
        advice = "retirez cette ligne : ce fait se calcule à partir des horaires ou de l'effectif"
    else:
        place = "« facts » du bureau" if catalogue[name].bearer == "bureau" else "« facts » de l'office"
        advice = f"écrivez-le sous {place}"
    return document.problem(loc, f"« {name} » n'a pas sa place ici", advice)


def _read_fact(raw: object, kind: FactKind, document: Document, loc: Loc) -> tuple[Fact | None, list[Problem]]:
    """Return one fact; a plain value is a fact without evidence, and no value at all is no fact."""
    whole = is_whole(raw, kind)
    fact, problems = build(Fact, raw if whole else {"value": raw}, document, loc)
    value = raw.get("value") if isinstance(raw, dict) and whole else raw
    if value is None:
        return None, problems
    shape = SHAPES["boolean" if _is_no(value, kind) else kind.kind]
    at = (*loc, "value") if whole else loc
    read, found = build(shape, value, document, at)
    problems += [_in_words(problem, kind, at) for problem in found]
    if isinstance(read, Mark) and read.name not in kind.choices:
        advice = did_you_mean(read.name, kind.choices)
        problems.append(document.problem((*at, "name"), f"marque inconnue « {read.name} »", advice))
    if fact is None or found:
        return None, problems
    return fact.model_copy(update={"value": read}), problems


def _is_no(value: object, kind: FactKind) -> bool:
    """Tell whether the office says, well or badly written, that it has no mark or no agreement."""
    return kind.kind in {"mark", "agreement"} and str(value).lower() in FALSE_WORDS


def is_whole(raw: object, kind: FactKind) -> bool:
    """Tell whether a block is a fact with its value and its evidence, rather than a mark or an agreement alone."""
    shape = SHAPES[kind.kind]
    fields = getattr(shape, "model_fields", {})
    return isinstance(raw, dict) and not (raw.keys() & fields.keys() and "value" not in raw)


def _in_words(problem: Problem, kind: FactKind, at: Loc) -> Problem:
    """Return a problem of the value itself with the shape that its fact asks for."""
    asked = ASKED.get(kind.kind, "")
    vague = problem.key == dotted(at) and not problem.corrected and problem.message.startswith("il faut")
    return replace(problem, advice=asked) if asked and vague else problem
