"""A word of progress is one press; photos stand before and after; milestones make a bar."""

from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from app.deeds import queries, service
from app.deeds.states import CommitmentState, Step, bar
from app.kernel import clock
from app.kernel.db import transaction
from app.kernel.errors import Conflict, Invalid
from tests.browsing import form_of, submit, token_of
from tests.conftest import rows
from tests.factories import an_officer
from tests.factories.deeds import a_commitment, dropped, told
from tests.factories.proposals import a_picture


@pytest.fixture
def uploads(app) -> Path:
    folder = Path(app.config["UPLOADS"])
    for old in folder.glob("*"):
        old.unlink()
    return folder


def url(commitment):
    return f"/commitments/{commitment.id}/progress"


def press(browser, commitment, step, **said):
    return browser.post(url(commitment), data={"csrf_token": token_of(browser, url(commitment)), "step": step, **said})


def test_one_press_on_the_desk_starts_and_finishes(commitment, officer, sign_in):
    browser = sign_in(officer)
    assert press(browser, commitment, "start").status_code == 303
    assert queries.commitment(commitment.id).state is CommitmentState.UNDER_WAY
    assert press(browser, commitment, "finish").status_code == 303
    done = queries.commitment(commitment.id)
    assert (done.state, done.turn, done.ended_on) == (CommitmentState.DONE, 1, clock.today())
    assert [event.action for event in rows("event")][-2:] == ["commitment.started", "commitment.done"]


def test_pressed_twice_or_by_two_officers_it_is_done_once(commitment, officer, council, sign_in):
    for user in (officer, officer, an_officer(council.dong)):
        assert press(sign_in(user), commitment, "finish").status_code == 303
    assert queries.commitment(commitment.id).turn == 1
    assert len(rows("progress")) == 1


def test_the_words_of_the_second_officer_are_kept(commitment, officer, council, client):
    told(commitment, officer, Step.FINISH)
    told(commitment, an_officer(council.dong), Step.FINISH, "알림판 두 개를 달았습니다.")
    assert queries.commitment(commitment.id).turn == 1
    assert "알림판 두 개를 달았습니다." in client.get(f"/commitments/{commitment.id}").text


def test_mere_news_need_a_word_or_a_photo(commitment, officer, sign_in):
    refused = press(sign_in(officer), commitment, "tell")
    assert refused.status_code == 422
    assert "한 줄이라도" in refused.text
    assert rows("progress") == []


def test_what_was_dropped_takes_no_more_news(commitment, officer):
    ended = dropped(commitment, officer)
    with pytest.raises(Conflict):
        told(ended, officer, text="그래도 했습니다.")


def test_a_photo_before_and_one_after_stand_side_by_side_without_hidden_facts(
    commitment, officer, sign_in, client, uploads
):
    browser = sign_in(officer)
    for moment, alt in (("before", "쌓인 봉투"), ("after", "깨끗한 담")):
        answer = submit(
            browser, url(commitment), text="사진", photo=a_picture(), moment=moment, description=alt, step="tell"
        )
        assert answer.status_code == 303
    page = client.get(f"/commitments/{commitment.id}").text
    pair = page[page.index("deed-pair") : page.index("facts")]
    assert pair.index('alt="쌓인 봉투"') < pair.index('alt="깨끗한 담"')
    answer = client.get(f"/commitments/{commitment.id}/photos/{rows('deed_photo')[0].id}")
    assert answer.mimetype == "image/webp"
    assert b"SecretCamera" not in answer.data
    with Image.open(BytesIO(answer.data)) as image:
        assert not dict(image.getexif())


def test_a_form_sent_twice_tells_once_and_leaves_one_file(commitment, officer, sign_in, uploads):
    browser = sign_in(officer)
    values = form_of(browser.get(url(commitment)).text, "").values
    for _ in range(2):
        sent = {**values, "text": "달았습니다.", "photo": a_picture(), "step": "tell"}
        assert browser.post(url(commitment), data=sent).status_code == 303
    assert len(rows("progress")) == 1
    assert len(rows("deed_photo")) == 1
    assert len(list(uploads.glob("*"))) == 1


