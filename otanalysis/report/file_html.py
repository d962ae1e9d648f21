"""The documents of an application file as one page to print, each beginning a sheet of paper."""

from collections.abc import Iterable, Sequence

from markupsafe import Markup, escape

from otanalysis.french import unbreakable
from otanalysis.report.file_blocks import Block, Draft, Table, pieces
from otanalysis.report.html import TEMPLATES, render

STYLE = TEMPLATES / "sections" / "file.css"


def file_page(drafts: Sequence[Draft], office: str, mark: str) -> str:
    """Return the page of every document; ``mark`` is at the head of each printed sheet, who and which at its foot."""
    css = STYLE.read_text(encoding="utf-8") + _widths(drafts)
    css += "".join(_sheet(rank, draft, office, mark) for rank, draft in enumerate(drafts, 1))
    title, style = f"{drafts[0].title}, {office}", Markup(css)  # noqa: S704 - every text in it is escaped
    return render("file", title=title, css=style, drafts=drafts, gaps=_gaps, kinds=_kinds).html


def _gaps(text: str) -> Markup:
    """Return a text, what is to complete marked."""
    told = (Markup("<mark>{}</mark>").format(part) if is_gap else escape(part) for part, is_gap in pieces(text))
    return Markup("").join(told)


def _kinds(blocks: Iterable[Block]) -> list[tuple[str, Block]]:
    return [(type(block).__name__, block) for block in blocks]


def _widths(drafts: Sequence[Draft]) -> str:
    shares = {share for draft in drafts for b in draft.blocks if isinstance(b, Table) for share in b.widths}
    return "".join(f".w{share}{{width:{share}%}}\n" for share in sorted(shares))


def _sheet(rank: int, draft: Draft, office: str, mark: str) -> str:
    """Return the style of a document's sheets of paper: their side, what is written at head and foot."""
    side = "A4 landscape" if draft.wide else "A4"
    head, foot = (_quoted(text) for text in (mark, f"{office} : {draft.title}"))
    return (
        f".d{rank}{{page:d{rank}}}\n@page d{rank}{{size:{side};margin:19mm 18mm;"
        f"@top-left{{content:{head};font:bold 9pt Arial,'Liberation Sans',sans-serif;color:#a33b12}}"
        f"@bottom-left{{content:{foot};font:8pt Arial,'Liberation Sans',sans-serif;color:#4a5a68}}"
        f'@bottom-right{{content:"page " counter(page) " sur " counter(pages);'
        "font:8pt Arial,'Liberation Sans',sans-serif;color:#4a5a68}}\n"
    )


def _quoted(text: str) -> str:
    """Return a text as CSS writes it; no sign of it can end the style."""
    safe = "".join(c if c.isalnum() or c == " " else f"\\{ord(c):x} " for c in unbreakable(text))
    return f'"{safe}"'
