"""Somebody who answers an interview from a dossier written by hand: each thing that it says, once."""

import copy
import re
from typing import Any

from otanalysis.audit.questions import COMPUTED, TELLING
from otanalysis.french import LANGUAGES, MONTHS
from otanalysis.law.loader import load_catalogue
from otanalysis.reading.yaml12 import read_yaml

CATALOGUE = load_catalogue()
FACTS = {kind.question: name for name, kind in CATALOGUE.items() if kind.question}
TELLS = {text: name for name, text in TELLING.items()}


def mutable(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: mutable(inner) for key, inner in value.items()}
    return [mutable(inner) for inner in value] if isinstance(value, tuple | list) else copy.copy(value)


def french_day(text: str) -> str:
    """« 2023-09-30 » as somebody types it."""
    return "/".join(reversed(text.split("-")))


def in_letters(day: str) -> str:
    return f"{int(day[3:])} {MONTHS[int(day[:2]) - 1]}"


def lines_of(table: dict[str, Any]) -> list[str]:
    """The lines that say the seasons of a table; every key of it must be known here."""
    told = []
    for season in table.pop("seasons"):
        season.pop("name", "")
        dates = f"{in_letters(season.pop('start'))}-{in_letters(season.pop('end'))}"
        for row in season.pop("week"):
            slots = ", ".join(slot.replace(":", "h") for slot in row.pop("slots"))
            told.append(f"{dates} {row.pop('days')} {slots}")
            assert not row
        assert not season
    assert table.pop("public_holidays") == "fermé"
    told.append("fermé les jours fériés")
    for closure in table.pop("closures", []):
        told.append(f"{'-'.join(map(in_letters, closure.split('/')))} fermé")
    assert not table
    return told


class Someone:
    """Answers prompts from a dossier's data, taking out of it what it says: what is left was never asked."""

    def __init__(self, dossier, params) -> None:
        self.left = mutable(read_yaml(dossier).data)
        self.params = mutable(read_yaml(params).data)
        self.queue: list[str] = []
        self.details: list[str] = []

    def reply(self, told: str) -> str:
        """The answer to what was told since the last answer, its prompt last."""
        if told.rstrip().endswith("On continue : oui ou non >"):
            return "oui"
        if not self.queue and self.details:
            self.queue, self.details = self.details, []
            return "détails"
        if not self.queue:
            self.queue = self.answers(told)
        return self.queue.pop(0)

    def answers(self, told: str) -> list[str]:
        if "Créer l'office" in told:
            return self.beginning()
        if "Toutes les questions ont été posées." in told or "\nQuel document" in told:
            return [""]  # no paper is named in the deck
        asked = next(line for line in told.splitlines() if line.endswith("?"))
        return self.of_a_fact(asked, self.bureau(told)) if asked in FACTS else self.of_a_block(asked, told)

    def bureau(self, told: str) -> dict[str, Any]:
        here = (b for b in self.left["bureaux"] if re.search(rf"(^|— ){re.escape(b['name'])}$", told, re.MULTILINE))
        return next(here, {})

    def of_a_block(self, asked: str, told: str) -> list[str]:
        if asked == COMPUTED["bit_ouverture"]:
            return self.hours(self.bureau(told))
        return self.staff() if asked == COMPUTED["ot_effectif"] else getattr(self, TELLS[asked])()

    def of_a_fact(self, asked: str, bureau: dict[str, Any]) -> list[str]:
        facts = bureau.get("facts", {}) if CATALOGUE[FACTS[asked]].bearer == "bureau" else self.left["facts"]
        return self.fact(FACTS[asked], facts.pop(FACTS[asked], None))

    def beginning(self) -> list[str]:
        params, bureaux = self.params, self.left["bureaux"]
        assert [bureau.pop("main", False) for bureau in bureaux] == [True, False]
        told = ["oui", french_day(params.pop("audit_date")), params.pop("category"), str(params.pop("reference_year"))]
        told.append(self.left["office"].pop("name"))
        for bureau in bureaux:
            told += [bureau["name"], bureau.pop("id")]
        assert params.pop("edition") == ""
        params.pop("dossier")
        return [*told, ""]

    def fact(self, name: str, fact: dict[str, Any] | None) -> list[str]:
        if fact is None:
            return ["passer"]
        value, kind = fact.pop("value"), CATALOGUE[name].kind
        self.detail(fact, "source", "note", "illustrative")
        if kind == "languages":
            return [", ".join(LANGUAGES[code] for code in value)]
        return [{True: "oui", False: "non"}[value] if isinstance(value, bool) else str(value)]

    def detail(self, block: dict[str, Any], *keys: str) -> None:
        """Keep for the next prompt what stands beside a value; every key must be known."""
        told = [block.pop(key, "") for key in keys]
        assert not block
        self.details = ["oui" if text is True else text for text in told] if any(told) else []

    def hours(self, bureau: dict[str, Any]) -> list[str]:
        hours = bureau.pop("hours")
        lines = lines_of(hours.pop("table"))
        self.detail(hours, "source", "illustrative")
        return [*lines, "", "oui", str(bureau.pop("people_present"))]

    def staff(self) -> list[str]:
        staff = self.left.pop("staff")
        told = []
        for contract in staff.pop("contracts"):
            told += [contract.pop("label"), str(contract.pop("posts")), str(contract.pop("quota")), "", "", ""]
            assert not contract
        self.detail(staff, "source", "illustrative")
        return [*told, ""]

    def attendance(self) -> list[str]:
        attendance = self.left.pop("attendance")
        told = [attendance.pop("file"), attendance.pop("label")]
        self.detail(attendance, "source", "illustrative")
        return told

    def about(self) -> list[str]:
        office = self.left["office"]
        about = office.pop("about")
        self.detail(office, "source")
        return [about]

    def context(self) -> list[str]:
        return [*self.left.pop("context"), ""]

    def figures(self) -> list[str]:
        told = [str(row.pop(key)) for row in self.left["figures"] for key in ("label", "value", "source")]
        assert not any(self.left.pop("figures"))
        return [*told, ""]

    def territory(self) -> list[str]:
        return [self.left.pop("territory")]

    def never_asked(self) -> Any:
        """What is left of the dossier, without the blocks that everything was taken out of."""
        bureaux = [{k: v for k, v in bureau.items() if k != "name" and v != {}} for bureau in self.left["bureaux"]]
        whole = {**self.left, "bureaux": [bureau for bureau in bureaux if bureau], **self.params}
        return {key: value for key, value in whole.items() if value not in ({}, [])}