def test_a_private_number_in_the_words_keeps_words_and_no_file(commitment, officer, sign_in, uploads):
    said = {"text": "010-1234-5678로 물어보세요", "photo": a_picture(), "step": "tell"}
    answer = submit(sign_in(officer), url(commitment), **said)
    assert answer.status_code == 422
    assert "010-1234-5678" in answer.text
    assert list(uploads.glob("*")) == []


def test_a_photo_too_many_is_refused_and_leaves_no_file(commitment, officer, sign_in, uploads):
    browser = sign_in(officer)
    values = form_of(browser.get(url(commitment)).text, "").values
    for number in range(9):
        sent = {**values, "once": f"once-{number}", "photo": a_picture(), "step": "tell"}
        answer = browser.post(url(commitment), data=sent)
    assert answer.status_code == 422
    assert "8장까지" in answer.text
    assert len(list(uploads.glob("*"))) == len(rows("deed_photo")) == 8


def test_a_removed_photo_is_gone_from_the_store_and_the_words_stay(commitment, officer, sign_in, uploads, client):
    browser = sign_in(officer)
    submit(browser, url(commitment), text="달았습니다.", photo=a_picture(), step="tell")
    submit(browser, url(commitment), f"/photos/{rows('deed_photo')[0].id}/removal")
    assert list(uploads.glob("*")) == []
    assert rows("deed_photo") == []
    assert "달았습니다." in client.get(f"/commitments/{commitment.id}").text


def test_a_photo_of_another_commitment_is_not_found_here(commitment, officer, council, sign_in, client, uploads):
    submit(sign_in(officer), url(commitment), photo=a_picture(), step="tell")
    other = a_commitment(council, by=officer)
    assert client.get(f"/commitments/{other.id}/photos/{rows('deed_photo')[0].id}").status_code == 404


def test_milestones_are_added_done_undone_and_taken_out(commitment, officer, sign_in, client):
    browser, page = sign_in(officer), f"/commitments/{commitment.id}/milestones"
    day = clock.today() + timedelta(days=10)
    for title in ("알림판 주문", "알림판 달기"):
        assert submit(browser, page, title=title, due_on=day.isoformat()).status_code == 303
    first, second = rows("milestone")
    submit(browser, page, f"/milestones/{first.id}/completion")
    submit(browser, page, f"/milestones/{second.id}/removal")
    public = client.get(f"/commitments/{commitment.id}").text
    assert "1단계 가운데 1단계를 마쳤습니다" in public
    assert "<svg" in public
    assert "알림판 주문" in public
    assert "알림판 달기" not in public
    assert rows("milestone")[0].done_on == clock.today().isoformat() or rows("milestone")[0].done_on == clock.today()
    submit(browser, page, f"/milestones/{first.id}/completion")
    assert rows("milestone")[0].done_on is None
    actions = [event.action.partition("_")[2] for event in rows("event") if "milestone" in event.action]
    assert actions == ["set", "set", "done", "dropped", "undone"]


def test_a_milestone_too_many_is_refused(commitment, officer):
    def add(number):
        with transaction():
            service.add_milestone(commitment, f"단계 {number}", clock.today(), by=officer, at=clock.now())

    for number in range(12):
        add(number)
    with pytest.raises(Invalid, match="12개"):
        add(13)


def test_the_bar_places_days_between_the_promise_and_the_last_day():
    start = clock.today()
    drawn = bar(start, start + timedelta(days=10), start + timedelta(days=5), [
        (start + timedelta(days=2), True), (start + timedelta(days=20), False)
    ])  # fmt: skip
    assert drawn.last == start + timedelta(days=20), "a step after the promised day widens the bar"
    assert [pin.at for pin in drawn.pins] == [10.0, 100.0]
    assert (drawn.today, drawn.done) == (25.0, 1)


def test_a_bar_of_one_day_divides_by_nothing():
    day = clock.today()
    assert bar(day, day, day, [(day, False)]).today == 0.0
