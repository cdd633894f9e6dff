"""Files that are not what they say, that run, hide or burst: a sentence within two seconds, in little memory."""

import json
import re
import resource
import struct
import subprocess
import sys
import time
import zipfile
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

from app.kernel.errors import Invalid
from app.kernel.reading import MEGABYTES, REFUSALS, ROOT, SECONDS, keep_file, safe_name
from tests.factories import papers

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 2000
HTML = b"<!doctype html><script>alert(1)</script>"
XXE = '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><d>&x;</d>'
LAUGHS = '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><d>&b;</d>'


def a_bomb(name: str = "word/document.xml", size: int = 900_000_000) -> bytes:
    """An archive whose one part unpacks to 900 MB of zeros."""
    whole = papers.a_docx() if name.startswith("word") else papers.an_xlsx()
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(whole)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.namelist():
            if member != name:
                new.writestr(member, old.read(member))
        with new.open(name, "w", force_zip64=True) as part:
            for _block in range(size // 1_000_000):
                part.write(b" " * 1_000_000)
    return stream.getvalue()


def a_lying_bomb() -> bytes:
    """The same, but its directory says that it is small."""
    content = bytearray(a_bomb(size=60_000_000))
    at = content.rfind(b"PK\x01\x02")
    content[at + 24 : at + 28] = struct.pack("<I", 1000)
    return bytes(content)


def encrypted_pdf() -> bytes:
    writer = PdfWriter(clone_from=PdfReader(BytesIO(papers.a_pdf())))
    writer.encrypt("golmok")
    return _written(writer)


def running_pdf() -> bytes:
    writer = PdfWriter(clone_from=PdfReader(BytesIO(papers.a_pdf())))
    writer.root_object[NameObject("/OpenAction")] = DictionaryObject(
        {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("app.alert(1)")}
    )
    return _written(writer)


def stuffed_pdf() -> bytes:
    writer = PdfWriter(clone_from=PdfReader(BytesIO(papers.a_pdf())))
    writer.add_attachment("list.txt", b"900101-1234567")
    return _written(writer)


def bursting_pdf() -> bytes:
    body = zlib.compress(b"BT (a) Tj ET\n" * 20_000_000, 9)
    head = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    page = b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R/Resources<<>>>>endobj\n"
    stream = b"4 0 obj<</Length %d/Filter/FlateDecode>>stream\n" % len(body) + body + b"\nendstream endobj\n"
    return head + page + stream + b"trailer<</Root 1 0 R/Size 5>>\nstartxref\n0\n%%EOF\n"


def with_xml(words: str) -> bytes:
    return papers.with_members(papers.a_docx(), {"customXml/item9.xml": words.encode()})


def _written(writer: PdfWriter) -> bytes:
    stream = BytesIO()
    writer.write(stream)
    return stream.getvalue()


DOCX, XLSX = papers.a_docx, papers.an_xlsx
FILES: dict[str, tuple[str, str, Callable[[], bytes]]] = {
    "a page named pdf": ("not_this", "a.pdf", lambda: HTML),
    "a pdf named docx": ("not_this", "a.docx", papers.a_pdf),
    "a docx named xlsx": ("not_this", "a.xlsx", DOCX),
    "an xlsx named hwpx": ("not_this", "a.hwpx", XLSX),
    "a page named txt": ("not_this", "a.txt", lambda: HTML),
    "a program named csv": ("not_this", "a.csv", lambda: b"MZ\x90\x00" + b"\0" * 500),
    "an archive named txt": ("not_this", "a.txt", DOCX),
    "an encrypted docx": ("encrypted", "a.docx", lambda: OLE),
    "an encrypted pdf": ("encrypted", "a.pdf", encrypted_pdf),
    "macros": ("macros", "a.docx", lambda: papers.with_members(DOCX(), {"word/vbaProject.bin": OLE})),
    "old macro sheets": ("macros", "a.xlsx", lambda: papers.with_members(XLSX(), {"xl/macrosheets/s.xml": b"<a/>"})),
    "a pdf that runs": ("macros", "a.pdf", running_pdf),
    "a pdf with a file inside": ("embedded", "a.pdf", stuffed_pdf),
    "an object inside": ("embedded", "a.docx", lambda: papers.with_members(DOCX(), {"word/embeddings/o.bin": OLE})),
    "a pdf behind which an archive stands": ("two_in_one", "a.pdf", lambda: papers.a_pdf() + DOCX()),
    "an archive behind a picture": ("not_this", "a.docx", lambda: b"GIF89a" + DOCX()),
    "an archive with a page behind it": ("two_in_one", "a.docx", lambda: DOCX() + HTML),
    "a text with an archive behind it": ("two_in_one", "a.txt", lambda: b"hello\n" + DOCX()),
    "a bomb": ("too_much", "a.docx", a_bomb),
    "a bomb in a sheet": ("too_much", "a.xlsx", lambda: a_bomb("xl/worksheets/sheet1.xml")),
    "a bomb that lies": ("broken", "a.docx", a_lying_bomb),
    "a pdf that bursts": ("too_much", "a.pdf", bursting_pdf),
    "an outer entity": ("entities", "a.docx", lambda: papers.with_members(DOCX(), {"customXml/i.xml": XXE.encode()})),
    "a billion laughs": (
        "entities",
        "a.docx",
        lambda: papers.with_members(DOCX(), {"customXml/i.xml": LAUGHS.encode()}),
    ),
    "deep xml": ("too_much", "a.docx", lambda: papers.with_members(DOCX(), {"customXml/i.xml": b"<a>" * 100_000})),
    "a formula that runs": ("formulas", "a.csv", lambda: b"name,x\n=cmd|' /C calc'!A0,1\n"),
    "a cut docx": ("two_in_one", "a.docx", lambda: DOCX()[:2000]),
    "a cut pdf": ("two_in_one", "a.pdf", lambda: papers.a_pdf()[:2000]),
}


@pytest.mark.parametrize("name", FILES)
def test_it_is_refused_soon_with_its_sentence_and_leaves_nothing(app, name: str) -> None:
    why, file, make = FILES[name]
    content, folder = make(), Path(app.config["UPLOADS"])
    before = set(folder.iterdir()) if folder.exists() else set()
    start = computing()
    with pytest.raises(Invalid) as refusal:
        keep_file(BytesIO(content), file, offices=(), is_searched=True, megabytes=10)
    assert computing() - start < SECONDS / 2, "long before the reader is ended whatever it does"
    assert str(refusal.value.reason) == str(REFUSALS[why])
    assert set(folder.iterdir()) == before
    assert peak(folder, file.rpartition(".")[2], content) < 200


def computing() -> float:
    """Seconds that this process and its children have computed: others on the machine make it no longer."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def peak(folder: Path, kind: str, content: bytes) -> int:
    """The most memory, in MiB, that the reader had while it read the file."""
    path = folder / f"measured.{kind}"
    path.write_bytes(content)
    words = Path("/proc/self/status")
    if not words.exists():
        pytest.skip("only Linux tells the peak of a process")
    start = (
        f"import sys; sys.path.insert(0, {str(ROOT)!r}); from personal_data.__main__ import main; main(); "
        "sys.stderr.write(open('/proc/self/status').read())"
    )
    command = (sys.executable, "-I", "-c", start, kind, str(path), str(MEGABYTES), str(SECONDS))
    told = json.dumps({"offices": [], "is_searched": True})
    done = subprocess.run(command, input=told, capture_output=True, text=True, check=False)
    path.unlink()
    found = re.search(r"VmHWM:\s+(\d+) kB", done.stderr)
    assert found, done.stderr
    return int(found[1]) // 1024


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("../../etc/passwd.pdf", "쓸 수 없는 글자"),
        ("C:\\temp\\a.pdf", "쓸 수 없는 글자"),
        ("\u202efdp.exe.pdf", "쓸 수 없는 글자"),
        ("a\r\nb.pdf", "쓸 수 없는 글자"),
        (".pdf", "쓸 수 없는 글자"),
        ("가" * 200 + ".pdf", "쓸 수 없는 글자"),
        ("명단.hwp", "HWPX"),
        ("명단.xls", "XLSX"),
        ("명단.doc", "DOCX"),
        ("명단.exe", "받지 않는 종류"),
        ("명단.xlsm", "받지 않는 종류"),
        ("명단", "쓸 수 없는 글자"),
    ],
)
def test_a_name_that_leads_away_or_a_kind_that_is_not_taken_gets_its_sentence(app, name: str, words: str) -> None:
    with pytest.raises(Invalid) as refusal:
        safe_name(name)
    assert words in str(refusal.value.reason)


def test_names_of_offices_stay_as_they_are(app) -> None:
    assert safe_name("2026년 봉투 배부 현황(최종).XLSX") == "2026년 봉투 배부 현황(최종).XLSX"


def test_a_file_over_the_limit_and_an_empty_one_get_a_sentence(app) -> None:
    with pytest.raises(Invalid, match="1MB"):
        keep_file(BytesIO(b"a" * 1_100_000), "a.txt", offices=(), is_searched=True, megabytes=1)
    with pytest.raises(Invalid, match="빈 파일"):
        keep_file(BytesIO(b""), "a.txt", offices=(), is_searched=True, megabytes=1)
