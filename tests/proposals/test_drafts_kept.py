"""Drafts that are kept while somebody writes: by the page's own form, answered briefly, one draft and nothing lost."""

import pytest

from tests.browsing import form_of, submit
from tests.conftest import rows
from tests.factories import a_council, a_member, an_officer
from tests.factories.proposals import a_co_proposer, a_draft, a_picture, a_proposal

QUIETLY = {"Accept": "application/json"}
WORDS = {"title": "가로등 달기", "problem": "밤에 어둡습니다.", "wish": "모퉁이에 달아 주세요."}


@pytest.fixture
def writer(app, sign_in):
    """Somebody at the empty form: the browser, its address and what the form holds."""
    council = a_council()
    client = sign_in(a_member(council))
    url = f"/councils/{council.id}/proposals/new"
    return client, url, dict(form_of(client.get(url).text, "").values)


def test_a_title_is_enough_to_keep_a_draft(writer):
    client, url, form = writer
    answer = client.post(url, data={**form, "title": "가로등"}, headers=QUIETLY)
    assert answer.status_code == 200
    assert "저장했습니다" in answer.json["said"]
    (row,) = rows("proposal")
    assert (row.title, row.problem, row.state) == ("가로등", "", "draft")
    assert answer.json["seen"]


def test_the_same_form_keeps_one_draft_that_says_the_last_words(writer):
    client, url, form = writer
    for words in ({"title": "가"}, {"title": "가로"}, WORDS):
        answer = client.post(url, data={**form, **words}, headers=QUIETLY)
        assert answer.status_code == 200
        form["seen"] = answer.json["seen"]
    assert client.post(url, data={**form, **WORDS, "wish": "두 개 달아 주세요."}).status_code == 303
    (row,) = rows("proposal")
    assert row.wish == "두 개 달아 주세요."


def test_what_was_kept_and_never_answered_may_be_sent_again(writer):
    client, url, form = writer
    first = client.post(url, data={**form, "title": "가로등"}, headers=QUIETLY).json["seen"]
    form["seen"] = first
    client.post(url, data={**form, "title": "가로등 둘"}, headers=QUIETLY)  # the answer is lost on its way
    again = client.post(url, data={**form, "title": "가로등 둘"}, headers=QUIETLY)
    assert again.status_code == 200
    form["seen"] = again.json["seen"]
    assert client.post(url, data={**form, "title": "가로등 셋"}, headers=QUIETLY).status_code == 200
    assert [row.title for row in rows("proposal")] == ["가로등 셋"]


def test_who_goes_back_and_sends_the_form_with_other_words_changes_the_draft(writer):
    client, url, form = writer
    first = client.post(url, data={**form, **WORDS})
    second = client.post(url, data={**form, **WORDS, "title": "보안등 달기"})
    assert first.location == second.location
    assert [row.title for row in rows("proposal")] == ["보안등 달기"]


def test_a_draft_that_was_edited_elsewhere_is_not_written_over(writer):
    client, url, form = writer
    client.post(url, data={**form, **WORDS})
    number = rows("proposal")[0].id
    submit(client, f"/proposals/{number}/edition", title="고친 제목")
    quiet = client.post(url, data={**form, **WORDS, "title": "처음 쪽에서"}, headers=QUIETLY)
    assert quiet.status_code == 409
    assert "먼저 바뀌었습니다" in quiet.json["said"]
    page = client.post(url, data={**form, **WORDS, "title": "처음 쪽에서"})
    assert page.status_code == 422
    assert "내 글로 저장하기" in page.text
    again = form_of(page.text, "")
    assert again.values["title"] == "처음 쪽에서"
    assert client.post(url, data=again.values).status_code == 303
    assert [row.title for row in rows("proposal")] == ["처음 쪽에서"]


def test_a_published_proposal_is_not_touched_by_its_first_form(writer):
    client, url, form = writer
    client.post(url, data={**form, **WORDS})
    number = rows("proposal")[0].id
    submit(client, f"/proposals/{number}/publication")
    again = client.post(url, data={**form, **WORDS, "title": "다른 제목"})
    assert again.location == f"/proposals/{number}"
    assert rows("proposal")[0].title == WORDS["title"]


def test_a_photo_that_comes_with_the_last_press_is_kept_with_the_draft(writer):
    client, url, form = writer
    form["seen"] = client.post(url, data={**form, **WORDS}, headers=QUIETLY).json["seen"]
    for _press in range(2):
        client.post(url, data={**form, **WORDS, "photo": a_picture(), "description": "어두운 골목"})
    assert [row.description for row in rows("photo")] == ["어두운 골목"]


def test_what_may_not_become_public_is_said_and_not_kept(writer):
    client, url, form = writer
    answer = client.post(url, data={**form, "title": "전화 010-1234-5678"}, headers=QUIETLY)
    assert answer.status_code == 422
    assert "지워 주세요" in answer.json["said"]
    assert rows("proposal") == []


def test_a_draft_with_gaps_is_not_published_and_says_so(writer):
    client, url, form = writer
    client.post(url, data={**form, "title": "가로등"}, headers=QUIETLY)
    number = rows("proposal")[0].id
    page = client.get(f"/proposals/{number}/publication")
    assert "아직 빈 칸이 있습니다" in page.text
    assert "마저 쓰기" in page.text
    token = form_of(page.text, "/preferences").values["csrf_token"]
    refused = client.post(f"/proposals/{number}/publication", data={"csrf_token": token})
    assert refused.status_code == 422
    assert rows("proposal")[0].state == "draft"


def test_without_a_script_the_button_still_asks_for_every_field(writer):
    client, url, form = writer
    assert client.post(url, data={**form, "title": "가로등"}).status_code == 422
    assert rows("proposal") == []


def test_a_co_proposer_keeps_the_shared_draft_too_and_never_over_the_others_words(app, sign_in):
    draft = a_draft(None, author := a_member(a_council()))
    mine, theirs = sign_in(author), sign_in(a_co_proposer(draft))
    url = f"/proposals/{draft.id}/edition"
    first, second = (dict(form_of(browser.get(url).text, "").values) for browser in (mine, theirs))
    kept = mine.post(url, data={**first, "title": "내가 쓴 제목"}, headers=QUIETLY)
    assert kept.status_code == 200
    assert theirs.post(url, data={**second, "title": "그분이 쓴 제목"}, headers=QUIETLY).status_code == 409
    assert rows("proposal")[0].title == "내가 쓴 제목"


def test_published_words_are_never_kept_quietly(app, sign_in):
    proposal = a_proposal(None, author := a_member(a_council()))
    client = sign_in(author)
    url = f"/proposals/{proposal.id}/edition"
    page = client.get(url).text
    assert "data-saving" not in page
    form = dict(form_of(page, "").values)
    assert client.post(url, data={**form, "wish": ""}, headers=QUIETLY).status_code == 422
    assert rows("proposal_version") == []


def test_an_officers_draft_is_kept_once_it_says_who_spoke(app, sign_in):
    council = a_council()
    officer = sign_in(an_officer(council.dong))
    url = f"/councils/{council.id}/proposals/new?spoken=1"
    form = dict(form_of(officer.get(url).text, "").values)
    assert officer.post(url, data={**form, "title": "가로등"}, headers=QUIETLY).status_code == 422
    answer = officer.post(url, data={**form, "title": "가로등", "spoken_by": "최할머니"}, headers=QUIETLY)
    assert answer.status_code == 200
    assert rows("proposal")[0].spoken_by == "최할머니"
