"""Decisions by consent: not all have to be for it, nobody may object; an objection has a reason and sends it back."""

import pytest

from app.documents.official.result_report import hands_of
from app.kernel import clock
from app.kernel.db import transaction
from app.kernel.errors import Invalid
from app.meetings import queries, service
from app.meetings.service import Motion
from app.meetings.states import Outcome, Way
from tests.browsing import form_of, submit
from tests.conftest import rows
from tests.meetings.test_resolutions import in_session

TEXT = "봉투를 나누어 준다"


def consent(yes, reservations=0, aside=0, no=0, dissent=""):
    return Motion(TEXT, yes, no, aside, dissent=dissent, way=Way.CONSENT, reservations=reservations)


def put(browser, url, **numbers):
    given = {"yes": 0, "reservations": 0, "abstain": 0, "no": 0, **numbers}
    return submit(browser, f"{url}/resolutions/new?way=consent", "", text=TEXT, **given)


def decided(meeting, item, motion):
    with transaction():
        return service.resolve(queries.meeting(meeting.id), item, motion, by=meeting.called_by, at=clock.now())


def test_what_nobody_objects_to_is_decided_and_worries_are_kept(app, sign_in):
    meeting, _item, url = in_session(13)
    browser = sign_in(meeting.called_by)
    assert put(browser, url, yes=11, reservations=2, abstain=2, dissent="값이 걱정입니다").status_code == 303
    kept = rows("resolution")[0]
    assert (kept.way, kept.yes, kept.reservations, kept.abstain, kept.no) == (Way.CONSENT, 11, 2, 2, 0)
    assert kept.outcome == Outcome.CARRIED
    page = browser.get(url).text
    for words in (
        "동의 11(걱정을 남긴 2) · 비켜섬 2 · 반대 0 (참석 13)",
        "값이 걱정입니다",
        "반대가 없고 11명이 동의하여",
    ):
        assert words in page


def test_one_objection_sends_it_back_however_many_consent(app):
    meeting, item, _url = in_session(13)
    made = decided(meeting, item, consent(12, no=1, dissent="밤에 소리가 납니다"))
    assert made.outcome is Outcome.SENT_BACK
    assert "반대 1명이 있어" in made.because
    assert not made.is_carried


def test_standing_aside_stops_nothing_but_somebody_has_to_consent(app):
    meeting, item, _url = in_session(5)
    assert decided(meeting, item, consent(1, aside=4)).outcome is Outcome.CARRIED
    assert decided(meeting, item, consent(0, aside=5)).outcome is Outcome.NOT_CARRIED


@pytest.mark.parametrize(
    ("motion", "why"),
    [
        (consent(9, no=1), "반대한 까닭을 적어 주세요"),
        (consent(9, no=1, dissent="  "), "반대한 까닭을 적어 주세요"),
        (consent(3, reservations=4), "동의한 사람 가운데서"),
        (consent(10, aside=3, no=1, dissent="까닭"), "보다 많습니다"),
    ],
)
def test_figures_that_cannot_be_are_told_and_nothing_is_kept(app, motion, why):
    meeting, item, _url = in_session(13)
    with pytest.raises(Invalid, match=why):
        decided(meeting, item, motion)
    assert rows("resolution") == []


def test_what_was_typed_stays_with_the_sentence(app, sign_in):
    meeting, _item, url = in_session(13)
    answer = put(sign_in(meeting.called_by), url, yes=9, no=1)
    assert answer.status_code == 422
    assert "반대한 까닭을 적어 주세요" in answer.text
    assert form_of(answer.text, "").values["yes"] == "9"


def test_a_miscount_is_put_right_on_the_same_pad(app, sign_in):
    meeting, _item, url = in_session(13)
    browser = sign_in(meeting.called_by)
    put(browser, url, yes=9, no=1, dissent="밤에 소리가 납니다")
    address = f"/meetings/{meeting.id}/resolutions/{rows('resolution')[0].id}"
    page = browser.get(address).text
    assert "동의로 정하기" in page
    assert submit(browser, address, "", no=0, abstain=1).status_code == 303
    kept = rows("resolution")[0]
    assert (kept.way, kept.no, kept.abstain, kept.outcome) == (Way.CONSENT, 0, 1, Outcome.CARRIED)


def test_without_enough_present_there_is_no_consent(app):
    meeting, item, _url = in_session(13)
    with transaction() as current:
        current.get(type(meeting.council.bylaws), meeting.council_id).quorum_basis = "count"
        current.get(type(meeting.council.bylaws), meeting.council_id).quorum_value = 14
    assert decided(meeting, item, consent(13)).outcome is Outcome.NO_QUORUM


def test_reports_of_before_there_was_consent_are_told_as_shows_of_hands(app):
    old = {"text": TEXT, "yes": 9, "no": 3, "abstain": 1, "present": 13, "outcome": "carried"}
    assert hands_of(old) == "찬성 9 · 반대 3 · 기권 1 (참석 13)"
    new = {**old, "way": "consent", "reservations": 2}
    assert hands_of(new) == "동의 9(걱정을 남긴 2) · 비켜섬 1 · 반대 3 (참석 13)"
