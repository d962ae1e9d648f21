"""What several commands share: how offices are named on the command line, and what exit codes say."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from otanalysis.batch.copies import KINDS
from otanalysis.dossier.params import chosen_offices as chosen_offices
from otanalysis.dossier.params import chosen_params as chosen_params
from otanalysis.reading.problems import InputError, Problem

NOT_SO, BAD_INPUT, NOT_PRODUCED = 1, 2, 3
PARAMS = Path("params")
params_option = click.option(
    "--params",
    "folder",
    default=PARAMS,
    show_default=True,
    type=click.Path(path_type=Path),
    help="Dossier des paramètres.",
)
outputs_option = click.option(
    "--outputs", default="outputs", show_default=True, type=click.Path(path_type=Path), help="Dossier des rapports."
)
store_option = click.option(
    "--store",
    envvar="OTANALYSIS_STORE",
    help="Base de l'observatoire, comme postgresql+psycopg://machine/base ; observatoire.db sinon.",
)
names_argument = click.argument("names", nargs=-1)
help_option = click.help_option("-h", "--help", help="Montre cette aide.")


def copies_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Return a command with one option for each kind of copy, under the name of its kind."""
    for kind, copy in reversed(KINDS.items()):
        command = click.option(f"--{kind}", is_flag=True, help=copy.help)(command)
    return command


def refuse_unwritable(folder: Path) -> None:
    """Raise InputError when there cannot be a folder there."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        advice = "donnez un autre dossier, avec --outputs"
        raise InputError([Problem(str(folder), 0, "", "ce n'est pas un dossier où écrire", advice)]) from None
