"""A copy of the audit notebook for a person to work on, with an office's parameters in place."""

import importlib.util
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from otanalysis.batch.ingredients import NOTEBOOK, find_notebook, notebook_digest
from otanalysis.dossier.loader import read_params
from otanalysis.reading.problems import InputError, Problem

FOLDER = "travail"
INSTALL = "pip install -c constraints.txt -e '.[lab]'"


def refuse_without_lab() -> None:
    """Raise InputError, in French, when JupyterLab is not installed beside this package."""
    if importlib.util.find_spec("jupyterlab") is None:
        raise InputError([Problem("JupyterLab", 0, "", "il n'est pas installé", f"tapez : {INSTALL}")])


def lab_command(notebook: Path) -> list[str]:
    """Return the command that opens a notebook in JupyterLab, which shows the whole project beside it."""
    root = notebook.parents[len(NOTEBOOK.parts)]
    return [sys.executable, "-m", "jupyterlab", f"--ServerApp.root_dir={root}", str(notebook)]


def prepared(params: Path) -> tuple[Path, bool]:
    """Return the notebook to work on an office, and whether it is new: ``notebooks/travail/<name>.ipynb``.

    One that was prepared from the same notebook and parameters is given back as it is, with what somebody did in it;
    another is never overwritten, the new one takes the next number. Raises InputError for parameters that cannot be
    read, or a folder where nothing can be written.
    """
    root = params.resolve().parent.parent
    source = find_notebook(root)
    asked = read_params(params).model_dump(mode="json")
    origin = {"notebook": notebook_digest(source), "parameters": asked}
    folder = root / NOTEBOOK.parent / FOLDER
    for path in _names(folder, params.stem):
        if not path.exists():
            _write(path, source, asked, origin)
            return path, True
        if _origin(path) == origin:
            return path, False
    raise AssertionError("there are always more names")


def _names(folder: Path, stem: str) -> Iterator[Path]:
    yield folder / f"{stem}.ipynb"
    number = 2
    while True:
        yield folder / f"{stem}-{number}.ipynb"
        number += 1


def _origin(path: Path) -> object:
    """Return what a notebook was prepared from, None when it does not say."""
    try:
        return json.loads(path.read_text(encoding="utf-8"))["metadata"]["otanalysis"]
    except (OSError, ValueError, LookupError, TypeError):
        return None


def _write(path: Path, source: Path, asked: dict[str, Any], origin: dict[str, Any]) -> None:
    import nbformat
    from papermill.iorw import load_notebook_node
    from papermill.parameterize import parameterize_notebook

    try:
        notebook = parameterize_notebook(load_notebook_node(str(source)), asked, kernel_name="python3")
    except (OSError, ValueError, LookupError, AttributeError, TypeError):
        advice = "git checkout notebooks/audit.ipynb"
        raise InputError(
            [Problem(str(source), 0, "", "ce n'est pas un carnet que Jupyter peut lire", advice)]
        ) from None
    for holder in (notebook, *notebook.cells):
        holder.metadata.pop("papermill", None)
    notebook.metadata["otanalysis"] = origin
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(nbformat.writes(notebook) + "\n")
    except OSError as error:
        raise InputError([Problem(str(path), 0, "", f"on ne peut pas y écrire : {error.strerror}", "")]) from None
