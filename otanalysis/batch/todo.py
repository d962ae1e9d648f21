"""Which offices are to be made again, and why."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from otanalysis.batch.freshness import NEVER, Present
from otanalysis.batch.record import add_missing, last_results
from otanalysis.batch.results import FAILURES, Outcome, Result
from otanalysis.batch.whole import mend


def split(params: Sequence[Path], outputs: Path) -> tuple[list[Result], list[Path]]:
    """Return the results of the offices that are up to date, and the parameter files of the others.

    Finishes first what a dead run had decided: needs the lock.
    """
    mend(outputs)
    why = dict(reasons(params, outputs))
    fresh = [Result(path.stem, Outcome.UP_TO_DATE) for path in params if not why[path]]
    add_missing(outputs, fresh)
    return fresh, [path for path in params if why[path]]


def reasons(params: Sequence[Path], outputs: Path) -> Iterator[tuple[Path, tuple[str, ...]]]:
    """Yield each parameter file with why its office is to be made again, in French; nothing when it is up to date."""
    present, last = Present(), last_results(outputs)
    for path in params:
        yield path, (*present.reasons(path, outputs / path.stem), *_failure(last.get(path.stem)))


def status_line(name: str, why: Sequence[str]) -> str:
    """Return what ``status`` says of an office."""
    if not why:
        return f"{name} : à jour"
    return f"{name} : {'' if why[0] == NEVER else 'à refaire parce que : '}{' ; '.join(why)}"


def _failure(last: Result | None) -> tuple[str, ...]:
    if last is None or last.outcome not in FAILURES:
        return ()
    return (f"le dernier essai a échoué : {(last.message or last.outcome).splitlines()[0]}",)
