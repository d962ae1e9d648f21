"""The strict YAML reader: what is written is what is read, and everything keeps its place."""

import json
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from otanalysis.reading.problems import InputError, Problem
from otanalysis.reading.text import FORBIDDEN, decode
from otanalysis.reading.yaml12 import dotted, parse_yaml, read_yaml, scalar

VISIBLE = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\u2028\u2029\ufffe\uffff"))
TEXTS = VISIBLE.filter(lambda text: not FORBIDDEN.search(text))


patient = settings(deadline=None)  # a busy machine is not a mistake


def value_of(written: str):
    return parse_yaml(f"a: {written}\n", "x.yaml").data["a"]


def problems_of(raw: bytes) -> tuple[Problem, ...]:
    try:
        parse_yaml(decode(raw, "x.yaml"), "x.yaml")
    except InputError as error:
        return error.problems
    return ()


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("0", 0), ("12", 12), ("-3", -3), ("+3", 3), ("0.8", 0.8), ("-1.50", -1.5),
        ("true", True), ("false", False), ("null", None), ("~", None), ("", None),
        ("9" * 40, int("9" * 40)),
    ],
)  # fmt: skip
def test_numbers_booleans_and_nothing(written, value):
    found = value_of(written)
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize(
    "written",
    [
        "01004", "007", "9:30", "09:30", "1:2:3", "2023-09-30", "2023-09-30T12:00:00Z", "no", "yes", "oui", "non", "on",
        "off", "True", "FALSE", "NULL", "Null", "0x1F", "0o17", "1_000", "1e3", "1.5e3", ".5", "5.", ".inf", "-.inf",
        ".nan", "0,8", "1 250", "80 %", "1.2.3", "+", "-5-", "٣", "9" * 41, "=", "<<", "y", "n",
    ],
)  # fmt: skip
def test_all_the_rest_is_the_text_that_was_typed(written):
    assert value_of(written) == written


@pytest.mark.parametrize("written", ["true", "12", "0.8", "null", "", "~", "2023"])
def test_quotes_make_a_text(written):
    assert value_of(f'"{written}"') == value_of(f"'{written}'") == written


@pytest.mark.parametrize("style", ["|\n  12\n", ">-\n  12\n"])
def test_a_block_of_text_is_a_text(style):
    assert value_of(style).strip() == "12"


@patient
@given(TEXTS)
def test_any_text_between_single_quotes_comes_back(text):
    assert value_of("'" + text.replace("'", "''") + "'") == text


@patient
@given(TEXTS)
def test_any_text_between_double_quotes_comes_back(text):
    assert value_of(json.dumps(text, ensure_ascii=False)) == text


@patient
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=20))
def test_any_other_text_is_refused_in_french(text):
    told = problems_of(f"a: {json.dumps(text, ensure_ascii=False)}\n".encode())
    assert bool(told) == bool(FORBIDDEN.search(text))
    assert all("caractère invisible" in problem.message for problem in told)


@patient
@given(st.one_of(st.binary(max_size=80), st.text("abc:-[]{}\"'#&*!|> \n\t,?%@0.", max_size=80).map(str.encode)))
def test_no_file_at_all_makes_another_exception(raw):
    assert all(problem.file == "x.yaml" and problem.message for problem in problems_of(raw))


@patient
@given(st.integers(-(10**30), 10**30), st.floats(-1e9, 1e9).map(lambda x: round(x, 4)))
def test_numbers_come_back(whole, decimal):
    assert value_of(str(whole)) == whole
    assert scalar(f"{decimal:.4f}", plain=True) == decimal


def test_lists_are_tuples_and_blocks_are_mappings():
    data = parse_yaml("a: [1, [b], {c: d}]\ne:\n  - f: {}\n  - []\n", "x.yaml").data
    assert data == {"a": (1, ("b",), {"c": "d"}), "e": ({"f": {}}, ())}


TEXT = """\
office:
  name: "A"   # comment
  "about" : {one: 1, two: [x, 'y z']}

bureaux:
  - id: b
    hours:
      osm: >-
        Mo-Fr
"""


