"""Documents of an office, made in memory: what they say is put into the place that is named."""

import zipfile
from collections.abc import Mapping
from io import BytesIO
from typing import Any

import docx
import typst
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from openpyxl import Workbook
from openpyxl.comments import Comment
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import FreeText

from app.documents.pdf import FONTS

LINE = "공고 제2026-123호에 따라 봉투 1,200장을 나누었습니다."
_OWPML = "http://www.hancom.co.kr/hwpml/2011/"
_SECTION = (
    '<?xml version="1.0" encoding="UTF-8"?><hs:sec xmlns:hs="{ns}section" xmlns:hp="{ns}paragraph">{words}</hs:sec>'
)


def an_xlsx(lines: list[list[Any]] | None = None, **places: str) -> bytes:
    """A workbook. `places`: hidden_sheet, hidden_column, hidden_row, comment, header, author, company, number."""
    book = Workbook()
    sheet = book.active
    sheet.title = "현황"
    for row in lines or [["번호", "내용"], [1, LINE]]:
        sheet.append(row)
    if "hidden_sheet" in places:
        other = book.create_sheet("명단")
        other.sheet_state = "hidden"
        other.append(["번호", "성명", "비고"])
        other.append([1, "김순자", places["hidden_sheet"]])
    if "hidden_column" in places:
        sheet["E4"] = places["hidden_column"]
        sheet.column_dimensions["E"].hidden = True
    if "hidden_row" in places:
        sheet["B7"] = places["hidden_row"]
        sheet.row_dimensions[7].hidden = True
    if "comment" in places:
        sheet["A1"].comment = Comment(places["comment"], "담당")
    sheet.oddHeader.center.text = places.get("header")
    book.properties.creator = places.get("author", "마을자치팀")
    book.properties.description = places.get("company", "")
    return saved(book)


def saved(thing: Any) -> bytes:
    """What the library would write to a file."""
    stream = BytesIO()
    thing.save(stream)
    return stream.getvalue()


def a_docx(lines: list[str] | None = None, rows: list[list[str]] | None = None, **places: str) -> bytes:
    """A document. `places`: header, footer, author, last_modified_by, deleted, comment, split."""
    paper = docx.Document()
    for line in lines or [LINE]:
        paper.add_paragraph(line)
    if rows:
        _tabulate(paper, rows)
    section = paper.sections[0]
    section.header.paragraphs[0].text = places.get("header", "")
    section.footer.paragraphs[0].text = places.get("footer", "")
    paper.core_properties.author = places.get("author", "마을자치팀")
    paper.core_properties.last_modified_by = places.get("last_modified_by", "마을자치팀")
    if "split" in places:
        runs = paper.add_paragraph("")
        for sign in places["split"]:
            runs.add_run(sign)
    if "deleted" in places:
        _strike(paper, places["deleted"])
    if "comment" in places:
        paper.add_comment(paper.paragraphs[0].runs, text=places["comment"], author="담당", initials="담")
    return saved(paper)


def _tabulate(paper: Any, rows: list[list[str]]) -> None:
    table = paper.add_table(len(rows), len(rows[0]))
    for number, row in enumerate(rows):
        for column, words in enumerate(row):
            table.cell(number, column).text = words


def _strike(paper: Any, words: str) -> None:
    struck, run, text = OxmlElement("w:del"), OxmlElement("w:r"), OxmlElement("w:delText")
    struck.set(qn("w:author"), "담당")
    text.text = words
    run.append(text)
    struck.append(run)
    paper.add_paragraph("고친 글")._p.append(struck)


def a_pdf(lines: list[str] | None = None, **places: str) -> bytes:
    """A PDF with letters of its own. `places`: title, author, annotation."""
    data = {"line": "\n".join(lines or [LINE])}
    source = '#set text(font: "Pretendard GOV", lang: "ko")\n#sys.inputs.line'
    made = typst.compile(source.encode(), sys_inputs=data, font_paths=[str(FONTS)], ignore_system_fonts=True)
    if not places:
        return made
    writer = PdfWriter(clone_from=PdfReader(BytesIO(made)))
    about = {f"/{name.capitalize()}": value for name, value in places.items() if name != "annotation"}
    if about:
        writer.add_metadata(about)
    if "annotation" in places:
        writer.add_annotation(0, FreeText(text=places["annotation"], rect=(50, 550, 300, 650)))
    stream = BytesIO()
    writer.write(stream)
    return stream.getvalue()


def a_hwpx(lines: list[str] | None = None, **places: str) -> bytes:
    """A Hangul document. `places`: header, preview, author, memo."""
    words = "".join(f"<hp:p><hp:run><hp:t>{line}</hp:t></hp:run></hp:p>" for line in lines or [LINE])
    for name, element in (("header", "header"), ("memo", "hiddenComment")):
        if name in places:
            inner = f"<hp:subList><hp:p><hp:run><hp:t>{places[name]}</hp:t></hp:run></hp:p></hp:subList>"
            words += f"<hp:p><hp:run><hp:ctrl><hp:{element}>{inner}</hp:{element}></hp:ctrl></hp:run></hp:p>"
    about = (
        '<?xml version="1.0" encoding="UTF-8"?><opf:package xmlns:opf="http://www.idpf.org/2007/opf/"><opf:metadata>'
        f'<opf:meta name="creator" content="text">{places.get("author", "마을자치팀")}</opf:meta>'
        "</opf:metadata></opf:package>"
    )
    return zipped(
        {
            "mimetype": b"application/hwp+zip",
            "Contents/content.hpf": about.encode(),
            "Contents/section0.xml": _SECTION.format(ns=_OWPML, words=words).encode(),
            "Preview/PrvText.txt": places.get("preview", LINE).encode(),
        }
    )


def zipped(members: Mapping[str, bytes]) -> bytes:
    """An archive of these members."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()


def with_members(content: bytes, members: Mapping[str, bytes]) -> bytes:
    """The archive with these members more, or instead."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        kept = {name: archive.read(name) for name in archive.namelist()}
    return zipped({**kept, **members})
