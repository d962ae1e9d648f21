"""From the parameters of an office to its three files, or to a truthful result."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import nbformat
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbformat import NotebookNode
from papermill.engines import papermill_engines
from papermill.exceptions import PapermillExecutionError
from papermill.execute import prepare_notebook_metadata, raise_for_execution_errors, remove_error_markers
from papermill.iorw import load_notebook_node
from papermill.parameterize import parameterize_notebook

from otanalysis.batch.freshness import FILE, made_of, stamp
from otanalysis.batch.ingredients import NOTEBOOK, find_notebook
from otanalysis.batch.render import audit_json, exporter, machine_copy
from otanalysis.batch.results import Outcome, Result, failed, last_lines, short
from otanalysis.batch.territories import NOTEBOOK as TERRITORY
from otanalysis.batch.territories import write_pages
from otanalysis.batch.whole import whole_files
from otanalysis.dossier.loader import read_params
from otanalysis.dossier.territories import is_territory, read_territory_params
from otanalysis.office import audit_params
from otanalysis.reading.problems import InputError

INJECTED = "parametres-injectes"
TIMES = ("start_time", "end_time", "duration")


class StoppedError(RuntimeError):
    """A notebook that ended before its last cell without an error; ``cell`` is where, 0 when nobody knows."""

    def __init__(self, cell: int) -> None:
        self.cell = cell
        super().__init__("le carnet s'est arrêté avant la fin sans dire pourquoi (sys.exit ?)")


class NotWrittenError(Exception):
    """The files of an office cannot be written; the cause is the system's error."""


def produced(params: Path, outputs: Path, **engine: Any) -> Result:  # noqa: ANN401
    """Produce an office, or the page of a territory, and return its result; raises nothing.

    ``engine`` says how papermill runs the cells.
    """
    try:
        if is_territory(params):
            produce_territory(params, outputs, **engine)
        else:
            produce(params, outputs / params.stem, **engine)
    except Exception as error:  # a batch outlives whatever one notebook does
        return explained(params, error)
    return Result(params.stem, Outcome.PRODUCED)


def produce(params: Path, folder: Path, **engine: Any) -> None:  # noqa: ANN401
    """Write ``audit.ipynb``, ``audit.html``, ``audit.json`` and what they are made of into ``folder``, all or none."""
    root = params.resolve().parent.parent
    source = find_notebook(root)
    before = made_of(params, source)  # before anything is read: what changes meanwhile never passes for up to date
    asked = read_params(params)
    notebook = executed(source, asked.model_dump(mode="json"), root, **engine)
    document = machine_copy(notebook)
    if document is None or _stop(notebook) is not None:
        raise StoppedError(_stop(notebook) or 0)
    ipynb = nbformat.writes(notebook) + "\n"
    texts = {"audit.ipynb": ipynb, "audit.html": exporter().page(notebook), "audit.json": audit_json(document)}
    texts[FILE] = stamp(before, asked, document, texts)
    try:
        with whole_files(folder) as draft:
            for name, text in texts.items():
                (draft / name).write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise NotWrittenError from error


def produce_territory(params: Path, outputs: Path, **engine: Any) -> None:  # noqa: ANN401
    """Write the executed notebook and the page of a territory, ``<name>.ipynb`` and ``<name>.html``, both or none."""
    root = params.resolve().parent.parent
    asked = read_territory_params(params)
    notebook = executed(find_notebook(root, TERRITORY), asked.model_dump(mode="json"), root, **engine)
    if _stop(notebook) is not None:
        raise StoppedError(_stop(notebook) or 0)
    try:
        write_pages(nbformat.writes(notebook) + "\n", exporter().page(notebook), params.stem, outputs)
    except OSError as error:
        raise NotWrittenError from error


