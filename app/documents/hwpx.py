"""HWPX (OWPML, KS X 6101), the files of Korean offices: a thin adapter to python-hwpx."""

from datetime import UTC, datetime
from typing import Any

from hwpx import HwpxDocument

from app.documents.official.paper import Cell, Line, Paper, Part, Table, lines_of, plain

MIMETYPE = "application/hwp+zip"
_WIDTH_MM, _MARGIN_MM = 210, 20
_UNITS_PER_MM = 7200 / 25.4
_PLAIN = {"alignment": "LEFT", "line_spacing_percent": 160, "spacing_after_pt": 3}
# the look of each kind of line: the paragraph, and the letters
_LOOKS: dict[Part, tuple[dict[str, Any], dict[str, Any]]] = {
    Part.OFFICE: ({"alignment": "CENTER", "spacing_after_pt": 12}, {"size": 20, "bold": True}),
    Part.DRAFT: ({"alignment": "CENTER"}, {"size": 11, "bold": True, "color": "#BD2C0F"}),
    Part.HEAD: ({}, {}),
    Part.TITLE: (
        {"spacing_after_pt": 10, "bottom_border": True, "border_color": "#000000"},
        {"size": 13, "bold": True},
    ),
    Part.ITEM: ({}, {}),
    Part.TEXT: ({}, {}),
    Part.NOTE: ({}, {"size": 9.5}),
    Part.ATTACHED: ({"spacing_before_pt": 8}, {}),
    Part.END: ({"indent_left_mm": 4}, {}),
    Part.SENDER: ({"alignment": "CENTER", "spacing_before_pt": 24}, {"size": 18, "bold": True}),
    Part.SEAL: ({"alignment": "CENTER", "spacing_after_pt": 12}, {"size": 9.5}),
    Part.FOOT: ({"line_spacing_percent": 130}, {"size": 9.5}),
}
_TOGETHER = (Part.SENDER, Part.SEAL, Part.FOOT)  # on one page


def hwpx(paper: Paper, at: datetime) -> bytes:
    """The paper as HWPX; `at` is the moment that it gives as its own."""
    document = HwpxDocument.new()
    document.page.setup(paper_size="A4", margin_left_mm=_MARGIN_MM, margin_right_mm=_MARGIN_MM)
    document.parts.clear_document_metadata(keep=("language",))
    made = at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    document.parts.set_document_metadata(
        title=paper.name, creator=plain(paper.office), subject=paper.kind, created_date=made, modified_date=made
    )
    document.parts.clear_preview()
    writer = _Writer(document)
    for one in lines_of(paper):
        writer.line(one) if isinstance(one, Line) else writer.table(one)
    document.page.set_page_number(format="page/total", position="NONE")
    return document.to_bytes()


class _Writer:
    """Writes lines and tables at the end; every look is made once and then named by its number."""

    def __init__(self, document: HwpxDocument) -> None:
        self.document = document
        self.shapes: dict[tuple[Any, ...], str] = {}
        self.letters: dict[tuple[Any, ...], str] = {}
        self.is_first = True

    def line(self, line: Line) -> None:
        """One paragraph; the first goes into the one that a new document has."""
        shape, letters = _LOOKS[line.part]
        if line.level > 1:
            shape = {**shape, "indent_left_mm": 4 * (line.level - 1)}
        if line.hang:  # 내어쓰기: Hangul moves all lines but the first
            shape = {**shape, "first_line_indent_mm": -line.hang}
        if line.strong or line.part in _TOGETHER:
            shape = {**shape, "keep_with_next": True}
        if line.strong:
            letters = {**letters, "bold": True}
        style = self._letters(letters)
        if self.is_first:
            paragraph = self.document.paragraphs[0]
        else:
            paragraph = self.document.add_paragraph("", include_run=False, inherit_style=False)
        self.is_first = False
        paragraph.add_run(line.whole, char_pr_id_ref=style)
        paragraph.para_pr_id_ref = self._shape(paragraph, {**_PLAIN, **shape})

    def table(self, table: Table) -> None:
        """One table; its head is told apart and comes again on every page."""
        width = round((_WIDTH_MM - 2 * _MARGIN_MM) * _UNITS_PER_MM)
        made = self.document.add_table(len(table.head) + len(table.rows), len(table.widths), width=width)
        made.set_column_widths(table.widths)
        made.element.set("repeatHeader", "1")
        fields = [row.cells for row in made.rows]
        for row, column, cell in table.placed():
            self._cell(fields[row][column], cell, is_head=row < len(table.head))
        for row, column, cell in table.placed():
            if cell.across > 1 or cell.down > 1:
                made.merge_cells(row, column, row + cell.down - 1, column + cell.across - 1)

    def _cell(self, field: Any, cell: Cell, *, is_head: bool) -> None:
        field.set_text(cell.text)
        field.element.set("header", "1" if is_head else "0")
        paragraph = field.paragraphs[0]
        paragraph.char_pr_id_ref = self._letters({"size": 10, "bold": is_head or cell.strong})
        align = "CENTER" if cell.middle or is_head else "LEFT"
        paragraph.para_pr_id_ref = self._shape(paragraph, {"alignment": align, "line_spacing_percent": 130})

    def _letters(self, wanted: dict[str, Any]) -> str:
        wanted = {"size": 11, "bold": False, **wanted}
        key = tuple(sorted(wanted.items()))
        if key not in self.letters:
            self.letters[key] = self.document.styles.ensure_run(**wanted)
        return self.letters[key]

    def _shape(self, paragraph: Any, wanted: dict[str, Any]) -> str:
        key = tuple(sorted(wanted.items()))
        if key not in self.shapes:
            self.document.styles.apply_paragraph_format(paragraphs=[paragraph], **wanted)
            self.shapes[key] = paragraph.para_pr_id_ref
        return self.shapes[key]
