"""What a batch says while it runs, and at its end."""

import io
import os
import pty
import subprocess
import sys

import pytest
from rich.console import Console

from otanalysis.batch import progress
from otanalysis.batch.progress import counts, followed, on_bar
from otanalysis.batch.results import Outcome, Result

GOOD = Result("a", Outcome.PRODUCED, seconds=1.0)
BAD = Result("b", Outcome.TIMED_OUT, "le carnet [b] a dépassé le temps", 4, (), "Donnez plus de temps.", 1260.5)
SAME = Result("c", Outcome.UP_TO_DATE)


@pytest.mark.parametrize(
    ("results", "told"),
    [
        ([GOOD], "1\u00a0office, 1\u00a0produit, aucun échec"),
        ([BAD], "1\u00a0office, 1\u00a0échec"),
        ([GOOD] * 11 + [BAD], "12\u00a0offices, 11\u00a0produits, 1\u00a0échec"),
        ([GOOD] + [BAD] * 2 + [SAME] * 2, "5\u00a0offices, 1\u00a0produit, 2\u00a0à jour, 2\u00a0échecs"),
    ],
)
def test_counts_in_singular_and_plural(results, told):
    assert counts(results) == told


def test_elsewhere_than_on_a_terminal_there_is_one_line_for_each_office(capsys):
    assert list(followed(iter([GOOD, BAD]), ["a", "b"], 2)) == [GOOD, BAD]
    out, err = capsys.readouterr()
    assert out == "[1/2] a : produit\n[2/2] b : temps dépassé\n"
    assert err == "le carnet [b] a dépassé le temps\n"


def drawn(results, names, at_once) -> list[str]:
    """Return what a terminal of 120 columns shows, line by line, each state of the bar included."""
    screen = io.StringIO()
    console = Console(file=screen, force_terminal=True, width=120, color_system=None, force_interactive=True)
    assert list(on_bar(iter(results), names, at_once, console)) == results
    return screen.getvalue().replace("\r", "\n").split("\n")


def test_the_bar_counts_names_what_runs_and_counts_failures():
    lines = drawn([GOOD, BAD], ["a", "b", "c", "d", "e"], 4)
    assert any("0/5" in line and line.rstrip().endswith("a, b et 2\u00a0autres") for line in lines)
    last = [line for line in lines if "2/5" in line][-1]
    assert "par min" in last
    assert last.rstrip().endswith("1\u00a0échec c, d et 1\u00a0autre")


def test_a_failure_is_told_above_the_bar_and_its_words_are_not_markup():
    lines = drawn([BAD], ["b"], 1)
    assert any(line.strip().endswith("b : le carnet [b] a dépassé le temps") for line in lines)


def test_the_table_of_what_failed(monkeypatch, capsys):
    monkeypatch.setattr(progress, "on_terminal", lambda: True)
    progress.summary([GOOD, BAD])
    out = capsys.readouterr().out
    for text in (
        "2\u00a0offices, 1\u00a0produit, 1\u00a0échec",
        "Office",
        "Issue",
        "Durée",
        "Que faire",
        "1\u202f260,5\u00a0s",
    ):
        assert text in out
    assert "temps dépassé" in out
    assert "Donnez plus de temps." in out


def test_no_table_when_all_succeeded_and_none_without_a_terminal(monkeypatch, capsys):
    progress.summary([BAD])
    monkeypatch.setattr(progress, "on_terminal", lambda: True)
    progress.summary([GOOD, SAME])
    assert capsys.readouterr().out == ""


TRY = """
import sys
from otanalysis.batch.progress import followed, summary
from otanalysis.batch.results import Outcome, Result
results = [Result("a", Outcome.PRODUCED), Result("b", Outcome.TIMED_OUT, "trop long")]
summary(list(followed(iter(results), ["a", "b"], 1)))
print("rich" in sys.modules)
"""


def on_pty(**streams) -> str:
    """Return what a terminal receives from a real process whose streams it is, unless ``streams`` says otherwise."""
    parent, child = pty.openpty()
    subprocess.run([sys.executable, "-c", TRY], **{"stdout": child, "stderr": child, **streams}, check=True)
    os.close(child)
    told = b""
    try:
        while more := os.read(parent, 4096):
            told += more
    except OSError:  # the end of a terminal
        pass
    os.close(parent)
    return told.decode()


def test_a_real_terminal_has_a_bar_and_a_table():
    told = on_pty()
    assert "━" in told
    assert "b : trop long" in told
    assert "Que faire" in told
    assert "True" in told


def test_without_a_terminal_rich_is_not_even_imported():
    told = on_pty(stderr=subprocess.DEVNULL)
    assert told.splitlines() == ["[1/2] a : produit", "[2/2] b : temps dépassé", "False"]
