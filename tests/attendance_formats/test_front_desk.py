"""Front desk: what people keep in spreadsheets, and why it is no demand."""

from datetime import date, datetime, time

import numpy as np
import pytest
from count_makers import note_about, refused, workbook, written

from otanalysis.attendance.front_desk import read_front_desk
from otanalysis.attendance.series import Step, poor_proxy, total


def one(folder, *lines, **options):
    return read_front_desk(written(folder, "g.csv", *lines), 2025, "g.csv", **options)


def test_monthly_totals_with_spaces_and_decimal_commas(tmp_path):
    lines = (
        "Mois;Point d'accueil;Visiteurs guichet;Appels",
        "01/2025;BIT;182;95",
        "07/2025;BIT;6 412;310",
        "août 2025;BIT;7 930,0;1",
    )
    series = one(tmp_path, *lines)
    assert (series.step, total(series)) == (Step.MONTH, 182 + 6412 + 7930)
    assert series.visitors["2025-08-01"] == 7930
    assert np.isnan(series.visitors["2025-02-01"])


def test_a_desk_says_that_it_is_a_poor_proxy(tmp_path):
    series = one(tmp_path, "date;visiteurs;point", "2025-07-12;40;BIT")
    assert series.proxy == "guichet"
    assert "compte zéro quand il est fermé" in poor_proxy(series)


def test_points_are_added_and_a_closed_one_is_no_gap(tmp_path):
    lines = ("date;heure;point;visiteurs", "12/07/2025;10h;A;4", "12/07/2025;10:00;B;5", "12/07/2025;11h00;A;6")
    series = one(tmp_path, *lines)
    assert [series.visitors[f"2025-07-12 {clock}:00"] for clock in (10, 11)] == [9, 6]
    assert total(one(tmp_path, *lines, points="B")) == 5
    assert "point d'accueil inconnu « C »" in refused(lambda: one(tmp_path, *lines, points="C"))


def test_languages_of_one_hour_are_not_contradictory(tmp_path):
    assert (
        total(one(tmp_path, "date;heure;point;visiteurs;langue", "12/07/2025;10;A;4;fr", "12/07/2025;10;A;3;de")) == 7
    )


def test_the_same_point_and_hour_twice_is_contradictory(tmp_path):
    told = refused(lambda: one(tmp_path, "date;heure;point;visiteurs", "12/07/2025;10;A;4", "12/07/2025;10;A;3"))
    assert "lignes 2 et 3 : 4 et 3" in told


def test_telephone_and_mail_are_not_visitors(tmp_path):
    lines = (
        "Type de contact;Service;Date;Nombre de clics",
        "Accueil physique;OT;12/07/2025;30",
        "Téléphone;OT;12/07/2025;9",
    )
    series = one(tmp_path, *lines, "Courriel;OT;12/07/2025;7")
    assert total(series) == 30
    note_about(series, "Courriel et Téléphone", "2")
    assert total(one(tmp_path, *lines, contacts="Téléphone")) == 9


def test_one_row_a_contact(tmp_path):
    lines = ("date;heure;point", "12/07/2025;10:05;A", "12/07/2025;10:05;A", "12/07/2025;12h40;A")
    series = one(tmp_path, *lines)
    assert [series.visitors[f"2025-07-12 {clock}:00"] for clock in (9, 10, 11, 12)] == [0, 2, 0, 1]
    assert np.isnan(series.visitors["2025-07-13 10:00"])
    note_about(series, "un jour sans contact est inconnu")


def test_parties_at_their_minute_are_added(tmp_path):
    assert total(one(tmp_path, "date;heure;visiteurs;point", "12/07/2025;10:05;2;A", "12/07/2025;10:05;2;A")) == 4


def test_rows_of_totals_are_left_out(tmp_path):
    lines = ("Mois;Visiteurs guichet", "01/2025;182", "02/2025;18", "Total 2025;200", "TOTAL;200")
    series = one(tmp_path, *lines)
    assert total(series) == 200
    note_about(series, "Lignes de total laissées de côté : 2")


def test_a_month_without_its_year_is_refused(tmp_path):
    assert "« juillet » n'est pas une date" in refused(lambda: one(tmp_path, "Mois;Visiteurs", "juillet;40"))


def test_the_cells_of_one_real_workbook(tmp_path):
    rows = [
        [45850, time(9, 30), 1], ["12/07/2025", "12h30", "1"], [datetime(2025, 7, 12), 0.5833, 1.0],
        [date(2025, 7, 12), "18:00", "1,0"], ["2025-07-12", "9", 1],
    ]  # fmt: skip
    series = read_front_desk(workbook(tmp_path, ["date", "heure", "visiteurs"], *rows), 2025)
    expected = {9: 2, 12: 1, 14: 1, 18: 1}
    assert {n: series.visitors[f"2025-07-12 {n:02}:00"] for n in expected} == expected


def test_rejected_cells_are_listed_by_address(tmp_path):
    rows = [["12/07/2025", "10h", n] for n in range(9)]
    rows += [
        ["12 quelque", "10h", 1],
        ["13/07/2025", "midi", 1],
        ["13/07/2025", "11h", "6 412 env."],
        ["13/07/2025", "12h", -1],
    ]
    told = refused(
        lambda: read_front_desk(workbook(tmp_path, ["date", "heure", "visiteurs"], *rows, before=1), 2025, "g.xlsx")
    )
    for cell in ("A12", "B13", "C14", "C15"):
        assert f"case {cell} : " in told


def test_the_first_sheet_with_a_known_header_is_read(tmp_path):
    import openpyxl

    path = workbook(tmp_path, ["mode d'emploi"], ["remplissez la feuille suivante"])
    book = openpyxl.load_workbook(path)
    sheet = book.create_sheet("2025")
    for row in (["date", "visiteurs", "point"], ["12/07/2025", 8, "A"]):
        sheet.append(row)
    book.save(path)
    assert total(read_front_desk(path, 2025)) == 8


@pytest.mark.parametrize("kept", [3, 50, 2000])
def test_a_truncated_workbook_is_refused(tmp_path, kept):
    whole = workbook(tmp_path, ["date", "visiteurs"], ["12/07/2025", 8]).read_bytes()
    (tmp_path / "cut.xlsx").write_bytes(whole[:kept])
    assert refused(lambda: read_front_desk(tmp_path / "cut.xlsx", 2025, "cut.xlsx")).startswith("cut.xlsx")
