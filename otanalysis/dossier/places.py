"""Where the files of a dossier are."""

import os
from pathlib import Path

FILE, WORKBOOK, TERRITORIES = "dossier.yaml", "dossier.xlsx", "territoires"
SUFFIX = ".xlsx"
FILES = (FILE, WORKBOOK)  # the two writings of a dossier: a folder holds one


def file_in(folder: Path) -> str:
    """Return the name of the file of a dossier: the workbook where there is one and no YAML."""
    return WORKBOOK if not (folder / FILE).exists() and (folder / WORKBOOK).exists() else FILE


def find_folder(written: str, start: Path) -> Path | None:
    """Return the folder ``written`` relative to ``start`` or the nearest of its parents, None when there is none.

    papermill runs a notebook from the project, JupyterLab from ``notebooks/``: both find the same dossier.
    """
    places = (base / written for base in (start, *start.parents))
    return next((place for place in places if os.path.isdir(place)), None)  # noqa: PTH112 - never raises
