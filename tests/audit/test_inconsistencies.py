"""What a dossier says twice and not the same way; the complete dossier says nothing twice."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from case_files import Spell
from made_up import audited

from otanalysis.audit.inconsistencies import EARLIEST, inconsistencies
from otanalysis.dossier.contracts import Contract
from otanalysis.dossier.records import Agreement, Evidence, Hours

TODAY = date(2026, 3, 2)


def told(audit):
    return [each.text.replace("\u00a0", " ") for each in inconsistencies(audit)]


def proved(name, **evidence):
    """The complete audit, with a paper for one fact of the office."""
    audit = audited()
    fact = audit.dossier.facts[name].model_copy(update={"evidence": Evidence(paper="La pièce", **evidence)})
    return replace(audit, dossier=replace(audit.dossier, facts=audit.dossier.facts | {name: fact}))


def said(name, value):
    """The complete audit, where a fact of the office is worth something else."""
    audit = audited()
    fact = audit.dossier.facts[name].model_copy(update={"value": value})
    return replace(audit, dossier=replace(audit.dossier, facts=audit.dossier.facts | {name: fact}))


def test_a_dossier_that_holds_together_has_none():
    assert told(audited()) == []


def test_hours_that_nobody_is_there_to_hold():
    few = (Contract(label="Une personne", quota=0.5),)
    (found,) = told(audited(staff=few, opening=(Spell(days=300, a_day="7 h"),)))
    assert "43 semaines de 2025 (la première commence le 1er janvier 2025)" in found


def test_contracts_without_dates_may_hold_any_week():
    seasonal = (Contract(label="Saisonnier", quota=1, months=3),)
    assert told(audited(staff=seasonal)) == []


@pytest.mark.parametrize(
    ("site", "found"), [(["en"], []), (["en", "de"], ["allemand"]), (["de", "nl"], ["allemand et n"])]
)
def test_a_language_of_the_site_that_nobody_speaks_at_the_desk(site, found):
    texts = told(said("ot_langues_site", site))
    assert len(texts) == len(found)
    assert all(
        text.startswith(f"Les langues du site internet : {word}") for text, word in zip(texts, found, strict=True)
    )


def test_nothing_is_said_of_languages_when_those_of_the_desk_are_not_known():
    audit = said("ot_langues_site", ("de",))
    point = audit.dossier.points[0]
    silent = replace(point, facts={k: v for k, v in point.facts.items() if k != "bit_langues_accueil"})
    assert told(replace(audit, dossier=replace(audit.dossier, points=(silent,)))) == []


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (TODAY, TODAY, ""),
        (TODAY - timedelta(9), TODAY - timedelta(1), "a pris fin le 1er mars 2026, avant la date de l'audit"),
        (TODAY + timedelta(1), TODAY + timedelta(9), "commence le 3 mars 2026, après la date de l'audit"),
    ],
)
def test_an_agreement_that_is_not_in_force_on_the_day(start, end, words):
    value = Agreement(start=start, end=end, means=("humains", "techniques", "financiers"))
    assert told(said("ot_convention_objectifs", value)) == ([f"La convention d'objectifs {words}"] if words else [])


@pytest.mark.parametrize(("after", "count"), [(0, 0), (1, 1)])
def test_a_paper_dated_after_the_audit(after, count):
    found = told(proved("ot_site_a_jour", date=TODAY + timedelta(after)))
    assert len(found) == count
    assert all("datée du 3 mars 2026, après l'audit" in text for text in found)


@pytest.mark.parametrize(("days", "count"), [(EARLIEST.days, 0), (EARLIEST.days + 1, 1)])
def test_a_paper_much_older_than_what_it_proves(days, count):
    found = told(proved("ot_convention_objectifs", date=date(2025, 1, 1) - timedelta(days)))
    assert len(found) == count
    assert all("plus d'un an avant ce qu'elle doit prouver" in text for text in found)


def test_a_calendar_of_another_year():
    audit = audited()
    main = audit.dossier.points[0]
    hours = Hours(osm="24/7", evidence=Evidence(paper="Calendrier 2022", date=date(2021, 12, 1)))
    point = replace(main, bureau=main.bureau.model_copy(update={"hours": hours}))
    (found,) = told(replace(audit, dossier=replace(audit.dossier, points=(point,))))
    assert "Calendrier 2022" in found


@pytest.mark.parametrize(("expires", "count"), [(date(2027, 12, 31), 0), (date(2027, 12, 30), 1)])
def test_a_paper_that_ends_before_the_fact(expires, count):
    assert len(told(proved("ot_convention_objectifs", expires=expires))) == count
