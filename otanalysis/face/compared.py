"""Two audits side by side, in a notebook."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from otanalysis.audit import comparison
from otanalysis.audit.document import comparable
from otanalysis.dossier.past import PastAudit, read_past_audit
from otanalysis.face import shown, tables
from otanalysis.face.audits import OfficeAudit
from otanalysis.report import comparisons
from otanalysis.report.html import render

if TYPE_CHECKING:
    import pandas as pd


def compare(before: OfficeAudit | str | Path, after: OfficeAudit | str | Path) -> Compared:
    """Return what changed from an audit to another, and what may explain it.

    Each is what ``audit_office`` or ``what_if`` returns, or the path of an ``audit.json``. Raises InputError, in
    French, for a file that is not one.

    >>> import otanalysis as ota
    >>> audit = ota.audit_office("pays-de-serres-en-quercy")
    >>> ota.compare(audit, audit.what_if(fte=4)).changes[["requirement", "status_before", "status_after"]]
      requirement status_before status_after
    0       C15.1      blocking          met
    1       C15.3      blocking          met
    """
    return Compared(comparison.compare(_past(before), _past(after)))


def _past(audit: OfficeAudit | str | Path) -> PastAudit:
    if isinstance(audit, OfficeAudit):
        return PastAudit.model_validate(comparable(audit.record))
    return read_past_audit(Path(audit), str(audit))


class Compared:
    """Two audits compared: the table ``changes``; a notebook shows it, with what may explain it.

    >>> import otanalysis as ota
    >>> audit = ota.audit_office("pays-de-serres-en-quercy")
    >>> len(ota.compare(audit, audit).changes)
    0
    """

    def __init__(self, record: comparison.Comparison) -> None:
        self.record = record

    @property
    def changes(self) -> pd.DataFrame:
        """Return one row a requirement that changed.

        Columns: criterion, requirement (ids), label, bureau, then status, measured, threshold and margin, each with
        ``_before`` and ``_after`` (missing where an audit does not have it; numbers in ``unit``), unit.
        """
        return tables.changes_table(self.record)

    def __repr__(self) -> str:
        return "\n".join(comparisons.told(self.record))

    def _repr_html_(self) -> str:
        lines = [f"De : {comparisons.which(self.record.before)}", f"À : {comparisons.which(self.record.after)}"]
        found = comparisons.shown(self.record, "Ce qui change", "Après")
        return shown.card(render("summary", lines=lines).html + found.html)

    def _repr_markdown_(self) -> str:
        return f"```\n{self!r}\n```"
