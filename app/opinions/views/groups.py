"""The opinion groups of a closed question as a page shows them: sentences first, then the map as SVG."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from app.kernel.i18n import LazyString, _, language, lazy, number
from app.opinions.models import TO_TELL, OpinionMap
from app.opinions.queries import Result

_NAMES = {"ko": "가나다라마", "en": "ABCDE"}
WIDTH, HEIGHT, MARGIN = 340.0, 300.0, 22.0
Place = Callable[[Mapping[str, float]], tuple[float, float]]
_STANDS = 5  # statements of a group, and of all groups together

_WHY: Mapping[str, LazyString] = {
    "too_few_people": lazy(
        "의견 그룹을 찾으려면 적어도 %(needed)s명이 넉넉히 답해야 하는데, 지금은 %(people)s명입니다."
    ),
    "no_groups": lazy("답이 서로 비슷해서 나눌 것이 없습니다."),
    "like_chance": lazy("답을 섞어 놓아도 이만큼은 나뉘어 보여서, 우연과 가를 수 없습니다."),
    "unstable": lazy("사람을 조금만 바꾸어 다시 나누면 그룹이 달라집니다."),
    "group_too_small": lazy("가장 작은 그룹이 %(smallest)s명뿐이라 누구인지 드러날 수 있습니다."),
}


class Stand(NamedTuple):
    """A statement that sets a group apart, and the share of the group, and of all others, that says the same."""

    text: str
    agree: bool
    here: float
    elsewhere: float


class Group(NamedTuple):
    """A group by its name, how many are in it, and what it stands for."""

    name: str
    kind: int  # a word of the style sheet
    size: int
    at: tuple[float, float]
    stands: list[Stand]


class Dot(NamedTuple):
    """Where a person stands in the drawing; nobody's number is in it."""

    at: tuple[float, float]
    kind: int


class Groups(NamedTuple):
    """What the page says: reasons where there are no groups, else groups, what they share, and the drawing."""

    is_open: bool
    reasons: list[str]
    groups: list[Group]
    shared: list[str]
    dots: list[Dot]
    figures: list[tuple[str, str]]
    without_liners: str
    fingerprint: str


def groups_of(found: OpinionMap | None, result: Result) -> Groups | None:
    """The groups of a map that is done; None while it is looked for."""
    if found is None or found.result is None:
        return None
    told: Mapping[str, Any] = found.result
    texts = {row.statement.id: row.statement.text for row in (*result.rows, *result.untold)}
    place = _scale(told["dots"])
    return Groups(
        is_open=told["gate"]["open"],
        reasons=_reasons(told["gate"]),
        groups=_groups(told, texts, place),
        shared=_shared(told, texts),
        dots=[Dot(place(dot), dot["group"]) for dot in told["dots"] if dot["group"] is not None],
        figures=_figures(told["gate"]),
        without_liners=_without_liners(told),
        fingerprint=found.fingerprint,
    )


def _reasons(gate: Mapping[str, Any]) -> list[str]:
    words = {"needed": gate["people_needed"], "people": gate["people"], "smallest": gate["smallest"]}
    return [str(_WHY[code]) % {name: number(value or 0) for name, value in words.items()} for code in gate["missed"]]


def _scale(dots: Sequence[Mapping[str, float]]) -> Place:
    """Both axes by the same factor, so that distances stay true; the middle of the dots is that of the drawing."""
    xs, ys = [dot["x"] for dot in dots] or [0.0], [dot["y"] for dot in dots] or [0.0]
    wide, high = max(max(xs) - min(xs), 1e-9), max(max(ys) - min(ys), 1e-9)
    factor = min((WIDTH - 2 * MARGIN) / wide, (HEIGHT - 2 * MARGIN) / high)
    middle_x, middle_y = (max(xs) + min(xs)) / 2, (max(ys) + min(ys)) / 2

    def place(one: Mapping[str, float]) -> tuple[float, float]:
        return WIDTH / 2 + factor * (one["x"] - middle_x), HEIGHT / 2 - factor * (one["y"] - middle_y)

    return place


