"""What an officer fills into forms of answers, and what a council does after one; right."""

from typing import Any

from app.decisions import queries
from app.decisions.states import Answer, ReasonCode
from tests.factories.decisions import words

FORMS: dict[str, dict[str, Any]] = {
    "decisions.set_review": {"wanted": "y"},
    "decisions.send_back": {"word": "조항을 적어 주세요"},
    "decisions.ask_again": {"text": "한 칸만 바꾸어 주십시오", "facts": "두 집이 찬성합니다"},
    "decisions.support_asking": {"facts": "벤치는 옮길 수 있습니다"},
    "decisions.withdraw": {"reason": "이웃이 먼저 고쳤습니다"},
    "decisions.close": {"reason": "앞의 두 요청과 같습니다"},
    "decisions.state_view": {"text": "예산보다 뜻이 먼저입니다"},
}


def answer(thing: str) -> dict[str, Any]:
    seen = {"report sent": "1"}.get(thing, "0")
    return {
        "answer": Answer.REJECTED.value, "reason_code": ReasonCode.NO_BUDGET.value, "reason": "예산이 없습니다.",
        "summary": "올해는 어렵습니다.", "found": "올해 예산서를 보았습니다.",
        "ground": "올해 예산서에 없습니다.", "possible": "손전등을 빌려 드립니다.", "section": "마을자치팀",
        "officer_name": "우리주무관", "officer_phone": "02-000-0001", "seen": seen, "publish": "y",
    }  # fmt: skip


def correction(request_id: int) -> dict[str, Any]:
    decision = queries.request(request_id).decision
    told = words(reason="가로 폭을 다시 쟀습니다.").kept
    return {**told, "why": "폭을 잘못 쟀습니다", "seen": str(decision.version if decision else 0)}
