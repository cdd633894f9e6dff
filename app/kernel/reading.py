"""Files that offices attach: kept as they are, once a process of its own has found them sound."""

import hashlib
import json
import subprocess
import sys
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from flask import Response, current_app, send_from_directory

from app.kernel import chance
from app.kernel.errors import Invalid
from app.kernel.i18n import LazyString, lazy

ROOT = Path(__file__).resolve().parent.parent.parent
KINDS: Mapping[str, str] = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "hwpx": "application/hwp+zip",
    "csv": "text/csv; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
}
OLD: Mapping[str, LazyString] = {
    "hwp": lazy("옛 한글 파일(.hwp)은 안을 살펴볼 수 없어 받지 않습니다. 한글에서 HWPX나 PDF로 저장해 올려 주세요."),
    "doc": lazy("옛 워드 파일(.doc)은 안을 살펴볼 수 없어 받지 않습니다. 워드에서 DOCX나 PDF로 저장해 올려 주세요."),
    "xls": lazy("옛 엑셀 파일(.xls)은 안을 살펴볼 수 없어 받지 않습니다. 엑셀에서 XLSX나 CSV로 저장해 올려 주세요."),
}
REFUSALS: Mapping[str, LazyString] = {
    "not_this": lazy("파일 이름과 내용이 다릅니다. 원래 프로그램에서 다시 저장해 올려 주세요."),
    "broken": lazy("파일을 읽을 수 없습니다. 원래 프로그램에서 열어 다시 저장해 올려 주세요."),
    "encrypted": lazy("암호가 걸려 안을 살펴볼 수 없는 파일입니다. 암호를 풀고 저장해 올려 주세요."),
    "macros": lazy("매크로처럼 저절로 실행되는 것이 든 파일입니다. 그것을 빼고 저장해 올려 주세요."),
    "embedded": lazy("파일 안에 읽을 수 없는 다른 파일이 들어 있습니다. 빼거나 그림으로 바꾸어 올려 주세요."),
    "two_in_one": lazy("앞이나 뒤에 다른 내용이 붙은 파일입니다. 원래 프로그램에서 다시 저장해 올려 주세요."),
    "too_much": lazy("펼치면 너무 크거나 읽는 데 너무 오래 걸리는 파일입니다. 나누어서 올려 주세요."),
    "formulas": lazy("= 이나 @로 시작해 계산식으로 실행되는 칸이 있습니다. 값만 남겨 다시 저장해 주세요."),
    "entities": lazy("다른 곳의 내용을 끌어오는 파일입니다. 원래 프로그램에서 다시 저장해 올려 주세요."),
}
_UNKNOWN = lazy("받지 않는 종류의 파일입니다. PDF, DOCX, XLSX, HWPX, CSV, TXT 파일을 올려 주세요.")
_NAME = lazy("파일 이름에 쓸 수 없는 글자가 있습니다. 이름을 한글, 숫자, 띄어쓰기로 바꾸어 올려 주세요.")
_EMPTY = lazy("빈 파일입니다.")
LONGEST_NAME = 120
_FORBIDDEN = set('/\\:*?"<>|;%')
MEGABYTES, SECONDS, PATIENCE = 150, 15, 30  # memory and computing of the reader; then it is ended whatever it does


@dataclass(frozen=True)
class StoredFile:
    """A kept file, and what was found in it: None where nobody looked."""

    key: str
    name: str
    kind: str
    size: int  # bytes
    sha256: str
    found: "Findings | None"


@dataclass(frozen=True)
class Findings:
    """Personal data in a file: kind, place and masked value of each, and how many more there are."""

    finds: list[dict[str, Any]]
    more: int = 0


def keep_file(
    stream: BinaryIO, name: str, *, offices: Collection[str], is_searched: bool, megabytes: int
) -> StoredFile:
    """Keep a file that is what its name says, and look for personal data in it.

    `offices` are phone numbers that may stand in it, `megabytes` how large it may be. Raises Invalid with a sentence
    where it is not taken; nothing of it is left then.
    """
    safe = safe_name(name)
    kind = safe.rpartition(".")[2].lower()
    content = stream.read(megabytes * 1024 * 1024 + 1)
    if len(content) > megabytes * 1024 * 1024:
        raise Invalid(lazy("파일이 너무 큽니다. %(most)dMB까지 올릴 수 있습니다.", most=megabytes))
    if not content:
        raise Invalid(_EMPTY)
    key = f"{chance.token()}.{kind}"
    path = _folder() / key
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    try:
        found = look(key, offices=offices, is_searched=is_searched)
    except Invalid:
        path.unlink(missing_ok=True)
        raise
    fingerprint = hashlib.sha256(content).hexdigest()
    return StoredFile(key, safe, kind, len(content), fingerprint, found if is_searched else None)


def safe_name(name: str) -> str:
    """The name as it may be shown and given out. Raises Invalid where it leads somewhere or turns itself around."""
    plain = unicodedata.normalize("NFC", name or "").strip()
    stem, dot, kind = plain.rpartition(".")
    strange = any(sign in _FORBIDDEN or unicodedata.category(sign)[0] == "C" for sign in plain)
    if strange or plain.startswith(".") or not stem or len(plain) > LONGEST_NAME or ".." in plain:
        raise Invalid(_NAME)
    if kind.lower() in OLD:
        raise Invalid(OLD[kind.lower()])
    if not dot or kind.lower() not in KINDS:
        raise Invalid(_UNKNOWN)
    return plain


def look(key: str, *, offices: Collection[str], is_searched: bool = True) -> Findings:
    """Read a kept file in a process of its own. Raises Invalid where it is not sound, or takes too much."""
    kind = key.rpartition(".")[2]
    start = f"import sys; sys.path.insert(0, {str(ROOT)!r}); from personal_data.__main__ import main; sys.exit(main())"
    command = (sys.executable, "-I", "-c", start, kind, str(_folder() / key), str(MEGABYTES), str(SECONDS))
    told = json.dumps({"offices": sorted(offices), "is_searched": is_searched})
    try:
        done = subprocess.run(  # noqa: S603  # nothing in it comes from outside: kind and key are ours
            command, input=told, capture_output=True, text=True, timeout=PATIENCE, check=True, env={}
        )
        answer = json.loads(done.stdout)
    except (subprocess.SubprocessError, ValueError):
        answer = {"refused": "too_much"}
    if "refused" in answer:
        raise Invalid(REFUSALS.get(answer["refused"], REFUSALS["broken"]))
    return Findings(answer["found"], answer["more"])


def answer_file(key: str, name: str) -> Response:
    """The file under its own name: a browser stores it and never opens it as a page."""
    kind = key.rpartition(".")[2]
    return send_from_directory(
        _folder(), key, mimetype=KINDS.get(kind), as_attachment=True, download_name=name, max_age=0
    )


def remove_file(key: str) -> None:
    """Delete the file; one that is gone already stays gone."""
    (_folder() / key).unlink(missing_ok=True)


def _folder() -> Path:
    return Path(current_app.config["UPLOADS"])
