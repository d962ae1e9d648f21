"""The life of a classification: examples beside their delays, laws of months, and dates that nobody invents."""

from calendar import monthrange
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from case_files import FOLDER, Given, changed, complete, dossier_of
from hypothesis import given
from hypothesis import strategies as st
from pydantic import Field

from otanalysis.audit.deadlines import Kind, State, classification_deadlines, state_on
from otanalysis.audit.document import document_of
from otanalysis.audit.engine import audit_dossier
from otanalysis.audit.findings import Audit
from otanalysis.audit.held import deadlines_of, rule_of
from otanalysis.dossier.classification import Application, Classification
from otanalysis.dossier.records import HeldMark
from otanalysis.law.code import load_code, months_of
from otanalysis.law.delays import latest_start, plus_months
from otanalysis.law.loader import edition_ids, load_catalogue, load_edition
from otanalysis.law.records import Standing
from otanalysis.reading.records import Day, Record, build
from otanalysis.reading.yaml12 import read_yaml

EDITION = load_edition("arrete_2019_04_16")
SILENT = {"ot_marque_qualite": None, "ot_convention_objectifs": None}


class Life(Record):
    """An example: what a dossier says, the day of the audit, the deadlines, one action or note found among them."""

    name: str
    today: Day
    classification: Classification | None = None
    application: Application | None = None
    marks: tuple[HeldMark, ...] = ()
    facts: dict[str, Any] = Field(default_factory=dict)
    expect: tuple[str, ...]
    action: str | None = None
    note: str = ""


def lives() -> tuple[Life, ...]:
    document = read_yaml(FOLDER / "vie_du_classement.yaml", "vie")
    found, problems = build(tuple[Life, ...], document.data["lives"], document, ("lives",))
    assert not problems, problems
    return found


def audit_of(life: Life, category: str = "I") -> Audit:
    whole = changed(Given(facts=SILENT | life.facts), complete())
    held = {"classification": life.classification, "application": life.application, "marks": life.marks}
    return audit_dossier(replace(dossier_of(whole), **held), EDITION, category, life.today, load_catalogue())


LIVES = lives()


@pytest.mark.parametrize("life", LIVES, ids=lambda life: life.name)
def test_a_dossier_has_these_deadlines_and_no_other(life):
    found = deadlines_of(audit_of(life))
    assert [f"{each.day or '-'} {each.kind} {each.state}" for each in found] == list(life.expect)
    assert life.note in " ".join(each.note for each in found)
    assert bool(life.note) == any(each.note for each in found)
    late = [each.action for each in found if each.state is State.PAST and each.action]
    if life.action is not None:
        assert late == ([life.action] if life.action else [])


DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))
MONTHS = st.integers(0, 120)


@given(DAYS, MONTHS)
def test_a_delay_ends_on_the_day_of_the_same_number_or_the_last_of_its_month(start, months):
    end = plus_months(start, months)
    assert 12 * end.year + end.month == 12 * start.year + start.month + months
    assert end.day == min(start.day, monthrange(end.year, end.month)[1])


@given(DAYS, MONTHS)
def test_going_back_as_many_months_never_comes_later(start, months):
    assert plus_months(plus_months(start, months), -months) <= start
    assert plus_months(plus_months(start, -months), months) <= start


@given(DAYS, DAYS, MONTHS)
def test_who_starts_later_does_not_end_sooner(one, other, months):
    assert plus_months(min(one, other), months) <= plus_months(max(one, other), months)


def over(start: date, delays: tuple[int, ...]) -> date:
    for months in delays:
        start = plus_months(start, months)
    return start


@given(DAYS, st.lists(st.integers(1, 7), min_size=1, max_size=3).map(tuple))
def test_the_last_day_to_start_is_that_of_a_search_day_by_day(end, delays):
    day = end
    while over(day, delays) > end:
        day -= timedelta(days=1)
    assert latest_start(end, delays) == day


