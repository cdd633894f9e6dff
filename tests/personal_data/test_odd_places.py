"""Where personal data stay without anybody seeing them: left-over texts, caches, files inside, pictures of pages."""

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from PIL import Image

from personal_data.__main__ import MOST_FOUND, report
from tests.factories import papers

RRN = "900101-1234567"
MOBILE = "010-2345-6789"


def found(folder: Path, kind: str, content: bytes) -> list[dict[str, Any]]:
    path = folder / f"a.{kind}"
    path.write_bytes(content)
    told = report(kind, path, offices=[], is_searched=True)
    assert "refused" not in told, told
    return told["found"]


def kinds(folder: Path, kind: str, content: bytes) -> set[str]:
    return {one["kind"] for one in found(folder, kind, content)}


def test_a_text_whose_cell_was_deleted_is_still_in_the_file(tmp_path: Path) -> None:
    shared = f'<sst xmlns="x" count="1"><si><t>{MOBILE}</t></si></sst>'
    content = papers.with_members(papers.an_xlsx([["번호", 1]]), {"xl/sharedStrings.xml": shared.encode()})
    (one,) = found(tmp_path, "xlsx", content)
    assert one["place"]["part"] == "unused"


def test_the_cache_of_a_pivot_table_keeps_rows_of_a_sheet_that_is_gone(tmp_path: Path) -> None:
    cache = f'<pivotCacheRecords xmlns="x"><r><s v="{RRN}"/></r></pivotCacheRecords>'
    content = papers.with_members(papers.an_xlsx(), {"xl/pivotCache/pivotCacheRecords1.xml": cache.encode()})
    (one,) = found(tmp_path, "xlsx", content)
    assert one["place"]["part"] == "cache"


def test_a_workbook_inside_a_document_is_read_to_its_hidden_sheets(tmp_path: Path) -> None:
    inner = papers.an_xlsx(hidden_sheet=RRN)
    content = papers.with_members(papers.a_docx(), {"word/embeddings/Microsoft_Excel_Sheet1.xlsx": inner})
    (one,) = found(tmp_path, "docx", content)
    assert one["place"] == {"part": "embedded", "name": "Microsoft_Excel_Sheet1.xlsx"}


def test_a_number_that_lost_its_zero_is_known_by_its_column_or_its_format(tmp_path: Path) -> None:
    assert kinds(tmp_path, "xlsx", papers.an_xlsx([["이름", "연락처"], ["김순자", 1023456789]])) == {"mobile"}
    assert kinds(tmp_path, "xlsx", papers.an_xlsx([["연번", "예산(원)"], [1, 1023456789]])) == set()
    book = Workbook()
    book.active.append(["연번", 1023456789])
    book.active["B1"].number_format = "000-0000-0000"
    assert kinds(tmp_path, "xlsx", papers.saved(book)) == {"mobile"}


def test_a_registration_number_in_two_cells_or_as_a_number_is_found(tmp_path: Path) -> None:
    assert kinds(tmp_path, "xlsx", papers.an_xlsx([["생년월일", "뒷자리"], ["880214", "1234569"]])) == {
        "resident_number"
    }
    assert kinds(tmp_path, "csv", "생년월일,뒷자리\n880214,1234569\n".encode("cp949")) == {"resident_number"}
    assert kinds(tmp_path, "xlsx", papers.an_xlsx([["번호"], [8802141234569]])) == {"resident_number"}


def test_a_page_that_is_a_picture_is_for_a_person_to_look_at(tmp_path: Path) -> None:
    stream = BytesIO()
    Image.effect_noise((200, 200), 60).convert("RGB").save(stream, "PDF")
    (one,) = found(tmp_path, "pdf", stream.getvalue())
    assert (one["kind"], one["place"]["number"]) == ("picture", 1)


def test_a_list_of_1066_is_told_by_a_hundred_and_counted(tmp_path: Path) -> None:
    rows = [["성명", "연락처"], *([f"주민{number}", f"010-{number:04d}-1234"] for number in range(1066))]
    path = tmp_path / "명단.xlsx"
    path.write_bytes(papers.an_xlsx(rows))
    told = report("xlsx", path, offices=[], is_searched=True)
    assert len(told["found"]) <= MOST_FOUND
    assert len(told["found"]) + told["more"] >= 1066


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949", "utf-16"])
def test_text_is_read_in_the_encodings_of_offices(tmp_path: Path, encoding: str) -> None:
    assert kinds(tmp_path, "txt", f"신청인 김순자 {MOBILE}".encode(encoding)) == {"mobile"}
