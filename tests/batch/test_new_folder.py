"""A folder is replaced whole, by whoever made it, or not at all."""

import pytest

from otanalysis.batch.new_folder import new_folder
from otanalysis.reading.problems import InputError
from tests.test_cli_mistakes import tree


def make(folder, **files):
    with new_folder(folder) as draft:
        for name, text in files.items():
            (draft / "under").mkdir(exist_ok=True)
            (draft / "under" / name).write_text(text)


def test_the_new_takes_the_place_of_the_old(tmp_path):
    make(tmp_path / "a" / "b", one="1", two="2")
    make(tmp_path / "a" / "b", three="3")
    assert sorted(tree(tmp_path)) == ["a/b/.otanalysis.json", "a/b/under/three"]


def fail(folder):
    with new_folder(folder) as draft:
        (draft / "half").write_text("of it")
        raise ZeroDivisionError


def test_a_failure_changes_nothing(tmp_path):
    make(tmp_path / "b", one="1")
    before = tree(tmp_path)
    with pytest.raises(ZeroDivisionError):
        fail(tmp_path / "b")
    assert tree(tmp_path) == before


def test_an_empty_folder_is_nobodys(tmp_path):
    (tmp_path / "b").mkdir()
    make(tmp_path / "b", one="1")
    assert (tmp_path / "b" / "under" / "one").read_text() == "1"


@pytest.mark.parametrize(("name", "text"), [("under/one", "other"), ("licence.txt", "mine")])
def test_what_somebody_else_wrote_is_never_lost(tmp_path, name, text):
    make(tmp_path / "b", one="1")
    (tmp_path / "b" / name).write_text(text)
    before = tree(tmp_path)
    with pytest.raises(InputError, match=f"pas écrit tel quel : {name}"):
        make(tmp_path / "b", one="2")
    assert tree(tmp_path) == before


def test_a_link_that_somebody_put_there_is_theirs(tmp_path):
    make(tmp_path / "b", one="1")
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "b" / "link").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(InputError, match="pas écrit tel quel : link"):
        make(tmp_path / "b", one="2")


def test_a_folder_that_it_did_not_make(tmp_path):
    (tmp_path / "mine").write_text("x")
    with pytest.raises(InputError, match="avec --to"):
        make(tmp_path, one="1")
    with pytest.raises(InputError, match="ce n'est pas un dossier"):
        make(tmp_path / "mine", one="1")
    with pytest.raises(InputError, match="on ne peut pas y écrire"):
        make(tmp_path / "mine" / "under", one="1")
    assert sorted(tree(tmp_path)) == ["mine"]
