"""Tidy tables of audits, of their comparison and of hours: one row a thing, one unit a column."""

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from otanalysis.audit.comparison import Comparison
from otanalysis.audit.document import comparable
from otanalysis.audit.findings import Audit
from otanalysis.opening.calendar import OpeningCalendar, dates_of, minutes_per_day

FINDINGS = ("criterion", "label", "family", "status", "standing", "illustrative", "action")
REQUIREMENTS = (
    "criterion", "requirement", "label", "bureau", "status", "reason", "measured", "threshold", "margin", "unit",
    "standing", "illustrative", "action",
)  # fmt: skip
CHANGES = ("criterion", "requirement", "label", "bureau", "status", "measured", "threshold", "margin", "unit")
NUMBERS = ("measured", "threshold", "margin")
SIDES = ("before", "after")


def table(rows: Iterable[Mapping[str, Any]], columns: Iterable[str]) -> pd.DataFrame:
    """Return rows as a table with these columns, whether there are rows or not; numbers are floats."""
    found = pd.DataFrame([dict(row) for row in rows], columns=list(columns))
    numbers = [name for name in found.columns if name.removesuffix("_before").removesuffix("_after") in NUMBERS]
    return found.astype(dict.fromkeys(numbers, "float64"))


def findings_table(audit: Audit) -> pd.DataFrame:
    """Return one row a criterion of the edition."""
    titles = {family.id: family.title for family in audit.edition.families}
    return table((_criterion(f, titles) for f in comparable(audit)["findings"]), FINDINGS)


def _criterion(found: dict[str, Any], titles: dict[str, str]) -> dict[str, Any]:
    requirements = found["requirements"]
    actions = dict.fromkeys(r["action"] for r in requirements if r["action"])
    illustrative = any(r["illustrative"] for r in requirements)
    family = titles[found["family"]]
    told = {name: found[name] for name in ("criterion", "label", "status", "standing")}
    return {**told, "family": family, "illustrative": illustrative, "action": " ".join(actions)}


def requirements_table(audit: Audit) -> pd.DataFrame:
    """Return one row a requirement of the category's criteria, by bureau when it is verified in each."""
    rows = ((f["criterion"], r) for f in comparable(audit)["findings"] for r in f["requirements"])
    return table(({**r, "criterion": criterion, "requirement": r["id"]} for criterion, r in rows), REQUIREMENTS)


def changes_table(found: Comparison) -> pd.DataFrame:
    """Return one row a requirement that changed, its status and figures before and after."""
    names = [name for name in CHANGES[4:] if name != "unit"]
    pairs = ((change.criterion, pair) for change in found.criteria for pair in change.requirements)
    rows = []
    for criterion, pair in pairs:
        one = pair.after or pair.before
        told = {name: getattr(one, name) for name in ("label", "bureau", "unit")}
        sides = zip(SIDES, (pair.before, pair.after), strict=True)
        values = {f"{name}_{side}": getattr(known, name, None) for side, known in sides for name in names}
        rows.append({"criterion": criterion, "requirement": pair.requirement, **told, **values})
    return table(rows, [*CHANGES[:4], *(f"{name}_{side}" for name in names for side in SIDES), "unit"])


def days_table(calendar: OpeningCalendar) -> pd.DataFrame:
    """Return one row a day of the year."""
    days = pd.to_datetime(dates_of(calendar.year))
    return pd.DataFrame({"day": days, "minutes": minutes_per_day(calendar), "described": calendar.described})
