"""The commands for the person at this machine: open an office's notebook, say what is missing."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from otanalysis.cli_options import NOT_SO, chosen_offices, help_option, outputs_option, params_option

if TYPE_CHECKING:
    from otanalysis.batch.doctor import Check


@click.command("open")
@help_option
@click.argument("name")
@params_option
@click.option("--no-browser", "only_tell", is_flag=True, help="Prépare le carnet et dit la commande qui l'ouvre.")
def open_lab(name: str, folder: Path, only_tell: bool) -> None:
    """Ouvre dans JupyterLab le carnet d'audit avec les paramètres d'un office ; votre travail n'est jamais écrasé."""
    import shlex

    from otanalysis.batch.workshop import lab_command, prepared, refuse_without_lab

    refuse_without_lab()
    notebook, is_new = prepared(chosen_offices(folder, (name,))[0])
    told = "préparé" if is_new else "repris tel que vous l'avez laissé"
    shown = notebook.relative_to(Path.cwd()) if notebook.is_relative_to(Path.cwd()) else notebook
    click.echo(f"{shown} : {told}.")
    command = lab_command(notebook)
    if only_tell:
        click.echo(shlex.join(command))
        return
    sys.exit(subprocess.run(command, check=False).returncode)  # noqa: S603 - ours


@click.command()
@help_option
@params_option
@outputs_option
def doctor(folder: Path, outputs: Path) -> None:
    """Dit ce qui manque sur cette machine, et la commande qui y remédie ; code 1 si rien ne peut être produit."""
    from otanalysis.batch.doctor import examined

    checks = list(examined(folder, outputs))
    click.echo("\n".join(line for check in checks for line in _lines(check)))
    if any(check.blocks for check in checks):
        click.echo("Il manque de quoi produire des rapports : voyez les lignes marquées ✗.", err=True)
        sys.exit(NOT_SO)
    click.echo("Cette machine peut produire des rapports.")


def _lines(check: "Check") -> Iterator[str]:
    sign = "✗" if check.blocks else "–" if check.mend else "✓"
    yield f"{sign} {check.name} : {check.found}" + (f" ; sert à : {check.use}" if check.mend and check.use else "")
    if check.mend:
        yield f"    → {check.mend}"
