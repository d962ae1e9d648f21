"""The three ways of counting an opening: which exist, which are refused and why, which one a reason names."""

import pytest
from case_files import OtherBureau, Spell
from made_up import audited, finding

from otanalysis.audit.opening import hours_by_month
from otanalysis.audit.outcome import Status
from otanalysis.coherence.hypotheses import (
    ALONE,
    CUMULATED,
    HORS_LES_MURS,
    admissible,
    hypotheses,
    opening_of,
    outside_feasible,
)
from otanalysis.dossier.contracts import Contract
from otanalysis.opening.calendar import days_described, days_open

DAYS, ONE_DAY = (Spell(days=179, a_day="8 h"),), (Spell(days=1, a_day="4 h", start="12-20"),)
VALLEY = OtherBureau(name="Vallée", cumulated=True, station_classee=True, opening=ONE_DAY, people_present=1)


def told(minimum: float = 3, **given):
    dossier = audited(**given).dossier
    return {h.name: h.refused for h in hypotheses(opening_of(dossier, dossier.points[0]), minimum)}


def test_the_main_bureau_has_three_hypotheses_each_with_its_reason_to_be_refused():
    assert told() == {
        ALONE: "",
        CUMULATED: "aucun autre bureau n'est déclaré en cumul",
        HORS_LES_MURS: "aucun accueil hors les murs n'est déclaré",
    }
    assert told(other_bureaux=(VALLEY,), hors_les_murs=ONE_DAY) == {ALONE: "", CUMULATED: "", HORS_LES_MURS: ""}


def test_staff_decides_of_hors_les_murs():
    two = (Contract(label="Conseillers", posts=2, quota=1),)
    refused = "impossible faute d'effectifs : 2 ETP, il en faut 3"
    assert told(hors_les_murs=ONE_DAY, staff=two)[HORS_LES_MURS] == refused
    unsaid = "effectif non décrit, alors que le hors les murs demande l'effectif minimum"
    assert told(hors_les_murs=ONE_DAY, staff=None)[HORS_LES_MURS] == unsaid
    assert told(minimum=2, hors_les_murs=ONE_DAY, staff=two)[HORS_LES_MURS] == ""


def test_whether_staff_allow_hors_les_murs_is_said_with_its_reason():
    two = (Contract(label="Conseillers", posts=2, quota=1),)
    cases = {
        (3, two, ONE_DAY): (False, "impossible faute d'effectifs : 2 ETP, il en faut 3"),
        (2, two, ONE_DAY): (True, "possible : 2 ETP, il en faut 2"),
        (2, two, None): (True, "possible : 2 ETP, il en faut 2, mais aucun accueil hors les murs n'est déclaré"),
        (3, None, ONE_DAY): (None, "effectif non décrit, alors que le hors les murs demande l'effectif minimum"),
    }
    for (minimum, staff, outside), told_so in cases.items():
        assert outside_feasible(audited(staff=staff, hors_les_murs=outside).dossier, minimum) == told_so


def test_without_hours_there_is_nothing_to_count():
    assert told(opening=None) == {ALONE: "les horaires du bureau ne sont pas décrits"}


def test_another_bureau_counts_its_own_hours_only():
    dossier = audited(other_bureaux=(VALLEY,), hors_les_murs=ONE_DAY).dossier
    (only,) = hypotheses(opening_of(dossier, dossier.points[1]), 3)
    assert (only.name, days_open(only.calendar)) == (ALONE, 1)


def test_each_hypothesis_counts_at_least_what_the_one_before_counts():
    outside = (Spell(days=3, a_day="4 h", start="11-01"),)
    dossier = audited(opening=DAYS, other_bureaux=(VALLEY,), hors_les_murs=outside).dossier
    counted = [(h.name, days_open(h.calendar)) for h in admissible(opening_of(dossier, dossier.points[0]), 3)]
    assert counted == [(ALONE, 179), (CUMULATED, 180), (HORS_LES_MURS, 183)]


def test_an_occasional_reception_leaves_the_year_described():
    dossier = audited(hors_les_murs=ONE_DAY).dossier
    assert days_described(dossier.points[0].hors_les_murs) == 1
    last = admissible(opening_of(dossier, dossier.points[0]), 3)[-1]
    assert (last.name, days_described(last.calendar)) == (HORS_LES_MURS, 365)


@pytest.mark.parametrize(
    ("given", "status", "reason"),
    [
        ({"opening": DAYS}, Status.BLOCKING, "179\u00a0jours, bureau seul, pour 180 demandés"),
        (
            {"opening": DAYS, "other_bureaux": (VALLEY.model_copy(update={"opening": DAYS}),)},
            Status.BLOCKING,
            "179\u00a0jours, avec les bureaux cumulés, pour 180 demandés",
        ),
        ({"opening": DAYS, "other_bureaux": (VALLEY,)}, Status.MET, "180\u00a0jours, avec les bureaux cumulés"),
        ({"opening": (Spell(days=180, a_day="8 h"),)}, Status.MET, "180\u00a0jours, bureau seul"),
        (
            {"opening": DAYS, "described_days": 200},
            Status.UNDOCUMENTED,
            "au moins 179\u00a0jours : 200 jours de l'année sur 365 sont décrits",
        ),
        (
            {"opening": DAYS, "other_bureaux": (VALLEY.model_copy(update={"opening": None}),)},
            Status.UNDOCUMENTED,
            "au moins 179\u00a0jours : 0 jours de l'année sur 365 sont décrits par tous les bureaux cumulés",
        ),
        (
            {"opening": DAYS, "hors_les_murs": ONE_DAY, "staff": None},
            Status.UNDOCUMENTED,
            "179\u00a0jours sans le hors les murs, qui suffirait : l'effectif n'est pas décrit",
        ),
    ],
)
def test_the_reason_names_the_hypothesis(given, status: Status, reason: str):
    outcome = finding(audited(**given), "C04").requirements[0].outcome
    assert (outcome.status, outcome.reason) == (status, reason)


def test_hours_by_month_add_up_to_the_widest_way_of_counting():
    found = hours_by_month(audited(opening=DAYS, other_bureaux=(VALLEY,)))
    assert found["counted"].endswith(CUMULATED)
    assert sum(found["months"].values()) == 179 * 8 + 4
    assert found["months"]["12"] == 4
    assert list(found["months"]) == [str(month) for month in range(1, 13)]


def test_a_month_not_described_is_unknown_and_no_hours_give_no_months():
    found = hours_by_month(audited(opening=(Spell(days=10, a_day="8 h", start="03-01"),), described_days=59 + 31))
    assert found["months"]["3"] == 80
    assert found["months"]["12"] is None
    assert hours_by_month(audited(opening=None)) is None
