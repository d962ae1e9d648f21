"""What is written reads back as it was meant, and an edit leaves what somebody wrote around it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from otanalysis.dossier.writing import edited, written
from otanalysis.reading.problems import InputError
from otanalysis.reading.yaml12 import parse_yaml
from tests.conftest import OFFICES, ROOT

DOSSIERS = [ROOT / "params" / name / "dossier.yaml" for name in OFFICES]
LETTERS = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "Zs")), max_size=12)
SCALARS = (
    st.booleans() | st.integers(-9999, 9999) | LETTERS | st.sampled_from(["01004", "9:30", "no", "2023-09-30", "~"])
)
KEYS = st.from_regex(r"[a-z_]{1,12}", fullmatch=True)
TREES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, min_size=1, max_size=3),
    max_leaves=12,
)
BY_HAND = """\
# notre dossier
office:
  name: 'Orbelle'  # à vérifier
bureaux:
- id: a
  facts:
    # les faits du bureau
    bit_enseigne_visible: {value: true}
    bit_wifi_gratuit: {value: true}
code: 01004
"""


COMMENTED = """\
staff:
  contracts:
    - label: "Une"
      quota: 1  # plein temps

# ce que l'office dit de lui
context:
  - "Un."

# les bureaux
bureaux:
  - id: "a"
    seasons:
      - start: "01-01"
        slots: ["09:00-12:00"]

    # fermetures
    closures: ["12-25"]  # Noël

  - id: "b"
    counted: false

# fin
"""
FOLLOWED = (
    (("staff", "contracts"), [{"label": "Deux", "quota": 0.5}, {"label": "Trois"}]),
    (("staff", "contracts", 0, "quota"), 0.5),
    (("staff", "contracts", 0, "quota"), None),
    (("staff", "source"), "essai"),
    (("context",), ["Deux.", "Trois."]),
    (("context", 1), "Deux."),
    (("bureaux", 0, "seasons"), [{"start": "01-01", "slots": ["10:00-12:00", "14:00-18:00"], "week": {"a": ["b"]}}]),
    (("bureaux", 0, "closures"), ["05-01", "12-25"]),
    (("bureaux", 1, "counted"), None),
    (("bureaux", 1), {"id": "c"}),
    (("bureaux", 1), None),
)


@pytest.mark.parametrize(("place", "value"), FOLLOWED, ids=str)
def test_what_follows_a_value_still_follows_when_it_changes(place, value):
    after = edited(COMMENTED, {place: value})
    kept = [line for line in COMMENTED.splitlines() if not line or line.lstrip().startswith("#")]
    assert [line for line in after.splitlines() if not line or line.lstrip().startswith("#")] == kept
    assert after.index("# ce que") < after.index("context:") < after.index("# les bureaux") < after.index("bureaux:")
    assert after.endswith("\n# fin\n")


def data(text):
    return parse_yaml(text, "dossier.yaml").data


def lists(value):
    if isinstance(value, dict):
        return {key: lists(inner) for key, inner in value.items()}
    return [lists(inner) for inner in value] if isinstance(value, tuple | list) else value


@given(st.dictionaries(KEYS, TREES, min_size=1, max_size=4))
def test_what_is_written_reads_back_as_it_was(tree):
    assert lists(data(written(tree, "à compléter\nsur deux lignes"))) == tree


@pytest.mark.parametrize("path", DOSSIERS, ids=lambda path: path.parent.name)
def test_a_dossier_of_this_project_reads_back_as_it_was(path):
    text = path.read_text(encoding="utf-8")
    assert data(written(data(text))) == data(text)
    assert edited(text, {}) == text


@given(st.sampled_from([("facts", "new"), ("bureaux", 0, "facts", "bit_wifi_gratuit"), ("bureaux", 1)]), TREES)
def test_an_edit_changes_its_place_and_nothing_else(place, value):
    after = edited(BY_HAND, {place: {"value": value}})
    expected = lists(data(BY_HAND))
    if place[0] == "facts":
        expected["facts"] = {"new": {"value": value}}
    elif place == ("bureaux", 1):
        expected["bureaux"].append({"value": value})
    else:
        expected["bureaux"][0]["facts"]["bit_wifi_gratuit"] = {"value": value}
    assert lists(data(after)) == expected
    for kept in ("# notre dossier", "'Orbelle'  # à vérifier", "# les faits du bureau", "code: 01004"):
        assert kept in after


def test_a_key_set_to_nothing_is_taken_away():
    assert "bit_wifi" not in edited(BY_HAND, {("bureaux", 0, "facts", "bit_wifi_gratuit"): None})


def test_an_edit_of_the_dossier_of_2023_changes_one_line():
    path = next(path for path in DOSSIERS if path.parent.name == "pays-de-serres-en-quercy")
    before = path.read_text(encoding="utf-8").splitlines()
    after = edited(path.read_text(encoding="utf-8"), {("facts", "ot_strategie_validee", "value"): True}).splitlines()
    changed = [(old, new) for old, new in zip(before, after, strict=True) if old != new]
    assert [(old.replace("false", "true", 1), new) for old, new in changed] == [(changed[0][1],) * 2]


@pytest.mark.parametrize("place", [("bureaux", 7, "name"), ("code", "name"), ("bureaux", "name")])
def test_a_place_that_does_not_exist_is_refused(place):
    with pytest.raises((LookupError, TypeError)):
        edited(BY_HAND, {place: "x"})


def test_what_is_not_yaml_is_refused():
    with pytest.raises(InputError):
        edited("a: [", {("a",): 1})
