"""What hangs on the method of a rule sheet, in plain words: how to mark, what is chosen, and what becomes of equals."""

from collections.abc import Callable, Mapping
from typing import Any

from app.kernel.i18n import _
from app.kernel.i18n import number as written_number
from app.polls.methods import METHODS
from app.polls.views.longer_ways import by_cost, by_shares, in_seats_meek, in_seats_scottish


def marking(sheet: Mapping[str, Any]) -> str:
    """What a voter marks."""
    match sheet["method"]:
        case "motion":
            return _("찬성, 반대, 기권 가운데 하나를 고릅니다.")
        case "cumulative":
            return _("한 사람이 모두 %(points)d점까지 나누어 줍니다.", points=sheet["votes_per_voter"])
        case "score" | "star":
            return _("하나하나에 0점부터 5점까지 매깁니다. 매기지 않은 것은 0점입니다.")
        case "irv" | "stv_scottish" | "stv_meek":
            return _("좋은 차례로 순위를 매깁니다. 다 매기지 않아도 되고, 순위마다 하나씩입니다.")
        case "majority_judgement":
            return _("하나하나에 ‘매우 좋음’부터 ‘안 됨’까지 등급을 매깁니다. 매기지 않은 것은 ‘안 됨’입니다.")
        case "schulze" | "ranked_pairs" | "borda":
            return _("좋은 차례로 순위를 매깁니다. 다 매기지 않아도 되고, 같은 순위를 여럿에 주어도 됩니다.")
    return _("한 사람이 %(most)d개까지 고릅니다.", most=sheet["votes_per_voter"])


def choosing(sheet: Mapping[str, Any]) -> str:
    """What is chosen."""
    return _CHOOSING.get(sheet["method"], _by_votes)(sheet)


def _by_votes(sheet: Mapping[str, Any]) -> str:
    return _("표가 많은 차례로 %(seats)d개를 뽑습니다. 한 표도 받지 못한 것은 뽑지 않습니다.", seats=sheet["seats"])


def _by_points(sheet: Mapping[str, Any]) -> str:
    return _("점이 많은 차례로 %(seats)d개를 뽑습니다. 1점도 받지 못한 것은 뽑지 않습니다.", seats=sheet["seats"])


def _in_rounds(_sheet: Mapping[str, Any]) -> str:
    return _(
        "1위 표를 세어 가장 적은 것을 빼고 그 표를 다음 순위로 옮기기를 되풀이합니다."
        " 아직 남은 것을 적은 표의 절반을 넘으면 뽑힙니다."
    )


def _by_paths(_sheet: Mapping[str, Any]) -> str:
    return _(
        "둘씩 맞대어 더 많은 표가 위에 둔 쪽이 이깁니다. 모두를 이긴 것을 뽑고,"
        " 그런 것이 없으면 가장 센 이김의 고리를 따라 정합니다(슐체 방식, 이긴 쪽의 표로 셈)."
    )


def _by_clear_duels(_sheet: Mapping[str, Any]) -> str:
    return _(
        "둘씩 맞대어 더 많은 표가 위에 둔 쪽이 이깁니다. 가장 많은 표로 이긴 맞대결부터 하나씩 받아들이고,"
        " 이미 받아들인 것과 어긋나는 맞대결은 뺍니다. 받아들인 맞대결에서 진 적이 없는 것을 뽑습니다."
    )


def _by_places(sheet: Mapping[str, Any]) -> str:
    return _(
        "표마다 아래에 둔 것 하나에 2점, 나란히 둔 것 하나에 1점을 받습니다. 순위가 없는 것은 맨 뒤에 나란히"
        " 둔 것입니다. 점이 많은 차례로 %(seats)d개를 뽑습니다. 1점도 받지 못한 것은 뽑지 않습니다.",
        seats=sheet["seats"],
    )


def _by_grades(sheet: Mapping[str, Any]) -> str:
    return _(
        "받은 등급을 줄 세워 한가운데 등급이 높은 차례로 %(seats)d개를 뽑습니다. 그것이 같으면 가운데 등급을"
        " 하나씩 빼 가며 견줍니다. 모두가 ‘안 됨’이라고 한 것은 뽑지 않습니다.",
        seats=sheet["seats"],
    )


def _in_a_budget(sheet: Mapping[str, Any]) -> str:
    won = written_number(sheet["budget_won"])
    if "when_short" in sheet:
        return _("%(won)s원 안에서 표가 많은 차례로 뽑고, 남은 돈으로 할 수 없는 것이 나오면 멈춥니다.", won=won)
    return _("%(won)s원 안에서 표가 많은 차례로 뽑고, 남은 돈으로 할 수 없는 것은 건너뜁니다.", won=won)


def _in_a_runoff(_sheet: Mapping[str, Any]) -> str:
    told = _("점을 더해 가장 높은 둘이 결선에 가고, 결선에서는 더 많은 표가 더 높게 매긴 쪽이 뽑힙니다.")
    equal = _(
        "결선에 갈 둘을 고를 때 합이 같으면 그것들 가운데 더 높게 매긴 표가 많은 것, 그다음 5점이 많은 것이 갑니다."
        " 결선에서 같으면 합이 큰 것, 그다음 5점이 많은 것이 뽑힙니다."
    )
    return f"{told} {equal}"


_CHOOSING: Mapping[str, Callable[[Mapping[str, Any]], str]] = {
    "cumulative": _by_points,
    "score": _by_points,
    "star": _in_a_runoff,
    "majority_judgement": _by_grades,
    "irv": _in_rounds,
    "schulze": _by_paths,
    "ranked_pairs": _by_clear_duels,
    "borda": _by_places,
    "budget_order": _in_a_budget,
    "budget_greedy_cost": by_cost,
    "budget_equal_shares": by_shares,
    "stv_scottish": in_seats_scottish,
    "stv_meek": in_seats_meek,
}


def tie(sheet: Mapping[str, Any]) -> str:
    """What becomes of equals."""
    if not METHODS[sheet["method"]].may_take_all:
        return _tie_on_the_way(sheet["tie_rule"])
    match sheet["tie_rule"]:
        case "all":
            return _("마지막 자리에서 표가 같으면 모두 뽑습니다.")
        case "fail":
            return _("마지막 자리에서 표가 같으면 그 자리는 정하지 않습니다.")
    return _("마지막 자리에서 표가 같으면 제비를 뽑습니다. 누구나 똑같이 다시 뽑아 볼 수 있습니다.")


def _tie_on_the_way(rule: str) -> str:
    if rule == "fail":
        return _("표가 같아 차례를 정할 수 없으면 거기서 멈추고 정하지 않습니다.")
    return _("표가 같아 차례를 정할 수 없으면 제비를 뽑습니다. 누구나 똑같이 다시 뽑아 볼 수 있습니다.")
