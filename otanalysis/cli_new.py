"""The command that starts a dossier: blank, or from another one, as YAML or as a workbook."""

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from otanalysis.cli_options import help_option, params_option
from otanalysis.dossier.drafts import copy_into, draft_of
from otanalysis.dossier.places import FILE, WORKBOOK, find_folder
from otanalysis.dossier.slugs import LONGEST, SLUG, slug
from otanalysis.dossier.territories import is_territory
from otanalysis.reading.problems import InputError, Problem, did_you_mean
from otanalysis.reading.records import iso_day

if TYPE_CHECKING:
    from otanalysis.dossier.records import DossierFile
    from otanalysis.law.records import Edition
    from otanalysis.reading.yaml12 import Document

ASKED = ("dossier", "category", "audit_date", "reference_year", "edition")
PART = ".parametres"
OPTIONS = {"category": "--category", "audit_date": "--date", "reference_year": "--year"}
NOTES = {
    "category": "I ou II",
    "audit_date": "le jour de l'audit",
    "reference_year": "l'année des horaires et des visiteurs",
}


@dataclass(frozen=True)
class _Source:
    """What a new dossier starts from: nothing, or another one with its files; its text is that of its YAML if any."""

    params: Mapping[str, Any]
    record: "DossierFile | None" = None
    text: str = ""
    data: Any = None
    files: dict[Path, Path] = field(default_factory=dict)


@click.command()
@help_option
@click.argument("name")
@click.option("--xlsx", is_flag=True, help="Un classeur à remplir, plutôt que du YAML.")
@click.option("--from", "source", help="Un office de params/, ou un dossier .xlsx ou .yaml, à reprendre.")
@click.option("--category", help="Catégorie visée, comme II.")
@click.option("--date", "day", help="Jour de l'audit, comme 30/09/2023 ; aujourd'hui sinon.")
@click.option("--year", type=click.IntRange(1900, 2100), help="Année des horaires ; celle de l'audit sinon.")
@params_option
def new(name: str, xlsx: bool, source: str | None, folder: Path, **asked: Any) -> None:  # noqa: ANN401
    """Prépare le dossier d'un office : vide, ou repris d'un autre (YAML et classeur disent la même chose)."""
    _refuse_name(name, folder)
    own = _asked(asked)
    found = _source(source, folder, own) if source else _Source(_params(own))
    order = _edition(found.params)
    content = _workbook(found, order) if xlsx else _yaml(found, order).encode()
    _write(folder, name, WORKBOOK if xlsx else FILE, content, found)
    written = folder / name / (WORKBOOK if xlsx else FILE)
    click.echo(f"Remplissez {written}, puis : otanalysis check {name}")


def _refuse_name(name: str, folder: Path) -> None:
    """Raise InputError for a name that files cannot bear, or that is taken."""
    if not SLUG.fullmatch(name):
        better = slug(name) or "mon-office"
        message = f"« {name} » : minuscules sans accent, chiffres et tirets seulement"
        raise InputError([Problem("otanalysis new", 0, "", message, f"écrivez « {better[:LONGEST]} »")])
    if len(name) > LONGEST:
        raise InputError([Problem("otanalysis new", 0, "", f"ce nom a {len(name)} signes", f"{LONGEST} au plus")])
    for path in (folder / f"{name}.yaml", folder / name):
        if os.path.lexists(path):
            raise InputError([Problem(str(path), 0, "", "existe déjà : rien n'a été écrit", "donnez un autre nom")])


def _asked(asked: dict[str, Any]) -> dict[str, Any]:
    """Return what the options say of the parameters, « 2 » being category II."""
    from otanalysis.office import ROMAN

    day = asked.pop("day")
    if day and not iso_day(day):
        advice = "écrivez le jour, le mois et l'année, comme 30/09/2023"
        raise InputError([Problem("--date", 0, "", f"« {day} » n'est pas une date", advice)])
    category = (asked["category"] or "").strip().upper()
    said = {
        "category": ROMAN.get(category, category),
        "audit_date": iso_day(day or ""),
        "reference_year": asked["year"],
    }
    return {key: value for key, value in said.items() if value}


def _params(own: Mapping[str, Any]) -> dict[str, Any]:
    """Return the parameters of a new run: what is asked for, and today for the rest; a category is never guessed."""
    day = own.get("audit_date") or date.today().isoformat()
    return {"category": "", "audit_date": day, "reference_year": int(day[:4]), "edition": "", **own}


