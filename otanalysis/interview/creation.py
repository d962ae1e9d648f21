"""The dialogue that starts an office: who it is, for when, for which category, and its bureaux."""

import json
from collections.abc import Callable, Collection
from datetime import date, datetime
from pathlib import Path

import click

from otanalysis.dossier import answers
from otanalysis.dossier.loader import dossier_of, read_dossier
from otanalysis.dossier.places import FILE
from otanalysis.dossier.slugs import checked, checked_office, slug
from otanalysis.interview.files import refuse_workbook, save
from otanalysis.interview.prompts import Back, Details, Quit, Skip, ask, ask_if_any, some_text, text_if_any
from otanalysis.law.loader import edition_on
from otanalysis.law.records import Edition, criteria_of
from otanalysis.office import ROMAN
from otanalysis.opening.osm import FIRST_YEAR, LAST_YEAR
from otanalysis.reading.problems import InputError, Problem, did_you_mean, nearest
from otanalysis.reading.yaml12 import parse_yaml

HEAD = "Rempli par « otanalysis interview ». Ce fichier se modifie aussi à la main."
NEEDED = "Rien ne peut commencer sans cette réponse ; « quitter » abandonne."
STATIONS = "main_and_station_bureaux"


def created(folder: Path, name: str) -> Path:
    """Return the parameters of a new office, once its two files are written; raises Quit when there is to be none."""
    while True:
        try:
            _agreed(folder, name)
            return _created(folder, name)
        except (Back, Details):
            click.echo("On reprend au début.")


def _created(folder: Path, name: str) -> Path:
    """Write a dossier, unless it is there, then its parameters: without them an office does not exist."""
    shown, home = f"{folder.resolve().name}/{name}", folder / name
    today = str(datetime.now().astimezone().date())
    day = ask_if_any("Date de l'audit, comme 30/09/2023 (Entrée : aujourd'hui)", _audit_day) or today
    edition = edition_on(date.fromisoformat(day))
    category = _needed(f"Catégorie visée : {' ou '.join(edition.categories)}", _category(edition))
    year = ask_if_any(f"Année des horaires (Entrée : {day[:4]})", answers.whole(FIRST_YEAR, LAST_YEAR)) or int(day[:4])
    if (home / FILE).exists():
        read_dossier(home, year, shown)
    else:
        stations = any(criterion.scope == STATIONS for criterion in criteria_of(edition, category))
        dossier = _dossier(stations)
        dossier_of(parse_yaml(dossier, f"{shown}/{FILE}"), home, year)
        save(home / FILE, dossier)
    params = {"dossier": shown, "category": category, "audit_date": day, "reference_year": year, "edition": ""}
    save(folder / f"{name}.yaml", "".join(f"{key}: {_yaml(value)}\n" for key, value in params.items()))
    return folder / f"{name}.yaml"


def _needed(text: str, read: Callable[[str], str]) -> str:
    """Return an answer that nothing can begin without."""
    while True:
        try:
            return ask(text, read, nothing=NEEDED)
        except Skip:
            click.echo(NEEDED)


def _yaml(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _agreed(folder: Path, name: str) -> None:
    """Ask whether a name that nobody bears is that of a new office; raises InputError for one that no file can bear."""
    try:
        checked_office(name)
    except ValueError as error:
        raise InputError([Problem("NAME", 0, "", str(error))]) from None
    refuse_workbook(folder / name, f"{folder.name}/{name}")
    near = nearest(name, [path.stem for path in folder.glob("*.yaml")])
    if near:
        click.echo(f"Aucun office ne s'appelle « {name} ». Vouliez-vous dire « {near} » ?")
    if not ask_if_any(f"Créer l'office « {name} » : oui ou non", answers.yes_no):
        raise Quit


def _audit_day(text: str) -> str:
    """Return the day of an audit; raises ValueError, in French, for a day when no edition was in force."""
    day = answers.day(text)
    try:
        edition_on(date.fromisoformat(day))
    except InputError as error:
        raise ValueError(error.problems[0].message) from None
    return day


def _category(edition: Edition) -> Callable[[str], str]:
    def read(text: str) -> str:
        category = ROMAN.get(text, text.upper())
        if category not in edition.categories:
            raise ValueError(f"« {text} » : {did_you_mean(text, edition.categories)}")
        return category

    return read


def _dossier(stations: bool) -> str:
    """Return a dossier, as text, that says who the office is and what its bureaux are."""
    name = _needed("Nom de l'office, comme il s'écrit sur un courrier", some_text)
    first = _needed("Nom du bureau principal, celui qui reçoit le plus de visiteurs", some_text)
    bureaux = {_id(first, ()): [f"name: {_yaml(first)}", "main: true"]}
    while other := text_if_any("Nom d'un autre bureau (Entrée : c'est tout)"):
        station = stations and ask_if_any("Est-il dans une station classée : oui ou non (Entrée : non)", answers.yes_no)
        bureaux[_id(other, bureaux)] = [f"name: {_yaml(other)}", *(["station_classee: true"] if station else [])]
    rows = ["\n    ".join([f'  - id: "{bureau}"', *lines]) for bureau, lines in bureaux.items()]
    return "\n".join([f"# {HEAD}", "office:", f"  name: {_yaml(name)}", "bureaux:", *rows, ""])


def _id(name: str, taken: Collection[str]) -> str:
    """Return the id of a bureau: the short name that is typed, or the one that its name gives."""

    def free(text: str) -> str:
        if checked(text) in taken:
            raise ValueError(f"« {text} » est déjà le nom court d'un autre bureau : écrivez-en un autre")
        return text

    usual = slug(name) or "bureau-1"
    text = "Un nom court pour ce bureau"
    return _needed(text, free) if usual in taken else ask_if_any(f"{text} (Entrée : {usual})", free) or usual
