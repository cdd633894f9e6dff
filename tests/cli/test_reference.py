"""docs/reference is what the code says, and the glossary has every word and none that is gone."""

import importlib

import pytest

from app.cli import glossary, reference
from app.cli.reference import FOLDER, pages
from app.kernel.db import Base
from app.kernel.states import Labelled


@pytest.mark.parametrize("name", ["states.md", "addresses.md", "glossary.md"])
def test_the_reference_is_what_the_code_says(app, name):
    assert (FOLDER / name).read_text(encoding="utf-8") == pages(app)[name], "run: make docs"


def test_every_page_of_the_reference_is_one_that_is_written(app):
    by_hand = {"record.md", "lot-file.md"}
    assert {path.name for path in FOLDER.glob("*.md")} == set(pages(app)) | by_hand


def test_every_table_has_a_korean_word_and_no_word_is_left_of_a_table_that_is_gone():
    assert set(glossary.KOREAN) == {mapper.class_.__name__ for mapper in Base.registry.mappers}


def test_no_two_tables_share_a_korean_word():
    assert len(set(glossary.KOREAN.values())) == len(glossary.KOREAN)


@pytest.mark.parametrize("where", [where for _korean, where, _means in glossary.WORDS])
def test_every_word_of_the_field_is_still_in_the_code(where):
    module, names = where, []
    while True:
        module, _dot, name = module.rpartition(".")
        names.insert(0, name)
        try:
            thing = importlib.import_module(module)
        except ModuleNotFoundError:
            continue
        break
    for name in names:
        thing = getattr(thing, name)
    assert thing is not None


def test_every_word_of_every_enum_stands_beside_its_korean(app):
    page = pages(app)["glossary.md"]
    kinds = [kind for kind in Labelled.__subclasses__() if kind.__module__.startswith("app.")]
    for kind in kinds:
        _before, _title, rest = page.partition(f"## {glossary.full_name(kind)}\n")
        section = rest.partition("\n## ")[0]
        for word in kind:
            assert f"| {word.label} | `{word.value}` |" in section
    assert page.count("\n## ") == len(kinds) + 2


def test_the_states_page_draws_every_move_of_every_machine(app):
    page = pages(app)["states.md"]
    assert page.count("stateDiagram-v2") == len(reference.MACHINES)
    for machine in reference.MACHINES:
        for action, sources, target in machine.moves:
            for source in sources if isinstance(sources, tuple) else (sources,):
                assert f"    {source.value} --> {target.value}: {action}\n" in page


def test_every_machine_of_the_slices_is_drawn():
    drawn = {type(machine.moves[0][2]) for machine in reference.MACHINES}
    named = {kind for kind in Labelled.__subclasses__() if kind.__name__.endswith("State")}
    assert drawn == named


def test_addresses_say_which_of_them_everybody_may_open(app):
    page = pages(app)["addresses.md"]
    assert "| `/` | GET | `home.index` | 모두 |" in page
    assert "| `/mine` | GET | `home.mine` | 규칙을 물음 |" in page


def test_the_command_writes_the_pages(app):
    answer = app.test_cli_runner().invoke(args=["docs"])
    assert answer.exit_code == 0
    assert answer.output.split() == [f"docs/reference/{name}" for name in pages(app)]
