"""Fingerprints of what every report of a project is made with: rules, code, templates, libraries, notebook."""

import hashlib
import json
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from otanalysis.law.loader import CATALOGUE
from otanalysis.reading.digest import digest
from otanalysis.reading.versions import versions

PACKAGE = Path(__file__).parents[1]
NOTEBOOK = Path("notebooks") / "audit.ipynb"
TAGS = {"parameters", "sommaire"}  # papermill and the page look for these; nobody looks for the others
Digests = dict[str, dict[str, str]]


@cache
def shared(package: Path = PACKAGE) -> Digests:
    """Return the fingerprints, by kind and by name, of what the package at ``package`` brings to every report.

    Computed once in a process: the process that forks does it as it starts, and its children inherit it.
    """
    rules = _files(package, "law/*.yaml", "coherence/*.yaml")
    return {
        "rules": {path.relative_to(package).as_posix(): digest(path) for path in rules},
        "code": {package.name: _together(package, _files(package, "**/*.py"))},
        "templates": {"templates": _together(package, _files(package, "report/templates/**/*"))},
        "versions": versions(),
    }


def rules_of(edition: str, rules: dict[str, str]) -> dict[str, str]:
    """Return the rules that an audit by an edition uses: those of the others are left out."""
    used = {f"law/{edition}.yaml", f"law/{CATALOGUE}.yaml"}
    return {name: sha for name, sha in rules.items() if name in used or not name.startswith("law/")}


def notebook_digest(path: Path) -> str:
    """Return the fingerprint of what a notebook does: neither its outputs, nor its ids, nor what people tag."""
    try:
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        told = [(c["cell_type"], "".join(c["source"]), sorted(TAGS & {*c["metadata"].get("tags", ())})) for c in cells]
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return digest(path)
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()


def find_notebook(root: Path, name: str = NOTEBOOK.name) -> Path:
    """Return a notebook of a project, the audit's by default, or the one beside this package."""
    here = root / NOTEBOOK.with_name(name)
    return here if here.exists() else PACKAGE.parent / NOTEBOOK.with_name(name)


def _files(folder: Path, *patterns: str) -> Iterable[Path]:
    return sorted(path for pattern in patterns for path in folder.glob(pattern) if path.is_file())


def _together(folder: Path, paths: Iterable[Path]) -> str:
    """Return one fingerprint for files, their places included."""
    told = "".join(f"{path.relative_to(folder).as_posix()} {digest(path)}\n" for path in paths)
    return hashlib.sha256(told.encode()).hexdigest()
