"""Writing a proposal: draft, reading back, publishing, editing, withdrawing, and writing for a resident who speaks."""

import pytest

from app.proposals import queries
from tests.browsing import form_of, submit
from tests.conftest import rows
from tests.factories import a_council, a_facilitator, a_member, a_user, an_officer
from tests.factories.proposals import a_draft, a_proposal

WORDS = {
    "title": "3호 골목에 쓰레기 모으는 곳 만들기",
    "place": "국사봉길 84 앞",
    "problem": "밤마다 쓰레기가 쌓입니다.",
    "wish": "한 곳에 모으면 좋겠습니다.",
    "cost": "120만 원",
}


def new(council) -> str:
    return f"/councils/{council.id}/proposals/new"


def draft(client, council, **given):
    return submit(client, new(council), follow=True, **{**WORDS, **given})


def test_a_member_drafts_reads_back_and_publishes(app, sign_in, client):
    council = a_council()
    mine = sign_in(a_member(council, name="김골목"))
    page = draft(mine, council)
    assert "이렇게 보입니다" in page.text
    assert "이 글은 모두에게 보입니다" in page.text
    (row,) = rows("proposal")
    assert row.state == "draft"
    assert row.cost_won == 1_200_000
    assert client.get(f"/proposals/{row.id}").status_code == 404
    page = submit(mine, f"/proposals/{row.id}/publication", follow=True)
    assert "제안을 내놓았습니다" in page.text
    seen = client.get(f"/proposals/{row.id}").text
    assert WORDS["title"] in seen
    assert "김골목" in seen
    assert "1,200,000원" in seen
    assert [event.action for event in rows("event")] == ["proposal.published"]


def test_whom_a_wish_could_leave_out_is_said_on_its_page_only_where_it_was_written(app, sign_in, client):
    council = a_council()
    author = a_member(council)
    asked = "누가 쓰기 어려울 수 있나요"
    assert asked not in client.get(f"/proposals/{a_proposal(council, author).id}").text
    mine = sign_in(author)
    draft(mine, council, access_needs="휠체어를 타는 분은 턱을 넘을 수 없습니다.")
    row = rows("proposal")[-1]
    assert row.access_needs == "휠체어를 타는 분은 턱을 넘을 수 없습니다."
    seen = submit(mine, f"/proposals/{row.id}/publication", follow=True).text
    assert asked in seen
    assert "휠체어를 타는 분은 턱을 넘을 수 없습니다." in seen


def test_whom_a_wish_could_leave_out_takes_three_hundred_characters_and_no_more(app, sign_in):
    council = a_council()
    mine = sign_in(a_member(council))
    assert draft(mine, council, access_needs="가" * 301).status_code == 422
    assert rows("proposal") == []
    assert draft(mine, council, access_needs="가" * 300).status_code == 200
    assert rows("proposal")[0].access_needs == "가" * 300


def test_publishing_twice_publishes_once(app, sign_in):
    council = a_council()
    author = a_member(council)
    proposal = a_draft(council, author)
    mine = sign_in(author)
    url = f"/proposals/{proposal.id}/publication"
    form = form_of(mine.get(url).text, "")
    for _ in range(2):
        answer = mine.post(url, data=form.values)
        assert answer.status_code == 303
        assert answer.location == f"/proposals/{proposal.id}"
    assert [event.action for event in rows("event")] == ["proposal.published"]


def test_a_form_that_is_sent_twice_keeps_one_proposal_and_goes_to_it(app, sign_in):
    council = a_council()
    mine = sign_in(a_member(council))
    filled = {**form_of(mine.get(new(council)).text, "").values, **WORDS}
    first, second = (mine.post(new(council), data=filled) for _ in range(2))
    assert (first.status_code, second.status_code) == (303, 303)
    assert first.location == second.location
    assert len(rows("proposal")) == 1


def test_another_neighbours_form_with_the_same_token_is_another_proposal(app, sign_in):
    council = a_council()
    for _ in range(2):
        submit(sign_in(a_member(council)), new(council), **{**WORDS, "once": "the-same-token"})
    assert len(rows("proposal")) == 2


@pytest.mark.parametrize("field", ["title", "problem", "wish"])
def test_a_missing_field_gets_a_sentence_and_the_rest_stays(app, sign_in, field):
    council = a_council()
    page = draft(sign_in(a_member(council)), council, **{field: "  "})
    assert page.status_code == 422
    assert "이 칸을 채워 주세요" in page.text
    for name, words in WORDS.items():
        assert name == field or words in page.text
    assert rows("proposal") == []


@pytest.mark.parametrize("field", ["title", "place", "problem", "wish"])
@pytest.mark.parametrize("number", ["900101-1234567", "010-1234-5678"])
def test_private_numbers_are_refused_in_every_public_field(app, sign_in, field, number):
    council = a_council()
    page = draft(sign_in(a_member(council)), council, **{field: f"연락은 {number}"})
    assert page.status_code == 422
    assert "지워 주세요" in page.text
    assert number in page.text


@pytest.mark.parametrize("field", ["title", "place", "problem", "wish", "access_needs"])
def test_the_number_of_a_home_is_refused_with_the_way_to_name_an_office(app, sign_in, field):
    council = a_council()
    page = draft(sign_in(a_member(council)), council, **{field: "저희는 031-823-4567"})
    assert page.status_code == 422
    assert "집 전화처럼 보이는 번호가 있습니다: 031-823-4567" in page.text
    assert "관공서 번호이면" in page.text
    assert rows("proposal") == []


