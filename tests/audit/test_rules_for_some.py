"""What an edition may say as data: a rule for some offices only, hors les murs that never counts, a transition."""

from datetime import date

import pytest
from case_files import Spell, changed, complete, dossier_of
from change_makers import plain
from made_up import EDITION, altered, audited, finding

from otanalysis.audit.changes import changes_of
from otanalysis.audit.coherence import coherences
from otanalysis.audit.engine import EditionError, audit_dossier, verify_edition
from otanalysis.audit.findings import parameter_of
from otanalysis.audit.opening import opening_rows
from otanalysis.audit.outcome import Status
from otanalysis.coherence.hypotheses import NOT_COUNTED
from otanalysis.law.loader import load_catalogue
from otanalysis.law.records import Standing, Transition, number_in, transitions_on
from otanalysis.report import opening_sections, sections

ONE_DAY_OUTSIDE = {
    "opening": (Spell(days=179, a_day="8 h"),),
    "hors_les_murs": (Spell(days=1, a_day="8 h", start="12-20"),),
}
NEVER = {"min_days": 180, "min_hours_a_day": 0, "hors_les_murs_min_fte": None}


@pytest.mark.parametrize(
    ("said", "status"), [(True, Status.BLOCKING), (False, Status.NOT_APPLICABLE), (None, Status.UNDOCUMENTED)]
)
def test_a_rule_may_concern_only_some_offices(said: bool | None, status: Status):
    edition = altered("C03.1", applies={"ot_site_mobile": True})
    audit = audited("II", edition, facts={"bit_wifi_gratuit": False, "ot_site_mobile": said})
    assert finding(audit, "C03").status is status
    assert finding(audited("II", edition), "C03").status is Status.MET


def test_a_rule_that_concerns_others_asks_nothing_and_gives_no_parameter():
    edition = altered("C06.1", applies={"ot_site_mobile": False})
    assert parameter_of(audited("II", edition), "minimum") == 1
    (found, *_) = finding(audited("II", edition), "C06").requirements
    assert (found.outcome.status, found.margin) == (Status.NOT_APPLICABLE, None)
    assert found.outcome.reason == "cette règle ne concerne pas l'office, d'après le dossier"


def test_what_decides_whether_a_rule_applies_is_asked_with_its_paper():
    edition = altered("C03.1", applies={"ot_site_mobile": True})
    (found,) = finding(audited("II", edition), "C03").requirements
    assert [paper.fact for paper in found.papers] == ["bit_wifi_gratuit", "ot_site_mobile"]
    (found,) = finding(audited("II", edition, facts={"ot_site_mobile": None}), "C03").requirements
    assert "« Le site s'adapte aux téléphones », oui ou non" in found.outcome.reason


def test_a_rule_that_depends_on_an_unknown_fact_is_refused():
    with pytest.raises(EditionError, match=r"C03\.1 : fait inconnu ot_population"):
        verify_edition(altered("C03.1", applies={"ot_population": True}), load_catalogue())


def test_hors_les_murs_may_never_count():
    edition = altered("C04.2", altered("C04.1", params=NEVER), params=NEVER)
    assert finding(audited("II", **ONE_DAY_OUTSIDE), "C04").requirements[0].outcome.status is Status.MET
    audit = audited("II", edition, **ONE_DAY_OUTSIDE)
    found = finding(audit, "C04").requirements[0]
    assert (found.outcome.status, found.outcome.measured) == (Status.BLOCKING, 179)
    refused = {row["refused"] for row in opening_rows(audit) if row["hypothesis"] == "avec le hors les murs"}
    assert NOT_COUNTED in refused
    (told,) = [change.text for change in changes_of(audit) if change.finding is found]
    assert "hors les murs" not in plain(told)


def test_hors_les_murs_that_never_counts_awaits_no_staff():
    given = changed(complete().model_copy(update={**ONE_DAY_OUTSIDE, "staff": None}), complete())
    edition = altered("C04.1", params=NEVER)
    audit = audit_dossier(dossier_of(given), edition, "II", given.audit_date, load_catalogue())
    assert finding(audit, "C04").requirements[0].outcome.status is Status.BLOCKING
    assert coherences(audit) == ()


def test_a_transition_is_told_from_its_first_day_to_its_last_and_to_nobody_else():
    one = Transition(text="Essai.", start="2026-01-01", end="2026-03-02", standing=Standing.DEDUCED, sources=("S4",))
    edition = EDITION.model_copy(update={"transitions": (one,)})
    assert transitions_on(edition, date(2026, 1, 1)) == transitions_on(edition, date(2026, 3, 2)) == (one,)
    assert transitions_on(edition, date(2025, 12, 31)) == transitions_on(edition, date(2026, 3, 3)) == ()
    assert (
        "<strong>Règle de transition</strong> (déduite) : Essai." in sections.conclusions(audited("II", edition)).html
    )
    assert "Règle de transition" not in sections.conclusions(audited("II")).html


def test_the_passage_from_the_order_of_2010_is_told_of_the_audits_near_it():
    told = [t.text for t in transitions_on(EDITION, date(2019, 9, 30))]
    assert ["complet avant le 1er juillet 2019" in text for text in told] == [True, False]
    assert len(transitions_on(EDITION, date(2023, 9, 30))) == 1, "classified in June 2019, for five years"
    assert transitions_on(EDITION, date(2024, 7, 1)) == ()
    named = {source for transition in EDITION.transitions for source in transition.sources}
    assert named <= set(EDITION.sources)


def test_a_day_of_any_length_may_count_and_the_calendar_says_nothing_of_hours():
    edition = altered("C04.2", altered("C04.1", params=NEVER), params=NEVER)
    edition = altered("C04.3", edition, check="opening_days", params=NEVER)
    chart = opening_sections.calendar(audited("II", edition, opening=(Spell(days=60, a_day="1 h"),)))
    assert chart.table.columns[1] == "Jours d'ouverture"
    assert [row[1:4] for row in chart.table.rows[:3]] == [(31, 0, 0), (28, 0, 0), (1, 0, 30)]
    assert "60 jours d'ouverture. Mois le plus ouvert : janvier." in plain(chart.alt)


@pytest.mark.parametrize(("id_", "number"), [("C04", "4"), ("C10", "10"), ("1.1.2.3", "1.1.2.3"), ("C-2", "C-2")])
def test_a_criterion_is_called_by_its_number_whatever_it_looks_like(id_: str, number: str):
    assert number_in(id_) == number
