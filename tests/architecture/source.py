"""What the house rules look at: the project's files, read and parsed once."""

import ast
import subprocess
from collections.abc import Iterable, Iterator
from functools import cache, cached_property
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent.parent
MADE_ELSEWHERE = ("app/static/vendor/", "node_modules/", ".venv/", ".git/", "package-lock.json", "LICENSE")
Def = ast.FunctionDef | ast.AsyncFunctionDef


class Offence(NamedTuple):
    """A place that breaks a rule."""

    path: str
    line: int
    what: str

    def __str__(self) -> str:
        """As editors understand it: file:line: what."""
        return f"{self.path}:{self.line}: {self.what}"


class Function(NamedTuple):
    """A function or method, with its length in lines: decorators and docstring do not count."""

    path: str
    node: Def
    lines: int
    body_lines: int


class Module:
    """One Python file."""

    def __init__(self, path: str, text: str) -> None:
        """`path` is relative to the checkout, with slashes."""
        self.path, self.text = path, text

    @cached_property
    def tree(self) -> ast.Module:
        """The syntax tree."""
        return ast.parse(self.text, self.path)

    @cached_property
    def names(self) -> dict[str, str]:
        """What each imported name stands for: `now` → `datetime.datetime.now`."""
        found: dict[str, str] = {}
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                for alias in node.names:
                    first = alias.name.split(".")[0]
                    found[alias.asname or first] = alias.name if alias.asname else first
            elif isinstance(node, ast.ImportFrom) and node.module:
                found |= {alias.asname or alias.name: f"{node.module}.{alias.name}" for alias in node.names}
        return found

    def meaning(self, node: ast.AST) -> str:
        """The dotted name that an expression stands for, by the imports of this module; '' for others."""
        if isinstance(node, ast.Name):
            return self.names.get(node.id, "")
        if isinstance(node, ast.Attribute):
            before = self.meaning(node.value)
            return f"{before}.{node.attr}" if before else ""
        return ""

    def at(self, node: ast.AST, what: str) -> Offence:
        """An offence at this node."""
        return Offence(self.path, getattr(node, "lineno", 1), what)

    def functions(self) -> Iterator[Function]:
        """Every function and method, nested ones too."""
        for node in ast.walk(self.tree):
            if isinstance(node, Def):
                body = node.body[1:] if ast.get_docstring(node) else node.body
                doc = node.body[0].end_lineno - node.body[0].lineno + 1 if body != node.body else 0
                inside = body[-1].end_lineno - body[0].lineno + 1 if body else 0
                yield Function(self.path, node, node.end_lineno - node.lineno + 1 - doc, inside)


@cache
def files() -> tuple[str, ...]:
    """The project's own text files: what git tracks or would add."""
    done = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if done.returncode == 0:
        names = done.stdout.splitlines()
    else:  # an unpacked archive
        names = [str(path.relative_to(ROOT)) for path in ROOT.rglob("*") if path.is_file()]
    return tuple(name for name in sorted(set(names)) if not name.startswith(MADE_ELSEWHERE) and (ROOT / name).is_file())


@cache
def text_of(path: str) -> str:
    """The text of a file; '' for one that holds no text."""
    try:
        return (ROOT / path).read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""


@cache
def modules(*folders: str) -> tuple[Module, ...]:
    """The Python files under these folders (or with these very names); all of them without."""
    return tuple(
        Module(path, text_of(path))
        for path in files()
        if path.endswith(".py") and (not folders or path.startswith(tuple(f"{f}/" for f in folders)) or path in folders)
    )


def templates() -> list[str]:
    """The paths of all page templates."""
    return [path for path in files() if path.startswith("templates/") and path.endswith(".html")]


def listed(offences: Iterable[Offence]) -> str:
    """The offences one a line, for a failure message."""
    return "\n" + "\n".join(str(offence) for offence in offences)
