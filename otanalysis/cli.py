"""The commands: parse, call, print."""

import io
import os
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from otanalysis.cli_export import export
from otanalysis.cli_file import file
from otanalysis.cli_help import FrenchGroup
from otanalysis.cli_interview import interview
from otanalysis.cli_lab import doctor, open_lab
from otanalysis.cli_law import compare_editions, law
from otanalysis.cli_new import new
from otanalysis.cli_options import (
    BAD_INPUT,
    NOT_PRODUCED,
    NOT_SO,
    PARAMS,
    chosen_offices,
    chosen_params,
    help_option,
    names_argument,
    params_option,
)
from otanalysis.cli_run import run, status
from otanalysis.cli_store import compare, history, load
from otanalysis.dossier.territories import is_territory, read_territory_params
from otanalysis.french import joined, quantity
from otanalysis.reading.problems import InputError, Problem, did_you_mean
from otanalysis.store.errors import StoreError


@click.group(cls=FrenchGroup)
@help_option
@click.version_option(package_name="otanalysis", help="Donne la version.")
def commands() -> None:
    """Audite des offices de tourisme selon les critères de leur classement."""


COMMANDS = (
    *(new, interview, run, status, file, load, history, compare, export),
    *(compare_editions, law, open_lab, doctor),
)
for command in COMMANDS:
    commands.add_command(command)


@commands.command()
@help_option
@names_argument
@params_option
def check(names: tuple[str, ...], folder: Path) -> None:
    """Relit les dossiers et dit chaque erreur, sans rien produire."""
    from otanalysis.office import audit_params

    problems: list[Problem] = []
    chosen = chosen_params(folder, names)
    for path in chosen:
        try:
            read_territory_params(path) if is_territory(path) else audit_params(path)
        except InputError as error:
            problems += error.problems
    if problems:
        raise InputError(problems)
    areas = sum(map(is_territory, chosen))
    counts = [quantity(n, word) for n, word in ((len(chosen) - areas, "dossier"), (areas, "territoire")) if n]
    click.echo(f"{joined(counts)} sans erreur.")


@commands.command()
@help_option
@click.argument("name")
@params_option
@click.option("--json", "as_json", is_flag=True, help="La copie machine, comme audit.json.")
def audit(name: str, folder: Path, as_json: bool) -> None:
    """Dit le verdict dans le terminal, sans carnet."""
    from otanalysis.audit.document import document_of
    from otanalysis.office import audit_params
    from otanalysis.report.terminal import audit_summary

    found = audit_params(chosen_offices(folder, (name,))[0])
    if as_json:
        from otanalysis.batch.render import audit_json

        click.echo(audit_json(document_of(found)), nl=False)
        return
    click.echo(audit_summary(found))


@commands.command()
@help_option
@click.argument("page", metavar="FILE.html", type=click.Path(path_type=Path))
@click.option("--params", "folder", type=click.Path(path_type=Path), help="Dossier des paramètres ; params sinon.")
def verify(page: Path, folder: Path | None) -> None:
    """Dit si une page est celle qui a été produite, et ce qui a changé depuis ; code 1 si elle ne tient plus."""
    from otanalysis.batch.verify import verify as verified

    home = folder or PARAMS
    found = verified(page, chosen_offices(home, ()) if folder or home.is_dir() else ())
    click.echo("\n".join(found.lines))
    sys.exit(0 if found.holds else NOT_SO)


file_argument = click.argument("file", type=click.Path(path_type=Path))
year_option = click.option("--year", type=click.IntRange(2000, 2075), required=True, help="Année à décrire.")


@commands.command()
@help_option
@file_argument
@click.option("--format", "kind", required=True, help="osm, apidae, datatourisme, schema-org, tourinsoft ou tableur.")
@year_option
@click.option("--office", default="", help="Nom ou identifiant de l'office (ou de la feuille) dans le fichier.")
@click.option("--layout", default="", help="Disposition Tourinsoft.")
@click.option("--region", default="", help="Région des jours fériés (57, 6AE, 971...).")
@click.option("--zone", default="", help="Zone des vacances scolaires (A, B ou C).")
def hours(file: Path, kind: str, year: int, **said: str) -> None:
    """Dit les jours et les heures d'ouverture qu'un fichier décrit."""
    from otanalysis.opening.formats import read_hours
    from otanalysis.report.terminal import hours_summary

    click.echo(hours_summary(read_hours(file, kind, year, str(file), **said)))


@commands.command()
@help_option
@file_argument
@click.option("--format", "kind", required=True, help="csv, etalab, eco-visio, flux-vision, telraam ou guichet.")
@year_option
@click.option("--option", "options", multiple=True, help="Option du format, comme sites=Centre ou proxy=rue.")
def attendance(file: Path, kind: str, year: int, options: tuple[str, ...]) -> None:
    """Dit les visiteurs qu'un fichier de comptage contient."""
    from otanalysis.attendance.formats import read_attendance
    from otanalysis.report.terminal import attendance_summary

    said = {name: value for name, _, value in (option.partition("=") for option in options)}
    click.echo(attendance_summary(read_attendance(file, kind, year, str(file), **said)))


def main(arguments: Sequence[str] | None = None) -> None:
    """Run a command; what the user wrote wrong is told in French, without a traceback, with exit code 2."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal that lacks « ✓ » shows « ? » rather than a traceback
    try:
        commands.main(arguments, prog_name="otanalysis", standalone_mode=False)
    except (InputError, click.UsageError) as error:
        click.echo(_usage(error) if isinstance(error, click.UsageError) else str(error), err=True)
        sys.exit(BAD_INPUT)
    except StoreError as error:
        click.echo(str(error), err=True)
        sys.exit(NOT_PRODUCED)
    except BrokenPipeError:  # « | head »: nobody reads the rest
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except (click.Abort, KeyboardInterrupt):
        click.echo("Interrompu.", err=True)
        sys.exit(130)


def _usage(error: click.UsageError) -> str:
    """Return in French what is wrong with a command line."""
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        return error.message
    help_line = f"Voyez : {error.ctx.command_path} --help" if error.ctx else "Voyez : otanalysis --help"
    if isinstance(error, click.NoSuchOption):
        told = f"option inconnue « {error.option_name} », {did_you_mean(error.option_name, _options(error))}"
    elif isinstance(error, click.MissingParameter):
        told = f"il manque {_called(error.param) if error.param else 'un argument'}"
    elif isinstance(error, click.BadParameter):
        asked = _asked(error.param.type if error.param else None)
        told = f"valeur refusée pour {error.param.opts[0] if error.param else 'une option'}, il faut {asked}"
    elif isinstance(error, click.exceptions.NoSuchCommand):
        told = f"commande inconnue « {error.command_name} », {did_you_mean(error.command_name, commands.commands)}"
    else:
        told = "option sans valeur, ou argument en trop"
    return f"{told}\n{help_line}"


def _called(parameter: click.Parameter) -> str:
    return parameter.opts[0] if isinstance(parameter, click.Option) else parameter.human_readable_name


def _asked(kind: object) -> str:
    """Return what an option takes."""
    if isinstance(kind, click.Choice):
        return " ou ".join(kind.choices)
    if isinstance(kind, click.IntRange):
        return f"un nombre entier de {kind.min} à {kind.max}" if kind.max else f"un nombre entier, au moins {kind.min}"
    return "une autre valeur"


def _options(error: click.UsageError) -> list[str]:
    parameters = error.ctx.command.params if error.ctx else []
    return [name for parameter in parameters for name in parameter.opts if name.startswith("--")]
