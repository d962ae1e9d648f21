"""The pages of territories: made from the last audits of the observatory, again only when one of them changed.

``<name>.territoire.json``, beside a page, holds the territory's name, the fingerprint of all that the page was made of
(``made_of``) and its own (``page``), or why the last run could not make it (``failure``).
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import quote

from otanalysis.batch.ingredients import find_notebook, notebook_digest, shared
from otanalysis.batch.results import FAILURES, Result
from otanalysis.batch.whole import whole_files, write_whole
from otanalysis.dossier.territories import find_territory, read_territory_params
from otanalysis.reading.digest import ABSENT, digest
from otanalysis.reading.problems import InputError
from otanalysis.report.index import Area

NOTEBOOK = "territoire.ipynb"
SUFFIX = ".territoire.json"


def made_of(params: Path, audits: Iterable[str]) -> str:
    """Return one fingerprint of all that a territory's page is made of; ``audits`` are those of the last audits.

    Empty, which is never up to date, when its parameters cannot be read.
    """
    root = params.resolve().parent.parent
    try:
        counted = find_territory(read_territory_params(params).territory, root)
    except InputError:
        return ""
    told = [digest(params), repr(counted), notebook_digest(find_notebook(root, NOTEBOOK)), shared(), sorted(audits)]
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()


def is_fresh(params: Path, outputs: Path, made: str) -> bool:
    """Tell whether a territory's page is there, as it was made, and made of the same."""
    noted = _noted(outputs / f"{params.stem}{SUFFIX}")
    page = digest(outputs / f"{params.stem}.html")
    return bool(made) and page != ABSENT and (noted.get("made_of"), noted.get("page")) == (made, page)


def note(params: Path, outputs: Path, result: Result, made: str) -> None:
    """Write what a territory's page is made of, or why it could not be made; a full disk only leaves it unnoted."""
    failure = f"{result.outcome} : {result.message.splitlines()[0]}" if result.outcome in FAILURES else ""
    told = {"name": _name(params), "made_of": "" if failure else made, "failure": failure}
    told["page"] = digest(outputs / f"{params.stem}.html")
    with suppress(OSError):
        write_whole(outputs / f"{params.stem}{SUFFIX}", json.dumps(told, ensure_ascii=False, indent=1) + "\n")


def _name(params: Path) -> str:
    try:
        return find_territory(read_territory_params(params).territory, params.resolve().parent.parent)[1].name
    except InputError:
        return params.stem


def pages(outputs: Path) -> Iterator[Area]:
    """Yield the territories whose page is there, or failed, in the order of their files."""
    for path in sorted(outputs.glob(f"*{SUFFIX}")):
        noted, stem = _noted(path), path.name.removesuffix(SUFFIX)
        href = f"{quote(stem)}.html" if (outputs / f"{stem}.html").exists() else ""
        if href or noted.get("failure"):
            yield Area(str(noted.get("name") or stem), href, str(noted.get("failure") or ""))


def _noted(path: Path) -> dict[str, Any]:
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return told if isinstance(told, dict) else {}


def write_pages(notebook: str, page: str, stem: str, outputs: Path) -> None:
    """Write the executed notebook of a territory and its page, both or none."""
    with whole_files(outputs) as draft:
        (draft / f"{stem}.ipynb").write_text(notebook, encoding="utf-8", newline="\n")
        (draft / f"{stem}.html").write_text(page, encoding="utf-8", newline="\n")
