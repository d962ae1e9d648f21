"""A mistake in a file that somebody wrote, told so that it can be mended at once."""

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass

LONG_QUOTE = re.compile(r"« ([^»]{80})[^»]{20,} »")
LONGEST_LINE = 400


@dataclass(frozen=True, order=True)
class Problem:
    """One mistake: where it is, what is wrong (French), what to write instead.

    ``line`` counts from 1; 0 means the file as a whole. ``written`` and ``corrected`` are whole lines of the file.
    ``cell`` names the place in a workbook (sheet and cell): ``line`` then only sorts.
    """

    file: str
    line: int
    key: str
    message: str
    advice: str = ""
    written: str = ""
    corrected: str = ""
    cell: str = ""


class InputError(ValueError):
    """What a user wrote cannot be used; a notebook shows it without a traceback, all mistakes at once.

    ``problems`` are the mistakes; ``str`` of it is what to show (French). In a script it is an ordinary exception.

    >>> import otanalysis as ota
    >>> ota.audit_office("pays-de-sere")
    Traceback (most recent call last):
    otanalysis.reading.problems.InputError: params : office inconnu « pays-de-sere »
        → vouliez-vous dire « pays-de-serres-en-quercy » ?
    """

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__(describe(self.problems))

    def _render_traceback_(self) -> list[str]:
        """Return what Jupyter shows in place of a traceback."""
        return str(self).splitlines()


def describe(problems: Iterable[Problem]) -> str:
    """Return every problem as French lines, in the order of the files."""
    return "\n".join(_describe_one(problem) for problem in problems)


def _describe_one(problem: Problem) -> str:
    place = f"{problem.file}, ligne {problem.line}" if problem.line else problem.file
    place = f"{problem.file}, {problem.cell}" if problem.cell else place
    key = f"clé « {problem.key} »" if problem.key else ""
    lines = [f"{', '.join(filter(None, (place, key)))} : {_short(problem.message)}"]
    if problem.advice:
        lines.append(f"    → {_short(problem.advice)}")
    if problem.corrected and len(problem.corrected) <= LONGEST_LINE:
        lines += [f"    - {problem.written}"] if problem.written else []
        lines.append(f"    + {problem.corrected}")
    return "\n".join(lines)


def _short(text: str) -> str:
    """Return a text on one line, without the end of its long quotations."""
    return LONG_QUOTE.sub(r"« \1… »", text.replace("\n", " "))


def nearest(word: str, known: Iterable[str]) -> str:
    """Return the known word most like ``word``, or an empty string when none is."""
    return next(iter(difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)), "")


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return « vouliez-vous dire … ? », or the list of what is known when nothing is near."""
    known = list(known)
    near = nearest(word, known)
    return f"vouliez-vous dire « {near} » ?" if near else "valeurs connues : " + ", ".join(known)
