"""The verdict, its reserves, and the papers to attach."""

import itertools
import re
from datetime import date

import pytest
from case_files import OtherBureau, Spell, complete
from made_up import EDITION, all_read_word_for_word, altered, audited, finding

from otanalysis.audit import conclusion
from otanalysis.audit.conclusion import CLASSABLE, CLASSABLE_WITH_RESERVE, NOT_AS_IT_STANDS, TO_DOCUMENT, number_of
from otanalysis.audit.engine import audit_dossier
from otanalysis.audit.facts import to_attach
from otanalysis.audit.outcome import STATUS_IN_FRENCH
from otanalysis.dossier.records import Evidence, Fact
from otanalysis.law.loader import load_catalogue
from otanalysis.law.records import Standing

VERDICTS = {CLASSABLE, CLASSABLE_WITH_RESERVE, NOT_AS_IT_STANDS, TO_DOCUMENT}
NO_WIFI, NO_SIGN = {"bit_wifi_gratuit": False}, {"bit_enseigne_visible": None}
TODAY = complete().audit_date


def test_the_words_of_the_verdict():
    assert sorted(VERDICTS) == ["classable", "classable sous réserve", "non classable en l'état", "à documenter"]


def test_no_word_of_the_audit_says_classified():
    """The préfet classifies: neither a verdict, nor a status, nor any text of the module says so."""
    written = {value for value in vars(conclusion).values() if isinstance(value, str) and value != conclusion.__doc__}
    assert written >= VERDICTS
    for words in VERDICTS | set(STATUS_IN_FRENCH.values()):
        assert not re.search(r"\bclassée?s?\b", words, re.IGNORECASE), words


@pytest.mark.parametrize("category", EDITION.categories)
def test_no_dossier_gets_another_verdict(category: str):
    for wifi, sign in itertools.product((True, False, None), repeat=2):
        audit = audited(category, facts={"bit_wifi_gratuit": wifi, "bit_enseigne_visible": sign})
        wanted = NOT_AS_IT_STANDS if False in (wifi, sign) else TO_DOCUMENT if None in (wifi, sign) else None
        assert audit.verdict == (wanted or CLASSABLE_WITH_RESERVE)


def test_one_blocking_criterion_settles_it_whatever_is_undocumented():
    assert audited(facts=NO_WIFI | NO_SIGN).verdict == NOT_AS_IT_STANDS


def test_everything_met_is_under_reserve_while_rules_are_unread():
    audit = audited("I")
    assert audit.verdict == CLASSABLE_WITH_RESERVE
    assert audit.reserves == (
        "14 critères sur 15 reposent sur une règle qui n'a pas été lue mot à mot : "
        "à vérifier dans le texte officiel avant tout dépôt",
    )
    assert audited("II").reserves[0].startswith("13 critères sur 13 ")


@pytest.mark.parametrize("category", EDITION.categories)
def test_classable_without_reserve_when_every_rule_was_read(category: str):
    audit = audited(category, all_read_word_for_word())
    assert (audit.verdict, audit.reserves) == (CLASSABLE, ())


def test_one_unread_rule_of_the_category_is_enough_for_a_reserve():
    read = all_read_word_for_word()
    unread = altered("C03.1", read, standing=Standing.REPORTED)
    assert audited("II", unread).verdict == CLASSABLE_WITH_RESERVE
    assert audited("II", unread).reserves[0].startswith("1 critère sur 13 repose sur ")
    assert finding(audited("II", unread), "C03").standing is Standing.REPORTED
    of_the_other = altered("C05.1", read, standing=Standing.REPORTED)
    assert audited("II", of_the_other).verdict == CLASSABLE
    assert audited("I", of_the_other).verdict == CLASSABLE_WITH_RESERVE


def test_a_criterion_is_as_sure_as_its_least_sure_requirement():
    read = all_read_word_for_word()
    for standing in Standing:
        assert finding(audited("II", altered("C04.2", read, standing=standing)), "C04").standing is standing
    assert finding(audited("II"), "C04").standing is Standing.DEDUCED


def test_what_was_counted_under_an_unread_rule_is_a_reserve_of_its_own():
    valley = OtherBureau(name="Vallée", cumulated=True, opening=(Spell(days=1, a_day="4 h", start="12-20"),))
    opening = (Spell(days=179, a_day="8 h"),)
    audit = audited("II", all_read_word_for_word(), opening=opening, other_bureaux=(valley,), staff=team(4))
    assert audit.verdict == TO_DOCUMENT, "nobody says how many people hold the valley's desk"
    valley = valley.model_copy(update={"people_present": 1})
    audit = audited("II", all_read_word_for_word(), opening=opening, other_bureaux=(valley,), staff=team(4))
    told = "critère 4 : seuil atteint avec les bureaux cumulés : la règle de cumul n'a pas été lue mot à mot"
    assert (audit.verdict, audit.reserves) == (CLASSABLE_WITH_RESERVE, (told,))


