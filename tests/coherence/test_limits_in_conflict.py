"""Limits that cannot hold together are named, all of them and no other; limits that make no sense are refused."""

import re

import numpy as np
import pytest
from every_timetable import random_demand

from otanalysis.coherence import choice, near_bound
from otanalysis.coherence.demand import Demand
from otanalysis.coherence.limits import Infeasible, Limits, stated
from otanalysis.coherence.scale import load_scale, season_of_days
from otanalysis.coherence.timetables import best_timetable, fewest_staff

SEASONS = season_of_days(load_scale().seasons, 2024)
DEMAND = random_demand(0, 2024, 24)
COVER = "couvrir au moins 90 % des visiteurs"


def days(least: int, hours: str = "4\u00a0h") -> str:
    return f"au moins {least}\u00a0jour{'s' if least > 1 else ''} d'au moins {hours}"


def window(closes_at: int = 19) -> str:
    return f"ouvert entre 9\u00a0h et {closes_at}\u00a0h"


CONFLICTS = {
    "hours": ({"hours_a_year": 900, "min_days": 240}, ("au plus 900\u00a0h par an", days(240))),
    "weekday": ({"closed_weekdays": (6,), "min_days": 366}, ("fermé le dimanche", days(366))),
    "weekdays": ({"closed_weekdays": (6, 0), "min_days": 320}, ("fermé le lundi et le dimanche", days(320))),
    "slot": (
        {"longest_slot": 3, "lunch_break": (12.5, 13.5), "min_days": 1, "min_hours_a_day": 6.5},
        ("créneaux d'au plus 3\u00a0h", days(1, "6\u00a0h\u00a030")),
    ),
    "break": (
        {"lunch_break": (12.5, 13.5), "closes_at": 15, "min_days": 200, "min_hours_a_day": 6},
        ("pause de 12\u00a0h\u00a030 à 13\u00a0h\u00a030", days(200, "6\u00a0h"), window(15)),
    ),
    "slot too long for the day": (
        {"shortest_slot": 3, "closes_at": 11, "min_days": 10, "min_hours_a_day": 1},
        ("créneaux d'au moins 3\u00a0h", days(10, "1\u00a0h"), window(11)),
    ),
    "week": (
        {"person_hours_a_week": 35, "people_present": 2, "min_days": 300},
        ("au plus 35\u00a0heures de travail par semaine", days(300)),
    ),
    "year": (
        {"person_hours_a_year": 1607, "preparation_hours_a_day": 1, "min_days": 330},
        ("au plus 1\u202f607\u00a0heures de travail par an", days(330)),
    ),
    "window": (
        {"closed_weekdays": (0,), "hours_a_year": 1300, "min_days": 200, "closes_at": 11},
        (days(200), window(11)),
    ),
    "more than a year": ({"min_days": 400}, (days(400),)),
}


def conflict(limits: Limits, coverage: float = 0, **given) -> tuple[str, ...]:
    try:
        fewest_staff(DEMAND, SEASONS, limits, coverage, **given)
    except Infeasible as refused:
        return refused.limits
    return ()


@pytest.mark.parametrize("same_hours", [True, False])
@pytest.mark.parametrize(("fields", "names"), CONFLICTS.values(), ids=CONFLICTS)
def test_the_limits_in_conflict_are_named(fields, names, same_hours):
    assert conflict(Limits(same_hours=same_hours, **fields)) == names


@pytest.mark.parametrize(("fields", "names"), CONFLICTS.values(), ids=CONFLICTS)
def test_any_limit_named_that_is_lifted_ends_the_conflict(fields, names):
    limits = Limits(**fields)
    for name in names:
        assert not conflict(Limits(**{**fields, **stated(limits)[name]})), name


@pytest.mark.long
def test_a_coverage_out_of_reach_is_named():
    assert conflict(Limits(hours_a_year=1500), 0.9) == (COVER, window())
    wide = Limits(opens_at=0, closes_at=24, hours_a_year=1500)
    assert conflict(wide, 0.9) == (COVER, "au plus 1\u202f500\u00a0h par an")


