"""What stands on the form of a spoken call: written down by an officer, signed by those who spoke.

An official who writes down an oral request has the person sign it: 민원처리법 시행령 §10④.
"""

from typing import Any

from app.councils.models import CALLERS_NEEDED, Council
from app.kernel.i18n import _, day


def call_form(council: Council) -> dict[str, Any]:
    """The facts of the form: who spoke, who typed, what for, which alley, and a line for each signature."""
    names = [caller.name for caller in council.callers]
    names += [""] * (CALLERS_NEEDED - len(names))
    return {
        "title": _("골목회의 제안서"),
        "number": _("접수번호 %(number)s", number=council.number),
        "facts": [row for row in _facts(council) if row[1]],
        "statement": _("위와 같이 골목회의를 열자고 말로 제안했고, 적힌 내용이 말한 것과 같음을 확인합니다."),
        "law": _("담당자가 대신 적고 말한 분이 확인합니다 (민원 처리에 관한 법률 시행령 제10조 제4항)."),
        "head": [_("이름"), _("서명")],
        "names": names,
        "writer": _("대신 적은 사람"),
        "writer_name": council.taken_by.name if council.taken_by else "",
        "sign": _("서명"),
        "date": _("날짜"),
        "foot": _("이 종이에는 이름이 있습니다. 서명을 받은 뒤 주민센터에 보관하고 게시판에 붙이지 않습니다."),
    }


def _facts(council: Council) -> list[tuple[str, str]]:
    spoken = council.spoken_by or (council.called_by.name if council.called_by else "")
    return [
        (_("회의 이름"), council.name),
        (_("골목"), _alley(council)),
        (_("무엇을 위해"), council.purpose),
        (_("말한 사람"), spoken),
        (_("말한 날"), day(council.called_at)),
        (_("받은 곳"), council.dong.centre_name),
    ]


def _alley(council: Council) -> str:
    if council.alley is None:
        return council.dong.name
    segments = ", ".join(str(segment) for segment in council.alley.segments)
    return f"{council.alley.name} ({segments})" if segments else council.alley.name
