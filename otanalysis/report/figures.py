"""What every chart is made of: one style, one way of writing it, its alternative text and its data table."""

import re
import textwrap
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from typing import Any
from urllib.parse import quote

import matplotlib as mpl
import numpy as np
from markupsafe import Markup
from matplotlib.ticker import MaxNLocator
from numpy.typing import NDArray

from otanalysis.french import number
from otanalysis.report.html import Html, Table, render
from otanalysis.report.sheet import FOOT, PALE, Font, Panel, Sheet, Stroke, line_height, width_of
from otanalysis.report.svg import TAG

WIDTH, MARGIN = 3.4, 0.07  # inches: as wide as a phone, where a letter of 8 points is 11 pixels
IN_AN_ADDRESS = str.maketrans({sign: quote(sign) for sign in '%#<>"&\n'})
PLAIN_VALUE = re.compile(r'="([^"\']*)"')
STYLE: dict[Any, Any] = {"svg.fonttype": "none", "font.sans-serif": ["DejaVu Sans"]}


@dataclass(frozen=True)
class Chart:
    """A figure as SVG text, its title, its alternative text and its data; a notebook shows all four."""

    title: str
    svg: str
    alt: str
    table: Table
    source: str = ""
    notes: tuple[str, ...] = ()

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        return {"text/html": self.html().html, "text/plain": self.alt}

    def html(self) -> Html:
        """Return the chart as a figure of the page: no address, no script, alternative text, data table."""
        width, height = (round(float(points) * 96 / 72) for points in re.findall(r'="([\d.]+)pt"', self.svg)[:2])
        return render(
            "chart", title=self.title, src=address(self.svg), alt=self.alt, table=self.table, source=self.source,
            notes=self.notes, width=width, height=height,
        )  # fmt: skip


def address(svg: str) -> Markup:
    """Return an SVG as the address of an image, a sixth lighter than base64 would make it."""
    quoted = TAG.sub(lambda tag: PLAIN_VALUE.sub(r"='\1'", tag[0]), svg)
    return Markup("data:image/svg+xml," + quoted.translate(IN_AN_ADDRESS))  # noqa: S704 - no sign of markup is left


@contextmanager
def drawn(name: str, height: float, source: str, illustrative: bool) -> Iterator[Sheet]:
    """Yield a sheet of some inches in the house style, with its signed foot under it.

    The bytes of its SVG depend on nothing but what is drawn.
    """
    told = wrapped(f"Source : {source}" if source else "", WIDTH - 2 * MARGIN, Font(FOOT))
    foot = 0.12 + line_height(FOOT) * (told.count("\n") + bool(told) + illustrative)
    with mpl.rc_context({**STYLE, "svg.hashsalt": name}):
        sheet = Sheet(WIDTH, height + foot)
        yield sheet
        sign(sheet, told, illustrative)
        sheet.finish()


def sign(sheet: Sheet, source: str, illustrative: bool) -> None:
    """Write the source and « données illustratives » on the figure, for the day when it is copied out of its page."""
    line = sheet.height - 0.04  # where the last line stands
    if illustrative:
        sheet.words(WIDTH - MARGIN, line, "données illustratives", Font(FOOT, slant="italic"), "right")
    sheet.words(MARGIN, line - illustrative * line_height(FOOT), source, Font(FOOT))


def wrapped(text: str, inches: float, font: Font) -> str:
    """Return a text cut into lines of at most some inches; long words are cut too."""
    text = re.sub(r"\s*\n\s*", " ", text.strip())
    whole = width_of(text, font)
    if whole <= inches:
        return text
    longest = int(1.3 * len(text) * inches / whole)  # a line has few letters narrower than the average
    cuts = (textwrap.wrap(text, characters) for characters in range(max(longest, 1), 0, -1))
    return "\n".join(next(lines for lines in cuts if max(width_of(line, font) for line in lines) <= inches))


def blocks(values: NDArray[Any]) -> list[tuple[int, int, float]]:
    """Return the start, length and value of each run of equal values that are not zero."""
    cuts = [0, *(np.flatnonzero(np.diff(values)) + 1).tolist(), len(values)]
    return [(start, end - start, float(values[start])) for start, end in pairwise(cuts) if values[start]]


def steps_up_to(most: float) -> list[float]:
    """Return round values from zero to at most ``most``, four to seven of them, for the scale beside a drawing."""
    return [float(value) for value in MaxNLocator(6, steps=[1, 2, 2.5, 5, 10]).tick_values(0, most) if value <= most]


def scaled(sheet: Sheet, panel: Panel, most: float, told: Callable[[float], str]) -> None:
    """Write round values up to the most beside a panel, as they are told, each with its line across."""
    marks = steps_up_to(most)
    sheet.lines([[(panel.left, y), (panel.left + panel.width, y)] for y in panel.y(marks)], Stroke(PALE, 0.8))
    for mark in marks:
        sheet.words(panel.left - 0.05, panel.y(mark), told(mark), Font(), "right", "middle")


def known_sum(values: NDArray[np.floating]) -> float | str | None:
    """Return a sum as a table shows it: None when nothing is known, « au moins … » when something is not."""
    unknown = np.isnan(values)
    if unknown.all():
        return None
    total = round(float(np.nansum(values)), 2)
    return f"au moins {number(total)}" if unknown.any() else total
