"""The files of an office that is asked: always right on the disk, or not there yet."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from otanalysis.audit.engine import audit_dossier
from otanalysis.audit.findings import Audit
from otanalysis.batch.whole import mend, write_whole
from otanalysis.dossier.loader import dossier_of, read_params
from otanalysis.dossier.places import FILE, TERRITORIES, find_folder
from otanalysis.dossier.writing import edited
from otanalysis.interview.forms import Changes, Sheet
from otanalysis.law.loader import load_catalogue
from otanalysis.office import audit_params
from otanalysis.reading.problems import InputError, Problem
from otanalysis.reading.text import read_text
from otanalysis.reading.yaml12 import Document, parse_yaml

WORKBOOK = "dossier.xlsx"


@dataclass(frozen=True, eq=False)
class Files:
    """The dossier's folder, its path as the user writes it, and the audit that the files asked for at first."""

    folder: Path
    shown: str
    first: Audit

    @property
    def path(self) -> Path:
        """Return the path of ``dossier.yaml``, behind any link."""
        return (self.folder / FILE).resolve()


def opened(params: Path) -> Files:
    """Return the files of an office; raises InputError for a workbook, and with every mistake of the files."""
    written, start = read_params(params), params.resolve().parent.parent
    folder = find_folder(written.dossier, start)
    if folder is not None:
        mend(folder)
        refuse_workbook(folder, written.dossier)
    audit = audit_params(params)
    return Files(find_folder(written.dossier, start) or start, written.dossier, audit)


def refuse_workbook(folder: Path, shown: str) -> None:
    """Raise InputError when a dossier is in a workbook only."""
    if (folder / WORKBOOK).exists() and not (folder / FILE).exists():
        message = "ce dossier est un classeur, l'entretien ne remplit que dossier.yaml"
        advice = "complétez le classeur dans votre tableur : chaque question y a sa ligne"
        raise InputError([Problem(f"{shown}/{WORKBOOK}", 0, "", message, advice)])


def text_of(files: Files) -> str:
    """Return what ``dossier.yaml`` holds now."""
    return read_text(files.path, f"{files.shown}/{FILE}")


@lru_cache(maxsize=2)
def _parsed(text: str, shown: str) -> Document:
    return parse_yaml(text, shown)


@lru_cache(maxsize=2)
def audit_of(files: Files, text: str) -> Audit:
    """Return the audit of what a text says, read as the dossier is; raises InputError with every mistake."""
    first = files.first
    dossier = dossier_of(_parsed(text, f"{files.shown}/{FILE}"), files.folder, first.dossier.year)
    return audit_dossier(dossier, first.edition, first.category, first.audit_date, load_catalogue(), first.name)


def sheet_of(files: Files, text: str) -> Sheet:
    """Return what an answer is written into."""
    territories = sorted(path.stem for path in (files.folder.parent / TERRITORIES).glob("*.yaml"))
    return Sheet(_parsed(text, f"{files.shown}/{FILE}").data, files.first.dossier.year, tuple(territories))


def kept(files: Files, text: str, changes: Changes) -> str:
    """Return the text with the changes, once on the disk; raises InputError, and writes nothing, if it is wrong."""
    after = edited(text, changes)
    audit_of(files, after)
    save(files.path, after)
    return after


def save(path: Path, text: str) -> None:
    """Replace a file at once; raises InputError when the disk refuses."""
    try:
        write_whole(path, text)
    except OSError as error:
        why = f"le fichier ne peut pas être écrit : {error.strerror}"
        raise InputError([Problem(str(path), 0, "", why, "libérez ce dossier, puis recommencez")]) from None
