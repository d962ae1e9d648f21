"""Two editions compared: what answers what, which figures change, and what cannot be told."""

import json

import pytest

from otanalysis.cli import main
from otanalysis.law.comparison import Change, Comparison, Fate, compare
from otanalysis.law.loader import edition_ids, load_edition
from otanalysis.law.records import Category, Edition, Replaces
from otanalysis.report.law_text import comparison_text

OLD, NEW = load_edition("arrete_2010_11_12"), load_edition("arrete_2019_04_16")


def ids(criteria) -> list[str]:
    return [criterion.id for criterion in criteria]


def changes(found: Comparison, category: str) -> tuple[Change, ...]:
    return next(c.changes for c in found.categories if c.category == category)


def answering(found: Comparison, category: str, criterion: str) -> Change:
    return next(change for change in changes(found, category) if criterion in ids((*change.old, *change.new)))


def test_three_categories_then_two():
    found = compare(OLD, NEW)
    assert [c.category for c in found.categories] == ["II", "I"]
    assert (found.dropped, found.added) == (("III",), ())
    assert (compare(NEW, OLD).dropped, compare(NEW, OLD).added) == ((), ("III",))


@pytest.mark.parametrize(("old", "new"), [(OLD, NEW), (NEW, OLD), (NEW, NEW), (OLD, OLD)])
def test_every_criterion_of_a_category_is_told_once(old: Edition, new: Edition):
    found = compare(old, new)
    for category in found.categories:
        olds = [name for change in category.changes for name in ids(change.old)]
        news = [name for change in category.changes for name in ids(change.new)]
        assert sorted(olds) == sorted(old.categories[category.category].criteria)
        assert sorted(news) == sorted(new.categories[category.category].criteria)


def test_an_edition_beside_itself_changes_nothing():
    apart = load_edition("arrete_2010_11_12")
    for category in compare(apart, apart).categories:
        assert not [c for c in category.changes if c.fate in (Fate.DROPPED, Fate.NEW) or c.added or c.removed]
        assert not [threshold for change in category.changes for threshold in change.thresholds]


def test_what_the_data_declares_comes_first():
    found = answering(compare(OLD, NEW), "II", "C01")
    assert (found.fate, found.declared, ids(found.old)) == (Fate.MERGED, True, ["1.1.1.1", "1.1.1.2"])
    found = answering(compare(OLD, NEW), "II", "C15")
    assert (found.fate, found.declared, ids(found.old)) == (Fate.KEPT, False, ["2.3.1.3"])
    assert answering(compare(OLD, NEW), "II", "1.2.1.1").fate is Fate.DROPPED


def test_days_of_opening_that_change():
    for category, asked, after in (("II", 240, 180), ("I", 305, 240)):
        found = answering(compare(OLD, NEW), category, "C04" if category == "II" else "C05")
        days = [(t.before, t.after) for t in found.thresholds if t.parameter == "min_days"]
        assert days == [(asked, after)]
    assert "1.1.3.4.2" in [requirement.id for requirement in answering(compare(OLD, NEW), "II", "C04").removed]


def without_declarations(edition: Edition) -> Edition:
    criteria = tuple(criterion.model_copy(update={"replaces": None}) for criterion in edition.criteria)
    return edition.model_copy(update={"criteria": criteria})


def test_without_declarations_criteria_answer_by_their_checks_and_facts():
    found = answering(compare(OLD, without_declarations(NEW)), "II", "C03")
    assert (found.fate, found.declared, ids(found.old)) == (Fate.KEPT, False, ["1.1.2.4"])


def test_one_criterion_cut_in_two_and_a_declaration_about_another_edition():
    halves = [c for c in NEW.criteria if c.id in ("C02", "C03")]
    said = Replaces(edition=NEW.id, criteria=("C02",), standing=NEW.families[0].standing, sources=("S4",))
    criteria = tuple(c.model_copy(update={"replaces": said}) for c in halves)
    categories = {"II": Category(criteria=("C02", "C03"))}
    cut = NEW.model_copy(update={"id": "apres", "criteria": criteria, "categories": categories})
    assert answering(compare(NEW, cut), "II", "C03").fate is Fate.SPLIT, "C03 is declared to come from C02"
    assert answering(compare(OLD, cut), "II", "C03").declared is False
    assert answering(compare(cut, without_declarations(NEW)), "II", "C19").fate is Fate.NEW


@pytest.mark.parametrize("name", edition_ids())
def test_what_is_declared_exists(name: str):
    for criterion in load_edition(name).criteria:
        if criterion.replaces:
            known = ids(load_edition(criterion.replaces.edition).criteria)
            assert set(criterion.replaces.criteria) <= set(known), criterion.id
            assert set(criterion.replaces.sources) <= set(load_edition(name).sources), criterion.id


def test_the_terminal_says_what_changes_and_what_was_not_read():
    told = comparison_text(compare(OLD, NEW))
    for line in (
        "Catégorie abandonnée : III (27\u00a0critères).",
        "Catégorie II : 34 critères avant, 13 après",
        "    1.1.3.4 → 4  Le bureau principal ouvre assez, aux périodes où les visiteurs viennent",
        "        jours d'ouverture par an : 240 → 180 (règle rapportée par une source)",
        "        ETP pour compter le hors les murs : non compté → 3 (règle rapportée par une source)",
        "        L'accueil se fait dans au moins une langue étrangère : 2 → 1 (règle rapportée par une source)",
    ):
        assert line in told.splitlines()
    assert "18\u00a0critères sur 19 de la nouvelle édition n'a pas été lu" in told
    assert "n'a pas été lu" not in comparison_text(compare(NEW, OLD))


def test_the_command_and_its_copy_for_machines(capsys):
    main(["compare-editions", OLD.id, NEW.id, "--json"])
    found = json.loads(capsys.readouterr().out)
    assert (found["old"], found["new"], found["dropped_categories"]) == (OLD.id, NEW.id, ["III"])
    assert {"fate": "kept", "old": ["1.1.2.4"], "new": ["C03"]}.items() <= found["categories"]["II"][2].items()


def test_an_unknown_edition_is_told_with_the_known_ones(capsys):
    with pytest.raises(SystemExit) as end:
        main(["compare-editions", OLD.id, "arrete_2019"])
    assert end.value.code == 2
    assert "vouliez-vous dire « arrete_2019_04_16 » ?" in capsys.readouterr().err
