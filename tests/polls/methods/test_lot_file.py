"""A file of a lot that breaks the format is refused with the field and the reason."""

import json
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.polls.methods.files import fields
from app.polls.methods.files.fields import Unfit
from app.polls.methods.files.lines import Malformed
from app.polls.methods.files.lot_file import read_lot, written

QUOTA = {"attribute": "sex", "value": "여", "least": 1, "most": 1}
OTHER = QUOTA | {"value": "남"}
LOT = {
    "format": "golmok lot 1",
    "about": "돌봄 모임",
    "columns": ["id", "sex"],
    "rows": [["01", "여"], ["02", "남"], ["03", "여"]],
    "draw": {"what": "panel", "size": 2, "quotas": [QUOTA, OTHER]},
    "commitment": "5" * 64,
    "secret": "a" * 64,
    "source": "주사위 3 1 6",
    "at": "2026-12-05T19:30+09:00",
    "before": ["참관인"],
    "result": ["01", "02"],
}


def read(document):
    return read_lot(BytesIO(json.dumps(document).encode()))


def refused(document):
    with pytest.raises(Unfit) as fault:
        read(document)
    return str(fault.value)


@pytest.mark.parametrize(
    "draw",
    [
        {"what": "order"},
        {"what": "sample", "size": 2},
        {"what": "strata", "size": 2, "by": ["sex"]},
        {"what": "strata", "size": 2, "by": ["sex"], "numbers": [{"stratum": ["여"], "number": 2}]},
        LOT["draw"],
    ],
)
def test_what_is_written_reads_as_the_same_lot(draw):
    lot = read(LOT | {"draw": draw})
    assert read_lot(BytesIO(written(lot).encode())) == lot
    assert json.loads(written(lot)) == LOT | {"draw": draw}


def test_a_published_lot_needs_neither_secret_nor_result():
    published = {key: LOT[key] for key in ("format", "about", "columns", "rows", "draw", "commitment")}
    assert read(published).opened is None
    with pytest.raises(ValueError, match="nothing was opened"):
        read(published).seed()
    assert refused(published | {"secret": "a" * 64}) == "source: is missing"
    assert refused(published | {"result": ["01"]}) == "secret: is missing"


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"format": "golmok lot 2"}, "format: must be «golmok lot 1»"),
        ({"colour": 1}, "colour: is not known"),
        ({"\ud800": 1}, "'\\ud800': is not known"),
        ({"about": ""}, "about: must be a text of 1 to 200 letters"),
        ({"about": " 모임"}, "about: must be one line of composed letters (NFC) without blanks at its ends"),
        ({"about": "모\n임"}, "about: must be one line"),
        ({"about": "\u1106\u1169"}, "about: must be one line of composed letters"),
        ({"columns": ["sex", "id"]}, "columns[0]: must be «id»"),
        ({"columns": ["id", "id"]}, "columns: «id» stands twice"),
        ({"columns": "id"}, "columns: must be a list of at least 1"),
        ({"rows": []}, "rows: must be a list of at least 1"),
        ({"rows": [["01"]]}, "rows[0]: has 1 cells for 2 columns"),
        ({"rows": [["01", "여"], ["01", "남"]]}, "rows: «01» stands twice"),
        ({"rows": [["02", "여"], ["01", "남"]]}, "rows: must be sorted by id"),
        ({"rows": [["01", 1]]}, "rows[0][1]: must be a text"),
        ({"rows": [["０１", "여"]]}, "rows[0][0]: must be a code"),
        ({"rows": [["01", "여,남"]]}, "rows: must hold no comma"),
        ({"rows": [["01", "\ud800"]]}, "rows[0][1]: must be one line"),
        ({"draw": "order"}, "draw: must be an object"),
        ({"draw": {"what": "dice"}}, "draw.what: must be order, sample, strata or panel"),
        ({"draw": {"what": "order", "size": 2}}, "draw.size: is not known"),
        ({"draw": {"what": "sample"}}, "draw.size: is missing"),
        ({"draw": {"what": "sample", "size": True}}, "draw.size: must be a whole number from 1 to 3"),
        ({"draw": {"what": "sample", "size": 2.0}}, "draw.size: must be a whole number"),
        ({"draw": {"what": "sample", "size": 10**20}}, "draw.size: must be a whole number"),
        ({"draw": {"what": "strata", "size": 2, "by": ["sex", "sex"]}}, "draw.by: «sex» stands twice"),
        ({"draw": {"what": "strata", "size": 2, "by": [["sex"]]}}, "draw.by[0]: must be one of the columns: sex"),
        (
            {"draw": {"what": "strata", "size": 2, "by": ["sex"], "numbers": [{"stratum": ["여"], "number": 1}]}},
            "draw.numbers: are 1 together, not 2",
        ),
        (
            {"draw": {"what": "strata", "size": 2, "by": ["sex"], "numbers": [{"stratum": ["여", "가"], "number": 2}]}},
            "draw.numbers[0].stratum: must be one value of sex",
        ),
        ({"draw": {"what": "panel", "size": 2, "quotas": [QUOTA]}}, "draw.quotas: have none for sex «남»"),
        (
            {"draw": {"what": "panel", "size": 2, "quotas": [QUOTA, QUOTA]}},
            "draw.quotas[1]: sex «여» has a quota already",
        ),
        (
            {"draw": {"what": "panel", "size": 2, "quotas": [QUOTA | {"most": 0}]}},
            "draw.quotas[0].most: must be a whole number from 1 to 2",
        ),
        ({"commitment": "A" * 64}, "commitment: must be 64 hex digits in small letters"),
        ({"secret": "a"}, "secret: must be 64 hex digits in small letters"),
        ({"source": None}, "source: must be a text of 1 to 1000 letters"),
        ({"at": "2026-12-05 19:30"}, "at: must be a moment as 2026-12-05T19:30+09:00"),
        ({"at": "2026-13-05T19:30+09:00"}, "at: must be a moment as 2026-12-05T19:30+09:00"),
        ({"before": []}, "before: must be a list of at least 1"),
        ({"result": ["김"]}, "result[0]: must be the id of a row"),
    ],
)
def test_a_field_that_is_wrong_is_named_with_the_reason(change, sentence):
    assert refused(LOT | change).startswith(sentence)


