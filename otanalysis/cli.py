"""The commands: parse, call, print."""

import io
import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from otanalysis.audit.document import document_of
from otanalysis.audit.findings import applicable
from otanalysis.audit.outcome import Status
from otanalysis.french import quantity
from otanalysis.office import audit_params
from otanalysis.reading.problems import InputError, Problem, did_you_mean
from otanalysis.report import sentences

if TYPE_CHECKING:
    from otanalysis.batch.results import Result

BAD_INPUT, NOT_PRODUCED = 2, 3
params_option = click.option(
    "--params",
    "folder",
    default="params",
    show_default=True,
    type=click.Path(path_type=Path),
    help="Dossier des paramètres.",
)
help_option = click.help_option("-h", "--help", help="Montre cette aide.")


@click.group()
@help_option
@click.version_option(package_name="otanalysis", help="Donne la version.")
def commands() -> None:
    """Audite des offices de tourisme selon les critères de leur classement."""


@commands.command()
@help_option
@click.argument("names", nargs=-1)
@params_option
@click.option("--outputs", default="outputs", show_default=True, type=click.Path(path_type=Path), help="Où écrire.")
@click.option("--jobs", type=click.IntRange(1, 64), help="Carnets à la fois ; un par cœur, quatre au plus, sinon.")
@click.option("--timeout", default=300, show_default=True, type=click.IntRange(1), help="Secondes par office.")
@click.option("--memory", type=click.IntRange(1), help="Mégaoctets par office ; sans limite sinon.")
def run(
    names: tuple[str, ...], folder: Path, outputs: Path, jobs: int | None, timeout: int, memory: int | None
) -> None:
    """Produit carnet, page et copie machine des offices nommés, ou de tous."""
    from otanalysis.batch.farm import run_offices
    from otanalysis.batch.record import recorded
    from otanalysis.batch.results import FAILURES, Outcome

    chosen, results, start = chosen_params(folder, names), [], time.monotonic()
    _refuse_unwritable(outputs)
    jobs = jobs or min(len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1, 4)
    for result in recorded(run_offices(chosen, outputs, jobs, timeout, memory), outputs):
        results.append(result)
        click.echo(f"[{len(results)}/{len(chosen)}] {result.name} : {result.outcome}")
        if result.message:
            click.echo(result.message, err=True)
    _tell_index(outputs, results, f"{quantity(len(chosen), 'office')} en {time.monotonic() - start:.0f} s")
    outcomes = {result.outcome for result in results}
    sys.exit(BAD_INPUT if Outcome.BAD_INPUT in outcomes else NOT_PRODUCED if outcomes & FAILURES else 0)


@commands.command()
@help_option
@click.argument("names", nargs=-1)
@params_option
def check(names: tuple[str, ...], folder: Path) -> None:
    """Relit les dossiers et dit chaque erreur, sans rien produire."""
    problems: list[Problem] = []
    chosen = chosen_params(folder, names)
    for path in chosen:
        try:
            audit_params(path)
        except InputError as error:
            problems += error.problems
    if problems:
        raise InputError(problems)
    click.echo(f"{quantity(len(chosen), 'dossier')} sans erreur.")


@commands.command()
@help_option
@click.argument("name")
@params_option
@click.option("--json", "as_json", is_flag=True, help="La copie machine, comme audit.json.")
def audit(name: str, folder: Path, as_json: bool) -> None:
    """Dit le verdict dans le terminal, sans carnet."""
    found = audit_params(chosen_params(folder, (name,))[0])
    if as_json:
        from otanalysis.batch.render import audit_json

        click.echo(audit_json(document_of(found)), nl=False)
        return
    click.echo(f"{found.dossier.office.name}\n{sentences.verdict(found)}. {sentences.counts(found)}")
    for finding in applicable(found):
        click.echo(f"{sentences.word(finding.status):<15} {finding.criterion.id}  {finding.criterion.label}")
        for r in finding.requirements if finding.status is not Status.MET else ():
            click.echo(
                f"                     {sentences.word(r.outcome.status)[0]} {r.requirement.label} : {r.outcome.reason}"
            )
        for action in sentences.actions(finding):
            click.echo(f"                     → {action}")
    for text in (*found.reserves, sentences.illustrative(found)):
        click.echo(f"Réserve : {text}" if text else "", nl=bool(text))


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


def chosen_params(folder: Path, names: Sequence[str]) -> list[Path]:
    """Return the parameter files of the named offices, or of all; raises InputError for a name that is not there."""
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


def _tell_index(outputs: Path, results: "Sequence[Result]", told: str) -> None:
    """Write the index and say where it is; exit code 3 when the disk refuses it."""
    from otanalysis.batch.index import write_index

    try:
        click.echo(f"{told}. Ouvrez {write_index(outputs, results).resolve()}")
    except OSError as error:
        click.echo(f"{told}. L'index ne peut pas être écrit : {error.strerror}", err=True)
        sys.exit(NOT_PRODUCED)


def _refuse_unwritable(folder: Path) -> None:
    """Raise InputError when there cannot be a folder there."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        advice = "donnez un autre dossier, avec --outputs"
        raise InputError([Problem(str(folder), 0, "", "ce n'est pas un dossier où écrire", advice)]) from None


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
        told = f"il manque {error.param.human_readable_name if error.param else 'un argument'}"
    elif isinstance(error, click.BadParameter):
        told = f"valeur refusée pour {error.param.opts[0] if error.param else 'une option'}, il faut un nombre entier"
    elif isinstance(error, click.exceptions.NoSuchCommand):
        told = f"commande inconnue « {error.command_name} », {did_you_mean(error.command_name, commands.commands)}"
    else:
        told = "option sans valeur, ou argument en trop"
    return f"{told}\n{help_line}"


def _options(error: click.UsageError) -> list[str]:
    parameters = error.ctx.command.params if error.ctx else []
    return [name for parameter in parameters for name in parameter.opts if name.startswith("--")]
