"""The dialogue itself: what is kept, taken back, refused; the files are right at every moment."""

import io
import os
import signal
from pathlib import Path

import pexpect
import pytest

from otanalysis.cli import main
from otanalysis.office import audit_params
from otanalysis.reading.yaml12 import read_yaml
from tests.conftest import BIN
from tests.dossier.office_files import change, write_office

NEW_OFFICE = ["oui", "30/09/2023", "II", "", "Office neuf", "La place", "", ""]


@pytest.fixture
def project(tmp_path, monkeypatch) -> Path:
    write_office(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def talk(project, monkeypatch, capsys):
    """Runs the command with answers, in a pipe that ends after them; returns its exit code and what it tells."""

    def told(*answers: str, name: str = "ot") -> tuple[int, str]:
        monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{answer}\n" for answer in answers)))
        try:
            main(["interview", name])
            code = 0
        except SystemExit as end:
            code = int(end.code or 0)
        out, err = capsys.readouterr()
        return code, out + err

    return told


def dossier(project: Path, name: str = "ot"):
    return read_yaml(project / "params" / name / "dossier.yaml").data


def files(project: Path) -> dict[str, tuple[bytes, int]]:
    found = (path for path in project.rglob("*") if path.is_file())
    return {str(path): (path.read_bytes(), path.stat().st_mtime_ns) for path in found}


@pytest.mark.parametrize("answers", [(), ("quitter",), ("passer", "je ne sais pas", "passer"), ("aide", "?", "", "42")])
def test_nothing_answered_nothing_written(project, talk, answers):
    before = files(project)
    code, told = talk(*answers)
    assert code == 0
    assert "Pour reprendre : otanalysis interview ot" in told
    assert files(project) == before


def test_each_answer_is_kept_at_once_and_never_asked_again(project, talk):
    """One answer a run: the end of the input is what a user who closes the window leaves."""
    seen = []
    for _ in range(4):
        _, told = talk("oui")
        audit_params(project / "params" / "ot.yaml")
        seen.append(told.split(" sur environ ")[1].partition("\n")[2].partition("\n")[0])
    assert len(set(seen)) == len(seen)
    facts = {**dossier(project)["facts"], **dossier(project)["bureaux"][0]["facts"]}
    assert sum(fact == {"value": True} for fact in facts.values()) == 4


def test_what_is_left_goes_down_and_the_verdict_is_told(talk):
    _, first = talk()
    _, second = talk("oui", "", "oui")
    assert int(second.split("Il manque ")[1].split()[0]) == int(first.split("Il manque ")[1].split()[0]) - 2
    assert "en catégorie II. " in second
    assert "Bloque : critère" in second
    assert "otanalysis run ot" in second


def test_the_last_answer_is_taken_back(project, talk):
    before = (project / "params/ot/dossier.yaml").read_bytes()
    _, told = talk("oui", "revenir", "revenir", "revenir")
    assert told.count("C'est annulé.") == 1
    assert told.count("Il n'y a rien à annuler.") == 2
    assert (project / "params/ot/dossier.yaml").read_bytes() == before


def test_inside_a_question_it_starts_again(project, talk):
    code, told = talk(*NEW_OFFICE, "lun-ven 9h-12h", "revenir", "lun-sam 9h-12h", "", "oui", "1", name="neuf")
    assert code == 0
    assert "annul" not in told.replace("« revenir » annule", "")
    assert dossier(project, "neuf")["bureaux"][0]["hours"] == {"osm": "Mo-Sa 09:00-12:00"}


def test_details_and_paper_go_beside_the_answer_and_comments_stay(project, talk):
    change(project, "ot/dossier.yaml", "staff:\n", "# l'équipe de cette année\nstaff:\n")
    talk("oui", "Plan", "p. 3", "3/2/2023", "", "détails", "visite", "à relire", "oui")
    written = dossier(project)["bureaux"][0]["facts"]["bit_sur_les_flux"]
    paper = {"paper": "Plan", "page": "p. 3", "date": "2023-02-03"}
    assert written == {"value": True, "evidence": paper, "source": "visite", "note": "à relire", "illustrative": True}
    assert "# l'équipe de cette année\nstaff:" in (project / "params/ot/dossier.yaml").read_text(encoding="utf-8")


def test_what_somebody_edits_meanwhile_is_kept(project, monkeypatch, capsys):
    def typed(*_, **__) -> str:
        return next(answers)

    def hand():
        change(project, "ot/dossier.yaml", "Deux bureaux", "Trois bureaux")
        yield from ("oui", "Plan")
        change(project, "ot/dossier.yaml", "Trois bureaux", "Un bureau")
        yield from ("", "", "", "revenir", "revenir", "quitter")

    answers = hand()
    monkeypatch.setattr("otanalysis.interview.prompts.click.prompt", typed)
    main(["interview", "ot"])
    assert dossier(project)["office"]["about"] == "Un bureau"
    assert dossier(project)["bureaux"][0]["facts"]["bit_sur_les_flux"] == {"value": True}
    assert "Il n'y a rien à annuler." in capsys.readouterr().out


def test_a_wrong_end_of_agreement_is_told_and_nothing_is_written(project, talk):
    change(project, "ot/dossier.yaml", '  ot_convention_objectifs: {value: {start: "2022-01-01", end: "2025-12-31", '
           'means: ["humains"]}}\n', "")  # fmt: skip
    before = (project / "params/ot/dossier.yaml").read_bytes()
    skipped = ["passer"] * until(talk, "convention d'objectifs")
    wrong = ["oui", "1er janvier 2024", "31/12/2022", "humains et financiers"]
    _, told = talk(*skipped, *wrong)
    assert "vient avant le début" in told
    assert (project / "params/ot/dossier.yaml").read_bytes() == before
    talk(*skipped, *wrong, "oui", "1/1/2022", "31/12/2024", "humains et financiers")
    value = {"start": "2022-01-01", "end": "2024-12-31", "means": ("humains", "financiers")}
    assert dossier(project)["facts"]["ot_convention_objectifs"] == {"value": value}


def until(talk, question: str) -> int:
    """How many questions come before one."""
    _, told = talk(*["passer"] * 60)
    return told[: told.index(question)].count("\nQuestion ") - 1


EVERY_KIND = {
    "oui ou non": "oui",
    "un nombre de 0 à 100": "100",
    "une ou plusieurs, comme": "anglais, espagnol",
    "1 = qualite tourisme": "2",
    "Depuis quel jour": "1er janvier 2022",
    "Jusqu'à quel jour": "31/12/2025",
    "Obtenue à condition": "oui",
    "un nombre, comme": "1,5",
    "1 = directeur": "directrice",
    "un nombre de 0 à 10 (": "3",
    "Le nom du document": "",
    "On continue": "non",
    "Entrée pour finir": "",
}


def test_every_kind_of_question_has_its_answer(project, monkeypatch, capsys):
    """An office that aims at the category I, from its first question to its last."""
    mark = '  ot_marque_qualite: {name: "qualite_tourisme", start: "2021-01-01", end: "2024-01-01"}\n'
    change(project, "ot/dossier.yaml", mark, "")
    change(project, "ot/dossier.yaml", 'function: "conseiller", posts: 2', "posts: 9")
    change(project, "ot.yaml", '"II"', '"I"')
    asked = []

    def typed(text: str, **_) -> str:
        asked.append(next(start for start in EVERY_KIND if text.startswith(start)))
        return EVERY_KIND[asked[-1]]

    monkeypatch.setattr("otanalysis.interview.prompts.click.prompt", typed)
    main(["interview", "ot"])
    written = dossier(project)
    mark = {"name": "destination_excellence", "start": "2022-01-01", "end": "2025-12-31", "conditional": True}
    assert written["facts"]["ot_marque_qualite"] == {"value": mark}
    assert written["bureaux"][1]["people_present"] == 1.5
    post = written["staff"]["contracts"][0]
    assert (post["function"], post["degree_years"]) == ("directeur", 3)
    assert "réponse" not in capsys.readouterr().out.rpartition("Il manque ")[2]
    assert {start for start in EVERY_KIND if start not in asked} == {"un nombre de 0 à 100"}


def test_a_disk_that_refuses_is_told(project, talk, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    before = (project / "params/ot/dossier.yaml").read_bytes()
    monkeypatch.setattr("otanalysis.interview.files.write_whole", full)
    code, told = talk("oui", "quitter")
    assert code == 0
    assert "ne peut pas être écrit" in told
    assert (project / "params/ot/dossier.yaml").read_bytes() == before


def test_stages_are_announced_and_may_be_refused(talk):
    _, told = talk(*["passer"] * 16, *["non"] * 3, "")
    assert "Les pièces à joindre" in told
    assert "Ce que demande aussi la catégorie I" in told
    assert "Toutes les questions ont été posées." in told


@pytest.mark.parametrize("answers", [("non",), ("",), ("quitter",), (), ("oui", "quitter"), tuple(NEW_OFFICE[:-1])])
def test_an_office_that_is_not_begun_leaves_nothing(project, talk, answers):
    before = files(project)
    assert talk(*answers, name="neuf")[0] == 0
    assert files(project) == before
    assert not (project / "params/neuf").exists()


def test_a_beginning_that_goes_wrong_is_told_in_french(project, talk):
    wrong = ["peut-être", "oui", "31/02/2023", "1/1/1900", "détails", "oui", "", "IV", "passer", "II", "12", "2023"]
    code, told = talk(*wrong, "Office", "Place", "", "Place", "", "place", "place-2", "", name="neuf")
    assert code == 0
    for said in ("n'est ni oui ni non", "n'est pas une date", "aucune édition", "On reprend au début", "« IV »",
                 "Rien ne peut commencer", "de 2000 à 2075", "déjà le nom court"):  # fmt: skip
        assert said in told
    assert [bureau["id"] for bureau in dossier(project, "neuf")["bureaux"]] == ["place", "place-2"]
    audit_params(project / "params/neuf.yaml")


@pytest.mark.parametrize(
    ("name", "says"),
    [("Mon Office", 'écrivez "mon-office"'), ("../ot", "minuscules sans accent"), ("classeur", "est un classeur")],
)
def test_a_name_that_cannot_be_interviewed(project, talk, name, says):
    (project / "params/classeur").mkdir()
    (project / "params/classeur/dossier.xlsx").write_bytes(b"")
    before = files(project)
    code, told = talk("oui", name=name)
    assert (code, says in told) == (2, True)
    assert files(project) == before


def test_a_dossier_with_mistakes_is_mended_first(project, talk):
    change(project, "ot/dossier.yaml", "main: true", "main: oui")
    code, told = talk("oui")
    assert code == 2
    assert told.startswith("params/ot/dossier.yaml, ligne 11")


def test_a_file_broken_meanwhile_is_told_and_left_alone(project, monkeypatch, capsys):
    def typed(*_, **__) -> str:
        change(project, "ot/dossier.yaml", "main: true", "main: oui")
        return "oui"

    monkeypatch.setattr("otanalysis.interview.prompts.click.prompt", typed)
    with pytest.raises(SystemExit):
        main(["interview", "ot"])
    assert "params/ot/dossier.yaml, ligne 11" in capsys.readouterr().err
    assert "main: oui" in (project / "params/ot/dossier.yaml").read_text(encoding="utf-8")


def test_a_misspelt_name_is_suggested(talk):
    assert "Vouliez-vous dire « ot » ?" in talk("non", name="ott")[1]


@pytest.mark.parametrize("moment", range(4))
def test_stopped_while_it_writes_a_dossier_is_the_old_one_or_the_new_one(project, talk, monkeypatch, moment):
    """Stopped before each change that the disk sees in turn; the next run tidies up."""
    old = (project / "params/ot/dossier.yaml").read_bytes()
    left = iter(range(moment + 1))
    with monkeypatch.context() as patch:
        for name in ("write_text", "rename", "replace", "rmdir"):
            patch.setattr(Path, name, stopping(getattr(Path, name), left, moment))
        with pytest.raises(SystemError):
            talk("oui", "quitter")
    audit_params(project / "params/ot.yaml")
    new = (project / "params/ot/dossier.yaml").read_bytes()
    talk("quitter")
    assert not list((project / "params").rglob(".*"))
    assert ((project / "params/ot/dossier.yaml").read_bytes() != old) == (moment > 1)
    assert (new != old) == (moment > 2)


def stopping(function, left, moment: int):
    def stopped(*arguments, **named):
        if next(left) == moment:
            raise SystemError("killed")
        return function(*arguments, **named)

    return stopped


@pytest.mark.slow
def test_an_interview_killed_in_a_terminal_goes_on_from_there(project, commands):
    for answers in ([*NEW_OFFICE, "lun-ven 9h-12h"], ["lun-ven 9h-12h", "", "oui", "1"]):
        child = pexpect.spawn(
            str(BIN / "otanalysis"), ["interview", "neuf"], cwd=project, env=commands, encoding="utf-8", timeout=30
        )
        for answer in answers:
            child.expect(" > $")
            child.sendline(answer)
        child.expect(" > $")
        os.kill(child.pid, signal.SIGKILL)
        child.close()
        audit_params(project / "params/neuf.yaml")
    assert dossier(project, "neuf")["bureaux"][0]["hours"] == {"osm": "Mo-Fr 09:00-12:00"}


def test_control_c_says_what_is_left(project, commands):
    child = pexpect.spawn(
        str(BIN / "otanalysis"), ["interview", "ot"], cwd=project, env=commands, encoding="utf-8", timeout=30
    )
    child.expect(" > $")
    child.sendintr()
    child.expect(pexpect.EOF)
    child.wait()
    assert child.exitstatus == 0
    assert "Pour reprendre : otanalysis interview ot" in child.before
