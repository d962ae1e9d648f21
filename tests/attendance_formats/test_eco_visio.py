"""Wide Eco-Visio exports: separators, dates, totals beside flows, clock changes."""

import numpy as np
import pandas as pd
import pytest
from count_makers import note_about, refused, workbook, written

from otanalysis.attendance.eco_visio import read_eco_visio, sites_of
from otanalysis.attendance.series import Step, total

HEADER = "Temps;Place;Place Piétons IN;Place Piétons OUT"


def one(folder, *lines, **options):
    return read_eco_visio(written(folder, "eco.csv", *lines), 2025, "eco.csv", **options)


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("time", ["Temps", "Time", "date", "Date"])
def test_every_separator_and_time_column(tmp_path, separator, time):
    lines = (";".join([time, "Place"]), "12/07/2025 10:00;143", "12/07/2025 11:00;")
    series = one(tmp_path, *(line.replace(";", separator) for line in lines))
    assert total(series) == 143


@pytest.mark.parametrize(
    "written_so",
    [
        "12/07/2025 10:00", "12/7/2025 10:00:00", "2025-07-12 10:00", "2025-07-12T10:00:00",
        "2025-07-12T10:00:00+02:00",
        "2025-07-12T08:00:00Z", "Jul 12, 2025 10:00 AM", "July 12, 2025 10:00 am", "12 juil. 2025 10:00",
        "12.07.2025 10:00",
    ],
)  # fmt: skip
def test_every_way_to_write_a_date(tmp_path, written_so):
    series = one(tmp_path, "Temps;Place", f"{written_so};143", "12/07/2025 13:00;1")
    assert series.visitors["2025-07-12 10:00"] == 143


def test_noon_and_midnight_of_american_exports(tmp_path):
    lines = ("Time\tPlace", "Jul 12, 2025 12:00 AM\t1", "Jul 12, 2025 12:00 PM\t2", "Jul 12, 2025 1:00 PM\t3")
    series = one(tmp_path, *lines)
    assert [series.visitors[f"2025-07-12 {clock}:00"] for clock in ("00", "12", "13")] == [1, 2, 3]


def test_a_total_beside_its_flows_is_not_added_twice(tmp_path):
    series = one(tmp_path, "Titre de l'export;;;", HEADER, "12/07/2025 10:00;143;80;63", "12/07/2025 11:00;211;112;99")
    assert total(series) == 354
    note_about(series, "« Place »", "elle seule est comptée")
    note_about(series, "deux sens")


def test_flows_without_a_total_are_added(tmp_path):
    assert total(one(tmp_path, "Time,Place IN,Place OUT", "2025-07-12 10:00,80,63")) == 143


def test_one_way_can_be_chosen(tmp_path):
    assert total(one(tmp_path, HEADER, "12/07/2025 10:00;143;80;63", direction="in")) == 80
    assert "aucune colonne du sens" in refused(
        lambda: one(tmp_path, HEADER, "12/07/2025 10:00;1;1;0", direction="Nord")
    )


def test_sites_are_chosen_by_name_of_site_or_flow(tmp_path):
    lines = (
        "Temps;Place;Place IN;Place OUT;Pont;Pont IN",
        "12/07/2025 10:00;3;1;2;40;40",
        "12/07/2025 11:00;0;0;0;0;0",
    )
    assert total(one(tmp_path, *lines)) == 43
    series = one(tmp_path, *lines, sites="pont")
    assert total(series) == 40
    note_about(series, "Sites laissés de côté : Place")
    assert total(one(tmp_path, *lines, sites=["Place OUT"])) == 2
    assert total(one(tmp_path, *lines, sites=["Place", "Place IN"])) == 3
    assert "vouliez-vous dire « Pont »" in refused(lambda: one(tmp_path, *lines, sites="Ponnt"))


def test_a_total_whose_flows_are_empty_stays(tmp_path):
    series = one(tmp_path, HEADER, "12/07/2025 10:00;143;;", "12/07/2025 11:00;;4;5")
    assert total(series) == 152


def test_a_total_that_is_not_the_sum_is_told(tmp_path):
    series = one(tmp_path, HEADER, "12/07/2025 10:00;100;80;63")
    note_about(series, "n'est pas la somme", "1 lignes sur 1")


def test_a_column_of_grand_total_is_not_a_site(tmp_path):
    assert total(one(tmp_path, "Temps;Place;Pont;Total", "12/07/2025 10:00;3;4;7")) == 7


