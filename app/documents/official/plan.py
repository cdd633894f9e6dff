"""자치계획서: the plan of a dong as it was sent to the gu, or as it stands."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from app.documents.addresses import absolute
from app.documents.official.paper import Block, Cell, Item, Note, Paper, Table, Text, facts, table
from app.documents.official.words import issued, no_seal
from app.kernel.i18n import _, day, number, won
from app.plans.models import Plan
from app.plans.queries import Ground
from app.plans.states import Runner


def plan_paper(plan: Plan, body: dict[str, Any], ground: Ground | None, place: int = 0) -> Paper:
    """The plan as a letter of the council to the mayor of the gu; `body` is what a version says.

    `place` is its number among the papers of the council.
    """
    return Paper(
        kind=_("자치계획서"),
        office=body["council"],
        draft="" if plan.sent_at else _("아직 보내지 않은 초안입니다."),
        receiver=_("%(gu)s청장(%(centre)s장 경유)", gu=body["gu"], centre=body["dong"]),
        title=_("%(dong)s %(year)s년 자치계획 제출", dong=body["dong"], year=str(body["year"])),
        body=tuple(_body(plan, body, ground)),
        sender=body["council"],
        seal=no_seal(),
        foot=((_("시행"), issued(body["council"], place, plan.sent_at)), (_("판의 지문"), plan.sent_hash)),
        address=absolute("plans.show", plan_id=plan.id),
    )


def _body(plan: Plan, body: dict[str, Any], ground: Ground | None) -> Iterator[Block]:
    yield Item(_("개요"), strong=True)
    held = day(date.fromisoformat(body["assembly_on"])) if body["assembly_on"] else ""
    cap = won(body["cap_won"]) if body["cap_won"] is not None else ""
    decided = _("%(words)s (%(day)s)", words=ground.words, day=day(ground.on)) if ground else ""
    named = [(_("주민총회"), held), (_("의결한 것"), decided), (_("한도"), cap), (_("사업비"), won(body["total_won"]))]
    yield from facts(named)
    yield Item(_("사업"), strong=True)
    yield _items(body)
    described = [one for one in body["items"] if one["what"]]
    if described:
        yield Item(_("사업마다 하는 일"), strong=True)
        for one in described:
            yield Item(one["title"], 2, strong=True)
            yield Text(one["what"], 3)
    if plan.review_due_on:
        yield Note(_("구의 검토 기한: %(day)s", day=day(plan.review_due_on)))


def _items(body: dict[str, Any]) -> Table:
    rows: list[tuple[str | Cell, ...]] = [
        (str(place), Cell(one["title"]), str(Runner(one["runner"]).label), number(one["cost_won"]))
        for place, one in enumerate(body["items"], 1)
    ]
    rows.append((Cell(_("모두"), across=3, strong=True, middle=True), Cell(number(body["total_won"]), strong=True)))
    return table(_("사업과 사업비 (원)"), (_("연번"), _("사업"), _("누가"), _("사업비")), rows, (2, 11, 4, 5))
