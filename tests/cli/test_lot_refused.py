"""flask lot: what cannot be drawn is refused before anything is published."""

import pytest


@pytest.mark.parametrize(
    ("options", "code", "sentence"),
    [
        (("--size", "31"), 2, "lot.json: draw.size: must be a whole number from 1 to 30"),
        (("--strata", "sex"), 2, "--size is needed"),
        (("--size", "2", "--strata", "colour"), 2, "draw.by[0]: must be one of the columns: sex, alley"),
        (("--size", "2", "--strata", "sex", "--quotas", "quotas.csv"), 2, "--strata or --quotas, not both"),
        (("--numbers", "quotas.csv"), 2, "--numbers need --strata"),
        (("--size", "5", "--quotas", "quotas.csv"), 1, "sex: at most 4 can be taken together, the panel has 5"),
        (("--size", "4", "--quotas", "pool.csv"), 2, "pool.csv:1: no column «attribute»"),
    ],
)
def test_what_cannot_be_drawn_is_refused_before_anything_is_published(prepare, tmp_path, options, code, sentence):
    answer = prepare(*options)
    assert answer.exit_code == code
    assert sentence in answer.output
    assert not (tmp_path / "lot.json").exists()
    assert not (tmp_path / "secret").exists()


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "list.csv:1: nobody to draw from"),
        ("sex\n여\n", "list.csv:1: no column «id»"),
        ("id,sex\n01,여\n01,남\n", "list.csv:3: id «01» stands twice"),
        ("id,sex\n01\n", "list.csv:2: 1 cells for 2 columns"),
        ("id\n김복순\n", "rows[0][0]: must be a code of at most 20 letters a-z, digits and hyphens, never a name"),
        ("id,sex\n01,\n", "rows[0][1]: must be a text of 1 to 1000 letters"),
        ('id,sex\n01,"여,남"\n', "rows: must hold no comma"),
    ],
)
def test_a_wrong_list_is_named_with_its_line_or_field(prepare, tmp_path, text, sentence):
    (tmp_path / "list.csv").write_text(text, encoding="utf-8")
    answer = prepare(listed="list.csv")
    assert answer.exit_code == 2
    assert sentence in answer.output
