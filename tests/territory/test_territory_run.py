"""The pages of territories as ``otanalysis run`` makes them, from real runs."""

import json
import subprocess

import pytest

from tests.conftest import copy_project

pytestmark = pytest.mark.slow


def test_the_pages_are_there_with_the_deck_s_figures_and_the_index_links_them(produced):
    page = (produced / "territoire-tarn-et-garonne.html").read_text(encoding="utf-8")
    assert "<title>Tarn-et-Garonne : les offices de tourisme du territoire</title>" in page
    assert "6 offices classés sur 10" in page
    assert "9 sur 10 quand 3 autres le seront" in page
    assert "Audit de classement 2023" in page
    assert (produced / "territoire-tarn-et-garonne.ipynb").exists()
    index = (produced / "index.html").read_text(encoding="utf-8")
    assert '<a href="territoire-tarn-et-garonne.html">Tarn-et-Garonne</a>' in index
    assert "territoire-fictif.html" in index
    assert (
        json.loads((produced / "run.json").read_text(encoding="utf-8"))["offices"]
        .keys()
        .isdisjoint({"territoire-fictif", "territoire-tarn-et-garonne"})
    )


def test_nothing_of_this_machine_is_in_the_page(produced):
    for path in produced.glob("territoire-*"):
        assert str(produced.parent) not in path.read_text(encoding="utf-8")


def test_a_territory_alone_without_any_audit_then_again_then_with_a_mistake(tmp_path, commands):
    project = copy_project(tmp_path)

    def run() -> subprocess.CompletedProcess:
        command = ["otanalysis", "run", "territoire-fictif"]
        return subprocess.run(command, cwd=project, env=commands, capture_output=True, text=True, timeout=120)

    first, again = run(), run()
    assert (first.returncode, again.returncode) == (0, 0), first.stderr
    page = (project / "outputs" / "territoire-fictif.html").read_text(encoding="utf-8")
    assert "Aucun office de ce territoire n" in page
    assert "1\u00a0territoire à jour." in again.stdout
    counts = project / "params" / "territoires" / "territoire-fictif.yaml"
    counts.write_text(counts.read_text(encoding="utf-8").replace("classified: 2", "classified: 9"), encoding="utf-8")
    wrong = run()
    assert wrong.returncode == 2
    assert "« classified » et « planned » font 10 offices, pour 4" in wrong.stderr
    assert (project / "outputs" / "territoire-fictif.html").read_text(encoding="utf-8") == page, "the page stays"
    assert "Page antérieure" in (project / "outputs" / "index.html").read_text(encoding="utf-8")