def team(posts: int):
    return tuple(c.model_copy(update={"posts": posts - 1 if n else 1}) for n, c in enumerate(complete().staff[1:]))


def test_a_mark_that_ends_before_the_classification_is_a_reserve():
    mark = {"name": "destination_excellence", "start": "2026-01-01", "end": "2030-12-31"}
    audit = audited("I", all_read_word_for_word(), facts={"ot_marque_qualite": mark})
    told = "critère 13 : la marque prend fin le 31 décembre 2030, avant les 5 ans d'un classement"
    assert (audit.verdict, audit.reserves) == (CLASSABLE_WITH_RESERVE, (told,))
    conditional = {**mark, "conditional": True}
    audit = audited("I", all_read_word_for_word(), facts={"ot_marque_qualite": conditional})
    told = "critère 13 : label sous condition : il devient caduc le 1er juillet 2026 si l'office n'est pas classé"
    assert (audit.verdict, audit.reserves) == (CLASSABLE_WITH_RESERVE, (told,))


def test_criteria_are_numbered_as_people_say_them():
    numbers = [number_of(found) for found in audited().findings]
    assert numbers == [str(n) for n in range(1, 20)]


def with_papers(**evidence: Evidence | None):
    """The audit of the complete dossier where every fact has a paper, but those named."""
    dossier = audited().dossier
    for facts in (dossier.facts, dossier.points[0].facts):
        for name, fact in facts.items():
            paper = evidence.get(name, Evidence(paper="Pièce"))
            facts[name] = Fact(value=fact.value, evidence=paper)
    return audit_dossier(dossier, EDITION, "II", TODAY, load_catalogue())


def test_papers_missing_or_out_of_date_are_to_attach_and_nothing_else():
    yesterday, today = Evidence(paper="P", expires="2026-03-01"), Evidence(paper="P", expires="2026-03-02")
    audit = with_papers(bit_wifi_gratuit=None, ot_site_a_jour=yesterday, ot_tableau_de_bord=today)
    assert date(2026, 3, 2) == TODAY
    declared = [p for p in audit.papers if p.fact not in ("bit_ouverture", "ot_effectif")]
    assert [(p.fact, p.bureau, p.state) for p in declared] == [
        ("bit_wifi_gratuit", "Accueil principal", "non jointe"),
        ("ot_site_a_jour", "", "périmée"),
    ]
    assert declared[0].expected == load_catalogue()["bit_wifi_gratuit"].evidence
    assert finding(audit, "C17").requirements[0].papers[0].state == "jointe"


def test_a_missing_paper_does_not_change_the_status():
    assert with_papers(bit_wifi_gratuit=None).verdict == with_papers().verdict == CLASSABLE_WITH_RESERVE


def test_each_paper_is_asked_once_though_several_requirements_rest_on_it():
    audit = audited("I", other_bureaux=(OtherBureau(name="Station", station_classee=True, opening=()),))
    asked = [(p.fact, p.bureau) for p in audit.papers]
    assert len(asked) == len(set(asked))
    assert [bureau for fact, bureau in asked if fact == "bit_ouverture"] == ["Accueil principal", "Station"]
    assert [fact for fact, _ in asked].count("ot_effectif") == 1


def test_only_the_papers_of_the_category_are_asked_and_never_one_for_what_is_computed():
    audit = audited("II")
    facts = {fact for f in audit.findings for r in f.requirements for fact in r.requirement.facts}
    assert {p.fact for p in audit.papers} == facts - {"date_audit", "ot_besoins_accueil"}
    assert "ot_marque_qualite" not in {p.fact for p in audit.papers}
    assert all(p.expected for p in audit.papers)


def test_a_fact_that_nobody_declares_calls_for_no_paper():
    assert "bit_enseigne_visible" not in {p.fact for p in audited(facts=NO_SIGN).papers}


def test_what_the_office_denies_has_no_paper_to_attach():
    denied = {"bit_wifi_gratuit": False, "ot_convention_objectifs": False}
    assert not denied.keys() & {p.fact for p in audited(facts=denied).papers}


def test_nothing_to_attach_of_nothing():
    assert to_attach([]) == ()
