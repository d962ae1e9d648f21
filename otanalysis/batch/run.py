"""Runs the notebook of each office with papermill, and renders it. A failed run never looks like a finished one."""

import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
import papermill as pm
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from papermill.exceptions import PapermillExecutionError
from traitlets.config import Config

from otanalysis.batch.render import AuditExporter, audit_json, machine_copy, whole_files
from otanalysis.dossier.loader import read_params
from otanalysis.office import audit_params
from otanalysis.reading.problems import InputError

PRODUCED, BAD_INPUT, NOT_PRODUCED = "produit", "dossier à corriger", "échec"
NOTEBOOK = Path("notebooks") / "audit.ipynb"


@dataclass(frozen=True)
class Result:
    """What became of an office: produced, bad input or failed; ``message`` is French, empty when produced."""

    name: str
    outcome: str
    message: str = ""


def run_offices(params: Sequence[Path], outputs: Path, jobs: int, timeout: int) -> Iterator[Result]:
    """Yield the result of each office as it ends; one failure never stops the others.

    No kernel starts for an office whose files have mistakes, and nothing of it is written.
    """
    os.environ.pop("MPLBACKEND", None)
    os.environ.setdefault("PYDEVD_DISABLE_FILE_VALIDATION", "1")
    with ThreadPoolExecutor(max_workers=jobs) as pool:
        running = {pool.submit(_guarded, path, outputs, timeout): path for path in params}
        for future in as_completed(running):
            yield future.result()


def _guarded(path: Path, outputs: Path, timeout: int) -> Result:
    """Return the result of one office, whatever happens in it."""
    try:
        audit_params(path)
        produce(path, outputs / path.stem, timeout)
    except InputError as error:
        return Result(path.stem, BAD_INPUT, str(error))
    except Exception as error:  # a batch outlives whatever one notebook does
        return Result(path.stem, NOT_PRODUCED, explained(error))
    return Result(path.stem, PRODUCED)


def produce(params: Path, folder: Path, timeout: int) -> None:
    """Write ``audit.ipynb``, ``audit.html`` and ``audit.json`` of one office into ``folder``, all or none."""
    root = params.resolve().parent.parent
    with whole_files(folder) as draft:
        _execute(find_notebook(root), draft / "audit.ipynb", read_params(params).model_dump(mode="json"), root, timeout)
        notebook = nbformat.read(draft / "audit.ipynb", as_version=4)
        document = machine_copy(notebook)
        if document is None or not _is_complete(notebook):
            raise RuntimeError("le carnet s'est arrêté avant la fin sans dire pourquoi")
        page, _ = AuditExporter().from_notebook_node(notebook)
        (draft / "audit.html").write_text(page, encoding="utf-8")
        (draft / "audit.json").write_text(audit_json(document), encoding="utf-8")


def find_notebook(root: Path) -> Path:
    """Return the audit notebook of a project, or the one beside this package."""
    here = root / NOTEBOOK
    return here if here.exists() else Path(__file__).parents[2] / NOTEBOOK


def _execute(notebook: Path, target: Path, parameters: dict[str, Any], root: Path, timeout: int) -> None:
    """Run a notebook with a kernel of its own, over sockets that no other run can take.

    The path of the sockets must be short (107 bytes on Linux) and theirs alone: over TCP, parallel kernels are lost.
    """
    with tempfile.TemporaryDirectory(prefix="ota") as sockets:
        config = Config()
        if os.name != "nt":
            config.KernelManager.transport = "ipc"
            config.KernelManager.ip = os.path.join(sockets, "k")  # noqa: PTH118 - jupyter takes text
        pm.execute_notebook(
            str(notebook),
            str(target),
            parameters=parameters,
            kernel_name="python3",
            progress_bar=False,
            request_save_on_cell_execute=False,
            shutdown_kernel="immediate",
            execution_timeout=timeout,
            config=config,
            resources={"metadata": {"path": str(root)}},
        )


def _is_complete(notebook: nbformat.NotebookNode) -> bool:
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    return all(cell.metadata.get("papermill", {}).get("status") == "completed" for cell in cells)


def explained(error: Exception) -> str:
    """Return why a notebook was not produced, in French."""
    told: dict[type[Exception], Callable[[Any], str]] = {
        PapermillExecutionError: lambda e: f"erreur dans la cellule {e.exec_count} du carnet : {e.ename} : {e.evalue}",
        CellTimeoutError: lambda _: "une cellule a dépassé le temps permis (option --timeout)",
        DeadKernelError: lambda _: "le noyau Python s'est arrêté brutalement (mémoire insuffisante ?)",
    }
    for kind, tell in told.items():
        if isinstance(error, kind):
            return tell(error)
    return f"{type(error).__name__} : {error}"