def test_numbers_of_offices_stand_in_a_proposal_by_their_name_or_because_the_centre_has_them(app, sign_in):
    council = a_council()
    officer = an_officer(council.dong)
    said = f"구청 청소과 02-820-1234, 120, 1588-1234. {officer.posts[0].phone}로도 물었습니다. 48,500,000원이 듭니다."
    assert draft(sign_in(a_member(council)), council, problem=said).status_code == 200
    (row,) = rows("proposal")
    assert row.problem == said


def test_a_cost_that_cannot_be_read_stays_in_the_field(app, sign_in):
    council = a_council()
    page = draft(sign_in(a_member(council)), council, cost="백이십만 원쯤")
    assert page.status_code == 422
    assert "금액을 숫자로" in page.text
    assert "백이십만 원쯤" in page.text


def test_who_may_propose(app, sign_in, client):
    council = a_council()
    may = [a_member(council), a_facilitator(council)]
    may_not = [a_user(), an_officer(council.dong), a_member(a_council())]
    assert {sign_in(user).get(new(council)).status_code for user in may} == {200}
    assert {sign_in(user).get(new(council)).status_code for user in may_not} == {403}
    answer = client.get(new(council))
    assert answer.status_code == 303
    assert "/sign-in" in answer.location
    assert "proposals/new" in answer.location


def test_an_officer_writes_down_what_a_resident_says(app, sign_in, client):
    council = a_council()
    officer = sign_in(an_officer(council.dong, name="박주무관"))
    url = f"{new(council)}?spoken=1"
    refused = submit(officer, url, **WORDS)
    assert refused.status_code == 422
    assert "말씀하신 분" in refused.text
    submit(officer, url, **{**WORDS, "spoken_by": "최할머니"})
    (row,) = rows("proposal")
    submit(officer, f"/proposals/{row.id}/publication")
    assert "최할머니님이 말씀하신 것을 담당자 박주무관님이 적음" in client.get(f"/proposals/{row.id}").text
    submit(officer, f"/proposals/{row.id}/edition", spoken_by="최순자")
    assert "최순자님이 말씀하신" in client.get(f"/proposals/{row.id}").text


def test_only_an_officer_of_the_dong_writes_for_others(app, sign_in):
    council = a_council()
    url = f"{new(council)}?spoken=1"
    assert sign_in(a_member(council)).get(url).status_code == 403
    assert sign_in(an_officer(a_council().dong)).get(url).status_code == 403


def test_a_draft_is_read_by_its_author_alone(app, sign_in, client):
    council = a_council()
    author = a_member(council)
    proposal = a_draft(council, author, title="아직 비밀인 제안")
    url = f"/proposals/{proposal.id}"
    strangers = [a_member(council), a_facilitator(council), an_officer(council.dong)]
    assert sign_in(author).get(url).status_code == 200
    for stranger in strangers:
        answer = sign_in(stranger).get(url)
        assert answer.status_code == 404
        assert "아직 비밀인" not in answer.text
    assert client.get(url).status_code == 404
    assert "아직 비밀인" not in client.get(f"/councils/{council.id}/proposals").text


def test_a_draft_that_is_withdrawn_stays_private(app, sign_in, client):
    council = a_council()
    author = a_member(council)
    proposal = a_draft(council, author)
    submit(sign_in(author), f"/proposals/{proposal.id}/withdrawal", reason="그만두겠습니다")
    assert rows("proposal")[0].state == "withdrawn"
    assert rows("event") == []
    assert client.get(f"/proposals/{proposal.id}").status_code == 404
    assert sign_in(a_member(council)).get(f"/proposals/{proposal.id}").status_code == 404


def test_what_does_not_exist_is_not_found(app, client):
    for path in ("/proposals/1", "/councils/1/proposals", "/comments/1", "/proposals/1/versions"):
        assert client.get(path).status_code == 404


def test_words_of_residents_come_out_as_words(app, sign_in, client):
    bad = "<script>alert(1)</script><img src=x onerror=alert(2)>"
    council = a_council(name="골목" + bad)
    author = a_member(council, name=bad[:40])
    proposal = a_proposal(council, author, title=bad, place=bad, problem=bad, wish=bad + "[x](javascript:alert(3))")
    mine = sign_in(author)
    for path in ("", "/versions", "/edition", "/photos", "/co-proposers", "/withdrawal"):
        page = mine.get(f"/proposals/{proposal.id}{path}").text
        assert "<script>alert" not in page
        assert "<img src=x" not in page
        assert 'href="javascript' not in page
    page = client.get(f"/councils/{council.id}/proposals?words={bad}").text
    assert "<script>alert" not in page
    assert "<img src=x" not in page


def test_the_pages_speak_english(app, sign_in):
    council = a_council()
    author = a_member(council)
    proposal = a_draft(council, author)
    mine = sign_in(author)
    mine.set_cookie("language", "en")
    page = mine.get(f"/proposals/{proposal.id}/publication").text
    assert "This is how it looks" in page
    assert "Publish" in page
    assert queries.proposal(proposal.id).title in page
