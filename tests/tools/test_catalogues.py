"""The English catalogues: what goes in, what is refused, what the program reads."""

from pathlib import Path

import pytest
from babel.support import Translations

from scripts.catalogues import Catalogues


@pytest.fixture
def checkout(tmp_path):
    """A small checkout with two slices."""
    write(tmp_path / "app/kernel/__init__.py", "")
    write(tmp_path / "app/kernel/errors.py", '_("찾을 수 없습니다.")\nother("아닌 문장")')
    write(tmp_path / "app/polls/__init__.py", "")
    write(tmp_path / "app/polls/states.py", 'OPEN = lazy("투표 중")\nlazy(f"{x}표")')
    write(tmp_path / "templates/base.html", '{{ _("처음으로") }}')
    votes = '{{ ngettext("%(num)d표", "%(num)d표", n) }}'
    write(tmp_path / "templates/polls/show.html", votes + "{% trans %}마감{% endtrans %}")
    return Catalogues(tmp_path)


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def edit(catalogues: Catalogues, domain: str, old: str, new: str) -> None:
    path = catalogues.path(domain)
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def translate(catalogues: Catalogues, domain: str, **texts: str) -> None:
    for korean, english in texts.items():
        edit(catalogues, domain, f'msgid "{korean}"\nmsgstr ""', f'msgid "{korean}"\nmsgstr "{english}"')


def whole(catalogues: Catalogues) -> Catalogues:
    for domain in catalogues.domains():
        catalogues.update(domain)
    translate(catalogues, "kernel", **{"찾을 수 없습니다.": "Not found.", "처음으로": "Home"})
    translate(catalogues, "polls", **{"투표 중": "Open", "마감": "Closed"})
    edit(catalogues, "polls", 'msgstr[0] ""', 'msgstr[0] "one vote"')
    edit(catalogues, "polls", 'msgstr[1] ""', 'msgstr[1] "%(num)d votes"')
    return catalogues


def test_a_slice_holds_its_own_sentences_and_the_kernel_all_others(checkout):
    assert checkout.domains() == ["kernel", "polls"]
    assert {message.id for message in checkout.template("kernel") if message.id} == {"찾을 수 없습니다.", "처음으로"}
    assert {message.id for message in checkout.template("polls") if message.id} == {
        "투표 중", "마감", ("%(num)d표", "%(num)d표"),
    }  # fmt: skip


def test_a_whole_catalogue_has_no_fault_and_is_read_by_gettext(checkout):
    assert whole(checkout).faults() == []
    assert checkout.compile() == 2
    english = Translations.load(str(checkout.folder.parent.parent), ["en"], domain="polls")
    assert english.gettext("투표 중") == "Open"
    assert english.ngettext("%(num)d표", "%(num)d표", 3) == "%(num)d votes"
    assert english.ngettext("%(num)d표", "%(num)d표", 1) == "one vote"


def test_only_a_changed_catalogue_is_compiled_again(checkout):
    whole(checkout).compile()
    assert checkout.compile() == 0


def test_a_second_update_changes_nothing_and_keeps_the_english(checkout):
    before = whole(checkout).path("polls").read_bytes()
    assert checkout.update("polls") == (0, 0)
    assert checkout.path("polls").read_bytes() == before
    assert b"states.py" not in before


def test_one_slice_is_updated_alone(checkout):
    assert checkout.update("polls") == (3, 0)
    assert not checkout.path("kernel").exists()


def test_a_new_sentence_and_one_that_is_gone_are_faults(checkout):
    whole(checkout)
    write(checkout.root / "app/polls/states.py", '_("개표 중")')
    new, gone = checkout.faults()
    assert "«개표 중» is not in the catalogue" in new
    assert "«투표 중» is in no source file" in gone


@pytest.mark.parametrize(
    ("english", "fault"),
    [("", "has no English"), ("%(name)s open", "differ in %(name)s"), ("{count} open", "differ in {count}")],
)
def test_an_entry_without_english_or_with_other_placeholders_is_a_fault(checkout, english, fault):
    edit(whole(checkout), "polls", '"Open"', f'"{english}"')
    (found,) = checkout.faults()
    assert fault in found


def test_a_fuzzy_entry_is_a_fault(checkout):
    edit(whole(checkout), "polls", 'msgid "마감"', '#, fuzzy\nmsgid "마감"')
    assert checkout.faults() == ["polls: «마감» is marked fuzzy"]


def test_one_korean_sentence_has_one_english_in_all_slices(checkout):
    write(checkout.root / "templates/base.html", '{{ _("처음으로") }}{{ _("마감") }}')
    for domain in checkout.domains():
        checkout.update(domain)
    translate(checkout, "kernel", **{"찾을 수 없습니다.": "Not found.", "처음으로": "Home", "마감": "Deadline"})
    whole(checkout)
    assert checkout.faults() == ["polls: «마감» is «Closed» here and «Deadline» in kernel"]


def test_a_template_that_cannot_be_read_is_named(checkout):
    write(checkout.root / "templates/polls/show.html", "{% if %}")
    with pytest.raises(ValueError, match=r"polls/show\.html:1"):
        checkout.template("polls")
