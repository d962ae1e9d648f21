"""What is tried is a dossier like another: read back from the disk, it is the one that the explorer showed."""

import shutil
import subprocess
from dataclasses import fields, replace
from functools import cache
from inspect import signature

import numpy as np
import pytest
from exploring import BUSIEST, DECK, VALLEY, explored, gesture
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

import otanalysis as ota
from otanalysis.explorer.choices import Choices, Tried, applied
from otanalysis.explorer.gestures import Desk, open_from, with_outside, with_posts
from otanalysis.explorer.history import History, done, redone, undone
from otanalysis.explorer.present import audit_under, present_of
from otanalysis.explorer.told import told
from otanalysis.explorer.variant import save
from otanalysis.office import audit_params
from otanalysis.opening.calendar import OpeningCalendar
from otanalysis.reading.problems import InputError
from otanalysis.reading.yaml12 import read_yaml
from tests.conftest import OFFICES, ROOT, copy_project

known = cache(explored)


@pytest.fixture
def home(tmp_path):
    return copy_project(tmp_path)


def read_back(variant):
    return audit_params(variant.params)


def same(one, other) -> bool:
    """Tell whether two values of a dossier are the same, calendars by their minutes."""
    if isinstance(one, OpeningCalendar) and isinstance(other, OpeningCalendar):
        same_days = np.array_equal(one.minutes, other.minutes) and np.array_equal(one.described, other.described)
        return same_days and one.illustrative == other.illustrative
    return one == other


def agree(shown, kept):
    for name in ("territory", "figures", "staff", "facts", "plan", "classification", "marks"):
        assert getattr(shown, name) == getattr(kept, name), name
    for one, other in zip(shown.points, kept.points, strict=True):
        for field in fields(one):
            if field.name != "places":
                assert same(getattr(one, field.name), getattr(other, field.name)), field.name


