"""PDF by Typst: templates in templates/documents, data as JSON, so that residents' words are never code.

Fonts come from app/static/vendor/fonts alone. What Typst only warns of, a missing font above all, stops the
document here: a page that looks wrong is not handed out.
"""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any, cast

import typst

from app.kernel.i18n import language

ROOT = Path(__file__).resolve().parent.parent.parent
TEMPLATES = ROOT / "templates" / "documents"
FONTS = ROOT / "app" / "static" / "vendor" / "fonts"
_lock = Lock()


class Misprint(RuntimeError):
    """Typst could not print the document as it is meant to look."""


@cache
def _compiler() -> typst.Compiler:
    return typst.Compiler(root=str(TEMPLATES), font_paths=[str(FONTS)], ignore_system_fonts=True)


def pdf(template: str, facts: Mapping[str, Any]) -> bytes:
    """The document `templates/documents/<template>.typ` filled with the facts: PDF/UA-1, tagged, titled.

    The facts are values that JSON knows; `title` must be among them. Raises Misprint on any warning.
    """
    data = json.dumps({"lang": language(), **facts}, ensure_ascii=False)
    try:
        return printed((TEMPLATES / f"{template}.typ").read_bytes(), data)
    except Misprint as fault:
        raise Misprint(f"{template}: {fault}") from fault


def printed(source: bytes, data: str) -> bytes:
    """The Typst source filled with facts as JSON; one document at a time. Raises Misprint on any warning."""
    try:
        with _lock:
            document, warnings = _compiler().compile_with_warnings(
                input=source, sys_inputs={"data": data}, pdf_standards=["ua-1"]
            )
    except typst.TypstError as error:
        raise Misprint(error.message) from error
    if warnings:
        raise Misprint("; ".join(warning.message for warning in warnings))
    return cast(bytes, document)
