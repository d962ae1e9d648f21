import random
import zipfile
from datetime import date, time

import numpy as np
import openpyxl
import pytest
from format_makers import at, brute, on_day, refusal, save

from otanalysis.opening.calendar import days_described, days_open, describes_whole_year
from otanalysis.opening.sheet import read_sheet

HEADER = ["Du", "Au", "Jour(s)", "Ouvre", "Ferme", "Commentaire"]
YEAR = ("01/01/2025", "31/12/2025")
MONDAY = date(2025, 3, 3)


def book(tmp_path, *rows, name="h.xlsx", title="Horaires", above=0, header=HEADER):
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.title = title
    for _ in range(above):
        sheet.append(["Office de tourisme"])
    for row in (header, *rows):
        sheet.append(list(row))
    workbook.save(tmp_path / name)
    return tmp_path / name


def read(tmp_path, *rows, year=2025, **more):
    return read_sheet(book(tmp_path, *rows, **more), year, "h.xlsx")


def test_a_workbook_of_two_seasons(tmp_path):
    found = read(
        tmp_path,
        (date(2025, 1, 1), date(2025, 6, 30), "lun-ven", time(9, 30), time(12, 30)),
        (date(2025, 1, 1), date(2025, 6, 30), "lun-ven", "14h", 0.75),
        (45839, "31/12/2025", "tous les jours", "9h", 1.0, "nocturne"),
        above=3,
    )

    def slots(d):
        if d >= date(2025, 7, 1):
            return [(540, 1440)]
        return [(570, 750), (840, 1080)] if d.weekday() < 5 else []

    assert np.array_equal(found.minutes, brute(2025, slots))
    assert describes_whole_year(found)
    assert found.notes[0] == "remarque, non comptée : « nocturne » (ligne 7)"


def test_dates_of_every_year_over_new_year(tmp_path):
    found = read(tmp_path, ("15/10", "14/04", "tous les jours", "9h", "12h"))
    assert days_open(found) == 104 + 78


def test_closed_rows_close_and_describe(tmp_path):
    found = read(
        tmp_path,
        (*YEAR, "tous les jours", "9h", "12h"),
        (*YEAR, "dim", "fermé", None),
        ("01/11/2025", "11/11/2025", "tous les jours", "Fermé", "fermé"),
    )
    assert days_open(found) == 365 - 52 - 9
    assert describes_whole_year(found)


def test_public_holidays_of_the_table(tmp_path):
    found = read(tmp_path, (*YEAR, "tous les jours", "9h", "12h"), (*YEAR, "jours fériés", "fermé", None))
    assert days_open(found) == 365 - 11
    opened = read(tmp_path, (*YEAR, "jeu", "9h", "12h"), (*YEAR, "dimanche et jours fériés", "15h", "17h"))
    assert on_day(opened, date(2025, 5, 1)) == ["15:00-17:00"]


def test_trap_rejected_cells_are_all_listed_by_address(tmp_path):
    told = refusal(
        lambda: read(
            tmp_path,
            ("01/07/2025", "31/08/2025", "lun-ven", 9, "12h"),
            (None, "31/13/2025", "semaine", "9h", "8h"),
            ("01/07", "31/08/2025", "lun", "9.30", None),
        )
    )
    for part in (
        "Horaires!D2",
        "Horaires!A3",
        "Horaires!B3",
        "Horaires!C3",
        "Horaires!E3",
        "Horaires!D4",
        "Horaires!E4",
        "Horaires!B4",
        "ligne 3",
    ):
        assert part in told
    assert "écrivez « 09:00 »" in told
    assert "l'année aux deux dates" in told


def test_addresses_count_the_empty_first_rows_and_columns(tmp_path):
    workbook = openpyxl.Workbook()
    for n, name in enumerate(HEADER):
        workbook.active.cell(5, 27 + n, name)
    for n, cell in enumerate(("01/07/2025", "31/08/2025", "lun-ven", "tôt", "12h")):
        workbook.active.cell(6, 27 + n, cell)
    workbook.save(tmp_path / "b.xlsx")
    assert "Sheet!AD6" in refusal(lambda: read_sheet(tmp_path / "b.xlsx", 2025))


@pytest.mark.parametrize("mark", [";", ",", "\t"])
def test_a_csv(tmp_path, mark):
    rows = ["\ufeff" + mark.join(HEADER), mark.join([*YEAR, "lun-ven", "9h30", "12:30", ""])]
    found = read_sheet(save(tmp_path, "\r\n".join(rows), "h.csv"), 2025)
    assert np.array_equal(found.minutes, brute(2025, lambda d: [(570, at("12:30"))] if d.weekday() < 5 else []))


