"""What the documents of an application file say: the audit, the law in our words, and never an invented fact."""

import json
import re
from datetime import date

import pytest

from otanalysis.audit.document import document_of
from otanalysis.dossier.records import Evidence
from otanalysis.french import MONTHS, day
from otanalysis.law.code import FILE as CODE
from otanalysis.office import audit_params
from otanalysis.report.application_file import documents, mark_of
from otanalysis.report.file_blocks import Bullets, Draft, Heading, Table, gap, gaps_of, pieces, texts_of
from otanalysis.report.file_evidence import attachments, date_told
from tests.conftest import ROOT
from tests.dossier.office_files import change, write_office

NAMES = [
    "pays-de-serres-en-quercy",
    "office-fictif-val-dorbelle",
    "office-fictif-cote-de-brumaire",
    "office-fictif-plateau-de-serigny",
]
AUDITS = {name: audit_params(ROOT / "params" / f"{name}.yaml") for name in NAMES}
CONVENTION, REGISTER = "pieces/convention-objectifs.pdf", "pieces/registre-reclamations.txt"
DATES = {CONVENTION: (date(2024, 6, 25),), REGISTER: ()}
DAY = re.compile(rf"\d{{1,2}}(?:er)? (?:{'|'.join(MONTHS)}) \d{{4}}|\d\d/\d\d/\d{{4}}")


def drafts_of(name: str) -> dict[str, Draft]:
    return {draft.file[:2]: draft for draft in documents(AUDITS[name], DATES)}


def said(draft: Draft) -> str:
    return "\n".join(texts_of(draft))


def tables(draft: Draft) -> dict[str, Table]:
    return {block.caption: block for block in draft.blocks if isinstance(block, Table)}


@pytest.mark.parametrize("name", NAMES)
def test_every_document_says_that_it_is_a_draft_of_what_audit(name):
    drafts = drafts_of(name)
    assert list(drafts) == [f"{n:02}" for n in range(9)]
    for draft in drafts.values():
        assert "Projet préparé par otanalysis d'après l'audit du" in said(draft)
        assert day(AUDITS[name].audit_date) in said(draft)


@pytest.mark.parametrize("name", NAMES)
def test_every_date_comes_from_the_dossier_or_from_the_law(name):
    audit = AUDITS[name]
    dossier = (ROOT / "params" / name / "dossier.yaml").read_text(encoding="utf-8")
    isos = re.findall(r"\d{4}-\d\d-\d\d", json.dumps(document_of(audit)) + dossier)
    known = {shown for iso in isos for shown in (day(date.fromisoformat(iso)), f"{date.fromisoformat(iso):%d/%m/%Y}")}
    known |= set(
        DAY.findall(
            audit.edition.title + CODE.read_text(encoding="utf-8") + json.dumps(document_of(audit), ensure_ascii=False)
        )
    )
    known |= {day(d) for dates in DATES.values() for d in dates}
    told = set(DAY.findall("\n".join(map(said, drafts_of(name).values()))))
    assert told, "the pattern finds dates"
    assert told <= known


@pytest.mark.parametrize("name", NAMES)
def test_no_sum_no_person_no_classification_is_invented(name):
    text = "\n".join(map(said, drafts_of(name).values()))
    assert not re.search(r"€|\beuros?\b|\bM\. [A-Z]|\bMme [A-Z]", text)
    assert not re.search(r"est classé", text), "the préfet classifies"


@pytest.mark.parametrize("number", ["01", "02", "03", "07"])
def test_what_nobody_told_is_left_to_complete(number):
    assert gaps_of(drafts_of("pays-de-serres-en-quercy")[number]) > 5


def test_who_decides_and_who_signs_comes_from_the_code():
    drafts = drafts_of("office-fictif-val-dorbelle")
    assert [drafts[n].signed_by for n in ("01", "02", "03")] == [
        "le maire ou le président",
        "l'office",
        "la collectivité",
    ]
    assert "D133-21" in said(drafts["02"])
    assert "rapportée par une source, à vérifier" in said(drafts["03"])
    steps = tables(drafts["06"])["Étapes de la procédure"].rows
    assert [(row[2], row[3], row[4]) for row in steps] == [
        ("l'office", "D133-21", ""),
        ("la collectivité", "D133-21", ""),
        ("la collectivité", "D133-22", ""),
        ("le préfet", "D133-23", "2 mois à compter de l'étape 3"),
        ("le préfet", "D133-24", "2 mois à compter de l'étape 3"),
        ("l'office", "D133-25", "5\u00a0ans à compter de l'étape 5"),
    ]
    after = [row[2] for row in tables(drafts["06"])["Pendant le classement"].rows]
    assert after == ["", "D133-26", "D133-27", "D133-28", "D133-29"]


def test_the_grid_gives_each_requirement_its_paper_page_and_date():
    grid = drafts_of("office-fictif-val-dorbelle")["04"]
    rows = [row for table in tables(grid).values() for row in table.rows]
    (convention,) = [row for row in rows if row[3] == "Convention d'objectifs 2024-2027"]
    assert convention[4:6] == ("p. 31", "25/06/2024")
    (quality,) = [row for row in rows if row[0].startswith("12.")]
    assert quality[3].startswith("à joindre : manuel")
    asked = [f for f in AUDITS["office-fictif-val-dorbelle"].findings if f.status != "not_applicable"]
    assert len(rows) >= sum(len(f.requirements) for f in asked)
    assert grid.wide


