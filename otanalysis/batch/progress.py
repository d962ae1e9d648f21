"""How a batch tells where it is: one bar on a terminal, plain lines elsewhere."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

import click

from otanalysis.batch.results import FAILURES, Outcome, Result
from otanalysis.french import joined, number, quantity

if TYPE_CHECKING:
    from rich.console import Console
    from rich.progress import Progress
    from rich.table import Table

COUNTED = {Outcome.PRODUCED: "produit", Outcome.UP_TO_DATE: "à jour"}
NAMES_SHOWN = 2


def followed(results: Iterable[Result], names: Sequence[str], at_once: int) -> Iterator[Result]:
    """Yield the results as they come, each told once: on a bar if both streams are a terminal, else by a line.

    ``names`` are all the offices, in the order in which they start, ``at_once`` how many run at a time (0: unknown).
    What went wrong is told on the standard error.
    """
    if on_terminal():
        from rich.console import Console

        yield from on_bar(results, names, at_once, Console(stderr=True))
        return
    for rank, result in enumerate(results, 1):
        click.echo(f"[{rank}/{len(names)}] {result.name} : {result.outcome}")
        if result.message:
            click.echo(result.message, err=True)
        yield result


def on_terminal() -> bool:
    """Return whether both standard streams are a terminal."""
    return sys.stdout.isatty() and sys.stderr.isatty()


def on_bar(results: Iterable[Result], names: Sequence[str], at_once: int, console: "Console") -> Iterator[Result]:
    """Yield the results as they come, while a bar on ``console`` counts them; what went wrong goes above it."""
    left, failures, minutes = dict.fromkeys(names), 0, 0.0
    with _bar(console) as bar:
        task = bar.add_task(_running(left, at_once), total=len(names), rate="", failures="")
        for result in results:
            left.pop(result.name, None)
            failures += result.outcome in FAILURES
            minutes = (bar.tasks[task].elapsed or 0.0) / 60
            rate = f"{number((len(names) - len(left)) / minutes, 0)} par min" if minutes else ""
            told = quantity(failures, "échec") if failures else ""
            bar.update(task, advance=1, description=_running(left, at_once), rate=rate, failures=told)
            if result.message:
                console.print(f"{result.name} : {result.message}", markup=False, highlight=False, soft_wrap=True)
            yield result


def _bar(console: "Console") -> "Progress":
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    rate, names = (TextColumn(f"{{task.{what}}}", markup=False) for what in ("fields[rate]", "description"))
    failures = TextColumn("{task.fields[failures]}", style="bold red", markup=False)
    columns = (MofNCompleteColumn(), BarColumn(), rate, TimeRemainingColumn(), failures, names)
    return Progress(*columns, console=console, redirect_stdout=False, redirect_stderr=False)


def _running(left: Iterable[str], at_once: int) -> str:
    """Return the names of the offices that run: the first of those left, since they start in order."""
    running = list(left)[:at_once]
    more = len(running) - NAMES_SHOWN
    return joined(running[:NAMES_SHOWN] + ([quantity(more, "autre")] if more > 0 else []))


def counts(results: Sequence[Result]) -> str:
    """Return « 12 offices, 11 produits, 1 échec »."""
    outcomes = [result.outcome for result in results]
    told = [quantity(len(results), "office")]
    told += [_counted(outcomes.count(o), word) for o, word in COUNTED.items() if o in outcomes]
    failures = sum(outcome in FAILURES for outcome in outcomes)
    return ", ".join([*told, quantity(failures, "échec") if failures else "aucun échec"])


def _counted(n: int, word: str) -> str:
    return f"{number(n)}\u00a0{word}" if word == COUNTED[Outcome.UP_TO_DATE] else quantity(n, word)


def summary(results: Sequence[Result]) -> None:
    """Print on a terminal a table of what failed: office, outcome, seconds, what to do; nothing when nothing did."""
    failures = [result for result in results if result.outcome in FAILURES]
    if failures and on_terminal():
        from rich.console import Console

        Console().print(_table(counts(results), failures))


def _table(title: str, failures: Iterable[Result]) -> "Table":
    from rich.table import Table
    from rich.text import Text

    table = Table(title=title, title_justify="left", title_style="bold")
    for name in ("Office", "Issue", "Durée", "Que faire"):
        table.add_column(name, justify="right" if name == "Durée" else "left", overflow="fold")
    for result in failures:
        cells = (result.name, result.outcome, f"{number(result.seconds, 1)}\u00a0s", result.advice)
        table.add_row(*(Text(cell) for cell in cells))
    return table
