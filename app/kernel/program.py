"""Which program runs here: its version, and a fingerprint of the files that it is made of.

Whoever has the same files finds the same fingerprint: `sha256sum` of each, in the order of their paths, and `sha256sum`
of that list (docs/how-to/check-a-result.md).
"""

import hashlib
import tomllib
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path

from flask import Flask, current_app

FOLDERS = ("app", "templates")
ENDINGS = {".html", ".js", ".po", ".py"}
FILES = ("config.py", "pyproject.toml", "requirements.txt")
ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Program:
    """A state of the program. `code` is SHA-256 in hex: two programs that differ in one letter have two of them."""

    version: str
    code: str

    @property
    def told(self) -> dict[str, str]:
        """As rule sheets and the ledger hold it."""
        return asdict(self)


@lru_cache(maxsize=8)
def program_in(folder: Path) -> Program:
    """The program whose files lie in the folder, as they were when this process first asked."""
    found = [path for name in FOLDERS for path in (folder / name).rglob("*") if path.suffix in ENDINGS]
    lines = sorted((path.relative_to(folder).as_posix(), path) for path in (*found, *(folder / one for one in FILES)))
    listed = "".join(f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {name}\n" for name, path in lines)
    about = tomllib.loads((folder / "pyproject.toml").read_text(encoding="utf-8"))
    return Program(about["project"]["version"], hashlib.sha256(listed.encode()).hexdigest())


def running() -> Program:
    """The program that this process was started with."""
    program: Program = current_app.config["PROGRAM"]
    return program


def init_app(app: Flask) -> None:
    """Read the files at the start, once: what is put beside them later does not run here."""
    app.config.setdefault("PROGRAM", program_in(ROOT))
