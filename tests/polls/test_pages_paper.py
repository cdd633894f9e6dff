"""Paper through the pages: the booth, two people who enter, the reconciliation sheet, and the result."""

from typing import Any

import pytest

from app.kernel.db import session
from app.polls import queries
from app.polls.models import PaperBatch
from tests import factories
from tests.browsing import form_of, submit
from tests.conftest import rows
from tests.factories import polls as made
from tests.polls.papers import mark, poll_url, press


class Town:
    """An open poll with paper in a council, and the browsers of those who run it."""

    def __init__(self, sign_in: Any, **given: Any) -> None:
        self.sign_in, self.council = sign_in, factories.a_council()
        self.voters = [factories.a_member(self.council, name=name) for name in ("박순자", "김영희", "이철수")]
        facilitator, officer = factories.a_facilitator(self.council), factories.an_officer(self.council.dong)
        given = {"choices": 3, "method": "choose_up_to_k", "votes_per_voter": 2, **given}
        self.poll = made.an_open_poll(self.council, takes_paper=True, **given)
        self.pair = sign_in(facilitator), sign_in(officer)

    def url(self, page: str = "") -> str:
        return poll_url(self.poll, page)

    def find(self, name: str, who: int = 0) -> Any:
        return submit(self.pair[who], self.url("booth"), "/booth", name=name)

    def hand(self, name: str) -> str:
        """Find somebody, press the first button, and read what is said."""
        done = press(self.pair[0], self.find(name), "/handouts")
        assert (done.status_code, done.location) == (303, self.url("booth"))
        return str(self.pair[0].get(done.location).text)

    def close(self) -> None:
        made.closed(self.poll)

    def enter(self, who: int, number: int, **fields: Any) -> Any:
        return submit(self.pair[who], self.url(f"batches/{number}"), f"/batches/{number}", **fields)


@pytest.fixture
def town(app, sign_in):
    return Town(sign_in)


def fields(*sheets: Any) -> dict[str, Any]:
    """The fields of a batch: a list of marks, or the word of a reason."""
    found: dict[str, Any] = {}
    for number, sheet in enumerate(sheets, 1):
        if isinstance(sheet, str):
            found[f"reason-{number}"] = sheet
        else:
            found[f"marks-{number}"] = [str(position) for position in sheet]
    return found


def test_whoever_drafts_a_poll_lets_it_take_paper_and_the_rules_say_so(app, sign_in):
    council = factories.a_council()
    client = sign_in(factories.a_facilitator(council))
    url = f"/councils/{council.id}/polls/new"
    sent = submit(client, url, "/polls/new", question="둘까요?", method="motion", takes_paper="y")
    page = client.get(sent.location).text
    assert "종이는 건네기 전에 명부에 표시합니다" in page
    assert queries.poll(rows("poll")[0].id).takes_paper
    draft = form_of(client.get(f"{sent.location}/draft").text, "/draft")
    assert draft.values["takes_paper"] == "y", "a draft that is written again would lose it"
    without = submit(client, url, "/polls/new", question="말까요?", method="motion")
    assert "종이는 건네기 전에" not in client.get(without.location).text


def test_paper_is_handed_out_after_the_roll_is_marked_and_a_second_press_says_so(town):
    assert "이제 종이 한 장을 건네세요" in town.hand("순자")
    assert "이미 종이를 건넨 것으로 되어 있습니다" in town.hand("순자")
    voter = town.sign_in(town.voters[0])
    assert "종이로 투표하셨습니다" in voter.get(town.url()).text


def test_whoever_voted_online_is_refused_paper_and_the_channel_is_named(town):
    made.cast(town.poll, town.voters[1], [1])
    assert "이미 투표하셨습니다(온라인). 종이를 건네지 마세요" in town.hand("영희")
    assert rows("refused_duplicates")[0].count == 1


def test_whoever_was_handed_paper_meanwhile_is_refused_online_and_counted(town):
    voter = town.sign_in(town.voters[0])
    read = mark(voter, town.poll, 1)
    town.hand("순자")
    refused = press(voter, read, "/ballots")
    assert refused.status_code == 409
    assert "이미 투표하셨습니다(종이)" in refused.text
    assert rows("ballot") == []
    assert rows("refused_duplicates")[0].count == 1


def test_the_booth_never_shows_who_has_voted(town):
    before = town.find("박").text
    town.hand("순자")
    made.cast(town.poll, town.voters[1], [1])
    after = town.find("박").text
    tokens = [form_of(page, "/handouts").values["csrf_token"] for page in (before, after)]
    assert before.replace(tokens[0], "") == after.replace(tokens[1], "")
    assert "박순자" not in town.pair[0].get(town.url("booth")).text, "a list nobody asked for"


def test_the_year_of_birth_tells_namesakes_apart_for_the_officer_alone(app, sign_in):
    council = factories.a_council()
    for year in (1951, 1962):
        factories.a_member(council, name="김영수", birth_year=year)
    facilitator, officer = (
        sign_in(one) for one in (factories.a_facilitator(council), factories.an_officer(council.dong))
    )
    poll = made.an_open_poll(council, takes_paper=True)
    pages = [submit(one, poll_url(poll, "booth"), "/booth", name="영수").text for one in (facilitator, officer)]
    assert [("1951년생" in page, "이름이 같은 분이" in page) for page in pages] == [(False, True), (True, True)]


def test_a_name_that_is_not_on_the_roll_is_answered_in_a_sentence(town):
    assert "그런 이름이 이 투표의 명부에 없습니다" in town.find("홍길동").text
    assert submit(town.pair[0], town.url("booth"), "/booth", name=" ").status_code == 422
    token = form_of(town.find("순자").text, "/handouts").values["csrf_token"]
    for person in ("", "x", str(factories.a_user().id)):
        sent = town.pair[0].post(town.url("handouts"), data={"person": person, "csrf_token": token})
        assert sent.status_code == 404


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
    for said in ("건넨 종이(명부에서)", "한 분이 종이를 가지고 가셨습니다", "2명이 확인함", "앞의 수가 1만큼 적습니다"):
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


def test_a_poll_without_paper_shows_no_booth_and_no_sheet(app, sign_in):
    council = factories.a_council()
    client = sign_in(factories.a_facilitator(council))
    poll = made.a_counted_poll([[1]] * 6, council)
    assert "대조표" not in client.get(poll_url(poll, "result")).text
    assert "종이 투표소" not in client.get(poll_url(made.an_open_poll(council))).text
    assert "종이 투표소 열기" in client.get(poll_url(made.an_open_poll(council, takes_paper=True))).text
