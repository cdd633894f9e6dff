"""Every kind of line that the program adds to the public ledger is told in words."""

import ast
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

import app
from app.kernel import clock
from app.kernel.db import transaction
from app.kernel.i18n import force_locale
from app.kernel.ledger import append
from app.records import queries
from tests import factories

HOME = Path(app.__file__).parent


def kinds_in(module: Path) -> Iterator[str]:
    """The kinds that a module gives to the ledger's `append`, written out or as a name of the module."""
    tree = ast.parse(module.read_text())
    if not any(isinstance(node, ast.ImportFrom) and node.module == "app.kernel.ledger" for node in tree.body):
        return
    name = ".".join(module.relative_to(HOME.parent).with_suffix("").parts)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "append":
            kind = node.args[1]
            yield kind.value if isinstance(kind, ast.Constant) else getattr(import_module(name), kind.id, "")


KINDS = {kind for module in HOME.rglob("*.py") for kind in kinds_in(module)} - {""}


def test_the_program_was_read():
    assert {"poll.opened", "decision.published", "minutes.sealed"} <= KINDS


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_line_is_told_in_words(app, kind, language):
    council = factories.a_council()
    with transaction():
        append(council.id, kind, council, {}, at=clock.now())
    with force_locale(language):
        (line,) = queries.checkpoints_since(council.id, 0, 1)
        said = str(line.said)
    assert kind not in said
    assert said.isascii() is (language == "en")
