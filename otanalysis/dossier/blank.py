"""A dossier to fill in, as YAML: what must be said, what may be, each question in French."""

from collections.abc import Iterator

from otanalysis.law.loader import load_catalogue
from otanalysis.law.records import Edition

HEAD = """\
# Le dossier de l'office. Un fait laissé vide est « à documenter » : écrivez true ou false, ou une liste de langues
# comme ["en", "es"] ; avec sa pièce : {value: true, evidence: {paper: "Photos", page: "p. 3", date: "2023-09-30"}}.
# Ôtez le # des lignes qui servent. Puis : otanalysis check
office:
  name: ""
  # about: "L'office en une phrase"
# context: ["Ce que le lecteur doit savoir avant l'audit."]
# figures: [{label: "Habitants", value: 8700, source: "Insee"}]
bureaux:
  - id: "bureau-1"
    name: ""
    main: true
    # people_present: 1
    # hours:
    #   table:
    #     public_holidays: "fermé"
    #     seasons:
    #       - {name: "toute l'année", start: "01-01", end: "12-31", week: [{days: "lun-sam", slots: ["09:00-12:00"]}]}
    #     closures: ["12-25"]
"""
AFTER = """\
# staff:
#   contracts:
#     - {label: "Conseillers en séjour", function: "conseiller", posts: 2, quota: 1.0}
# attendance: {file: "frequentation.csv", label: "Visiteurs de la zone par jour"}
"""


def blank_dossier(edition: Edition) -> str:
    """Return the YAML of a dossier that says nothing yet, with the questions of an edition."""
    bureau = "".join(f"      {line}\n" for line in _questions(edition, "bureau"))
    office = "".join(f"  {line}\n" for line in _questions(edition, "office"))
    return f"{HEAD}    facts:\n{bureau}{AFTER}facts:\n{office}"


def _questions(edition: Edition, bearer: str) -> Iterator[str]:
    """Yield the lines of the facts that an edition asks of a bearer, without their answers."""
    catalogue = load_catalogue()
    rules = [rule for criterion in edition.criteria for rule in criterion.requirements]
    for name in dict.fromkeys(name for rule in rules for name in (*rule.applies, *rule.facts)):
        if catalogue[name].bearer == bearer and catalogue[name].kind != "computed":
            yield f"{name}:  # {catalogue[name].question}"
