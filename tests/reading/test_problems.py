"""Problems: their order, their text, the nearest word."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from otanalysis.reading.problems import InputError, Problem, describe, did_you_mean, nearest

PROBLEMS = st.builds(
    Problem, st.sampled_from(["a", "b"]), st.integers(0, 20), st.sampled_from(["", "k"]), st.sampled_from(["m", "n"])
)


@given(st.lists(PROBLEMS))
def test_problems_are_told_once_in_the_order_of_the_lines(problems):
    told = InputError(problems).problems
    assert set(told) == set(problems)
    assert len(told) == len(set(told))
    places = [(problem.file, problem.line) for problem in told]
    assert places == sorted(places)


@given(st.lists(PROBLEMS), st.randoms())
def test_the_order_of_discovery_changes_nothing(problems, chance: random.Random):
    shuffled = chance.sample(problems, len(problems))
    assert str(InputError(shuffled)) == str(InputError(problems)) == describe(InputError(problems).problems)


@pytest.mark.parametrize(
    ("problem", "lines"),
    [
        (Problem("f", 0, "", "vide"), ["f : vide"]),
        (Problem("f", 3, "", "vide", "remplissez"), ["f, ligne 3 : vide", "    → remplissez"]),
        (Problem("f", 3, "a.b", "non"), ["f, ligne 3, clé « a.b » : non"]),
        (Problem("f", 3, "a", "non", "", "a: x"), ["f, ligne 3, clé « a » : non"]),
        (Problem("f", 3, "a", "non", "", "a: x", "a: y"), ["f, ligne 3, clé « a » : non", "    - a: x", "    + a: y"]),
        (Problem("f", 1, "", "non", "", "", "date;visiteurs"), ["f, ligne 1 : non", "    + date;visiteurs"]),
        (Problem("f", 1, "", "« a\nb »"), ["f, ligne 1 : « a b »"]),
        (Problem("f", 1, "", f"« {'a' * 5000} » non"), [f"f, ligne 1 : « {'a' * 80}… » non"]),
        (Problem("f", 1, "", "non", "", "x", "y" * 5000), ["f, ligne 1 : non"]),
    ],
)
def test_the_text_of_a_problem(problem, lines):
    assert describe([problem]).splitlines() == lines


@pytest.mark.parametrize(
    ("word", "near", "says"),
    [
        ("mian", "main", "vouliez-vous dire « main » ?"),
        ("hours", "hours", "vouliez-vous dire « hours » ?"),
        ("zzz", "", "valeurs connues : main, hours, name"),
        ("", "", "valeurs connues : main, hours, name"),
    ],
)
def test_did_you_mean(word, near, says):
    known = ["main", "hours", "name"]
    assert nearest(word, iter(known)) == near
    assert did_you_mean(word, iter(known)) == says


def test_jupyter_shows_the_problems_and_no_traceback():
    error = InputError([Problem("f", 2, "a", "non", "oui")])
    assert error._render_traceback_() == ["f, ligne 2, clé « a » : non", "    → oui"]
