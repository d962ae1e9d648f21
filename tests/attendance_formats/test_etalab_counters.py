"""National counter schema: what each trap of the format must give."""

import numpy as np
import pytest
from count_makers import MEASURE, instants, measures, note_about, refused, written

from otanalysis.attendance.etalab import read_etalab
from otanalysis.attendance.series import Step, total

CHANNEL = "channel_id,mobility_type,direction,provider_direction_code,time_step"


def one(folder, *rows, **options):
    return read_etalab(written(folder, "measure.csv", MEASURE, *rows), 2025, "measure.csv", **options)


def hour(day, n, count, channel="A", offset="+02:00"):
    return f"{channel},C,{day}T{n:02}:00:00{offset},{day}T{n + 1:02}:00:00{offset},{count}"


def test_a_year_of_hours_is_whole_but_for_the_hour_that_does_not_exist(tmp_path):
    series = one(tmp_path, *measures(instants(2025)))
    assert series.step is Step.HOUR
    assert series.visitors.isna().sum() == 1
    assert np.isnan(series.visitors["2025-03-30 02:00"])
    assert total(series) == sum(n % 7 for n in range(8760))


def test_the_doubled_hour_of_october_is_summed(tmp_path):
    series = one(tmp_path, *measures(instants(2025), count=lambda _: 1))
    assert series.visitors["2025-10-26 02:00"] == 2
    note_about(series, "26 octobre 2025 à 2 h", "additionnées")


def test_hours_in_universal_time_fall_on_local_hours(tmp_path):
    series = one(tmp_path, hour("2025-07-12", 8, 5, offset="Z"), hour("2025-01-12", 8, 3, offset="Z"))
    assert series.visitors["2025-07-12 10:00"] == 5
    assert series.visitors["2025-01-12 09:00"] == 3


def test_zero_is_nobody_and_empty_is_not_counted(tmp_path):
    series = one(tmp_path, hour("2025-07-12", 8, 0), hour("2025-07-12", 9, ""))
    assert series.visitors["2025-07-12 08:00"] == 0
    assert np.isnan(series.visitors["2025-07-12 09:00"])


@pytest.mark.parametrize("zone", ["UTC", "Etc/GMT-1"])
def test_days_cut_at_another_midnight_keep_their_date(tmp_path, zone):
    days = instants(2025, "D").tz_localize(None).tz_localize(zone)
    series = one(tmp_path, *measures(days, count=lambda n: n))
    assert series.step is Step.DAY
    assert series.visitors["2025-07-01"] == 181
    note_about(series, "leur date est gardée")


def test_the_wrong_offset_on_the_day_of_the_october_change_keeps_its_date(tmp_path):
    rows = [
        "A,C,2025-10-25T00:00:00+02:00,2025-10-26T00:00:00+02:00,1",
        "A,C,2025-10-26T00:00:00+01:00,2025-10-27T00:00:00+01:00,2",
        "A,C,2025-10-27T00:00:00+01:00,2025-10-28T00:00:00+01:00,3",
    ]
    series = one(tmp_path, *rows)
    assert [series.visitors[f"2025-10-{day}"] for day in (25, 26, 27)] == [1, 2, 3]


def test_the_short_day_of_march_is_a_day(tmp_path):
    rows = [
        "A,C,2025-03-29T00:00:00+01:00,2025-03-30T00:00:00+01:00,1",
        "A,C,2025-03-30T00:00:00+01:00,2025-03-30T23:00:00+01:00,2",
    ]
    assert one(tmp_path, *rows).visitors["2025-03-30"] == 2


def test_quarters_of_an_hour_are_added_and_a_part_of_an_hour_is_not_an_hour(tmp_path):
    quarters = instants(2025, "15min")[40:47]
    series = one(tmp_path, *measures(quarters, count=lambda _: 2))
    assert series.visitors["2025-01-01 10:00"] == 8
    assert np.isnan(series.visitors["2025-01-01 11:00"])
    note_about(series, "entièrement", "11 h")


def test_a_step_that_one_counter_missed_is_not_a_drop(tmp_path):
    rows = [hour("2025-07-12", 8, 10), hour("2025-07-12", 8, 90, "B"), hour("2025-07-12", 9, 12)]
    series = one(tmp_path, *rows)
    assert series.visitors["2025-07-12 08:00"] == 100
    assert np.isnan(series.visitors["2025-07-12 09:00"])


def test_a_counter_silent_all_the_year_does_not_hide_the_others(tmp_path):
    series = one(tmp_path, hour("2025-07-12", 8, 10), hour("2025-07-12", 8, "", "B"))
    assert total(series) == 10
    note_about(series, "« B »", "laissé de côté")


def test_channels_are_chosen_by_number_too(tmp_path):
    rows = [hour("2025-07-12", 8, 10, "353226361"), hour("2025-07-12", 8, 90, "353226396")]
    assert total(one(tmp_path, *rows, channels=353226361)) == 10
    assert "vouliez-vous dire « 353226" in refused(lambda: one(tmp_path, *rows, channels=["35322636"]))


