"""Cells as people write them."""

import numpy as np
import pandas as pd
import pytest

from otanalysis import french
from otanalysis.attendance.cells import address, minutes, moments, numbers, plain


def first(function, cell, *rest):
    return function(pd.Series([cell], dtype="str"), *rest).iloc[0]


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("6 412", 6412), ("6\u202f412", 6412), ("7 930,0", 7930), ("7930.0", 7930), ("0", 0), ("12.5", 12.5), ("+3", 3),
        ("1 250 000", 1_250_000), ("-4", -4),
    ],
)  # fmt: skip
def test_numbers(cell, value):
    assert first(numbers, cell) == first(numbers, cell, True) == value


@pytest.mark.parametrize("cell", ["", "NaN", "n/a", "-", "–", "null"])
def test_no_number(cell):
    assert np.isnan(first(numbers, cell))


@pytest.mark.parametrize("cell", ["1,2,3", "0x1F", "1_000", "12€", "∞", "١٢", "1e3", "True", "1 2/3", "=A1"])
def test_not_a_number(cell):
    assert first(numbers, cell, True) == -np.inf


@pytest.mark.parametrize(
    ("cell", "start", "shape"),
    [
        ("45901", "2025-09-01", "day"), ("45901.0", "2025-09-01", "day"),
        ("45901.4375", "2025-09-01 10:30", "hour"),
        ("01/07/2025", "2025-07-01", "day"), ("1-7-2025", "2025-07-01", "day"),
        ("2025-07", "2025-07-01", "month"),
        ("7/2025", "2025-07-01", "month"), ("Juillet 2025", "2025-07-01", "month"),
        ("1er août 2025", "2025-08-01", "day"),
        ("lundi 14 juillet 2025", "2025-07-14", "day"), ("Dec 1, 2025", "2025-12-01", "day"),
        ("2025-07-01 10:00:00.000", "2025-07-01 10:00", "hour"), ("2025-02-03 9h", "", "hour"),
    ],
)  # fmt: skip
def test_dates(cell, start, shape):
    found = moments(pd.Series([cell], dtype="str")).iloc[0]
    assert (pd.isna(found["start"]) and not start) or (found["start"], found["shape"]) == (pd.Timestamp(start), shape)


@pytest.mark.parametrize(
    "cell", ["", "31/02/2025", "13/13/2025", "12/07/25", "2025", "24:00", "demain", "99999", "2025-7-1x"]
)
def test_not_a_date(cell):
    assert pd.isna(moments(pd.Series([cell], dtype="str"))["start"].iloc[0])


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("9:30", 570), ("09:30:00", 570), ("12h30", 750), ("9h", 540), ("9 h 05", 545), ("0.5833", 840), ("1.0", 1440),
        ("24:00", 1440), ("9.0", 540), ("0,5", 720), ("18", 1080), ("00:00", 0),
    ],
)  # fmt: skip
def test_hours_of_a_day(cell, value):
    assert first(minutes, cell) == value


@pytest.mark.parametrize("cell", ["", "25:00", "9:75", "midi", "9h30m", "-1"])
def test_no_hour_of_a_day(cell):
    assert np.isnan(first(minutes, cell))


def test_addresses_of_cells():
    assert [address(12, n) for n in (1, 25, 26, 701, 702)] == ["B12", "Z12", "AA12", "ZZ12", "AAA12"]


def test_plain_names():
    assert plain("  Point d’accueil_ÉTÉ ") == "point d'accueil ete"


@pytest.mark.parametrize("month", range(1, 13))
@pytest.mark.parametrize("form", ["%b %d, %Y %I:%M %p", "%B %d, %Y %I:%M %p", "%d %b %Y %H:%M"])
def test_every_english_month(month, form):
    moment = pd.Timestamp(2025, month, 1, 15, 30)
    assert moments(pd.Series([f"{moment:{form}}"], dtype="str"))["start"].iloc[0] == moment


@pytest.mark.parametrize("month", range(12))
@pytest.mark.parametrize("names", [french.MONTHS, french.MONTHS_SHORT])
def test_every_french_month(month, names):
    for text in (f"1er {names[month]} 2025", f"mar. 1 {names[month]} 2025", f"{names[month].upper()} 2025"):
        assert moments(pd.Series([text], dtype="str"))["start"].iloc[0] == pd.Timestamp(2025, month + 1, 1)