@pytest.mark.parametrize("name", OFFICES)
@settings(
    max_examples=6, phases=[Phase.explicit, Phase.generate], suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_a_variant_read_back_is_what_was_shown(home, name, data):
    present = known(name, home)
    choices = Choices()
    for move in data.draw(st.lists(gesture(present), min_size=1, max_size=5)):
        choices = move(choices)
    if choices == Choices():
        return
    variant = save(present, choices, "Essai", replace=True)
    kept, shown = read_back(variant), audit_under(present, choices)
    agree(applied(present.audit.dossier, choices), kept.dossier)
    assert kept.verdict == shown.verdict
    assert kept.category == shown.category
    assert [(f.criterion.id, f.status) for f in kept.findings] == [(f.criterion.id, f.status) for f in shown.findings]


def test_no_choice_is_the_present_audit_itself():
    present = known(DECK)
    assert audit_under(present, Choices()) is present.audit
    assert told(present, Choices()) == ()


def test_what_comes_back_to_the_present_is_no_choice():
    present, desk = known(DECK), Desk("lauzerte")
    there = open_from(present, Choices(), desk, 0, 540)
    assert there != Choices()
    assert open_from(present, there, desk, 0, 600) == Choices()
    assert with_posts(present, with_posts(present, Choices(), 0, 4), 0, 2) == Choices()


def test_comments_stay_and_the_head_says_what_was_changed(home):
    present = explored(DECK, home)
    choices = replace(open_from(present, Choices(), Desk("lauzerte"), 2, 540), advisers=1.5)
    variant = save(present, choices, "été  du dimanche")
    assert variant.name == f"{DECK}--ete-du-dimanche"
    text = (variant.folder / "dossier.yaml").read_text(encoding="utf-8")
    assert text.startswith(f"# Variante « été du dimanche » de params/{DECK}, enregistrée par l'explorateur.")
    assert "# - effectif : 3,5 ETP au lieu de 2 ETP\n" in text
    assert "# What the audit deck of 2023 says of this office, as facts." in text
    hours = read_back(variant).dossier.points[0].bureau.hours
    assert hours.illustrative
    assert hours.source.startswith("Hypothèse de l'explorateur, à partir de : Horaires illustratifs")


def test_a_variant_of_a_workbook_is_yaml_and_its_audit_the_one_shown(home, commands):
    asked = ["otanalysis", "new", "classeur", "--xlsx", "--from", BUSIEST]
    subprocess.run(asked, cwd=home, env=commands, check=True, capture_output=True, timeout=60)
    explorer = ota.explore(home / "params" / "classeur.yaml")
    tried = {"hours": explorer.week("brumaire", 3, closes="20:00"), "advisers": 1.5, "counted": {"dunes": False}}
    shown, variant = explorer.what_if(**tried).record, explorer.save("plus tard", **tried)
    assert {path.name for path in variant.folder.iterdir()} & {"dossier.yaml", "dossier.xlsx"} == {"dossier.yaml"}
    kept = read_back(variant)
    agree(shown.dossier, kept.dossier)
    assert [finding.status for finding in kept.findings] == [finding.status for finding in shown.findings]


def test_what_proves_the_present_does_not_prove_a_hypothesis(home):
    present = explored(BUSIEST, home)
    kept = read_back(save(present, open_from(present, Choices(), Desk("brumaire"), 2, 480), "tôt"))
    assert present.audit.dossier.points[0].bureau.hours.evidence is not None
    assert kept.dossier.points[0].bureau.hours.evidence is None
    assert kept.dossier.points[1].bureau.hours.evidence is not None, "what was not touched keeps its paper"
    assert "variante « tôt »" in kept.dossier.office.name


def test_the_dossier_of_the_office_is_never_touched(home):
    present = explored(VALLEY, home)
    before = {path: path.read_bytes() for path in (home / "params").rglob("*") if path.is_file()}
    save(present, with_outside(present, Choices(), "village", True), "marché")
    assert {path: path.read_bytes() for path in before} == before


def files(home):
    return {path: path.read_bytes() for path in (home / "params").rglob("*") if path.is_file()}


def test_a_variant_is_not_overwritten_unless_asked(home):
    present = explored(DECK, home)
    save(present, Choices(advisers=1), "renfort")
    before = files(home)
    with pytest.raises(InputError, match="existe déjà"):
        save(present, Choices(advisers=2), "Renfort")
    assert files(home) == before
    kept = read_back(save(present, Choices(advisers=2), "Renfort", replace=True))
    assert kept.dossier.staff.contracts[-1].posts == 2


def test_what_the_explorer_did_not_write_is_never_replaced(home):
    present = explored(DECK, home)
    shutil.copytree(home / "params" / VALLEY, home / "params" / f"{DECK}--renfort")
    before = files(home)
    with pytest.raises(InputError, match="n'est pas une variante"):
        save(present, Choices(advisers=1), "renfort", replace=True)
    assert files(home) == before


@pytest.mark.parametrize("label", ["", "  ", "!?", "a\u0007b", "é" * 81])
def test_a_label_that_names_nothing_is_refused(home, label):
    before = files(home)
    with pytest.raises(InputError, match="nom de variante"):
        save(explored(DECK, home), Choices(advisers=1), label)
    assert files(home) == before


def test_nothing_changed_is_nothing_to_keep(home):
    with pytest.raises(InputError, match="rien n'est changé"):
        save(explored(DECK, home), Choices(), "vide")


def test_a_dossier_changed_meanwhile_is_refused_and_nothing_is_written(home):
    present = explored(DECK, home)
    counts = home / "params" / DECK / "frequentation.csv"
    counts.write_text(counts.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    before = files(home)
    with pytest.raises(InputError, match=r"frequentation\.csv.*a changé"):
        save(present, Choices(advisers=1), "renfort")
    assert files(home) == before


def test_a_variant_has_variants_of_its_own(home):
    first = save(explored(DECK, home), Choices(advisers=1), "un")
    second = save(explored(first.name, home), Choices(category="I"), "deux")
    assert second.name == f"{DECK}--un--deux"
    assert read_back(second).category == "I"


def test_by_hand_every_wrong_name_is_told_in_french():
    explorer = ota.explore(ROOT / "params" / f"{DECK}.yaml")
    with pytest.raises(InputError) as error:
        explorer.what_if(adviser=1, counted={"montagu": True}, posts={3: 1})
    text = str(error.value)
    assert "vouliez-vous dire « advisers » ?" in text
    assert "vouliez-vous dire « montaigu » ?" in text
    assert "clé « posts »" in text
    with pytest.raises(InputError, match="« IV » est inconnu"):
        explorer.what_if(category="IV")
    with pytest.raises(InputError, match="saisons : 1, hiver, du 1er janvier au 31 mars"):
        explorer.week("lauzerte", 9)
    with pytest.raises(InputError, match='"09:30"'):
        explorer.week("lauzerte", 1, opens="9h30")


def test_by_hand_the_same_as_under_the_hand():
    explorer = ota.explore(ROOT / "params" / f"{DECK}.yaml")
    assert explorer.week("lauzerte", 1, opens="09:00") == dict(
        open_from(explorer.present, Choices(), Desk("lauzerte"), 0, 540).hours
    )
    more = explorer.what_if(advisers=2)
    assert explorer.compared(more).changes["requirement"].tolist() == ["C15.1", "C15.3"]
    assert "Hypothèse : effectif : 4 ETP au lieu de 2 ETP." in more._repr_markdown_().replace("\u00a0", " ")
    assert "La cause : hypothèse effectif" in repr(explorer.compared(more)), "an hypothesis is a cause"


def test_the_names_of_choices_are_offered_and_typed():
    names = list(signature(ota.explore(ROOT / "params" / f"{DECK}.yaml").what_if).parameters)
    assert names == [field.name for field in fields(Choices)] == list(Tried.__annotations__)


def test_undo_and_redo_walk_the_same_way():
    history = done(done(done(History(0), 1), 2), 2)
    assert history == History(2, (0, 1))
    assert undone(history) == History(1, (0,), (2,))
    assert redone(undone(history)) == history
    assert undone(undone(undone(history))).now == 0
    assert redone(history) == history
    assert done(undone(history), 5) == History(5, (0, 1)), "what was undone is forgotten"


def test_another_office_s_present_is_another_audit(home):
    said = read_yaml(home / "params" / f"{VALLEY}.yaml")
    assert present_of(said, home / "notebooks").audit.name == VALLEY
