"""Printing without a browser, or with one that does not answer: what the user is told."""

import sys
from pathlib import Path

import pytest

from otanalysis.batch.copies import CopyError
from otanalysis.batch.pdf import browser, numbered, printed

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the browsers made up here are shell scripts")
PDF = "<</CreationDate (D:20261123045324+00'00')>> /ID (node00000121) /ID (node00000007) /Headers [(node00000121)]"


@pytest.fixture
def report(tmp_path) -> Path:
    (tmp_path / "audit.json").write_text('{"audit_date": "2023-09-30"}', encoding="utf-8")
    (tmp_path / "audit.html").write_text("<p>é</p>", encoding="utf-8")
    return tmp_path


@pytest.fixture
def only_browser(tmp_path, monkeypatch):
    """Put a made-up browser on a PATH where there is no other."""
    monkeypatch.setenv("PATH", str(tmp_path))

    def make(script: str) -> Path:
        path = tmp_path / "google-chrome"
        path.write_text(f"#!/bin/sh\nPATH=/usr/bin:/bin\n{script}\n", encoding="utf-8")
        path.chmod(0o755)
        return path

    return make


def test_without_a_browser_the_user_is_told_what_to_install(report, monkeypatch):
    monkeypatch.setenv("PATH", str(report))
    with pytest.raises(CopyError, match=r"installez Chromium .*apt install chromium"):
        printed(report)


def test_any_chromium_prints_whatever_its_name(only_browser):
    there = only_browser("exit 0")
    assert browser() == str(there)


def test_the_pdf_bears_the_day_of_the_audit_and_the_same_numbers_each_time(report, only_browser):
    only_browser(f'for word; do case $word in --print-to-pdf=*) printf "%s" "{PDF}" > "${{word#*=}}";; esac; done')
    assert printed(report).decode() == (
        "<</CreationDate (D:20230930000000+00'00')>> /ID (node00000001) /ID (node00000000) /Headers [(node00000001)]"
    )


def test_numbers_of_tags_keep_their_order_and_their_length():
    assert numbered(b"(node00000120) (node00000009) (node1)") == b"(node00000001) (node00000000) (node1)"


def test_a_browser_that_refuses_is_quoted(report, only_browser):
    only_browser("echo first; echo 'no usable sandbox' >&2")
    with pytest.raises(CopyError, match="n'imprime pas la page : no usable sandbox"):
        printed(report)


def test_a_browser_that_does_not_answer_is_stopped(report, only_browser):
    only_browser("exec sleep 60")
    with pytest.raises(CopyError, match="n'a pas imprimé la page en 1 s"):
        printed(report, 1)
