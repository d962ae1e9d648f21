"""What this machine has and lacks, and the command that mends it."""

import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, requires, version
from importlib.util import find_spec
from pathlib import Path

from packaging.requirements import Requirement

from otanalysis.batch.copies import CopyError
from otanalysis.batch.ingredients import find_notebook
from otanalysis.batch.pdf import browser
from otanalysis.batch.workshop import INSTALL
from otanalysis.french import joined

PYTHONS = ((3, 11), (3, 13))
LIBRARIES = "pip install -c constraints.txt -e ."
FONT = "DejaVu Sans"


@dataclass(frozen=True)
class Check:
    """One thing looked for: ``found`` tells it in French; ``mend`` is what to type, empty when it is there.

    ``use`` is what lacks without it, empty when nothing can be produced without it.
    """

    name: str
    found: str
    mend: str = ""
    use: str = ""

    @property
    def blocks(self) -> bool:
        """Tell whether nothing can be produced as long as it is not mended."""
        return bool(self.mend and not self.use)


def examined(params: Path, outputs: Path) -> Iterator[Check]:
    """Yield what was looked for on this machine, for the project of these folders."""
    yield python(sys.version_info[:2])
    yield libraries(requires("otanalysis") or [])
    yield kernel()
    yield fonts()
    yield project(params)
    yield writable(outputs)
    yield forks()
    yield printer()
    yield option("jupyterlab", "JupyterLab", INSTALL, "otanalysis open, make lab")
    yield option("psycopg", "Pilote PostgreSQL", _extra("postgresql"), "un observatoire partagé")
    yield option("distributed", "Dask", _extra("cluster"), "--executor dask")
    yield terminal(sys.stdout.encoding or "")


def python(running: tuple[int, int]) -> Check:
    """Return whether this Python is one that the package is tried on."""
    first, last = (".".join(map(str, one)) for one in PYTHONS)
    mend = (
        "" if PYTHONS[0] <= running <= PYTHONS[1] else f"installez Python {first} à {last}, puis make audits PYTHON=…"
    )
    return Check("Python", ".".join(map(str, running)), mend)


def libraries(asked: list[str]) -> Check:
    """Return whether the libraries that the package requires are there, recent enough."""
    wanted = [one for one in map(Requirement, asked) if one.marker is None or one.marker.evaluate({"extra": ""})]
    wrong = [told for told in map(_wrong, wanted) if told]
    return Check("Bibliothèques", joined(wrong) if wrong else f"{len(wanted)} présentes", LIBRARIES if wrong else "")


def _wrong(wanted: Requirement) -> str:
    try:
        found = version(wanted.name)
    except PackageNotFoundError:
        return f"{wanted.name} manque"
    fits = wanted.specifier.contains(found, prereleases=True)
    return "" if fits else f"{wanted.name} {found} ne convient pas ({wanted.specifier})"


def kernel() -> Check:
    """Return whether Jupyter knows the kernel that notebooks ask for."""
    from jupyter_client.kernelspec import KernelSpecManager, NoSuchKernel

    try:
        KernelSpecManager().get_kernel_spec("python3")
    except NoSuchKernel:
        return Check("Noyau python3", "Jupyter ne le connaît pas", "python -m ipykernel install --sys-prefix")
    return Check("Noyau python3", "connu de Jupyter")


def fonts() -> Check:
    """Return whether the letters of the charts are there."""
    from matplotlib.font_manager import findfont

    try:
        findfont(FONT, fallback_to_default=False)
    except ValueError:
        return Check("Polices", f"{FONT} manque", "pip install --force-reinstall -c constraints.txt matplotlib")
    return Check("Polices", FONT)


def project(params: Path) -> Check:
    """Return whether offices and notebook are where commands look for them."""
    count = len([*params.glob("*.yaml")]) if params.is_dir() else 0
    if not count:
        return Check("Projet", f"aucun office dans {params}", "cd <dossier du projet>, ou --params DOSSIER")
    if not find_notebook(params.resolve().parent).exists():
        return Check("Projet", "notebooks/audit.ipynb manque", "git checkout notebooks/audit.ipynb")
    return Check("Projet", f"{count} dans {params}")


def writable(outputs: Path) -> Check:
    """Return whether reports can be written."""
    place = next(folder for folder in (outputs, *outputs.absolute().parents) if folder.exists())
    if place.is_dir() and os.access(place, os.W_OK | os.X_OK):
        return Check("Rapports", f"on peut écrire dans {outputs}")
    return Check("Rapports", f"on ne peut pas écrire dans {outputs}", f"chmod u+rwx {place}, ou --outputs DOSSIER")


def forks() -> Check:
    """Return whether offices are produced in forked processes."""
    if hasattr(os, "fork"):
        return Check("Processus", "un par office, depuis un processus déjà prêt")
    return Check("Processus", "un noyau par office", "otanalysis run --jobs 1", "des lots rapides (Linux, macOS)")


def printer() -> Check:
    """Return whether pages can be printed."""
    try:
        return Check("Navigateur", browser())
    except CopyError:
        return Check("Navigateur", "aucun pour imprimer", "apt install chromium", "otanalysis run --pdf")


def option(module: str, name: str, mend: str, use: str) -> Check:
    """Return whether a library that only some commands need is there."""
    return Check(name, "présent") if find_spec(module) else Check(name, "absent", mend, use)


def terminal(encoding: str) -> Check:
    """Return whether what is printed keeps its accents and signs."""
    if encoding.lower().replace("-", "") == "utf8":
        return Check("Terminal", "UTF-8")
    return Check("Terminal", encoding or "inconnu", "export PYTHONUTF8=1", "les accents et les signes à l'écran")


def _extra(name: str) -> str:
    return f"pip install -c constraints.txt -e '.[{name}]'"
