"""The commands that produce reports, and tell which are fresh."""

import os
import sys
import time
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from otanalysis.batch.copies import KINDS, make_copies, with_copies
from otanalysis.cli_options import (
    BAD_INPUT,
    NOT_PRODUCED,
    chosen_offices,
    chosen_params,
    copies_options,
    help_option,
    names_argument,
    outputs_option,
    params_option,
    refuse_unwritable,
    store_option,
)
from otanalysis.cli_store import address
from otanalysis.dossier.territories import is_territory
from otanalysis.french import joined, quantity
from otanalysis.reading.problems import InputError, Problem

if TYPE_CHECKING:
    from sqlalchemy import URL

    from otanalysis.batch.results import Outcome, Result

UNKEPT = "Les rapports sont là, mais l'observatoire ne les a pas tous : la prochaine exécution les lui donnera."


@click.command()
@help_option
@names_argument
@params_option
@outputs_option
@click.option("--jobs", type=click.IntRange(1, 64), help="Carnets à la fois ; un par cœur, quatre au plus, sinon.")
@click.option("--timeout", default=300, show_default=True, type=click.IntRange(1), help="Secondes par office.")
@click.option("--memory", type=click.IntRange(1), help="Mégaoctets par office ; sans limite sinon.")
@click.option("--force", is_flag=True, help="Refait aussi ce qui est à jour.")
@click.option(
    "--executor", type=click.Choice(["local", "dask"]), default="local", show_default=True, help="Où exécuter."
)
@click.option("--scheduler", help="Ordonnanceur d'un cluster Dask, comme tcp://machine:8786.")
@store_option
@click.option("--mail-summary", "mail", type=click.Path(path_type=Path), help="Écrit le résumé en message .eml.")
@copies_options
def run(names: tuple[str, ...], folder: Path, outputs: Path, executor: str, store: str | None, **how: Any) -> None:  # noqa: ANN401
    """Produit carnet, page et copie machine des offices, nommés ou tous, puis les territoires qui ont changé."""
    from otanalysis.batch.lock import locked

    kinds = [kind for kind in KINDS if how.pop(kind)]
    chosen = chosen_params(folder, names)
    _refuse_executor(executor, how["scheduler"])
    url = address(store, outputs)
    refuse_unwritable(outputs)
    with locked(outputs):
        _run(chosen, outputs, kinds, url, **how)


def _run(
    chosen: list[Path],
    outputs: Path,
    kinds: list[str],
    url: "URL",
    force: bool,
    mail: Path | None,
    **how: Any,  # noqa: ANN401
) -> None:
    from otanalysis.batch.progress import summary
    from otanalysis.batch.results import FAILURES, Outcome
    from otanalysis.batch.todo import split

    start = time.monotonic()
    areas, chosen = ([path for path in chosen if is_territory(path) is kind] for kind in (True, False))
    results, stale = ([], chosen) if force else split(chosen, outputs)
    if results:
        click.echo(f"{quantity(len(results), 'office')} à jour.")
    at_once = how.pop("jobs") or min(_cores(), 4)
    results += _made(stale, outputs, at_once, **how) if stale else ()
    good = [result.name for result in results if result.outcome not in FAILURES]
    told = with_copies(results, make_copies(outputs, good, {kind: KINDS[kind] for kind in kinds}, at_once))
    summary(told)
    unwritten = _keep(url, chosen, outputs)
    limits = (how["timeout"], how["memory"])
    outcomes = {result.outcome for result in told} | (_areas(areas, outputs, url, limits, force) if areas else set())
    counts = [quantity(len(n), word) for n, word in ((chosen, "office"), (areas, "territoire")) if n]
    missing = sum(result.outcome in FAILURES for result in results)
    without = f", dont {missing} en échec" if missing else ""
    unwritten |= _tell_index(outputs, results, f"{joined(counts)} en {time.monotonic() - start:.0f} s{without}")
    unwritten |= mail is not None and _tell_mail(mail, told)
    failed = unwritten or outcomes & FAILURES
    sys.exit(BAD_INPUT if Outcome.BAD_INPUT in outcomes else NOT_PRODUCED if failed else 0)