def test_what_blocks_is_to_settle_before_the_papers_are_sent():
    drafts = drafts_of("pays-de-serres-en-quercy")
    assert all("critères 15 et 19 à régler" in said(drafts[n]) for n in drafts)
    agreement = said(drafts["07"])
    assert "La stratégie est validée » : bloquant" in agreement
    assert "il manque 1,37\u00a0ETP" in agreement
    headings = [b.text for b in drafts["07"].blocks if isinstance(b, Heading)]
    assert [h for h in headings if "Moyens" in h] == [
        "4. Moyens humains",
        "5. Moyens techniques",
        "6. Moyens financiers",
    ]
    rows = [row for table in tables(drafts["04"]).values() for row in table.rows if row[0].startswith("19.")]
    assert rows[1][3] == "à régler d'abord : Faire valider la stratégie par la collectivité."


def test_only_what_is_kept_is_displayed():
    display = drafts_of("pays-de-serres-en-quercy")["08"]
    desk, inside, later = (block.items for block in display.blocks if isinstance(block, Bullets))
    assert "Les visiteurs disposent d'un accès wifi gratuit" in desk
    assert "Un tableau de bord suit la fréquentation" in inside
    assert not any("stratégie" in text for text in (*desk, *inside))
    assert len(later) == 2


def test_what_is_invented_is_marked():
    assert mark_of(AUDITS["office-fictif-val-dorbelle"]).endswith("(office inventé)")
    assert mark_of(AUDITS["pays-de-serres-en-quercy"]).endswith("(données en partie illustratives)")
    grid = said(drafts_of("pays-de-serres-en-quercy")["04"])
    assert "rempli (donnée illustrative)" in grid


def test_the_papers_are_there_or_missing_and_their_files_named():
    papers = drafts_of("office-fictif-val-dorbelle")["05"]
    rows = tables(papers)["Pièces que le dossier nomme"].rows
    files = {row[1]: row[4:] for row in rows}
    assert files["Convention d'objectifs 2024-2027"] == (
        "C19-convention-d-objectifs-2024-2027.pdf",
        "le fichier est de cette date",
    )
    assert files["Registre des réclamations"][1].startswith("date non vérifiable")
    assert files["Plan de situation"] == ("fichier à joindre", "")
    assert [row[0] for row in tables(papers)["Pièces à joindre"].rows] == ["12", "17"]
    assert "17 pièces nommées sont sans fichier" in said(papers)


STATED = Evidence(paper="Convention", date=date(2024, 6, 25))


@pytest.mark.parametrize(
    ("dates", "agrees", "words"),
    [
        ((date(2024, 6, 25),), True, "de cette date"),
        ((date(2024, 6, 24),), True, "de cette date"),  # another time zone
        ((date(2024, 6, 23),), False, "avant la date annoncée"),
        ((date(2024, 6, 27), date(2025, 1, 1)), False, "27 juin 2024, après la date annoncée"),
        ((date(2024, 1, 1), date(2024, 6, 26)), True, "de cette date"),
        ((date(2024, 1, 1), date(2025, 6, 26)), False, "après la date annoncée"),
        ((), True, "date non vérifiable"),
        (None, False, "ne s'ouvre pas"),
    ],
)
def test_a_file_beside_the_date_that_is_written(dates, agrees, words):
    found = date_told(STATED, dates)
    assert found[0] is agrees
    assert words in found[1]


def test_a_paper_without_a_date_is_to_complete():
    assert date_told(Evidence(paper="Convention"), ()) == (False, f"date de la pièce {gap('dans le dossier')}")


def test_no_two_files_bear_the_same_name_in_the_zip(tmp_path):
    params = write_office(tmp_path)
    for name in ("a.PDF", "b.pdf"):
        (tmp_path / "params" / "ot" / name).write_bytes(b"x")
    paper = "{value: %s, evidence: {paper: 'Été à la ferme !', file: '%s'}}"
    lines = [("ot_langues_site", '["en"]', "a.PDF"), ("ot_part_fiches_a_jour", "80", "b.pdf")]
    for fact, value, name in lines:
        change(tmp_path, "ot/dossier.yaml", f"{fact}: {value}", f"{fact}: {paper % (value, name)}")
    system = f"ot_systeme_information: {paper % ('true', 'a.PDF')}"
    change(tmp_path, "ot/dossier.yaml", "  ot_site_a_jour", f"  {system}\n  ot_site_a_jour")
    found = [(each.criteria, each.zipped) for each in attachments(audit_params(params)) if each.zipped]
    assert found == [(("6", "8"), "C06-ete-a-la-ferme.pdf"), (("8",), "C08-ete-a-la-ferme.pdf")]


def test_gaps_are_told_apart_from_the_text_around_them():
    assert list(pieces(f"Le {gap('la date')}.")) == [
        ("Le ", False),
        ("«\u00a0à compléter\u00a0: la date\u00a0»", True),
        (".", False),
    ]
