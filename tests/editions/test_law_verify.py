"""An official text pasted in a file, beside the data: what is found, what differs, what a person may write."""

import re
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from other_editions import GOLD, MADE_UP

from otanalysis.cli import main
from otanalysis.law import loader
from otanalysis.law.loader import load_edition, read_document
from otanalysis.law.records import Standing
from otanalysis.law.verification import Reading, Verified, plain, verify

OF_2010 = load_edition("arrete_2010_11_12")
WHOLE = "\n\n".join(f"{criterion.id}. {criterion.text}" for criterion in OF_2010.criteria)


def readings(pasted: str) -> dict[str, Verified]:
    return {v.criterion.id: v for v in verify(OF_2010, read_document(OF_2010.id), pasted)}


def test_a_whole_text_is_found():
    assert {verified.reading for verified in readings(WHOLE).values()} == {Reading.FOUND}


def test_neither_spaces_nor_apostrophes_count_but_everything_else_does():
    typeset = WHOLE.replace("'", "\u2019").replace(" ", "\u00a0\n ").replace("5\u00a0\n 000", "5\u202f000")
    assert {verified.reading for verified in readings(typeset).values()} == {Reading.FOUND}
    assert readings(WHOLE.upper())["1.1.1.1"].reading is not Reading.FOUND


@given(st.text(st.sampled_from("ab'\u2019\u00a0\u202f \n\t"), max_size=30))
def test_plain_is_plain_once_for_all(text: str):
    assert plain(plain(text)) == plain(text)
    assert not re.search("[\u2019\u00a0\u202f\n]|  ", plain(text))


def test_a_word_changed_is_shown_with_the_line_to_write():
    found = readings(WHOLE.replace("cent vingt jours", "cent trente jours"))["1.1.3.3"]
    assert (found.reading, found.differences) == (Reading.DIFFERS, (("vingt", "trente"),))
    (line,) = found.lines
    written = read_document(OF_2010.id).written_at(line.line)
    assert written.startswith("    text: ")
    assert line.written == written.replace("cent vingt jours", "cent trente jours")


def test_a_text_that_is_not_there_is_absent():
    found = readings("Un tout autre texte, qui parle d'hôtels.")
    assert {verified.reading for verified in found.values()} == {Reading.ABSENT}
    assert not [v for v in found.values() if v.lines or v.rises]


def test_only_what_is_not_yet_verbatim_may_rise_and_its_line_is_the_right_one():
    rises = {line.key: line for v in readings(WHOLE).values() for _, line in v.rises}
    unsure = {r.id for c in OF_2010.criteria for r in c.requirements if r.standing is not Standing.VERBATIM}
    assert {key.removesuffix(".standing") for key in rises} == unsure
    document = read_document(OF_2010.id)
    assert all(re.match(r'        standing: "\w+"$', document.written_at(line.line)) for line in rises.values())


@pytest.fixture
def made_up(tmp_path, monkeypatch) -> Path:
    """The file of a made-up edition one of whose criteria has no text yet."""
    folder = tmp_path / "law"
    folder.mkdir()
    shutil.copy(loader.FOLDER / "faits.yaml", folder)
    path = folder / f"{GOLD}.yaml"
    text = '    text: "Le wifi est gratuit."\n    text_source: "TEXTE"\n'
    deduced = MADE_UP.replace(text, "").replace(
        'standing: "verbatim"\n        sources', 'standing: "deduced"\n        sources', 1
    )
    path.write_text(deduced, encoding="utf-8")
    monkeypatch.setattr(loader, "FOLDER", folder)
    return path


def run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as end:
        main(["law", "verify", *arguments])
    return int(end.value.code or 0)


OFFICIAL = """\
Critère A-1 : Le wifi est gratuit à l’accueil.
B-10. L’office ouvre au moins 111 jours par an.
B-2. L’accueil se fait en une langue étrangère.
"""


def test_what_is_told_once_written_is_found_and_nothing_is_written_meanwhile(made_up, tmp_path, monkeypatch, capsys):
    pasted, before = tmp_path / "texte.txt", made_up.read_text(encoding="utf-8")
    pasted.write_text(OFFICIAL, encoding="utf-8")
    assert run(str(pasted)) == 1
    told = capsys.readouterr().out
    assert made_up.read_text(encoding="utf-8") == before
    assert "3\u00a0critères : 2 trouvés, 0 différent, 1 à recopier et 0 absent. Rien n'a été écrit." in told
    (place,) = re.findall(r"ligne (\d+), A-1\.text :\n(.*)\n.*ligne (\d+), A-1\.text_source :\n(.*)\n", told)
    lines = before.splitlines()
    for number, written in (place[:2], place[2:]):
        lines.insert(int(number) - 1, written.replace("OFFICIEL", "TEXTE"))
    ((number, written),) = re.findall(r"ligne (\d+), A-1\.1\.standing :\n(.*)\n", told)
    lines[int(number) + 1] = written  # two lines came before it
    corrected = tmp_path / "corrected"  # an edition is read once: elsewhere, it is another
    shutil.copytree(made_up.parent, corrected)
    (corrected / made_up.name).write_text("\n".join(lines), encoding="utf-8")
    monkeypatch.setattr(loader, "FOLDER", corrected)
    assert run(str(pasted), "--edition", GOLD) == 0
    standings = {r.standing for c in load_edition(GOLD).criteria for r in c.requirements}
    assert standings == {Standing.VERBATIM}


@pytest.mark.parametrize("content", [None, "", " \n", "\0"])
def test_what_cannot_be_read_is_bad_input(content: str | None, tmp_path, capsys):
    path = tmp_path / "texte.txt"
    if content is not None:
        path.write_text(content, encoding="utf-8")
    assert run(str(path)) == 2
    assert "texte.txt" in capsys.readouterr().err


def test_an_unknown_edition_is_bad_input(tmp_path, capsys):
    (tmp_path / "texte.txt").write_text("Texte.", encoding="utf-8")
    assert run(str(tmp_path / "texte.txt"), "--edition", "arrete_2011") == 2
    assert "édition inconnue" in capsys.readouterr().err
