"""PDF: the text of its pages, annotations, form fields, outline and what it says of itself (pypdf)."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Any, BinaryIO

from pypdf import PdfReader, apply_configuration
from pypdf.errors import LimitReachedError, PyPdfError
from pypdf.generic import IndirectObject

from personal_data.readers.pieces import Piece, Refusal, Why

MOST_PAGES = 300
MOST_OBJECTS = 60_000
_BLANK = 200  # bytes: what draws no more than this is an empty page
_STRANGE = {"Co", "Cn", "Cc"}  # of private use, of nobody, for machines
_RUN = re.compile(rb"/(?:JavaScript|JS|Launch|SubmitForm|ImportData|RichMedia|XFA|GoToE|OpenAction\s*<<[^>]*/JS)\b")
_INSIDE = re.compile(rb"/(?:EmbeddedFiles?|Filespec\b[^>]*/EF)\b")
_TAG = re.compile(r"<[^>]*>")
_SPOKEN = ("/Contents", "/T", "/Subj", "/RC", "/TU", "/V")
_LARGEST = 16 * 1024 * 1024  # bytes of one stream, unpacked
_LIMITS: dict[str, Any] = {
    "zlib_maximum_output_length": _LARGEST,
    "lzw_maximum_output_length": _LARGEST,
    "run_length_maximum_output_length": _LARGEST,
    "brotli_maximum_output_length": _LARGEST,
    "array_based_stream_maximum_output_length": _LARGEST,
    "zlib_maximum_recovery_input_length": 500_000,
    "stream_decoding_work_maximum_length": 2 * _LARGEST,
    "stream_parsing_work_maximum_count": 500_000,
    "xform_maximum_invocations_per_extraction": 500,
    "jbig2dec_binary": None,
}


def read(stream: BinaryIO) -> Iterator[Piece]:
    """Everything that the document says; a page of pictures alone is told as one."""
    _check_ends(stream)
    try:
        with apply_configuration(**_LIMITS):
            yield from _all(PdfReader(stream, strict=False, root_object_recovery_limit=2_000))
    except LimitReachedError as error:
        raise Refusal(Why.TOO_MUCH) from error
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, AssertionError) as error:
        raise Refusal(Why.BROKEN) from error
    except RecursionError as error:
        raise Refusal(Why.TOO_MUCH) from error


def _all(reader: PdfReader) -> Iterator[Piece]:
    if reader.is_encrypted:
        raise Refusal(Why.ENCRYPTED)
    if len(reader.pages) > MOST_PAGES:
        raise Refusal(Why.TOO_MUCH)
    _check_objects(reader)
    yield from _properties(reader)
    for number, page in enumerate(reader.pages, 1):
        yield from _page(page, number)


def _check_ends(stream: BinaryIO) -> None:
    """It begins as a PDF at its first byte, ends as one, and is no archive at the same time."""
    content = stream.read()
    if not content.startswith(b"%PDF-"):
        raise Refusal(Why.NOT_THIS)
    tail = content[-1024:].rstrip(b"\r\n \0")
    if not tail.endswith(b"%%EOF") or b"PK\x05\x06" in content[-70_000:]:
        raise Refusal(Why.TWO_IN_ONE)
    if re.match(rb"%PDF-[^\r\n]{0,40}(?:<html|<script|<\?php)", content, re.IGNORECASE):
        raise Refusal(Why.TWO_IN_ONE)
    if _RUN.search(content):
        raise Refusal(Why.MACROS)
    if _INSIDE.search(content):
        raise Refusal(Why.EMBEDDED)
    stream.seek(0)


def _check_objects(reader: PdfReader) -> None:
    """Nothing that runs and no file inside, in objects that were packed together as well."""
    numbers = {number for table in reader.xref.values() for number in table} | set(reader.xref_objStm)
    if len(numbers) > MOST_OBJECTS:
        raise Refusal(Why.TOO_MUCH)
    for number in reader.xref_objStm:
        found = IndirectObject(number, 0, reader).get_object()
        if not isinstance(found, dict):
            continue
        if found.get("/S") in {"/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/GoToE"} or "/JS" in found:
            raise Refusal(Why.MACROS)
        if "/EF" in found or "/EmbeddedFiles" in found:
            raise Refusal(Why.EMBEDDED)


def _properties(reader: PdfReader) -> Iterator[Piece]:
    for value in (reader.metadata or {}).values():
        yield Piece(str(value), {"part": "properties"})
    root: Any = reader.trailer["/Root"]
    about = root.get("/Metadata")
    if about is not None:
        said = about.get_object().get_data().decode("utf-8", "replace")
        yield Piece(_TAG.sub("\n", said), {"part": "properties"})
    for name, field in (reader.get_fields() or {}).items():
        yield Piece(f"{name} {field.get('/V', '')} {field.get('/DV', '')} {field.get('/TU', '')}", {"part": "field"})
    for entry in _flat(reader.outline):
        yield Piece(str(entry.get("/Title", "")), {"part": "outline"})


def _flat(entries: Any) -> Iterator[Any]:
    for entry in entries:
        if isinstance(entry, list):
            yield from _flat(entry)
        else:
            yield entry


def _page(page: Any, number: int) -> Iterator[Piece]:
    contents = page.get_contents()
    size = len(contents.get_data()) if contents is not None else 0  # raises where it bursts
    text = page.extract_text()
    place = {"part": "page", "number": number}
    if text.strip():
        yield Piece(text, place)
    if (size > _BLANK or _has_pictures(page)) and not _is_legible(text):
        yield Piece("", {**place, "part": "picture"})
    for link in page.get("/Annots") or ():
        note = link.get_object()
        said = [str(note[key]) for key in _SPOKEN if key in note]
        action = note.get("/A")
        said += [str(action.get_object().get("/URI", ""))] if action is not None else []
        yield Piece("\n".join(_TAG.sub(" ", one) for one in said), {"part": "annotation", "number": number})


def _has_pictures(page: Any) -> bool:
    resources = page.get("/Resources")
    return bool(resources is not None and "/XObject" in resources.get_object())


def _is_legible(text: str) -> bool:
    """Whether there are letters, and letters of a known script: some fonts tell only which shapes they draw."""
    signs = "".join(text.split())
    strange = sum(sign == "\ufffd" or unicodedata.category(sign) in _STRANGE for sign in signs)
    return bool(signs) and strange * 10 <= len(signs)
