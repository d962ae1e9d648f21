"""HTML by templates that escape everything: what an office is called never becomes markup."""

from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from otanalysis import french

TEMPLATES = Path(__file__).parent / "templates"
STYLE = TEMPLATES / "otaudit" / "style.css"


@dataclass(frozen=True)
class Html:
    """A piece of page that a notebook displays; ``data`` goes beside it for machines."""

    html: str
    data: dict[str, Any] = field(default_factory=dict)

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:  # noqa: ANN401
        return {"text/html": self.html, **self.data}


@dataclass(frozen=True)
class Table:
    """A table to show: a caption, column titles, rows of cells (the first cell of a row is its title)."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...]
    illustrative: bool = False


@cache
def environment() -> Environment:
    """Return the Jinja environment of the report: autoescape, French filters, undefined names refused."""
    env = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.filters |= {"cell": cell, "day": french.day, "joined": french.joined, "number": french.number}
    env.filters["unbreakable"] = french.unbreakable
    return env


def render(template: str, **values: object) -> Html:
    """Return a template of ``templates/sections`` filled with values."""
    return Html(str(environment().get_template(f"sections/{template}.html.j2").render(**values)))


def cell(value: object) -> str | Markup:
    """Return a table cell the French way: numbers, dates, a dash for what is unknown."""
    if value is None:
        return "—"
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, int | float):
        return french.number(value)
    if isinstance(value, date):
        return french.day(value)
    return value if isinstance(value, Markup) else str(value)
