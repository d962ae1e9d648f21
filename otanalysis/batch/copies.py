"""Other copies of a report, made from its files once the batch is over: a grid for a spreadsheet, and so on.

``copies.json``, beside them, holds for each copy the fingerprint of the ``fraicheur.json`` that it was made from, which
tells the whole report. A copy of an earlier report never stays beside a later one.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from itertools import chain
from pathlib import Path, PurePath

from otanalysis.batch.freshness import FILE as REPORT
from otanalysis.batch.progress import followed
from otanalysis.batch.results import ADVICE, Outcome, Result
from otanalysis.batch.whole import whole_files
from otanalysis.reading.digest import ABSENT, digest

FILE = "copies.json"


@dataclass(frozen=True)
class Copy:
    """A kind of copy: its file's name, what makes its content from a report's folder, what its option's help says.

    What ``make`` raises is told to the user: a CopyError in its own words.
    """

    file: str
    make: Callable[[Path], bytes]
    help: str


class CopyError(Exception):
    """A copy that cannot be made; the message says why, in French."""


def grid(folder: Path) -> bytes:
    """Return the workbook of a report's criteria."""
    from otanalysis.report.grid import criteria_workbook

    return criteria_workbook(json.loads((folder / "audit.json").read_text(encoding="utf-8")))


def deadlines(folder: Path) -> bytes:
    """Return the calendar of a report's deadlines."""
    from otanalysis.report.deadline_calendar import calendar_of

    return calendar_of(json.loads((folder / "audit.json").read_text(encoding="utf-8")))


def slides(folder: Path) -> bytes:
    """Return the slides of a report."""
    from otanalysis.batch.slides import slides_of

    return slides_of(folder)


def paper(folder: Path) -> bytes:
    """Return the page of a report as it prints; raises CopyError."""
    from otanalysis.batch.pdf import printed

    return printed(folder)


KINDS = {
    "xlsx": Copy("grille.xlsx", grid, "Écrit aussi la grille des critères, grille.xlsx."),
    "ics": Copy("calendrier.ics", deadlines, "Écrit aussi les échéances pour un agenda, calendrier.ics."),
    "slides": Copy("diaporama.html", slides, "Écrit aussi le diaporama à présenter, diaporama.html."),
    "pdf": Copy("audit.pdf", paper, "Imprime aussi la page dans audit.pdf, avec Chromium ou Chrome."),
}


def make_copies(outputs: Path, names: Sequence[str], kinds: Mapping[str, Copy], at_once: int) -> list[Result]:
    """Remove the copies of earlier reports, make those that lack, telling each; return what became of each made.

    ``names`` are the offices whose report is good, ``at_once`` how many are copied at a time. The name of a result is
    « office/file ».
    """
    for name in names:
        with suppress(OSError):
            _drop_stale(outputs / name)
    lacking = {n: [copy for copy in kinds.values() if not _is_fresh(outputs / n, copy.file)] for n in names}
    files = [f"{name}/{copy.file}" for name, copies in lacking.items() for copy in copies]
    return list(followed(_made(outputs, lacking, at_once), files, at_once))


def with_copies(results: Iterable[Result], copies: Iterable[Result]) -> list[Result]:
    """Return the results of offices, where a copy that failed is what became of its office."""
    failed: dict[str, list[Result]] = {}
    for copy in copies:
        if copy.outcome is Outcome.NOT_COPIED:
            failed.setdefault(PurePath(copy.name).parent.name, []).append(copy)
    return [_together(result, failed[result.name]) if result.name in failed else result for result in results]


def _together(result: Result, failed: Sequence[Result]) -> Result:
    message = "\n".join(f"{PurePath(copy.name).name} : {copy.message}" for copy in failed)
    return Result(result.name, Outcome.NOT_COPIED, message, advice=ADVICE[Outcome.NOT_COPIED], seconds=result.seconds)


def _made(outputs: Path, lacking: Mapping[str, Sequence[Copy]], at_once: int) -> Iterator[Result]:
    """Yield what becomes of each copy, office after office; those of one office are never made together."""

    def make(name: str) -> list[Result]:
        return [_make(outputs / name, copy) for copy in lacking[name]]

    with ThreadPoolExecutor(at_once) as pool:
        yield from chain.from_iterable(pool.map(make, lacking))


def _make(folder: Path, copy: Copy) -> Result:
    """Write a copy and what it was made from, both or none; return what became of it. Raises nothing."""
    name = f"{folder.name}/{copy.file}"
    try:
        record = _record(folder) | {copy.file: digest(folder / REPORT)}
        content = copy.make(folder)
        with whole_files(folder) as draft:
            (draft / copy.file).write_bytes(content)
            (draft / FILE).write_text(_text(record), encoding="utf-8", newline="\n")
    except Exception as error:  # the other copies are made whatever one maker does
        return Result(name, Outcome.NOT_COPIED, _told(error), advice=ADVICE[Outcome.NOT_COPIED])
    return Result(name, Outcome.PRODUCED)


def _told(error: Exception) -> str:
    if isinstance(error, CopyError):
        return str(error)
    if isinstance(error, OSError) and error.strerror:
        return f"ne peut pas être écrit : {error.strerror}"
    return f"{type(error).__name__} : {error}"


def _drop_stale(folder: Path) -> None:
    """Remove the copies of earlier reports, whoever asked for them."""
    record = _record(folder)
    kept = {file: made_from for file, made_from in record.items() if _is_fresh(folder, file)}
    if kept == record:
        return
    for file in record.keys() - kept.keys():
        (folder / file).unlink(missing_ok=True)
    with whole_files(folder) as draft:
        (draft / FILE).write_text(_text(kept), encoding="utf-8", newline="\n")


def _is_fresh(folder: Path, file: str) -> bool:
    now = digest(folder / REPORT)
    return now != ABSENT and _record(folder).get(file) == now and (folder / file).exists()


def _record(folder: Path) -> dict[str, str]:
    """Return what each copy was made from, by file; nothing when nobody noted it or it cannot be read."""
    try:
        told = json.loads((folder / FILE).read_text(encoding="utf-8"))
        return {file: told[file] for file in told if file in _files()}
    except (OSError, ValueError, TypeError, LookupError):
        return {}


def _files() -> set[str]:
    return {copy.file for copy in KINDS.values()}


def _text(record: Mapping[str, str]) -> str:
    return json.dumps(record, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
