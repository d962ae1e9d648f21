"""The offices of a project, and the mistakes of their files, in a notebook."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from otanalysis.dossier.loader import read_params
from otanalysis.dossier.params import chosen_offices, find_params, params_folder
from otanalysis.face import shown
from otanalysis.face.tables import table
from otanalysis.french import quantity
from otanalysis.office import audit_params
from otanalysis.reading.problems import InputError, Problem, describe
from otanalysis.report.html import render

if TYPE_CHECKING:
    import pandas as pd

OFFICES = ("name", "dossier", "category", "audit_date", "reference_year", "edition", "mistake")
MISTAKES = ("file", "line", "key", "message", "advice", "written", "corrected")


def offices() -> pd.DataFrame:
    """Return one row an office of ``params/``, which is looked for from the current folder upwards.

    Columns: name (what ``audit_office`` takes), dossier (its folder), category, audit_date (date), reference_year,
    edition (empty: the one in force that day), mistake (what is wrong in its parameters, in French, or
    nothing). Dossiers are not read: ``ota.check`` does it. Raises InputError where there is no ``params/``.

    >>> import otanalysis as ota
    >>> ota.offices()["name"].tolist()[-1]
    'pays-de-serres-en-quercy'
    """
    return table(map(_office, chosen_offices(params_folder(), ())), OFFICES)


def _office(path: Path) -> dict[str, object]:
    try:
        return {"name": path.stem, **read_params(path).model_dump(), "mistake": ""}
    except InputError as error:
        return {"name": path.stem, "mistake": str(error)}


def check(office: str | Path) -> Mistakes:
    """Return the mistakes of an office's files, without raising anything for them; none when it can be audited.

    ``office`` is a name or a path, as for ``audit_office``. Raises InputError when there is no such office.

    >>> import otanalysis as ota
    >>> ota.check("pays-de-serres-en-quercy")
    Aucune erreur.
    """
    path = find_params(str(office))
    try:
        audit_params(path)
    except InputError as error:
        return Mistakes(error.problems)
    return Mistakes(())


class Mistakes:
    """The mistakes of an office's files: the table ``table``; false when there is none.

    >>> import otanalysis as ota
    >>> bool(ota.check("pays-de-serres-en-quercy"))
    False
    """

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)

    @property
    def table(self) -> pd.DataFrame:
        """Return one row a mistake.

        Columns: file, line (from 1; 0 for the whole file), key, message, advice (French), written and corrected (whole
        lines, empty when the correction is not known).
        """
        return table(map(asdict, self.problems), MISTAKES)

    def __bool__(self) -> bool:
        return bool(self.problems)

    def __repr__(self) -> str:
        return describe(self.problems) or "Aucune erreur."

    def _repr_html_(self) -> str:
        count = f"{quantity(len(self.problems), 'erreur')} à corriger." if self.problems else "Aucune erreur."
        return shown.card(render("mistakes", count=count, mistakes=list(map(describe, zip(self.problems)))).html)

    def _repr_markdown_(self) -> str:
        return f"```\n{self!r}\n```"
