"""How each kind of thing is asked, and what is written of the answer."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import click

from otanalysis.audit.questions import Question
from otanalysis.dossier import answers
from otanalysis.dossier.values import is_whole
from otanalysis.interview.hours import ask_hours
from otanalysis.interview.prompts import Skip, ask, ask_if_any, some_text, text_if_any
from otanalysis.interview.staff import ask_contracts, function
from otanalysis.law.loader import load_catalogue
from otanalysis.reading.yaml12 import Loc

Changes = dict[Loc, Any]
YES_NO = "oui ou non"
MEANS = ("humains", "techniques", "financiers")
MOST = 1_000_000_000
ILLUSTRATIVE = "Est-ce une donnée illustrative, faute de mieux : oui ou non (Entrée : non)"


@dataclass(frozen=True)
class Sheet:
    """What an answer is written into: the data of ``dossier.yaml``, the year described, the territories known."""

    data: Mapping[str, Any]
    year: int
    territories: tuple[str, ...] = ()


def changes_for(question: Question, sheet: Sheet) -> Changes:
    """Return what a dialogue on a question changes in the dossier; raises Skip, Back, Details or Quit."""
    return FORMS[question.kind](question, sheet)


def details_for(place: Loc, sheet: Sheet) -> Changes:
    """Return what a dialogue changes around an answer: its source, a remark, whether it is illustrative."""
    block = ("office",) if place[:1] == ("office",) else place
    of_a_fact = "facts" in block
    if not of_a_fact and block[-1:] not in {("hours",), ("staff",), ("attendance",), ("office",)}:
        click.echo("Il n'y a rien à préciser sur la réponse d'avant.")
        return {}
    told: dict[str, Any] = {"source": text_if_any("D'où vient cette réponse (Entrée : rien)")}
    if of_a_fact:
        told["note"] = text_if_any("Une remarque (Entrée : rien)")
    if block != ("office",):
        told["illustrative"] = ask_if_any(ILLUSTRATIVE, answers.yes_no)
    return _beside(block, {key: value for key, value in told.items() if value}, sheet)


def _beside(place: Loc, told: Mapping[str, Any], sheet: Sheet) -> Changes:
    """Return the changes that set keys of an answer; a fact written as a plain value becomes a block."""
    raw = at(place, sheet.data)
    if told and "facts" in place and not is_whole(raw, load_catalogue()[str(place[-1])]):
        return {place: {"value": raw, **told}}
    return {(*place, key): value for key, value in told.items()}


def at(place: Loc, data: Any) -> Any:  # noqa: ANN401 - a tree of YAML
    """Return what is written at a place, None for nothing."""
    for key in place:
        try:
            data = data[key]
        except (KeyError, IndexError, TypeError):
            return None
    return data


def _fact(question: Question, sheet: Sheet, value: object) -> Changes:
    """Return the change that gives a fact its value; what stands beside it stays."""
    written = isinstance(at(question.place, sheet.data), Mapping)
    return {(*question.place, "value"): value} if written else {question.place: {"value": value}}


def _boolean(question: Question, sheet: Sheet) -> Changes:
    return _fact(question, sheet, ask(YES_NO, answers.yes_no))


def _share(question: Question, sheet: Sheet) -> Changes:
    return _fact(question, sheet, ask("un nombre de 0 à 100, en %", answers.number(0, 100)))


def _languages(question: Question, sheet: Sheet) -> Changes:
    return _fact(
        question, sheet, ask("une ou plusieurs, comme « anglais, espagnol » ; ou « aucune »", answers.languages)
    )


def _mark(question: Question, sheet: Sheet) -> Changes:
    name = ask(f"{_listed(question.choices)}, ou « aucune »", answers.one_of(question.choices, "aucune"))
    if not name:
        return _fact(question, sheet, False)
    value: dict[str, Any] = {"name": name, **_period()}
    if ask_if_any("Obtenue à condition d'être classé ensuite : oui ou non (Entrée : non)", answers.yes_no):
        value["conditional"] = True
    return _fact(question, sheet, value)


def _agreement(question: Question, sheet: Sheet) -> Changes:
    if not ask(f"Est-elle signée : {YES_NO}", answers.yes_no):
        return _fact(question, sheet, False)
    means = "Les moyens qu'elle fixe : humains, techniques, financiers, ou « aucun »"
    return _fact(question, sheet, {**_period(), "means": ask(means, answers.some_of(MEANS))})


def _period() -> dict[str, str]:
    return {
        "start": ask("Depuis quel jour, comme 30/09/2023", answers.day),
        "end": ask("Jusqu'à quel jour, comme 30/09/2026", answers.day),
    }


def _listed(choices: tuple[str, ...]) -> str:
    return ", ".join(f"{n} = {choice.replace('_', ' ')}" for n, choice in enumerate(choices, 1))


def _hours(question: Question, sheet: Sheet) -> Changes:
    osm = ask_hours(sheet.year)
    people: Loc = (*question.place[:-1], "people_present")
    changes: Changes = {question.place: {"osm": osm}}
    if at(people, sheet.data) is None:
        told = ask_if_any("Combien de personnes accueillent en même temps (Entrée : je ne sais pas)", PEOPLE)
        changes |= {people: told} if told is not None else {}
    return changes


def _people(question: Question, sheet: Sheet) -> Changes:
    return {question.place: ask("un nombre, comme 1 ou 1,5", PEOPLE)}


def _staff(question: Question, sheet: Sheet) -> Changes:
    bureaux = [str(bureau["id"]) for bureau in sheet.data["bureaux"]]
    return {question.place: {"contracts": ask_contracts(bureaux if len(bureaux) > 1 else [])}}


def _function(question: Question, sheet: Sheet) -> Changes:
    return {question.place: ask(_listed(question.choices), function)}


def _degree(question: Question, sheet: Sheet) -> Changes:
    return {question.place: ask("un nombre de 0 à 10 (une licence : 3)", answers.whole(0, 10))}


def _evidence(question: Question, sheet: Sheet) -> Changes:
    paper = text_if_any("Le nom du document (Entrée : plus tard)")
    if not paper:
        raise Skip
    written = {
        "page": text_if_any("À quelle page (Entrée : rien)"),
        "date": ask_if_any("De quel jour, comme 30/09/2023 (Entrée : rien)", answers.day),
        "expires": ask_if_any("Valable jusqu'à quel jour (Entrée : rien)", answers.day),
    }
    told = {key: value for key, value in written.items() if value}
    return _beside(question.place[:-1], {"evidence": {"paper": paper, **told}}, sheet)


def _text(question: Question, sheet: Sheet) -> Changes:
    return {question.place: ask("une phrase", some_text)}


def _sentences(question: Question, sheet: Sheet) -> Changes:
    told = [ask("une phrase", some_text)]
    while more := text_if_any("une autre phrase (Entrée : c'est tout)"):
        told.append(more)
    return {question.place: told}


def _figures(question: Question, sheet: Sheet) -> Changes:
    rows: list[dict[str, Any]] = []
    label: str | None = ask("Ce qui est compté, comme « Habitants »", some_text)
    while label:
        row = {"label": label, "value": ask("Combien", answers.number(0, MOST))}
        source = text_if_any("D'où vient ce chiffre (Entrée : rien)")
        rows.append({**row, **({"source": source} if source else {})})
        label = text_if_any("Un autre chiffre ? Ce qui est compté (Entrée : c'est tout)")
    return {question.place: rows}


def _territory(question: Question, sheet: Sheet) -> Changes:
    return {question.place: ask(_listed(sheet.territories), answers.one_of(sheet.territories))}


def _attendance(question: Question, sheet: Sheet) -> Changes:
    file = ask("Le nom du fichier, mis à côté de dossier.yaml, comme frequentation.csv", some_text)
    return {question.place: {"file": file, "label": ask("Ce qu'il compte, comme « Visiteurs par jour »", some_text)}}


PEOPLE = answers.number(0.1, 50)
FORMS: dict[str, Callable[[Question, Sheet], Changes]] = {
    "boolean": _boolean,
    "share": _share,
    "languages": _languages,
    "mark": _mark,
    "agreement": _agreement,
    "hours": _hours,
    "people_present": _people,
    "staff": _staff,
    "function": _function,
    "degree_years": _degree,
    "evidence": _evidence,
    "attendance": _attendance,
    "about": _text,
    "context": _sentences,
    "figures": _figures,
    "territory": _territory,
}
