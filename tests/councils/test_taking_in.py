"""대신 접수: an officer writes down what a resident says; and the 주민총회 of a dong."""

from sqlalchemy import select

from app.councils import queries
from app.councils.models import Council, Membership
from app.councils.states import CouncilState, Kind
from app.kernel.db import session
from app.kernel.events import history
from tests.browsing import form_of, submit
from tests.factories import a_council, a_dong, a_facilitator, a_user, an_alley, an_officer
from tests.factories.councils import a_gathering_council


def spoken(**given: object) -> dict[str, object]:
    usual = {"spoken_by": "박순자", "topic": "가로등 고치기", "roads": "국사봉길 82~86-9", "alley": "0"}
    return {**usual, "second_name": "김영희", "third_name": "이말순", **given}


def the_council() -> Council:
    number = session().scalars(select(Council.id).order_by(Council.id.desc()).limit(1)).one()
    return queries.council_with_callers(number)


def test_the_officer_and_the_resident_who_spoke_are_recorded(sign_in):
    dong = a_dong()
    officer = an_officer(dong)
    answer = submit(sign_in(officer), f"/dongs/{dong.id}/councils/new", "/councils/new", **spoken())
    council = the_council()
    assert answer.status_code == 303
    assert council.state is CouncilState.ACTIVE
    assert (council.taken_by_id, council.spoken_by, council.called_by_id) == (officer.id, "박순자", None)
    assert [caller.name for caller in council.callers] == ["박순자", "김영희", "이말순"]
    called = history([("council", council.id)])[0]
    assert called.facts["taken_in"] is True
    assert called.by_id == officer.id


def test_the_officer_writes_down_what_neighbours_call_the_alley(sign_in):
    dong = a_dong()
    fields = spoken(alley_name="감나무 골목")
    submit(sign_in(an_officer(dong)), f"/dongs/{dong.id}/councils/new", "/councils/new", **fields)
    assert the_council().alley.name == "감나무 골목"


def test_nobody_becomes_a_member_by_being_written_down(sign_in):
    dong = a_dong()
    submit(sign_in(an_officer(dong)), f"/dongs/{dong.id}/councils/new", "/councils/new", **spoken())
    assert session().scalars(select(Membership)).all() == []


def test_one_name_is_enough_to_begin(sign_in):
    dong = a_dong()
    fields = spoken(second_name="", third_name="")
    submit(sign_in(an_officer(dong)), f"/dongs/{dong.id}/councils/new", "/councils/new", **fields)
    assert the_council().missing_callers == 2


def test_the_page_of_a_taken_in_council_says_so(sign_in, client):
    dong = a_dong()
    submit(sign_in(an_officer(dong)), f"/dongs/{dong.id}/councils/new", "/councils/new", **spoken())
    assert "대신 접수" in client.get(f"/councils/{the_council().id}/callers").text


def test_who_spoke_must_be_named(sign_in):
    dong = a_dong()
    answer = submit(
        sign_in(an_officer(dong)), f"/dongs/{dong.id}/councils/new", "/councils/new", **spoken(spoken_by="")
    )
    assert answer.status_code == 422
    assert session().scalars(select(Council)).all() == []


def test_the_officer_sees_a_council_that_is_already_there(sign_in):
    alley = an_alley()
    a_council(dong=alley.dong, alley=alley, name="가로등 고치기")
    browser = sign_in(an_officer(alley.dong))
    shown = submit(browser, f"/dongs/{alley.dong_id}/councils/new", "/councils/new", **spoken())
    assert shown.status_code == 200
    assert "그래도 새로 접수하기" in shown.text
    again = form_of(shown.text, "/councils/new")
    assert browser.post(again.action, data=again.values).status_code == 303


def test_only_officers_of_the_dong_take_in(sign_in, client):
    dong = a_dong()
    council = a_council(dong=dong)
    page = f"/dongs/{dong.id}/councils/new"
    assert client.get(page).status_code == 303
    for other in (a_user(), a_facilitator(council), an_officer(a_dong())):
        assert sign_in(other).get(page).status_code == 403
        assert sign_in(other).get(f"/dongs/{dong.id}/assemblies/new").status_code == 403
    assert sign_in(an_officer(dong)).get("/dongs/999/councils/new").status_code == 404


def test_the_officer_sets_up_the_assembly_of_the_dong_with_the_rules_of_a_preset(sign_in):
    dong = a_dong(name="상도3동")
    browser = sign_in(an_officer(dong))
    answer = submit(browser, f"/dongs/{dong.id}/assemblies/new", "/assemblies/new", preset="goyang")
    council = the_council()
    assert answer.status_code == 303
    assert answer.location.endswith(f"/councils/{council.id}/bylaws")
    assert (council.kind, council.state, council.name) == (Kind.ASSEMBLY, CouncilState.ACTIVE, "상도3동 주민총회")
    assert (council.bylaws.preset, council.bylaws.min_age, council.bylaws.ties) == ("goyang", 18, ["lives"])
    assert "고양시 주민자치회" in council.bylaws.source


def test_the_printed_call_has_its_callers_in_order(app):
    council = queries.council_with_callers(a_gathering_council(names=2).id)
    assert [caller.name for caller in council.callers] == ["이웃0", "이웃1"]
    assert council.called_by is None
    assert council.taken_by is None
