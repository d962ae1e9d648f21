"""HTML by templates that escape everything: what an office is called never becomes markup."""

import base64
import hashlib
import re
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from otanalysis import french

TEMPLATES = Path(__file__).parent / "templates"
STYLE = TEMPLATES / "otaudit" / "style.css"

TITLE = "application/vnd.otanalysis.title+json"  # beside what a notebook shows: the title of its page
SENTENCE = 32  # letters: more than a column has room for on a phone
LONG_WORD = re.compile(r"[^\s<>-]{24,}")  # left whole, it would make its table wider than the page


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

    @property
    def counted(self) -> frozenset[int]:
        """Return the columns, from 0, that hold numbers: these are read from the right."""
        return frozenset(n for row in self.rows for n, value in enumerate(row) if n and type(value) in (int, float))

    @property
    def wordy(self) -> bool:
        """Tell whether its columns hold sentences: on a phone, each of its rows becomes a list of named lines."""
        return len(self.columns) > 3 and any(len(v) > SENTENCE for row in self.rows for v in row if isinstance(v, str))


@cache
def environment() -> Environment:
    """Return the Jinja environment of the report: autoescape, French filters, undefined names refused."""
    env = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_spaced,
    )
    env.filters |= {"cell": cell, "day": french.day, "joined": french.joined, "number": french.number, "policy": policy}
    return env


def _spaced(value: object) -> object:
    """Return what is written in a page, its French spaces kept on their line unless it is markup already."""
    return french.unbreakable(value) if type(value) is str else value


def render(template: str, **values: object) -> Html:
    """Return a template of ``templates/sections`` filled with values."""
    return Html(str(environment().get_template(f"sections/{template}.html.j2").render(**values)))


def allowed(text: str) -> str:
    """Return the fingerprint by which a Content-Security-Policy allows a style or a script."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def policy(css: str) -> Markup:
    """Return the Content-Security-Policy of a page: its own style, the images that it holds, and nothing else."""
    rules = f"default-src 'none'; img-src data:; style-src '{allowed(css)}'; base-uri 'none'; form-action 'none'"
    return Markup(rules)  # noqa: S704 - nothing in it comes from a dossier


def page_foot(text: str) -> str:
    """Return the style that writes a text in the margin of every printed page; no sign of it can end the style."""
    safe = "".join(c if c.isalnum() or c == " " else f"\\{ord(c):x} " for c in text)
    return f'@page{{@bottom-left{{content:"{safe}"}}}}\n'


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
    if isinstance(value, Markup):
        return value
    return Markup(LONG_WORD.sub(_cut, str(escape(french.unbreakable(str(value))))))  # noqa: S704 - escaped


def _cut(word: re.Match[str]) -> str:
    return "<wbr>".join(re.findall(r"(?:&[^;]+;|.){1,12}", word[0]))
