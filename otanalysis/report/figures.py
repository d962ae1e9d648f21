"""What every chart is made of: one style, one way of writing it, its alternative text and its data table."""

import base64
import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import matplotlib as mpl
from matplotlib.figure import Figure

from otanalysis.report.html import Html, Table, render

# Okabe and Ito's colours, told apart by every kind of colour vision.
BLUE, ORANGE, GREEN, INK, PALE = "#0072B2", "#D55E00", "#00704F", "#22303C", "#E8ECEF"
WIDTH = 4.7
STYLE: dict[Any, Any] = {
    "font.family": "sans-serif",
    "font.size": 8.5,
    "svg.fonttype": "none",
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.edgecolor": "#6B7780",
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
    size: tuple[float, float]
    alt: str
    table: Table
    source: str = ""
    notes: tuple[str, ...] = ()

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        return {"text/html": self.html().html, "text/plain": self.alt}

    def html(self) -> Html:
        """Return the chart as a figure of the page: no address, no script, alternative text, data table."""
        src = "data:image/svg+xml;base64," + base64.b64encode(self.svg.encode()).decode()
        width, height = (round(inches * 96) for inches in self.size)
        return render(
            "chart", title=self.title, src=src, alt=self.alt, table=self.table, source=self.source, notes=self.notes,
            width=width, height=height,
        )  # fmt: skip


@contextmanager
def drawn(name: str, height: float) -> Iterator[tuple[Figure, io.StringIO]]:
    """Yield a figure in the house style; on leaving, it is written as SVG whose bytes depend on nothing else."""
    text = io.StringIO()
    with mpl.rc_context({**STYLE, "svg.hashsalt": name}):
        figure = Figure(figsize=(WIDTH, height))
        yield figure, text
        figure.savefig(text, format="svg", metadata={"Date": None, "Creator": None})


def mark_illustrative(figure: Figure, illustrative: bool) -> None:
    """Write « données illustratives » on the figure itself, for the day when it is copied out of its page."""
    if illustrative:
        figure.text(0.985, 0.012, "données illustratives", ha="right", va="bottom", style="italic", fontsize=7.5)
