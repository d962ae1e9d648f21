"""Audits whose opening or staff falls short, and the text of a change with plain spaces."""

from case_files import OtherBureau, Spell
from made_up import audited

from otanalysis.audit.changes import changes_of
from otanalysis.dossier.records import Contract

TEAM = (Contract(label="Conseillers", posts=2, quota=1),)


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def told(requirement: str, audit=None, **given) -> str:
    found = [c for c in changes_of(audit or audited(**given)) if c.finding.requirement.id == requirement]
    return plain(found[0].text)


def others(*names: str, days: int = 10) -> tuple[OtherBureau, ...]:
    """Bureaux beside the main one, each open so many days of its own."""
    return tuple(
        OtherBureau(name=name, opening=(Spell(days=days, a_day="4 h", start=f"{9 + n:02}-01"),), people_present=1)
        for n, name in enumerate(names)
    )