def _groups(told: Mapping[str, Any], texts: Mapping[int, str], place: Place) -> list[Group]:
    numbers = [one["statement"] for one in told["statements"]]
    columns = {statement: column for column, statement in enumerate(numbers)}
    found = []
    for kind, group in enumerate(told["groups"]):
        stands = [_stand(one, columns, group, told["groups"], texts) for one in group["stands"][:_STANDS]]
        found.append(Group(_NAMES[language()][kind], kind, group["size"], place(group), [one for one in stands if one]))
    return found


def _stand(
    one: Mapping[str, Any],
    columns: Mapping[int, int],
    group: Mapping[str, Any],
    groups: Sequence[Mapping[str, Any]],
    texts: Mapping[int, str],
) -> Stand | None:
    """None where so few of the group answered that the share would tell of persons."""
    column, side = columns[one["statement"]], "agrees" if one["agree"] else "disagrees"
    seen = group["seen"][column]
    others = [(other[side][column], other["seen"][column]) for other in groups if other is not group]
    seen_elsewhere = sum(count for _hits, count in others)
    if seen < TO_TELL or seen_elsewhere < TO_TELL or one["statement"] not in texts:
        return None
    elsewhere = sum(hits for hits, _count in others) / seen_elsewhere
    return Stand(texts[one["statement"]], one["agree"], group[side][column] / seen, elsewhere)


def _shared(told: Mapping[str, Any], texts: Mapping[int, str]) -> list[str]:
    """What more than half of every group agree with, by the group-informed consensus (Small et al. 2021)."""
    agreed = []
    for column, one in enumerate(told["statements"]):
        shares = [(group["agrees"][column] + 1) / (group["seen"][column] + 2) for group in told["groups"]]
        if shares and min(shares) > 0.5 and one["statement"] in texts:
            agreed.append((one["agree_consensus"] or 0.0, texts[one["statement"]]))
    return [text for _consensus, text in sorted(agreed, key=lambda pair: -pair[0])[:_STANDS]]


def _figures(gate: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What the gate was asked, with the figure that was needed beside each."""
    rows = [(_("그룹을 찾는 데 쓴 사람"), "people", "people_needed", _("%(is)s명 (적어도 %(needed)s명)"))]
    rows.append((_("나뉜 정도(실루엣)"), "silhouette", "silhouette_of_chance", _("%(is)s (우연이라면 %(needed)s까지)")))
    rows.append((_("다시 나누어도 같은 정도"), "stability", "stability_needed", _("%(is)s (적어도 %(needed)s)")))
    rows.append((_("가장 작은 그룹"), "smallest", "smallest_needed", _("%(is)s명 (적어도 %(needed)s명)")))
    return [
        (name, text % {"is": _figure(gate[one]), "needed": _figure(gate[needed])})
        for name, one, needed, text in rows
        if gate[one] is not None and gate[needed] is not None
    ]


def _figure(value: float) -> str:
    return number(value) if isinstance(value, int) else f"{value:.2f}"


def _without_liners(told: Mapping[str, Any]) -> str:
    other, count = told["without_straight_liners"], told["straight_liners"]
    if other is None:
        return ""
    if other["gate"]["open"] == told["gate"]["open"] and len(other["groups"]) == len(told["groups"]):
        return _("거의 모든 의견에 똑같이 답한 %(count)s명을 빼고 보아도 그렇습니다.", count=number(count))
    if other["gate"]["open"]:
        return _(
            "거의 모든 의견에 똑같이 답한 %(count)s명을 빼고 보면 그룹이 %(groups)s개로 나뉩니다.",
            count=number(count),
            groups=number(len(other["groups"])),
        )
    return _("거의 모든 의견에 똑같이 답한 %(count)s명을 빼고 보면 그룹이 뚜렷하지 않습니다.", count=number(count))