def test_sites_of_a_header():
    names = ("Time", "Pine St", "Pine St IN", "Pine St OUT", "Pinede", "Kelly Dr - Trail", "Kelly Dr - Trail Kelly IN")
    assert [(site.name, len(site.flows)) for site in sites_of(names)] == [
        ("Pine St", 2), ("Pinede", 0), ("Kelly Dr - Trail", 1),
    ]  # fmt: skip


def hours_of(day: str) -> list[str]:
    return [f"{day} {n:02}:00;1" for n in range(24)]


def test_the_hour_absent_in_march_is_a_gap_and_no_crash(tmp_path):
    rows = [row for row in hours_of("30/03/2025") if " 02:" not in row]
    series = one(tmp_path, "Temps;Place", *rows)
    assert np.isnan(series.visitors["2025-03-30 02:00"])
    note_about(series, "30 mars 2025 à 2 h", "n'existe pas")


def test_a_count_in_the_hour_that_does_not_exist_is_told(tmp_path):
    note_about(one(tmp_path, "Temps;Place", *hours_of("30/03/2025")), "heure d'hiver")


@pytest.mark.parametrize("second", ["1", "5"])
def test_the_hour_doubled_in_october_is_summed_alike_or_not(tmp_path, second):
    rows = [*hours_of("26/10/2025"), f"26/10/2025 02:00;{second}"]
    series = one(tmp_path, "Temps;Place", *rows)
    assert series.visitors["2025-10-26 02:00"] == 1 + int(second)
    note_about(series, "26 octobre 2025 à 2 h", "additionnées")


def test_a_file_pasted_twice_counts_once_in_october_too(tmp_path):
    rows = hours_of("26/10/2025")
    assert total(one(tmp_path, "Temps;Place", *rows, *rows)) == 24
    doubled = [*rows, "26/10/2025 02:00;5"]
    assert total(one(tmp_path, "Temps;Place", *doubled, *doubled)) == 29


def test_overseas_clocks_do_not_change(tmp_path):
    series = one(tmp_path, "Temps;Place", *hours_of("30/03/2025"), timezone="Indian/Reunion")
    assert series.visitors["2025-03-30 02:00"] == 1
    assert "fuseau horaire inconnu" in refused(
        lambda: one(tmp_path, "Temps;Place", "12/07/2025 10:00;1", timezone="Reunion")
    )


def test_a_workbook_reads_as_the_csv(tmp_path):
    moments = pd.date_range("2025-07-12", periods=24, freq="h")
    rows = [[moment.to_pydatetime(), n, n, 0] for n, moment in enumerate(moments)]
    path = workbook(tmp_path, ["Export horaire"], HEADER.split(";"), *rows, before=2)
    assert total(read_eco_visio(path, 2025)) == sum(range(24))


def test_a_wrong_cell_of_a_workbook_is_told_by_its_address(tmp_path):
    path = workbook(tmp_path, ["Temps", "Place"], ["12/07/2025 10:00", 4], ["12/07/2025 11:00", "panne"], ["jamais", 4])
    told = refused(lambda: read_eco_visio(path, 2025, "eco.xlsx"))
    assert "case B3 : « panne » n'est pas un nombre" in told
    assert "case A4 : « jamais » n'est pas une date" in told


def test_days_and_months_are_inferred(tmp_path):
    assert one(tmp_path, "Date;Place", "01/07/2025;4", "02/07/2025;5").step is Step.DAY
    assert one(tmp_path, "Date;Place", "01/07/2025;4", "01/08/2025;5").step is Step.MONTH
    weeks = [f"{day:%d/%m/%Y};1" for day in pd.date_range("2025-01-06", periods=20, freq="7D")]
    assert "par semaine" in refused(lambda: one(tmp_path, "Date;Place", *weeks))


@pytest.mark.parametrize("cell", ["1,250", "1.250", "12 visiteurs", "1e5", "inf", "VRAI", "--"])
def test_what_may_be_two_numbers_or_none_is_refused(tmp_path, cell):
    assert f"« {cell} » n'est pas un nombre" in refused(
        lambda: one(tmp_path, "Temps;Place", f"12/07/2025 10:00;{cell}")
    )


def test_two_columns_of_one_name_are_refused(tmp_path):
    assert "deux colonnes" in refused(lambda: one(tmp_path, "Temps;Place;Place", "12/07/2025 10:00;1;1"))


def test_a_date_that_does_not_exist_is_refused(tmp_path):
    assert "« 31/02/2025 10:00 » n'est pas une date" in refused(
        lambda: one(tmp_path, "Temps;Place", "31/02/2025 10:00;1")
    )


def test_an_american_order_of_day_and_month_is_never_guessed(tmp_path):
    assert "n'est pas une date" in refused(lambda: one(tmp_path, "Time;Place", "07/12/2025 10:00 AM;1"))
