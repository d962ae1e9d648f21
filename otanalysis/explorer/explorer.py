"""The explorer as a notebook calls it: an office today, what would be if, a panel where there are widgets."""

from collections.abc import Callable
from dataclasses import replace
from importlib.util import find_spec
from inspect import Parameter, signature
from pathlib import Path
from typing import Any, TypeVar, Unpack, overload

from otanalysis.explorer.by_hand import choices_of, week
from otanalysis.explorer.choices import Choices, Tried
from otanalysis.explorer.present import Present, audit_under, present_of
from otanalysis.explorer.told import told
from otanalysis.explorer.variant import Variant, save
from otanalysis.explorer.view import verdict
from otanalysis.face.audits import OfficeAudit, asked
from otanalysis.face.compared import Compared, compare
from otanalysis.face.what_if import supposing
from otanalysis.opening.table import Table
from otanalysis.report.html import Html, render

F = TypeVar("F", bound=Callable[..., Any])
NO_LIBRARY = "Le panneau demande ipywidgets : pip install 'otanalysis[lab]', puis redémarrez le noyau."
NO_WIDGETS = (
    "Ce lecteur n'affiche pas le panneau : ouvrez ce carnet dans JupyterLab, ou utilisez les cellules suivantes."
)


def naming_choices(method: F) -> F:
    """Return a method whose signature names the choices that it takes: completion then offers them."""
    own = [p for p in signature(method).parameters.values() if p.kind is not Parameter.VAR_KEYWORD]
    named = [
        Parameter(name, Parameter.KEYWORD_ONLY, default=default, annotation=Tried.__annotations__[name])
        for name, default in vars(Choices()).items()
    ]
    vars(method)["__signature__"] = signature(method).replace(parameters=[*own, *named])
    return method


class Explorer:
    """An office that can be explored; a notebook shows its verdict of today.

    >>> import otanalysis as ota
    >>> explorer = ota.explore("pays-de-serres-en-quercy")
    >>> explorer.audit
    OfficeAudit(pays-de-serres-en-quercy, catégorie II, 2023-09-30 : non classable en l'état)
    """

    def __init__(self, present: Present) -> None:
        self.present = present

    @property
    def audit(self) -> OfficeAudit:
        """Return the audit of today."""
        return OfficeAudit(self.present.audit)

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, Any]:
        shown = verdict(self.present, Choices(), self.present.audit)
        return {"text/html": shown.html, "text/plain": self.present.audit.verdict}

    def panel(self) -> "Html | ShownPanel":
        """Return the panel of sliders and menus, or how to have it where ipywidgets is not installed."""
        if find_spec("ipywidgets") is None:
            return render("paragraphs", paragraphs=[], empty=NO_LIBRARY)
        from otanalysis.explorer.panel import Panel

        return ShownPanel(Panel(self.present).box)

    def week(self, bureau: str, season: int, days: str = "", opens: str = "", closes: str = "") -> dict[str, Table]:
        """Return the ``hours`` of a bureau (its id) with another week in a season, numbered from 1.

        ``days`` are such as "mar-dim", times such as "09:30". Raises InputError for what is not there.
        """
        return week(self.present, bureau, season, {"days": days, "opens": opens, "closes": closes})

    @naming_choices
    def what_if(self, **choices: Unpack[Tried]) -> OfficeAudit:
        """Return the audit of the office under choices, which it tells as suppositions.

        ``category`` and ``edition``: as ``audit_office`` takes them. By bureau id, ``hours`` (what ``week`` returns),
        ``outside`` (hors les murs), ``counted`` (with the main one) and ``people`` (at the desk). ``posts``: by index
        of contract. ``advisers``: full-time equivalents to add. Raises InputError, in French, for what cannot be.

        >>> import otanalysis as ota
        >>> explorer = ota.explore("pays-de-serres-en-quercy")
        >>> longer = explorer.what_if(hours=explorer.week("lauzerte", 3, closes="20:00"), advisers=1)
        >>> ota.compare(explorer.audit, longer).changes["requirement"].tolist()
        ['C04.2', 'C04.3', 'C15.1', 'C15.3']
        """
        return self._audit(choices_of(self.present, choices))

    def _audit(self, choices: Choices) -> OfficeAudit:
        audit = audit_under(self.present, choices)
        return OfficeAudit(replace(audit, dossier=supposing(audit.dossier, told(self.present, choices))))

    def compared(self, audit: OfficeAudit) -> Compared:
        """Return what an audit changes from that of today, as ``ota.compare`` does."""
        return compare(self.audit, audit)

    @naming_choices
    def save(self, label: str, **choices: Unpack[Tried]) -> Variant:
        """Return the variant that keeps choices, once it is written; raises InputError when it cannot be."""
        return save(self.present, choices_of(self.present, choices), label)


class ShownPanel:
    """A panel as front-ends show it; those without widgets show a sentence."""

    def __init__(self, box: Any) -> None:  # noqa: ANN401
        self.box = box

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, Any]:
        told = render("paragraphs", paragraphs=[], empty=NO_WIDGETS)
        return {**self.box._repr_mimebundle_(), "text/html": told.html, "text/plain": NO_WIDGETS}


@overload
def explore(office: str | Path) -> Explorer: ...
@overload
def explore(office: str | Path, category: str, audit_date: str, reference_year: int, edition: str = "") -> Explorer: ...
def explore(
    office: str | Path, category: str = "", audit_date: str = "", reference_year: int = 0, edition: str = ""
) -> Explorer:
    """Return an office to explore, named as ``audit_office`` does: alone, or with the parameters of its audit.

    Raises InputError with every mistake.

    >>> import otanalysis as ota
    >>> explorer = ota.explore("pays-de-serres-en-quercy")
    >>> explorer.what_if(advisers=1).category
    'II'
    >>> ota.explore("params/pays-de-serres-en-quercy", "II", "2023-09-30", 2023).audit.verdict
    "non classable en l'état"
    """
    return Explorer(present_of(*asked(str(office), category, audit_date, reference_year, edition)))
