"""Promises about the project itself: one set of versions, small functions, commands that are documented and work."""

import ast
import os
import re
import shutil
import signal
import socket
import statistics
import subprocess
import tomllib
from configparser import ConfigParser
from contextlib import suppress
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from otanalysis.cli import commands as cli
from otanalysis.cli import main
from otanalysis.dossier.classification import Application, Classification, Lodgings, Plan
from otanalysis.dossier.contracts import Contract
from otanalysis.dossier.records import (
    AttendanceFile,
    Bureau,
    DossierFile,
    Evidence,
    Fact,
    Figure,
    HeldMark,
    Hours,
    Office,
    Position,
    Staff,
)
from otanalysis.opening.table import Season, Table, Week
from otanalysis.reading.yaml12 import read_yaml
from tests.conftest import BIN, copy_project

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
README = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)
SOURCES = sorted((ROOT / "otanalysis").rglob("*.py"))


def requirements(lines) -> dict[str, str]:
    return {canonicalize_name(r.name): str(r.specifier) for r in map(Requirement, lines)}


def conda() -> dict[str, str]:
    written = read_yaml(ROOT / "environment.yml").data["dependencies"]
    flat = [line for item in written for line in (item["pip"] if isinstance(item, dict) else [item])]
    return requirements(line for line in flat if line not in {"pip", "-e ."})


def test_environment_yml_agrees_with_pyproject():
    asked = requirements(PROJECT["dependencies"]) | requirements(PROJECT["optional-dependencies"]["lab"])
    pytest_too = {"pytest": requirements(PROJECT["optional-dependencies"]["dev"])["pytest"]}
    found = conda()
    assert found.pop("python").split(",")[1] == PROJECT["requires-python"]
    assert found == asked | pytest_too
    assert read_yaml(ROOT / "environment.yml").data["dependencies"][-1]["pip"][-1] == "-e ."


def test_every_dependency_is_pinned_justified_and_bears_no_address():
    pins = requirements(
        line for line in (ROOT / "constraints.txt").read_text().splitlines() if not line.startswith("#")
    )
    every = PROJECT["dependencies"] + [line for group in PROJECT["optional-dependencies"].values() for line in group]
    for name, specifier in requirements(every).items():
        pin = pins[name]
        assert pin.startswith("=="), name
        assert Requirement(f"{name}{specifier}").specifier.contains(pin[2:]), name
    assert all("#" in line for line in re.findall(r'^  "[^"]+",?.*$', pyproject_dependencies(), re.MULTILINE))
    assert "://" not in (ROOT / "constraints.txt").read_text()


def pyproject_dependencies() -> str:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    return text[text.index("dependencies = [") : text.index("[project.scripts]")]


def code_lines(function) -> int:
    body = function.body[1:] if ast.get_docstring(function) else function.body
    numbers = {line for node in body for line in range(node.lineno, (node.end_lineno or 0) + 1)}
    text = Path(function.file).read_text(encoding="utf-8").splitlines()
    return sum(bool(text[n - 1].strip()) and not text[n - 1].strip().startswith("#") for n in numbers)


def functions() -> list:
    found = []
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef):
                node.file = str(path)
                found.append(node)
    return found


def test_functions_are_small():
    sizes = {f"{f.file}:{f.name}": code_lines(f) for f in functions()}
    assert statistics.median(sizes.values()) <= 7
    assert not {name: size for name, size in sizes.items() if size > 40}


def test_files_are_short():
    sizes = {str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines()) for path in SOURCES}
    assert not {name: size for name, size in sizes.items() if size > 250}


@pytest.mark.parametrize("name", list(cli.commands))
def test_every_command_is_documented(name):
    assert f"`otanalysis {name}" in README
    assert cli.commands[name].help


def test_every_option_is_documented():
    leaves = [*(c for c in cli.commands.values() if c.name != "law"), *cli.commands["law"].commands.values()]
    options = {word for leaf in leaves for option in leaf.params for word in option.opts if word.startswith("--")}
    assert not sorted(option for option in options - {"--help"} if not re.search(rf"{option}\b", README))


def test_help_is_french_and_whole(capsys):
    with pytest.raises(SystemExit):
        main([])
    told = " ".join(capsys.readouterr().err.split())
    assert "Usage : otanalysis" in told
    assert "Commandes : new " in told
    assert not [name for name, command in cli.commands.items() if " ".join(command.help.split()) not in told]


def test_no_link_of_the_readme_is_broken():
    links = [(page, link) for page in PAGES for link in re.findall(r"\]\(([^)#]+)\)", page.read_text(encoding="utf-8"))]
    assert {page.name for page in PAGES[1:]} <= {Path(link).name for _, link in links}
    assert not [link for page, link in links if not (page.parent / link).exists()]


def blocks(kind: str) -> list[str]:
    return [re.sub(r"(?m)^ {3}", "", text) for text in re.findall(rf"```{kind}\n(.*?)\s*```", README, re.DOTALL)]


def test_the_two_commands_are_what_ci_runs():
    assert blocks("bash")[0].split("\n") == ["make audits", "make test"]
    ci = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert 'make -C "$clone" audits' in ci
    assert "\nmake test\n" in ci


