"""What several commands share: how offices are named on the command line, and what exit codes say."""

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click

from otanalysis.batch.copies import KINDS
from otanalysis.dossier.territories import is_territory
from otanalysis.reading.problems import InputError, Problem, did_you_mean

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


def chosen_params(folder: Path, names: Sequence[str]) -> list[Path]:
    """Return the parameter files of the named offices and territories, or all; raises InputError for unknown names."""
    there = os.path.isdir(folder)  # noqa: PTH112 - never raises
    known = {path.stem: path for path in sorted(folder.glob("*.yaml"))} if there else {}
    if not known:
        raise InputError([Problem(str(folder), 0, "", "aucun fichier de paramètres", "il faut params/<nom>.yaml")])
    unreadable = [stem for stem in known if not stem.isprintable()]
    if unreadable:
        raise InputError(
            Problem(str(folder), 0, "", f"nom de fichier illisible « {stem} »", "renommez-le") for stem in unreadable
        )
    unknown = [name for name in names if name not in known]
    if unknown:
        raise InputError(
            Problem(str(folder), 0, "", f"office inconnu « {n} »", did_you_mean(n, known)) for n in unknown
        )
    return [known[name] for name in dict.fromkeys(names)] or list(known.values())


def chosen_offices(folder: Path, names: Sequence[str]) -> list[Path]:
    """Return the parameter files of the named offices, or of all; raises InputError for one of a territory too."""
    chosen = chosen_params(folder, names)
    wrong = [path.stem for path in chosen if names and is_territory(path)]
    if wrong:
        advice = "nommez un office ; « otanalysis run » refait la page d'un territoire"
        raise InputError(Problem(str(folder), 0, "", f"« {name} » est un territoire", advice) for name in wrong)
    return [path for path in chosen if not is_territory(path)]


def refuse_unwritable(folder: Path) -> None:
    """Raise InputError when there cannot be a folder there."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        advice = "donnez un autre dossier, avec --outputs"
        raise InputError([Problem(str(folder), 0, "", "ce n'est pas un dossier où écrire", advice)]) from None
