"""Paper through the pages after closing: two people who enter, the reconciliation sheet, and the result."""

import pytest

from app.kernel.db import session
from app.polls import queries
from app.polls.models import PaperBatch
from tests import factories
from tests.browsing import form_of, submit
from tests.conftest import rows
from tests.factories import polls as made
from tests.polls.paper_towns import Town, fields


@pytest.fixture
def town(app, sign_in):
    return Town(sign_in)


def test_nobody_sees_a_number_between_the_closing_and_the_count(town):
    for voter in town.voters:
        made.cast(town.poll, voter, [1])
    town.close()
    visitor = town.sign_in(town.voters[0])
    page = visitor.get(town.url()).text
    assert "종이 표를 두 사람이 따로 옮겨 적고 있습니다" in page
    assert visitor.get(town.url("result")).location == town.url()
    assert visitor.get(town.url("counting")).status_code == 403
    asked = submit(visitor, town.url("receipts"), "/receipts", code="AAAA")
    assert "표를 세고 있습니다" in asked.text
    assert "개표 중" in visitor.get(f"/councils/{town.council.id}/polls").text
    assert "3표" not in page
    assert "3명" not in page


def test_two_people_enter_a_batch_are_told_where_they_differ_and_agree(town):
    town.close()
    begun = submit(town.pair[0], town.url("counting"), "/counting", sheets="3")
    assert begun.location == town.url("batches/1")
    sent = town.enter(0, 1, **fields([1, 2], [0], "unreadable"))
    assert sent.location == town.url("counting")
    other = town.pair[1].get(town.url("batches/1")).text
    assert "checked" not in other, "the second person sees what the first has entered"
    assert "다른 한 분을 기다림" in town.pair[1].get(town.url("counting")).text
    differs = town.enter(1, 1, **fields([1, 2], [3], [1, 2, 3]))
    for who in (0, 1):
        assert "다른 한 분과 다르게 적은 장: 2, 3번째" in town.pair[who].get(differs.location).text
    done = town.enter(1, 1, **{**fields([1, 2], [0]), "marks-3": None, "reason-3": "unreadable"})
    assert done.location == town.url("counting")
    assert "두 사람이 똑같이 적었습니다" in town.pair[1].get(done.location).text
    late = town.pair[0].get(town.url("batches/1"))
    assert "이제 아무도 볼 수도 바꿀 수도 없습니다" in late.text
    assert "checked" not in late.text


def test_nothing_that_was_entered_is_lost_when_a_sheet_is_wrong(town):
    town.close()
    submit(town.pair[0], town.url("counting"), "/counting", sheets="5")
    given = {**fields([1, 2], [0, 1], [3], [], "over_marked"), "reason-3": "other"}
    sent = town.enter(0, 1, **{**given, "marks-4": None})
    assert sent.status_code == 422
    for said in (
        "2번째 장: 표시가 있으면 빈 종이가 아닙니다",
        "3번째 장: 표시와 무효 가운데 하나만",
        "4번째 장을 아직 적지 않았습니다",
    ):
        assert sent.text.count(said) == 2, "in the summary and beside the sheet"
    again = form_of(sent.text, "/batches/1").values
    assert [again.getlist(f"marks-{number}") for number in range(1, 6)] == [["1", "2"], ["1", "0"], ["3"], [], []]
    assert (again["reason-3"], again["reason-5"]) == ("other", "over_marked")
    assert rows("paper_entry") == []


@pytest.mark.parametrize("strange", [{"marks-1": "9"}, {"marks-1": "x"}, {"reason-1": "bought"}, {"marks-1": "-1"}])
def test_what_no_page_offers_is_no_entry(town, strange):
    town.close()
    submit(town.pair[0], town.url("counting"), "/counting", sheets="1")
    form = form_of(town.pair[0].get(town.url("batches/1")).text, "/batches/1").values
    for name, value in strange.items():
        form.setlist(name, [value])
    sent = town.pair[0].post(town.url("batches/1"), data=form)
    assert sent.status_code == 422
    assert "1번째 장을 다시 골라 주세요" in sent.text


