"""The desk of the demo dong: who has what, a note, an opinion of another section, and two texts kept ready."""

from datetime import timedelta

from app.cli.demo.town import Town
from app.decisions import queries as decisions
from app.decisions.states import Answer, ReasonCode
from app.desk import queries, service
from app.desk.service import TemplateWords
from app.kernel.db import session

_TEXTS = (
    TemplateWords(
        name="예산이 없을 때",
        answer=Answer.REJECTED,
        summary="올해 예산에는 없어 지금은 하지 못합니다.",
        reason_code=ReasonCode.NO_BUDGET,
        reason="{골목회의}에서 요청한 일에 쓸 돈이 올해 예산에 없습니다.",
        ground="{예산서의 이름}",
        possible="내년 주민참여예산에 {언제}까지 제안할 수 있습니다.",
    ),
    TemplateWords(
        name="현장을 보고 답할 때",
        answer=Answer.DEFERRED,
        summary="현장을 본 뒤에 답합니다.",
        reason_code=ReasonCode.PENDING_STUDY,
        reason="{접수한 날}에 받은 요청입니다. 담당자가 현장을 보고 다시 답합니다.",
        ground="",
        possible="",
    ),
)


def set_the_desk(town: Town) -> None:
    """The most urgent request is with the officer of the demo, who waits for the traffic section of the gu."""
    officer, at = town.officer, town.day(-2, 10)
    for words in _TEXTS:
        service.keep_template(town.dong, words, by=officer, at=at)
    waiting = session().scalars(decisions.opened(town.dong.id).limit(1)).unique().first()
    if waiting is None:
        return
    asked = decisions.request(waiting.id)
    section = decisions.post_of(officer.id, town.dong.id).section
    service.assign(asked, section, officer, seen=queries.turn(asked.id), by=officer, at=at)
    note = "모퉁이 집 주인과 통화함. 담장 밖에 기둥을 세우는 것은 괜찮다고 함. 금요일에 같이 가 보기로 함."
    service.note(asked, note, by=officer, at=town.day(-2, 11))
    question = "이 모퉁이에 반사경 기둥을 세울 수 있는지, 올해 예산이 남아 있는지 알려 주세요."
    until = at.date() + timedelta(days=7)
    service.ask_section(asked, "구청 교통행정과", "이주임", question, until, by=officer, at=at)
