"""The explorer as a notebook calls it: an office today, what would be if, a panel where there are widgets."""

from importlib.util import find_spec
from typing import Any

from otanalysis.audit.findings import Audit
from otanalysis.explorer.by_hand import choices_of, week
from otanalysis.explorer.choices import Choices
from otanalysis.explorer.present import Present, audit_of, present_of
from otanalysis.explorer.variant import Variant, save
from otanalysis.explorer.view import verdict
from otanalysis.opening.table import Table
from otanalysis.report.comparisons import beside
from otanalysis.report.html import Html, render

NO_LIBRARY = "Le panneau demande ipywidgets : pip install 'otanalysis[lab]', puis redémarrez le noyau."
NO_WIDGETS = (
    "Ce lecteur n'affiche pas le panneau : ouvrez ce carnet dans JupyterLab, ou utilisez les cellules suivantes."
)


class Explorer:
    """An office that can be explored; a notebook shows its verdict of today."""

    def __init__(self, present: Present) -> None:
        self.present = present

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, Any]:
        shown = verdict(self.present, Choices(), self.present.audit)
        return {"text/html": shown.html, "text/plain": self.present.audit.verdict}

    def panel(self) -> "Html | Shown":
        """Return the panel of sliders and menus, or how to have it where ipywidgets is not installed."""
        if find_spec("ipywidgets") is None:
            return render("paragraphs", paragraphs=[], empty=NO_LIBRARY)
        from otanalysis.explorer.panel import Panel

        return Shown(Panel(self.present).box)

    def week(self, bureau: str, season: int, days: str = "", opens: str = "", closes: str = "") -> dict[str, Table]:
        """Return the ``hours`` of a bureau (its id) with another week in a season, numbered from 1.

        ``days`` are such as "mar-dim", times such as "09:30". Raises InputError for what is not there.
        """
        return week(self.present, bureau, season, {"days": days, "opens": opens, "closes": closes})

    def what_if(self, **choices: Any) -> Audit:  # noqa: ANN401
        """Return the audit of the office under choices, named as in ``Choices``; raises InputError for a wrong one."""
        return audit_of(self.present, choices_of(self.present, choices))

    def compared(self, audit: Audit) -> Html:
        """Return what an audit changes from that of today, criterion by criterion."""
        return beside(self.present.audit, audit)

    def save(self, label: str, **choices: Any) -> Variant:  # noqa: ANN401
        """Return the variant that keeps choices, once it is written; raises InputError when it cannot be."""
        return save(self.present, choices_of(self.present, choices), label)


class Shown:
    """A panel as front-ends show it; those without widgets show a sentence."""

    def __init__(self, box: Any) -> None:  # noqa: ANN401
        self.box = box

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, Any]:
        told = render("paragraphs", paragraphs=[], empty=NO_WIDGETS)
        return {**self.box._repr_mimebundle_(), "text/html": told.html, "text/plain": NO_WIDGETS}


def explore(dossier: str, category: str, audit_date: str, reference_year: int, edition: str = "") -> Explorer:
    """Return an office to explore, from the parameters of its audit; raises InputError with every mistake.

    >>> import otanalysis as ota
    >>> explorer = ota.explore("params/pays-de-serres-en-quercy", "II", "2023-09-30", 2023)
    >>> explorer.what_if(advisers=1).category
    'II'
    """
    said = {
        "dossier": dossier,
        "category": category,
        "audit_date": audit_date,
        "reference_year": reference_year,
        "edition": edition,
    }
    return Explorer(present_of(said))
