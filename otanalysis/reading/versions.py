"""Versions of what an audit depends on."""

from functools import cache
from importlib.metadata import version

PACKAGES = (
    "otanalysis",
    "holidays",
    "matplotlib",
    "nbconvert",
    "numpy",
    "opening-hours-py",
    "pandas",
    "papermill",
    "scipy",
)


@cache
def versions() -> dict[str, str]:
    """Return the version of each package that an audit's figures and pages depend on."""
    return {name: version(name) for name in PACKAGES}
