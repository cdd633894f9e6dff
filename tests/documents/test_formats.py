"""Every official paper in every format says the same, word for word; other programs than those that made it read it."""

import re
import zipfile
from io import BytesIO

import pytest

from tests.documents.made import LEFT_OUT, PAPERS, a_paper
from tests.documents.readers import (
    HEAD,
    PARAGRAPH,
    WORD,
    Archive,
    docx_text,
    hwpx_sections,
    hwpx_text,
    page_text,
    pdf_text,
    squeezed,
)
from tests.documents.test_documents import name_of

MIMETYPES = {
    "hwpx": "application/hwp+zip",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}
READERS = {"hwpx": hwpx_text, "docx": docx_text, "pdf": pdf_text}
DATED = re.compile(r"\d{4}\.\d{1,2}\.\d{1,2}\.(hwpx|docx|pdf)")


@pytest.mark.parametrize("name", PAPERS)
def test_all_formats_and_the_page_say_the_same(app, sign_in, name):
    reader, page, file = a_paper(name)
    browser = sign_in(reader)
    answer = browser.get(page)
    assert answer.status_code == 200
    expected = squeezed(page_text(answer.text))
    assert len(expected) > 100
    for ending, read in READERS.items():
        found = browser.get(f"{file}.{ending}")
        assert (found.status_code, found.mimetype) == (200, MIMETYPES[ending])
        assert squeezed(read(found.data)) == expected, ending
    assert expected.count("끝.") >= 1
    assert not set(LEFT_OUT) & set(expected)


@pytest.mark.parametrize("name", ["report", "month"])
@pytest.mark.parametrize("language", ["ko", "en"])
def test_papers_speak_the_language_of_who_reads_them(app, sign_in, name, language):
    reader, page, file = a_paper(name)
    browser, spoken = sign_in(reader), {"Accept-Language": language}
    expected = squeezed(page_text(browser.get(page, headers=spoken).text))
    assert ("Overview" in expected or "Ataglance" in expected) == (language == "en")
    for ending, read in READERS.items():
        assert squeezed(read(browser.get(f"{file}.{ending}", headers=spoken).data)) == expected


@pytest.mark.parametrize("ending", MIMETYPES)
def test_files_have_korean_names_with_the_day(app, client, ending):
    answer = client.get(f"{a_paper('report')[2]}.{ending}")
    name = name_of(answer)
    assert name.startswith("결과보고서 빌라 주차장 회의 ")
    assert DATED.search(name)
    assert answer.headers["Content-Disposition"].startswith("inline" if ending == "pdf" else "attachment")


@pytest.mark.parametrize("ending", ["hwp", "xlsx", "", "hwpx.exe"])
def test_there_are_no_other_formats(app, client, ending):
    assert client.get(f"{a_paper('report')[2]}.{ending}").status_code == 404


@pytest.mark.parametrize("name", PAPERS)
def test_hwpx_is_a_package_as_the_standard_asks(app, sign_in, name):
    """KS X 6101: the first member is mimetype, stored; the container names the package, the package its sections."""
    reader, _page, file = a_paper(name)
    archive = Archive(sign_in(reader).get(f"{file}.hwpx").data)
    first = archive.zip.infolist()[0]
    assert (first.filename, first.compress_type, first.extra) == ("mimetype", zipfile.ZIP_STORED, b"")
    assert archive.zip.read("mimetype") == b"application/hwp+zip"
    for member in archive.zip.namelist():
        if member.endswith((".xml", ".hpf", ".rdf")):
            archive.tree(member)
    assert archive.tree("Contents/header.xml").tag == f"{HEAD}head"
    sections = hwpx_sections(archive)
    assert len(sections) == int(archive.tree("Contents/header.xml").get("secCnt", "0")) == 1
    assert "fixture" not in archive.zip.read("Contents/content.hpf").decode(), "what the library's own file says"


@pytest.mark.parametrize("name", PAPERS)
def test_every_look_that_a_hwpx_names_is_in_its_header(app, sign_in, name):
    reader, _page, file = a_paper(name)
    archive = Archive(sign_in(reader).get(f"{file}.hwpx").data)
    header, section = archive.tree("Contents/header.xml"), hwpx_sections(archive)[0]
    for kind, attribute in (("charPr", "charPrIDRef"), ("paraPr", "paraPrIDRef"), ("borderFill", "borderFillIDRef")):
        there = {one.get("id") for one in header.iter(f"{HEAD}{kind}")}
        named = {one.get(attribute) for one in section.iter() if one.get(attribute)}
        assert named <= there, kind


def test_the_tables_of_a_hwpx_are_whole_and_their_heads_come_again(app, sign_in):
    reader, _page, file = a_paper("month")
    tables = list(hwpx_sections(Archive(sign_in(reader).get(f"{file}.hwpx").data))[0].iter(f"{PARAGRAPH}tbl"))
    assert len(tables) == 4
    for table in tables:
        assert table.get("repeatHeader") == "1"
        covered = []
        for cell in table.iter(f"{PARAGRAPH}tc"):
            at, span = cell.find(f"{PARAGRAPH}cellAddr"), cell.find(f"{PARAGRAPH}cellSpan")
            rows = range(int(at.get("rowAddr")), int(at.get("rowAddr")) + int(span.get("rowSpan")))
            columns = range(int(at.get("colAddr")), int(at.get("colAddr")) + int(span.get("colSpan")))
            covered += [(row, column) for row in rows for column in columns]
        whole = {(row, column) for row in range(int(table.get("rowCnt"))) for column in range(int(table.get("colCnt")))}
        assert sorted(covered) == sorted(whole)
        heads = [cell.get("header") for cell in table.iter(f"{PARAGRAPH}tc")]
        assert heads.count("1") == int(table.get("colCnt"))


def test_a_docx_has_its_parts_heads_that_come_again_and_no_formula(app, client):
    content = client.get(f"{a_paper('report')[2]}.docx").data
    archive = Archive(content)
    assert {"[Content_Types].xml", "word/document.xml", "docProps/core.xml"} <= set(archive.zip.namelist())
    tree = archive.tree("word/document.xml")
    assert len(list(tree.iter(f"{WORD}tblHeader"))) == len(list(tree.iter(f"{WORD}tbl"))) > 0
    assert [field.get(f"{WORD}instr") for field in tree.iter(f"{WORD}fldSimple")] == []
    assert "=cmd|'/c calc'!A0" in " ".join(docx_text(content))
    assert "python-docx" not in archive.zip.read("docProps/core.xml").decode()


def test_the_same_paper_gives_the_same_pdf(app, client):
    file = a_paper("answer")[2]
    assert client.get(f"{file}.pdf").data == client.get(f"{file}.pdf").data


def test_the_size_that_is_said_is_near_the_truth(app, client):
    _reader, page, file = a_paper("report")
    said = [int(size) for size in re.findall(r"약 (\d+)KB", client.get(page).text)]
    files = [BytesIO(client.get(f"{file}.{ending}").data).getbuffer().nbytes / 1000 for ending in MIMETYPES]
    assert len(said) == 3
    assert all(told / 2 < size < told * 2 for told, size in zip(said, files, strict=True)), (said, files)
