"""The smallest change that passes: carried out, the requirement is met; with one day or one hour less, it is not."""

import json
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from case_files import OtherBureau, Spell
from change_makers import TEAM, others, told
from hypothesis import given, settings
from hypothesis import strategies as st
from made_up import EDITION, audited

from otanalysis.attendance.series import Attendance, Step, steps_of
from otanalysis.audit.changes import MISSING, changes_of
from otanalysis.audit.document import document_of
from otanalysis.audit.engine import audit_dossier
from otanalysis.audit.opening_changes import DAYS, HOURS
from otanalysis.audit.outcome import Status
from otanalysis.coherence.least_change import applied
from otanalysis.law.loader import load_catalogue
from otanalysis.office import audit_params
from tests.conftest import OFFICES

PARAMS = Path(__file__).parents[2] / "params"
SPELLS = st.lists(
    st.builds(Spell, days=st.integers(1, 60), a_day=st.sampled_from(["2 h", "3 h", "3 h 45", "4 h", "5 h 10", "7 h"])),
    min_size=1,
    max_size=5,
)


def again(audit, dossier):
    return audit_dossier(dossier, audit.edition, audit.category, audit.audit_date, load_catalogue())


def with_main(audit, **changes):
    main, *others = audit.dossier.points
    return again(audit, replace(audit.dossier, points=(replace(main, **changes), *others)))


def with_visitors(audit, step: Step, visitors, proxy: str = "zone"):
    steps = steps_of(audit.dossier.year, step)
    series = pd.Series([float(visitors(each)) for each in steps], steps)
    return again(audit, replace(audit.dossier, attendance=Attendance(audit.dossier.year, step, series, proxy=proxy)))


def status(audit, requirement: str) -> Status:
    return next(r.outcome.status for f in audit.findings for r in f.requirements if r.requirement.id == requirement)


def carried_out(audit, plan):
    return with_main(audit, opening=applied(audit.dossier.points[0].opening, plan))


def one_less(plan):
    """Return the plan with one day less, of the last thing that it asks."""
    if plan.longer:
        return replace(plan, longer=replace(plan.longer, days=plan.longer.days - 1))
    *others, last = plan.days
    return replace(plan, days=(*others, replace(last, days=last.days - 1)))


@settings(max_examples=25, deadline=None)
@given(SPELLS, st.sampled_from(["I", "II"]))
def test_a_change_carried_out_makes_its_requirement_pass_and_one_day_less_does_not(spells, category):
    audit = audited(category, opening=tuple(spells))
    planned = [c for c in changes_of(audit) if c.plan]
    assert all(c.finding.outcome.status is Status.BLOCKING for c in planned)
    for change in planned:
        requirement = change.finding.requirement.id
        assert status(carried_out(audit, change.plan), requirement) is Status.MET
        if "suffi" not in change.text:
            assert status(carried_out(audit, one_less(change.plan)), requirement) is Status.BLOCKING


@settings(max_examples=25, deadline=None)
@given(SPELLS)
def test_all_the_changes_of_a_criterion_fit_together(spells):
    """The days come first and the hours are what they leave: both carried out, the whole opening passes."""
    audit = audited(opening=tuple(spells))
    plans = {c.finding.requirement.id: c.plan for c in changes_of(audit)}
    last = plans["C04.3"] or plans["C04.2"]
    after = carried_out(audit, last) if last else audit
    if plans["C04.2"] and plans["C04.3"]:
        assert plans["C04.3"].days[: len(plans["C04.2"].days)] == plans["C04.2"].days
    assert [status(after, r) for r in ("C04.1", "C04.2", "C04.3")] == [Status.MET] * 3


def test_with_cumulated_bureaux_the_days_are_those_when_all_are_closed():
    valley = OtherBureau(name="Vallée", cumulated=True, opening=(Spell(days=5, a_day="7 h", start="12-01"),))
    audit = audited(opening=(Spell(days=170, a_day="8 h"),), other_bureaux=(valley,))
    change = next(c for c in changes_of(audit) if c.finding.requirement.id == "C04.2")
    assert sum(g.days for g in change.plan.days) == 5
    assert status(carried_out(audit, change.plan), "C04.2") is Status.MET


def test_days_follow_the_visitors_who_come():
    """Closed every day from 24 June on: with visitors on Sundays of August, those are opened."""
    audit = audited(opening=(Spell(days=174, a_day="8 h"),))
    crowd = with_visitors(audit, Step.DAY, lambda d: 100 * (d.month == 8) + 50 * (d.weekday() == 6))
    assert told("C04.2", crowd) == (
        "Il manque 6 jours d'au moins 4 h. Le moins coûteux : ouvrir 4 h par jour les dimanches d'août (5 jours) et "
        "1 des 4 mercredis fermés d'août, soit 24 h de plus dans l'année."
    )


def test_a_monthly_count_ranks_months():
    audit = audited(opening=(Spell(days=175, a_day="8 h"),))
    crowd = with_visitors(audit, Step.MONTH, lambda m: 100 * (m.month == 10))
    assert "les mercredis d'octobre (5 jours)" in told("C04.2", crowd)


