"""The figures of the goal: fifty leaks of fifty are stopped, and at most four of two hundred clean documents are."""

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from personal_data import find
from personal_data.__main__ import report
from tests.factories.clean import a_document
from tests.factories.leaks import VALUES, Leak, all_leaks, fifty_leaks

FIFTY = fifty_leaks()
SHARED = Path(os.environ.get("GOLMOK_SHARED", "../shared")) / "data"


def read(folder: Path, kind: str, content: bytes) -> dict[str, Any]:
    path = folder / f"file.{kind}"
    path.write_bytes(content)
    return report(kind, path, offices=[], is_searched=True)


def test_the_fifty_are_of_all_kinds_and_places() -> None:
    assert len(FIFTY) == 50
    assert {leak.kind for leak in FIFTY} == set(VALUES)
    places = {leak.name.partition(" in ")[2] for leak in FIFTY}
    assert places == {leak.name.partition(" in ")[2] for leak in all_leaks()}


@pytest.mark.parametrize("leak", FIFTY, ids=lambda leak: leak.name)
def test_a_leak_is_found_and_never_told(tmp_path: Path, leak: Leak) -> None:
    told = read(tmp_path, *leak.make())
    assert leak.kind in {one["kind"] for one in told["found"]}
    longest = max(re.findall(r"[0-9A-Za-z]+", leak.secret), key=len, default="none")
    assert longest not in json.dumps(told["found"])


def test_every_value_is_found_in_every_place(tmp_path: Path) -> None:
    missed = [
        leak.name for leak in all_leaks()[::3]
        if leak.kind not in {one["kind"] for one in read(tmp_path, *leak.make()).get("found", [])}
    ]  # fmt: skip
    assert missed == []


def test_at_most_four_of_two_hundred_clean_documents_raise_an_alarm(tmp_path: Path) -> None:
    told = {seed: read(tmp_path, *a_document(seed)) for seed in range(200)}
    assert all("refused" not in one for one in told.values())
    assert len([seed for seed, one in told.items() if one["found"]]) <= 4


def strings(thing: Any) -> Iterator[str]:
    if isinstance(thing, str):
        yield thing
    elif isinstance(thing, dict):
        for value in thing.values():
            yield from strings(value)
    elif isinstance(thing, list):
        for value in thing:
            yield from strings(value)


def test_published_results_of_real_assemblies_raise_no_alarm() -> None:
    path = SHARED / "assembly_results.json"
    if not path.exists():
        pytest.skip("assembly_results.json is not here: GOLMOK_SHARED names the folder of real data")
    words = list(strings(json.loads(path.read_text())))
    assert len(words) > 50
    assert [one for one in words if find(one)] == []
