"""The inbox: newest first, unread marked, opened by a button because a GET writes nothing."""

from datetime import timedelta

import pytest

from app.kernel import clock
from app.kernel.events import Event
from app.notices.models import Notification
from tests.browsing import forms, submit, token_of
from tests.conftest import counted_statements, rows
from tests.factories import a_user, kept
from tests.factories.decisions import a_request


def a_notice(user, title="골목 쓰레기", **given) -> Notification:
    at = given.pop("at", None) or clock.now()
    action = given.pop("action", "proposal.tabled")
    facts = given.pop("facts", {})
    event = kept(Event(at=at, action=action, subject_type="proposal", subject_id=1, facts=facts))
    values = {
        "user_id": user.id,
        "event_id": event.id,
        "action": action,
        "title": title,
        "url": "/notices",
        "told_at": at,
    }
    return kept(Notification(**{**values, **given}))


def test_an_empty_inbox_says_what_will_come(app, sign_in):
    page = sign_in(a_user()).get("/notices").text
    assert "아직 알림이 없습니다" in page
    assert "모두 읽음" not in page


def test_the_newest_notice_comes_first_and_unread_ones_are_marked(app, sign_in):
    user, now = a_user(), clock.now()
    a_notice(user, "새것", at=now)
    a_notice(user, "헌것", at=now - timedelta(days=1), read_at=now)
    page = sign_in(user).get("/notices").text
    assert page.index("새것") < page.index("헌것")
    assert "읽지 않은 알림이 1건" in page
    assert page.count("badge-primary") == 1


def test_opening_a_notice_marks_it_read_and_leads_to_its_matter(app, sign_in):
    user = a_user()
    notice, other = a_notice(user, url="/councils"), a_notice(user)
    browser = sign_in(user)
    answer = submit(browser, "/notices", f"/notices/{notice.id}/reading")
    assert (answer.status_code, answer.location) == (303, "/councils")
    read = {line.id: line.read_at for line in rows("notification")}
    assert read[notice.id] is not None
    assert read[other.id] is None


def test_opening_a_notice_again_keeps_the_first_moment(app, sign_in):
    user = a_user()
    first = clock.now() - timedelta(days=2)
    notice = a_notice(user, read_at=first)
    browser = sign_in(user)
    token = token_of(browser, "/notices")
    assert browser.post(f"/notices/{notice.id}/reading", data={"csrf_token": token}).status_code == 303
    assert notice.read_at == first


def test_reading_the_inbox_writes_nothing(app, sign_in):
    user = a_user()
    a_notice(user)
    sign_in(user).get("/notices")
    assert [line.read_at for line in rows("notification")] == [None]


def test_all_can_be_marked_read_at_once_and_only_ones_own(app, sign_in):
    user, neighbour = a_user(), a_user()
    for person in (user, user, neighbour):
        a_notice(person)
    page = submit(sign_in(user), "/notices", "/notices/readings", follow=True)
    assert "모두 읽었습니다" in page.text
    assert {line.user_id for line in rows("notification") if line.read_at is None} == {neighbour.id}


def test_a_notice_is_opened_by_its_reader_alone(app, sign_in, client):
    notice, other = a_notice(a_user()), a_user()
    number, browser = notice.id, sign_in(other)
    token = token_of(browser, "/notices")
    assert browser.post(f"/notices/{number}/reading", data={"csrf_token": token}).status_code == 404
    assert browser.post("/notices/999/reading", data={"csrf_token": token}).status_code == 404
    assert [line.read_at for line in rows("notification")] == [None]
    assert client.get("/notices").location.startswith("/sign-in")
    assert "골목 쓰레기" not in browser.get("/notices").text


def test_every_page_shows_how_many_are_unread_and_counts_them_as_it_asks_who_has_signed_in(app, sign_in):
    user = a_user()
    for _ in range(3):
        a_notice(user)
    with counted_statements() as statements:
        page = sign_in(user).get("/notices").text
    assert '<span class="count"' in page
    (counting,) = [statement for statement in statements if "notification.read_at IS NULL" in statement]
    assert "JOIN device" in counting


def test_a_visitor_costs_no_count(app, client):
    path = f"/requests/{a_request().id}"
    with counted_statements() as statements:
        assert client.get(path).status_code == 200
    assert not any("notification" in statement for statement in statements)


def test_a_long_inbox_comes_in_pages_and_in_as_many_statements_as_a_short_one(app, sign_in):
    user = a_user()
    a_notice(user)
    browser = sign_in(user)
    with counted_statements() as few:
        browser.get("/notices")
    for _ in range(24):
        a_notice(user)
    with counted_statements() as many:
        page = browser.get("/notices").text
    assert len(few) == len(many)
    assert page.count('<article class="card') == 20
    assert browser.get("/notices?page=2").text.count('<article class="card') == 5


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("ko", "동주민센터가 답했습니다(부분수용): 봉투"),
        ("en", 'The community centre has answered (Partly accepted): <span lang="ko">봉투</span>'),
    ],
)
def test_the_sentence_is_written_in_the_readers_language(app, sign_in, language, said):
    user = a_user()
    a_notice(user, "봉투", action="decision.published", facts={"answer": "partially_accepted"})
    browser = sign_in(user)
    browser.set_cookie("language", language)
    assert said in browser.get("/notices").text


def test_what_residents_wrote_is_shown_as_text(app, sign_in):
    user = a_user()
    a_notice(user, "<b>100%</b> (%s)")
    page = sign_in(user).get("/notices")
    assert page.status_code == 200
    assert "&lt;b&gt;100%&lt;/b&gt; (%s)" in page.text
    assert page.text.count("<h1") == 1
    assert all("csrf_token" in form.values for form in forms(page.text) if form.method == "post")
