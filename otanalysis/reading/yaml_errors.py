"""What a YAML parser refuses, told in French: where the mistake was made, and how to mend it."""

import re

from ruamel.yaml.error import MarkedYAMLError

from otanalysis.reading.problems import Problem

ALIGNMENT = "vérifiez l'alignement des lignes, les guillemets, les crochets et les deux-points, ici et juste au-dessus"
QUOTE = "mettez le texte entre guillemets"
# What the parser says, tried in order: the message, the advice, and whether the mistake is where the block began.
TOLD = (
    (r"character '\\t'", "une tabulation ne peut pas aligner les lignes", "mettez des espaces à sa place", False),
    (r"character '(.)' that cannot start", "« {0} » ne peut pas commencer un texte", QUOTE, False),
    (r"quoted scalar.*(end of stream|separator)", "guillemet ouvert ici et jamais refermé", "fermez-le", True),
    (
        r"double-quoted scalar.*(escape)",
        "une barre oblique inverse ne se lit pas telle quelle entre guillemets doubles",
        "doublez-la, « \\\\ », ou mettez des guillemets simples",
        False,
    ),
    (r"mapping values", "deux-points inattendus", f"si le texte contient « : », {QUOTE} ; sinon, {ALIGNMENT}", False),
    (
        r"flow sequence",
        "il manque une virgule, ou « ] », dans la liste",
        "séparez par des virgules, puis fermez",
        False,
    ),
    (r"flow mapping", "il manque une virgule, ou « }} », dans le bloc", "séparez par des virgules, puis fermez", False),
    (r"undefined alias|an (alias|anchor)", "« * » et « & » ne peuvent pas commencer un texte", QUOTE, False),
    (r"another document", "« --- » commence un second document", "gardez un seul document par fichier", False),
    (r"maximum depth", "trop de blocs les uns dans les autres", "vérifiez les crochets et les accolades", False),
    (r"sequence entries", "tiret inattendu", "écrivez la liste sous sa clé, un élément par ligne", False),
    (
        r"<block end>, but found '<scalar>'",
        "un guillemet en trop, ou jamais fermé, ici ou juste au-dessus",
        "entre guillemets doubles, écrivez « \\\\\" » ; entre simples, doublez l'apostrophe",
        False,
    ),
    (
        r"<block end>, but found '(<block|-|\?)",
        "cette ligne n'est pas alignée avec celles de son bloc",
        "donnez-lui le même retrait, en espaces",
        False,
    ),
    (r"", "ce n'est pas du YAML : la lecture s'arrête ici", ALIGNMENT, False),
)


def explained(error: MarkedYAMLError, text: str, shown: str) -> Problem:
    """Return what a parser refused in a text as a problem, with the line where it is to be mended."""
    said = f"{error.context} {error.problem}"
    found, message, advice, from_start = next(
        (match, message, advice, from_start)
        for pattern, message, advice, from_start in TOLD
        if (match := re.search(pattern, said, re.DOTALL))
    )
    mark = (from_start and error.context_mark) or error.problem_mark or error.context_mark
    line = min(mark.line, text.count("\n")) + 1 if mark else 0
    written = text.split("\n")[line - 1].rstrip() if line else ""
    corrected = written.replace("\t", "  ") if "tabulation" in message and "\t" in written else ""
    return Problem(shown, line, "", message.format(*found.groups()), advice, written, corrected)
