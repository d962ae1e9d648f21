"""A sheet of inches: what is drawn stands where it was put, in points, whatever the ink."""

import re
import xml.etree.ElementTree as ET

import matplotlib as mpl
import numpy as np
import pytest
from chart_makers import SVG, texts_drawn

from otanalysis.report.sheet import Fill, Font, Mark, Panel, Sheet, Stroke, keyed


@pytest.fixture
def sheet():
    with mpl.rc_context({"svg.fonttype": "none", "svg.hashsalt": "x"}):
        yield Sheet(4, 2)


def paths(sheet):
    sheet.finish()
    return [
        [float(n) for n in re.findall(r"-?[\d.]+", path.get("d"))]
        for path in ET.fromstring(sheet.svg).iter(f"{SVG}path")
    ]


def test_boxes_are_in_points_from_the_top_left_corner_and_in_one_path(sheet):
    sheet.boxes([1, 2], 0.5, 0.25, [0.5, 1], Fill("#0072B2"))
    (found,) = paths(sheet)
    xs, ys = np.array(found).reshape(2, -1, 2).transpose(2, 0, 1)
    assert (xs.min(1).tolist(), xs.max(1).tolist()) == ([72, 144], [90, 162])
    assert (ys.min(1).tolist(), ys.max(1).tolist()) == ([36, 36], [72, 108])


def test_nothing_to_draw_draws_nothing(sheet):
    sheet.boxes([], [], [], [], Fill("#0072B2"))
    sheet.lines(np.empty((0, 2, 2)), Stroke("#0072B2"))
    sheet.words(1, 1, "")
    assert paths(sheet) == []


def test_a_panel_puts_values_between_its_sides():
    panel = Panel(1, 0.5, 2, 1, (0, 10, 100, 0))
    assert panel.x(5) == 2
    assert panel.y([100, 0, 50]).tolist() == [0.5, 1.5, 1]


@pytest.mark.parametrize(("across", "left"), [("left", 72), ("center", 72), ("right", 72)])
def test_words_stand_by_the_part_that_is_named(sheet, across, left):
    sheet.words(1, 1, "mot", Font(10), across, "middle")
    sheet.finish()
    [(word, (start, top, end, low))], _ = texts_drawn(sheet.svg)
    assert word == "mot"
    assert {"left": start, "center": (start + end) / 2, "right": end}[across] == pytest.approx(left)
    assert top < 72 < low


def test_lines_of_words_go_down_and_their_block_is_where_asked(sheet):
    sheet.words(1, 1, "un\ndeux", up="bottom")
    sheet.finish()
    found, _ = texts_drawn(sheet.svg)
    assert [word for word, _ in found] == ["un", "deux"]
    assert found[0][1][3] < found[1][1][3] == pytest.approx(72, abs=0.1)


def test_pixels_keep_their_rows_from_top_to_bottom_and_their_place(sheet):
    import base64
    import io

    from matplotlib.image import imread

    colours = np.array([[[1, 0, 0, 1]], [[0, 0, 1, 1]]], dtype=float)
    sheet.pixels(1, 0.5, 2, 1, colours)
    sheet.finish()
    image = next(ET.fromstring(sheet.svg).iter(f"{SVG}image"))
    png = base64.b64decode(image.get("{http://www.w3.org/1999/xlink}href").split(",")[1])
    a, b, c, d, e, f = (float(n) for n in re.findall(r"-?[\d.]+", image.get("transform")))
    assert (b, c) == (0, 0)
    drawn = imread(io.BytesIO(png))
    first_row = e, f if d > 0 else f + d * 2
    assert first_row == (72, 36)
    assert (drawn if d > 0 else drawn[::-1])[0, 0].tolist() == [1, 0, 0, 1]
    assert (abs(a), abs(d) * 2) == (144, 72)


def test_a_key_shows_its_inks_and_columns_do_not_touch(sheet):
    keys = [((Fill("#D55E00"),), "un nom assez long"), ((Stroke("#22303C"), Mark("|", 7, "#22303C")), "deux")]
    keyed(sheet, keys, 0, 0, 2)
    sheet.finish()
    (_, first), (_, second) = texts_drawn(sheet.svg)[0]
    assert first[2] < second[0]
    assert "<use" in sheet.svg
