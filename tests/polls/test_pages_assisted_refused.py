"""What a lent device refuses: papers of others, of another channel or turn, and everything once a ballot is cast."""

import pytest

from app.kernel.db import session, transaction
from tests.browsing import form_of, submit
from tests.conftest import rows
from tests.factories import polls as made
from tests.polls.assisted_towns import Town, marks, words_in
from tests.polls.papers import poll_url, press


@pytest.fixture
def town(app, sign_in):
    return Town(sign_in)


def test_back_and_load_again_after_the_press_say_voted_and_show_no_mark(town):
    town.lend("순자")
    ballot = form_of(town.helper.get(town.url("assisted/ballot")).text, "/assisted/readback")
    ballot.values["marks"] = "3"
    read = town.read_back(3)
    cast = form_of(read.text, "/assisted/ballots")
    press(town.helper, read, "/assisted/ballots")
    answers = [
        town.helper.get(town.url("assisted")),
        town.helper.get(town.url("assisted/ballot")),
        town.helper.post(town.url("assisted/readback"), data=ballot.values),
        town.helper.post(town.url("assisted/readback"), data=cast.values),
    ]
    for answer in answers:
        assert answer.status_code == 409
        assert "이미 투표하셨습니다" in answer.text
        assert 'name="marks"' not in answer.text
        assert "더불어농장" not in answer.text


def test_the_same_press_again_gives_the_same_receipt_until_the_screen_is_cleared(town):
    town.lend("순자")
    read = town.read_back(2)
    first, second = (press(town.helper, read, "/assisted/ballots") for _time in range(2))
    assert words_in(first) == words_in(second) != []
    town.clear(second)
    late = press(town.helper, read, "/assisted/ballots")
    assert (late.status_code, late.location) == (303, town.url("booth"))
    town.lend("영희")
    other = press(town.helper, read, "/assisted/ballots")
    assert other.status_code == 422
    assert words_in(first)[0] not in other.text
    assert " checked" not in other.text, "the mark of the person before"
    assert len(rows("ballot")) == 1


def test_a_read_back_of_an_earlier_turn_shows_none_of_its_marks(town):
    town.lend("순자")
    old = form_of(town.read_back(2).text, "/assisted/ballots")
    town.lend("순자")
    for address in ("assisted/readback", "assisted/ballots"):
        answer = town.helper.post(town.url(address), data=old.values)
        assert (answer.status_code, " checked" in answer.text) == (422, False)
        assert "투표용지가 맞지 않아" in answer.text
    assert (rows("ballot"), marks()) == ([], [])


def test_an_online_paper_at_the_device_and_a_paper_of_the_device_online_are_no_vote(town):
    voter = town.sign_in(town.voters[0])
    online = form_of(submit(voter, town.url(), "/readback", marks="1").text, "/ballots")
    town.lend("순자")
    with_help = form_of(town.read_back(1).text, "/assisted/ballots")
    crossed = [
        (town.helper, "assisted/ballots", online, with_help),
        (voter, "ballots", with_help, online),
    ]
    for client, address, paper, own in crossed:
        data = {**paper.values.to_dict(), "csrf_token": own.values["csrf_token"]}
        assert client.post(town.url(address), data=data).status_code == 422
        assert (rows("ballot"), marks()) == ([], [])
    assert voter.post(online.action, data=online.values).status_code == 303
    assert marks() == ["online"]


def test_another_helper_and_a_resident_cannot_cast_the_paper_of_a_device(town):
    town.lend("순자")
    paper = form_of(town.read_back(1).text, "/assisted/ballots").values
    town.lend("순자", town.officer)
    own = form_of(town.read_back(1, client=town.officer).text, "/assisted/ballots").values
    stolen = {**paper.to_dict(), "csrf_token": own["csrf_token"]}
    assert town.officer.post(town.url("assisted/ballots"), data=stolen).status_code == 422
    resident = town.sign_in(town.voters[1])
    token = form_of(resident.get(town.url()).text, "/readback").values["csrf_token"]
    refused = resident.post(town.url("assisted/ballots"), data={**paper.to_dict(), "csrf_token": token})
    assert (refused.status_code, rows("ballot"), marks()) == (403, [], [])


def test_whoever_may_not_help_any_more_cannot_cast_what_they_have_begun(town):
    town.lend("순자", town.officer)
    read = town.read_back(1, client=town.officer)
    with transaction():
        session().delete(session().merge(town.people[1]).posts[0])
    answer = press(town.officer, read, "/assisted/ballots")
    assert (answer.status_code, rows("ballot"), marks()) == (403, [], [])
    made.cast(town.poll, town.voters[0], [1])
    assert marks() == ["online"]


def test_whoever_has_voted_is_not_lent_the_device_and_the_channel_is_named(app, sign_in):
    town = Town(sign_in, takes_paper=True)
    made.cast(town.poll, town.voters[0], [1])
    assert town.lend("순자").location == town.url("booth")
    assert "이미 투표하셨습니다(온라인). 기기를 건네지 마세요" in town.helper.get(town.url("booth")).text
    assert rows("refused_duplicates")[0].count == 1


def test_whoever_voted_while_holding_the_device_hears_how_and_is_counted_as_refused(app, sign_in):
    town = Town(sign_in, takes_paper=True)
    town.lend("순자")
    read = town.read_back(1)
    made.cast(town.poll, town.voters[0], [2])
    answer = press(town.helper, read, "/assisted/ballots")
    assert answer.status_code == 409
    assert "투표하셨습니다(온라인)" in answer.text
    assert (rows("refused_duplicates")[0].count, [row.marks for row in rows("ballot")]) == (1, ["[2]"])


def test_a_poll_without_help_refuses_its_door_in_a_sentence(app, sign_in):
    town = Town(sign_in, takes_assisted=False, takes_paper=True)
    page = submit(town.helper, town.url("booth"), "/booth", name="순자")
    assert "이 기기로 투표하기" not in page.text
    token = form_of(page.text, "/handouts").values["csrf_token"]
    sent = town.helper.post(town.url("assisted"), data={"person": str(town.voters[0].id), "csrf_token": token})
    for answer in (sent, town.helper.get(town.url("assisted"))):
        assert answer.status_code == 403
        assert "도움 받아 하는 투표를 받지 않는 투표입니다" in answer.text


def test_without_anybody_at_the_device_its_pages_lead_to_the_booth(town):
    for page in ("assisted", "assisted/ballot"):
        answer = town.helper.get(town.url(page))
        assert (answer.status_code, answer.location) == (303, town.url("booth"))
    other = made.an_open_poll(town.council, takes_assisted=True)
    town.lend("순자")
    assert town.helper.get(poll_url(other, "assisted/ballot")).location == poll_url(other, "booth")
