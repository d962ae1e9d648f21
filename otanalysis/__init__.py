"""otanalysis: audits of French tourism offices against the criteria of their classification.

``import otanalysis as ota``, then:

- ``ota.offices()``, ``ota.check(name)``: the offices of ``params/``, the mistakes of one;
- ``ota.audit_office(name)``: its audit, with ``findings``, ``requirements``, ``why("C15")``, ``what_if(fte=3)``;
- ``ota.compare(a, b)``: what changes from an audit to another;
- ``ota.hours("Mo-Fr 09:00-18:00", 2025)``: a year of opening;
- ``ota.explore(name)``: hours, staff and category to move, and what follows;
- ``ota.observatory()``: every audit that was kept; ``ota.load_edition(id)``: an edition of the order;
- ``ota.load_territory(id)``: the offices of a territory side by side;
- ``ota.show``, ``ota.order`` and ``ota.territory``: the sections of the pages, one function each.

What a user writes wrong raises ``ota.InputError``: its message is French, and a notebook shows it without a traceback.
Each name is loaded when it is first used. None is the name of a part of the package (``otanalysis.audit`` is one, hence
``audit_office``): importing a part can then never hide a function.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from otanalysis.reading.problems import InputError

__all__ = [
    "Compared",
    "InputError",
    "Mistakes",
    "OfficeAudit",
    "OfficeHours",
    "audit_office",
    "check",
    "compare",
    "explore",
    "hours",
    "load_edition",
    "load_territory",
    "observatory",
    "offices",
    "order",
    "show",
    "territory",
]

if TYPE_CHECKING:
    from otanalysis.explorer.explorer import explore
    from otanalysis.face.audits import OfficeAudit, audit_office
    from otanalysis.face.compared import Compared, compare
    from otanalysis.face.hours import OfficeHours, hours
    from otanalysis.face.offices import Mistakes, check, offices
    from otanalysis.law.loader import load_edition
    from otanalysis.report import order_sections as order
    from otanalysis.report import show, territory
    from otanalysis.store.observatory import observatory
    from otanalysis.store.territories import load_territory
else:  # hidden from type checkers, to which every name would then exist
    _MODULES = {
        "show": "otanalysis.report.show",
        "order": "otanalysis.report.order_sections",
        "territory": "otanalysis.report.territory",
    }
    _HOMES = {
        "Compared": "otanalysis.face.compared",
        "Mistakes": "otanalysis.face.offices",
        "OfficeAudit": "otanalysis.face.audits",
        "OfficeHours": "otanalysis.face.hours",
        "audit_office": "otanalysis.face.audits",
        "check": "otanalysis.face.offices",
        "compare": "otanalysis.face.compared",
        "explore": "otanalysis.explorer.explorer",
        "hours": "otanalysis.face.hours",
        "load_edition": "otanalysis.law.loader",
        "load_territory": "otanalysis.store.territories",
        "observatory": "otanalysis.store.observatory",
        "offices": "otanalysis.face.offices",
    }

    def __getattr__(name: str) -> object:
        """Load what somebody asks for, and pandas, matplotlib or SQLAlchemy with it, only then."""
        if name in _MODULES:
            return import_module(_MODULES[name])
        if name in _HOMES:
            return getattr(import_module(_HOMES[name]), name)
        raise AttributeError(f"module 'otanalysis' has no attribute {name!r}")

    def __dir__() -> list[str]:
        """Return the names of the face: what completion offers."""
        return sorted({*__all__, *(name for name in globals() if name.startswith("__"))})
