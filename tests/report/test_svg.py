"""Shorter SVG: the same picture, to the pixel where the browser draws it, and texts that nothing touches."""

import io
import shutil

import matplotlib as mpl
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.figure import Figure
from matplotlib.image import imread

from otanalysis.report.svg import compact


def drawn(*texts: str) -> str:
    figure = Figure(figsize=(4, 3))
    axes = figure.subplots()
    axes.plot([1, 2.34567, 3], [0.123456, 5, 2], marker="o", linestyle="--")
    axes.bar([1, 2, 3], [1, 2, 3], hatch="//")
    for n, text in enumerate(texts):
        axes.text(1 + n, n, text, parse_math=False)
    written = io.StringIO()
    with mpl.rc_context({"svg.fonttype": "none", "svg.hashsalt": "x"}):
        figure.savefig(written, format="svg", metadata={"Date": None, "Creator": None})
    return written.getvalue()


def test_less_than_half_of_the_bytes_and_each_style_once():
    whole = drawn("un", "deux")
    short = compact(whole)
    assert len(short) < 0.6 * len(whole)
    assert "metadata" not in short
    assert "\n" not in short
    styles = [part.split('"')[0] for part in short.split('style="')[1:]]
    assert len(styles) == len(set(styles))


@pytest.mark.parametrize("text", ['v1.23456 id="x1" style="fill: red"', "a < b & c > d", "rotate(-0 1 2)", "#m12"])
def test_texts_are_left_as_they_are(text):
    from xml.etree import ElementTree

    root = ElementTree.fromstring(compact(drawn(text)))
    assert text in [node.text for node in root.iter("{http://www.w3.org/2000/svg}text")]


@given(st.floats(-1e4, 1e4, allow_nan=False))
def test_coordinates_move_less_than_a_hundredth_of_a_point(value):
    short = compact(f'<svg><path d="M {value:.6f} 1"/></svg>')
    found = float(short.split("M ")[1].split(" ")[0])
    assert abs(found - value) <= 0.0051


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("chromium") is None, reason="Debian's chromium is not installed")
def test_the_browser_draws_the_same_picture(browser):
    whole = drawn("Été", "à 9 h 30")
    page = browser.new_page()
    pictures = []
    for svg in (whole[whole.index("<svg") :], compact(whole)):
        page.set_content(f"<body style='margin:0'>{svg}")
        pictures.append(imread(io.BytesIO(page.screenshot())))
    page.close()
    # A hundredth of a point moves the shade of an edge, never a line.
    assert np.abs(pictures[0] - pictures[1]).max() < 0.2
