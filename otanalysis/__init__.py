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
    from otanalysis.report import show, territory
    from otanalysis.store.observatory import observatory
    from otanalysis.store.territories import load_territory

__all__ = [
    "Audit",
    "InputError",
    "audit_office",
    "load_edition",
    "load_territory",
    "observatory",
    "order",
    "show",
    "territory",
]


def __getattr__(name: str) -> Any:  # noqa: ANN401
    """Load what somebody asks for, and pandas, matplotlib or SQLAlchemy with it, only then."""
    modules = {
        "show": "otanalysis.report.show",
        "order": "otanalysis.report.order_sections",
        "territory": "otanalysis.report.territory",
    }
    homes = {
        "Audit": "otanalysis.audit.findings",
        "audit_office": "otanalysis.office",
        "load_edition": "otanalysis.law.loader",
        "load_territory": "otanalysis.store.territories",
        "observatory": "otanalysis.store.observatory",
    }
    if name in modules:
        return import_module(modules[name])
    if name in homes:
        return getattr(import_module(homes[name]), name)
    raise AttributeError(f"module 'otanalysis' has no attribute {name!r}")
