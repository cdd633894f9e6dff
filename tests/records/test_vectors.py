"""verify.py and the records that are kept to check verifiers with."""

import json

import pytest

from tests.records import kinds, tampering
from tests.records.records import the_verifier

verifier = the_verifier()


@pytest.mark.parametrize(("name", "said"), kinds.expected().items())
def test_the_verifier_finds_each_record_as_expected(name, said):
    assert bool(verifier.faults(kinds.vectors()[name])) == (said == "wrong")


def test_a_record_is_kept_of_every_kind_and_of_every_change_that_has_a_name():
    right = {name for name, said in kinds.expected().items() if said == "right"}
    assert right == {*kinds.KINDS, *kinds.OTHERS, "certified"}
    assert kinds.vectors().keys() - right == {f"wrong_{name}" for name in tampering.NAMED}


def test_a_record_that_is_only_written_again_is_byte_for_byte_the_same():
    for name, content in kinds.vectors().items():
        if kinds.expected()[name] == "right":
            assert tampering.sealed(tampering.lines_of(content)) == content


@pytest.mark.parametrize("number", ["1.0", "1e0", "NaN", "9007199254740992", "-0", "01"])
def test_a_number_that_is_not_whole_or_too_large_is_no_number_of_a_record(number):
    lines = tampering.lines_of(kinds.vectors()["motion_of_three"])
    tampering.line(lines, "rules")["sheet"]["more"] = "number"
    content = tampering.sealed(lines)
    assert verifier.faults(content) == []
    assert verifier.faults(content.replace(b'"more":"number"', b'"more":' + number.encode()))


def deep(levels: int) -> bytes:
    """A signed record with so many lists inside each other, in its sheet, which is an object in a line."""
    lines = tampering.lines_of(kinds.vectors()["motion_of_three"])
    tampering.line(lines, "rules")["sheet"]["more"] = json.loads("[" * levels + "]" * levels)
    return tampering.sealed(lines)


def test_what_goes_deeper_than_the_format_allows_is_refused_without_a_crash():
    assert verifier.faults(deep(30)) == []
    assert verifier.faults(deep(31))
    assert verifier.faults(deep(30).replace(b"[" * 30, b"[" * 5_000).replace(b"]" * 30, b"]" * 5_000))
