"""The commands that keep audits, and compare them."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from otanalysis.cli_options import help_option, outputs_option, store_option
from otanalysis.dossier.past import past_audit, read_audit_file
from otanalysis.french import quantity
from otanalysis.reading.problems import InputError, Problem

if TYPE_CHECKING:
    from sqlalchemy import URL


def address(store: str | None, outputs: Path) -> "URL":
    """Return where the observatory is: what the user wrote, else the file beside the reports."""
    from otanalysis.store.address import default_url, read_url

    return default_url(outputs) if store is None else read_url(store)


@click.command()
@help_option
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@outputs_option
@store_option
def load(files: tuple[Path, ...], outputs: Path, store: str | None) -> None:
    """Met dans l'observatoire les audits des rapports, ou des fichiers audit.json nommés."""
    from otanalysis.store.load import load as load_audits

    found = list(files) or sorted(outputs.glob("*/audit.json"))
    if not found:
        advice = "produisez des rapports avec « otanalysis run », ou nommez des fichiers audit.json"
        raise InputError([Problem(str(outputs), 0, "", "aucun audit.json à charger", advice)])
    new = load_audits(address(store, outputs), found)
    click.echo(f"{quantity(len(found), 'audit')} dans l'observatoire, dont {new} qui n'y étaient pas.")


@click.command()
@help_option
@click.argument("name")
@outputs_option
@store_option
@click.option("--export", "file", type=click.Path(path_type=Path), help="Écrit l'audit.json du dernier audit.")
def history(name: str, outputs: Path, store: str | None, file: Path | None) -> None:
    """Dit les audits d'un office l'un après l'autre, et ce qui a changé à chaque fois."""
    from otanalysis.report.comparisons import history_lines
    from otanalysis.store.history import audit_text, past_audits

    url = address(store, outputs)
    if file is None:
        click.echo("\n".join(history_lines(past_audits(url, name))))
        return
    _write(file, audit_text(url, name))
    click.echo(f"Écrit dans {file}. Dans un dossier, « previous_audit » le nomme : le rapport dit ce qui a changé.")


@click.command()
@help_option
@click.argument("before")
@click.argument("after")
@outputs_option
@store_option
def compare(before: str, after: str, outputs: Path, store: str | None) -> None:
    """Compare deux audits : fichiers audit.json, offices (nom) ou jours d'un office (nom@2023-09-30)."""
    from otanalysis.audit.comparison import compare as compared
    from otanalysis.report.comparisons import told

    one, other = (past_audit(_text(which, outputs, store), which)[0] for which in (before, after))
    click.echo("\n".join(told(compared(one, other))))


def _text(which: str, outputs: Path, store: str | None) -> bytes:
    """Return the text of an audit, from a file when there is one of that name, else from the observatory."""
    if which.endswith(".json") or (os.path.exists(which) and not os.path.isdir(which)):  # noqa: PTH110, PTH112
        return read_audit_file(Path(which), which)
    from otanalysis.store.history import audit_text

    return audit_text(address(store, outputs), which)


def _write(file: Path, text: bytes) -> None:
    try:
        file.write_bytes(text)
    except OSError as error:
        advice = "donnez un autre nom de fichier, avec --export"
        raise InputError([Problem(str(file), 0, "", f"on ne peut pas y écrire : {error.strerror}", advice)]) from None
