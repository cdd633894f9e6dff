"""The page of a dong, and a person's own."""

import re

from app.councils.states import CouncilState, MembershipState
from app.decisions.states import Answer
from app.kernel import clock
from tests.conftest import counted_statements
from tests.factories import a_council, a_dong, a_member, a_user, an_officer, days, in_days, kept
from tests.factories.councils import a_request as a_membership_request
from tests.factories.decisions import a_report, a_request, an_answer
from tests.factories.polls import an_open_poll
from tests.factories.proposals import a_draft, a_proposal

MOST_STATEMENTS = 12


def titles(html: str) -> list[str]:
    return re.findall(r'class="card-title"><a [^>]*>([^<]*)</a>', html)


def test_a_dong_that_is_not_there_is_not_found(client):
    assert client.get("/dongs/4711").status_code == 404


def test_open_councils_come_before_those_that_gather_names_and_ended_ones_are_left_out(client):
    dong = a_dong()
    a_council(dong=dong, name="마친 회의", state=CouncilState.CLOSED)
    a_council(dong=dong, name="모으는 회의", state=CouncilState.GATHERING)
    a_council(dong=dong, name="오래된 회의", called_at=in_days(-9))
    a_council(dong=dong, name="새 회의")
    a_council(name="다른 동의 회의")
    assert titles(client.get(f"/dongs/{dong.id}").text) == ["새 회의", "오래된 회의", "모으는 회의"]


def test_an_empty_dong_says_how_to_begin(client):
    dong = a_dong()
    page = client.get(f"/dongs/{dong.id}").text
    assert "아직 골목회의가 없습니다" in page
    assert f'href="/councils/new?dong={dong.id}"' in page
    assert "아직 담당자가 정해지지 않았습니다" in page


def test_officers_are_named_with_section_and_phone(client):
    dong = a_dong()
    officer = an_officer(dong, name="우리동네주무관")
    page = client.get(f"/dongs/{dong.id}").text
    assert officer.name in page
    assert "마을자치팀" in page
    assert 'href="tel:02-000-0001"' in page


def test_only_an_officer_of_the_dong_takes_calls_in(sign_in):
    dong = a_dong()
    words = "말씀을 대신 적기"
    assert words in sign_in(an_officer(dong)).get(f"/dongs/{dong.id}").text
    assert words not in sign_in(an_officer(a_dong())).get(f"/dongs/{dong.id}").text


def test_a_dong_shows_how_many_requests_it_answered_and_let_pass(client):
    council = a_council()
    today = clock.today()
    a_request(council, due_on=today)
    a_request(council, due_on=today - days(1))
    late = a_request(council, due_on=today - days(5))
    an_answer(late, an_officer(council.dong))
    a_report(council)
    a_request(a_council())
    page = client.get(f"/dongs/{council.dong_id}").text
    assert "지난 석 달: 요청 3건 가운데 1건에 답했습니다. 그 가운데 1건은 기한을 넘겼습니다." in page
    assert "<strong>1건은 기한이 지났는데 답이 없습니다.</strong>" in page


def test_thirty_councils_of_a_dong_cost_no_more_statements_than_one(app, sign_in):
    dong = a_dong()
    reader = an_officer(dong)
    asked = []
    for more in (1, 30):
        for _each in range(more):
            a_member(a_council(dong=dong), user=reader)
        with counted_statements() as statements:
            assert sign_in(reader).get(f"/dongs/{dong.id}").status_code == 200
        asked.append([line for line in statements if line.startswith("SELECT")])
    assert len(asked[0]) == len(asked[1]) <= MOST_STATEMENTS


def test_a_visitor_signs_in_before_the_own_page(client):
    answer = client.get("/mine")
    assert answer.status_code == 303
    assert answer.headers["Location"] == "/sign-in?next=/mine"


def test_somebody_new_is_shown_the_way_to_an_alley(sign_in):
    page = sign_in(a_user()).get("/mine").text
    assert "아직 함께하는 골목회의가 없습니다" in page
    assert 'href="/councils"' in page


def test_the_own_page_shows_what_happens_in_the_own_councils_only(sign_in):
    mine, other = a_council(), a_council()
    person = a_member(mine)
    an_open_poll(mine, question="우리 골목 투표")
    an_open_poll(other, question="남의 골목 투표")
    page = sign_in(person).get("/mine").text
    assert "우리 골목 투표" in page
    assert "남의 골목 투표" not in page


def test_quiet_councils_say_so(sign_in):
    page = sign_in(a_member(a_council())).get("/mine").text
    assert "새 소식이 없습니다" in page


def test_confirmed_councils_come_before_those_that_wait(sign_in):
    person = a_user()
    a_membership_request(a_council(name="가 회의"), user=person)
    a_member(a_council(name="나 회의"), user=person)
    a_member(a_council(name="떠난 회의"), user=person, state=MembershipState.LEFT)
    assert titles(sign_in(person).get("/mine").text) == ["나 회의", "가 회의"]


def test_who_was_declined_reads_the_reason(sign_in):
    request = a_membership_request(a_council(), state=MembershipState.DECLINED, reason="길 이름이 다릅니다.")
    assert "길 이름이 다릅니다." in sign_in(request.user).get("/mine").text


def test_own_drafts_are_shown_first_and_nobody_elses(sign_in):
    council = a_council()
    person = a_member(council)
    a_proposal(council, person, title="내놓은 제안")
    a_draft(council, person, title="쓰다 만 제안")
    a_draft(council, title="남이 쓰다 만 제안")
    page = sign_in(person).get("/mine").text
    mine = page[page.index("내가 쓴 제안") :]
    assert mine.index("쓰다 만 제안") < mine.index("내놓은 제안")
    assert "남이 쓰다 만 제안" not in page


def test_an_officer_sees_what_waits_at_each_desk(sign_in):
    council = a_council()
    officer = an_officer(council.dong)
    a_request(council, due_on=clock.today() - days(1))
    a_request(council)
    an_answer(a_request(council), officer, answer=Answer.REJECTED)
    a_membership_request(council)
    a_membership_request(a_council())
    page = sign_in(officer).get("/mine").text
    assert "답을 기다리는 요청 2건" in page
    assert "기한 지남 1건" in page
    assert "확인을 기다리는 신청 1건" in page


def test_an_officer_of_one_dong_has_both_desks_in_the_menu(sign_in):
    dong = a_dong()
    page = sign_in(an_officer(dong)).get("/").text
    assert f'href="/dongs/{dong.id}/requests"' in page
    assert f'href="/dongs/{dong.id}/membership-requests"' in page


def test_an_officer_of_two_dongs_finds_the_desks_by_name_on_the_own_page(sign_in):
    first, second = a_dong(name="가동"), a_dong(name="나동")
    officer = an_officer(first)
    kept(type(officer.posts[0])(user=officer, dong=second, section="복지팀", phone="02-000-0003"))
    browser = sign_in(officer)
    assert "/membership-requests" not in browser.get("/").text
    page = browser.get("/mine").text
    assert page.index("가동에 온 요청") < page.index("나동에 온 요청")


def test_thirty_memberships_and_drafts_cost_no_more_statements_than_one(app, sign_in):
    person = an_officer(a_dong())
    asked = []
    for more in (1, 30):
        for _each in range(more):
            council = a_council()
            a_member(council, user=person)
            a_draft(council, person)
            an_open_poll(council)
        with counted_statements() as statements:
            assert sign_in(person).get("/mine").status_code == 200
        asked.append([line for line in statements if line.startswith("SELECT")])
    assert len(asked[0]) == len(asked[1]) <= MOST_STATEMENTS