def _areas(areas: list[Path], outputs: Path, url: "URL", limits: tuple[int, int | None], force: bool) -> "set[Outcome]":
    """Return what became of the pages of territories, which an observatory that refuses to be read leaves unmade."""
    from otanalysis.batch.results import Outcome
    from otanalysis.cli_territory import run_territories
    from otanalysis.store.errors import StoreError

    try:
        return run_territories(areas, outputs, url, *limits, force)
    except (StoreError, InputError) as error:
        click.echo(f"Les pages de territoire ne peuvent pas être faites :\n    {error}", err=True)
        return {Outcome.NOT_WRITTEN}


def _made(
    stale: list[Path], outputs: Path, jobs: int, timeout: int, memory: int | None, scheduler: str | None
) -> "Iterator[Result]":
    """Return the results of offices as they come, each recorded and told; imports what makes them, which is long."""
    from otanalysis.batch.progress import followed
    from otanalysis.batch.record import recorded

    if scheduler:
        from otanalysis.batch.dask_executor import run_on_cluster

        at_once, coming = 0, run_on_cluster(stale, outputs, scheduler, timeout, memory)
    else:
        from otanalysis.batch.farm import run_offices

        at_once, coming = jobs, run_offices(stale, outputs, jobs, timeout, memory)
    return followed(recorded(coming, outputs), [path.stem for path in stale], at_once)


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1


def _refuse_executor(executor: str, scheduler: str | None) -> None:
    """Raise InputError for a cluster without an address, or an address without a cluster."""
    if executor == "dask" and not scheduler:
        advice = "ajoutez --scheduler et l'adresse que « dask scheduler » affiche"
        raise InputError([Problem("--executor dask", 0, "", "il manque l'ordonnanceur", advice)])
    if executor != "dask" and scheduler:
        raise InputError([Problem("--scheduler", 0, "", "ne sert qu'à un cluster Dask", "ajoutez --executor dask")])


@click.command()
@help_option
@names_argument
@params_option
@outputs_option
def status(names: tuple[str, ...], folder: Path, outputs: Path) -> None:
    """Dit quels offices sont à jour, et pourquoi les autres sont à refaire."""
    from otanalysis.batch.todo import reasons, status_line

    for path, why in reasons(chosen_offices(folder, names), outputs):
        click.echo(status_line(path.stem, why))


def _keep(url: "URL", chosen: "Sequence[Path]", outputs: Path) -> bool:
    """Put into the observatory the audits that it lacks, made now or before; return whether it refuses them."""
    from otanalysis.store.errors import StoreError
    from otanalysis.store.load import load

    found = [outputs / path.stem / "audit.json" for path in chosen]
    there = [path for path in found if path.exists()]
    try:
        if there:
            load(url, there)
    except (StoreError, InputError) as error:
        click.echo(f"{UNKEPT}\n    {error}", err=True)
        return True
    return False


def _tell_mail(path: Path, results: "Sequence[Result]") -> bool:
    """Write the message of a batch; return whether the disk refuses it."""
    from otanalysis.batch.mail import write_mail

    try:
        write_mail(path, results, datetime.now().astimezone())
    except OSError as error:
        click.echo(f"Le résumé ne peut pas être écrit dans {path} : {error.strerror}", err=True)
        return True
    return False


def _tell_index(outputs: Path, results: "Sequence[Result]", told: str) -> bool:
    """Write the index and say where it is; return whether the disk refuses it."""
    from otanalysis.batch.index import write_index

    try:
        click.echo(f"{told}. Ouvrez {write_index(outputs, results).resolve()}")
    except OSError as error:
        click.echo(f"{told}. L'index ne peut pas être écrit : {error.strerror}", err=True)
        return True
    return False