@given(DAYS)
def test_a_renewal_sent_in_time_is_decided_before_the_end_and_a_day_later_is_not(since):
    held = Classification(category="I", since=since.isoformat())
    by_kind = {each.kind: each for each in classification_deadlines(held, None, since)}
    end, sent = by_kind[Kind.CLASSIFICATION].day, by_kind[Kind.RENEWAL].day
    delays = [months_of(load_code(), step) for step in ("pieces", "decision")]
    assert over(sent, delays) <= end < over(sent + timedelta(days=1), delays)


@pytest.mark.parametrize(
    ("day", "state"),
    [
        (date(2026, 2, 27), State.PAST),
        (date(2026, 2, 28), State.DUE),
        (date(2026, 8, 31), State.DUE),
        (date(2026, 9, 1), State.COMING),
        (None, State.UNKNOWN),
    ],
)
def test_states_change_the_day_after_and_six_months_before(day, state):
    assert state_on(day, date(2026, 2, 28)) is state


def test_durations_are_those_of_the_editions_and_of_their_criteria():
    code = load_code()
    for edition in map(load_edition, edition_ids()):
        assert 12 * edition.validity_years == months_of(code, "fin")
        for params in (r.params for c in edition.criteria for r in c.requirements if "last_days" in r.params):
            assert params["last_days"]["qualite_tourisme"] == str(code.marks["qualite_tourisme"].last_day)
            months = {code.marks[name].classified_within_months for name in params["conditional"]}
            assert months <= {params["conditional_months"]}


def test_nobody_read_the_code_word_for_word_and_renewal_is_deduced():
    code = load_code()
    assert code.renewal.standing is Standing.DEDUCED
    assert not [each for each in (*code.procedure, *code.marks.values()) if each.standing is Standing.VERBATIM]


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("qualite_tourisme", "Qualité Tourisme"),
        ("QUALITÉ TOURISME", "Qualité Tourisme"),
        ("Qualite-Tourisme", "Qualité Tourisme"),
        ("Destination d'excellence", "Destination d'excellence"),
        ("Destination d’Excellence", "Destination d'excellence"),
        ("Tourisme et Handicap", None),
        ("", None),
    ],
)
def test_a_mark_is_known_however_people_write_its_name(name, label):
    rule = rule_of(name)
    assert (rule.label if rule else None) == label


def test_a_date_that_the_dossier_gives_or_lacks_rests_on_no_rule():
    named = {life.name: deadlines_of(audit_of(life)) for life in LIVES}
    (label,) = (d for d in named["un label sans date de fin : on ne l'invente pas non plus"] if d.kind is Kind.MARK)
    assert (label.basis.standing, label.event) == (None, "date de fin de la marque non donnée")
    (mark,) = (d for d in named["une marque sans nom porte celui du fait"] if d.kind is Kind.MARK)
    assert mark.subject == load_catalogue()["ot_marque_qualite"].label
    (bounded,) = (d for d in named["Qualité Tourisme sans date de fin : la loi en donne une"] if d.kind is Kind.MARK)
    assert bounded.basis.standing is Standing.REPORTED


def test_what_is_illustrative_stays_so_and_what_is_both_is_told_once():
    last = next(deadlines_of(audit_of(life)) for life in LIVES if life.name.startswith("la même pièce"))
    assert [each.illustrative for each in last] == [True, False]


def test_the_machine_s_copy_tells_the_rule_and_how_sure_it_is():
    told = document_of(audit_of(LIVES[0]))["deadlines"]
    assert [(row["kind"], row["start"], row["day"], row["standing"]) for row in told] == [
        ("renewal", "2021-06-14", "2026-02-14", "deduced"),
        ("classification", "2021-06-14", "2026-06-14", "reported"),
    ]
    assert told[0]["rule"].endswith("Articles D133-23, D133-24 et D133-25.")
    assert told[0]["sources"] == [load_code().sources["S11"].title]
