"""otanalysis: audits of French tourism offices against the criteria of their classification.

The face of the package: what a notebook needs, and nothing else.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from otanalysis.reading.problems import InputError

if TYPE_CHECKING:
    from otanalysis.audit.findings import Audit
    from otanalysis.law.loader import load_edition
    from otanalysis.office import audit_office
    from otanalysis.report import order_sections as order
    from otanalysis.report import show

__all__ = ["Audit", "InputError", "audit_office", "load_edition", "order", "show"]


def __getattr__(name: str) -> Any:  # noqa: ANN401
    """Load the audit, and pandas with it, or the report, and matplotlib with it, only when somebody asks for it."""
    if name == "show":
        return import_module("otanalysis.report.show")
    if name == "order":
        return import_module("otanalysis.report.order_sections")
    homes = {
        "Audit": "otanalysis.audit.findings",
        "audit_office": "otanalysis.office",
        "load_edition": "otanalysis.law.loader",
    }
    if name in homes:
        return getattr(import_module(homes[name]), name)
    raise AttributeError(f"module 'otanalysis' has no attribute {name!r}")
