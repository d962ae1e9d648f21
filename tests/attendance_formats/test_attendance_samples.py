"""Real files, where they are: sums made again with nothing but the csv module. They are never copied here."""

import csv
from collections import defaultdict
from pathlib import Path

import pytest

from otanalysis.attendance.formats import read_attendance
from otanalysis.attendance.series import per_month, total

SAMPLES = Path(__file__).parents[2].parent / "shared" / "samples"
MEASURE = SAMPLES / "comptage_mobilites_etalab" / "measure_exemple-valide-eco-compteur.csv"
TELRAAM = SAMPLES / "telraam_chateaubourg_2022" / "pedestrian_hourly_9000001844.csv"
FICTITIOUS = SAMPLES / "fictitious_shapes"
pytestmark = pytest.mark.skipif(not SAMPLES.is_dir(), reason="the samples are not on this machine")
GAMBETTA = (353226362, 353226397)


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_the_daily_counters_of_2022_day_by_day():
    by_day = defaultdict(float)
    for row in rows(MEASURE):
        by_day[row["start_datetime"][:10]] += float(row["count"])
    series = read_attendance(MEASURE, "etalab", 2022)
    assert len(by_day) == len(series.visitors) == 365
    assert {f"{day:%Y-%m-%d}": count for day, count in series.visitors.items()} == by_day


def test_rue_gambetta_in_2022():
    series = read_attendance(MEASURE, "etalab", 2022, channels=GAMBETTA)
    assert total(series) == 2_545_588
    by_month = defaultdict(float)
    for row in rows(MEASURE):
        if int(row["channel_id"]) in GAMBETTA:
            by_month[int(row["start_datetime"][5:7])] += float(row["count"])
    assert per_month(series).to_dict() == by_month


def test_the_type_and_way_of_channels_come_from_the_file_beside():
    both = read_attendance(MEASURE, "etalab", 2022, mobility="PEDESTRIAN")
    ways = [read_attendance(MEASURE, "etalab", 2022, mobility="PEDESTRIAN", direction=way) for way in ("IN", "OUT")]
    assert total(both) == sum(total(way) for way in ways)


def test_telraam_of_2022_hour_by_hour():
    every = rows(TELRAAM)
    watched = [row for row in every if float(row["uptime"]) >= 0.5 and row["date"].startswith("2022")]
    series = read_attendance(TELRAAM, "telraam", 2022)
    assert (len(every), len(watched), int(series.visitors.notna().sum())) == (8509, 3914, 3914)
    for row in watched:
        assert series.visitors[row["date"][:19]] == float(row["pedestrian"])
    assert total(series) == pytest.approx(sum(float(row["pedestrian"]) for row in watched))


@pytest.mark.parametrize(
    ("name", "format_", "expected"),
    [
        ("eco_visio_wide_fr.csv", "eco-visio", 356),
        ("fluxvision_Diurne.csv", "flux-vision", 17_000),
        ("fluxvision_Nuitee.csv", "flux-vision", 21_860),
        ("guichet_mensuel.csv", "guichet", 14_524),
    ],
)
def test_the_fictitious_shapes(name, format_, expected):
    assert total(read_attendance(FICTITIOUS / name, format_, 2025)) == expected