def test_an_empty_direction_gives_way_to_the_code_of_the_provider(tmp_path):
    written(tmp_path, "channel.csv", CHANNEL, "A,PEDESTRIAN,,IN,3600", "B,PEDESTRIAN,,OUT,3600", "V,BIKE,,IN,3600")
    rows = [hour("2025-07-12", 8, n, channel) for n, channel in ((1, "A"), (10, "B"), (100, "V"))]
    assert total(one(tmp_path, *rows)) == 111
    assert total(one(tmp_path, *rows, mobility="pedestrian")) == 11
    assert total(one(tmp_path, *rows, mobility=["PEDESTRIAN"], direction="in")) == 1
    assert "BIKE (1) et PEDESTRIAN (2)" in note_about(one(tmp_path, *rows), "plusieurs types")
    note_about(one(tmp_path, *rows), "deux sens")
    assert "aucun canal de ce type" in refused(lambda: one(tmp_path, *rows, mobility="SCOOTER"))


def test_mobility_without_the_channels_file_is_refused(tmp_path):
    assert "channel.csv" in refused(lambda: one(tmp_path, hour("2025-07-12", 8, 1), mobility="BIKE"))


def test_a_missing_end_takes_the_time_step_of_the_channel(tmp_path):
    written(tmp_path, "channel.csv", CHANNEL, "A,PEDESTRIAN,,IN,86400")
    series = one(tmp_path, "A,C,2025-07-12T00:00:00+02:00,,4")
    assert (series.step, total(series)) == (Step.DAY, 4)


def test_identical_rows_count_once(tmp_path):
    row = hour("2025-07-12", 8, 10)
    series = one(tmp_path, row, hour("2025-07-12", 9, 1), row)
    assert total(series) == 11
    note_about(series, "à l'identique", "1")


def test_contradictory_rows_are_refused_with_their_lines(tmp_path):
    told = refused(lambda: one(tmp_path, hour("2025-07-12", 8, 10), hour("2025-07-12", 8, 11)))
    assert "measure.csv, ligne 3" in told
    assert "12 juillet 2025 à 8 h" in told
    assert "lignes 2 et 3 : 10 et 11" in told


@pytest.mark.parametrize(
    "row",
    [
        "A,C,2025-07-12T08:30:00+02:00,2025-07-12T09:30:00+02:00,1",
        "A,C,2025-07-12T08:00:00+02:00,2025-07-12T10:00:00+02:00,1",
        "A,C,2025-07-12T08:00:00+02:00,2025-07-12T08:00:00+02:00,1",
        "A,C,2025-07-12T08:00:00+02:00,2025-07-12T07:00:00+02:00,1",
    ],
)
def test_overlapping_or_mixed_steps_are_refused_with_their_line(tmp_path, row):
    others = [hour("2025-07-11", n, 1) for n in range(5)]
    assert "measure.csv, ligne 7, clé « " in refused(lambda: one(tmp_path, *others, row))


def test_a_year_that_the_file_does_not_describe_names_those_it_does(tmp_path):
    path = written(tmp_path, "measure.csv", MEASURE, hour("2023-07-12", 8, 1), hour("2024-07-12", 8, 1))
    assert "rien sur 2025 : le fichier décrit 2023 et 2024" in refused(lambda: read_etalab(path, 2025, "m"))
    assert "(2023), laissées de côté : 1" in note_about(read_etalab(path, 2024, "m"), "autres années")


def test_every_mistake_is_told_the_first_five_of_each_kind(tmp_path):
    rows = [hour("2025-07-12", n, "beaucoup") for n in range(9)]
    rows += ["A,C,hier,2025-07-12T10:00:00+02:00,1", hour("2025-07-12", 11, -3)]
    told = refused(lambda: one(tmp_path, *rows))
    assert told.count("« beaucoup » n'est pas un nombre") == 5
    assert "ligne 7, clé « count » : même erreur ici et dans 3 autres lignes" in told
    assert "ligne 11, clé « start_datetime » : « hier » n'est pas une date" in told
    assert "ligne 12, clé « count » : -3 : un nombre négatif" in told


def test_gaps_are_told_with_their_number_first_and_last(tmp_path):
    days = instants(2025, "D")
    rows = measures(days)
    series = one(tmp_path, *rows[:9], *rows[10:200], *rows[203:])
    told = note_about(series, "Non comptés")
    assert told == (
        "Non comptés : 4 jours de l'année sur 365, en 2 périodes entre le 10 janvier 2025 et le 22 juillet 2025."
    )


def test_the_folder_of_the_measures_is_enough(tmp_path):
    written(tmp_path, "measure.csv", MEASURE, hour("2025-07-12", 8, 1))
    assert total(read_etalab(tmp_path, 2025)) == 1


@pytest.mark.parametrize(
    ("day", "rows", "hour_", "count"),
    [
        ("2025-03-30", [("00", "01", 1), ("01", "03", 2), ("03", "04", 3)], "01", 2),
        ("2025-10-26", [("01", "02", 1), ("02", "03", 2), ("02", "03", 4), ("03", "04", 3)], "02", 6),
        ("2025-10-26", [("01", "02", 1), ("02", "02", 2), ("02", "03", 4), ("03", "04", 3)], "02", 6),
    ],
)
def test_hours_without_an_offset_pass_the_clock_changes(tmp_path, day, rows, hour_, count):
    written_rows = [f"A,C,{day}T{start}:00:00,{day}T{end}:00:00,{n}" for start, end, n in rows]
    assert one(tmp_path, *written_rows).visitors[f"{day} {hour_}:00"] == count