def _edition(params: Mapping[str, Any]) -> "Edition":
    """Return the edition of parameters; raises InputError, that names the options, for those that no run would read."""
    from otanalysis.dossier.records import RunParams
    from otanalysis.office import edition_asked
    from otanalysis.reading.records import build
    from otanalysis.reading.yaml12 import Document

    data = {"dossier": "params", **params}
    document = Document("", data, {}, ())
    asked, problems = build(RunParams, data, document)
    order, others = edition_asked(asked, document) if asked else (None, [])
    problems += [problem for problem in others if problem.key != "category" or params["category"]]
    if problems or order is None:
        raise InputError(Problem(OPTIONS.get(p.key, p.key), 0, "", p.message, p.advice) for p in problems)
    return order


def _source(source: str, folder: Path, own: Mapping[str, Any]) -> _Source:
    """Return what another dossier says, once it is known to be without mistake."""
    from otanalysis.dossier.loader import read_params

    path = Path(source)
    known = sorted(found.stem for found in folder.glob("*.yaml") if not is_territory(found))
    if path.stem in known and path.parent.resolve() == folder.resolve():
        source = path.stem
    elif path.suffix in {".xlsx", ".yaml"} and path.is_file():
        return _read(path.parent, path, _params(own))
    if source not in known:
        advice = did_you_mean(source, known) if known else "donnez un fichier dossier.xlsx ou dossier.yaml"
        raise InputError([Problem("--from", 0, "", f"ni office ni dossier « {source} »", advice)])
    there = read_params(folder / f"{source}.yaml")
    params = {key: value for key, value in there.model_dump(mode="json").items() if key != "dossier"} | dict(own)
    home = find_folder(there.dossier, folder.resolve().parent)
    if home is None:
        raise InputError([Problem("--from", 0, "", f"le dossier « {there.dossier} » n'existe pas", "")])
    return _read(home, None, params)


def _read(home: Path, path: Path | None, params: Mapping[str, Any]) -> _Source:
    from otanalysis.dossier.documents import read_document
    from otanalysis.dossier.loader import read_dossier

    name = path.name if path else ""
    document = read_document(home, str(home), name)
    inputs = read_dossier(home, params["reference_year"], str(home), name).inputs
    inside = [Path(one.path).relative_to(home) for one in inputs if Path(one.path).is_relative_to(home)]
    files = {file: home / file for file in inside if (home / file).is_file() and f"{home}/{file}" != document.file}
    return _Source(params, _record(document), "\n".join(document.lines), document.data, files)


def _record(document: "Document") -> "DossierFile | None":
    from otanalysis.dossier.records import DossierFile
    from otanalysis.reading.records import build

    return build(DossierFile, document.data, document)[0]


def _yaml(found: _Source, order: "Edition") -> str:
    from otanalysis.dossier.blank import blank_dossier
    from otanalysis.dossier.writing import written

    if found.data is None:
        return blank_dossier(order)
    return found.text or written(found.data)


def _workbook(found: _Source, order: "Edition") -> bytes:
    from otanalysis.report.dossier_workbook import dossier_workbook

    return dossier_workbook(found.record, order)


def _write(folder: Path, name: str, file: str, content: bytes, found: _Source) -> None:
    """Write the parameters and the dossier, with the files that it names: all or none, and never over another."""
    home = folder / name
    try:
        with draft_of(home) as staged:
            copy_into(staged, found.files)
            (staged / file).write_bytes(content)
            _refuse_loss(staged, file, found)
            values = {"dossier": f"{folder.resolve().name}/{name}", **found.params}
            text = "".join(_line(key, values[key]) for key in ASKED)
            (staged / PART).write_text(text, encoding="utf-8", newline="\n")
            staged.rename(home)  # what another process has just made under this name is refused, never replaced
            (home / PART).replace(folder / f"{name}.yaml")
    except OSError as error:
        raise InputError([Problem(str(home), 0, "", f"ne peut pas être écrit : {error.strerror}", "")]) from None


def _refuse_loss(home: Path, file: str, found: _Source) -> None:
    """Raise InputError when what was written does not say all that the source says."""
    from otanalysis.dossier.documents import read_document
    from otanalysis.dossier.workbook.questions import same

    if found.record is None:
        return
    again = _record(read_document(home, str(home), file))
    if again is None or not same(found.record, again):
        message = "ce dossier ne peut pas se dire autrement sans rien perdre"
        raise InputError([Problem("--from", 0, "", message, "nombres de plus de 15 chiffres, textes à revoir ?")])


def _line(key: str, value: object) -> str:
    shown = json.dumps(value, ensure_ascii=False)
    return f"{key}: {shown}{f'  # {NOTES[key]}' if key in NOTES else ''}\n"