def test_the_same_hours_every_day_may_be_the_conflict():
    # Mondays are wanted in the morning, Tuesdays in the evening: the same hours cannot serve both in 208 hours.
    visitors = np.zeros((366, 24))
    visitors[0::7, 9:11], visitors[1::7, 17:19] = 1, 1
    demand = Demand(2024, DEMAND.step, visitors)
    assert fewest_staff(demand, SEASONS, Limits(hours_a_year=212, same_hours=False), 1).hours == 212
    with pytest.raises(Infeasible) as refused:
        fewest_staff(demand, SEASONS, Limits(hours_a_year=212), 1)
    assert "mêmes heures tous les jours d'une saison" in refused.value.limits
    assert "au plus 212\u00a0h par an" in refused.value.limits


def test_days_shut_whatever_happens_may_be_the_conflict():
    closed = np.arange(366) < 11
    assert conflict(Limits(min_days=366), closed=closed) == ("fermé 11\u00a0jours quoi qu'il arrive", days(366))
    assert not conflict(Limits(min_days=355), closed=closed)


def test_the_sentence_says_what_to_do():
    with pytest.raises(Infeasible) as refused:
        best_timetable(DEMAND, SEASONS, Limits(hours_a_year=900, min_days=240))
    assert str(refused.value) == (
        "Ces limites ne peuvent pas tenir ensemble : « au plus 900\u00a0h par an » et "
        "« au moins 240\u00a0jours d'au moins 4\u00a0h ». Relâchez l'une d'elles."
    )


def test_usual_hours_too_short_are_said():
    usual = np.zeros((4, 48), bool)
    usual[:, 20:24] = True
    with pytest.raises(Infeasible) as refused:
        best_timetable(DEMAND, SEASONS, Limits(min_days=1), usual)
    assert str(refused.value) == (
        "Cette limite ne peut pas tenir aux heures habituelles : "
        "« au moins 1\u00a0jour d'au moins 4\u00a0h ». Relâchez-la."
    )


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"opens_at": 19, "closes_at": 9}, "l'ouverture (19\u00a0h) doit précéder la fermeture (9\u00a0h)"),
        ({"opens_at": 9.25}, "multiples d'une demi-heure"),
        ({"closes_at": 25}, "de 0 à 24 h"),
        ({"longest_slot": 2.1}, "multiples d'une demi-heure"),
        ({"shortest_slot": 0}, "au moins une demi-heure"),
        ({"longest_slot": 1.5}, "ne peut pas être plus court"),
        ({"lunch_break": (13.5, 12.5)}, "le début de la pause"),
        ({"closed_weekdays": (7,)}, "de 0 (lundi) à 6 (dimanche)"),
        ({"hours_a_year": -1}, "ne peut pas être négatif"),
        ({"min_days": -1}, "ne peut pas être négatif"),
        ({"people_present": 0}, "une personne présente"),
    ],
)
def test_limits_that_make_no_sense_are_refused(fields, said):
    with pytest.raises(ValueError, match=re.escape(said)):
        Limits(**fields)


def test_every_mistake_is_told_at_once():
    with pytest.raises(ValueError, match=r"demi-heure.* ; .*négatif"):
        Limits(opens_at=9.1, hours_a_year=-5)


def test_daily_counts_do_not_say_when_people_come():
    with pytest.raises(ValueError, match="heures habituelles"):
        best_timetable(random_demand(0, 2024, 1), SEASONS, Limits())


@pytest.mark.parametrize("visitors", [0.0, np.nan])
def test_without_visitors_there_is_nothing_to_look_for(visitors):
    with pytest.raises(ValueError, match="aucun visiteur"):
        best_timetable(Demand(2024, DEMAND.step, np.full((366, 24), visitors)), SEASONS, Limits())


@pytest.mark.parametrize("coverage", [-0.1, 1.1, np.nan])
def test_a_coverage_is_a_share(coverage):
    with pytest.raises(ValueError, match="de 0 à 1"):
        fewest_staff(DEMAND, SEASONS, Limits(), coverage)


def test_what_is_not_found_in_time_is_not_called_impossible(monkeypatch):
    monkeypatch.setattr(near_bound, "MOST_TRIED", ())
    monkeypatch.setattr(choice, "MOST_NODES", 0)
    with pytest.raises(TimeoutError, match="avant la fin de la recherche"):
        best_timetable(DEMAND, SEASONS, Limits(hours_a_year=1000, min_days=200, same_hours=False))
