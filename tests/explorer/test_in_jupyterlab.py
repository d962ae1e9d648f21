"""A real JupyterLab in Debian's Chromium: an office chosen, a slider moved by keyboard, a variant; every notebook."""

import json
import re
import shutil
import socket
import subprocess
import sys
import time

import pytest
from playwright.sync_api import expect

from otanalysis import audit_office
from otanalysis.audit.document import document_of
from otanalysis.batch.render import audit_json
from otanalysis.store.address import default_url
from otanalysis.store.load import load
from tests.conftest import ROOT, copy_project

pytestmark = [
    pytest.mark.slow,
    pytest.mark.long,
    pytest.mark.skipif(shutil.which("chromium") is None, reason="Debian's chromium is not installed"),
]
DECK, VALLEY = "pays-de-serres-en-quercy", "office-fictif-val-dorbelle"
NOTEBOOKS = [path.name for path in sorted((ROOT / "notebooks").glob("*.ipynb"))]
QUIET = {"notification": '{"fetchNews": "false", "checkForUpdates": false}'}
PATIENCE = 90_000  # milliseconds: a busy machine is not a mistake


@pytest.fixture(scope="module")
def lab(tmp_path_factory, commands):
    """The address of a JupyterLab of its own, and the project that it serves: an office was audited and kept."""
    folder = tmp_path_factory.mktemp("lab")
    project = copy_project(folder / "projet")
    kept = project / "outputs" / DECK / "audit.json"
    kept.parent.mkdir(parents=True)
    record = audit_office(project / "params" / f"{DECK}.yaml").record
    kept.write_text(audit_json(document_of(record)), encoding="utf-8")
    load(default_url(project / "outputs"), [kept])
    settings = folder / "settings" / "@jupyterlab" / "apputils-extension"
    settings.mkdir(parents=True)
    for name, text in QUIET.items():
        (settings / f"{name}.jupyterlab-settings").write_text(text, encoding="utf-8")
    own = {f"JUPYTER_{name}_DIR": str(folder / name.lower()) for name in ("CONFIG", "RUNTIME", "DATA")}
    own |= {f"JUPYTERLAB_{name}_DIR": str(folder / name.lower()) for name in ("SETTINGS", "WORKSPACES")}
    env = {**commands, **own, "IPYTHONDIR": str(folder / "ipython"), "MPLBACKEND": ""}
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", f"--port={port}",
               "--IdentityProvider.token=essai", f"--ServerApp.root_dir={project}",
               "--LabApp.extension_manager=readonly"]  # fmt: skip
    with (folder / "lab.log").open("w") as log:
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


@pytest.fixture
def opened(lab, browser):
    """Open a notebook in JupyterLab and run all its cells; nothing may be noted on the console, nor fetched outside."""
    address, *_ = lab
    page = browser.new_page(viewport={"width": 1440, "height": 1100}, color_scheme="light")
    page.set_default_timeout(PATIENCE)
    noted: list[str] = []
    page.on("console", lambda m: noted.append(m.text) if m.type == "error" else None)
    page.on("pageerror", lambda error: noted.append(str(error)))
    page.on(
        "request", lambda r: noted.append(r.url) if not r.url.startswith((address, "data:", "blob:", "ws")) else None
    )

    def run_all(name):
        page.goto(f"{address}/lab/tree/notebooks/{name}?token=essai&reset")
        page.locator(".jp-NotebookPanel .jp-Cell").first.wait_for()
        page.get_by_text("Python 3 (ipykernel) | Idle").wait_for()
        page.get_by_role("menuitem", name="Run", exact=True).click()
        page.get_by_text("Run All Cells", exact=True).click()
        return page

    yield run_all
    page.close()
    assert noted == []


def test_an_office_a_slider_a_verdict_a_variant_and_its_run(lab, opened):
    _, project, env = lab
    page = opened("explorer.ipynb")
    panel = page.locator(".otx-panel")
    verdict = panel.locator(".verdict")
    verdict.wait_for()
    assert verdict.inner_text().startswith("Non classable en l'état")
    panel.get_by_label("Office", exact=True).select_option(VALLEY)
    panel.locator(".verdict", has_text="Classable sous réserve").wait_for()
    closes = panel.get_by_role("slider", name="Ferme à")
    expect(closes).to_have_attribute("aria-valuetext", "18:00", timeout=PATIENCE)
    panel.evaluate("panel => panel.scrollIntoView({block: 'start'})")
    for _ in range(8):
        closes.press("PageDown")
    panel.locator(".verdict", has_text="Non classable en l'état").wait_for()
    expect(closes).not_to_have_attribute("aria-valuetext", "18:00", timeout=PATIENCE)
    assert re.fullmatch(r"\d\d:\d\d", closes.get_attribute("aria-valuetext"))
    assert closes.get_attribute("aria-valuetext") < "18:00"
    after = verdict.inner_text()
    _pictured(page, panel, "explorer-slider")
    panel.get_by_title("Changer : Enregistrer").click()
    panel.get_by_placeholder("été du dimanche").fill("fermé plus tôt")
    panel.get_by_role("button", name="Enregistrer comme variante").click()
    panel.get_by_text("otanalysis run").wait_for()
    _pictured(page, panel, "explorer-variante")
    name = f"{VALLEY}--ferme-plus-tot"
    expect(panel.get_by_label("Office", exact=True)).to_contain_text(name, timeout=PATIENCE)
    subprocess.run(["otanalysis", "run", name], cwd=project, env=env, check=True, capture_output=True, timeout=120)
    found = json.loads((project / "outputs" / name / "audit.json").read_text(encoding="utf-8"))
    assert f"{found['verdict'].capitalize()} en catégorie II" == after


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_every_notebook_runs_from_the_top_with_its_default_parameters(lab, opened, name):
    _, project, _ = lab
    page, place = opened(name), project / "notebooks" / name
    until = time.monotonic() + PATIENCE / 1000
    cells = []
    while not _finished(cells) and time.monotonic() < until:
        page.wait_for_timeout(500)
        page.keyboard.press("Control+s")
        cells = [cell for cell in json.loads(place.read_text(encoding="utf-8"))["cells"] if cell["cell_type"] == "code"]
    assert _mistakes(cells) == []
    assert _finished(cells)


def _finished(cells):
    return bool(cells) and (bool(_mistakes(cells)) or all(cell["execution_count"] for cell in cells))


def _mistakes(cells):
    outputs = [output for cell in cells for output in cell["outputs"]]
    told = [output for output in outputs if output["output_type"] == "error" or output.get("name") == "stderr"]
    return ["".join(output.get("traceback", output.get("text", ""))) for output in told]


def _pictured(page, panel, name):
    folder = ROOT / "outputs" / "captures"
    folder.mkdir(parents=True, exist_ok=True)
    panel.evaluate("panel => panel.scrollIntoView({block: 'start'})")
    page.screenshot(path=folder / f"{name}.png")
