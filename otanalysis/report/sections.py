"""The sections of an audit's page: each takes an audit and returns what a notebook displays."""

from otanalysis.audit.conclusion import number_of
from otanalysis.audit.document import document_of, made_from
from otanalysis.audit.findings import Audit, applicable, is_illustrative, with_status
from otanalysis.audit.fingerprint import fingerprint
from otanalysis.audit.outcome import Status
from otanalysis.french import day, joined
from otanalysis.law.records import STANDING_IN_FRENCH, Standing, transitions_on
from otanalysis.report import criteria, sentences
from otanalysis.report.comparisons import since_sentence
from otanalysis.report.html import Html, Table, render

MACHINE_COPY = "application/vnd.otanalysis.audit+json"


def headline(audit: Audit) -> Html:
    """Return the first screen: verdict, counts, one square a criterion; the machine's copy goes beside it."""
    asked = [f for f in audit.findings if f.status is not Status.NOT_APPLICABLE]
    squares = [
        {
            "number": number_of(f),
            "status": f.status.value,
            "word": sentences.word(f.status) + ("*" if is_illustrative(f.requirements) else ""),
            "name": f.criterion.short or f.criterion.label,
            "anchor": criteria.anchor_of(f),
        }
        for f in asked
    ]
    shown = render(
        "headline",
        audit=audit,
        office=audit.dossier.office,
        tone=sentences.tone(audit),
        verdict=sentences.verdict(audit),
        figures=sentences.figures(audit),
        squares=squares,
        actions=criteria.first_actions(audit),
        reserve=f"Sous réserve : {audit.reserves[0]}." if audit.reserves else "",
        illustrative=sentences.illustrative(audit),
        since=since_sentence(audit),
    )
    return Html(shown.html, {MACHINE_COPY: document_of(audit)})


def office(audit: Audit) -> Html:
    """Return who is audited, for which category, under which edition, and its reception points."""
    points = tuple(
        (p.bureau.name, "principal" if p.bureau.main else "secondaire", p.bureau.station_classee, p.bureau.cumulated)
        for p in audit.dossier.points
    )
    columns = ("Point d'accueil", "Rang", "En station classée", "Ouverture cumulée")
    table = Table("Les points d'accueil", columns, points)
    return render("office", office=audit.dossier.office, table=table)


def context(audit: Audit) -> Html:
    """Return context and stakes, as the dossier tells them."""
    empty = "Le dossier ne décrit pas le contexte."
    return render("paragraphs", paragraphs=audit.dossier.context, empty=empty, source=audit.dossier.office.source)


def territory(audit: Audit) -> Html:
    """Return the office's territory in figures, and that of its département when the dossier names it."""
    dossier, tables, told = audit.dossier, [], []
    if dossier.figures:
        rows = tuple((f.label, f.value, f.source or None) for f in dossier.figures)
        tables.append(Table("Le territoire de l'office", ("", "Valeur", "Source"), rows, dossier.office.fictitious))
    if dossier.territory:
        t = dossier.territory
        told = [
            f"{t.name} : {t.offices} offices de tourisme, {t.classified} classés. {t.planned} devaient l'être d'ici "
            f"le {day(t.planned_by)}, ce qui en ferait {t.classified + t.planned} sur {t.offices}.",
            f"{t.quality_marked} portent la marque Qualité Tourisme et {t.quality_engaged} s'y engagent. "
            f"Source : {t.source}.",
        ]
    return render(
        "tables", paragraphs=told, tables=tables, empty="" if told else "Le dossier n'en donne aucun chiffre."
    )


def missions(audit: Audit) -> Html:
    """Return what an office of tourism is for."""
    edition = audit.edition
    named = sorted({m.source for m in edition.missions})
    source = " ; ".join(edition.sources[key].title for key in named)
    return render("paragraphs", paragraphs=[m.text for m in edition.missions], empty="", source=source)


def met(audit: Audit) -> Html:
    """Return the criteria met, by family."""
    return criteria.by_family(audit, [Status.MET], "Aucun critère n'est encore rempli.")


def blocking(audit: Audit) -> Html:
    """Return the criteria that block, each with its actions."""
    return criteria.by_family(audit, [Status.BLOCKING], "Aucun critère ne bloque.")


def undocumented(audit: Audit) -> Html:
    """Return the criteria that the dossier leaves open."""
    return criteria.by_family(audit, [Status.UNDOCUMENTED], "Aucun critère n'attend seulement des informations.")


def papers(audit: Audit) -> Html:
    """Return the papers to attach to the file: missing ones and those out of date."""
    rows = tuple(
        (
            f"{p.label}{f' ({p.bureau})' if p.bureau else ''}",
            p.state.replace(" ", "\u00a0"),
            criteria.paper_in_words(p) or p.expected,
        )
        for p in audit.papers
    )
    told = [
        "Un fait déclaré sans pièce remplit son critère, mais un dossier incomplet revient de la préfecture "
        "(article D133-23 du code du tourisme). Quand le dossier n'en nomme pas, la pièce d'usage est citée."
    ]
    table = Table(f"{len(rows)} pièces à joindre", ("Ce qu'il faut prouver", "État", "Pièce"), rows)
    return render("tables", paragraphs=told, tables=[table] if rows else [], empty="Chaque fait déclaré a sa pièce.")


def conclusions(audit: Audit) -> Html:
    """Return the verdict, what to do to turn it, and its reserves."""
    open_ones = [*with_status(audit.findings, Status.BLOCKING), *with_status(audit.findings, Status.UNDOCUMENTED)]
    actions = [(number_of(f), _lower(f.criterion.label), " ".join(criteria.actions_with_margin(f))) for f in open_ones]
    goal = "accéder au classement" if with_status(audit.findings, Status.BLOCKING) else "pouvoir conclure"
    return render(
        "conclusions",
        verdict=sentences.verdict(audit) + ".",
        actions=actions,
        goal=goal,
        reserves=audit.reserves,
        years=audit.edition.validity_years,
        transitions=[(t.text, STANDING_IN_FRENCH[t.standing]) for t in transitions_on(audit.edition, audit.audit_date)],
    )


def sources(audit: Audit) -> Html:
    """Return where the rules come from, what is not verified, the files read and the versions."""
    requirements = [r for f in applicable(audit) for r in f.criterion.requirements]
    rows = tuple((STANDING_IN_FRENCH[s], sum(r.standing is s for r in requirements)) for s in Standing)
    inputs = tuple((i.path, f"{i.sha256[:16]}…" if i.sha256 else "absent") for i in audit.dossier.inputs)
    return render(
        "sources",
        edition=audit.edition,
        words=Table("Les mots de ce rapport", ("Mot", "Sens"), sentences.WORDS),
        standings=Table("Ce que l'on sait des règles appliquées", ("La règle est", "Exigences"), rows),
        inputs=Table("Fichiers lus", ("Fichier", "Empreinte SHA-256"), inputs),
        fingerprint=fingerprint(made_from(audit)),
        versions=joined([f"{name} {version}" for name, version in audit.versions.items()]),
    )


def _lower(text: str) -> str:
    return text[0].lower() + text[1:]