@pytest.mark.parametrize("field", ["format", "about", "columns", "rows", "draw", "commitment", "source", "at"])
def test_a_field_that_is_missing_is_named(field):
    assert refused({key: value for key, value in LOT.items() if key != field}) == f"{field}: is missing"


@pytest.mark.parametrize(
    ("raw", "line", "reason"),
    [
        (b"", 1, "no JSON"),
        (b"[]", 1, "must hold one JSON object"),
        (b'{\n "format": "golmok lot 1",\n', 3, "no JSON"),
        (b'{\n"about": "\xff"}', 2, "not UTF-8"),
        (b"[" * 100_000, 1, "nested too deeply"),
        (b'{"format": ' + b"9" * 10_000 + b"}", 0, "about: is missing"),
    ],
)
def test_what_is_no_json_object_is_named_with_its_line(raw, line, reason):
    with pytest.raises((Malformed, Unfit)) as fault:
        read_lot(BytesIO(raw))
    assert reason in str(fault.value)
    assert getattr(fault.value, "line", 0) == line


def test_a_field_that_stands_twice_is_named():
    text = json.dumps(LOT)[:-1] + ', "result": ["02", "01"]}'
    with pytest.raises(Unfit, match="result: stands twice"):
        read_lot(BytesIO(text.encode()))


def test_a_file_larger_than_any_lot_is_refused_unread():
    with pytest.raises(Malformed, match="longer than"):
        read_lot(BytesIO(b" " * (fields.LARGEST + 1)))


def paths(value, here=()):
    """The way to every value in the document."""
    yield here
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in inside:
        yield from paths(item, (*here, key))


def changed(value, path, new):
    if not path:
        return new
    copy = value.copy()
    copy[path[0]] = changed(value[path[0]], path[1:], new)
    return copy


ANY = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=5), st.just([]), st.just({}))


@settings(max_examples=400, deadline=None)
@given(st.sampled_from(list(paths(LOT))[1:]), ANY)
def test_any_change_is_refused_with_a_field_or_makes_another_lot(path, new):
    document = changed(LOT, path, new)
    try:
        another = read(document) != read(LOT)
    except Unfit as fault:
        another = bool(fault.field)
    assert another == (json.dumps(document) != json.dumps(LOT))
