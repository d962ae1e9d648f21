"""Made-up projects: one short notebook, many offices, each with code of its own to run in the last cell."""

import json
import shutil
from collections.abc import Mapping
from pathlib import Path

from otanalysis.batch.farm import run_offices
from otanalysis.batch.results import Result
from tests.conftest import copy_project

DECK = "pays-de-serres-en-quercy"
SHORT = ("titre", "parametres", "audit", "s-sources")


def project_of(folder: Path, codes: Mapping[str, str], whole: bool = False) -> Path:
    """Return a project with an office for each name; the last cell of its notebook runs the code of that name."""
    copy_project(folder)
    for path in (folder / "params").glob("*.yaml"):
        if path.stem != DECK:
            path.unlink()
    deck = (folder / "params" / f"{DECK}.yaml").read_text(encoding="utf-8")
    for name in codes:
        (folder / "params" / f"{name}.yaml").write_text(deck.replace(DECK, name), encoding="utf-8")
        shutil.copytree(folder / "params" / DECK, folder / "params" / name)
    (folder / "params" / f"{DECK}.yaml").unlink()
    notebook = json.loads((folder / "notebooks" / "audit.ipynb").read_text(encoding="utf-8"))
    if not whole:
        notebook["cells"] = [cell for cell in notebook["cells"] if cell["id"] in SHORT]
    notebook["cells"][-1]["source"] = f"exec({dict(codes)!r}[dossier.split('/')[-1]])"
    (folder / "notebooks" / "audit.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    return folder


def run(project: Path, jobs: int = 2, timeout: int = 60, memory: int | None = None) -> dict[str, Result]:
    """Return the result of every office of a project, by name."""
    params = sorted((project / "params").glob("*.yaml"))
    results = list(run_offices(params, project / "outputs", jobs, timeout, memory))
    assert len(results) == len(params), "one result for each office, none lost, none twice"
    return {result.name: result for result in results}


def files(project: Path, name: str) -> set[str]:
    """Return the names of the files that an office has in the outputs."""
    folder = project / "outputs" / name
    return {path.name for path in folder.iterdir()} if folder.is_dir() else set()
