"""A paper as a file of each format: how each is called, and how it is made."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from app.documents import qr
from app.documents.docx import MIMETYPE as DOCX
from app.documents.docx import docx
from app.documents.hwpx import MIMETYPE as HWPX
from app.documents.hwpx import hwpx
from app.documents.official.paper import Line, Paper, Table, lines_of
from app.documents.pdf import pdf
from app.kernel.i18n import LazyString, lazy


@dataclass(frozen=True)
class Format:
    """A kind of file, by the ending of its name. It has `empty` kilobytes, and `per_sign` bytes for each sign."""

    ending: str
    label: LazyString
    mimetype: str
    make: Callable[[Paper, datetime], bytes]
    empty: int
    per_sign: float

    def about_size(self, lines: Sequence[Line | Table]) -> int:
        """About how many kilobytes the file will have, without making it: as measured of papers short and long."""
        signs = sum(len(one.whole) if isinstance(one, Line) else _signs(one) for one in lines)
        return max(1, round(self.empty + signs * self.per_sign / 1000))


def _signs(table: Table) -> int:
    return sum(len(cell.text) for _row, _column, cell in table.placed())


def _pdf(paper: Paper, _at: datetime) -> bytes:
    """The paper as PDF/UA-1, without a date of its own: the same paper gives the same bytes."""
    lines = [asdict(one) for one in lines_of(paper)]
    codes = {
        f"{name}_qr": qr.svg(address) for name, address in (("page", paper.address), ("proof", paper.proof)) if address
    }
    return pdf("paper", {"title": paper.name, "lines": lines, "address": paper.address, "proof": paper.proof, **codes})


FORMATS: Mapping[str, Format] = {
    one.ending: one
    for one in (
        Format("hwpx", lazy("한글(HWPX)"), HWPX, hwpx, 9, 1.8),
        Format("docx", lazy("워드(DOCX)"), DOCX, docx, 38, 1),
        Format("pdf", lazy("PDF"), "application/pdf", _pdf, 20, 19),
    )
}