def test_places_lines_and_columns():
    document = parse_yaml(TEXT, "x.yaml")
    lines = {("office",): 1, ("office", "name"): 2, ("office", "about", "two", 1): 3, ("bureaux", 0, "id"): 6}
    assert {loc: document.line_of(loc) for loc in lines} == lines
    assert document.line_of(("bureaux", 0, "hours", "osm")) == 8
    assert document.line_of(("bureaux", 0, "nothing", "there")) == 6, "the nearest block around"
    assert document.line_of(()) == 1
    assert document.source(("office", "name")) == '"A"'
    assert document.source(("office", "about", "two")) == "[x, 'y z']"
    assert document.source(("office", "about", "two", 1)) == "'y z'"
    assert document.source(("bureaux", 0, "hours", "osm")) == "", "it is on several lines"
    assert (document.written_at(1), document.written_at(0), document.written_at(99)) == ("office:", "", "")


@pytest.mark.parametrize(
    ("loc", "better", "corrected"),
    [
        (("office", "name"), {"value": '"B"'}, 'name: "B"   # comment'),
        (("office", "name"), {"key": "nom"}, 'nom: "A"   # comment'),
        (("office", "about"), {"key": "b"}, "b : {one: 1, two: [x, 'y z']}"),
        (("office", "about", "one"), {"value": "2"}, "\"about\" : {one: 2, two: [x, 'y z']}"),
        (("office", "about", "two", 1), {"value": "z"}, '"about" : {one: 1, two: [x, z]}'),
        (("bureaux", 0, "id"), {"value": "c"}, "- id: c"),
        (("bureaux", 0, "hours", "osm"), {"value": "c"}, ""),
        (("bureaux", 0, "hours", "nothing"), {"value": "c"}, ""),
        (("office", "name"), {}, ""),
    ],
)
def test_a_problem_corrects_its_line_and_nothing_else_in_it(loc, better, corrected):
    problem = parse_yaml(TEXT, "x.yaml").problem(loc, "message", "advice", **better)
    assert problem.corrected == corrected
    assert problem.key == dotted(loc)


@patient
@given(TEXTS, st.integers(0, 9))
def test_a_value_is_replaced_whatever_is_around_it(text, number):
    line = f"{{a: {json.dumps(text, ensure_ascii=False)}, b: {number}, c: {number}}}"
    problem = parse_yaml(f"x: {line}\n", "x.yaml").problem(("x", "b"), "", value="true")
    assert problem.corrected == f"x: {line.replace(f', b: {number},', ', b: true,')}".strip()


@pytest.mark.parametrize(
    ("text", "line", "key", "says"),
    [
        ("a: 1\nb:\n  c: 1\n  c: 2\n", 4, "c", "la clé est écrite deux fois (déjà ligne 3)"),
        ("a: &x 1\n", 1, "a", "les ancres"),
        ("a:\n  - 1\n  - !!int 2\n", 3, "a.2", "les étiquettes"),
        ('a: 1\nb: "\\e[31m"\n', 2, "b", "caractère invisible, de code 001B"),
        ('a: 1\n"\\0": 2\n', 2, "", "caractère invisible, de code 0000"),
        ("a:\n  ? {b: c}\n  : d\n", 2, "a", "une clé doit être un mot"),
    ],
)
def test_what_is_refused(text, line, key, says):
    with pytest.raises(InputError) as error:
        parse_yaml(text, "x.yaml")
    (problem,) = error.value.problems
    assert (problem.line, problem.key) == (line, key)
    assert re.match(re.escape(says), problem.message)


def test_every_key_twice_is_told_at_once():
    with pytest.raises(InputError) as error:
        parse_yaml("a: 1\na: 2\nb: {c: 1, c: 2}\na: 3\n", "x.yaml")
    assert [(problem.line, problem.key) for problem in error.value.problems] == [(2, "a"), (3, "c"), (4, "a")]


def test_a_file_is_named_as_the_user_writes_it(tmp_path):
    (tmp_path / "a.yaml").write_text("- 1")
    with pytest.raises(InputError) as error:
        read_yaml(tmp_path / "a.yaml", "params/a.yaml")
    assert str(error.value).startswith("params/a.yaml, ligne 1 : le fichier contient une liste")
