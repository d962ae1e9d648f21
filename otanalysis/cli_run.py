"""The commands that produce reports, and tell which are fresh."""

import os
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from otanalysis.cli_options import (
    BAD_INPUT,
    NOT_PRODUCED,
    chosen_params,
    help_option,
    names_argument,
    outputs_option,
    params_option,
)
from otanalysis.french import quantity
from otanalysis.reading.problems import InputError, Problem

if TYPE_CHECKING:
    from otanalysis.batch.results import Result


@click.command()
@help_option
@names_argument
@params_option
@outputs_option
@click.option("--jobs", type=click.IntRange(1, 64), help="Carnets à la fois ; un par cœur, quatre au plus, sinon.")
@click.option("--timeout", default=300, show_default=True, type=click.IntRange(1), help="Secondes par office.")
@click.option("--memory", type=click.IntRange(1), help="Mégaoctets par office ; sans limite sinon.")
@click.option("--force", is_flag=True, help="Refait aussi ce qui est à jour.")
def run(names: tuple[str, ...], folder: Path, outputs: Path, **limits: Any) -> None:  # noqa: ANN401
    """Produit carnet, page et copie machine des offices nommés, ou de tous ; saute ceux qui sont à jour."""
    from otanalysis.batch.lock import locked

    chosen = chosen_params(folder, names)
    _refuse_unwritable(outputs)
    with locked(outputs):
        _run(chosen, outputs, **limits)


def _run(chosen: list[Path], outputs: Path, jobs: int | None, timeout: int, memory: int | None, force: bool) -> None:
    from otanalysis.batch.results import FAILURES, Outcome
    from otanalysis.batch.todo import split

    start = time.monotonic()
    results, stale = ([], chosen) if force else split(chosen, outputs)
    if results:
        click.echo(f"{quantity(len(results), 'office')} à jour.")
    jobs = jobs or min(len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1, 4)
    for result in _made(stale, outputs, jobs, timeout, memory) if stale else ():
        results.append(result)
        click.echo(f"[{len(results)}/{len(chosen)}] {result.name} : {result.outcome}")
        if result.message:
            click.echo(result.message, err=True)
    _tell_index(outputs, results, f"{quantity(len(chosen), 'office')} en {time.monotonic() - start:.0f} s")
    outcomes = {result.outcome for result in results}
    sys.exit(BAD_INPUT if Outcome.BAD_INPUT in outcomes else NOT_PRODUCED if outcomes & FAILURES else 0)


def _made(stale: list[Path], outputs: Path, jobs: int, timeout: int, memory: int | None) -> "Iterator[Result]":
    """Return the results of offices as they come, each once recorded; imports what makes them, which is long."""
    from otanalysis.batch.farm import run_offices
    from otanalysis.batch.record import recorded

    return recorded(run_offices(stale, outputs, jobs, timeout, memory), outputs)


@click.command()
@help_option
@names_argument
@params_option
@outputs_option
def status(names: tuple[str, ...], folder: Path, outputs: Path) -> None:
    """Dit quels offices sont à jour, et pourquoi les autres sont à refaire."""
    from otanalysis.batch.todo import reasons, status_line

    for path, why in reasons(chosen_params(folder, names), outputs):
        click.echo(status_line(path.stem, why))


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
