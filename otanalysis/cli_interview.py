"""The command that asks an office what its dossier does not say."""

import io
import os
import sys
from pathlib import Path

import click

from otanalysis.cli_options import PARAMS, help_option, params_option


@click.command()
@help_option
@click.argument("name")
@params_option
def interview(name: str, folder: Path) -> None:
    """Demande ce qui manque à un dossier, le plus décisif d'abord ; crée l'office s'il n'existe pas."""
    from otanalysis.interview.creation import created
    from otanalysis.interview.files import opened
    from otanalysis.interview.prompts import Quit
    from otanalysis.interview.session import interview as begin

    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(errors="replace")
    params = folder / f"{name}.yaml"
    last: tuple[str, ...] = ()
    if not os.path.exists(params):  # noqa: PTH110 - never raises
        try:
            params, last = created(folder, name), ("office", "name")
        except (Quit, click.Abort, KeyboardInterrupt):
            click.echo("\nRien n'a été écrit.")
            return
    begin(opened(params), name if folder == PARAMS else f"{name} --params {folder}", last)
