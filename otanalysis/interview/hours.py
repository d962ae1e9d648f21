"""The dialogue about opening hours: lines in French, read back before they are kept."""

import click

from otanalysis.dossier import answers
from otanalysis.interview.prompts import ask, ask_if_any
from otanalysis.report.terminal import hours_summary

HOW = f"""\
Écrivez une ligne par saison, puis une ligne vide. Par exemple :
    {answers.EXAMPLE.partition(" ; ")[0]}
    juillet-août dimanche 10h-13h
    fermé les jours fériés
    25 décembre-31 décembre fermé
Sans mois, une ligne vaut toute l'année ; un jour que rien n'ouvre est fermé."""
MONTHS = "\n\n"  # what follows in a summary are bars, that a screen reader would spell


def ask_hours(year: int) -> str:
    """Return opening hours as OpenStreetMap writes them, once the user agrees with what they amount to."""
    click.echo(HOW)
    while True:
        osm, calendar = answers.hours(_lines(year), year)
        click.echo(f"\nCompris, à la façon d'OpenStreetMap : {osm}\n{hours_summary(calendar).partition(MONTHS)[0]}\n")
        if ask("Est-ce bien cela : oui ou non", answers.yes_no):
            return osm
        click.echo("Recommencez depuis la première ligne.")


def _lines(year: int) -> str:
    """Return lines as one text that can be read; each replaces what the ones before say of its days."""

    def longer(line: str) -> str:
        answers.hours(f"{told}; {line}" if told else line, year)
        return f"{told}; {line}" if told else line

    told = ""
    told = ask("horaires", longer)
    while more := ask_if_any("ligne suivante (Entrée : c'est tout)", longer):
        told = more
    return told
