"""Names that files and bureaux bear: small letters without accents, digits and hyphens."""

import re
import unicodedata
from typing import Annotated

from pydantic import AfterValidator

LONGEST = 80  # characters of the name of an office: files and folders bear it, with more around it
APART = "--"  # between an office and its variant, a hypothesis: no other name may hold it
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def slug(text: str) -> str:
    """Return a text in small letters without accents, digits and hyphens, empty when it has none of them."""
    plain = unicodedata.normalize("NFKD", text.lower()).encode("ascii", "ignore").decode()
    return "-".join(re.findall("[a-z0-9]+", plain))


def is_variant(name: str) -> bool:
    """Tell whether the name of an office is that of a variant: a hypothesis about it, never counted as an office."""
    return APART in name


def checked(text: str) -> str:
    """Return an id as it is written; raises ValueError, in French, for a text that cannot be one."""
    if SLUG.fullmatch(text):
        return text
    better = slug(text) or "bureau-1"
    raise ValueError(f'« {text} » : minuscules sans accent, chiffres et tirets seulement ; écrivez "{better}"')


def checked_office(text: str) -> str:
    """Return the name of an office as it is written; raises ValueError, in French, for one that files cannot bear."""
    if len(text) > LONGEST:
        raise ValueError(f"ce nom a {len(text)} signes : écrivez-en {LONGEST} au plus")
    return checked(text)


Slug = Annotated[str, AfterValidator(checked)]