@pytest.mark.parametrize("proxy", ["guichet", "rue"])
def test_a_poor_proxy_ranks_no_day(proxy):
    audit = audited(opening=(Spell(days=175, a_day="8 h"),))
    crowd = with_visitors(audit, Step.DAY, lambda d: 100 * (d.month == 10), proxy)
    assert told("C04.2", crowd) == told("C04.2", audit)


def test_invented_visitors_make_an_illustrative_plan():
    audit = with_visitors(audited(opening=(Spell(days=175, a_day="8 h"),)), Step.DAY, lambda d: d.month)
    invented = replace(audit.dossier, attendance=replace(audit.dossier.attendance, illustrative=True))
    flagged = {c.finding.requirement.id for c in changes_of(again(audit, invented)) if c.illustrative}
    assert flagged == {"C04.1", "C04.2"}
    assert not [c for c in changes_of(audit) if c.illustrative]


SHORT, OUTSIDE = (Spell(days=175, a_day="8 h"),), (Spell(days=10, a_day="4 h", start="11-03"),)


@pytest.mark.parametrize(
    ("bureaux", "route"),
    [
        (others("Vallée"), "Autre voie : déclarer le cumul avec « Vallée » suffirait."),
        (others("Vallée", "Col"), "Autre voie : déclarer le cumul avec « Vallée » ou « Col » suffirait."),
        (
            others("Vallée", "Col", days=4),
            "Autre voie : déclarer le cumul avec « Vallée » et « Col » ensemble suffirait.",
        ),
    ],
)
def test_a_bureau_that_would_be_enough_if_it_were_cumulated_is_named(bureaux, route):
    assert told("C04.2", opening=SHORT, other_bureaux=bureaux).endswith(route)
    cumulated = tuple(b.model_copy(update={"cumulated": True}) for b in bureaux)
    assert status(audited(opening=SHORT, other_bureaux=cumulated), "C04.2") is Status.MET


def test_a_bureau_already_cumulated_is_not_named():
    counted, *more = others("Vallée", "Col", "Lac", days=2)
    bureaux = (counted.model_copy(update={"cumulated": True}), *more)
    assert "cumul avec « Col » et « Lac » ensemble" in told("C04.2", opening=SHORT, other_bureaux=bureaux)


@pytest.mark.parametrize("bureaux", [others("Vallée", days=4), (OtherBureau(name="Vallée"),), ()])
def test_a_bureau_that_would_not_be_enough_is_not_named(bureaux):
    assert "Autre voie" not in told("C04.2", opening=SHORT, other_bureaux=bureaux)


def test_hors_les_murs_that_staff_alone_keeps_from_counting_is_told():
    route = "Autre voie : compter l'accueil hors les murs suffirait, mais il y faut 3 ETP au lieu de 2."
    assert told("C04.2", opening=SHORT, hors_les_murs=OUTSIDE, staff=TEAM).endswith(route)
    few = (Spell(days=4, a_day="4 h", start="11-03"),)
    assert "Autre voie" not in told("C04.2", opening=SHORT, hors_les_murs=few, staff=TEAM)


def test_what_is_not_described_gets_no_change():
    text = "À documenter : au moins 100 jours d'au moins 4 h : 200 jours de l'année sur 365 sont décrits."
    assert told("C04.2", opening=(Spell(days=100, a_day="8 h"),), described_days=200) == text


def test_the_pays_de_serres_lacks_staff_and_has_days_to_spare():
    audit = audit_params(PARAMS / "pays-de-serres-en-quercy.yaml")
    assert told("C15.1", audit) == "Recruter 1 ETP, soit 1 607 h de travail par an (un temps plein toute l'année)."
    assert told("C04.1", audit).startswith("65 jours de marge ; mais en fermer plus de 31 pourrait")


@pytest.mark.parametrize("name", OFFICES)
def test_every_counted_requirement_of_an_office_is_told_and_kept_in_the_machines_copy(name):
    audit = audit_params(PARAMS / f"{name}.yaml")
    counted = [r for f in audit.findings for r in f.requirements if r.margin is not None]
    rows = document_of(audit)["changes"]
    assert [row["requirement"] for row in rows] == [r.requirement.id for r in counted]
    assert all(row["text"].endswith(".") and not row["text"][0].islower() for row in rows)
    assert json.dumps(rows, allow_nan=False) == json.dumps(document_of(audit)["changes"])


def test_the_machines_copy_gives_the_hours_to_add():
    rows = {row["requirement"]: row for row in document_of(audited(opening=SHORT))["changes"]}
    assert (rows["C04.2"]["margin"], rows["C04.2"]["added_hours"]) == (-5, 20)
    assert (rows["C04.1"]["added_hours"], rows["C04.3"]["added_hours"]) == (None, None)


def test_every_check_that_counts_has_its_words():
    counted = {"min_days", "min_hours", "min_fte", "minimum"}
    assert {r.check for c in EDITION.criteria for r in c.requirements if counted & set(r.params)} == {
        *MISSING,
        DAYS,
        HOURS,
    }
