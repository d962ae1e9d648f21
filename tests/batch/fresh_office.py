"""An office whose reports are noted as up to date, without running a notebook."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from otanalysis.audit.document import document_of
from otanalysis.batch.freshness import FILE, Present, made_of, stamp
from otanalysis.batch.ingredients import PACKAGE, find_notebook, shared
from otanalysis.batch.render import audit_json
from otanalysis.dossier.loader import read_params
from otanalysis.office import audit_params
from tests.conftest import ROOT
from tests.dossier.office_files import write_office

TEXTS = {"audit.ipynb": "{}\n", "audit.html": "<html>é</html>\n"}


@dataclass(frozen=True)
class FreshOffice:
    """A project of one office, "ot"; ``package`` is a copy of ours that a test may change."""

    root: Path
    package: Path

    @property
    def folder(self) -> Path:
        return self.root / "outputs" / "ot"

    @property
    def params(self) -> Path:
        return self.root / "params" / "ot.yaml"

    def produce(self) -> None:
        """Write what a run writes."""
        before = made_of(self.params, find_notebook(self.root))
        document = document_of(audit_params(self.params))
        texts = {**TEXTS, "audit.json": audit_json(document)}
        told = stamp(before, read_params(self.params), document, texts)
        self.folder.mkdir(parents=True, exist_ok=True)
        for name, text in {**texts, FILE: told}.items():
            (self.folder / name).write_text(text, encoding="utf-8", newline="\n")

    def reasons(self) -> tuple[str, ...]:
        """Return why a new process would make the reports again."""
        return Present(shared.__wrapped__(self.package)).reasons(self.params, self.folder)


def fresh_office(root: Path, package: Path = PACKAGE) -> FreshOffice:
    """Return an office just produced, in a folder."""
    write_office(root)
    shutil.copytree(ROOT / "notebooks", root / "notebooks", dirs_exist_ok=True)
    office = FreshOffice(root, package)
    office.produce()
    return office


def copied_package(folder: Path) -> Path:
    """Copy our package into a folder; return the copy."""
    return shutil.copytree(PACKAGE, folder / PACKAGE.name, ignore=shutil.ignore_patterns("__pycache__"))
