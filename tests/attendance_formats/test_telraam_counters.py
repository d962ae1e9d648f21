"""Telraam: what the sensor did not watch was not counted."""

import numpy as np
from count_makers import note_about, refused, written

from otanalysis.attendance.series import poor_proxy, total
from otanalysis.attendance.telraam import read_telraam

HEADER = "segment,date,uptime,pedestrian,bike"


def one(folder, *lines, **options):
    return read_telraam(written(folder, "t.csv", HEADER, *lines), 2025, "t.csv", **options)


def test_a_zero_that_nobody_watched_is_missing(tmp_path):
    series = one(tmp_path, "S,2025-07-12 10:00:00 CEST,0.0,0.0,0", "S,2025-07-12 11:00:00 CEST,0.8,0.0,0")
    assert np.isnan(series.visitors["2025-07-12 10:00"])
    assert series.visitors["2025-07-12 11:00"] == 0
    note_about(series, "50 %", "1")


def test_the_threshold_itself_counts_and_can_be_set(tmp_path):
    rows = (
        "S,2025-07-12 10:00:00 CEST,0.5,3,0",
        "S,2025-07-12 11:00:00 CEST,0.49,4,0",
        "S,2025-07-12 12:00:00 CEST,,5,0",
    )
    assert total(one(tmp_path, *rows)) == 3
    assert total(one(tmp_path, *rows, uptime=0.3)) == 7


def test_the_october_hour_named_twice_cet_is_two_hours(tmp_path):
    rows = [
        f"S,2025-10-26 {n:02}:00:00 {zone},0.9,{n},0" for n, zone in ((1, "CEST"), (2, "CET"), (2, "CET"), (3, "CET"))
    ]
    assert one(tmp_path, *rows).visitors["2025-10-26 02:00"] == 4


def test_a_street_says_that_it_is_a_poor_proxy(tmp_path):
    series = one(tmp_path, "S,2025-07-12 10:00:00 CEST,0.9,3,0")
    assert series.proxy == "rue"
    assert "rue ordinaire" in poor_proxy(series)
    assert poor_proxy(one(tmp_path, "S,2025-07-12 10:00:00 CEST,0.9,3,0", proxy="zone")) == ""


def test_another_mode_and_another_segment_can_be_chosen(tmp_path):
    rows = ("S,2025-07-12 10:00:00 CEST,0.9,3,1", "T,2025-07-12 10:00:00 CEST,0.9,30,10")
    assert total(one(tmp_path, *rows)) == 33
    assert total(one(tmp_path, *rows, mode="bike", segments="T")) == 10
    assert "aucune colonne « car »" in refused(lambda: one(tmp_path, *rows, mode="car"))


def test_every_mistake_has_its_line(tmp_path):
    rows = ("S,2025-07-12 10:00:00 CEST,1.5,3,1", "S,2025-07-12 10:30:00 CEST,0.9,-3,1", "S,?,0.9,1,1")
    told = refused(lambda: one(tmp_path, *rows))
    assert "ligne 2, clé « uptime » : « 1.5 » n'est pas une part" in told
    assert "ligne 3, clé « date »" in told
    assert "ligne 3, clé « pedestrian » : -3" in told
    assert "ligne 4, clé « date » : « ? » n'est pas une date" in told
