"""What a person would fill into the form of each address: right, so that only who sends it can be wrong."""

import json
from datetime import timedelta
from typing import Any

from app.kernel import clock
from app.meetings import queries as meetings
from app.polls import queries as polls_queries
from app.records import queries as records
from tests.access import answering, attaching, deeds, desk, dividing, hooks, plans, programs, stepping
from tests.access.walking import Walk
from tests.factories import cosigners
from tests.factories.polls import paper_of
from tests.factories.proposals import a_picture

_TIE = {"tie": "lives", "legal_name": "박순례", "birth_year": "1955"}
_CALL = {"alley": "0", "roads": "새솔길 1~9", "topic": "골목 가로등", "second_name": "김영희", "third_name": "박순자"}
_WORDS = {
    "title": "가로등 달기",
    "problem": "밤에 어둡습니다.",
    "wish": "가로등이 있으면 좋겠습니다.",
    "place": "",
    "cost": "",
}
_COUNTED = {"text": "봉투를 나누어 준다", "yes": "1", "no": "0", "abstain": "0"}
_PART = {"title": "가로등", "problem": "어둡습니다", "wish": "달아 주세요"}
FORMS: dict[str, dict[str, Any]] = {
    "people.sign_in": {"contact": "user-nobody@example.org", "by_code": "1"},
    "people.register": {"name": "새이웃", "contact": "010-9999-8888", "terms": "y"},
    "people.edit": {"name": "새이름", "language": "ko"},
    "people.address": {"contact": "주소가 아닌 것", "current": "틀린 비밀번호입니다"},
    "people.password": {"current": "틀린 비밀번호입니다", "password": "짧음"},
    "polls.practice_readback": {f"number-{place}": "3" for place in (1, 2, 3, 4)},
    "polls.practice_cast": {}, "home.preferences": {"language": "en", "next": "/about"},
    "councils.call": {**_CALL, **_TIE},
    "councils.take_in": {**_CALL, "spoken_by": "김할머니"},
    "councils.found_assembly": {"name": "우리동 주민총회", "preset": "seongdong"},
    "councils.edit_bylaws": {
        "preset": "alley", "version": "1", "ties": ["lives", "works"], "min_age": "16", "quorum_basis": "none",
        "passing_basis": "valid", "passing_share": "1/2+", "votes_per_voter": "1", "notice_days": "0",
        "remote_presence": "quorum",
    },
    "councils.close": {"why": "할 일을 다 했습니다"},
    "councils.join": {**_TIE, "place": "새솔길 3", "consent": "y"},
    "councils.decline": {"reason": "다른 동에 사십니다"},
    "councils.seat": {"seat": "observer"},
    "proposals.draft": _WORDS,
    "proposals.invite_contact": {"contact": "010-9876-5432"},
    "meetings.propose": _WORDS,
    "referrals.write": {"text": "위층 할아버지가 식사를 못 하십니다", "urgency": "week"},
    "referrals.move": {"urgency": "week"},
    "referrals.step": {"note": "찾아뵈었습니다", "step": "note"},
    "proposals.edition": _WORDS,
    "proposals.offer": {**_WORDS, "reason": "짧게 썼습니다", "on_edit": "0"},
    "proposals.acceptance": {"seen": "0"},
    "proposals.refusal": {"reason": "뜻이 달라집니다"},
    "proposals.withdrawal": {"reason": "이미 되었습니다"},
    "proposals.ending": {"fate": "not_pursued", "reason": "구청이 내년 봄에 하기로 했습니다"},
    "proposals.splitting": {
        **{f"{part}-{name}": words for part in ("first", "second") for name, words in _PART.items()},
        "reason": "두 가지를 따로 정하고 싶습니다.",
    },
    "proposals.notes": {"body": "전화로 확인했습니다"},
    "proposals.support": {"choice": "moved"},
    "proposals.description": {"description": "어두운 골목"},
    "proposals.comment": {"body": "저도 그렇게 생각합니다.", "stance": "for"},
    "opinions.answer": {"side": "agree"},
    "opinions.write": {"text": "밤길에 등을 하나 더 달면 좋겠다."},
    "opinions.seeds": {"seeds": "등을 켜는 시간을 늘리자.\n모퉁이에 거울을 달자."},
    "opinions.hiding": {"reason": "이웃의 이름이 있습니다"},
    "opinions.fate": {"fate": "merged", "fate_reason": "등을 더 달자는 의견과 합쳤습니다"},
    "discussion.edition": {"body": "다시 생각해 보니 다릅니다.", "stance": "against"},
    "discussion.flags": {"reason": "전화번호 같습니다"},
    "proposals.flag_amendment": {"reason": "전화번호 같습니다"},
    "discussion.settlement": {"answer": "문제없는 글입니다"},
    "discussion.hiding": {"ground": "privacy", "reason": "이웃의 이름이 있습니다"},
    "discussion.correction": {"body": "이름을 빼고 다시 적습니다."},
    "discussion.appeal": {"words": "사실을 적었을 뿐입니다."},
    "discussion.review": {"outcome": "uphold", "reason": "이웃의 이름이 그대로 있습니다"},
    "discussion.edit_talk_rules": {
        "hours": "24", "words": "나쁜말", "quiet_from": "-1", "quiet_until": "-1", "new_days": "3", "new_per_hour": "5",
    },
    "discussion.summary": {"body": "낮에 쓰자는 의견이 많고, 밤이 걱정입니다."},
    "discussion.summary_corrections": {"body": "세 집 이야기가 빠졌습니다"},
    "discussion.answer_correction": {"taken": "yes", "answer": "넣겠습니다"},
    "discussion.pause": {"hours": "3"},
    "discussion.ask_to_block": {"name": "당한이", "contact": "hurt@example.org", "words": "제 이름이 있습니다"},
    "discussion.answer_blocking": {"outcome": "block", "reason": "사생활이 적혀 있습니다"},
    "discussion.blocking_outcome": {"outcome": "restore", "reason": "다투는 부분이 없어졌습니다"},
    "discussion.object_to_blocking": {"words": "모두가 아는 사실입니다"},
    **answering.FORMS,
    "decisions.add": {"text": "가로등을 달아 주세요", "clock": "suggestion"},
    "decisions.reword": {"text": "가로등을 두 개 달아 주세요", "clock": "suggestion"},
    "meetings.add_item": {"title": "가로등", "minutes": "15"},
    "meetings.arrange": {"minutes": "20", "position": "1"},
    "meetings.book": {"needs": "hearing", "note": "문 옆 자리"},
    "meetings.convene_usual": {"purpose": "rubbish"},
    "meetings.invitees": {"who": "1층 가게들", "why": "상자가 많이 나옵니다"},
    "meetings.cancel": {"reason": "비가 많이 옵니다"},
    "meetings.admit": {"name": "들른 이웃"}, "meetings.knock": {"name": "문 앞 이웃"},
    "meetings.write_remark": {"text": "밤길이 무섭습니다"},
    "meetings.remark": {"text": "밤길이 어둡습니다"},
    "meetings.ask_to_speak": {"wish": "question"},
    "meetings.resolve": _COUNTED,
    "meetings.resolution": _COUNTED,
    "meetings.propose_correction": {"text": "봉투가 자주 찢어집니다", "reason": "자주라고 했습니다"},
    "meetings.decline_correction": {"reason": "그대로가 맞습니다"},
    "meetings.addendum": {"text": "두 번째 문장의 수는 열입니다"},
    "panels.consent": {"sex": "여성"},
    "panels.drawing": {"source": "3 1 6 6 2 5 4 1 1 6", "before": "이웃 셋"},
    "panels.answer": {"comes": "no"},
    "panels.told": {"comes": "no"},
    "panels.attendance": {"came": "1"},
    "panels.statement": {"statement": "밤에는 나누어 댑시다."},
    "polls.booth": {"name": "이웃"}, "polls.counting": {"sheets": "3"},
    "polls.batch": {"marks-1": "1"},
    "polls.reconciliation": {"printed": "2", "unused": "2", "spoilt": "0"},
    "polls.annul": {"reason": "보기를 잘못 적었습니다"},
    "polls.object_to_roll": {"text": "저도 사는 사람입니다"},
    "records.register_key": {"key": cosigners.public(cosigners.a_key(2))},
    "polls.receipts": {"code": "AAAA BBBB CCCC DDDD"},
}  # fmt: skip


