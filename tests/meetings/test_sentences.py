"""The draft of the minutes: what the database knows as sentences, of plain objects and without any database."""

from datetime import UTC, date, datetime, timedelta

import pytest

from app.meetings.models import AgendaItem, Meeting, Remark, Resolution
from app.meetings.queries import Presence
from app.meetings.service.sentences import Sitting, Written, draft
from app.meetings.states import LineKind, Outcome, Way

BEGAN = datetime(2026, 11, 24, 10, 5, tzinfo=UTC)
NOBODY = Presence(came=0, walk_ins=0, present=0, members=0)


@pytest.fixture(autouse=True)
def korean(app):
    """Sentences are made in the language of the context; without a request that is Korean."""


def a_sitting(*items: AgendaItem, **given) -> Sitting:
    meeting = Meeting(
        title="쓰레기 회의",
        place="빌라 주차장",
        starts_at=BEGAN,
        opened_at=BEGAN,
        ended_at=BEGAN + timedelta(minutes=95, seconds=20),
        minutes_planned=90,
    )
    presence = Presence(came=13, walk_ins=3, present=12, members=40)
    return Sitting(
        **{"meeting": meeting, "items": items, "presence": presence, "opener": "김반장", "quorum": "", **given}
    )


def an_item(number: int = 1, *, remarks=(), resolutions=()) -> AgendaItem:
    return AgendaItem(id=number, title="깨진 유리", minutes=15, remarks=list(remarks), resolutions=list(resolutions))


def a_resolution(**given) -> Resolution:
    values = {
        "text": "봉투를 나누어 준다",
        "present": 13,
        "yes": 9,
        "no": 3,
        "abstain": 1,
        "way": Way.HANDS,
        "reservations": 0,
        "outcome": Outcome.CARRIED,
        "because": "필요한 7명을 채웠습니다.",
        "dissent": "",
        "owner": "",
        "due_on": None,
        "asks_centre": False,
    }
    return Resolution(**{**values, **given})


def told(sitting: Sitting, kind: LineKind) -> list[str]:
    return [one.text for one in draft(sitting) if one.kind is kind]


def test_the_first_sentence_says_who_opened_what_when_and_where():
    (first,) = told(a_sitting(), LineKind.OPENED)
    for words in ("쓰레기 회의", "2026년 11월 24일", "오후 7시 05분", "빌라 주차장", "김반장님"):
        assert words in first


def test_the_last_sentence_says_when_it_ended_and_how_long_it_took():
    last = draft(a_sitting())[-1]
    assert last == Written(LineKind.ENDED, "오후 8시 40분에 마쳤습니다. 모두 95분이 걸렸습니다(예정 90분).")


def test_how_many_came_is_told_by_number_and_not_by_name():
    (coming,) = told(a_sitting(), LineKind.PRESENT)
    assert coming == (
        "모두 13명이 왔습니다. 참여가 확인된 주민 10명과 처음 온 이웃 3명입니다. 마칠 때 12명이 있었습니다."
    )


@pytest.mark.parametrize(
    ("needed", "ending"),
    [(0, "다섯 명 이상."), (13, "온 사람이 이 수를 채웠습니다."), (14, "온 사람이 이 수에 못 미쳤습니다.")],
)
def test_the_quorum_is_told_with_whether_it_was_reached(needed, ending):
    (quorum,) = told(a_sitting(quorum="다섯 명 이상.", needed=needed), LineKind.QUORUM)
    assert quorum.startswith("다섯 명 이상.")
    assert quorum.endswith(ending)


def test_an_item_says_how_long_it_was_to_take_and_how_long_it_took_where_somebody_measured():
    item = an_item(7)
    assert told(a_sitting(item), LineKind.TIME) == ["이 안건에 15분을 잡았습니다."]
    assert told(a_sitting(item, spent={7: 18}), LineKind.TIME) == ["이 안건에 15분을 잡았고, 18분이 걸렸습니다."]


def test_each_card_becomes_a_sentence_of_its_item_in_the_order_of_writing():
    item = an_item(7, remarks=[Remark(text="봉투가 찢어집니다."), Remark(text="밤에\n시끄럽습니다.")])
    said = [one for one in draft(a_sitting(item)) if one.kind is LineKind.SAID]
    assert [one.item_id for one in said] == [7, 7]
    assert [one.text for one in said] == ["나온 이야기: 봉투가 찢어집니다.", "나온 이야기: 밤에 시끄럽습니다."]


def test_a_decision_is_told_with_its_way_numbers_rule_dissent_owner_day_and_who_answers():
    decided = a_resolution(dissent="값이 걱정", owner="청소팀", due_on=date(2026, 12, 5), asks_centre=True)
    written = [one for one in draft(a_sitting(an_item(7, resolutions=[decided]))) if one.item_id == 7]
    assert [(one.kind, one.text) for one in written[1:]] == [
        (LineKind.DECIDED, "가결: 봉투를 나누어 준다 (손 들어 정하기)"),
        (LineKind.COUNTED, "찬성 9 · 반대 3 · 기권 1 (참석 13). 필요한 7명을 채웠습니다."),
        (LineKind.DISSENT, "다른 의견: 값이 걱정"),
        (LineKind.TASK, "맡은 곳: 청소팀. 기한: 2026년 12월 5일 (토)."),
        (LineKind.ASKED, "주민센터에 요청하고, 주민센터가 답합니다."),
    ]


def test_the_centre_is_not_asked_for_what_was_voted_down():
    lost = a_resolution(outcome=Outcome.NOT_CARRIED, asks_centre=True)
    assert told(a_sitting(an_item(resolutions=[lost])), LineKind.ASKED) == []


@pytest.mark.parametrize(
    ("owner", "due_on", "sentences"),
    [
        ("", None, []),
        ("3통 통장", None, ["맡은 곳: 3통 통장. 기한은 정하지 않았습니다."]),
        ("", date(2026, 12, 5), ["기한: 2026년 12월 5일 (토). 맡은 곳은 정하지 않았습니다."]),
    ],
)
def test_a_task_without_owner_or_day_says_that_it_has_none(owner, due_on, sentences):
    item = an_item(resolutions=[a_resolution(owner=owner, due_on=due_on)])
    assert told(a_sitting(item), LineKind.TASK) == sentences


def test_an_item_of_which_nothing_was_written_says_so():
    assert len(told(a_sitting(an_item()), LineKind.NOTHING)) == 1
    assert told(a_sitting(an_item(remarks=[Remark(text="말")])), LineKind.NOTHING) == []


def test_a_meeting_without_items_and_without_opener_still_has_minutes():
    written = draft(a_sitting(presence=NOBODY, opener=""))
    assert [one.kind for one in written] == [LineKind.OPENED, LineKind.PRESENT, LineKind.QUORUM, LineKind.ENDED]
    assert "님이" not in written[0].text


def test_no_sentence_holds_blanks_that_do_not_break():
    assert not [one.text for one in draft(a_sitting(an_item())) if "\u00a0" in one.text]