def test_a_csv_cell_has_an_address(tmp_path):
    told = refusal(
        lambda: read_sheet(
            save(tmp_path, "du;au;jours;ouvre;ferme\n01/01/2025;31/12/2025;lun;tôt;12h\n", "h.csv"), 2025, "h.csv"
        )
    )
    assert "h.csv, ligne 2, clé « D2 »" in told


def test_trap_a_csv_of_windows_is_refused(tmp_path):
    (tmp_path / "h.csv").write_bytes("du;au;jours;ouvre;ferme\n01/01/2025;31/12/2025;lun;fermé;\n".encode("cp1252"))
    assert "n'est pas en UTF-8" in refusal(lambda: read_sheet(tmp_path / "h.csv", 2025, "h.csv"))


def test_the_sheet_that_has_the_columns_is_read(tmp_path):
    workbook = openpyxl.load_workbook(book(tmp_path, (*YEAR, "lun", "9h", "12h")))
    workbook.create_sheet("Notice", 0).append(["Remplir la feuille suivante"])
    workbook.save(tmp_path / "h.xlsx")
    assert days_open(read_sheet(tmp_path / "h.xlsx", 2025)) == 52
    assert "vouliez-vous dire « Horaires »" in refusal(lambda: read_sheet(tmp_path / "h.xlsx", 2025, sheet="Horaire"))
    assert "aucune ligne d'en-têtes" in refusal(lambda: read_sheet(tmp_path / "h.xlsx", 2025, sheet="notice"))


def test_two_sheets_of_hours(tmp_path):
    workbook = openpyxl.load_workbook(book(tmp_path, (*YEAR, "lun", "9h", "12h")))
    workbook.copy_worksheet(workbook.active).title = "BIT"
    workbook.save(tmp_path / "h.xlsx")
    assert "plusieurs feuilles d'horaires : « Horaires », « BIT »" in refusal(
        lambda: read_sheet(tmp_path / "h.xlsx", 2025)
    )
    assert days_open(read_sheet(tmp_path / "h.xlsx", 2025, sheet="bit")) == 52


def test_missing_columns(tmp_path):
    told = refusal(lambda: read(tmp_path, ("01/01/2025", "31/12/2025", "lun"), header=["du", "au", "jour"]))
    assert "colonnes absentes : « ouvre », « ferme »" in told


def test_no_row(tmp_path):
    assert "aucune ligne d'horaires" in refusal(lambda: read(tmp_path))


def test_another_year(tmp_path):
    assert "années décrites : 2025" in refusal(lambda: read(tmp_path, (*YEAR, "lun", "9h", "12h"), year=2024))


@pytest.mark.parametrize("keep", [0.3, 0.9])
def test_a_truncated_workbook(tmp_path, keep):
    path = book(tmp_path, (*YEAR, "lun", "9h", "12h"))
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * keep)])
    assert "ne peut pas être ouvert" in refusal(lambda: read_sheet(path, 2025))


def test_a_zip_that_is_no_workbook(tmp_path):
    from format_makers import zipped

    assert "coupé, abîmé ou d'un autre type" in refusal(
        lambda: read_sheet(zipped(tmp_path, {"a.txt": "x"}, "h.xlsx"), 2025)
    )


def test_the_order_of_rows_changes_nothing(tmp_path):
    rows = [
        (*YEAR, "lun-ven", "9h", "12h"),
        ("01/07/2025", "31/08/2025", "dim", "10h", "12h"),
        (*YEAR, "jours fériés", "fermé", None),
        ("01/08/2025", "15/08/2025", "tous les jours", "fermé", None),
    ]
    first = read(tmp_path, *rows)
    for seed in range(6):
        mixed = random.Random(seed).sample(rows, len(rows))
        found = read(tmp_path, *mixed)
        assert np.array_equal(found.minutes, first.minutes)
        assert found.notes == first.notes
        assert days_described(found) == days_described(first)


@pytest.mark.parametrize("written", [b"-1E999", b"1E300"])
def test_a_date_beyond_the_calendar_is_refused(tmp_path, written):
    path = book(tmp_path, ["été", date(2025, 7, 1), date(2025, 8, 31), "lundi", time(9), time(12), None, None])
    odd = tmp_path / "odd.xlsx"
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(odd, "w") as archive:
        for name in source.namelist():
            archive.writestr(name, source.read(name).replace(b"<v>45839</v>", b"<v>" + written + b"</v>"))
    refusal(lambda: read_sheet(odd, 2025))
