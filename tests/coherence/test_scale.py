"""The reading scale is data, proposed, and the days of a year fall where calendars say."""

from datetime import date, timedelta

import pytest

from otanalysis.coherence.scale import FILE, Scale, load_scale, season_of_days, weekday_of_days
from otanalysis.reading.records import build
from otanalysis.reading.yaml12 import read_yaml


def written(**changes):
    document = read_yaml(FILE, FILE.name)
    return build(Scale, document.data | changes, document)


def test_nothing_in_the_scale_claims_to_be_the_law():
    assert load_scale().standing == "proposed"
    scale, problems = written(standing="verbatim")
    assert scale is None
    assert [problem.key for problem in problems] == ["standing"]


@pytest.mark.parametrize(
    "seasons",
    [
        ({"name": "été", "months": (6, 7, 8)},),
        ({"name": "tout", "months": tuple(range(1, 13))}, {"name": "encore", "months": (1,)}),
    ],
)
def test_each_month_is_in_one_season(seasons):
    scale, problems = written(seasons=seasons)
    assert scale is None
    assert "chaque mois doit être dans une saison, et une seule" in problems[0].message


@pytest.mark.parametrize("year", [2023, 2024, 2028])
def test_days_have_their_season_and_weekday(year):
    scale = load_scale()
    days = [date(year, 1, 1) + timedelta(n) for n in range(366) if (date(year, 1, 1) + timedelta(n)).year == year]
    assert weekday_of_days(year).tolist() == [day.weekday() for day in days]
    named = [scale.seasons[index] for index in season_of_days(scale.seasons, year)]
    assert all(day.month in season.months for day, season in zip(days, named, strict=True))


def test_every_source_is_named():
    assert all(source.title for source in load_scale().sources.values())