def executed(notebook: Path, parameters: dict[str, Any], root: Path, **engine: Any) -> NotebookNode:  # noqa: ANN401
    """Return a notebook run by papermill with parameters, from the folder ``root``: same inputs, same bytes."""
    done = _as_papermill(str(notebook), parameters, resources={"metadata": {"path": str(root)}}, **engine)
    for cell in done.cells:
        if "injected-parameters" in cell.metadata.get("tags", []):
            cell.id = INJECTED
    _forget_when_and_where(done, notebook.name)
    return done


def _as_papermill(
    source: str,
    parameters: dict[str, Any],
    engine_name: str | None = None,
    **engine: Any,  # noqa: ANN401
) -> NotebookNode:
    """Return what ``papermill.execute_notebook`` does, which also makes the text of the file that nobody asked for."""
    kernel = "python3"
    asked = parameterize_notebook(load_notebook_node(source), parameters, kernel_name=kernel, engine_name=engine_name)
    notebook = remove_error_markers(prepare_notebook_metadata(asked, source, None))
    done: NotebookNode = papermill_engines.execute_notebook_with_engine(
        engine_name, notebook, kernel, input_path=source, output_path=None, progress_bar=False, **engine
    )
    raise_for_execution_errors(done, None)
    return done


def _forget_when_and_where(notebook: NotebookNode, name: str) -> None:
    """Remove what changes from one run and one machine to the next: the same inputs give the same notebook."""
    for holder in (notebook, *notebook.cells):
        for time in TIMES:
            holder.metadata.get("papermill", {}).pop(time, None)
    notebook.metadata.papermill.input_path = NOTEBOOK.with_name(name).as_posix()


def _stop(notebook: NotebookNode) -> int | None:
    """Return the rank of the first code cell that did not complete, None when all did."""
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    kept = (n for n, c in enumerate(cells, 1) if c.metadata.get("papermill", {}).get("status") != "completed")
    return next(kept, None)


def explained(params: Path, error: Exception) -> Result:
    """Return what an error makes of an office, in French."""
    told: dict[type[Exception], Callable[[Path, Any], Result]] = {
        InputError: lambda path, e: failed(path, Outcome.BAD_INPUT, str(e)),
        PapermillExecutionError: _cell_error,
        StoppedError: lambda path, e: failed(path, Outcome.NOTEBOOK_ERROR, str(e), e.cell),
        NotWrittenError: _not_written,
        MemoryError: lambda path, _: failed(path, Outcome.OUT_OF_MEMORY, "la mémoire a manqué"),
        CellTimeoutError: lambda path, _: failed(path, Outcome.TIMED_OUT, "une cellule a dépassé le temps permis"),
        DeadKernelError: lambda path, _: failed(path, Outcome.KERNEL_DEAD, "le noyau Python s'est arrêté brutalement"),
    }
    tell = next((told[kind] for kind in told if isinstance(error, kind)), None)
    if tell:
        return tell(params, error)
    return failed(params, Outcome.NOTEBOOK_ERROR, f"{type(error).__name__} : {short(str(error))}")


def _cell_error(params: Path, error: Any) -> Result:  # noqa: ANN401
    """Return the result of a cell that raised; a mistake in the dossier is told with its file and its line."""
    if error.ename == "InputError":
        if is_territory(params):
            return failed(params, Outcome.BAD_INPUT, error.evalue)
        try:
            audit_params(params)
        except InputError as mistakes:
            return failed(params, Outcome.BAD_INPUT, str(mistakes))
    cell, memory = error.exec_count or 0, error.ename == "MemoryError"
    message = f"erreur dans la cellule {cell} du carnet : {error.ename} : {short(error.evalue)}"
    lines = last_lines("\n".join(error.traceback))
    return failed(params, Outcome.OUT_OF_MEMORY if memory else Outcome.NOTEBOOK_ERROR, message, cell, lines)


def _not_written(params: Path, error: Exception) -> Result:
    cause = error.__cause__
    told = cause.strerror if isinstance(cause, OSError) and cause.strerror else str(cause)
    return failed(params, Outcome.NOT_WRITTEN, f"les fichiers ne peuvent pas être écrits : {told}")
