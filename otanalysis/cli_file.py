"""The command that prepares the file of an office for the préfet."""

import sys
from pathlib import Path

import click

from otanalysis.cli_options import (
    NOT_PRODUCED,
    chosen_offices,
    help_option,
    outputs_option,
    params_option,
    refuse_unwritable,
)
from otanalysis.french import quantity


@click.command()
@help_option
@click.argument("name")
@params_option
@outputs_option
@click.option("--force", is_flag=True, help="Met de côté un dossier que quelqu'un a modifié, puis recommence.")
def file(name: str, folder: Path, outputs: Path, force: bool) -> None:
    """Prépare le dossier de demande de classement d'un office, en projets à relire et à compléter."""
    from otanalysis.batch.application import write_file
    from otanalysis.batch.lock import locked
    from otanalysis.dossier.loader import read_params
    from otanalysis.dossier.places import find_folder
    from otanalysis.office import audit_params

    params = chosen_offices(folder, (name,))[0]
    audit = audit_params(params)
    dossier = find_folder(read_params(params).dossier, params.resolve().parent.parent)
    refuse_unwritable(outputs)
    with locked(outputs):
        try:
            made = write_file(audit, dossier or folder / name, outputs / name, force)
        except OSError as error:
            click.echo(f"Le dossier ne peut pas être écrit dans {outputs / name} : {error.strerror}", err=True)
            sys.exit(NOT_PRODUCED)
    if made.aside:
        click.echo(f"L'ancien dossier, modifié, est dans {made.aside}")
    click.echo(
        f"{quantity(made.drafts, 'document')}, {quantity(made.gaps, 'endroit')} à compléter, "
        f"{quantity(made.files, 'fichier')} dans les pièces. Commencez par {made.first.resolve()}"
    )
    if made.unprinted:
        click.echo(f"Pas de PDF : {made.unprinted}", err=True)
        sys.exit(NOT_PRODUCED)
