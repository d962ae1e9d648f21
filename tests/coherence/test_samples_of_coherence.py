"""Real counts of 2022: three schedules rank as they should, and a street of commuters says the opposite."""

from pathlib import Path

import pytest

from otanalysis.attendance.formats import read_attendance
from otanalysis.attendance.series import poor_proxy
from otanalysis.coherence.measures import INCOHERENT, measure
from otanalysis.coherence.scale import load_scale
from otanalysis.opening.formats import read_hours

SAMPLES = Path(__file__).parents[2].parent / "shared" / "samples"
MEASURE = SAMPLES / "comptage_mobilites_etalab" / "measure_exemple-valide-eco-compteur.csv"
TELRAAM = SAMPLES / "telraam_chateaubourg_2022" / "pedestrian_hourly_9000001844.csv"
pytestmark = pytest.mark.skipif(not SAMPLES.is_dir(), reason="the samples are not on this machine")

SEASONAL = (
    "Apr-Jun,Sep Mo-Sa 09:30-12:30,14:00-18:00; Jul-Aug Mo-Su 09:00-19:00; Oct-Mar Tu-Fr 10:00-12:00,14:00-17:00; "
    "PH off; Dec 25-Jan 1 off"
)
OFFICE_HOURS = "Mo-Fr 09:00-12:00,14:00-17:00; PH off"
# The counter-seasonal schedule measured elsewhere is described, not written out: this one is ours.
COUNTER_SEASONAL = "Oct-May Mo-Su 09:00-12:00,14:00-18:00; Jun-Sep Tu-Fr 09:00-12:00,14:00-17:00; PH off"
CHAMPTOCEAUX_BIKES = (353226370, 353226405)
CHAMPTOCEAUX_WALKERS = (353226361, 353226396)
GAMBETTA = (353226362, 353226397)


def measured(tmp_path, osm, counts):
    path = tmp_path / "hours.txt"
    path.write_text(osm)
    return measure(read_hours(path, "osm", 2022), counts, load_scale())


@pytest.mark.parametrize(
    ("channels", "seasonal", "office_hours"),
    [
        # coverage, overlap, skill
        (CHAMPTOCEAUX_BIKES, (0.82, 0.82, 0.42), (0.64, 0.61, -0.18)),
        (GAMBETTA, (0.73, 0.91, 0.18), (0.65, 0.85, -0.31)),
        (CHAMPTOCEAUX_WALKERS, (0.83, 0.63, 0.41), (0.63, 0.49, -0.19)),
    ],
)
def test_seasonal_then_office_hours_then_counter_seasonal(tmp_path, channels, seasonal, office_hours):
    counts = read_attendance(MEASURE, "etalab", 2022, channels=channels)
    a, b, c = (measured(tmp_path, osm, counts) for osm in (SEASONAL, OFFICE_HOURS, COUNTER_SEASONAL))
    for found, expected in ((a, seasonal), (b, office_hours)):
        assert (found.coverage.coverage, found.overlap, found.coverage.skill) == pytest.approx(expected, abs=0.006)
    assert a.coverage.skill > b.coverage.skill > c.coverage.skill
    assert (b.appraisal.word, c.appraisal.word) == (INCOHERENT, INCOHERENT)
    assert a.appraisal.word not in ("", INCOHERENT)


def test_raw_coverage_would_have_ranked_the_wrong_one_higher(tmp_path):
    counts = read_attendance(MEASURE, "etalab", 2022, channels=GAMBETTA)
    b, c = (measured(tmp_path, osm, counts).coverage for osm in (OFFICE_HOURS, COUNTER_SEASONAL))
    assert c.coverage > b.coverage
    assert c.skill < b.skill


def test_a_street_of_commuters_prefers_the_counter_season_and_is_flagged(tmp_path):
    counts = read_attendance(TELRAAM, "telraam", 2022)
    a, c = (measured(tmp_path, osm, counts) for osm in (SEASONAL, COUNTER_SEASONAL))
    assert c.coverage.skill > a.coverage.skill
    assert poor_proxy(counts)
    assert a.appraisal.word == c.appraisal.word == ""
