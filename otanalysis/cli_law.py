"""The commands about the order itself: two editions compared, an official text verified."""

import json
import sys
from pathlib import Path

import click

from otanalysis.cli_help import FrenchGroup
from otanalysis.cli_options import NOT_SO, help_option
from otanalysis.law.comparison import compare
from otanalysis.law.loader import latest_edition, load_edition, read_document
from otanalysis.law.verification import Reading, verify
from otanalysis.reading.problems import InputError, Problem
from otanalysis.reading.text import read_text
from otanalysis.report.law_text import comparison_document, comparison_text, verification_text


@click.command("compare-editions")
@help_option
@click.argument("old")
@click.argument("new")
@click.option("--json", "as_json", is_flag=True, help="Pour les machines.")
def compare_editions(old: str, new: str, as_json: bool) -> None:
    """Dit ce qui change d'une édition de l'arrêté à une autre, catégorie par catégorie."""
    found = compare(load_edition(old), load_edition(new))
    text = json.dumps(comparison_document(found), ensure_ascii=False, indent=1) if as_json else comparison_text(found)
    click.echo(text)


@click.group(cls=FrenchGroup)
@help_option
def law() -> None:
    """Ce qui concerne l'arrêté lui-même."""


@law.command("verify")
@help_option
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--edition", default="", help="Identifiant de l'édition ; la plus récente sinon.")
def verify_text(file: Path, edition: str) -> None:
    """Compare le texte officiel collé dans un fichier avec l'édition, critère par critère ; n'écrit rien."""
    pasted = read_text(file)
    if not pasted.strip():
        raise InputError([Problem(str(file), 0, "", "le fichier est vide", "collez-y le texte de l'arrêté")])
    order = load_edition(edition) if edition else latest_edition()
    found = verify(order, read_document(order.id), pasted)
    click.echo(verification_text(found, order.id))
    sys.exit(0 if all(verified.reading is Reading.FOUND for verified in found) else NOT_SO)
