"""A sheet of paper in inches, drawn by matplotlib's SVG renderer without axes nor ticks, which cost ten times more."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

import numpy as np
from matplotlib.backends.backend_svg import RendererSVG
from matplotlib.colors import to_rgba
from matplotlib.font_manager import FontProperties
from matplotlib.markers import MarkerStyle
from matplotlib.path import Path
from matplotlib.text import Text
from matplotlib.textpath import text_to_path
from matplotlib.transforms import Affine2D
from numpy.typing import ArrayLike, NDArray

from otanalysis.report.svg import compact

POINTS = 72  # in an inch
# Okabe and Ito's colours, told apart by every kind of colour vision.
BLUE, ORANGE, GREEN, INK, PALE, GREY = "#0072B2", "#D55E00", "#00704F", "#22303C", "#E8ECEF", "#6B7780"
SMALL, FOOT = 8.5, 8.0
# Where the line of a text stands, in heights of letter under its top, its middle, its bottom.
BASELINES = {"top": 0.8, "middle": 0.36, "bottom": -0.24, "baseline": 0.0}


@dataclass(frozen=True)
class Fill:
    """How a surface is filled: its colour, its edge and that edge's width in points, its hatch."""

    colour: str
    edge: str = "white"
    line: float = 0
    hatch: str = ""


@dataclass(frozen=True)
class Stroke:
    """How a line is drawn: its colour, its width in points, the lengths of its dashes and of the gaps between them."""

    colour: str
    width: float = 1
    dashes: tuple[float, ...] = ()


@dataclass(frozen=True)
class Mark:
    """A sign put at a place: matplotlib's marker, its size in points, its colours, the width of its line in points."""

    sign: str
    size: float
    colour: str
    edge: str = INK
    line: float = 1


Slant = Literal["normal", "italic"]
Across = Literal["left", "center", "right"]
Ink = Fill | Stroke | Mark
Key = tuple[tuple[Ink, ...], str]  # inks drawn over one another, and what they are called


@dataclass(frozen=True)
class Font:
    """How a text is written: its size in points, its weight, its slant, its colour."""

    size: float = SMALL
    weight: str = "normal"
    slant: Slant = "normal"
    colour: str = INK


@dataclass(frozen=True)
class Panel:
    """A part of a sheet, in inches from its left and its top, and the values at its sides: left, right, top, bottom."""

    left: float
    top: float
    width: float
    height: float
    sides: tuple[float, float, float, float]

    def x(self, value: ArrayLike) -> Any:  # noqa: ANN401 - a number for a number, an array for an array
        """Return the inches from the left of the sheet at which a value stands."""
        first, last = self.sides[:2]
        return self.left + (np.asarray(value, dtype=float) - first) / (last - first) * self.width

    def y(self, value: ArrayLike) -> Any:  # noqa: ANN401 - a number for a number, an array for an array
        """Return the inches from the top of the sheet at which a value stands."""
        first, last = self.sides[2:]
        return self.top + (np.asarray(value, dtype=float) - first) / (last - first) * self.height


