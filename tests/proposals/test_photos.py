"""Photos: made anew without hidden facts, private as long as the draft is, described, removed."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from app.proposals.states import ProposalState
from tests.browsing import form_of, submit
from tests.conftest import rows
from tests.factories import a_council, a_facilitator, a_member
from tests.factories.proposals import a_co_proposer, a_draft, a_photo, a_picture, a_proposal

WORDS = {"title": "가로등", "problem": "어둡습니다", "wish": "밝게 해 주세요"}


@pytest.fixture
def uploads(app) -> Path:
    folder = Path(app.config["UPLOADS"])
    for old in folder.glob("*"):
        old.unlink()
    return folder


def files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*"))


def add(client, proposal, **more):
    return submit(client, f"/proposals/{proposal.id}/photos", follow=True, photo=a_picture(), **more)


def test_a_photo_comes_with_the_draft_and_loses_what_was_hidden_in_it(app, sign_in, uploads):
    council = a_council()
    mine = sign_in(a_member(council))
    url = f"/councils/{council.id}/proposals/new"
    page = submit(mine, url, follow=True, **WORDS, photo=a_picture(), description="깨진 가로등")
    assert 'alt="깨진 가로등"' in page.text
    (row,) = rows("photo")
    answer = mine.get(f"/proposals/{row.proposal_id}/photos/{row.id}")
    assert answer.mimetype == "image/webp"
    assert b"SecretCamera" not in answer.data
    with Image.open(BytesIO(answer.data)) as image:
        assert (image.width, image.height) == (row.width, row.height)
        assert not dict(image.getexif())


def test_a_photo_of_a_draft_is_as_private_as_the_draft(app, sign_in, client, uploads):
    council = a_council()
    author, others = a_member(council), [a_member(council), a_facilitator(council)]
    proposal = a_draft(council, author)
    friend = a_co_proposer(proposal, accepted=False)
    mine = sign_in(author)
    add(mine, proposal)
    url = f"/proposals/{proposal.id}/photos/{rows('photo')[0].id}"
    assert client.get(url).status_code == 404
    assert {sign_in(user).get(url).status_code for user in others} == {404}
    assert {sign_in(user).get(url).status_code for user in (author, friend)} == {200}
    submit(mine, f"/proposals/{proposal.id}/publication")
    assert client.get(url).status_code == 200


def test_a_photo_of_another_proposal_is_not_found_here(app, client):
    photo, other = a_photo(a_proposal()), a_proposal()
    assert client.get(f"/proposals/{other.id}/photos/{photo.id}").status_code == 404


def test_an_error_elsewhere_keeps_the_words_and_says_to_choose_the_photo_again(app, sign_in, uploads):
    council = a_council()
    page = submit(
        sign_in(a_member(council)),
        f"/councils/{council.id}/proposals/new",
        **{**WORDS, "title": ""},
        photo=a_picture(),
        description="깨진 가로등",
    )
    assert page.status_code == 422
    assert "사진을 다시 골라 주세요" in page.text
    assert "어둡습니다" in page.text
    assert "깨진 가로등" in page.text
    assert files(uploads) == []
    assert rows("proposal") == []


def test_what_is_no_photo_is_refused_beside_its_field(app, sign_in, uploads):
    council = a_council()
    fake = (BytesIO(b"<svg onload=alert(1)>"), "photo.jpg")
    page = submit(sign_in(a_member(council)), f"/councils/{council.id}/proposals/new", **WORDS, photo=fake)
    assert page.status_code == 422
    assert 'id="photo-error"' in page.text
    assert "사진으로 읽을 수 없는" in page.text
    assert "어둡습니다" in page.text
    assert files(uploads) == []


def test_a_draft_that_is_sent_twice_keeps_one_photo(app, sign_in, uploads):
    council = a_council()
    mine, url = sign_in(a_member(council)), f"/councils/{council.id}/proposals/new"
    once = form_of(mine.get(url).text, "").values["once"]
    for _ in range(2):
        submit(mine, url, **WORDS, photo=a_picture(), once=once)
    assert len(rows("photo")) == 1
    assert len(files(uploads)) == 1


def test_up_to_four_photos_are_added_one_by_one(app, sign_in, uploads):
    council = a_council()
    author = a_member(council)
    proposal = a_draft(council, author)
    mine = sign_in(author)
    for count in range(1, 5):
        assert f"지금 {count}장입니다" in add(mine, proposal).text
    page = mine.get(f"/proposals/{proposal.id}/photos")
    assert "사진 올리기" not in page.text


def test_a_fifth_photo_is_refused(app, sign_in, uploads):
    council = a_council()
    author = a_member(council)
    proposal = a_draft(council, author)
    for _ in range(3):
        a_photo(proposal)
    mine, url = sign_in(author), f"/proposals/{proposal.id}/photos"
    waiting = form_of(mine.get(url).text, "").values
    a_photo(proposal)
    answer = mine.post(url, data={**waiting, "photo": a_picture()})
    assert answer.status_code == 422
    assert "4장까지" in answer.text
    assert len(rows("photo")) == 4


def test_the_same_photo_form_sent_twice_keeps_one(app, sign_in, uploads):
    council = a_council()
    author = a_member(council)
    proposal = a_draft(council, author)
    mine, url = sign_in(author), f"/proposals/{proposal.id}/photos"
    values = form_of(mine.get(url).text, "").values
    for _ in range(2):
        assert mine.post(url, data={**values, "photo": a_picture()}).status_code == 303
    assert len(rows("photo")) == 1
    assert len(files(uploads)) == 1


def test_no_photo_chosen_gets_a_sentence(app, sign_in):
    council = a_council()
    author = a_member(council)
    proposal = a_draft(council, author)
    page = submit(sign_in(author), f"/proposals/{proposal.id}/photos", description="설명만")
    assert page.status_code == 422
    assert "사진을 골라 주세요" in page.text
    assert "설명만" in page.text


def test_a_removed_photo_is_gone_from_the_store(app, sign_in, uploads):
    council = a_council()
    author = a_member(council)
    proposal = a_proposal(council, author)
    mine = sign_in(author)
    add(mine, proposal)
    assert len(files(uploads)) == 1
    page = submit(mine, f"/proposals/{proposal.id}/photos", "/removal", follow=True)
    assert "사진을 지웠습니다" in page.text
    assert rows("photo") == []
    assert files(uploads) == []


def test_a_photo_gets_other_words(app, sign_in):
    council = a_council()
    author = a_member(council)
    proposal = a_draft(council, author)
    a_photo(proposal)
    mine, url = sign_in(author), f"/proposals/{proposal.id}/photos"
    page = submit(mine, url, "/description", description='"><script>alert(1)</script>', follow=True)
    assert "설명을 고쳤습니다" in page.text
    assert "<script>alert" not in page.text
    answer = submit(mine, url, "/description", description="전화 010-1234-5678")
    assert answer.status_code == 422
    assert "휴대전화 번호" in answer.text


def test_a_photo_without_words_is_still_announced(app, client):
    proposal = a_proposal()
    a_photo(proposal, description="")
    assert 'alt="제안에 붙인 사진 1"' in client.get(f"/proposals/{proposal.id}").text


def test_a_photo_that_changes_after_publishing_is_told(app, sign_in, client, uploads):
    council = a_council()
    author = a_member(council)
    proposal = a_proposal(council, author)
    assert "사진 고침" not in client.get(f"/proposals/{proposal.id}").text
    add(sign_in(author), proposal)
    assert "사진 고침" in client.get(f"/proposals/{proposal.id}").text


def test_photos_of_a_tabled_proposal_stand(app, sign_in):
    council = a_council()
    author = a_member(council)
    proposal = a_proposal(council, author, state=ProposalState.TABLED)
    assert sign_in(author).get(f"/proposals/{proposal.id}/photos").status_code == 403
