"""The commands given bad files: exit code 2, French on the error output, no traceback, nothing written."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from otanalysis.cli import main
from tests.dossier.office_files import change, write_office

BAD = "params/ot/dossier.yaml, ligne 11, clé « bureaux.1.main » : il faut true ou false, pas « oui »"


@pytest.fixture
def office(tmp_path, monkeypatch) -> Path:
    """The folder of a project whose only office is right, where commands are run."""
    write_office(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def spoil(folder: Path) -> None:
    change(folder, "ot/dossier.yaml", "main: true", "main: oui")


def run(capsys, *arguments: str) -> tuple[int, str, str]:
    """Return the exit code, the output and the error output of a command."""
    try:
        main(arguments)
        code = 0
    except SystemExit as end:
        code = int(end.code or 0)
    return (code, *capsys.readouterr())


def tree(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("command", [("check",), ("check", "ot"), ("audit", "ot"), ("audit", "ot", "--json")])
def test_right_files(office, capsys, command):
    before = tree(office)
    code, out, err = run(capsys, *command)
    assert (code, err) == (0, "")
    assert out
    assert tree(office) == before


@pytest.mark.parametrize("command", [("check",), ("check", "ot", "ot"), ("audit", "ot"), ("audit", "ot", "--json")])
def test_bad_files_are_told_and_nothing_is_written(office, capsys, command):
    spoil(office)
    before = tree(office)
    code, out, err = run(capsys, *command)
    assert (code, out) == (2, "")
    assert err.splitlines() == [BAD, "    → écrivez main: true", "    - main: oui", "    + main: true"]
    assert tree(office) == before


def test_check_tells_the_mistakes_of_every_office(office, capsys):
    spoil(office)
    (office / "params" / "autre.yaml").write_text("- a")
    code, _, err = run(capsys, "check")
    assert code == 2
    assert [line.partition(" : ")[0] for line in err.splitlines() if not line.startswith(" ")] == [
        "params/autre.yaml, ligne 1",
        "params/ot/dossier.yaml, ligne 11, clé « bureaux.1.main »",
    ]


@pytest.mark.slow
def test_a_bad_run_says_why_and_leaves_the_old_report(office, capsys):
    spoil(office)
    old = {f"ot/audit.{kind}": b"old" for kind in ("html", "ipynb")}
    (office / "outputs" / "ot").mkdir(parents=True)
    for name, content in old.items():
        (office / "outputs" / name).write_bytes(content)
    code, out, err = run(capsys, "run")
    assert code == 2
    assert "ot : dossier à corriger" in out
    assert err.startswith(BAD)
    written = tree(office / "outputs")
    assert all(written.pop(name) for name in ("index.html", "run.json", "ot/echec.html", ".verrou"))
    assert written == old


@pytest.mark.parametrize("outputs", ["params/ot.yaml", "params/ot.yaml/below"])
def test_outputs_that_are_no_folder(office, capsys, outputs):
    before = tree(office)
    code, out, err = run(capsys, "run", "--outputs", outputs)
    assert (code, out) == (2, "")
    assert err.startswith(f"{outputs} : ce n'est pas un dossier où écrire\n    → donnez un autre dossier")
    assert tree(office) == before


@pytest.mark.parametrize("command", ["run", "check", "audit"])
@pytest.mark.parametrize(
    ("name", "advice"),
    [("oot", "vouliez-vous dire « ot » ?"), ("zzzz", "valeurs connues : ot"), ("x" * 5000, "valeurs")],
)
def test_the_name_of_an_office(office, capsys, command, name, advice):
    code, out, err = run(capsys, command, name)
    assert (code, out) == (2, "")
    assert err.startswith("params : office inconnu « ")
    assert advice in err
    assert not (office / "outputs").exists()


@pytest.mark.parametrize("folder", ["nulle-part", "params/ot.yaml", "x" * 5000])
def test_a_folder_without_parameters(office, capsys, folder):
    code, _, err = run(capsys, "check", "--params", folder)
    assert code == 2
    assert "aucun fichier de paramètres\n    → il faut params/<nom>.yaml" in err


def test_a_file_name_that_nobody_can_read(office, capsys):
    Path(os.fsdecode(b"params/\xff.yaml")).write_text("a: 1")
    code, _, err = run(capsys, "run")
    assert code == 2
    assert "nom de fichier illisible" in err
    assert not (office / "outputs").exists()


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["chek"], "commande inconnue « chek », vouliez-vous dire « check » ?"),
        (["check", "--param", "x"], "option inconnue « --param », vouliez-vous dire « --params » ?"),
        (["audit"], "il manque NAME"),
        (["hours", "x.txt", "--year", "2025"], "il manque --format"),
        (["run", "--timeout", "0"], "valeur refusée pour --timeout, il faut un nombre entier, au moins 1"),
        (["run", "--jobs", "0"], "valeur refusée pour --jobs"),
        (["run", "--jobs", "deux"], "valeur refusée pour --jobs"),
        (["check", "--params"], "option sans valeur"),
    ],
)
def test_the_command_line_itself(office, capsys, arguments, says):
    code, out, err = run(capsys, *arguments)
    assert (code, out) == (2, "")
    assert err.startswith(says)
    assert "Voyez : otanalysis" in err


@pytest.mark.parametrize(
    ("encoding", "arguments", "code"),
    [("ascii", ["check"], 2), ("cp1252", ["check"], 2), ("latin-1", ["audit", "ot"], 0)],
)
def test_a_terminal_without_utf_8(office, encoding, arguments, code):
    if code:
        spoil(office)
    command = [sys.executable, "-W", "error", "-m", "otanalysis", *arguments]
    found = subprocess.run(command, env={**os.environ, "PYTHONIOENCODING": encoding}, capture_output=True, check=False)
    assert found.returncode == code
    assert b"Traceback" not in found.stderr
    assert (b"bureaux.1.main" in found.stderr) == bool(code)


def test_a_reader_that_stops_reading(office):
    command = [sys.executable, "-m", "otanalysis", "audit", "ot", "--json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() in {0, 1}
