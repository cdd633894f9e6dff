"""DOCX (Office Open XML, ISO/IEC 29500): a thin adapter to python-docx."""

import io
from datetime import UTC, datetime
from typing import Any

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from app.documents.official.paper import Cell, Line, Paper, Part, Table, lines_of, plain

MIMETYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_FONT = "맑은 고딕"
_WIDTH, _HEIGHT, _MARGIN = Mm(210), Mm(297), Mm(20)
_LEFT, _MIDDLE = WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.CENTER
# the look of each kind of line: size in points, bold, where, room above and below in points
_LOOKS: dict[Part, tuple[float, bool, WD_ALIGN_PARAGRAPH, int, int]] = {
    Part.OFFICE: (20, True, _MIDDLE, 0, 12),
    Part.DRAFT: (11, True, _MIDDLE, 0, 6),
    Part.HEAD: (11, False, _LEFT, 0, 3),
    Part.TITLE: (13, True, _LEFT, 0, 10),
    Part.ITEM: (11, False, _LEFT, 0, 3),
    Part.TEXT: (11, False, _LEFT, 0, 3),
    Part.NOTE: (9.5, False, _LEFT, 0, 3),
    Part.ATTACHED: (11, False, _LEFT, 8, 3),
    Part.END: (11, False, _LEFT, 3, 3),
    Part.SENDER: (18, True, _MIDDLE, 24, 3),
    Part.SEAL: (9.5, False, _MIDDLE, 0, 12),
    Part.FOOT: (9.5, False, _LEFT, 0, 0),
}
_TOGETHER = (Part.SENDER, Part.SEAL, Part.FOOT)  # on one page


def docx(paper: Paper, at: datetime) -> bytes:
    """The paper as DOCX; `at` is the moment that it gives as its own."""
    document = Document()
    _set_up(document, paper, at)
    for one in lines_of(paper):
        _line(document, one) if isinstance(one, Line) else _table(document, one)
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()


def _set_up(document: Any, paper: Paper, at: datetime) -> None:
    told, made = document.core_properties, at.astimezone(UTC).replace(tzinfo=None)
    told.title, told.author, told.subject = paper.name[:255], plain(paper.office)[:255], paper.kind
    told.language, told.comments, told.created, told.modified = "ko-KR", "", made, made
    page = document.sections[0]
    page.page_width, page.page_height = _WIDTH, _HEIGHT
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = _MARGIN
    font = document.styles["Normal"].font
    font.name = _FONT
    letters = font.element.get_or_add_rPr()
    letters.rFonts.set(qn("w:eastAsia"), _FONT)
    letters.append(_made("w:lang", val="ko-KR", eastAsia="ko-KR"))
    _number_pages(page.footer.paragraphs[0])


def _made(name: str, **values: str) -> Any:
    element = OxmlElement(name)
    for key, value in values.items():
        element.set(qn(f"w:{key}"), value)
    return element


def _number_pages(paragraph: Any) -> None:
    paragraph.alignment = _MIDDLE
    field = _made("w:fldSimple", instr="PAGE")
    field.append(_made("w:r"))
    paragraph._p.append(field)


def _line(document: Any, line: Line) -> None:
    size, is_bold, where, above, below = _LOOKS[line.part]
    paragraph = document.add_paragraph()
    run = paragraph.add_run(line.whole)
    run.font.size, run.font.bold = Pt(size), is_bold or line.strong
    if line.part is Part.DRAFT:
        run.font.color.rgb = RGBColor(0xBD, 0x2C, 0x0F)
    look = paragraph.paragraph_format
    look.alignment, look.space_before, look.space_after = where, Pt(above), Pt(below)
    look.left_indent, look.first_line_indent = Mm(4 * (line.level - 1) + line.hang), Mm(-line.hang)
    look.keep_with_next = line.strong or line.part in _TOGETHER
    if line.part is Part.TITLE:
        _rule_below(paragraph)


def _rule_below(paragraph: Any) -> None:
    border = _made("w:pBdr")
    border.append(_made("w:bottom", val="single", sz="6", space="4", color="000000"))
    paragraph._p.get_or_add_pPr().insert_element_before(
        border, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def _table(document: Any, table: Table) -> None:
    made = document.add_table(rows=len(table.head) + len(table.rows), cols=len(table.widths), style="Table Grid")
    made.alignment, made.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    room = _WIDTH - 2 * _MARGIN
    widths = [int(room * share / sum(table.widths)) for share in table.widths]
    for column, width in zip(made.columns, widths, strict=True):
        column.width = width
    fields = [list(row.cells) for row in made.rows]
    for place, row in enumerate(made.rows):
        properties = row._tr.get_or_add_trPr()
        properties.append(_made("w:cantSplit"))
        if place < len(table.head):
            properties.append(_made("w:tblHeader"))
        for field, width in zip(fields[place], widths, strict=True):
            field.width = width
    for place, column, cell in table.placed():
        _cell(fields[place][column], cell, is_head=place < len(table.head))
    for place, column, cell in table.placed():
        if cell.across > 1 or cell.down > 1:
            fields[place][column].merge(fields[place + cell.down - 1][column + cell.across - 1])
    below = document.add_paragraph()  # two tables without anything between them would become one
    below.paragraph_format.space_after, below.paragraph_format.line_spacing = Pt(0), Pt(8)


def _cell(field: Any, cell: Cell, *, is_head: bool) -> None:
    paragraph = field.paragraphs[0]
    paragraph.alignment = _MIDDLE if cell.middle or is_head else _LEFT
    paragraph.paragraph_format.space_after = Pt(0)
    run = paragraph.add_run(cell.text)
    run.font.size, run.font.bold = Pt(10), is_head or cell.strong
    if is_head:
        field._tc.get_or_add_tcPr().append(_made("w:shd", val="clear", color="auto", fill="EEF2FB"))