class Sheet:
    """A sheet on which what comes last lies over the rest; all lengths are inches from its left and its top."""

    def __init__(self, width: float, height: float) -> None:
        self.width, self.height = width, height
        self.svg, self._written = "", io.StringIO()
        size, undated = (width * POINTS, height * POINTS), {"Date": None, "Creator": None}
        self._renderer: Any = RendererSVG(*size, self._written, metadata=undated)  # type: ignore[no-untyped-call]
        self._place = Affine2D().scale(POINTS, -POINTS).translate(0, height * POINTS)

    def boxes(self, left: ArrayLike, top: ArrayLike, width: ArrayLike, height: ArrayLike, fill: Fill) -> None:
        """Draw rectangles, all in one path."""
        left, top, width, height = np.broadcast_arrays(*np.atleast_1d(left, top, width, height))
        right, low = left + width, top + height
        corners = [[left, top], [right, top], [right, low], [left, low], [left, top]]
        self._draw(np.array(corners).transpose(2, 0, 1), fill, closed=True)

    def surface(self, corners: ArrayLike, fill: Fill) -> None:
        """Draw one closed shape by its corners, shape (corners, 2), the last being the first."""
        self._draw(np.asarray(corners, dtype=float)[None], fill, closed=True)

    def lines(self, points: ArrayLike, stroke: Stroke) -> None:
        """Draw lines of as many points each, shape (lines, points, 2), all in one path."""
        self._draw(np.asarray(points, dtype=float), stroke)

    def marks(self, places: ArrayLike, mark: Mark) -> None:
        """Draw a sign at each place, shape (places, 2)."""
        sign = MarkerStyle(mark.sign)
        pen, size = self._pen(Stroke(mark.edge, mark.line)), Affine2D().scale(mark.size)
        pen.set_joinstyle("miter")
        face = to_rgba(mark.colour) if sign.is_filled() else None
        path = Path(np.reshape(places, (-1, 2)))
        self._renderer.draw_markers(pen, sign.get_path(), sign.get_transform() + size, path, self._place, face)

    def pixels(self, left: float, top: float, width: float, height: float, colours: NDArray[Any]) -> None:
        """Draw a picture of a few colours, shape (rows, columns, 4), 0 to 1; each is a rectangle with sharp edges."""
        image = np.ascontiguousarray(np.round(255 * colours).astype(np.uint8))
        size = Affine2D().scale(width * POINTS, height * POINTS)
        low = (self.height - top - height) * POINTS
        self._renderer.draw_image(self._pen(None), left * POINTS, low, image[::-1], size)

    def words(
        self, x: float, y: float, text: str, font: Font = Font(), across: Across = "left", up: str = "baseline"
    ) -> None:
        """Write a text: ``across`` and ``up`` (top, middle, bottom, baseline) say which part of it stands there."""
        lines = text.split("\n")
        more = {"top": 0.0, "middle": 0.5}.get(up, 1.0) * (len(lines) - 1)
        for n, line in enumerate(lines):
            down = y + (n - more) * line_height(font.size) + BASELINES[up] * font.size / POINTS
            self._write(x, down, line, font, across)

    def _write(self, x: float, y: float, line: str, font: Font, across: Across) -> None:
        if line:
            pen, (right, high) = self._pen(Stroke(font.colour)), (x * POINTS, (self.height - y) * POINTS)
            anchor = Text(right, high, horizontalalignment=across)
            self._renderer.draw_text(pen, right, y * POINTS, line, face_of(font), 0, mtext=anchor)

    def _draw(self, shapes: NDArray[np.float64], ink: Fill | Stroke, closed: bool = False) -> None:
        """Draw shapes of as many points each as one path."""
        if not shapes.size:
            return
        codes = np.full(shapes.shape[1], Path.LINETO)
        codes[0], codes[-1] = Path.MOVETO, Path.CLOSEPOLY if closed else codes[-1]
        path = Path(shapes.reshape(-1, 2), np.tile(codes, len(shapes)))
        path.should_simplify = False
        face = to_rgba(ink.colour) if isinstance(ink, Fill) else None
        self._renderer.draw_path(self._pen(ink), path, self._place, face)

    def _pen(self, ink: Fill | Stroke | None) -> Any:  # noqa: ANN401 - matplotlib does not type it
        pen = self._renderer.new_gc()
        if isinstance(ink, Stroke):
            pen.set_foreground(ink.colour)
            pen.set_linewidth(ink.width)
            pen.set_dashes(0, list(ink.dashes) or None)
        elif ink:
            pen.set_foreground(ink.edge)
            pen.set_linewidth(ink.line)
            pen.set_joinstyle("miter")
            if ink.hatch:
                pen.set_hatch(ink.hatch)
                pen.set_hatch_color(to_rgba(ink.edge))
                pen.set_hatch_linewidth(0.6)
        return pen

    def finish(self) -> None:
        """End the drawing: ``svg`` holds it from then on."""
        self._renderer.finalize()
        self.svg = compact(self._written.getvalue())


@lru_cache(256)
def face_of(font: Font) -> FontProperties:
    """Return matplotlib's name for a font: DejaVu Sans, or what the reader's machine has in its place."""
    return FontProperties(family=["DejaVu Sans", "sans-serif"], size=font.size, weight=font.weight, style=font.slant)


def width_of(line: str, font: Font) -> float:
    """Return the width in inches of a line in the widest font that a reader's machine may choose, kerning left out."""
    return sum(_advance(letter, font.weight, font.slant) for letter in line) * font.size / POINTS


@lru_cache(4096)
def _advance(letter: str, weight: str, slant: Slant) -> float:
    """Return how far a letter goes, for letters one point high: few letters make all the lines of all the offices."""
    width: float = text_to_path.get_text_width_height_descent(letter, face_of(Font(1, weight, slant)), False)[0]
    return width


def line_height(size: float) -> float:
    """Return the height in inches of a line of text at a font size in points."""
    return size * 1.4 / POINTS


LINE = 1.05 * line_height(SMALL)  # from one meaning to the next, in inches


def sample(sheet: Sheet, left: float, middle: float, ink: Ink, width: float) -> None:
    """Draw a sample of an ink in a width, at the height of a line's middle."""
    if isinstance(ink, Fill):
        sheet.boxes(left, middle - 0.04, width, 0.08, ink)
    elif isinstance(ink, Stroke):
        sheet.lines([[(left, middle), (left + width, middle)]], ink)
    else:
        sheet.marks([(left + width / 2, middle)], ink)


def keyed(sheet: Sheet, keys: Sequence[Key], left: float, top: float, columns: int = 1) -> None:
    """Write what inks mean, column by column."""
    rows, font = -(-len(keys) // columns), Font()
    for start in range(0, len(keys), rows):
        middle = top + line_height(font.size) / 2
        column = keys[start : start + rows]
        for inks, label in column:
            high = line_height(font.size) * label.count("\n")
            for ink in inks:
                sample(sheet, left, middle, ink, 0.22)
            sheet.words(left + 0.3, middle + high / 2, label, font, up="middle")
            middle += high + LINE
        left += 0.42 + max(width_of(line, font) for _, label in column for line in label.split("\n"))
