"""Records: dates, texts, and pydantic's mistakes told in French."""

from datetime import date, timedelta
from typing import Annotated

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import Field

from otanalysis.reading.records import Day, Record, Text, build, iso_day
from otanalysis.reading.yaml12 import parse_yaml

DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))
BLOCK = "il faut un bloc de lignes « clé: valeur »"
ANOTHER = "comparez avec le même endroit d'un dossier d'exemple"


class Inner(Record):
    name: Text
    size: int = 0


class Outer(Record):
    day: Day | None = None
    inner: Inner | None = None
    parts: tuple[Inner, ...] = ()
    weight: Annotated[float, Field(gt=0, lt=10)] = 1
    code: Annotated[str, Field(pattern="^[a-z]+$")] = "a"
    words: Annotated[tuple[str, ...], Field(min_length=1, max_length=2)] = ("a",)


def told(text: str) -> list[tuple[int, str, str, str, str]]:
    document = parse_yaml(text, "x.yaml")
    record, problems = build(Outer, document.data, document)
    assert (record is None) == bool(problems)
    return [(p.line, p.key, p.message, p.advice, p.corrected) for p in sorted(problems)]


def day_of(written: str) -> tuple[date | None, list[str]]:
    document = parse_yaml(f"day: {written}\n", "x.yaml")
    record, problems = build(Outer, document.data, document)
    return record.day if record else None, [problem.corrected for problem in problems]


@given(DAYS)
def test_a_day_is_read_with_or_without_quotes(day):
    assert day_of(f"{day}") == day_of(f'"{day}"') == (day, [])


@given(
    DAYS, st.sampled_from(["{0.day}/{0.month}/{0.year}", "{0.day:02}-{0.month:02}-{0.year}", "{0:%Y%m%d}", "{0}T10:00"])
)
def test_a_day_written_otherwise_is_given_back_well_written(day, shape):
    assert day_of(shape.format(day)) == (None, [f'day: "{day}"'])
    assert iso_day(shape.format(day)) == str(day)


@given(DAYS, st.integers(1, 99))
def test_a_day_that_no_calendar_has_is_never_read(day, more):
    last = (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    written = f"{last.year}-{last.month:02}-{min(last.day + more, 99):02}"
    assert day_of(written) == (None, [""])
    assert iso_day(written) == ""


@pytest.mark.parametrize(
    "written", ["0000-01-01", "1899-12-31", "2101-01-01", "2023-00-01", "2023-01-00", "٢٠٢٣-01-02"]
)
def test_days_out_of_reach(written):
    assert day_of(f'"{written}"') == (None, [""])


@pytest.mark.parametrize(
    ("text", "key", "message", "advice", "corrected"),
    [
        ("inner: {nam: a}", "inner.nam", "clé inconnue « nam »", "vouliez-vous dire « name » ?", "inner: {name: a}"),
        ("inner: {size: 1}", "inner.name", "la clé « name » manque", "ajoutez « name: … »", ""),
        ("inner: {name: 3}", "inner.name", "il faut un texte, pas « 3 »", 'écrivez name: "3"', 'inner: {name: "3"}'),
        ("inner: a", "inner", f"{BLOCK}, pas « a »", 'écrivez inner: {name: "a"}', 'inner: {name: "a"}'),
        ("parts: [a]", "parts.1", f"{BLOCK}, pas « a »", 'écrivez {name: "a"}', 'parts: [{name: "a"}]'),
        ("inner: [a]", "inner", f"{BLOCK}, pas une liste", "clés possibles : name, size", ""),
        ("weight: 0", "weight", "0 est impossible : il faut une valeur supérieure à 0", "", ""),
        ("weight: 10", "weight", "10 est impossible : il faut une valeur inférieure à 10", "", ""),
        ("words: []", "words", "la liste est vide", "écrivez au moins un élément", ""),
        ("code: A", "code", "valeur refusée : « A »", ANOTHER, ""),
        ("words: [a, b, c]", "words", "valeur refusée", ANOTHER, ""),
    ],
)
def test_each_kind_of_mistake(text, key, message, advice, corrected):
    assert told(text) == [(1, key, message, advice, corrected)]


@pytest.mark.parametrize("written", ['weight: "1"', "code: 3", "words: a", "weight: true", "inner: null\nparts: null"])
def test_nothing_is_converted(written):
    assert told(written)


SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5)
KEYS = st.sampled_from([*Outer.model_fields, *Inner.model_fields, "x"])
WRITTEN = st.recursive(
    SCALARS, lambda inside: st.lists(inside, max_size=3).map(tuple) | st.dictionaries(KEYS, inside, max_size=4)
)


@given(WRITTEN)
def test_whatever_is_written_is_a_record_or_problems_in_french(data):
    record, problems = build(Outer, data, parse_yaml("day: 2023-01-01", "x.yaml"))
    assert (record is None) == bool(problems)
    assert not any("should" in problem.message + problem.advice for problem in problems)
