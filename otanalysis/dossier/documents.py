"""The file of a dossier, in either writing: YAML or workbook."""

from pathlib import Path

from otanalysis.dossier.places import FILE, SUFFIX, WORKBOOK, file_in
from otanalysis.reading.problems import InputError, Problem
from otanalysis.reading.yaml12 import Document, read_yaml


def read_document(folder: Path, shown: str, name: str = "") -> Document:
    """Return what the file of a dossier says, YAML or workbook, with the place of each value.

    Raises InputError for a file that cannot be read, and for a folder that holds both.
    """
    if not name and (folder / FILE).exists() and (folder / WORKBOOK).exists():
        message = f"{FILE} et {WORKBOOK} sont tous deux là : on ne sait pas lequel lire"
        raise InputError([Problem(shown, 0, "", message, "gardez celui que vous tenez à jour, renommez l'autre")])
    name = name or file_in(folder)
    if not name.endswith(SUFFIX):
        return read_yaml(folder / name, f"{shown}/{name}")
    from otanalysis.dossier.workbook.reading import read_workbook  # long to import, and most dossiers are YAML

    return read_workbook(folder / name, f"{shown}/{name}")
