"""otanalysis: audits of French tourism offices against the criteria of their classification.

The face of the package: what a notebook needs, and nothing else.
"""

from typing import TYPE_CHECKING, Any

from otanalysis.audit.findings import Audit
from otanalysis.office import audit_office
from otanalysis.reading.problems import InputError

if TYPE_CHECKING:
    from otanalysis.report import show

__all__ = ["Audit", "InputError", "audit_office", "show"]


def __getattr__(name: str) -> Any:  # noqa: ANN401
    """Load the report, and matplotlib with it, only when a notebook shows something."""
    if name == "show":
        from otanalysis.report import show

        return show
    raise AttributeError(f"module 'otanalysis' has no attribute {name!r}")
