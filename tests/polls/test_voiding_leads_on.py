"""A void poll leads on: a new one that names it, one at most, and nobody hears of it while it is a draft."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from app.kernel import clock
from app.kernel.db import session, transaction
from app.kernel.errors import Conflict
from app.polls import queries, service
from app.polls.views.rules import sheet_rows
from tests import conftest, factories
from tests.browsing import form_of, submit
from tests.factories import polls as made
from tests.factories import proposals as brought


def voided(poll):
    with transaction():
        service.void(queries.poll(poll.id), reason="보기를 잘못 적었습니다.", by=factories.a_user(), at=clock.now())
    return queries.poll(poll.id)


def a_void_poll(council, **given):
    return voided(made.an_open_poll(council, **given))


def named(poll):
    return made.a_draft(poll.council, replaces=poll)


def announced(poll):
    with transaction():
        service.announce(queries.poll(poll.id), by=factories.a_user(), at=clock.now())
    return queries.poll(poll.id)


@pytest.fixture
def desk(app, sign_in):
    """A council, and the browser of its facilitator."""
    council = factories.a_council()
    return council, sign_in(factories.a_facilitator(council))


def test_the_sheet_of_the_new_poll_names_the_old_one_and_its_hash(app):
    old = a_void_poll(factories.a_council())
    new = queries.poll(made.opened(named(old)).id)
    assert new.rules["replaces"] == {"poll": old.id, "rules_hash": old.rules_hash}
    told = dict(sheet_rows(new.rules))["앞선 투표"]
    assert f"{old.id}번 투표" in told
    assert old.rules_hash[:12] in told


def test_the_sheet_of_any_other_poll_says_that_it_replaces_none(app):
    sheet = queries.poll(made.an_open_poll().id).rules
    assert sheet["replaces"] is None
    assert "앞선 투표" not in dict(sheet_rows(sheet))


def test_a_sheet_of_before_there_were_successors_is_still_told(app):
    sheet = dict(queries.poll(made.an_open_poll().id).rules)
    del sheet["replaces"]
    assert "앞선 투표" not in dict(sheet_rows(sheet))


def test_a_poll_that_was_announced_and_never_opened_can_be_replaced_too(app):
    old = voided(announced(made.a_draft()))
    assert named(old).replaces_id == old.id
    told = dict(sheet_rows(made.opened(named(voided(announced(made.a_draft())))).rules))["앞선 투표"]
    assert "열기 전에 무효로 한" in told


@pytest.mark.parametrize("which", ["open", "counted", "never told", "of another council"])
def test_only_a_void_poll_of_the_same_council_can_be_replaced(app, which):
    council = factories.a_council()
    old = {
        "open": lambda: made.an_open_poll(council),
        "counted": lambda: made.a_counted_poll([[1]], council),
        "never told": lambda: voided(made.a_draft(council)),
        "of another council": lambda: a_void_poll(factories.a_council()),
    }[which]()
    before = len(conftest.rows("poll"))
    with pytest.raises(Conflict, match="무효로 한 투표만"):
        made.a_draft(council, replaces=queries.poll(old.id))
    assert len(conftest.rows("poll")) == before


def test_a_void_poll_has_one_successor(app):
    council = factories.a_council()
    old = a_void_poll(council)
    named(old)
    with pytest.raises(Conflict, match="이미 있습니다"):
        named(queries.poll(old.id))
    other = made.a_draft(council)
    with pytest.raises(IntegrityError), transaction():
        session().execute(text(f"UPDATE poll SET replaces_id = {old.id} WHERE id = {other.id}"))


def test_a_successor_that_was_dropped_before_anybody_knew_of_it_leaves_its_place_free(app):
    old = a_void_poll(factories.a_council())
    assert voided(named(old)).replaces_id is None
    assert named(queries.poll(old.id)).replaces_id == old.id


def test_a_successor_that_opened_keeps_its_place_and_can_itself_be_replaced(app):
    first = a_void_poll(factories.a_council())
    second = voided(made.opened(named(first)))
    assert second.replaces_id == first.id
    assert named(second).replaces_id == second.id


def test_editing_the_draft_does_not_lose_the_old_poll(desk):
    council, facilitator = desk
    old = a_void_poll(council)
    draft = named(old)
    submit(facilitator, f"/polls/{draft.id}/draft", "/draft", question="달라진 물음")
    assert queries.poll(draft.id).replaces_id == old.id


def test_a_facilitator_makes_the_new_poll_from_the_void_one(desk):
    council, facilitator = desk
    old = a_void_poll(
        council, choices=3, method="choose_up_to_k", votes_per_voter=2, seats=2, explanation="길이 좁습니다."
    )
    assert "고쳐서 새 투표 만들기" in facilitator.get(f"/polls/{old.id}").text
    form = form_of(facilitator.get(f"/polls/{old.id}/correction").text, "/correction")
    kept = {name: form.values[name] for name in ("question", "explanation", "method", "votes_per_voter", "seats")}
    assert kept == {
        "question": old.question, "explanation": "길이 좁습니다.", "method": "choose_up_to_k",
        "votes_per_voter": "2", "seats": "2",
    }  # fmt: skip
    assert form.values["others"].splitlines() == list(made.LABELS[:3])
    assert form.values["opens_on"] >= clock.today().isoformat()
    form.values["others"] = "\n".join((*made.LABELS[:2], "나무 심기"))
    first = facilitator.post(form.action, data=form.values)
    new = queries.poll(int(first.location.rpartition("/")[2]))
    assert new.replaces_id == old.id
    assert [option.label for option in new.options] == [*made.LABELS[:2], "나무 심기"]
    assert "무효가 된 투표를 고쳐 대신합니다" in facilitator.get(first.location).text
    second = facilitator.post(form.action, data=form.values)
    assert second.location == first.location, "a second press makes no second poll"


def test_what_is_typed_wrong_comes_back_and_names_the_old_poll_still(desk):
    council, facilitator = desk
    old = a_void_poll(council)
    answer = submit(facilitator, f"/polls/{old.id}/correction", "/correction", question="")
    assert answer.status_code == 422
    assert form_of(answer.text, "/correction").action == f"/polls/{old.id}/correction"
    assert len(conftest.rows("poll")) == 1


def test_residents_find_their_way_both_ways_once_the_new_poll_is_known(desk, client):
    council, facilitator = desk
    old = a_void_poll(council)
    new = named(old)
    known, secret = f'href="/polls/{old.id}"', f'href="/polls/{new.id}"'
    void_page, index = f"/polls/{old.id}", f"/councils/{council.id}/polls"
    assert secret not in client.get(void_page).text
    assert "고친 새 투표" not in client.get(index).text
    assert secret in facilitator.get(void_page).text
    announced(new)
    assert secret in client.get(void_page).text
    assert known in client.get(f"/polls/{new.id}").text
    made.opened(new)
    page = client.get(index).text
    assert "고친 새 투표가 있습니다" in page
    assert "무효가 된 투표를 대신합니다" in page
    counted = made.closed(new)
    assert known in client.get(f"/polls/{counted.id}/result").text


def test_the_paper_of_the_new_poll_names_the_void_one(desk, sign_in):
    council, _facilitator = desk
    voter = factories.a_member(council)
    old = a_void_poll(council)
    new = made.opened(named(old))
    page = sign_in(voter).get(f"/polls/{new.id}").text
    assert f'href="/polls/{old.id}"' in page
    assert "/readback" in page


def test_a_council_that_has_ended_makes_no_further_poll(desk):
    council, facilitator = desk
    old = a_void_poll(council)
    with transaction():
        session().execute(text(f"UPDATE council SET state = 'closed' WHERE id = {council.id}"))
    assert "고쳐서 새 투표" not in facilitator.get(f"/polls/{old.id}").text
    assert facilitator.get(f"/polls/{old.id}/correction").status_code == 403


def test_a_matter_that_cannot_be_ticked_any_more_stays_as_a_line(desk):
    council, facilitator = desk
    gone = brought.a_proposal(council, title="골목 벤치")
    options = [service.NewOption("골목 벤치", proposal_id=gone.id), service.NewOption("화단")]
    old = a_void_poll(council, method="choose_one", options=options)
    with transaction():
        session().execute(text(f"UPDATE proposal SET state = 'withdrawn' WHERE id = {gone.id}"))
    form = form_of(facilitator.get(f"/polls/{old.id}/correction").text, "/correction")
    assert form.values["others"].splitlines() == ["골목 벤치", "화단"]