def test_a_third_person_is_sent_to_another_batch(town):
    town.close()
    submit(town.pair[0], town.url("counting"), "/counting", sheets="1")
    for who, sheet in enumerate(([1], [2])):
        town.enter(who, 1, **fields(sheet))
    third = town.sign_in(factories.a_facilitator(town.council))
    page = third.get(town.url("batches/1")).text
    assert "두 분이 이미 옮겨 적고 있는 묶음입니다" in page
    assert "다르게 적은 장" not in page


def test_a_batch_that_was_counted_wrong_is_taken_back(town):
    town.close()
    submit(town.pair[0], town.url("counting"), "/counting", sheets="4")
    town.enter(0, 1, **fields([1], [2], [3], [0]))
    gone = submit(town.pair[1], town.url("batches/1"), "/removal")
    assert "1번 묶음을 지웠습니다" in town.pair[1].get(gone.location).text
    assert session().query(PaperBatch).count() == 0
    assert town.pair[0].get(town.url("batches/1")).status_code == 404
    assert submit(town.pair[0], town.url("counting"), "/counting", sheets="26").status_code == 422


def test_the_whole_way_from_the_booth_to_a_certified_result(town):
    for name in ("순자", "영희"):
        town.hand(name)
    made.cast(town.poll, town.voters[2], [1, 3])
    town.close()
    submit(town.pair[0], town.url("counting"), "/counting", sheets="1")
    for who in (0, 1):
        town.enter(who, 1, **fields([1]))
    waiting = town.pair[0].get(town.url("counting")).text
    assert "대조표에 인쇄한 장수와 남은 장수를 먼저 적어 주세요" in waiting
    refused = submit(town.pair[0], town.url("reconciliation"), "/reconciliation", printed="5", unused="2", spoilt="1")
    assert refused.status_code == 422
    assert "까닭을 적어 주세요: 종이 투표함" in refused.text
    form = form_of(refused.text, "/reconciliation").values
    assert (form["printed"], form["unused"], form["spoilt"]) == ("5", "2", "1")
    assert "reason_printed" not in form
    form["reason_box"] = "한 분이 종이를 가지고 가셨습니다"
    town.pair[0].post(town.url("reconciliation"), data=form)
    assert "다른 한 분이 로그인하여" in town.pair[0].get(town.url("reconciliation")).text
    submit(town.pair[1], town.url("reconciliation"), "/confirmation")
    done = submit(town.pair[1], town.url("counting"), "/tally")
    assert done.location == town.url("result")
    page = town.pair[1].get(done.location).text
    for said in (
        "건넨 종이(명부에서)",
        "한 분이 종이를 가지고 가셨습니다",
        "적고 확인한 사람:",
        "앞의 수가 1만큼 적습니다",
    ):
        assert said in page
    assert "유효표" not in page, "three ballots by kind would expose people"
    submit(town.pair[1], town.url("result"), "/certificate")
    assert queries.poll(town.poll.id).is_certified
    assert town.pair[0].get(town.url("counting")).location == town.url("result")


def test_a_press_that_comes_too_early_counts_nothing(town):
    town.hand("순자")
    town.close()
    token = form_of(town.pair[0].get(town.url("counting")).text, "/counting").values["csrf_token"]
    sent = town.pair[0].post(town.url("tally"), data={"csrf_token": token})
    assert sent.status_code == 409
    assert "인쇄한 장수와 남은 장수를 먼저" in sent.text
    assert queries.poll(town.poll.id).is_being_counted


def test_with_few_sheets_whoever_enters_them_is_asked_to_keep_quiet(town):
    town.hand("순자")
    town.close()
    assert "본 것을 아무에게도 말하지 마세요" in town.pair[0].get(town.url("counting")).text
