"""An audit in a notebook: it shows itself, says why, and says what would change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, overload

from otanalysis.audit.conclusion import number_of
from otanalysis.audit.findings import Audit, Finding
from otanalysis.dossier.params import find_params
from otanalysis.face import shown, tables, what_if
from otanalysis.office import audit_written
from otanalysis.reading.problems import InputError, Problem, did_you_mean
from otanalysis.reading.yaml12 import Document, read_yaml
from otanalysis.report import criteria

if TYPE_CHECKING:
    import pandas as pd

    from otanalysis.face.hours import OfficeHours


@overload
def audit_office(office: str | Path) -> OfficeAudit: ...
@overload
def audit_office(
    office: str | Path, category: str, audit_date: str, reference_year: int, edition: str = ""
) -> OfficeAudit: ...
def audit_office(
    office: str | Path, category: str = "", audit_date: str = "", reference_year: int = 0, edition: str = ""
) -> OfficeAudit:
    """Return the audit of an office: of one of ``params/`` by its name, or of a dossier by its folder.

    Alone, ``office`` is the name of a file of ``params/`` (``params/<name>.yaml``, looked for from the current folder
    upwards) or the path of such a file. With ``category`` (as the edition names it: "I", "II"), ``audit_date``
    ("YYYY-MM-DD") and ``reference_year`` (that of the hours and of the counts), it is the folder of a dossier;
    ``edition`` empty means the one in force that day. The function is not called ``audit``: that is the name of a part
    of the package, ``otanalysis.audit``. Raises InputError with every mistake of the files, in French.

    >>> import otanalysis as ota
    >>> ota.audit_office("pays-de-serres-en-quercy").verdict
    "non classable en l'état"
    >>> ota.audit_office("params/pays-de-serres-en-quercy", "I", "2023-09-30", 2023)
    OfficeAudit(pays-de-serres-en-quercy, catégorie I, 2023-09-30 : non classable en l'état)
    """
    return OfficeAudit(audit_written(*asked(str(office), category, audit_date, reference_year, edition)))


def asked(office: str, category: str, audit_date: str, reference_year: int, edition: str) -> tuple[Document, Path]:
    """Return the parameters of an audit and where they are relative to, from what ``audit_office`` is given."""
    if not (category or audit_date or reference_year or edition):
        path = find_params(office)
        return read_yaml(path), path.resolve().parent.parent
    written = {
        "dossier": office,
        "category": category,
        "audit_date": audit_date,
        "reference_year": reference_year,
        "edition": edition,
    }
    return Document("paramètres", written, {}, ()), Path.cwd()


class OfficeAudit:
    """An audit: ``verdict``, tables ``findings`` and ``requirements``, ``why(…)`` and ``what_if(…)``.

    A notebook shows it as a card. ``record`` is the record that the functions of ``ota.show`` draw; nothing alters it.

    >>> import otanalysis as ota
    >>> audit = ota.audit_office("pays-de-serres-en-quercy")
    >>> audit.findings["status"].value_counts().to_dict()
    {'met': 11, 'not_applicable': 6, 'blocking': 2}
    """

    def __init__(self, record: Audit) -> None:
        self.record = record

    @property
    def name(self) -> str:
        """Return the name of the folder of the dossier."""
        return self.record.name

    @property
    def category(self) -> str:
        """Return the category audited, as the edition names it."""
        return self.record.category

    @property
    def verdict(self) -> str:
        """Return the verdict: « classable », « non classable en l'état », « à documenter »… (the préfet classifies)."""
        return self.record.verdict

    @property
    def findings(self) -> pd.DataFrame:
        """Return one row a criterion of the edition.

        Columns: criterion (its id), label, family (its title), status ("met", "blocking", "undocumented",
        "not_applicable" outside the category), standing ("verbatim", "reported", "deduced", "recalled": how sure the
        rule is), illustrative (rests on data that do not describe the office), action (what to do; empty when met).
        """
        return tables.findings_table(self.record)

    @property
    def requirements(self) -> pd.DataFrame:
        """Return one row a requirement of the category's criteria, one for each bureau where it is verified.

        Columns: criterion, requirement (ids), label, bureau (its name, empty for the office), status, reason (French),
        measured, threshold and margin (measured minus threshold; floats in ``unit``, NaN when nothing is counted),
        unit ("jour", "h", "ETP", "%"…), standing, illustrative, action.
        """
        return tables.requirements_table(self.record)

    def why(self, criterion: str | int) -> shown.Shown:
        """Return what a criterion rests on: rule, source, threshold, measure, margin, papers, file and line.

        ``criterion`` is an id or its number ("C15", "15", 15). Raises InputError for one that the edition has not.

        >>> import otanalysis as ota
        >>> print(ota.audit_office("pays-de-serres-en-quercy").why("C15").markdown.splitlines()[0])
        **15. Les moyens humains : 3 ETP dont un responsable** : ✗ bloquant
        """
        found = _finding(self.record, str(criterion).strip())
        html = shown.card(criteria.one(self.record, found).html)
        return shown.Shown(html, shown.why_markdown(self.record, found))

    def what_if(
        self,
        *,
        category: str = "",
        edition: str = "",
        audit_date: str = "",
        fte: float | None = None,
        contracts: Sequence[Mapping[str, object]] | None = None,
        hours: str | OfficeHours | Mapping[str, str | OfficeHours] | None = None,
        **facts: Any,  # noqa: ANN401 - the catalogue gives the shape of each
    ) -> OfficeAudit:
        """Return the audit as it would be if some things were otherwise; this one stays as it is.

        ``category``, ``edition``, ``audit_date``: as ``audit_office`` takes them. ``fte``: full-time equivalents in all
        (posts without function are added, or every contract is reduced in the same proportion). ``contracts``: in place
        of those of the dossier, with the keys that a dossier gives them. ``hours``: an OpenStreetMap string or what
        ``ota.hours`` returns, for the main bureau, or one for each bureau by its id. Others are facts of
        ``otanalysis/law/faits.yaml``, with the values of a dossier; a bureau's fact is that of every bureau, and None
        means that the dossier does not say it. All that is supposed is marked as illustrative, and listed among what
        the audit was made from. Raises InputError, in French, for a name or a value that cannot be.

        >>> import otanalysis as ota
        >>> supposed = ota.audit_office("pays-de-serres-en-quercy").what_if(fte=4, ot_site_a_jour=False)
        >>> supposed.findings.query("status in ['blocking', 'undocumented']")["criterion"].tolist()
        ['C10', 'C15', 'C19']
        """
        said = {
            "category": category or None,
            "edition": edition or None,
            "audit_date": audit_date or None,
            "fte": fte,
            "contracts": contracts,
            "hours": hours,
        }
        return OfficeAudit(what_if.supposed(self.record, {k: v for k, v in said.items() if v is not None}, facts))

    def __repr__(self) -> str:
        about = f"{self.name}, catégorie {self.category}, {self.record.audit_date}"
        return f"OfficeAudit({about} : {self.verdict})"

    def _repr_html_(self) -> str:
        return shown.audit_html(self.record)

    def _repr_markdown_(self) -> str:
        return shown.audit_markdown(self.record)


def _finding(audit: Audit, criterion: str) -> Finding:
    """Return the finding of a criterion, by its id or its number."""
    known = {f.criterion.id: f for f in audit.findings}
    found = known.get(criterion.upper()) or {number_of(f): f for f in audit.findings}.get(criterion)
    if found is None:
        message = f"critère inconnu « {criterion} » dans l'édition {audit.edition.id}"
        raise InputError([Problem("why", 0, "", message, did_you_mean(criterion, known))])
    return found
