"""Writes the reference of the face, from its docstrings, into ``outputs/api``: pages that need no network."""

from pathlib import Path

import pdoc

import otanalysis

HERE = Path(__file__).parent
SECTIONS = ("otanalysis.report.show", "otanalysis.report.order_sections", "otanalysis.report.territory")
PAGES = ("otanalysis", "otanalysis.store.observatory", *SECTIONS)


def write(folder: Path) -> Path:
    """Write the pages into a folder, and return the first one."""
    for name in otanalysis.__all__:  # pdoc reads what a module holds, and these are loaded when first asked for
        vars(otanalysis)[name] = getattr(otanalysis, name)
    pdoc.render.configure(template_directory=HERE / "templates", show_source=False, search=False, footer_text="")
    pdoc.pdoc(*PAGES, output_directory=folder)
    return folder / "otanalysis.html"


if __name__ == "__main__":
    print(f"Ouvrez {write(HERE.parent / 'outputs' / 'api')}")
