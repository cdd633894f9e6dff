"""How the longer ways of counting choose, in plain words for the rule sheet."""

from collections.abc import Mapping
from typing import Any

from app.kernel.i18n import _
from app.kernel.i18n import number as written_number


def by_cost(sheet: Mapping[str, Any]) -> str:
    """Votes per won, until the money is spent."""
    won = written_number(sheet["budget_won"])
    if "when_short" in sheet:
        return _(
            "%(won)s원 안에서 표를 드는 돈으로 나눈 값이 큰 차례로 뽑고, 남은 돈으로 할 수 없는 것이 나오면 멈춥니다."
            " 반올림하지 않고 정확히 견줍니다.",
            won=won,
        )
    return _(
        "%(won)s원 안에서 표를 드는 돈으로 나눈 값이 큰 차례로 뽑고, 남은 돈으로 할 수 없는 것은 건너뜁니다."
        " 반올림하지 않고 정확히 견줍니다.",
        won=won,
    )


def by_shares(sheet: Mapping[str, Any]) -> str:
    """Equal shares, growing, and then the most votes."""
    won = written_number(sheet["budget_won"])
    first = _(
        "%(won)s원을 유효표 수로 똑같이 나누어 한 사람 몫으로 삼습니다. 바라는 사람들이 제 몫에서 똑같이 내어 일을"
        " 사고, 모자란 사람은 남은 몫을 다 냅니다. 한 사람이 내는 돈이 드는 돈에 견주어 적은 일부터 삽니다.",
        won=won,
    )
    then = _(
        "돈이 남으면 몫을 첫 몫의 100분의 1씩(적어도 1원, 원 아래는 버림) 늘려 처음부터 다시 셉니다. 산 것이 예산을"
        " 넘기 바로 앞에서 멈추거나, 표를 받은 것을 모두 사면 멈춥니다. 그래도 남은 돈은 표가 많은 차례로 채웁니다."
    )
    return f"{first} {then}"


def in_seats_scottish(sheet: Mapping[str, Any]) -> str:
    """STV by the Scottish rules."""
    return _(
        "%(seats)d자리를 채웁니다. 유효표를 자리보다 하나 많은 수로 나누어 우수리를 버리고 하나를 더한 것이"
        " 필요한 표입니다. 필요한 표를 채우면 뽑히고, 남는 표는 값을 줄여(소수 다섯째 자리까지) 다음 순위로 옮깁니다."
        " 남는 표가 없으면 가장 적은 것을 빼고 그 표를 옮깁니다. 남은 것이 남은 자리만큼이면 모두 뽑힙니다"
        "(스코틀랜드 2007년 선거령의 규칙).",
        seats=sheet["seats"],
    )


def in_seats_meek(sheet: Mapping[str, Any]) -> str:
    """STV by Meek's rules."""
    return _(
        "%(seats)d자리를 채웁니다. 세고 있는 표를 자리보다 하나 많은 수로 나눈 것보다 조금이라도 많은 것이"
        " 필요한 표입니다. 뽑힌 것은 모든 표에서 필요한 만큼만 가지고 나머지를 다음 순위로 넘기며, 필요한 표도"
        " 그때마다 다시 셉니다(소수 아홉째 자리까지). 넘길 표가 없으면 가장 적은 것을 뺍니다."
        " 남은 것이 남은 자리만큼이면 모두 뽑힙니다(미크 규칙, 1987년).",
        seats=sheet["seats"],
    )