def filled(walk: Walk, endpoint: str, thing: str, role: str) -> dict[str, Any]:
    """The fields of the endpoint's form for the thing, as the role would send them."""
    number = next(iter(walk.world.things.get(thing, {}).values()), 0)
    made = {
        "councils.decline": lambda: {f"m{number}-reason": "다른 동에 사십니다"},
        "councils.seat": lambda: {f"m{number}-seat": "observer"},
        "decisions.answer": lambda: answering.answer(thing),
        "decisions.correct": lambda: answering.correction(walk.world.things[thing]["request_id"]),
        "discussion.hide_several": lambda: _several(walk),
        "meetings.check_in_by_number": lambda: {"digits": walk.world.things[thing]["code"].partition("-")[0]},
        "meetings.recusals": lambda: {"person": str(walk.world.things[thing]["attendance_id"]), "ground": "family"},
        "meetings.convene": lambda: _plan(),
        "meetings.enter": lambda: {"item": str(walk.world.things[thing]["item_id"]), "after": ""},
        "meetings.merge": lambda: {"journal": "a-phone-of-one", "entries": _line(walk.world.things[thing]["item_id"])},
        "meetings.roles": lambda: {"user_id": str(walk.world.users["R"].id), "role": "teller"},
        "meetings.line": lambda: {"text": "봉투가 자주 찢어집니다", "seen": _seen(walk, thing)},
        "meetings.strike_line": lambda: {"seen": _seen(walk, thing)},
        "meetings.add_line": lambda: {"text": "물도 샙니다", "after": str(walk.world.things[thing]["line_id"])},
        "meetings.accept_correction": lambda: {"seen": _seen_by_correction(walk, thing)},
        "meetings.details": lambda: _plan(),
        "meetings.postings": lambda: {"photo": a_picture(), "place": "게시판", "day": "2026-01-02", "time": "10:00"},
        "panels.prepare": lambda: _panel(),
        "panels.edition": lambda: _panel(),
        "polls.add_to_roll": lambda: _addition(walk, number),
        "polls.answer_objection": lambda: {f"o{number}-accepted": "yes", f"o{number}-text": "고쳤습니다"},
        "opinions.ask": lambda: _question(),
        "opinions.edition": lambda: _question(),
        "polls.prepare": lambda: _poll(),
        "polls.edit": lambda: _poll(),
        "polls.correct": lambda: _poll(),
        **dict.fromkeys(("polls.cast", "polls.readback"), lambda: _paper(walk, number, role)),
        **dict.fromkeys(("polls.hand_out", "polls.assist"), lambda: {"person": str(walk.world.users["A"].id)}),
        "records.cosign": lambda: _cosignature(number),
        "records.invite": lambda: {"neighbour": str(walk.world.things["council neighbour"]["council_id"])},
        "proposals.photos": lambda: {"photo": a_picture(), "description": "어두운 골목"},
        "proposals.suggest_merger": lambda: _merger(walk),
        "proposals.offer_handover": lambda: _handover(walk),
        "proposals.co_proposers": lambda: {"user_id": str(walk.world.users["R"].id)},
        **stepping.made_of(walk, thing),
        **desk.made_of(walk, thing),
        **attaching.made_of(walk, thing),
    }
    usual = {**FORMS, **dividing.FORMS, **programs.FORMS}.get(endpoint)
    usual = usual or plans.filled(walk.world, endpoint, thing) or deeds.filled(walk.world, endpoint, thing)
    usual = usual or hooks.filled(walk.world, endpoint, role)
    return made[endpoint]() if endpoint in made else dict(usual)


