"""Second readers of the files, written against the standards with zipfile and ElementTree, and poppler for PDF.

None of them knows python-hwpx or python-docx: OWPML is KS X 6101, Office Open XML is ISO/IEC 29500.
"""

import io
import re
import subprocess
import zipfile
from collections.abc import Iterator
from html.parser import HTMLParser
from xml.etree import ElementTree

HANCOM = "http://www.hancom.co.kr/hwpml/2011"
PARAGRAPH, SECTION, HEAD = f"{{{HANCOM}/paragraph}}", f"{{{HANCOM}/section}}", f"{{{HANCOM}/head}}"
CONTAINER = "{urn:oasis:names:tc:opendocument:xmlns:container}"
PACKAGE = "{http://www.idpf.org/2007/opf/}"
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


class Archive:
    """A zip file that is read and never written."""

    def __init__(self, content: bytes) -> None:
        self.zip = zipfile.ZipFile(io.BytesIO(content))
        assert self.zip.testzip() is None

    def tree(self, name: str) -> ElementTree.Element:
        return ElementTree.fromstring(self.zip.read(name))


def hwpx_sections(archive: Archive) -> list[ElementTree.Element]:
    """The sections in the order of the spine: container, package, manifest, section (KS X 6101, 6 and 7)."""
    roots = archive.tree("META-INF/container.xml").iter(f"{CONTAINER}rootfile")
    package = next(one.get("full-path") for one in roots if one.get("media-type") == "application/hwpml-package+xml")
    tree = archive.tree(package or "")
    hrefs = {item.get("id"): item.get("href", "") for item in tree.iter(f"{PACKAGE}item")}
    spine = [hrefs[reference.get("idref")] for reference in tree.iter(f"{PACKAGE}itemref")]
    trees = [archive.tree(href) for href in spine]
    return [tree for tree in trees if tree.tag == f"{SECTION}sec"]


def hwpx_text(content: bytes) -> list[str]:
    """The paragraphs of the body with those in tables, as they are read."""
    return [text for section in hwpx_sections(Archive(content)) for text in _hwpx_paragraphs(section)]


def _hwpx_paragraphs(holder: ElementTree.Element) -> Iterator[str]:
    for paragraph in holder.findall(f"{PARAGRAPH}p"):
        yield "".join(_hwpx_run(text) for text in paragraph.findall(f"{PARAGRAPH}run/{PARAGRAPH}t"))
        for cell in paragraph.findall(f"{PARAGRAPH}run/{PARAGRAPH}tbl/{PARAGRAPH}tr/{PARAGRAPH}tc"):
            for inside in cell.findall(f"{PARAGRAPH}subList"):
                yield from _hwpx_paragraphs(inside)


def _hwpx_run(text: ElementTree.Element) -> str:
    parts = [text.text or ""]
    for child in text:
        parts += ["\n" if child.tag == f"{PARAGRAPH}lineBreak" else " ", child.tail or ""]
    return "".join(parts)


def docx_text(content: bytes) -> list[str]:
    """The paragraphs of the body with those in tables, as they are read."""
    body = Archive(content).tree("word/document.xml").find(f"{WORD}body")
    assert body is not None
    return ["".join(_docx_run(run) for run in one.iter(f"{WORD}r")) for one in body.iter(f"{WORD}p")]


def _docx_run(run: ElementTree.Element) -> str:
    marks = {f"{WORD}br": "\n", f"{WORD}tab": " "}
    return "".join(marks.get(one.tag, (one.text or "") if one.tag == f"{WORD}t" else "") for one in run)


def pdf_text(content: bytes) -> str:
    """The text in the order of the tags, which is what a screen reader reads; page numbers are no part of it."""
    command = ["pdfinfo", "-struct-text", "-"]
    told = subprocess.run(command, input=content, capture_output=True, check=True).stdout.decode(errors="replace")
    return "".join(re.findall(r'^ *"(.*)"$', told, re.MULTILINE))


class _Sheet(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.inside = self.is_caption = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.inside = self.inside or (tag == "article" and ("class", "paper") in attrs)
        self.is_caption = tag == "caption"

    def handle_endtag(self, tag: str) -> None:
        self.inside = self.inside and tag != "article"
        self.is_caption = False

    def handle_data(self, data: str) -> None:
        if self.inside and not self.is_caption:
            self.parts.append(data)


def page_text(html: str) -> str:
    """The text of the paper on the page."""
    sheet = _Sheet()
    sheet.feed(html)
    return "".join(sheet.parts)


def squeezed(text: str | list[str]) -> str:
    """Without any blank: formats end their lines in different places."""
    return re.sub(r"\s+", "", "".join(text))
