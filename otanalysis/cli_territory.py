"""The pages of territories, once the audits of their offices are in the observatory."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from otanalysis.french import quantity

if TYPE_CHECKING:
    from sqlalchemy import URL

    from otanalysis.batch.results import Outcome, Result


def run_territories(
    chosen: Sequence[Path], outputs: Path, url: "URL", timeout: int, memory: int | None, force: bool
) -> "set[Outcome]":
    """Make the pages of territories that are not up to date, telling each; return what became of them."""
    from otanalysis.batch.territories import is_fresh, made_of, note
    from otanalysis.store.load import current_audits

    audits = current_audits(url)
    made = {path: made_of(path, audits) for path in chosen}
    stale = [path for path in chosen if force or not is_fresh(path, outputs, made[path])]
    if len(stale) < len(chosen):
        click.echo(f"{quantity(len(chosen) - len(stale), 'territoire')} à jour.")
    outcomes, by_name = set(), {path.stem: path for path in stale}
    for result in _made(stale, outputs, url, timeout, memory) if stale else ():
        path = by_name[result.name]
        note(path, outputs, result, made[path])
        outcomes.add(result.outcome)
    return outcomes


def _made(stale: Sequence[Path], outputs: Path, url: "URL", timeout: int, memory: int | None) -> "Iterator[Result]":
    from otanalysis.batch.farm import run_offices
    from otanalysis.batch.progress import followed

    with _observatory(url):
        yield from followed(run_offices(stale, outputs, 1, timeout, memory), [path.stem for path in stale], 1)


@contextmanager
def _observatory(url: "URL") -> Iterator[None]:
    """Tell notebooks where the observatory is: its address may hold a password, which no notebook must show."""
    from otanalysis.store.address import VARIABLE

    before = os.environ.get(VARIABLE)
    here = url.set(database=str(Path(url.database or "").resolve())) if url.get_backend_name() == "sqlite" else url
    os.environ[VARIABLE] = here.render_as_string(hide_password=False)
    try:
        yield
    finally:
        os.environ.pop(VARIABLE)
        if before is not None:
            os.environ[VARIABLE] = before
