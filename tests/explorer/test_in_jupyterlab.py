"""A real JupyterLab in Debian's Chromium: a slider moved by keyboard, a new verdict, a variant kept and run."""

import json
import shutil
import socket
import subprocess
import sys
import time

import pytest

from tests.conftest import ROOT, copy_project

pytestmark = [
    pytest.mark.slow,
    pytest.mark.long,
    pytest.mark.skipif(shutil.which("chromium") is None, reason="Debian's chromium is not installed"),
]
VALLEY = "office-fictif-val-dorbelle"
PARAMETERS = {"dossier": f"params/{VALLEY}", "category": "II", "audit_date": "2026-03-15", "reference_year": 2025}
QUIET = {"notification": '{"fetchNews": "false", "checkForUpdates": false}'}
PATIENCE = 90_000  # milliseconds: a busy machine is not a mistake


@pytest.fixture
def lab(tmp_path, commands):
    """The address of a JupyterLab of its own, and the project that it serves."""
    project = copy_project(tmp_path / "projet")
    place = project / "notebooks" / "explorer.ipynb"
    notebook = json.loads(place.read_text(encoding="utf-8"))
    cell = next(cell for cell in notebook["cells"] if cell["id"] == "parametres")
    cell["source"] = [f"{name} = {value!r}\n" for name, value in {**PARAMETERS, "edition": ""}.items()]
    place.write_text(json.dumps(notebook, ensure_ascii=False), encoding="utf-8")
    settings = tmp_path / "settings" / "@jupyterlab" / "apputils-extension"
    settings.mkdir(parents=True)
    for name, text in QUIET.items():
        (settings / f"{name}.jupyterlab-settings").write_text(text, encoding="utf-8")
    own = {f"JUPYTER_{name}_DIR": str(tmp_path / name.lower()) for name in ("CONFIG", "RUNTIME", "DATA")}
    own |= {f"JUPYTERLAB_{name}_DIR": str(tmp_path / name.lower()) for name in ("SETTINGS", "WORKSPACES")}
    env = {**commands, **own, "IPYTHONDIR": str(tmp_path / "ipython"), "MPLBACKEND": ""}
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", f"--port={port}",
               "--IdentityProvider.token=essai", f"--ServerApp.root_dir={project}",
               "--LabApp.extension_manager=readonly"]  # fmt: skip
    with (tmp_path / "lab.log").open("w") as log:
        server = subprocess.Popen(command, env=env, stdout=log, stderr=log)
        try:
            _wait_for(port, server)
            yield f"http://127.0.0.1:{port}", project, env
        finally:
            server.terminate()
            server.wait(30)


def _wait_for(port, server):
    until = time.monotonic() + PATIENCE / 1000
    while time.monotonic() < until and server.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise AssertionError("JupyterLab did not start")


def test_a_slider_a_verdict_a_variant_and_its_run(lab, browser):
    address, project, env = lab
    page = browser.new_page(viewport={"width": 1440, "height": 1100}, color_scheme="light")
    page.set_default_timeout(PATIENCE)
    noted: list[str] = []
    page.on("console", lambda m: noted.append(m.text) if m.type == "error" else None)
    page.on("pageerror", lambda error: noted.append(str(error)))
    page.on(
        "request", lambda r: noted.append(r.url) if not r.url.startswith((address, "data:", "blob:", "ws")) else None
    )
    page.goto(f"{address}/lab/tree/notebooks/explorer.ipynb?token=essai")
    page.locator(".jp-NotebookPanel .jp-Cell").first.wait_for()
    page.get_by_text("Python 3 (ipykernel) | Idle").wait_for()
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_text("Run All Cells", exact=True).click()
    panel = page.locator(".otx-panel")
    verdict = panel.locator(".verdict")
    verdict.wait_for()
    before = verdict.inner_text()
    assert before.startswith("Classable")
    season = panel.locator(".widget-dropdown", has_text="Saison").locator("select")
    season.select_option(index=1)
    closes = panel.locator(".widget-slider", has_text="Ferme à").locator(".noUi-handle")
    panel.evaluate("panel => panel.scrollIntoView({block: 'start'})")
    for _ in range(8):
        closes.press("PageDown")
    panel.locator(".verdict", has_text="Non classable en l'état").wait_for()
    after = verdict.inner_text()
    _pictured(page, panel, "explorer-slider")
    panel.get_by_title("Changer : Enregistrer").click()
    panel.get_by_placeholder("été du dimanche").fill("fermé plus tôt")
    panel.get_by_role("button", name="Enregistrer comme variante").click()
    panel.get_by_text("otanalysis run").wait_for()
    _pictured(page, panel, "explorer-variante")
    page.close()
    assert noted == []
    name = f"{VALLEY}--ferme-plus-tot"
    subprocess.run(["otanalysis", "run", name], cwd=project, env=env, check=True, capture_output=True, timeout=120)
    found = json.loads((project / "outputs" / name / "audit.json").read_text(encoding="utf-8"))
    assert f"{found['verdict'].capitalize()} en catégorie II" == after


def _pictured(page, panel, name):
    folder = ROOT / "outputs" / "captures"
    folder.mkdir(parents=True, exist_ok=True)
    panel.evaluate("panel => panel.scrollIntoView({block: 'start'})")
    page.screenshot(path=folder / f"{name}.png")
