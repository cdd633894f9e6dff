"""Paper through the pages until the box closes: the draft, the booth, and who is turned away."""

import pytest

from app.polls import queries
from tests import factories
from tests.browsing import form_of, submit
from tests.conftest import rows
from tests.factories import polls as made
from tests.polls.paper_towns import Town
from tests.polls.papers import mark, poll_url, press


@pytest.fixture
def town(app, sign_in):
    return Town(sign_in)


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


def test_a_poll_without_paper_shows_no_booth_and_no_sheet(app, sign_in):
    council = factories.a_council()
    client = sign_in(factories.a_facilitator(council))
    poll = made.a_counted_poll([[1]] * 6, council)
    assert "대조표" not in client.get(poll_url(poll, "result")).text
    assert "종이 투표소" not in client.get(poll_url(made.an_open_poll(council))).text
    assert "종이 투표소 열기" in client.get(poll_url(made.an_open_poll(council, takes_paper=True))).text
