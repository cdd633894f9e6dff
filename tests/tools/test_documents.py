"""What the documents say is there is there."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
LINK = re.compile(r"\]\((?!https?://|mailto:|#)([^)#\s]+)")
NAMED = re.compile(r"`((?:app|benchmarks|docs|migrations|scripts|templates|tests)/[\w./-]*[\w/])`")


def names(document: Path) -> Iterator[Path]:
    """Every file that the document links to, or names by its path from the root."""
    text = document.read_text(encoding="utf-8")
    yield from (document.parent / name for name in LINK.findall(text))
    yield from (ROOT / name for name in NAMED.findall(text))


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_file_that_a_document_names_is_there(document: Path) -> None:
    missing = [str(path) for path in names(document) if not path.exists()]
    assert missing == []


def test_the_readme_leads_from_the_page_of_a_ballot_to_its_table() -> None:
    named = [path.relative_to(ROOT).as_posix() for path in names(ROOT / "README.md") if "polls" in path.parts]
    assert [name.split("/")[2] for name in named][:3] == ["views", "service", "models"]
