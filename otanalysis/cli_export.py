"""The command that gives back: the observatory as open data, the hours as sites and OpenStreetMap take them."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from otanalysis.batch.new_folder import new_folder
from otanalysis.cli_options import (
    chosen_offices,
    help_option,
    names_argument,
    outputs_option,
    params_option,
    store_option,
)
from otanalysis.cli_store import address
from otanalysis.french import number, quantity
from otanalysis.reading.problems import InputError, Problem

if TYPE_CHECKING:
    from sqlalchemy import URL

    from otanalysis.report.published_hours import PublishedHours
    from otanalysis.store.export import Exported

TABLES, HOURS = ("csv", "parquet", "geojson"), ("osm", "json-ld")
LICENCE = "Avant de publier, écrivez la licence dans datapackage.json : l'export n'en choisit aucune."


@click.command()
@help_option
@names_argument
@click.option(
    "--format",
    "kind",
    type=click.Choice(TABLES + HOURS),
    default="csv",
    show_default=True,
    help="Tables (csv, parquet), carte des bureaux (geojson), horaires (osm, json-ld).",
)
@click.option("--to", type=click.Path(path_type=Path), help="Dossier à écrire ; « export » dans les rapports sinon.")
@click.option(
    "--with-invented",
    "invented",
    is_flag=True,
    help="Avec les offices fictifs, les variantes, les horaires illustratifs.",
)
@params_option
@outputs_option
@store_option
def export(  # noqa: PLR0913 - each is an option
    names: tuple[str, ...],
    kind: str,
    to: Path | None,
    invented: bool,
    folder: Path,
    outputs: Path,
    store: str | None,
) -> None:
    """Écrit les tables de l'observatoire en données ouvertes, ou les horaires pour un site et OpenStreetMap."""
    target = to or outputs / "export"
    if kind in TABLES:
        lines = _tables(target, kind, names, address(store, outputs), invented)
    elif store:
        advice = "retirez --store : les horaires se lisent dans les dossiers"
        raise InputError([Problem("--store", 0, "", f"option sans objet avec --format {kind}", advice)])
    else:
        lines = _hours(target, kind, chosen_offices(folder, names), bool(names), invented)
    click.echo("\n".join(lines))


def _tables(target: Path, kind: str, names: Sequence[str], url: "URL", invented: bool) -> list[str]:
    """Write the tables of the observatory; return what there is to say of them."""
    from otanalysis.store.export import export_tables
    from otanalysis.store.observatory import Observatory

    base = Observatory(url, "--store")
    with new_folder(target) as draft:
        found = export_tables(draft, base, kind, names, invented=invented)
    return [f"{quantity(found.files, 'fichier')} dans {target}, {quantity(found.offices, 'office')}.", *_told(found)]


def _told(found: "Exported") -> Iterator[str]:
    if found.left_out:
        left_out = quantity(found.left_out, "office")
        yield f"Non exportés, car fictifs ou variantes : {left_out} ; --with-invented les exporte."
    if found.illustrative:
        rows = quantity(found.illustrative, "ligne")
        yield f"Illustratif ou fondé sur de l'illustratif : {rows}, marquées dans la colonne « illustrative »."
    if found.unplaced:
        bureaux = f"{number(found.unplaced)} bureau{'x' if found.unplaced > 1 else ''}"
        yield f"Sans coordonnées : {bureaux} ; « position » les donne dans le dossier."
    yield LICENCE


def _hours(target: Path, kind: str, chosen: Sequence[Path], named: bool, invented: bool) -> list[str]:
    """Write the hours of the bureaux of dossiers; return what there is to say of them.

    Offices whose hours were made up are left out when nobody named them and others have true ones.
    """
    from otanalysis.office import audit_params
    from otanalysis.report.published_hours import InventedHoursError, published_hours

    found, problems, made_up = list["PublishedHours"](), list[Problem](), list[InventedHoursError]()
    for path in chosen:
        try:
            found += published_hours(audit_params(path).dossier, path.stem, kind, invented=invented)
        except InventedHoursError as error:
            made_up.append(error)
        except InputError as error:
            problems += error.problems
    if named or not found:
        problems += [problem for error in made_up for problem in error.problems]
    if not found and not problems:
        problems.append(Problem("params", 0, "", "aucun bureau n'a d'horaires", "écrivez « hours » dans un dossier"))
    if problems:
        raise InputError(problems)
    with new_folder(target) as draft:
        for hours in found:
            (draft / hours.file).parent.mkdir(exist_ok=True)
            (draft / hours.file).write_text(hours.text, encoding="utf-8", newline="\n")
    told = (line for hours in found for line in (str(target / hours.file), *(f"    {r}" for r in hours.remarks)))
    offices = quantity(len(made_up), "office")
    left = f"Non exportés, car leurs horaires sont inventés : {offices} ; --with-invented les exporte."
    return [f"{quantity(len(found), 'fichier')} dans {target} :", *told, *([left] if made_up else [])]
