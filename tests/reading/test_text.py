"""Texts: UTF-8 with or without its mark, whatever the ends of lines; all the rest is refused with its line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from otanalysis.reading.problems import InputError
from otanalysis.reading.text import FORBIDDEN, decode, read_text


@given(st.text().filter(lambda text: not FORBIDDEN.search(text) and not text.startswith("\ufeff")))
def test_visible_text_comes_back_with_its_lines(text):
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    assert decode(text.encode(), "x") == decode(text.encode("utf-8-sig"), "x") == lines


@given(st.binary())
def test_any_bytes_are_text_or_one_problem_on_a_line_that_is_there(raw):
    try:
        text = decode(raw, "x")
    except InputError as error:
        (problem,) = error.problems
    else:
        assert text.encode() in (raw.removeprefix(b"\xef\xbb\xbf"), text.encode())
        return
    assert problem.file == "x"
    assert 1 <= problem.line <= raw.count(b"\n") + raw.count(b"\r") + 1


@pytest.mark.parametrize(
    ("raw", "line", "says"),
    [
        ("a\nb\né".encode("cp1252"), 3, "le fichier n'est pas en UTF-8"),
        (b"a\r\nb\x07\r\n", 2, "caractère invisible, de code 0007"),
        (b"a\rb\x1b", 2, "caractère invisible, de code 001B"),
        ("a\n\x85".encode(), 2, "caractère invisible, de code 0085"),
        ("a".encode("utf-16-be"), 1, "caractère invisible, de code 0000"),
        (b"\xfe\xff\x00a", 1, "le fichier est en UTF-16"),
        (b"PK\x03\x04", 1, "c'est un classeur ou une archive, pas du texte"),
    ],
)
def test_what_is_not_text(raw, line, says):
    with pytest.raises(InputError) as error:
        decode(raw, "x")
    assert [(problem.line, problem.message) for problem in error.value.problems] == [(line, says)]


def test_a_file_that_is_too_heavy_is_not_read(tmp_path):
    with (tmp_path / "big").open("wb") as file:
        file.truncate(300_000_000)
    with pytest.raises(InputError, match="trop gros pour être lu"):
        read_text(tmp_path / "big")


def test_a_missing_file_tells_what_is_there(tmp_path):
    (tmp_path / "b.csv").write_text("")
    (tmp_path / "a.yaml").write_text("")
    with pytest.raises(InputError, match=r"dans ce dossier : a\.yaml, b\.csv"):
        read_text(tmp_path / "c.csv")
    with pytest.raises(InputError, match="n'existe pas non plus"):
        read_text(tmp_path / "nowhere" / "c.csv", "nowhere/c.csv")
