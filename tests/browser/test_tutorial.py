"""The tutorial says what the pages say: every 「label」 is one of ours, and every picture is there."""

import re
from pathlib import Path

from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parents[2]
TUTORIAL = ROOT / "docs" / "tutorials" / "first-matter.md"


def words_of_the_pages() -> set[str]:
    """All that the pages say, in both languages."""
    words: set[str] = set()
    for path in (ROOT / "app" / "translations" / "en" / "LC_MESSAGES").glob("*.po"):
        with path.open("rb") as file:
            for message in read_po(file):
                words |= {said for said in (message.id, message.string) if isinstance(said, str)}
    return words


def test_every_label_in_the_tutorial_stands_on_a_page():
    labels = re.findall("「([^」]+)」", TUTORIAL.read_text(encoding="utf-8"))
    assert len(labels) > 50
    assert not set(labels) - words_of_the_pages()


def shown() -> set[str]:
    """The pictures that the documents show."""
    texts = [path.read_text(encoding="utf-8") for path in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]]
    return {name for text in texts for name in re.findall(r"images/([\w-]+\.png)", text)}


def test_every_picture_that_the_documents_show_is_there_and_no_other():
    there = {path.name for path in (ROOT / "docs" / "images").glob("*.png")}
    assert shown() - there == set()
    assert there - shown() == set()


def test_every_picture_that_is_taken_is_shown():
    taking = re.compile(r"pictures\.keep\w*\([^\"\n]*(?:\"/[^\"]*\"[^\"\n]*)?\"([\w-]+)\"")
    texts = [path.read_text(encoding="utf-8") for path in Path(__file__).parent.glob("test_*.py")]
    taken = {name for text in texts for name in taking.findall(text)}
    assert len(taken) > 10
    assert {name for name in taken if not any(picture.startswith(name) for picture in shown())} == set()


def test_the_pictures_together_stay_small():
    assert sum(path.stat().st_size for path in (ROOT / "docs" / "images").glob("*")) < 3_000_000
