"""Where the files of a dossier are."""

import os
from pathlib import Path

FILE, TERRITORIES = "dossier.yaml", "territoires"


def find_folder(written: str, start: Path) -> Path | None:
    """Return the folder ``written`` relative to ``start`` or the nearest of its parents, None when there is none.

    papermill runs a notebook from the project, JupyterLab from ``notebooks/``: both find the same dossier.
    """
    places = (base / written for base in (start, *start.parents))
    return next((place for place in places if os.path.isdir(place)), None)  # noqa: PTH112 - never raises
