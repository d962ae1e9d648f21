"""Questions: nothing known is asked, nothing that matters is forgotten, and the most decisive come first."""

from dataclasses import replace

import pytest
from case_files import Given, OtherBureau, changed, complete, dossier_of
from hypothesis import given, settings
from hypothesis import strategies as st

from otanalysis.audit.engine import audit_dossier
from otanalysis.audit.findings import Audit
from otanalysis.audit.outcome import Status
from otanalysis.audit.questions import Question, Stage, questions_of
from otanalysis.dossier.contracts import Contract
from otanalysis.law.loader import load_catalogue, load_edition

OLD, NEW = "arrete_2010_11_12", "arrete_2019_04_16"
COMPLETE = {edition: complete(edition) for edition in (OLD, NEW)}
FACTS = {edition: tuple(whole.facts) for edition, whole in COMPLETE.items()}
CATEGORIES = [(edition, category) for edition in (OLD, NEW) for category in load_edition(edition).categories]
SILENT = {"opening": None, "staff": None}


def audited(edition: str, category: str, without: tuple[str, ...] = (), **given_too) -> Audit:
    """The audit of the complete dossier without some facts, or without hours or staff."""
    unsaid = {name: None for name in without if name in FACTS[edition]}
    blocks = {name: None for name in without if name in SILENT}
    whole = changed(Given(facts=unsaid | given_too.pop("facts", {}), **blocks, **given_too), COMPLETE[edition])
    return audit_dossier(dossier_of(whole), load_edition(edition), category, whole.audit_date, load_catalogue())


def deciding(audit: Audit) -> list[Question]:
    return [question for question in questions_of(audit) if question.stage is Stage.DECIDES]


def undocumented(audit: Audit) -> list[tuple[str, str, bool]]:
    """Each requirement that waits for something, and whether its criterion is still open."""
    return [
        (r.requirement.id, r.bureau, finding.status is not Status.BLOCKING)
        for finding in audit.findings
        for r in finding.requirements
        if r.outcome.status is Status.UNDOCUMENTED
    ]


@st.composite
def silences(draw):
    """An edition, a category, what the dossier does not say, and what it says no to."""
    edition, category = draw(st.sampled_from(CATEGORIES))
    without = draw(st.sets(st.sampled_from((*FACTS[edition], *SILENT)), max_size=12))
    yes = [name for name, raw in COMPLETE[edition].facts.items() if raw is True and name not in without]
    refused = draw(st.sets(st.sampled_from(yes), max_size=6)) if yes else set()
    return edition, category, tuple(without), dict.fromkeys(refused, False)


def name_of(question: Question) -> str:
    return {"hours": "opening", "staff": "staff"}.get(question.place[-1], question.place[-1])


@settings(max_examples=40)
@given(silences())
def test_the_order_is_that_of_what_each_answer_settles(silence):
    """By brute force: each answer is really given, and the requirements that no longer wait are counted."""
    edition, category, without, refused = silence
    audit = audited(edition, category, without, facts=refused)
    before = undocumented(audit)
    settled = []
    for question in deciding(audit):
        after = undocumented(
            audited(edition, category, tuple(n for n in without if n != name_of(question)), facts=refused)
        )
        gone = [found for found in before if found[:2] not in {other[:2] for other in after}]
        settled.append((sum(still_open for *_, still_open in gone), len(gone)))
        told = (question.open_requirements, question.requirements)
        if edition == NEW:  # no rule of it concerns some offices only
            assert told == settled[-1]
        assert told >= settled[-1]
    if edition == NEW:
        assert settled == sorted(settled, reverse=True)


@settings(max_examples=60)
@given(silences())
def test_what_is_asked_is_what_is_missing(silence):
    edition, category, without, refused = silence
    audit = audited(edition, category, without, facts=refused)
    asked = questions_of(audit)
    assert len({question.place for question in asked}) == len(asked)
    assert [question.stage for question in asked] == sorted(question.stage for question in asked)
    assert bool(deciding(audit)) == bool(undocumented(audit))
    known = {q.place[-1] for q in asked if q.stage in {Stage.DECIDES, Stage.ELSEWHERE}} & set(FACTS[edition])
    assert known <= set(without)


