"""The order of 12 November 2010 as data, counted, and when it is the one in force."""

from collections import Counter
from datetime import date

import pytest

from otanalysis.audit.engine import verify_edition
from otanalysis.law.loader import edition_on, load_catalogue, load_edition
from otanalysis.law.records import Standing, transitions_on
from otanalysis.reading.problems import InputError

EDITION = load_edition("arrete_2010_11_12")
REQUIREMENTS = {r.id: r for criterion in EDITION.criteria for r in criterion.requirements}


def test_the_edition_is_sound():
    verify_edition(EDITION, load_catalogue())


def test_forty_nine_rows_twenty_of_them_common_to_three_categories():
    """Forty-eight criteria, one of which was cut in two in 2013."""
    assert len(EDITION.criteria) == 49
    asked = {name: set(category.criteria) for name, category in EDITION.categories.items()}
    assert {name: len(criteria) for name, criteria in asked.items()} == {"III": 27, "II": 34, "I": 37}
    assert len(asked["III"] & asked["II"] & asked["I"]) == 20
    assert asked["III"] | asked["II"] | asked["I"] == {criterion.id for criterion in EDITION.criteria}


def test_criteria_are_numbered_after_their_family():
    assert [criterion.id for criterion in EDITION.criteria] == sorted(criterion.id for criterion in EDITION.criteria)
    assert all(criterion.id.startswith(f"{criterion.family}.") for criterion in EDITION.criteria)
    assert [family.id for family in EDITION.families] == list(dict.fromkeys(c.family for c in EDITION.criteria))


def test_opening_thresholds_and_the_change_of_2013():
    found = {r.id: (r.params["min_days"], r.applies) for r in REQUIREMENTS.values() if r.check == "opening_days"}
    assert found == {
        "1.1.3.3.1": (120, {}),
        "1.1.3.4.1": (240, {}),
        "1.1.3.5.1": (305, {"ot_population_5000": True}),
        "1.1.3.6.1": (240, {"ot_population_5000": False}),
    }


def test_every_criterion_has_its_official_text_and_its_source():
    assert all(criterion.text and criterion.text_source == "S14" for criterion in EDITION.criteria)
    named = {source for requirement in REQUIREMENTS.values() for source in requirement.sources}
    named |= {source for transition in EDITION.transitions for source in transition.sources}
    assert named <= set(EDITION.sources)


def test_what_is_not_word_for_word():
    """A rule whose wording was read is still deduced where it says something otherwise than what is verified."""
    unsure = {r.id: r.standing for r in REQUIREMENTS.values() if r.standing is not Standing.VERBATIM}
    assert unsure == {
        "1.2.3.2.1": Standing.DEDUCED,
        "2.2.1.4.1": Standing.DEDUCED,
        "2.3.1.2.1": Standing.DEDUCED,
        "2.3.1.2.2": Standing.RECALLED,
        "2.3.1.3.2": Standing.DEDUCED,
        "2.3.1.4.2": Standing.DEDUCED,
    }
    assert Counter(r.check for r in REQUIREMENTS.values())["is_true"] > 60


@pytest.mark.parametrize(
    ("day", "edition"),
    [
        (date(2011, 6, 24), "arrete_2010_11_12"),
        (date(2019, 6, 30), "arrete_2010_11_12"),
        (date(2019, 7, 1), "arrete_2019_04_16"),
    ],
)
def test_the_edition_in_force_on_a_day(day: date, edition: str):
    assert edition_on(day).id == edition


def test_the_stars_of_before_are_not_known():
    with pytest.raises(InputError, match="aucune édition connue"):
        edition_on(date(2011, 6, 23))


def test_the_end_of_the_order_is_told_from_the_publication_of_the_next():
    assert transitions_on(EDITION, date(2019, 4, 24)) == ()
    assert len(transitions_on(EDITION, date(2019, 4, 25))) == 2
    assert [t.end for t in EDITION.transitions] == [date(2019, 12, 31), date(2024, 6, 30)]
