"""What became of the four promises of the rubbish alley: done, reopened, under way, and being asked about now."""

from collections.abc import Sequence
from datetime import timedelta

from app.cli.demo.picture import bags_in_an_alley, clean_alley
from app.cli.demo.town import Town
from app.decisions.models import Request
from app.deeds import queries, service
from app.deeds.models import Commitment, DeedCheck
from app.deeds.service import Promise, Told
from app.deeds.states import CheckKind, Mark, Moment, Step
from app.kernel.files import keep_image


def keep_promises(town: Town, requests: Sequence[Request]) -> None:
    """The commitments of the four answers, and what was done of each."""
    leaflet, signs, evenings, broom = (_promised(town, request) for request in requests)
    _signs_are_up(town, signs)
    _leaflet_is_not_enough(town, leaflet)
    _evenings_go_on(town, evenings)
    _broom_is_asked_about(town, broom)


def _promised(town: Town, request: Request) -> Commitment:
    made = service.promise(request.id, at=town.day(-56, 16))
    assert made
    return queries.commitment(made.id)


def _tell(town: Town, one: Commitment, told: Told, days: int, hour: int = 15) -> None:
    service.tell(one, told, by=town.officer, at=town.day(days, hour))


def _ask(town: Town, one: Commitment, days: int) -> DeedCheck:
    made = service.open_check(one.id, CheckKind.TWO_WEEKS, one.turn, at=town.day(days, 9))
    return queries.check(made.id)


def _answer(town: Town, check: DeedCheck, better: int, same: int, worse: int) -> None:
    """So many of the thirteen answer so, one after the other."""
    marks = [Mark.BETTER] * better + [Mark.SAME] * same + [Mark.WORSE] * worse
    for minutes, (person, mark) in enumerate(zip(reversed(town.residents), marks, strict=False)):
        service.answer(check, mark, by=person, at=check.opened_at + timedelta(minutes=7 * minutes + 5))


def _signs_are_up(town: Town, signs: Commitment) -> None:
    """Two pictures, and twelve neighbours of whom nine find it better."""
    before, after = keep_image(bags_in_an_alley()), keep_image(clean_alley())
    dumped, tidy = (
        "그림: 골목 담 앞에 쓰레기봉투 넷이 놓여 있습니다.",
        "그림: 같은 자리에 봉투가 없고 알림판이 서 있습니다.",
    )
    seen = Told("알림판을 달 자리를 이웃과 함께 보았습니다.", Step.START, before, Moment.BEFORE, dumped)
    _tell(town, signs, seen, -52)
    _tell(town, signs, Told("알림판 두 개를 달았습니다.", Step.FINISH, after, Moment.AFTER, tidy), -45)
    check = _ask(town, signs, -31)
    _answer(town, check, 9, 2, 1)
    service.close_check(check.id, at=check.closes_at)


def _leaflet_is_not_enough(town: Town, leaflet: Commitment) -> None:
    """Most see no difference, so it is open again."""
    _tell(town, leaflet, Told("150부를 인쇄해 집집이 넣었습니다.", Step.FINISH), -47)
    check = _ask(town, leaflet, -33)
    _answer(town, check, 2, 5, 1)
    paper = {Mark.BETTER: 1, Mark.SAME: 2, Mark.WORSE: 0}
    service.take_down(check, paper, seen=check.version, by=town.facilitator, at=town.day(-25, 14))
    service.close_check(check.id, at=check.closes_at)
    words = Told("새로 이사 온 집이 빠졌습니다. 통장님과 다시 돌립니다.", Step.START)
    _tell(town, leaflet, words, -15)


def _evenings_go_on(town: Town, evenings: Commitment) -> None:
    """Later than promised, with the reason; two of four steps are done."""
    said = Promise(
        text=evenings.text,
        section=evenings.section,
        officer_name=evenings.officer_name,
        officer_phone=evenings.officer_phone,
        budget_won=480_000,
        budget_from="구 청소행정 예산",
        do_by=town.day(12).date(),
    )
    steps = (
        ("근무표를 짠다", -50, -50),
        ("첫 두 주 살펴본다", -14, -12),
        ("이웃과 함께 걷는다", 5, 0),
        ("마지막 두 주 살펴본다", 12, 0),
    )
    for title, due, done in steps:
        day = town.day(due).date()
        made = service.add_milestone(evenings, title, day, by=town.officer, at=town.day(-51, 11))
        if done:
            service.complete(evenings, made, is_done=True, by=town.officer, at=town.day(done, 12))
    seen, why = queries.locked(evenings.id).version, "저녁 근무자가 바뀌어 두 주를 쉬었습니다."
    service.edit(evenings, said, why=why, seen=seen, by=town.officer, at=town.day(-30, 10))
    _tell(town, evenings, Told("화요일과 목요일 저녁 8시에 나갑니다.", Step.START), -26)
    _tell(town, evenings, Told("이번 주에는 봉투 세 개를 찾아 주인에게 돌려주었습니다."), -12, 20)


def _broom_is_asked_about(town: Town, broom: Commitment) -> None:
    """It came late; the demo accounts can say how it is now."""
    _tell(town, broom, Told("빗자루와 쓰레받기 두 벌을 감나무 집에 두었습니다.", Step.FINISH), -16)
    _answer(town, _ask(town, broom, -2), 4, 1, 0)
