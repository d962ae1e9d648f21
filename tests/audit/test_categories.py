"""One category beside the other: the same dossier, what each still asks."""

from case_files import Spell
from made_up import EDITION, audited

from otanalysis.audit.categories import by_category, missing
from otanalysis.audit.document import document_of


def test_the_category_aimed_at_comes_first_and_each_other_once():
    for category in EDITION.categories:
        found = [audit.category for audit in by_category(audited(category))]
        assert found[0] == category
        assert sorted(found) == sorted(EDITION.categories)


def test_each_category_is_what_its_own_audit_says():
    opening = (Spell(days=200, a_day="7 h"),)
    audits = by_category(audited("II", opening=opening))
    alone = audited("I", opening=opening)
    (other,) = (audit for audit in audits if audit.category == "I")
    assert (other.verdict, other.reserves) == (alone.verdict, alone.reserves)
    assert [f.status for f in other.findings] == [f.status for f in alone.findings]


def test_what_is_missing_for_the_higher_category_is_told_with_its_distance():
    found = document_of(audited("II", opening=(Spell(days=200, a_day="8 h 30"),)))["categories"]
    assert [each["category"] for each in found] == ["II", "I"]
    assert found[0]["missing"] == []
    assert [(r["requirement"], r["margin"]) for r in found[1]["missing"]] == [("C05.1", -40.0)]


def test_nothing_is_missing_where_everything_is_met():
    assert all(missing(audit) == () for audit in by_category(audited()))
