"""A report on paper: its page printed by the browser of this machine, with its outline and its tags."""

import json
import os
import re
import shutil
import subprocess
import tempfile
from datetime import date
from pathlib import Path

from otanalysis.batch.copies import CopyError

BROWSERS = (
    "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge", "microsoft-edge",
)  # fmt: skip
FLAGS = (
    "--headless", "--disable-gpu", "--no-first-run", "--disable-extensions", "--disable-background-networking",
    "--disable-component-update", "--no-pdf-header-footer", "--generate-pdf-document-outline",
)  # fmt: skip
TIMEOUT = 120  # seconds for a page: it takes two
DATE, NODE = re.compile(rb"(?<=Date \(D:)\d{14}"), re.compile(rb"(?<=\(node)\d{8}(?=\))")


def printed(folder: Path, timeout: float = TIMEOUT) -> bytes:
    """Return a report's page as a PDF dated from the day of the audit: the same page, the same bytes on one machine.

    ``timeout`` is in seconds. Raises CopyError.
    """
    day = json.loads((folder / "audit.json").read_text(encoding="utf-8"))["audit_date"]
    return _dated(_print((folder / "audit.html").resolve().as_uri(), timeout), date.fromisoformat(day))


def printed_page(page: str, day: date, timeout: float = TIMEOUT) -> bytes:
    """Return a page given as text as a PDF dated ``day``, as ``printed`` does; raises CopyError."""
    with tempfile.TemporaryDirectory(prefix="ota", ignore_cleanup_errors=True) as name:
        path = Path(name, "page.html")
        path.write_text(page, encoding="utf-8")
        return _dated(_print(path.resolve().as_uri(), timeout), day)


def _dated(content: bytes, day: date) -> bytes:
    return numbered(DATE.sub(f"{day:%Y%m%d}000000".encode(), content))


def numbered(content: bytes) -> bytes:
    """Return a PDF whose tags are numbered from 0: the browser begins at a number that changes from run to run."""
    ranks = {node: b"%08d" % rank for rank, node in enumerate(sorted(set(NODE.findall(content))))}
    return NODE.sub(lambda found: ranks[found[0]], content)


def _print(address: str, timeout: float) -> bytes:
    found = browser()
    with tempfile.TemporaryDirectory(prefix="ota", ignore_cleanup_errors=True) as name:
        pdf, log = Path(name, "page.pdf"), Path(name, "log")
        command = [found, *FLAGS, *_sandbox(), f"--user-data-dir={name}/profile", f"--print-to-pdf={pdf}", address]
        try:
            with log.open("wb") as told:  # a pipe would be waited for as long as a lost child holds it
                subprocess.run(command, stdout=told, stderr=told, timeout=timeout, check=False)  # noqa: S603 - a known one
            return pdf.read_bytes()
        except subprocess.TimeoutExpired:
            raise CopyError(f"{found} n'a pas imprimé la page en {timeout:.0f} s, recommencez") from None
        except FileNotFoundError:
            raise CopyError(f"{found} n'imprime pas la page : {_last_line(log)}") from None


def browser() -> str:
    """Return where the browser is; raises CopyError when this machine has none."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        told = "aucun navigateur pour imprimer la page : installez Chromium (Debian et Ubuntu : apt install chromium), "
        raise CopyError(told + "Google Chrome ou Microsoft Edge, accessible depuis le PATH")
    return found


def _sandbox() -> tuple[str, ...]:
    """Return the option without which the browser refuses to run as root."""
    return ("--no-sandbox",) if getattr(os, "geteuid", lambda: 1)() == 0 else ()


def _last_line(log: Path) -> str:
    lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
    return lines[-1] if lines else "il ne dit pas pourquoi"