def _seen(walk: Walk, thing: str) -> str:
    values = walk.world.things[thing]
    return str(meetings.line(values["meeting_id"], values["line_id"]).version)


def _seen_by_correction(walk: Walk, thing: str) -> str:
    values = walk.world.things[thing]
    return str(meetings.correction(values["meeting_id"], values["correction_id"]).line.version)


def _handover(walk: Walk) -> dict[str, Any]:
    to = str(walk.world.things["foreign"]["council_id"])
    return {"to": to, "reason": "옆 동에 있는 골목의 일이라 그곳에서 정해야 합니다."}


def _merger(walk: Walk) -> dict[str, Any]:
    other = str(walk.world.things["proposal inviting"]["proposal_id"])
    return {"other": other, "direction": "into", "reason": "두 제안은 같은 일을 바랍니다."}


def _line(item_id: int) -> str:
    facts = {"item": item_id, "text": "밤길이 무섭습니다"}
    at = int(clock.now().timestamp() * 1000)
    return json.dumps([{"key": "one-line-of-it", "kind": "remark.written", "facts": facts, "at": at}])


def _several(walk: Walk) -> dict[str, Any]:
    ticked = [str(walk.world.things[thing]["comment_id"]) for thing in ("comment flagged", "comment held")]
    return {"comments": ticked, "ground": "advert", "reason": "같은 광고입니다"}


def _panel() -> dict[str, Any]:
    words = {"title": "밤 주차", "purpose": "밤 주차를 의논합니다.", "proposal": "0", "size": "3", "answer_days": "5"}
    return {**_plan(), **words}


def _plan() -> dict[str, Any]:
    day = clock.today() + timedelta(days=8)
    return {
        "title": "다음 회의",
        "day": day.isoformat(),
        "time": "19:00",
        "place": "새솔 공원",
        "minutes_planned": "90",
    }


def _question() -> dict[str, Any]:
    end = {"closes_on": (clock.today() + timedelta(days=8)).isoformat(), "closes_time": "21:00"}
    return {"title": "밤길에 무엇이 필요할까요?", "background": "", "moderation": "before", "seeds": "어둡다.", **end}


def _poll() -> dict[str, Any]:
    days = {"opens_on": clock.today().isoformat(), "closes_on": (clock.today() + timedelta(days=8)).isoformat()}
    return {"question": "가로등을 달까요?", "method": "motion", **days, "opens_time": "00:01", "closes_time": "18:00"}


def _addition(walk: Walk, poll_id: int) -> dict[str, Any]:
    late = walk.world.things["user late"]["user_id"]
    return {"add-person": str(late), "add-reason": "연 날 아침에 확인한 분입니다"}


def _cosignature(cosigner_id: int) -> dict[str, Any]:
    cosigner = records.cosigner(cosigner_id)
    if cosigner.key is None:
        return {"code": f"1:{'0' * 64}", "signature": "00" * 64}
    code, signature = cosigners.signature(cosigner, cosigners.a_key(1))
    return {"code": code, "signature": signature}


def _paper(walk: Walk, poll_id: int, role: str) -> dict[str, Any]:
    paper = {} if role == "V" else {"paper": paper_of(polls_queries.poll(poll_id), walk.world.users[role])}
    return {"marks": "1", **paper}
