"""What every chart is made of: one style, one way of writing it, its alternative text and its data table."""

import base64
import io
import re
import textwrap
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any

import matplotlib as mpl
import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.collections import PolyCollection
from matplotlib.figure import Figure, SubFigure
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import text_to_path
from numpy.typing import NDArray

from otanalysis.french import number
from otanalysis.report.html import Html, Table, render
from otanalysis.report.svg import compact

# Okabe and Ito's colours, told apart by every kind of colour vision.
BLUE, ORANGE, GREEN, INK, PALE, GREY = "#0072B2", "#D55E00", "#00704F", "#22303C", "#E8ECEF", "#6B7780"
WIDTH, MARGIN = 4.7, 0.07
SMALL, FOOT = 8.0, 7.5
Style = dict[str, Any]
STYLE: dict[Any, Any] = {
    "font.family": "sans-serif",
    "font.sans-serif": ["DejaVu Sans"],
    "font.size": 8.5,
    "legend.fontsize": SMALL,
    "legend.frameon": False,
    "legend.borderpad": 0,
    "legend.borderaxespad": 0,
    "legend.labelspacing": 0.3,
    "text.parse_math": False,
    "svg.fonttype": "none",
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.edgecolor": GREY,
    "text.color": INK,
    "axes.labelcolor": INK,
    "xtick.color": INK,
    "ytick.color": INK,
    "hatch.linewidth": 0.6,
}


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
        src = "data:image/svg+xml;base64," + base64.b64encode(self.svg.encode()).decode()
        width, height = (round(float(points) * 96 / 72) for points in re.findall(r'="([\d.]+)pt"', self.svg)[:2])
        return render(
            "chart", title=self.title, src=src, alt=self.alt, table=self.table, source=self.source, notes=self.notes,
            width=width, height=height,
        )  # fmt: skip


@contextmanager
def drawn(name: str, height: float, source: str, illustrative: bool) -> Iterator[tuple[SubFigure, io.StringIO]]:
    """Yield a figure of some inches in the house style; on leaving, it is written above its signed foot.

    The bytes of the SVG depend on nothing but what is drawn.
    """
    text = io.StringIO()
    with mpl.rc_context({**STYLE, "svg.hashsalt": name}):
        told = wrapped(f"Source : {source}" if source else "", WIDTH - (1.5 if illustrative else 0.15), FOOT)
        foot = 0.12 + line_height(FOOT) * max(told.count("\n") + bool(told), illustrative)
        figure = Figure(figsize=(WIDTH, height + foot))
        parts = figure.subfigures(2, 1, squeeze=False, height_ratios=(height, foot))
        sign(parts[1, 0], told, illustrative)
        yield parts[0, 0], text
        written = io.StringIO()
        figure.savefig(written, format="svg", metadata={"Date": None, "Creator": None})
        text.write(compact(written.getvalue()))


def sign(strip: SubFigure, source: str, illustrative: bool) -> None:
    """Write the source and « données illustratives » on the figure, for the day when it is copied out of its page."""
    side, line = MARGIN / WIDTH, 0.04 / height_of(strip)  # where the last line stands
    strip.text(side, line, source, va="baseline", fontsize=FOOT)
    if illustrative:
        strip.text(1 - side, line, "données illustratives", ha="right", va="baseline", style="italic", fontsize=FOOT)


def wrapped(text: str, inches: float, size: float, weight: str = "normal") -> str:
    """Return a text cut into lines of at most ``inches`` at a font size in points; long words are cut too."""
    text = re.sub(r"\s*\n\s*", " ", text.strip())
    whole = _width(text, size, weight)
    if whole <= inches:
        return text
    longest = int(1.3 * len(text) * inches / whole)  # a line has few letters narrower than the average
    cuts = (textwrap.wrap(text, characters) for characters in range(max(longest, 1), 0, -1))
    return "\n".join(next(lines for lines in cuts if max(_width(line, size, weight) for line in lines) <= inches))


@lru_cache(4096)
def _width(line: str, size: float, weight: str) -> float:
    """Return the width in inches of a line in the widest font that a reader's machine may choose."""
    font = FontProperties(size=size, weight=weight)
    width: float = text_to_path.get_text_width_height_descent(line, font, False)[0]
    return width / 72


def line_height(size: float) -> float:
    """Return the height in inches of a line of text at a font size in points."""
    return size * 1.4 / 72


def height_of(figure: SubFigure) -> float:
    """Return the height in inches of a part of a figure: its drawing, or its foot."""
    return float(figure.figure.get_figheight() * figure.bbox_relative.height)


def placed(figure: SubFigure, left: float, top: float, width: float, height: float) -> Axes:
    """Return new axes at some inches from the left and the top of the figure, of some inches."""
    whole = height_of(figure)
    return figure.add_axes((left / WIDTH, 1 - (top + height) / whole, width / WIDTH, height / whole))


def keyed(figure: SubFigure, handles: Sequence[Artist], left: float, top: float, columns: int = 1) -> None:
    """Write a legend at some inches from the left and the top of the figure."""
    place = (left / WIDTH, 1 - top / height_of(figure))
    figure.legend(handles=handles, loc="upper left", bbox_to_anchor=place, ncols=columns, columnspacing=1)


def bare(axes: Axes) -> Axes:
    """Return axes without lines nor ticks; their labels stay."""
    axes.tick_params(length=0)
    axes.spines[:].set_visible(False)
    return axes


def blocks(values: NDArray[Any]) -> list[tuple[int, int, float]]:
    """Return the start, length and value of each run of equal values that are not zero."""
    cuts = [0, *(np.flatnonzero(np.diff(values)) + 1).tolist(), len(values)]
    return [(start, end - start, float(values[start])) for start, end in pairwise(cuts) if values[start]]


def boxes(bars: Sequence[tuple[float, float, float, float]], **style: Any) -> PolyCollection:  # noqa: ANN401 - matplotlib's
    """Return horizontal bars as one artist, several times cheaper than one each: start, middle, length, thickness."""
    start, middle, length, thick = np.array(bars, dtype=float).reshape(-1, 4).T
    left, right, low, high = start, start + length, middle - thick / 2, middle + thick / 2
    corners = np.array([[left, low], [right, low], [right, high], [left, high]]).transpose(2, 0, 1)
    style = {"facecolor": style.pop("color"), "joinstyle": "miter", **style}
    return PolyCollection(list(corners), **style)


def capital(text: str) -> str:
    """Return a text with a capital letter."""
    return text[:1].upper() + text[1:]


def known_sum(values: NDArray[np.floating]) -> float | str | None:
    """Return a sum as a table shows it: None when nothing is known, « au moins … » when something is not."""
    unknown = np.isnan(values)
    if unknown.all():
        return None
    total = round(float(np.nansum(values)), 2)
    return f"au moins {number(total)}" if unknown.any() else total