@given(st.permutations(FACTS[NEW][:8]))
def test_the_order_in_which_a_dossier_says_things_does_not_matter(names):
    audit = audited(NEW, "II", ("ot_langues_site", "bit_wifi_gratuit"))
    shuffled = {name: audit.dossier.facts[name] for name in names if name in audit.dossier.facts}
    dossier = replace(audit.dossier, facts=shuffled | audit.dossier.facts)
    assert questions_of(replace(audit, dossier=dossier)) == questions_of(audit)


def test_hours_and_staff_come_first():
    audit = audited(NEW, "II", (*FACTS[NEW], *SILENT))
    assert {question.kind for question in deciding(audit)[:2]} == {"hours", "staff"}


def test_an_answer_that_changes_no_verdict_any_more_sinks():
    without = ("ot_strategie_validee", "ot_site_a_jour")
    assert [name_of(q) for q in deciding(audited(NEW, "II", without))] == ["ot_site_a_jour", "ot_strategie_validee"]
    first = ("bit_sur_les_flux", "ot_site_a_jour")
    blocked = audited(NEW, "II", first, facts={"bit_enseigne_visible": False})
    assert [name_of(q) for q in deciding(blocked)] == ["ot_site_a_jour", "bit_sur_les_flux"]


@pytest.mark.parametrize("large", [True, False])
def test_a_rule_for_other_offices_asks_nothing(large):
    category = next(iter(load_edition(OLD).categories))
    rules = [
        (r.facts, r.applies)
        for c in load_edition(OLD).criteria
        if c.id in load_edition(OLD).categories[category].criteria
        for r in c.requirements
        if r.applies
    ]
    conditions = {name for _, applies in rules for name in applies}
    unsaid = {fact for facts, _ in rules for fact in facts if fact in FACTS[OLD]}
    nobody_knows = {name_of(q) for q in deciding(audited(OLD, category, (*unsaid, *conditions)))}
    assert conditions <= nobody_knows
    known = audited(OLD, category, tuple(unsaid), facts=dict.fromkeys(conditions, large))
    wanted = {fact for facts, applies in rules if set(applies.values()) == {large} for fact in facts if fact in unsaid}
    assert wanted <= {name_of(q) for q in deciding(known)} | conditions
    others = unsaid - wanted
    elsewhere = {f for c in load_edition(OLD).criteria for r in c.requirements if not r.applies for f in r.facts}
    assert not {name_of(q) for q in deciding(known)} & (others - elsewhere)


def test_functions_then_degrees_are_asked_when_only_they_lack():
    def posts(**known) -> list[str]:
        contracts = (Contract(label="Direction", quota=1.0, posts=6, **known),)
        return [q.kind for q in deciding(audited(NEW, "I", staff=contracts))]

    assert posts() == ["function"]
    assert posts(function="directeur") == ["degree_years"]
    assert posts(function="directeur", degree_years=3) == []


def test_the_other_bureaux_are_asked_for_what_they_ask_of_the_staff():
    audit = audited(NEW, "II", other_bureaux=(OtherBureau(name="Gare"),))
    assert [(q.kind, q.bureau) for q in deciding(audit)] == [("hours", "Gare"), ("people_present", "Gare")]


def test_a_paper_is_asked_for_a_yes_and_not_for_a_no():
    audit = audited(NEW, "II", facts={"ot_site_a_jour": True, "ot_tableau_de_bord": False})
    papers = {q.place for q in questions_of(audit) if q.stage is Stage.PROVES}
    assert ("facts", "ot_site_a_jour", "evidence") in papers
    assert ("facts", "ot_tableau_de_bord", "evidence") not in papers


def test_what_another_category_asks_comes_after():
    audit = audited(NEW, "II", ("ot_site_mobile", "ot_site_a_jour"))
    stages = {name_of(q): q.stage for q in questions_of(audit)}
    assert stages["ot_site_a_jour"] is Stage.DECIDES
    assert stages["ot_site_mobile"] is Stage.ELSEWHERE
