"""What the sheets of a workbook call the bureaux: by their name, their code or their number."""

import re
from dataclasses import dataclass

from otanalysis.dossier.workbook.noting import Notes
from otanalysis.reading.problems import did_you_mean
from otanalysis.reading.yaml12 import Loc

NUMBERED = re.compile(r"(?:bureau\s*(?:n°|n)?\s*)?(\d{1,3})", re.IGNORECASE)


@dataclass(frozen=True)
class Names:
    """The code and the name of each bureau, in order."""

    ids: tuple[tuple[str, str], ...]

    def find(self, written: str) -> int | None:
        """Return the index of the bureau of that code, name or number, None when there is none."""
        by_code = {code: n for n, (code, _) in reversed(list(enumerate(self.ids)))}
        by_name = {name.casefold(): n for n, (_, name) in reversed(list(enumerate(self.ids)))}
        if written in by_code:
            return by_code[written]
        if written.casefold() in by_name:
            return by_name[written.casefold()]
        number = NUMBERED.fullmatch(written)
        return int(number[1]) - 1 if number and 0 < int(number[1]) <= len(self.ids) else None

    def called(self, n: int) -> str:
        """Return what to call a bureau: its name, or its code when the name would not find it."""
        code, name = self.ids[n]
        return name if self.find(name) == n else code

    def refuse(self, written: str, loc: Loc, notes: Notes) -> None:
        """Note that no bureau bears a name."""
        known = [name or code for code, name in self.ids]
        advice = did_you_mean(written, known) if known else "écrivez-le d'abord dans la feuille « Bureaux »"
        notes.refuse_at(loc, f"aucun bureau ne s'appelle « {written} »", advice)