@pytest.mark.slow
@pytest.mark.long
def test_every_other_command_of_the_readme_works(tmp_path, commands):
    project = copy_project(tmp_path)
    (project / "outputs").mkdir()
    for block in blocks("bash")[1:]:
        subprocess.run(["bash", "-euc", block], cwd=project, env=commands, check=True, capture_output=True, timeout=120)
    assert (project / "outputs" / "mon-office" / "audit.html").exists()
    assert (project / "outputs" / "essai.html").exists()
    page = (project / "outputs" / "referentiel.html").read_text(encoding="utf-8")
    assert "<title>Le référentiel de classement des offices de tourisme</title>" in page
    assert "Cartes ou plans, et guides pratiques, sur papier" in page
    for code in blocks("python")[:2]:
        subprocess.run([BIN / "python", "-c", code], cwd=project, env=commands, check=True, timeout=60)


@pytest.fixture
def installed(tmp_path) -> Path:
    """A copy of the project whose ``.venv`` is there, as make leaves it, with the commands of the tests' own."""
    project = copy_project(tmp_path / "projet")
    (project / "outputs").mkdir()
    (project / ".venv" / "bin").mkdir(parents=True)
    (project / ".venv" / "bin" / "otanalysis").symlink_to(BIN / "otanalysis")
    for name in ("Makefile", "pyproject.toml", "constraints.txt"):
        shutil.copy(ROOT / name, project)
    (project / ".venv" / ".run").touch()
    return project


@pytest.mark.long
def test_the_cron_line_works(installed):
    command = blocks("cron")[0].split("* * *", 1)[1].strip().replace("/chemin/du/projet", str(installed))
    subprocess.run(["sh", "-c", command], check=True, timeout=200)
    assert "Ouvrez" in (installed / "outputs" / "nuit.log").read_text(encoding="utf-8")


@pytest.mark.slow
@pytest.mark.long
def test_the_systemd_units_are_right_and_their_command_works(installed, tmp_path):
    units = [text.replace("/chemin/du/projet", str(installed)) for text in blocks("ini")]
    names = [text.splitlines()[0].removeprefix("# ") for text in units]
    assert names == ["otanalysis.service", "otanalysis.timer"]
    for name, text in zip(names, units, strict=True):
        (tmp_path / name).write_text(text, encoding="utf-8")
    if shutil.which("systemd-analyze"):
        command = ["systemd-analyze", "verify", *(str(tmp_path / name) for name in names)]
        checked = subprocess.run(command, capture_output=True, text=True)
        assert not [line for line in checked.stderr.splitlines() if str(tmp_path) in line or "otanalysis" in line]
    service, timer = (ConfigParser(interpolation=None) for _ in units)
    service.read_string(units[0])
    timer.read_string(units[1])
    assert timer["Timer"]["OnCalendar"] == "*-*-* 03:00"
    command, folder = service["Service"]["ExecStart"].split(), service["Service"]["WorkingDirectory"]
    subprocess.run(command, cwd=folder, check=True, timeout=200)
    assert (installed / "outputs" / "nuit.eml").read_text().startswith("Subject: otanalysis")


@pytest.mark.slow
@pytest.mark.long
def test_the_steps_of_continuous_integration_work(installed, tmp_path):
    text = re.search(r"```yaml\n(on:\n.*?)```", README, re.DOTALL)[1]
    (tmp_path / "ci.yml").write_text(text, encoding="utf-8")
    written = read_yaml(tmp_path / "ci.yml").data
    assert [trigger["cron"] for trigger in written["on"]["schedule"]] == ["0 3 * * *"]
    steps = written["jobs"]["audits"]["steps"]
    commands = [step["run"] for step in steps if "run" in step]
    assert commands == ["make audits", ".venv/bin/otanalysis check"]
    for command in commands:
        subprocess.run(["bash", "-euc", command], cwd=installed, check=True, timeout=200)
    assert (installed / steps[-1]["with"]["path"] / "index.html").exists()


@pytest.mark.slow
@pytest.mark.long
def test_the_commands_of_a_cluster_work(tmp_path, commands):
    project = copy_project(tmp_path)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    command = ["bash", "-euc", blocks("sh")[0].replace("8786", port)]
    with subprocess.Popen(command, cwd=project, env=commands, start_new_session=True) as running:
        try:
            assert running.wait(200) == 0
        finally:
            with suppress(ProcessLookupError):
                os.killpg(running.pid, signal.SIGKILL)
    assert len([*(project / "outputs").glob("*/audit.html")]) == 4


RECORDS = (
    DossierFile,
    Office,
    Figure,
    Bureau,
    Position,
    Hours,
    Table,
    Season,
    Week,
    Staff,
    Contract,
    AttendanceFile,
    Plan,
    Lodgings,
    Classification,
    Application,
    HeldMark,
    Fact,
    Evidence,
)


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.__name__)
def test_every_key_of_a_dossier_is_in_the_readme(record):
    assert not [name for name in record.model_fields if f"`{name}`" not in README]


def test_the_fact_of_the_readme_is_a_real_one():
    assert "ot_strategie_validee" in README
    assert "ot_strategie_validee" in (ROOT / "otanalysis" / "law" / "faits.yaml").read_text(encoding="utf-8")
