"""Other copies of a report: made when they lack, never left beside a later report, failures told one by one."""

import json
import shutil
from threading import Barrier

import pytest

from otanalysis.batch.copies import FILE, KINDS, Copy, CopyError, make_copies, with_copies
from otanalysis.batch.mail import message
from otanalysis.batch.results import Outcome, Result
from tests.batch.fresh_office import TEXTS, fresh_office
from tests.dossier.office_files import change
from tests.test_cli_mistakes import run, tree

GRID = KINDS["xlsx"].file


@pytest.fixture
def office(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("otanalysis.batch.index.write_index", lambda outputs, _: outputs / "index.html")
    return fresh_office(tmp_path)


@pytest.fixture
def maker(monkeypatch):
    """Kinds whose copies say how often they were made."""
    made = []

    def make(folder) -> bytes:
        made.append(folder.name)
        return (folder / "audit.html").read_bytes() + b"%d" % len(made)

    monkeypatch.setitem(KINDS, "xlsx", Copy(GRID, make, ""))
    return made


def names(folder) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_an_office_up_to_date_still_gets_the_copy_that_lacks_and_only_once(office, maker, capsys):
    code, out, _ = run(capsys, "run", "--xlsx")
    assert code == 0
    assert f"[1/1] ot/{GRID} : produit" in out
    before = tree(office.folder)
    assert run(capsys, "run", "--xlsx")[0] == 0
    assert maker == ["ot"]
    assert tree(office.folder) == before
    (office.folder / GRID).unlink()
    assert run(capsys, "run", "--xlsx")[0] == 0
    assert maker == ["ot", "ot"]


def remade(office) -> None:
    change(office.root, "ot/frequentation.csv", "120", "121")
    office.produce()


def test_a_copy_follows_its_report(office, maker, capsys):
    run(capsys, "run", "--xlsx")
    first = (office.folder / GRID).read_bytes()
    remade(office)
    run(capsys, "run", "--xlsx")
    assert (office.folder / GRID).read_bytes() != first


def test_without_the_option_a_copy_of_this_report_stays_and_one_of_an_earlier_goes(office, maker, capsys):
    run(capsys, "run", "--xlsx")
    run(capsys, "run")
    assert GRID in names(office.folder)
    remade(office)
    assert run(capsys, "run")[0] == 0
    assert GRID not in names(office.folder)
    assert json.loads((office.folder / FILE).read_text()) == {}


def test_what_somebody_else_left_there_is_not_removed(office, maker, capsys):
    (office.folder / GRID).write_bytes(b"theirs")
    remade(office)
    run(capsys, "run")
    assert (office.folder / GRID).read_bytes() == b"theirs"


@pytest.mark.parametrize("damaged", ["", "[]", "{", '{"../audit.html": "x"}', "3", '["grille.xlsx"]'])
def test_a_damaged_record_costs_one_making_and_nothing_else(office, maker, capsys, damaged):
    run(capsys, "run", "--xlsx")
    (office.folder / FILE).write_text(damaged)
    assert run(capsys, "run", "--xlsx")[0] == 0
    assert maker == ["ot", "ot"]
    assert names(office.folder) >= {GRID, *TEXTS}


def refuse(error):
    def make(folder) -> bytes:
        raise error

    return make


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (CopyError("chromium n'est pas installé"), "chromium n'est pas installé"),
        (OSError(28, "No space left on device"), "ne peut pas être écrit : No space left on device"),
        (ValueError("a"), "ValueError : a"),
    ],
)
def test_a_copy_that_fails_is_told_and_the_others_are_made(office, maker, capsys, monkeypatch, error, told):
    run(capsys, "run", "--xlsx")
    remade(office)
    monkeypatch.setitem(KINDS, "xlsx", Copy(GRID, refuse(error), ""))
    monkeypatch.setitem(KINDS, "autre", Copy("autre.txt", lambda _: b"ok", ""))
    results = make_copies(office.folder.parent, ["ot"], {kind: KINDS[kind] for kind in ("xlsx", "autre")}, 1)
    assert [(r.name, r.outcome, r.message) for r in results] == [
        (f"ot/{GRID}", Outcome.NOT_COPIED, told),
        ("ot/autre.txt", Outcome.PRODUCED, ""),
    ]
    assert told in capsys.readouterr().err
    assert GRID not in names(office.folder), "not beside a report that it does not tell"
    assert (office.folder / "autre.txt").read_bytes() == b"ok"


def test_copies_of_several_offices_are_made_at_once_and_told_in_order(office, capsys, tmp_path):
    outputs, together = office.folder.parent, Barrier(2, timeout=20)
    shutil.copytree(office.folder, outputs / "deux")
    waits = Copy("attend.txt", lambda folder: b"%d" % together.wait(), "")
    results = make_copies(outputs, ["ot", "deux"], {"attend": waits}, 2)
    assert [(r.name, r.message) for r in results] == [("ot/attend.txt", ""), ("deux/attend.txt", "")]


def test_a_failure_gives_exit_code_3_is_in_the_mail_and_the_office_stays_up_to_date(office, capsys, monkeypatch):
    monkeypatch.setitem(KINDS, "xlsx", Copy(GRID, refuse(KeyError("families")), ""))
    code, out, err = run(capsys, "run", "--xlsx", "--mail-summary", "m.eml")
    assert code == 3, (out, err)
    assert f"ot/{GRID} : copie impossible" in out
    assert "KeyError" in err
    assert "copie impossible" in (office.root / "m.eml").read_text()
    assert run(capsys, "status") == (0, "ot : à jour\n", "")


def test_the_office_of_a_failed_copy_is_told_once_and_its_report_is_linked():
    results = [Result("a", Outcome.PRODUCED), Result("b", Outcome.PRODUCED)]
    copies = [Result("b/x.pdf", Outcome.NOT_COPIED, "non"), Result("b/y.xlsx", Outcome.NOT_COPIED, "plein")]
    told = with_copies(results, [*copies, Result("a/x.pdf", Outcome.PRODUCED)])
    assert told[0] == results[0]
    assert (told[1].outcome, told[1].message) == (Outcome.NOT_COPIED, "x.pdf : non\ny.xlsx : plein")
    from datetime import datetime

    mail = message(told, datetime(2026, 1, 1).astimezone()).as_string()
    assert "b/audit.html" in mail
    assert "b/echec.html" not in mail
