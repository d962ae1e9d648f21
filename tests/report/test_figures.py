"""What every chart promises: texts inside the figure and apart, a source on it, the same bytes twice."""

import xml.etree.ElementTree as ET

import numpy as np
import pytest
from chart_makers import CHARTS, LONG, misplaced, styled, texts

from otanalysis.french import unbreakable
from otanalysis.report.figures import WIDTH, blocks, drawn, known_sum, wrapped
from otanalysis.report.sheet import Font


@pytest.mark.parametrize("make", CHARTS.values(), ids=CHARTS)
def test_every_text_is_inside_the_figure_and_over_no_other(make):
    assert misplaced(make().svg) == []


@pytest.mark.parametrize("make", CHARTS.values(), ids=CHARTS)
def test_the_source_and_what_is_illustrative_are_on_the_figure(make):
    written = texts(make("Compteur de la voie verte").svg)
    assert "Source : Compteur de la voie verte" in written
    assert "données illustratives" in written
    together = " ".join(texts(make().svg)).replace("- ", "-")
    assert "Observatoire départemental" in together, "a long source is wrapped, not cut"


@pytest.mark.parametrize("make", CHARTS.values(), ids=CHARTS)
def test_the_same_data_give_the_same_bytes_an_alternative_text_and_a_titled_table(make):
    one, two = make(), make()
    assert one.svg == two.svg
    assert "dc:date" not in one.svg
    assert one.alt == one.alt.strip() != ""
    assert "nan" not in one.alt
    assert one.table.caption
    assert one.table.illustrative
    assert {len(row) for row in one.table.rows} == {len(one.table.columns)}
    assert f'alt="{unbreakable(one.alt)[:20]}' in one.html().html


def test_no_text_is_too_small_for_a_phone():
    roots = [ET.fromstring(make().svg) for make in CHARTS.values()]
    sizes = {float(style["font-size"].removesuffix("px")) for root in roots for _, style in styled(root)}
    pixels = [size * 328 / (WIDTH * 72) for size in sorted(sizes)]  # 360 pixels wide, less the page's margins
    assert pixels[0] > 10.5, "the foot"
    assert pixels[1] > 11


def test_without_source_nothing_is_said():
    with drawn("nothing", 1, "", False) as sheet:
        pass
    assert texts(sheet.svg) == []


def test_a_foot_grows_with_its_source():
    heights = []
    for source in ("court", LONG, LONG * 3):
        with drawn("foot", 1, source, True) as sheet:
            heights.append(sheet.height)
    assert heights == sorted(set(heights))


def test_text_is_wrapped_by_its_width_and_loses_nothing():
    narrow, wide = wrapped("i" * 60, 1, Font()), wrapped("W" * 60, 1, Font())
    assert narrow.count("\n") < wide.count("\n")
    assert wide.replace("\n", "") == "W" * 60
    assert wrapped(LONG, 3, Font()).replace("\n", " ").replace("- ", "-").startswith("Bureau d'information")
    assert wrapped("", 3, Font()) == ""
    assert wrapped("deux\n lignes", 3, Font()) == "deux lignes"


def test_money_is_not_mathematics():
    with drawn("money", 1, "de 5 $ à 10 $", False) as sheet:
        pass
    assert texts(sheet.svg) == ["Source : de 5 $ à 10 $"]


def test_sums_say_what_they_do_not_know():
    assert known_sum(np.array([1, 2.5])) == 3.5
    assert known_sum(np.array([1, np.nan])) == "au moins 1"
    assert known_sum(np.array([np.nan, np.nan])) is None


def test_blocks_are_runs_of_one_value():
    assert blocks(np.array([0, 1, 1, 0.5, 0, 0, 2])) == [(1, 2, 1), (3, 1, 0.5), (6, 1, 2)]
    assert blocks(np.array([True, False])) == [(0, 1, 1)]
    assert blocks(np.zeros(3)) == []
