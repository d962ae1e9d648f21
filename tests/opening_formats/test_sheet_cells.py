from datetime import date, datetime, time, timedelta

import pytest

from otanalysis.opening.sheet_cells import date_in, kinds_in, minute_in

TIMES = [
    time(9, 30),
    "9h30",
    "9 h 30",
    "09:30",
    "9:30",
    "09:30:00",
    0.3958333,
    9.5 / 24,
    timedelta(hours=9, minutes=30),
    datetime(1900, 1, 1, 9, 30),
]


@pytest.mark.parametrize("cell", TIMES, ids=repr)
def test_every_way_to_write_a_time(cell):
    assert minute_in(cell) == 570


@pytest.mark.parametrize(
    ("cell", "minutes"),
    [
        ("12h30", 750),
        (0.5833, 840),
        ("18:00", 1080),
        ("24:00", 1440),
        (1.0, 1440),
        (1, 1440),
        (timedelta(days=1), 1440),
        ("9h", 540),
        (0, 0),
        (time(0), 0),
    ],
    ids=repr,
)
def test_times_that_excel_makes(cell, minutes):
    assert minute_in(cell) == minutes


@pytest.mark.parametrize(
    ("cell", "instead"),
    [
        (9, "« 09:00 »"),
        (18.0, "« 18:00 »"),
        ("9.30", "« 09:30 »"),
        ("9,30", "« 09:30 »"),
        (0.58, "n'est pas une heure ronde"),
        ("25:00", "n'est pas une heure"),
        ("9h75", "n'est pas une heure"),
        (-0.5, "n'est pas une heure"),
        (True, "« VRAI »"),
        (None, "vide"),
        ("matin", "matin"),
        ("#VALUE!", "#VALUE!"),
        (timedelta(hours=30), "n'est pas une heure"),
        (2.5, "n'est pas une heure"),
    ],
    ids=repr,
)
def test_cells_that_are_no_time_say_what_to_write(cell, instead):
    with pytest.raises(ValueError, match=r"n'est pas une heure|point ou virgule") as caught:
        minute_in(cell)
    assert instead in str(caught.value)
    assert "écrivez" in str(caught.value)


@pytest.mark.parametrize(
    "cell",
    [
        date(2025, 9, 1),
        datetime(2025, 9, 1, 0, 0),
        45901,
        45901.0,
        "45901",
        "01/09/2025",
        "1/9/2025",
        "2025-09-01",
        "1er septembre 2025",
        "1 sept. 2025",
        "01.09.2025",
    ],
    ids=repr,
)
def test_every_way_to_write_a_date(cell):
    assert date_in(cell) == "2025-09-01"


@pytest.mark.parametrize("cell", ["01/09", "1/9", "1er septembre", "1 sept"])
def test_a_date_of_every_year(cell):
    assert date_in(cell) == "09-01"


@pytest.mark.parametrize(
    "cell", ["31/04/2025", "31 avril", "septembre", 12, True, None, "09/31", "1 ju 2025", "n'importe"], ids=repr
)
def test_cells_that_are_no_date(cell):
    with pytest.raises(ValueError, match="n'est pas une date ; écrivez"):
        date_in(cell)


@pytest.mark.parametrize(
    ("cell", "days"),
    [
        ("lun-ven", {0, 1, 2, 3, 4}),
        ("Lundi au vendredi", {0, 1, 2, 3, 4}),
        ("du mardi au jeudi", {1, 2, 3}),
        ("mar, jeu", {1, 3}),
        ("samedis et dimanches", {5, 6}),
        ("sam-lun", {5, 6, 0}),
        ("Tous les jours", set(range(7))),
        ("lu/ma", {0, 1}),
        ("7j/7", set(range(7))),
    ],
)
def test_days_in_every_form(cell, days):
    kinds, holidays = kinds_in(cell)
    assert {kind for kind in kinds if kind < 7} == days
    assert not holidays


@pytest.mark.parametrize("cell", ["semaine", "", None, 3, "lun-mar-mer", "lundu"])
def test_cells_that_are_no_days(cell):
    with pytest.raises(ValueError, match="jours illisibles ; écrivez « lun-sam »"):
        kinds_in(cell)
